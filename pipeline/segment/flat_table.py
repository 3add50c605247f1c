"""A two-column agenda that a text extractor flattened, told back into rows and cells.

An extractor writes each row as the lines of its left cell and then those of its right cell, and at a page's end breaks
off, repeats the head row and goes on: the rest of the left cell, the rest of the right one. Left lines are narrow,
since their column was; that, the words that rows begin with, and the numbering tell the cells apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.extract.widths import text_width
from pipeline.model.document import Cell, Line, Row, Span, Table
from pipeline.segment.columns import head_lines
from pipeline.segment.joining import BULLET_INDENT
from pipeline.segment.labels import label_in, label_of
from pipeline.segment.names import introduces_speaker
from pipeline.segment.openings import is_hours, split_hours
from pipeline.segment.sentences import dangles, ends_sentence, is_khmer
from pipeline.segment.vocabulary import phrases

_DENSE = 0.9
"""Share of lines without a blank line behind them from which blank lines say nothing in a file."""
_NARROW = 0.62
"""A left column is at most this share of the widest line."""


@dataclass
class _FlatRow:
    hours: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    right: list[Line] = field(default_factory=list)

    @property
    def cells(self) -> tuple[list[Line], list[Line]]:
        """Left and right."""
        return self.left, self.right


def read_flat_table(lines: Sequence[Line]) -> Table:
    """Return the table whose head row is `lines[0]` and whose last line is the last one given.

    The repeats of its head row are left out.
    """
    found = head_lines([line.text for line in lines[:2]])
    if found is None:
        raise ValueError(f"no head row: {lines[0].text!r}")
    heads, count = found
    fragments = _fragments(lines[count:])
    hours: dict[int, list[Line]] = {}
    fragments = [_without_hours(fragment, hours) for fragment in fragments]
    reader = _Reader([line for fragment in fragments for line in fragment], hours)
    for fragment in fragments:
        reader.read(fragment)
    head_cells = _split_line(lines[0], heads) if count == 1 else list(lines[:count])
    rows = [Row([Cell([part], column) for column, part in enumerate(head_cells)], is_head=True)]
    for row in reader.rows:
        left, right = ([part for line in lines for part in (*hours.get(id(line), ()), line)] for lines in row.cells)
        rows.append(Row([Cell([*row.hours, *left], 0), Cell(right, 1)]))
    return Table(rows, lines[0].page_no, lines[0].box)


def _fragments(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each page's part of the table, the repeats of its head row left out."""
    fragments: list[list[Line]] = [[]]
    n = 0
    while n < len(lines):
        repeat = head_lines([line.text for line in lines[n : n + 2]])
        if repeat is not None:
            fragments.append([])
        else:
            fragments[-1].append(lines[n])
        n += repeat[1] if repeat is not None else 1
    return fragments


def _without_hours(lines: Sequence[Line], hours: dict[int, list[Line]]) -> list[Line]:
    """The lines without the hours that rows begin with, which go to `hours` by the `id()` of the row's first line."""
    kept: list[Line] = []
    for line in lines:
        clock, title = split_hours(line.text)
        if kept and is_hours(kept[-1].text) and starts_row(line):
            hours[id(line)] = [kept.pop()]
        elif clock and title and starts_row(line):
            before, line = _split_line(line, [clock, title])
            hours[id(line)] = [before]
        kept.append(line)
    return kept


def starts_row(line: Line) -> bool:
    """Return whether a line reads like the title of an agenda's row: a labelled session, a break, opening, closing.

    Hours may stand before it.
    """
    text = split_hours(line.text)[1] if not line.marker else line.text
    label = label_of(line) if line.marker else label_in(text)
    if label is not None:
        return label.kind == "session"
    return _is_break(text) or phrases("headings", "opening", "closing").begins(text) > 0


def _is_break(text: str) -> bool:
    """Whether a line is nothing but the name of a break and, from the cell beside it, who takes it."""
    return _break_words(text) is not None


def _break_words(text: str) -> int | None:
    """Number of words that name the break, where the rest of the line is nothing or "All"."""
    words = text.split()
    for n in range(len(words), 0, -1):
        rest = " ".join(words[n:])
        if phrases("headings", "break").equals(" ".join(words[:n])):
            return n if not rest or phrases("agenda", "everyone").equals(rest) else None
    return None


def _split_line(line: Line, parts: Sequence[str]) -> list[Line]:
    """The line as one for each part, in order, each as wide as its words."""
    x0, top, _, bottom = line.box
    boxes = [(x0, top, x0 + text_width(part), bottom) for part in parts]
    return [
        Line([Span(part, box=box)], line.page_no, box, number=line.number, ends_paragraph=line.ends_paragraph)
        for part, box in zip(parts, boxes, strict=True)
    ]


class _Reader:
    """Reads the fragments of one table in order; `rows` are those so far.

    `hours` are the hours that stood before some lines, by the line's `id()`.
    """

    def __init__(self, lines: Sequence[Line], hours: dict[int, list[Line]]) -> None:
        self._hours = hours
        self.rows: list[_FlatRow] = [_FlatRow()]
        self._widest = max((_width(line) for line in lines), default=0.0)
        self._left = self._left_edge(lines)
        steps = [_adjoins(line, following) for line, following in pairwise(lines)]
        self._dense = sum(steps) > _DENSE * len(steps)

    def _left_edge(self, lines: Sequence[Line]) -> float:
        """The widest a line of the left column can be: just short of what the titles' own line breaks show."""
        limit = _NARROW * self._widest
        for line, following in pairwise(lines):
            label = label_of(line)
            if label is None or label.kind != "session" or _width(line) > limit or not _adjoins(line, following):
                continue
            if label_of(following) is None and following.text and not introduces_speaker(following.text, in_cell=True):
                limit = min(limit, _width(line) + text_width(" " + following.text.split()[0]))
        starts = [_width(line) for line in lines if starts_row(line) and _width(line) < limit]
        return max([limit, *starts]) if limit < _NARROW * self._widest else limit

    def _narrow(self, line: Line) -> bool:
        return _width(line) < self._left

    def read(self, lines: Sequence[Line]) -> None:
        """Add the lines of one page's part of the table."""
        cut = [n for n, line in enumerate(lines) if self._starts(lines, n)]
        first = cut[0] if cut else len(lines)
        if first:
            self._continue(lines[:first])
        for begin, end in zip(cut, [*cut[1:], len(lines)], strict=True):
            if self.rows[-1].left or self.rows[-1].right:
                self.rows.append(_FlatRow())
            self._fill(lines[begin:end])

    def _starts(self, lines: Sequence[Line], n: int) -> bool:
        line = lines[n]
        if not self.rows[-1].left and not self.rows[-1].right and n == 0:
            return True
        if not starts_row(line) or not self._narrow(line):
            return False
        label = label_of(line)
        if label is not None or _is_break(line.text):
            return True
        if n and starts_row(lines[n - 1]) and introduces_speaker(line.text, in_cell=True):
            return False  # "Welcome remarks by ..." beside the title "Welcome remarks"
        last = lines[n - 1]
        if n == 0 or not _adjoins(last, line) or ends_sentence(last.text) or _is_break(last.text):
            return True
        return self._ends_short(last, line)

    def _ends_short(self, last: Line, line: Line) -> bool:
        """Whether a line of the right column had room for the next one's first word: its paragraph ended there."""
        first = line.text.split()[0]
        return (
            not self._narrow(last) and not dangles(last.text) and _width(last) + text_width(" " + first) < self._widest
        )

    def _continue(self, lines: Sequence[Line]) -> None:
        """Lines that go on the row cut by the page's end."""
        row = self.rows[-1]
        begins_left = self._narrow(lines[0]) and (
            (bool(row.left) and not ends_sentence(row.left[-1].text) and lines[0].text[:1].islower())
            or phrases("questions", "heading").begins(lines[0].text) > 0
        )
        count = self._left_count(lines, begins_left) if begins_left else 0
        row.left += lines[:count]
        row.right += lines[count:]

    def _fill(self, lines: Sequence[Line]) -> None:
        row, words = self.rows[-1], _break_words(lines[0].text)
        row.hours = self._hours.pop(id(lines[0]), [])
        if words is not None:
            parts = lines[0].text.split()
            row.left, *rest = [
                [part] for part in _split_line(lines[0], [" ".join(parts[:words]), " ".join(parts[words:])])
            ]
            row.right = [line for line in rest[0] if line.text] + list(lines[1:])
            return
        count = self._left_count(lines, True)
        row.left, row.right = list(lines[:count]), list(lines[count:])

    def _left_count(self, lines: Sequence[Line], title: bool) -> int:
        """How many lines from the first on are the left cell's; `title`: they begin with a title or its rest."""
        count, numbers = 0, [0]
        while count < len(lines):
            line = lines[count]
            label = label_of(line)
            if not self._narrow(line) or (count and introduces_speaker(line.text, in_cell=True)):
                break
            if label is not None and label.kind == "number" and (label.number or "").isdigit():
                if int(label.number or 0) <= numbers[-1]:
                    break
                numbers.append(int(label.number or 0))
            elif label is None and count and not self._goes_on_left(lines, count, title):
                break
            title = title and label is None and count + 1 < len(lines) and _adjoins(line, lines[count + 1])
            count += 1
            if label is None and phrases("questions", "heading").begins(line.text):
                return count + self._rest_of_line(lines, count)
        return count

    def _goes_on_left(self, lines: Sequence[Line], n: int, title: bool) -> bool:
        """Whether an unlabelled narrow line belongs to the left cell: it goes on what stands there, or more follows."""
        last, line = lines[n - 1], lines[n]
        if title or line.text[:1].islower() or phrases("questions", "heading").begins(_two_lines(lines, n)):
            return True
        leads = self._leads_left(lines, n)
        if _adjoins(last, line) and not ends_sentence(last.text):
            return leads or dangles(last.text) or not self._dense
        return leads

    def _leads_left(self, lines: Sequence[Line], n: int) -> bool:
        """Whether what follows a line is narrow too, and no list that begins anew."""
        following = lines[n + 1] if n + 1 < len(lines) else None
        if following is None or not self._narrow(following):
            return False
        label = label_of(following)
        if label is None:
            return self._dense and not introduces_speaker(following.text, in_cell=True)
        return label.kind in ("bullet", "number") and not (label.number or "2").startswith(self._last_number(lines[:n]))

    @staticmethod
    def _last_number(lines: Sequence[Line]) -> str:
        """The first number met so far, whose return shows that a new list has begun; a blank where there is none."""
        numbers = [label.number for label in map(label_of, lines) if label and label.kind == "number" and label.number]
        return numbers[0] if numbers else " "

    def _rest_of_line(self, lines: Sequence[Line], n: int) -> int:
        """Lines that finish "Q&A from", 0 or 1."""
        return int(
            n < len(lines)
            and self._narrow(lines[n])
            and lines[n].text[:1].islower()
            and _adjoins(lines[n - 1], lines[n])
        )


def _two_lines(lines: Sequence[Line], n: int) -> str:
    return " ".join(line.text for line in lines[n : n + 2])


def _width(line: Line) -> float:
    return line.box[2] - line.box[0] + (BULLET_INDENT if line.marker else 0)


def _adjoins(line: Line, following: Line) -> bool:
    """Whether no blank line stands between two lines."""
    if line.number is None or following.number is None:
        return True
    return following.number - line.number <= 1


def is_end(line: Line, seen_closing: bool, in_khmer: bool) -> bool:
    """Return whether a line stands behind the table: an annex, or after the closing row a heading or another language.

    `in_khmer` says whether the table's heads are Khmer.
    """
    if label_of(line) is not None:
        return False
    if phrases("headings", "annex").begins(line.text):
        return not ends_sentence(line.text) or line.text.rstrip().endswith((":", "៖"))
    if not seen_closing:
        return False
    if phrases("headings", "other", "introduction").equals(line.text):
        return True
    return is_khmer(line.text) and not in_khmer
