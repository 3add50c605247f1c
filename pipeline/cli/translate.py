"""`khmer-minutes translate`: texts out to a translator and back, and the translation memory."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import ConfigOption

translate = typer.Typer(name="translate", no_args_is_help=True)
memory = typer.Typer(name="memory", no_args_is_help=True)
translate.add_typer(memory)

_OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Folder of the results; default: that of the settings."),
]
_TmxArgument = Annotated[Path, typer.Argument(metavar="FILE.tmx", help="A translation memory in TMX.")]


@translate.callback()
def _describe() -> None:
    """Send texts to a translator and take them back.

    \b
    Example:
      khmer-minutes translate export outputs --from en --to km
      khmer-minutes translate import translation.en-km.xlf
    """  # noqa: D301 (typer reads the escape)


@memory.callback()
def _describe_memory() -> None:
    """Bring a translation memory in, or take it out, as TMX.

    \b
    Example:
      khmer-minutes translate memory import office.tmx
    """  # noqa: D301 (typer reads the escape)


@translate.command(name="export")
def export_(
    output: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Folder of the results; default: that of the settings."),
    ] = None,
    source: Annotated[str, typer.Option("--from", metavar="LANGUAGE", help="Language of the texts: en or km.")] = "en",
    target: Annotated[str, typer.Option("--to", metavar="LANGUAGE", help="Language to translate into.")] = "km",
    config: ConfigOption = None,
) -> None:
    """Write an XLIFF file for each document, with drafts where there are some.

    Each stands beside the document's minutes.json and opens in OmegaT and other translators' tools.

    \b
    Example:
      khmer-minutes translate export outputs --from en --to km
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_out
    from pipeline.config import load_settings
    from pipeline.errors import UsageError
    from pipeline.translate.exchange import export
    from pipeline.translate.glossary import LANGUAGES

    if source == target or not {source, target} <= set(LANGUAGES):
        raise UsageError(f"--from and --to need two of {', '.join(LANGUAGES)}, not {source} and {target}")
    for exported in export(output or load_settings(config).paths.outputs, [(source, target)]):
        write_out(f"{exported.path}: {exported.texts} texts, {exported.untranslated} without a draft\n")


@translate.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.xlf", help="XLIFF files that a translator sends back.")],
    output: _OutputOption = None,
    accept_drafts: Annotated[
        bool, typer.Option("--accept-drafts", help="Drafts that come back unchanged are finished too.")
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Take finished translations back: into minutes.json, the Word report, the summaries and the memory.

    They are kept in corrections.json beside minutes.json, and every later run puts them in again.

    \b
    Example:
      khmer-minutes translate import translation.en-km.xlf
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_out
    from pipeline.config import load_settings
    from pipeline.translate.exchange import take_back

    settings = load_settings(config)
    for path in files:
        for imported in take_back(path, output or settings.paths.outputs, settings, drafts_too=accept_drafts):
            write_out(f"{imported.document}: {imported.finished} texts finished, {len(imported.left)} still open\n")
            if imported.changed:
                told = ", ".join(imported.changed)
                write_out(f"  read otherwise now than when they were sent out, kept in corrections.json: {told}\n")


@memory.command(name="import")
def memory_import(file: _TmxArgument, config: ConfigOption = None) -> None:
    """Put the segments of a TMX file into the translation memory.

    \b
    Example:
      khmer-minutes translate memory import office.tmx
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_out
    from pipeline.config import load_settings
    from pipeline.translate.memory import Memory
    from pipeline.translate.tmx import read_tmx

    path = load_settings(config).translation.memory
    with Memory.open(path) as opened:
        write_out(f"{opened.add(list(read_tmx(file)))} segments into {path}\n")


@memory.command(name="export")
def memory_export(file: _TmxArgument, config: ConfigOption = None) -> None:
    """Write the translation memory as a TMX file.

    \b
    Example:
      khmer-minutes translate memory export office.tmx
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_out
    from pipeline.config import load_settings
    from pipeline.errors import UsageError
    from pipeline.translate.memory import Memory
    from pipeline.translate.tmx import write_tmx

    path = load_settings(config).translation.memory
    if not path.is_file():
        raise UsageError(f"there is no translation memory at {path} yet; translate import fills it")
    with Memory.open(path) as opened:
        units = list(opened.units())
    file.write_bytes(write_tmx(units))
    write_out(f"{len(units)} segments into {file}\n")
