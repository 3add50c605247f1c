"""How paragraphs look on their pages, apart from what they say: size, weight, capitals, place between the margins."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.document import Line
from pipeline.segment.paragraphs import Paragraph

_LARGER = 0.8
"""Points above the body's size that make a line stand out."""
_CENTRED = 0.04
"""Share of the text's width by which the middles of a line and of the text may differ."""
_LEAST_INDENT = 0.06
"""Share of the text's width that a centred line leaves free at its left."""


@dataclass(frozen=True, slots=True)
class Look:
    """What two paragraphs share that are printed alike."""

    size: float
    """Points, rounded to halves; 0 where the source has none."""
    bold: bool
    italic: bool
    underline: bool
    caps: bool
    larger: bool
    """Set in a larger type than the body."""

    @property
    def stands_out(self) -> bool:
        """Whether anything but its place sets it apart from running text."""
        return self.bold or self.italic or self.underline or self.caps or self.larger


class Looks:
    """Reads the looks of a document's paragraphs against its body."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.body_size = _body_size(lines := list(lines))
        self._edges: dict[int, tuple[float, float]] = {}
        for line in lines:
            left, right = self._edges.get(line.page_no, (line.box[0], line.box[2]))
            self._edges[line.page_no] = min(left, line.box[0]), max(right, line.box[2])

    def of(self, paragraph: Paragraph) -> Look:
        """Return the look of a paragraph."""
        spans = [span for line in paragraph.lines for span in line.spans if span.text.strip()]
        size = paragraph.size or 0.0
        return Look(
            size=round(2 * size) / 2,
            bold=paragraph.bold,
            italic=bool(spans) and all(span.italic for span in spans),
            underline=bool(spans) and all(span.underline for span in spans),
            caps=is_caps(paragraph.text) and (len(paragraph.text.split()) > 1 or len(paragraph.text) > _LONG_ACRONYM),
            larger=self.body_size is not None and size > self.body_size + _LARGER,
        )

    def is_centred(self, paragraph: Paragraph) -> bool:
        """Return whether every line of a paragraph stands in the middle of its page's text, free at both sides."""
        return all(self._centred(line) for line in paragraph.lines)

    def _centred(self, line: Line) -> bool:
        if line.centred is not None:
            return line.centred
        left, right = self._edges.get(line.page_no, (line.box[0], line.box[2]))
        width = right - left
        free = line.box[0] - left, right - line.box[2]
        return min(free) > _LEAST_INDENT * width and abs(free[0] - free[1]) < 2 * _CENTRED * width


_LONG_ACRONYM = 7
"""Letters from which one word in capitals is a heading rather than an acronym."""


def is_caps(text: str) -> bool:
    """Return whether all of a text's letters are capitals."""
    letters = [character for character in text if character.isalpha() and character.isascii()]
    return len(letters) >= 3 and all(character.isupper() for character in letters)


def _body_size(lines: Iterable[Line]) -> float | None:
    """The type size of most characters, in points; None where the source has no sizes."""
    sizes: dict[float, int] = {}
    for line in lines:
        for span in line.spans:
            if span.size:
                sizes[round(span.size, 1)] = sizes.get(round(span.size, 1), 0) + len(span.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else None
