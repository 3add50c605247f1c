"""Lines of a PDF as the codes of its glyphs, where a font cannot be read: one private character for each code.

A code loses nothing: one glyph is one symbol, in the order in which the page draws it. What other fonts say stays as it
is, so that it helps to read what stands beside it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from pipeline.model.document import Font, Line
from pipeline.repair.decipher_text import BLANKS, Text, is_khmer
from pipeline.repair.rewrite import SPACE_GAP, UNREAD

FIRST = 0xF0000
"""The private character of the first code (plane 15)."""
MOST = 65534
"""Private characters of plane 15."""
_OTHER_RUN = re.compile(
    f"[{BLANKS}]+|\\d+|[^\\W\\d_\u1780-\u17d3\u17dd\U000f0000-\U000ffffd]+|[^\U000f0000-\U000ffffd]"
)


@dataclass(slots=True)
class Code:
    """A code of a font, and what the file tells of it."""

    font: str
    """Key into `Document.fonts`."""
    number: int
    family: str
    """Name of the font; one font may be cut into several of the same name."""
    said: str
    """What the text layer says of it."""
    places: int = 0
    width: float = 0.0
    """In ems, as it is mostly drawn."""


@dataclass(slots=True)
class CodedLines:
    """Lines in which each code that is to be read is a character from `FIRST` on."""

    texts: list[str] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)


def coded_lines(
    lines: Iterable[Line], fonts: Mapping[str, Font], unread: Collection[str], silent: Collection[str] = ()
) -> CodedLines:
    """The lines that hold glyphs in `unread` fonts; blanks are those that the file has and those that gaps show.

    What the text layer says of `silent` fonts is not asked.
    """
    found = CodedLines()
    numbers: dict[tuple[str, int], int] = {}
    widths: defaultdict[int, list[float]] = defaultdict(list)
    for line in lines:
        parts: list[str] = []
        pen: float | None = None
        for span in line.spans:
            if span.font is None or span.font not in unread or not span.glyphs:
                parts.append(span.text)
                pen = None
                continue
            size = span.size or 10.0
            for glyph in span.glyphs:
                x0, _, x1, _ = glyph.box
                if pen is not None and x1 > x0 and x0 - pen > SPACE_GAP * size:
                    parts.append(" ")
                pen = x1 if pen is None else max(pen, x1)
                if span.font not in silent and is_plain(glyph.text):
                    parts.append(glyph.text)
                    continue
                said = "" if span.font in silent else glyph.text
                number = _number(found, numbers, (span.font, glyph.cid), fonts[span.font].name, said)
                if number is None:
                    continue
                found.codes[number].places += 1
                widths[number].append((x1 - x0) / size)
                parts.append(chr(FIRST + number))
        text = "".join(parts).strip(BLANKS)
        if any(map(is_code, text)):
            found.texts.append(text)
    for number, known in widths.items():
        found.codes[number].width = median(known)
    return found


def _number(
    found: CodedLines, numbers: dict[tuple[str, int], int], code: tuple[str, int], family: str, said: str
) -> int | None:
    number = numbers.get(code)
    if number is None and len(numbers) < MOST:
        number = numbers[code] = len(numbers)
        found.codes.append(Code(*code, family, said))
    return number


def is_plain(said: str) -> bool:
    """Whether what the text layer says of a glyph is neither Khmer letters nor a blank, and can be believed."""
    return said.strip(BLANKS) != "" and said.isprintable() and UNREAD not in said and not any(map(is_khmer, said))


def is_code(character: str) -> bool:
    """Whether a character stands for a code."""
    return FIRST <= ord(character) < FIRST + MOST


def code_of(character: str) -> int:
    """The number of the code that a character stands for."""
    return ord(character) - FIRST


def code_graph(texts: Sequence[str], codes: int) -> Text:
    """The graph of coded lines, as the decoder reads it: piece n + 1 is code n, and nothing was moved or inserted."""
    segment: list[int] = []
    consumed: list[int] = []
    ends: list[tuple[int, int]] = []
    arcs: list[tuple[int, int]] = []
    others: list[tuple[int, int, str]] = []
    for number, text in enumerate(texts):
        base = len(segment)
        ends.append((base, base + len(text)))
        segment += [number] * (len(text) + 1)
        consumed += range(len(text) + 1)
        arcs += [(base + at, code_of(character) + 1) for at, character in enumerate(text) if is_code(character)]
        others += [(base + run.start(), base + run.end(), run[0]) for run in _OTHER_RUN.finditer(text)]
    source, piece = np.array(arcs, np.int64).reshape(-1, 2).T
    return Text(
        ["", *(chr(FIRST + code) for code in range(codes))],
        np.array(segment, np.int64),
        np.array(consumed, np.int64),
        np.array([first for first, _ in ends], np.int64),
        np.array([last for _, last in ends], np.int64),
        source,
        source + 1,
        piece,
        np.zeros_like(source),
        np.searchsorted(source, np.arange(len(segment) + 1)),
        source,
        np.array([first for first, _, _ in others], np.int64),
        np.array([last for _, last, _ in others], np.int64),
        [text for _, _, text in others],
        np.array(consumed, np.int64),
    )
