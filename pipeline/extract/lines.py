"""Rows of fragments to lines: spans by font, spaces where the text layer has none, bullets as markers."""

import itertools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.extract.fragments import Fragment, Row, make_rows
from pipeline.extract.ink import SPACE_GAP, Marked, Show
from pipeline.extract.markers import RAISED, is_bullet_font, split_bullet, strip_blanks
from pipeline.khmer.syllable import is_dependent
from pipeline.model.document import ActualText, Font, Glyph, Line, Span
from pipeline.model.minutes import Box

SMALL, RISE = 0.8, 0.2
"""Sizes of their row's type: digits no larger, and no lower above its baseline, are raised. Word and LibreOffice set
superscripts at 0.58 to 0.67, raised by 0.33 to 0.38."""
UNKNOWN = "\ufffd"
_CONTROLS = {code: None for code in (*range(0x01, 0x20), 0x7F)} | {0: UNKNOWN, 9: " ", 0xAD: "-"}
_SHAPES = {0xA0: " ", 0x2010: "-", 0x2011: "-"}
"""Blanks and hyphens that differ from the usual ones in looks only."""
_CHANGES: dict[int, str | None] = {**_CONTROLS, **_SHAPES}
_TO_CHANGE = re.compile("[\x00-\x1f\x7f\xa0\xad\u2010\u2011]")

Style = tuple[str, float, bool, bool, bool]
"""Font key, size, bold, italic, underlined."""


@dataclass(slots=True)
class _Run:
    """A span in the making."""

    style: Style
    text: list[str] = field(default_factory=list)
    glyphs: list[Glyph] = field(default_factory=list)
    marks: list[tuple[int, int, Marked]] = field(default_factory=list)
    """First and last glyph of each stretch under an /ActualText."""

    def mark(self, marked: Marked, count: int) -> None:
        """Note that the last `count` glyphs stand in a section; a stretch of the same one goes on."""
        first, last = len(self.glyphs) - count, len(self.glyphs) - 1
        if self.marks and self.marks[-1][2] is marked and self.marks[-1][1] == first - 1:
            first = self.marks.pop()[0]
        self.marks.append((first, last, marked))


@dataclass(slots=True)
class LineMaker:
    """Makes lines of one page; it knows the fonts by their keys."""

    page_no: int
    fonts: dict[str, Font]
    styles: dict[str, tuple[bool, bool]]
    height: float = math.inf
    """Of the page in points; endless where there are no pages."""
    _told: set[Marked] = field(default_factory=set)
    """Sections whose /ActualText a span has already."""

    def lines(self, fragments: Iterable[Fragment]) -> list[Line]:
        """Return the lines of fragments that stand in one column or cell, from top to bottom."""
        return [self.line(row) for row in make_rows(fragments)]

    def line(self, row: Row) -> Line:
        """Return a row as one line, its bullet set apart."""
        runs: list[_Run] = []
        pen: float | None = None
        for fragment in row.fragments:
            apart = pen is not None and fragment.x0 - pen > SPACE_GAP * fragment.size
            self._write(fragment, runs, apart, row)
            pen = fragment.x1 if pen is None else max(pen, fragment.x1)
        spans = [_span(run) for run in runs]
        made = list(zip(spans, runs, strict=True))
        marker = self._take_marker(spans)
        _strip_ends(spans)
        spans = [span for span in spans if span.text or span.glyphs]
        if any(run.marks for run in runs):
            self._tell_actual(made, spans)
        line = Line(spans, self.page_no, union(span.box for span in spans if span.box is not None), marker=marker)
        line.block = row.fragments[-1].shows[-1].block
        line.baseline = row.baseline
        return line

    def _write(self, fragment: Fragment, runs: list[_Run], apart: bool, row: Row) -> None:
        gap_limit = _space_gap(fragment)
        pen: float | None = None
        unread = not fragment.text
        for show in fragment.shows:
            bold, italic = self.styles[show.font]
            style = (show.font, round(show.size, 2), bold or show.bold, italic, show.underline)
            if not runs or runs[-1].style != style or (apart and pen is None):
                _space_before(runs, show, apart and pen is None)
                runs.append(_Run(style))
            run = runs[-1]
            raised = not (apart and pen is None) and is_raised_number(show, row)
            for start, end, glyph in zip(show.starts, show.ends, show.glyphs, strict=True):
                text = UNKNOWN if unread else glyph.text
                if pen is None:
                    pen = end
                elif end <= start and is_dependent(text[:1]):
                    pass  # a sign without width of its own, moved over its base
                elif start - pen > gap_limit and text and not text[0].isspace():
                    _append_space(runs)
                    pen = end
                elif end > pen:
                    pen = end
                run.text.append(text.translate(RAISED) if raised else text)
                run.glyphs.append(glyph)
            if show.marked is not None:
                run.mark(show.marked, len(show.glyphs))

    def _tell_actual(self, made: Sequence[tuple[Span, _Run]], kept: Sequence[Span]) -> None:
        """Give the spans that are kept their /ActualText, each section's to the first span that has glyphs of it."""
        with_marker: set[Marked] = set()
        for span, run in made:
            is_kept = any(span is each for each in kept)
            cut = len(run.glyphs) - len(span.glyphs) if is_kept else len(run.glyphs)
            with_marker.update(marked for first, _, marked in run.marks if first < cut)
            rest = [(max(first - cut, 0), last - cut, marked) for first, last, marked in run.marks if last >= cut]
            span.actual = tuple(
                ActualText(first, last, self._actual(marked, marked in with_marker)) for first, last, marked in rest
            )

    def _actual(self, marked: Marked, with_marker: bool) -> str:
        """The text of a section, once; without the bullet whose glyphs were cut from its front."""
        if marked in self._told:
            return ""
        self._told.add(marked)
        return split_bullet(marked.text)[1] if with_marker else marked.text

    def _take_marker(self, spans: list[Span]) -> str | None:
        first = spans[0]
        rest = "".join(span.text for span in spans[1:])
        font = self.fonts[first.font].name if first.font is not None else ""
        alone = strip_blanks(first.text)
        if len(spans) > 1 and strip_blanks(rest) and is_bullet_font(font, alone):
            spans.pop(0)
            return alone
        marker, text = split_bullet(first.text)
        if marker is None:
            return None
        if not strip_blanks(text) and not strip_blanks(rest):
            return None
        _cut_front(first, marker)
        if not strip_blanks(first.text):
            spans.pop(0)
        return marker


def is_raised_number(show: Show, row: Row) -> bool:
    """Return whether digits stand small and high in their row: the mark of a footnote or an exponent."""
    if show.size > SMALL * row.size or row.baseline - show.baseline < RISE * row.size:
        return False
    return all(glyph.text.isdecimal() and glyph.text.isascii() for glyph in show.glyphs)


def _space_gap(fragment: Fragment) -> float:
    """The gap in points that counts as a space: wider where a heading is set with its letters apart."""
    usual = SPACE_GAP * fragment.size
    gaps: list[float] = []
    for show in fragment.shows:
        pairs = zip(show.starts[1:], show.ends, itertools.pairwise(show.glyphs), strict=False)
        gaps += [start - end for start, end, glyphs in pairs if all(glyph.text[:1].isalpha() for glyph in glyphs)]
    wide = sum(gap > usual for gap in gaps)
    if (len(gaps) >= 6 and wide > 0.6 * len(gaps)) or (len(gaps) > 1 and wide == len(gaps)):
        return 1.8 * sorted(gaps)[len(gaps) // 2]
    return usual


def _space_before(runs: list[_Run], show: Show, apart: bool) -> None:
    if apart and runs and not show.glyphs[0].text[:1].isspace():
        _append_space(runs)


def _append_space(runs: list[_Run]) -> None:
    """A space at the end of what is written so far, unless there is one."""
    for run in reversed(runs):
        for text in reversed(run.text):
            if text:
                if not text[-1].isspace():
                    runs[-1].text.append(" ") if run is runs[-1] else run.text.append(" ")
                return


def _span(run: _Run) -> Span:
    text = "".join(run.text)
    if _TO_CHANGE.search(text):
        text = text.translate(_CHANGES)
    key, size, bold, italic, underline = run.style
    inked = [glyph.box for glyph in run.glyphs if not glyph.text.isspace()] or [glyph.box for glyph in run.glyphs]
    box = union(inked)
    return Span(
        text, font=key, size=size, bold=bold, italic=italic, underline=underline, box=box, glyphs=tuple(run.glyphs)
    )


def _cut_front(span: Span, marker: str) -> None:
    """Take a bullet and the blanks around it, with their glyphs, from the front of a span.

    A glyph of which the text layer says nothing stays: it may be the first sign of a Khmer word.
    """
    before = len(span.text) - len(span.text.lstrip())
    _, span.text = split_bullet(span.text)
    glyphs = list(span.glyphs)
    to_take = before + len(marker)
    while glyphs and to_take > 0:
        to_take -= len(glyphs.pop(0).text)
    while glyphs and glyphs[0].text and not strip_blanks(glyphs[0].text):
        glyphs.pop(0)
    span.glyphs = tuple(glyphs)
    if glyphs:
        span.box = union(glyph.box for glyph in glyphs)


def _strip_ends(spans: list[Span]) -> None:
    while len(spans) > 1 and _is_blank(spans[0]):
        spans.pop(0)
    while len(spans) > 1 and _is_blank(spans[-1]):
        spans.pop()
    first, last = spans[0], spans[-1]
    first.text = first.text[first.text.find(strip_blanks(first.text)) :] if strip_blanks(first.text) else ""
    stripped = strip_blanks(last.text)
    last.text = last.text[: last.text.rfind(stripped) + len(stripped)] if stripped else ""


def _is_blank(span: Span) -> bool:
    """Whether nothing is drawn; a glyph of which the text layer says nothing is no blank."""
    return not strip_blanks(span.text) and all(glyph.text for glyph in span.glyphs)


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around boxes, of which there is at least one."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return min(x0s), min(tops), max(x1s), max(bottoms)
