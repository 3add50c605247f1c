"""The letters of a document's lines as they are drawn: font, code, text and width of each, blanks between the words."""

import itertools
from collections.abc import Collection, Iterator
from typing import NamedTuple

from pipeline.model.document import Document, Glyph, Line, Span

SPACE_GAP = 0.16
"""Em; a wider gap between two glyphs is a space, as in pipeline.extract.lines."""


class Letter(NamedTuple):
    """One glyph of a line, or a blank."""

    font: str
    cid: int
    text: str
    """What the text layer says."""
    width: float
    """In ems."""

    @property
    def key(self) -> tuple[str, int]:
        """What identifies the glyph in the document."""
        return self.font, self.cid


BLANK = Letter("", -1, " ", 0.0)


def spans_of(document: Document) -> Iterator[Span]:
    """Yield the spans of all lines, running heads and feet among them."""
    for page in document.pages:
        for line in (*page.lines(), *page.furniture):
            yield from line.spans


def drawn_lines(document: Document, fonts: Collection[str]) -> Iterator[list[Letter]]:
    """Yield the letters of each line that has some in these fonts; a blank stands at both ends."""
    for page in document.pages:
        for line in (*page.lines(), *page.furniture):
            if any(span.font in fonts for span in line.spans):
                yield [BLANK, *_letters(line), BLANK]


def is_apart(before: Glyph, glyph: Glyph, size: float) -> bool:
    """Return whether there is room for a blank between two glyphs that are drawn one after the other."""
    return glyph.box[0] - before.box[2] > SPACE_GAP * size


def _letters(line: Line) -> Iterator[Letter]:
    glyphs = [(span, glyph) for span in line.spans for glyph in span.glyphs]
    for n, (span, glyph) in enumerate(glyphs):
        size = span.size or 10.0
        if n and is_apart(glyphs[n - 1][1], glyph, size):
            yield BLANK
        if glyph.text.isspace():
            yield BLANK
        else:
            yield Letter(span.font or "", glyph.cid, glyph.text, (glyph.box[2] - glyph.box[0]) / size)


def drawn_words(lines: Collection[list[Letter]]) -> Iterator[tuple[Letter, ...]]:
    """Yield the letters of each word of such lines, with the signs that stand at it."""
    for line in lines:
        for is_blank, word in itertools.groupby(line, lambda letter: letter is BLANK):
            if not is_blank:
                yield tuple(word)
