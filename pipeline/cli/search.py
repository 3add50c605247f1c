"""`khmer-minutes search`: passages of the minutes in a database."""

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import ConfigOption, DatabaseOption

if TYPE_CHECKING:
    from pipeline.load.searching import Passage

SHOWN_AROUND = 160
"""Characters of a long passage before the first match and behind the last one."""


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Khmer or English; "in quotes": in a row.')],
    database: DatabaseOption = None,
    date: Annotated[
        str | None, typer.Option("--date", help="2019, 2019-09, 2019-09-05, or from..to: 2018..2020-06.")
    ] = None,
    province: Annotated[str | None, typer.Option("--province", help="In English or Khmer.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Of passage (speech, question ...) or outcome (recommendation ...).")
    ] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Part of a name.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many passages at most.")] = 20,
    config: ConfigOption = None,
) -> None:
    """Find passages by their words, Khmer or English, however they are spelt.

    Each with its meeting, date, speaker and page; the match is marked. The latest meeting comes first.

    \b
    Example:
      khmer-minutes search "ច្បាប់ពន្ធដារ"
      khmer-minutes search "tax law" --province Battambang --date 2018..2020 --kind recommendation
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import say, write_out
    from pipeline.config import load_settings
    from pipeline.errors import UsageError
    from pipeline.load.database import open_database, parse_address, reading
    from pipeline.load.filters import Filters
    from pipeline.load.migrating import check_up_to_date
    from pipeline.load.searching import search as find
    from pipeline.shown import printable

    if len(words) > 1:
        together = shlex.quote(" ".join(words))
        raise UsageError(
            f"put the words in quotation marks, as one argument: khmer-minutes search {together} "
            '(and a value with blanks as well: --province "Siem Reap")'
        )
    address = parse_address(database or str(load_settings(config).paths.outputs / "minutes.sqlite"))
    engine = open_database(address)
    try:
        check_up_to_date(engine)
        with reading(engine) as connection:
            hits = find(connection, words[0], Filters(date, province, kind, speaker), limit)
    finally:
        engine.dispose()
    for number, passage in enumerate(hits.passages, 1):
        lines = (_where(passage), _who(passage), _shown(passage))
        write_out(f"{number}. " + "\n   ".join(printable(line) for line in lines) + "\n\n")
    if len(hits.passages) < hits.total:
        say(f"{len(hits.passages)} of {hits.total} passages; --limit {hits.total} shows all")
    else:
        say("1 passage" if hits.total == 1 else f"{hits.total} passages")


def _where(passage: "Passage") -> str:
    return " · ".join(filter(None, (passage.date, passage.province, passage.meeting or "(no title)")))


def _who(passage: "Passage") -> str:
    page = f"page {passage.page_no}" if passage.page_no is not None else None
    said = f"said by {passage.speaker}" if passage.speaker else None
    if said and passage.person and not said.endswith(passage.person):
        said += f" ({passage.person})"
    return ", ".join(filter(None, (passage.path, page, f"{passage.kind} {passage.ref}", said)))


def _shown(passage: "Passage") -> str:
    """The passage, or what of a long one stands around its matches, in one line."""
    text, marks = passage.text, passage.marks
    if marks:
        first, last = max(0, marks[0][0] - SHOWN_AROUND), min(len(text), marks[-1][1] + SHOWN_AROUND)
    else:
        first, last = 0, min(len(text), 2 * SHOWN_AROUND)
    pieces, at = [], first
    for start, end in marks:
        pieces += [text[at:start], f"**{text[start:end]}**"]
        at = end
    whole = "".join([*pieces, text[at:last]])
    return f"{'…' if first else ''}{' '.join(whole.split())}{'…' if last < len(text) else ''}"
