"""`khmer-minutes fonts`: the fonts whose glyphs are known, and how to teach it one more."""

from pathlib import Path
from typing import Annotated

import typer

fonts = typer.Typer(name="fonts", no_args_is_help=True)


@fonts.callback()
def _describe() -> None:
    """The fonts whose glyphs are known: list them, add one.

    \b
    Example:
      khmer-minutes fonts add KhmerOSfasthand.ttf
    """  # noqa: D301 (typer reads the escape)


@fonts.command("list")
def list_fonts() -> None:
    """List the known fonts.

    \b
    Example:
      khmer-minutes fonts list
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import print_table
    from pipeline.repair.atlas import atlas

    known = sorted(atlas().list_fonts(), key=lambda font: (font.family, font.style))
    print_table(("family", "style", "glyphs"), [(font.family, font.style, str(font.glyph_count)) for font in known])


@fonts.command("add")
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A font with Khmer letters: .ttf, .otf or .woff.")],
) -> None:
    """Teach it a font, for you and all runs to come.

    \b
    Example:
      khmer-minutes fonts add KhmerOSfasthand.ttf

    The font's glyphs are kept as hashes, strings and small shapes, in your own data folder; the font itself is not.
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import say
    from pipeline.repair.taught import add_font

    facts = add_font(file)
    say(f"learnt {facts.family} {facts.style}: {facts.glyph_count} glyphs; run --force reads again what lacked it")
