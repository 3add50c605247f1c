"""Printed lines to paragraphs: soft line breaks joined, labels told from words, every word's place kept."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from pipeline.extract.widths import text_width
from pipeline.model.document import Line
from pipeline.segment.labels import Label, label_of
from pipeline.segment.vocabulary import phrases, tables, words

_TERMINAL = re.compile(r"[.?!:;។៖៕៘][\"'”’»)\]]*$")
_OPEN_END = re.compile(r"[,(\[&/+–—]$|\w-$")
_CLOCK = re.compile(r"[0-2]?\d[:.h][0-5]\d\s*(?:[ap]\.?m\.?)?\s*(?:-|–|to)\s*[0-2]?\d[:.h][0-5]\d", re.I)
_LAST_WORD = re.compile(r"([\w.&]+)\W*$")
_KHMER = re.compile(r"[\u1780-\u17ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
BULLET_INDENT = 18.0
"""Points that a bulleted line loses to its bullet (Word's default hanging indent), where boxes are estimated."""
_BIG_GAP = 1.45
"""A step between two lines that is this many times the usual one parts paragraphs."""
_NARROW_COLUMN = 160.0
"""Points; in a column narrower than this a bullet's unknown indent decides over line breaks, so it is allowed twice."""
_MOST_HEADING_WORDS = 6
_TITLE_LINKS = frozenset(("A", "An", "And", "At", "By", "For", "From", "In", "Of", "On", "Or", "The", "To", "With"))
"""Capitalised words that still say a line goes on ("Workshop On"); "May" and "Will" are names as often."""
_FLUSH = 0.03
"""Share of the column that may stay free at the end of a line that still counts as flush with the margin."""
_MOST_BARE_WORDS = 8
_KHMER_ROOM = 0.18
"""Share of the column that may stay free at the end of a wrapped Khmer line: a long word that went to the next line."""


@dataclass
class Paragraph:
    """Lines that belong together, joined, with the label apart."""

    lines: list[Line]
    label: Label | None
    text: str
    pieces: list[tuple[int, int, Line]] = field(default_factory=list)
    """For each line: start and end of its words in `text`."""

    @cached_property
    def orig(self) -> str | None:
        """The text as extracted, or None where repair changed nothing."""
        if all(line.orig is None for line in self.lines):
            return None
        return " ".join(line.text if line.orig is None else line.orig for line in self.lines)

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
        khmer = len(_KHMER.findall(self.text))
        return len(self.text.split()) + khmer // 5

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
        """Left edge in points."""
        return min(line.box[0] for line in self.lines)


def ends_sentence(text: str) -> bool:
    """Return whether a text ends in a sentence's or a clause's mark; an abbreviation's full stop is none."""
    text = text.rstrip()
    if not _TERMINAL.search(text):
        return False
    last = text.split()[-1].lower().rstrip(".").lstrip("([") if text.endswith(".") else ""
    return last not in words("words", "abbreviations")


@lru_cache(maxsize=8192)
def is_khmer(text: str) -> bool:
    """Return whether a text has more Khmer than Latin letters."""
    return len(_KHMER.findall(text)) > len(_LATIN.findall(text))


class Joiner:
    """Decides which lines of one region (a column, a cell, a page's body) go on in the next."""

    def __init__(self, lines: Sequence[Line], measured: bool) -> None:
        self._measured = measured
        self._edges = _right_edges(lines)
        self._step = _usual_step(lines) if measured else None

    def joins(self, first: Line, last: Line, line: Line, expected: int) -> bool:
        """Return whether `line` goes on the paragraph that began with `first` and so far ends with `last`.

        `expected` is the number that the next of the region's headings with a bare number ("2 Policies") would have.
        """
        if last.ends_paragraph is not None:
            return not last.ends_paragraph
        full, parted = self._full(first, last, line), self._parted(last, line)
        label = label_of(line)
        if label is not None and (label.kind != "bare" or parted or label.number == str(expected)):
            return False
        if _begins_part(line.text, ends_sentence(last.text) or not full):
            return False
        if self._measured and (parted or _style_changes(last, line, full) or self._outdents(first, line)):
            return False
        if ends_sentence(last.text):
            return full and not parted and self._wraps_behind_sentence(last, line)
        return full or dangles(last.text) or _lower(line.text)

    def _wraps_behind_sentence(self, last: Line, line: Line) -> bool:
        """Whether a full line that ends a sentence may still go on: not by estimated Khmer, nor over pages."""
        if not self._measured:
            return not is_khmer(last.text)
        edge = self._edges[_region(last)]
        return last.page_no == line.page_no or edge - last.box[2] < _FLUSH * (edge - last.box[0])

    def _full(self, first: Line, last: Line, line: Line) -> bool:
        """Whether the first word of `line` would not have fitted behind `last`."""
        edge = self._edges[_region(last)]
        left = edge - last.box[2]
        if not self._measured and first.marker:
            left -= BULLET_INDENT
        if is_khmer(last.text) or is_khmer(line.text):
            return left < _KHMER_ROOM * (edge - last.box[0])
        word = line.text.split(maxsplit=1)[0] if line.text.strip() else ""
        if self._measured:
            scale = (line.box[2] - line.box[0]) / max(text_width(line.text), 1.0)
            return left < 0.95 * scale * text_width(word + " ")
        slack = BULLET_INDENT if first.marker and edge < _NARROW_COLUMN else 0.0
        return left < text_width(" " + word) + slack

    def _parted(self, last: Line, line: Line) -> bool:
        """Whether more than the usual step lies between two lines."""
        if last.page_no != line.page_no:
            return False
        if not self._measured:
            return line.number is not None and last.number is not None and line.number - last.number > 1
        step = line.box[3] - last.box[3]
        return self._step is not None and step > _BIG_GAP * max(self._step, 0.9 * (line.box[3] - line.box[1]))

    def _outdents(self, first: Line, line: Line) -> bool:
        """Whether a line stands left of the item that it would go on."""
        return first.page_no == line.page_no and label_of(first) is not None and line.box[0] < first.box[0] - 3


def paragraphs(lines: Sequence[Line], measured: bool, columns: Sequence[Line] | None = None) -> list[Paragraph]:
    """Return the paragraphs of a region in reading order.

    `columns` are the lines that show how wide the region's column is, where that is more than the lines given (the
    other cells of a table's column).
    """
    joiner = Joiner(columns or lines, measured)
    groups: list[list[Line]] = []
    expected = 0
    for line in lines:
        if groups and joiner.joins(groups[-1][0], groups[-1][-1], line, expected):
            groups[-1].append(line)
            continue
        groups.append([line])
        label = label_of(line)
        if label is not None and label.kind == "bare":
            expected = int(label.number or 0) + 1
    known = {word.lower() for line in lines for word in line.text.split()}
    found = [_paragraph(group, known, label_of(group[0])) for group in groups]
    for n, paragraph in enumerate(found):
        if paragraph.label is not None and paragraph.label.kind == "bare" and not _heads_items(found, n):
            found[n] = _paragraph(paragraph.lines, known, None)
    return found


def _heads_items(found: Sequence[Paragraph], n: int) -> bool:
    """Whether a bare number ("2 Policies") may be believed: a short line that is no sentence, and bullets below it."""
    short = found[n].word_count <= 2 * _MOST_BARE_WORDS and not found[n].text.endswith(".")
    return short and n + 1 < len(found) and found[n + 1].is_item


def _paragraph(lines: list[Line], known: set[str], label: Label | None) -> Paragraph:
    text = ""
    pieces: list[tuple[int, int, Line]] = []
    for line in lines:
        words_of_line = line.text[label.length if label and not pieces else 0 :].strip()
        if text:
            text = _glue(text, words_of_line, known)
        start = len(text)
        text += words_of_line
        pieces.append((start, len(text), line))
    return Paragraph(lines, label, text, pieces)


def _glue(text: str, line: str, known: set[str]) -> str:
    """The text so far, ready for the next line's words: a blank, nothing, or a hyphen undone."""
    if not line:
        return text
    if text.endswith("-") and text[-2:-1].isalnum():
        head, tail = text.split()[-1][:-1].lower(), line.split()[0].lower().strip(".,;:)")
        return text[:-1] if line[0].islower() and head + tail in known else text
    if _KHMER.match(text[-1]) and _KHMER.match(line[0]) and text[-1] not in "។៕៖ៗ":
        return text
    return text + " "


def _right_edges(lines: Iterable[Line]) -> dict[tuple[int, bool], float]:
    """The right edge of each region in points. The widest lines may stick out: the third widest of ten counts."""
    ends: dict[tuple[int, bool], list[float]] = {}
    for line in lines:
        ends.setdefault(_region(line), []).append(line.box[2])
    return {region: sorted(values)[-min(3, 1 + len(values) // 10)] for region, values in ends.items()}


def _region(line: Line) -> tuple[int, bool]:
    """Lines of one page and script share a right edge (estimated widths of Khmer and Latin do not compare)."""
    return line.page_no, is_khmer(line.text)


def _usual_step(lines: Sequence[Line]) -> float | None:
    steps = sorted(
        line.box[3] - last.box[3]
        for last, line in pairwise(lines)
        if last.page_no == line.page_no and line.box[3] > last.box[3]
    )
    return steps[len(steps) // 4] if steps else None


def _style_changes(last: Line, line: Line, full: bool) -> bool:
    """Whether a line is printed otherwise than the one before it; inside a full line's sentence a size may change."""
    before, after = last.spans[-1:], line.spans[:1]
    if not before or not after:
        return False
    sizes = before[0].size, after[0].size
    if sizes[0] and sizes[1] and abs(sizes[0] - sizes[1]) > 0.6 and (not full or ends_sentence(last.text)):
        return True
    return _all_bold(last) != _all_bold(line) and before[0].bold != after[0].bold


def _all_bold(line: Line) -> bool:
    return all(span.bold for span in line.spans if span.text.strip())


def _lower(text: str) -> bool:
    return text[:1].islower()


def _begins_part(text: str, after_end: bool) -> bool:
    """Whether a line opens something new by its words alone: hours, "Q&A ...", or a known heading behind a sentence."""
    if phrases("questions", "heading").begins(text) or _CLOCK.match(text):
        return True
    if not after_end or len(text.split()) > _MOST_HEADING_WORDS or not text[:1].isupper() or ends_sentence(text):
        return False
    return phrases("headings", "introduction", "objectives", "expected_results", "annex").begins(text) > 0


def dangles(text: str) -> bool:
    """Return whether a line's last word or sign says that its sentence goes on."""
    if _OPEN_END.search(text):
        return True
    if is_khmer(text):
        return text.endswith(tuple(tables()["words"]["dangling_km"]))
    match = _LAST_WORD.search(text)
    if match is None or (match[1].istitle() and match[1] not in _TITLE_LINKS):
        return False
    return match[1].lower() in words("words", "dangling")
