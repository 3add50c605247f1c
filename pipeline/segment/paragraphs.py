"""Printed lines to paragraphs: soft line breaks joined, labels told from words, every word's place kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from pipeline.english import is_word
from pipeline.model.document import Line, Span
from pipeline.segment.cutting import cut_line
from pipeline.segment.joining import Joiner
from pipeline.segment.labels import Label
from pipeline.segment.numbering import neighbours
from pipeline.segment.sentences import ends_sentence as ends_sentence
from pipeline.segment.sentences import is_khmer, khmer_letters

_MOST_BARE_WORDS = 8
_BLANK_BEHIND = "។៕៖ៗ០១២៣៤៥៦៧៨៩"
"""Khmer signs and figures behind which a line is broken at a blank."""
_LARGER = 0.8
_DATE = re.compile(r"\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:19|20)\d\d")
"""Points above the usual size that set a line apart."""

Piece = tuple[int, int, Line]
"""Where a line's words stand in a text: start, end, and the line."""


@dataclass
class Paragraph:
    """Lines that belong together, joined, with the label apart."""

    lines: list[Line]
    label: Label | None
    text: str
    pieces: list[Piece] = field(default_factory=list)
    offset: float = 0.0
    """Points from the left edge of the page's first column to that of the paragraph's own."""
    names_speaker: bool = False
    """Whether it is what a speech runs in from ("Anne Keller: ..."), cut from what was said."""
    runs_in: bool = False
    """Whether it is a heading that ran in, cut from the words behind it."""

    @cached_property
    def orig(self) -> str | None:
        """The text as extracted, or None where repair changed nothing."""
        if all(line.orig is None for line in self.lines):
            return None
        return " ".join(line.text if line.orig is None else line.orig for line in self.lines)

    def split_before(self, count: int) -> tuple["Paragraph", "Paragraph"]:
        """Return the first `count` lines and the rest as paragraphs of their own; the label stays with the first."""
        end, start = self.pieces[count - 1][1], self.pieces[count][0]
        rest = [(begin - start, stop - start, line) for begin, stop, line in self.pieces[count:]]
        return (
            Paragraph(self.lines[:count], self.label, self.text[:end], self.pieces[:count], self.offset),
            Paragraph(self.lines[count:], None, self.text[start:], rest, self.offset),
        )

    def unlabelled(self) -> "Paragraph":
        """Return the paragraph with what was taken for its label among its words; as it is where it is kept apart."""
        if self.label is None or not self.label.length:
            return self
        taken = self.lines[0].text[: self.label.length].lstrip()
        pieces = [(begin + len(taken), end + len(taken), line) for begin, end, line in self.pieces]
        pieces[0] = (0, *pieces[0][1:])
        return Paragraph(self.lines, None, taken + self.text, pieces, self.offset)

    def labelled(self, label: Label) -> "Paragraph":
        """Return the paragraph, which has no label, with what its first line begins with as one."""
        shift = label.length - self._before(0)
        pieces = [(max(begin - shift, 0), end - shift, line) for begin, end, line in self.pieces]
        return Paragraph(self.lines, label, self.text[shift:], pieces, self.offset, self.names_speaker, self.runs_in)

    def cut(self, offset: int) -> tuple["Paragraph", "Paragraph"] | None:
        """Return what stands before and behind a character as paragraphs of their own; the label stays with the first.

        None where the line that would be cut cannot be (see `cut_line`).
        """
        count = next(n for n, (_, end, _) in enumerate(self.pieces, 1) if offset <= end)
        start, end, line = self.pieces[count - 1]
        halves = cut_line(line, self._before(count - 1) + offset - start)
        if halves is None:
            return None
        behind = len(self.text) - len(self.text[offset:].lstrip())
        rest = [(begin - behind, stop - behind, later) for begin, stop, later in self.pieces[count:]]
        if behind < end:
            rest.insert(0, (0, end - behind, halves[1]))
        head = self.text[:offset].rstrip()
        before = [*self.pieces[: count - 1], (start, len(head), halves[0])]
        return (
            Paragraph([line for _, _, line in before], self.label, head, before, self.offset),
            Paragraph([line for _, _, line in rest], None, self.text[behind:], rest, self.offset),
        )

    def spans(self) -> Iterator[tuple[int, int, Span]]:
        """Yield where each span's characters stand in the text; those of the label stand before 0."""
        for n, (start, _, line) in enumerate(self.pieces):
            begin = start - self._before(n)
            for span in line.spans:
                yield begin, begin + len(span.text), span
                begin += len(span.text)

    def _before(self, n: int) -> int:
        """How many characters of the n-th line stand before the first that is in the text: its label and blanks."""
        text = self.pieces[n][2].text
        taken = self.label.length if self.label and n == 0 else 0
        return len(text) - len(text[taken:].lstrip())

    def followed_by(self, other: "Paragraph") -> "Paragraph":
        """Return this paragraph and an unlabelled one behind it as one."""
        shift = len(self.text) + 1
        pieces = [(begin + shift, end + shift, line) for begin, end, line in other.pieces]
        return Paragraph(
            [*self.lines, *other.lines], self.label, f"{self.text} {other.text}", [*self.pieces, *pieces], self.offset
        )

    @property
    def is_item(self) -> bool:
        """Whether it is a bullet or a dash."""
        return self.label is not None and self.label.kind in ("bullet", "dash")

    @property
    def number(self) -> str | None:
        """The number it is labelled with."""
        return self.label.number if self.label else None

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.text)

    @property
    def word_count(self) -> int:
        """Words of Latin text; for Khmer, which has no blanks, a fifth of its characters."""
        return len(self.text.split()) + khmer_letters(self.text) // 5

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        spans = [span for line in self.lines for span in line.spans if span.text.strip()]
        return bool(spans) and all(span.bold for span in spans)

    @property
    def size(self) -> float | None:
        """The largest type size in points, or None where the source has none."""
        sizes = [span.size for line in self.lines for span in line.spans if span.size and span.text.strip()]
        return max(sizes, default=None)

    @property
    def indent(self) -> float:
        """Left edge in points; in a page's second column, as if it stood in the first."""
        return min(line.box[0] for line in self.lines) - self.offset


def paragraphs(
    lines: Sequence[Line], measured: bool, columns: Sequence[Line] | None = None, least: float = 0.0
) -> list[Paragraph]:
    """Return the paragraphs of a region in reading order.

    `columns` are the lines that show how wide the region's column is, where that is more than the lines given (the
    other cells of a table's column). `least`: see `Joiner`.
    """
    joiner = Joiner(columns or lines, measured, least)
    known = words_of(columns or lines)
    found = [_paragraph(group, known, label) for group, label in joiner.groups(lines)]
    heads = [n for n, paragraph in enumerate(found) if _is_bare(paragraph) and _heads_items(found, n)]
    numbers = {found[n].number for n in heads}
    titles = _bare_titles(found)
    for n, paragraph in enumerate(found):
        paragraph.offset = joiner.regions.offset(paragraph.lines[0])
        if n in titles and paragraph.label is not None:
            paragraph.label = replace(paragraph.label, kind="number")
            continue
        number = paragraph.number or ""
        if _is_bare(paragraph) and not (n in heads and (number == "1" or neighbours(number) & numbers)):
            found[n] = _paragraph(paragraph.lines, known, None)
    return found


@dataclass(frozen=True)
class Words:
    """The words of some lines, in lower case, and whether words are divided at the ends of these lines."""

    known: frozenset[str]
    divides: bool


def words_of(lines: Sequence[Line]) -> Words:
    """Return the words of lines; one that is printed whole elsewhere and divided at a line's end shows that all are."""
    known = frozenset(word.lower().strip(".,;:()") for line in lines for word in line.text.split())
    printed = [line.text.split() for line in lines]
    ends = [(line[-1], after[0]) for line, after in pairwise(printed) if line and after]
    parts = [(head[:-1].lower(), tail.lower().strip(".,;:()")) for head, tail in ends if head.endswith("-")]
    return Words(known, any(head + tail in known for head, tail in parts))


def joined(lines: Sequence[Line]) -> tuple[str, list[Piece]]:
    """Return the lines of a table's cell as one text, markers before their words, and where each line's words stand."""
    known = words_of(lines)
    text, pieces = "", list[Piece]()
    for n, line in enumerate(lines):
        if text and (line.marker or lines[n - 1].ends_paragraph):
            text += " "
        elif text:
            text = _glue(text, line.text.strip(), known)
        text += f"{line.marker} " if line.marker else ""
        start = len(text)
        text += line.text.strip()
        pieces.append((start, len(text), line))
    return text, pieces


def _is_bare(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and paragraph.label.kind == "bare"


def _bare_titles(found: Sequence[Paragraph]) -> frozenset[int]:
    """The places of lines, bold or larger than most, whose bare numbers run on from 1 ("2 Accounts")."""
    sizes = [paragraph.size or 0.0 for paragraph in found]
    usual = max(set(sizes), key=sizes.count, default=0.0)
    titles: list[int] = []
    for n, paragraph in enumerate(found):
        apart = paragraph.bold or sizes[n] > usual + _LARGER
        if _is_bare(paragraph) and apart and paragraph.number == str(len(titles) + 1):
            titles.append(n)
    return frozenset(titles if len(titles) > 1 else ())


def _heads_items(found: Sequence[Paragraph], n: int) -> bool:
    """Whether a bare number ("2 Policies") may be believed: a short line that is no sentence, and bullets below it."""
    short = found[n].word_count <= 2 * _MOST_BARE_WORDS and not found[n].text.endswith(".")
    return short and n + 1 < len(found) and found[n + 1].is_item


def _paragraph(lines: list[Line], known: Words, label: Label | None) -> Paragraph:
    text = ""
    pieces: list[Piece] = []
    for line in lines:
        words_of_line = line.text[label.length if label and not pieces else 0 :].strip()
        if text:
            text = _glue(text, words_of_line, known)
        start = len(text)
        text += words_of_line
        pieces.append((start, len(text), line))
    return Paragraph(lines, label, text, pieces)


def _glue(text: str, line: str, known: Words) -> str:
    """The text so far, ready for the next line's words: a blank, nothing, or a hyphen undone."""
    if not line:
        return text
    if text.endswith("-") and text[-2:-1].isalnum():
        head, tail = text.split()[-1][:-1].lower().lstrip("("), line.split()[0].lower().strip(".,;:)")
        return text[:-1] if line[0].islower() and _is_divided(head, tail, known) else text
    if line.isdigit() and _DATE.fullmatch(text.split()[-1] + line):
        return text  # a date that was too long for its column
    if is_khmer(text[-1]) and is_khmer(line[0]) and text[-1] not in _BLANK_BEHIND:
        return text
    return text + " "


def _is_divided(head: str, tail: str, words: Words) -> bool:
    """Whether a hyphen at a line's end divides one word: it is none of the word's own ("acre-feet")."""
    if head + tail in words.known:
        return True
    if f"{head}-{tail}" not in words.known and is_word(head + tail):
        return True
    if not words.divides or f"{head}-{tail}" in words.known or not head.isalpha() or not tail.isalpha():
        return False
    return not (head in words.known and tail in words.known)
