"""The minutes of the Battambang workshop as they must have looked before an extractor flattened them.

The words are those of `inputs/battambang-2019-09-05.txt`, typing errors included; the structure, which that file has
lost, is said here. Of the Khmer annex the lines stand here whose truth is known (`battambang_khmer.tsv`).

    python -m tests.press.battambang inputs/battambang-2019-09-05.pdf
"""

import re
import sys
from functools import cache
from pathlib import Path

from tests.press.describe import BOLD, Align, Booklet, PageBreak, Paragraph, Row, Style, Table, bullet, text
from tests.press.producers import make_pdf
from tests.press.producers.word import Word

SOURCE = Path(__file__).parents[2] / "inputs" / "battambang-2019-09-05.txt"
KHMER = Path(__file__).parent / "battambang_khmer.tsv"
TITLE = Style(size=16, bold=True)
HEADING = Style(size=12, bold=True)
WIDTHS = (128.0, 400.8)
"""Of the two columns in points. Measured: at these and the indents below nearly all lines break as in the source."""
BLANK_LINE, PICTURE = 13.4, 36.0
"""Room that the source's empty lines took, and a picture in the first session."""
KHMER_HEADINGS = {407, 427, 441, 453, 469}
"""Lines of the source that head a part or group of the annex; the others are its points, or go on with one."""


@cache
def _source() -> list[str]:
    return SOURCE.read_text(encoding="utf-8").split("\n")


def words(first: int, last: int | None = None, *more: int) -> str:
    """Return lines of the source, numbered from 1, as the one text they were; `more`: further (first, last) pairs."""
    lines = _source()[first - 1 : last or first]
    for start, end in zip(more[::2], more[1::2], strict=True):
        lines += _source()[start - 1 : end]
    joined = ""
    for line in filter(str.strip, lines):
        gap = "" if joined.endswith("-") or not joined else " "
        joined = joined.rstrip(" ") + gap + line.lstrip("\uf0b7 ") if not joined.endswith("- ") else joined + line
    return joined.rstrip()


def khmer_lines() -> dict[int, str]:
    """Return the lines of the annex whose truth is known, by their number in the source; of spellings the first."""
    rows = (line.split("\t") for line in KHMER.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {int(number): re.sub(r"\{([^|}]*)\|[^}]*\}", r"\1", line).strip() for number, line in rows}


def _points(*spans: tuple[int, int] | int) -> tuple[Paragraph, ...]:
    """Return a bulleted list, in the margins of a right-hand cell."""
    ranges = (span if isinstance(span, tuple) else (span, span) for span in spans)
    return tuple(bullet(words(*span), indent=32, hanging=18) for span in ranges)


def _topic(*span: int) -> Paragraph:
    return bullet(words(*span), indent=36.5, hanging=18)


def _prompt(*span: int, indent: float = 36.5) -> Paragraph:
    return text(words(*span), indent=indent, after=3)


def _questions(*span: int) -> Paragraph:
    return text(words(*span), indent=36.5, before=BLANK_LINE, after=3)


def _said(*span: int) -> Paragraph:
    return text(words(*span), after=2)


def _bold(*span: int) -> Paragraph:
    return text(words(*span), BOLD, after=2)


def _break_row(line: int) -> Row:
    """Return a row of two words: refreshment or lunch, and All."""
    what, who = words(line).rsplit(maxsplit=1)
    return Row(((text(what, BOLD, after=2),), (text(who, after=2),)))


def _opening() -> Row:
    return Row(((_bold(68, 69),), (_bold(71), text(words(72, 75), after=BLANK_LINE), _bold(77, 78), _said(79, 83))))


def _session_1() -> Row:
    topics = (_bold(85, 87), _topic(89), _topic(91), _said(92))
    return Row((topics, (_bold(94), text(words(95, 97), after=BLANK_LINE + PICTURE), _said(99, 108))))


def _session_2() -> Row:
    topics = (_bold(112, 113), _topic(115), _topic(117, 120), _topic(122, 123), _topic(125, 127), _questions(131, 132))
    visibility = (_bold(134), _said(135, 136), *_points(138, (140, 142), (144, 145), (147, 148), (150, 155)))
    findings = _points((169, 171), (173, 174), (176, 177), (179, 181), (183, 184), (186, 187), (189, 190), (192, 193))
    environment = (_bold(157), _said(158, 160, 163, 167), *findings)
    older = (_bold(196, 197), text(words(198, 202), after=BLANK_LINE))
    asked = (_bold(204), _said(205, 207), _said(208, 209), _said(210, 212), _said(213, 215), _said(216))
    return Row((topics, visibility + environment + older + asked))


def _session_3() -> Row:
    topics = (_bold(220, 222), _topic(224), _topic(226, 226, 237, 238), _questions(242, 243))
    answers = _points(232, 234, (245, 246), 248, (250, 251), 253)
    points = _points((256, 258), (260, 262), (264, 266), (268, 272), 274, (276, 279))
    return Row((topics, (_bold(228), _said(229, 230), *answers, _said(254), *points, _said(281))))


def _session_4() -> Row:
    prompts = (_prompt(294, 297), _prompt(299, 302), _prompt(304, 309), _prompt(311, 312, 355, 358, indent=0))
    topics = (_bold(284, 285), _topic(287, 291), _said(293), *prompts)
    first = (_said(315), *_points(317, 319, 321, 323, 325, 327, 329, 331))
    second = (_said(332), *_points(334, 336, (338, 339), 341))
    third = (_said(342, 343), *_points((345, 346), 348, 350, 352, 360, (362, 363), (365, 366)))
    fourth = (_said(368), *_points(370, 372, (374, 375), 377, 379, 381, 383))
    return Row((topics, (_bold(314), *first, *second, *third, *fourth)))


def agenda() -> Table:
    """Return the agenda: ten rows, three of which run over a page."""
    head = Row(((text("Topics", BOLD, after=2),), (text("Detailed Discussion", BOLD, after=2),)))
    rows = (
        _opening(),
        _session_1(),
        _break_row(110),
        _session_2(),
        _break_row(218),
        _session_3(),
        _session_4(),
        _break_row(386),
        Row(((_bold(388, 391),), (_said(393),))),
        Row(((_bold(395, 396),), (_bold(398), _said(399, 404)))),
    )
    return Table(WIDTHS, rows, head, shift=-34)


def _front() -> tuple[Paragraph, ...]:
    cover = (words(1), words(3))
    return (
        *(text(line, TITLE, align=Align.CENTRE, after=4) for line in cover),
        text(words(5), HEADING, align=Align.CENTRE, before=6, after=4),
        text(words(7), HEADING, align=Align.CENTRE, after=30),
        text(words(13), HEADING, keep_with_next=True),
        text(words(15, 23), after=12),
        text(words(25, 37), after=12),
        text(words(41), HEADING, keep_with_next=True),
        *(bullet(words(*span)) for span in ((43,), (45, 47), (49,))),
        text(words(51), HEADING, before=10, keep_with_next=True),
        *(bullet(words(*span)) for span in ((53,), (55, 57), (59,))),
    )


def _annex() -> tuple[Paragraph, ...]:
    khmer = (
        text(line, BOLD, before=6) if number in KHMER_HEADINGS else bullet(line, after=0)
        for number, line in khmer_lines().items()
    )
    return (text(words(405), HEADING), *khmer)


def battambang() -> Booklet:
    """Return the description of the minutes: cover and introduction, agenda, annex."""
    return Booklet(
        blocks=(*_front(), PageBreak(), text(words(64), HEADING), agenda(), PageBreak(), *_annex()),
        margin=(64.0, 70.0, 50.0, 70.0),
        foot=(text("{page}", align=Align.RIGHT),),
        furniture_margin=24.0,
        title="Minutes of Issues Briefing Workshop",
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(make_pdf(battambang(), Word()))
