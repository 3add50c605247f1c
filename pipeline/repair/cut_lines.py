"""Printed lines that an extractor has cut in several, put together again.

Signs above and below have no width and may stand higher or lower than their line. pdfplumber gives lowered ones a line
of their own, pdftotext goes on behind one in a new line, with `-layout` so many blanks to the right as it stands on
the page; pdfminer parts blocks there. No Khmer line begins with such a sign: one that does belongs to its
neighbours. (With vowels that have a width a line may well begin: a wrong map has them for any letter.)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from pipeline.extract.text import BLANK_WIDTH
from pipeline.khmer.syllable import COENG, LOOSE_MARKS
from pipeline.model.document import Document, Line, Page, Span
from pipeline.repair.damaged_text import Damage, diagnose
from pipeline.repair.decipher_text import BLANKS, is_khmer, is_mark

_ONLY_STRAY = re.compile(f"[{BLANKS}{LOOSE_MARKS}{COENG}]+")
_FARTHEST = 3
"""Lines of a file that may stand between two pieces of one printed line, blank ones counted."""
_FULL = 0.98
"""Of all lines so many are no longer than a full printed line."""
_COLUMN = re.compile(f"[{BLANKS}]{{3,}}")


@dataclass(frozen=True, slots=True)
class Mended:
    """A printed line that was put together, and what it was put together from."""

    page: Page
    whole: Line
    pieces: list[Line]

    def take_apart_unless_read(self) -> None:
        """Put the pieces back where repair has not read the line: what is not understood stays as extracted."""
        if all(span.repair is None for span in self.whole.spans):
            at = next(index for index, item in enumerate(self.page.body) if item is self.whole)
            self.page.body[at : at + 1] = self.pieces


def put_together(document: Document) -> list[Mended]:
    """Put together, in place, the printed lines that are cut in a text file whose Khmer is damaged, and return them.

    The first piece's line has the whole text, with the pieces as `orig`, each behind a line feed; the others go.
    """
    if document.source.media_type != "text/plain":
        return []
    return [mended for page in document.pages for mended in _mended(page)]


def _mended(page: Page) -> list[Mended]:
    lines = {line.number: line for line in page.lines() if line.number is not None}
    texts = [_as_it_stood(lines.get(number)) for number in range(1, max(lines, default=0) + 1)]
    groups = cut_lines(texts)
    if not groups or diagnose(texts).damage is Damage.NONE:
        return []
    found = []
    for group in groups:
        first, *rest = [lines[index + 1] for index in group]
        pieces = [first, *takewhile(lambda line: line.marker is None, rest)]
        if len(pieces) == 1 or any(len(piece.spans) != 1 or piece.spans[0].repair for piece in pieces):
            continue
        group = group[: len(pieces)]
        text = joined([texts[index] for index in group]).strip()
        span = Span(text, orig="\n".join(piece.text for piece in pieces), box=pieces[0].spans[0].box)
        whole = replace(pieces[0], spans=[span], cut=tuple(index + 1 for index in group[1:]))
        found.append(Mended(page, whole, pieces))
    whole_of = {id(mended.pieces[0]): mended.whole for mended in found}
    gone = {id(piece) for mended in found for piece in mended.pieces[1:]}
    page.body = [whole_of.get(id(item), item) for item in page.body if id(item) not in gone]
    return found


def _as_it_stood(line: Line | None) -> str:
    """The line with blanks for what stands before its text, a bullet and the blank behind it among that."""
    if line is None:
        return ""
    bullet = len(line.marker) + 1 if line.marker else 0
    return " " * (round(line.box[0] / BLANK_WIDTH) + bullet) + line.text


def cut_lines(lines: Sequence[str]) -> list[list[int]]:
    """Return the lines that are pieces of one printed line, for each that is cut the indexes of its pieces, in order.

    A piece begins with a sign that needs a letter before it, or follows one that is nothing but such signs, and where
    blanks say how far right that stands, no farther left; together they are no longer than the longest lines. Blank
    lines between them are no pieces.
    """
    full = _full(lines)
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if groups and _goes_on(groups[-1], index, lines, full):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [group for group in groups if len(group) > 1]


def joined(pieces: Sequence[str]) -> str:
    """Return a printed line from its pieces; where blanks say how far right each stands, in that order."""
    if not any(_COLUMN.match(piece) for piece in pieces):
        return "".join(piece.strip() if at else piece.rstrip() for at, piece in enumerate(pieces))
    placed = []
    for piece in pieces:
        ends = [0, *(gap.end() for gap in _COLUMN.finditer(piece)), len(piece)]
        placed += [
            (begin + len(piece[begin:end]) - len(piece[begin:end].lstrip()), piece[begin:end].strip())
            for begin, end in pairwise(ends)
        ]
    placed.sort(key=lambda place: place[0])
    return " " * min(column for column, text in placed if text) + "".join(text for _, text in placed)


def _goes_on(group: Sequence[int], index: int, lines: Sequence[str], full: int) -> bool:
    before, line = lines[group[-1]], lines[index]
    if index - group[-1] > _FARTHEST or not any(map(is_khmer, "".join(lines[at] for at in group))):
        return False
    is_stray = is_mark(line.lstrip()[:1]) or _ONLY_STRAY.fullmatch(line) is not None
    behind_stray = (
        len(group) > 1
        and index == group[-1] + 1
        and _ONLY_STRAY.fullmatch(before) is not None
        and is_khmer(line.lstrip()[:1])
        and (not _COLUMN.match(before) or _indent(line) >= _indent(before))
    )
    length = sum(len(lines[at].strip()) for at in group) + len(line.strip())
    return (is_stray or behind_stray) and length <= full


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _full(lines: Sequence[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[min(len(lengths) - 1, int(_FULL * len(lengths)))] + 2 if lengths else 0
