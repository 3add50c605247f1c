"""`khmer-minutes repair`: the text of one file on standard output."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.options import ConfigOption


def repair(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, help="A PDF, text or Word file.")],
    page: Annotated[
        int | None, typer.Option("--page", metavar="N", min=1, help="Only this page; the first is 1.")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="FAMILY",
            help="A text file holds the codes of this family of 8-bit Khmer fonts: limon, abc, fk ...",
        ),
    ] = None,
    known_map: Annotated[
        Path | None,
        typer.Option("--map", metavar="M.toml", help="Decipher damaged Khmer by a map that was saved before."),
    ] = None,
    save_map: Annotated[
        Path | None, typer.Option("--save-map", metavar="M.toml", help="Save the map by which it was deciphered.")
    ] = None,
    lines: Annotated[
        Path | None,
        typer.Option("--lines", metavar="FILE.tsv", help="Lines you have corrected: number, tab, true text."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Print the repaired text of one file.

    In reading order; of a text file line for line: as many lines out as in.

    \b
    Example:
      khmer-minutes repair minutes.pdf --page 3
      khmer-minutes repair extracted.txt > repaired.txt
      khmer-minutes repair typed.txt --encoding limon
      khmer-minutes repair extracted.txt --lines corrected.tsv --save-map font.toml
      khmer-minutes repair another.txt --map font.toml
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_out
    from pipeline.config import load_settings
    from pipeline.transcript import Help, transcript, transcript_of_codes

    if encoding is not None:
        write_out(transcript_of_codes(file, encoding, page))
        return
    write_out(transcript(file, load_settings(config), page, Help(known_map, lines, save_map)))
