"""How paragraphs look on their pages, apart from what they say: size, weight, capitals, place between the margins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.model.document import Font, Line, Span
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.sentences import is_khmer

_LARGER = 0.8
"""Points above the body's size that make a line stand out."""
_CENTRED = 0.04
"""Share of the text's width by which the middles of a line and of the text may differ."""
_TEXT_SHARE = 0.2
"""Share of a script's letters from which a face is one of running text."""
_WEIGHTS = re.compile(
    r"(?:semi|demi|extra|ultra)?(?:bold|light|black|heavy|medium|regular|italic|oblique|roman|mt|ps)+$"
)
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
    display: bool
    """Set in another face than the running text of its script (Muol, say, over Battambang)."""

    @property
    def stands_out(self) -> bool:
        """Whether anything but its place sets it apart from running text."""
        return self.is_apart or self.italic

    @property
    def is_apart(self) -> bool:
        """Whether it is set apart by more than a slant, which single words in running text have, too."""
        return self.bold or self.underline or self.caps or self.larger or self.display


class Looks:
    """Reads the looks of a document's paragraphs against its body."""

    def __init__(self, lines: Iterable[Line], fonts: Mapping[str, Font]) -> None:
        self.body_size = _body_size(lines := list(lines))
        self._known: dict[int, tuple[Paragraph, Look]] = {}
        self._faces = {key: _family(font.name) for key, font in fonts.items()}
        self._texts = _text_faces(lines, self._faces)
        self._edges: dict[int, tuple[float, float]] = {}
        for line in lines:
            left, right = self._edges.get(line.page_no, (line.box[0], line.box[2]))
            self._edges[line.page_no] = min(left, line.box[0]), max(right, line.box[2])

    def of(self, paragraph: Paragraph) -> Look:
        """Return the look of a paragraph; it is read once."""
        _, look = self._known.get(id(paragraph), (None, None))
        if look is None:
            look = self._read(paragraph)
            self._known[id(paragraph)] = paragraph, look
        return look

    def _read(self, paragraph: Paragraph) -> Look:
        spans = [span for line in paragraph.lines for span in line.spans if span.text.strip()]
        size = paragraph.size or 0.0
        return Look(
            size=round(2 * size) / 2,
            bold=paragraph.bold,
            italic=bool(spans) and all(span.italic for span in spans),
            underline=bool(spans) and all(span.underline for span in spans),
            caps=is_caps(paragraph.text) and (len(paragraph.text.split()) > 1 or len(paragraph.text) > _LONG_ACRONYM),
            larger=self.body_size is not None and size > self.body_size + _LARGER,
            display=bool(spans) and not any(self._is_text(span) for span in spans if _letters(span)),
        )

    def _is_text(self, span: Span) -> bool:
        """Whether a span is set in a face of running text, or one that is not known."""
        face = self._faces.get(span.font or "")
        return face is None or face in self._texts[is_khmer(span.text)]

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


_LONG_ACRONYM = 3
"""Letters from which one word in capitals is a heading rather than an acronym."""


def is_caps(text: str) -> bool:
    """Return whether all of a text's letters are capitals."""
    letters = [character for character in text if character.isalpha() and character.isascii()]
    return len(letters) >= 3 and all(character.isupper() for character in letters)


def _letters(span: Span) -> int:
    return sum(character.isalpha() for character in span.text)


def _family(name: str) -> str:
    """The family in a font's name, without the words for its weight and slant."""
    plain = re.split(r"[-,]", name.partition("+")[2] or name)[0].lower().replace(" ", "")
    return _WEIGHTS.sub("", plain)


def _text_faces(lines: Iterable[Line], faces: Mapping[str, str]) -> dict[bool, frozenset[str]]:
    """The faces that Khmer (True) and Latin text runs in: those with a good share of the script's letters."""
    counts: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for line in lines:
        for span in line.spans:
            if (face := faces.get(span.font or "")) is not None:
                of_script = counts[is_khmer(span.text)]
                of_script[face] = of_script.get(face, 0) + _letters(span)
    return {
        script: frozenset(face for face, count in found.items() if count > _TEXT_SHARE * sum(found.values()))
        for script, found in counts.items()
    }


def _body_size(lines: Iterable[Line]) -> float | None:
    """The type size of most characters, in points; None where the source has no sizes."""
    sizes: dict[float, int] = {}
    for line in lines:
        for span in line.spans:
            if span.size:
                sizes[round(span.size, 1)] = sizes.get(round(span.size, 1), 0) + len(span.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else None
