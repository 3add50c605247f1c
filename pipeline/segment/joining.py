"""Which printed lines go on in the next: soft line breaks told from the ends of paragraphs."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.widths import text_width
from pipeline.khmer.lexicon import lexicon
from pipeline.model.document import Line
from pipeline.segment.contents import is_entry
from pipeline.segment.labels import Label, initial_name, label_alone, label_of
from pipeline.segment.leading import Leading
from pipeline.segment.numbering import begins_list, neighbours, successors
from pipeline.segment.openings import (
    are_labelled,
    begins_part,
    begins_run_in,
    breaks_softly,
    ends_in_stop,
    is_hours,
    is_open_hours,
    is_seal,
)
from pipeline.segment.print_changes import style_changes
from pipeline.segment.regions import Regions
from pipeline.segment.sentences import dangles, ends_sentence, is_khmer
from pipeline.segment.series import lettered, serials
from pipeline.segment.vocabulary import words

BULLET_INDENT = 18.0
"""Points that a bulleted line loses to its bullet (Word's default hanging indent), where boxes are estimated."""
_BIG_GAP = 1.45
"""A step between two lines that is this many times the usual one parts paragraphs."""
_NARROW_COLUMN = 160.0
"""Points; in a column narrower than this a bullet's unknown indent decides over line breaks, so it is allowed twice."""
_MOST_INITIAL_WORDS = 8
"""A line longer than this that begins with what may be an initial is a sentence, no heading."""
_SMALL_GAP = 1.12
"""The same where a sentence ends at the end of the line."""
_FIRST_LINE_INDENT = 8.0
"""Points by which the first line of a paragraph stands right of the line before it."""
_LONGEST_WORD = 24
_KHMER_SLACK = 0.5
"""Line heights that the first word of a Khmer line must be shorter than the room before it."""
_FLUSH = 0.03
"""Share of the column that may stay free at the end of a line that still counts as flush with the margin."""
_HANGING = 4.0
"""Points that what hangs under a bullet stands right of it at least."""
_KHMER_ROOM = 0.18
"""Share of the column that may stay free at the end of a wrapped Khmer line: a long word that went to the next line."""

Group = tuple[list[Line], Label | None]


class Joiner:
    """Parts the lines of one region (a column, a cell, a page's body) into paragraphs.

    `column` are the lines that show how wide the region is and how its lists are numbered. Where boxes are estimated, a
    line of less than `least` points shows the right edge only with another one, and a very short one not at all.
    """

    def __init__(self, column: Sequence[Line], measured: bool, least: float = 0.0) -> None:
        self.regions = Regions(column, measured)
        self._measured = measured
        self._least = least
        self._step = _usual_step(column) if measured else None
        self._leading = Leading(column, self.regions) if measured else None
        self._in_series = lettered(column) | serials(column)
        labels = [label_of(line) or self._in_series.get(id(line)) for line in column]
        self._numbers = {label.number for label in labels if label is not None and label.kind == "number"}
        self._expected: set[str] = set()
        """Numbers that the next items of the lists begun so far would have."""
        self._bare = 0
        """The number that the next of the headings with a bare number ("2 Policies") would have."""

    def groups(self, lines: Sequence[Line]) -> list[Group]:
        """Return the lines of each paragraph with its label."""
        found: list[list[Line]] = []
        for line in lines:
            if found and self._joins(found[-1], line):
                found[-1].append(line)
                continue
            found.append([line])
            self._count(self._label(line))
        return [
            (group, self._label(group[0]) or (label_alone(group[0]) if len(group) > 1 else None)) for group in found
        ]

    def _count(self, label: Label | None) -> None:
        if label is None or label.number is None:
            return
        if label.kind == "bare":
            self._bare = int(label.number) + 1
        elif label.kind == "number":
            self._expected |= successors(label.number)

    def _label(self, line: Line) -> Label | None:
        """The label of a line, unless it is the initial of a name: no list of the region goes on with it."""
        label = label_of(line) or self._in_series.get(id(line))
        name = initial_name(line.text) if label is not None and label.kind == "number" else None
        if label is None or name is None or name.lower() in words("words", "dangling"):
            return label
        long = len(line.text.split()) > _MOST_INITIAL_WORDS or ends_in_stop(line.text)
        return None if long and not neighbours(label.number or "") & self._numbers else label

    def _joins(self, group: Sequence[Line], line: Line) -> bool:
        """Whether `line` goes on the paragraph that `group` has begun."""
        first, last = group[0], group[-1]
        if last.ends_paragraph or is_entry(last, self._measured):
            return False
        if is_open_hours(last.text):
            return True
        label = self._label(line)
        if len(group) == 1 and label_alone(last) is not None:
            return label is None or label.kind == "bare"
        if last.ends_paragraph is False:
            return (label is None or label.kind == "bare") and not breaks_softly(last.text, line.text)
        parted = self._parted(last, line)
        full = self._full(first, last, line) and not self._is_widest(last, parted)
        goes_on = self._leading is not None and self._leading.goes_on(last, line)
        is_inside = goes_on and label is not None and label.kind == "bare" and not ends_sentence(last.text)
        if label is not None and not is_inside and self._believes(label, last, line, full, parted):
            return False
        if begins_part(line.text, ends_sentence(last.text) or not full) or is_hours(last.text):
            return False
        if are_labelled(first.text, line.text) and not dangles(last.text):
            return False
        if begins_run_in(last.text, line.text) or is_seal(last.text) or is_seal(line.text):
            return False
        if self._measured and (parted or style_changes(last, line, full) or self._outdents(first, line)):
            return False
        if goes_on and (full or not ends_sentence(last.text)) and not self._indents(first, last, line):
            return True
        if ends_sentence(last.text):
            same_script = is_khmer(last.text) == is_khmer(line.text)
            apart = parted or self._steps(last, line) or self._indents(first, last, line)
            return full and not apart and same_script and self._wraps_behind_sentence(last, line)
        return full or dangles(last.text) or line.text[:1].islower() or self._hangs(first, line)

    def _is_widest(self, last: Line, parted: bool) -> bool:
        """Whether a line with an estimated box only looks full since it is the widest of short or scattered ones."""
        if self._measured or not (parted or last.box[2] < self._least):
            return False
        return last.box[2] < min(_NARROW_COLUMN, self._least) or self.regions.is_alone(last)

    def _believes(self, label: Label, last: Line, line: Line, full: bool, parted: bool) -> bool:
        """Whether a label opens a paragraph: inside a wrapped sentence only a list's next or first number does."""
        if label.kind == "bare":
            return parted or label.number == str(self._bare)
        if label.kind != "number" or label.length == 0 or parted or ends_sentence(last.text):
            return True
        if not (full or dangles(last.text)) or label.number in self._expected:
            return True
        return begins_list(label.number or "") and not line.text[label.length :][:1].islower()

    def _wraps_behind_sentence(self, last: Line, line: Line) -> bool:
        """Whether a full line that ends a sentence may still go on: not by estimated Khmer, nor over pages."""
        if not self._measured:
            return not is_khmer(last.text)
        edge = self.regions.right_edge(last)
        if is_khmer(line.text) and _first_word_width(line) < edge - last.box[2] - _KHMER_SLACK * line_height(line):
            return False
        return last.page_no == line.page_no or edge - last.box[2] < _FLUSH * (edge - last.box[0])

    def _steps(self, last: Line, line: Line) -> bool:
        """Whether a little more than the usual step lies between two lines: paragraphs may be set apart by it."""
        if not self._measured or self._step is None or last.page_no != line.page_no:
            return False
        step = min(line.box[1] - last.box[1], line.box[3] - last.box[3])
        return step > _SMALL_GAP * max(self._step, 0.9 * line_height(line))

    def _indents(self, first: Line, last: Line, line: Line) -> bool:
        """Whether a line is set in from the one before it, as the first of a paragraph is."""
        if not self._measured or last.page_no != line.page_no or (last is first and label_of(first) is not None):
            return False
        return line.box[0] - self.regions.offset(line) > last.box[0] - self.regions.offset(last) + _FIRST_LINE_INDENT

    def _full(self, first: Line, last: Line, line: Line) -> bool:
        """Whether the first word of `line` would not have fitted behind `last`."""
        edge = self.regions.right_edge(last)
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

    def _hangs(self, first: Line, line: Line) -> bool:
        """Whether a Khmer line goes on a point by standing right of its bullet: how full lines are tells less."""
        label = label_of(first)
        if not self._measured or label is None or label.kind not in ("bullet", "dash") or not is_khmer(line.text):
            return False
        return line.box[0] - self.regions.offset(line) > first.box[0] - self.regions.offset(first) + _HANGING

    def _parted(self, last: Line, line: Line) -> bool:
        """Whether more than the usual step lies between two lines."""
        if last.page_no != line.page_no:
            return False
        if not self._measured:
            return line.number is not None and last.number is not None and line.number - last.number > 1
        if self._leading is not None and self._leading.parts(last, line):
            return True
        step = line.box[3] - last.box[3]
        return self._step is not None and step > _BIG_GAP * max(self._step, 0.9 * (line.box[3] - line.box[1]))

    def _outdents(self, first: Line, line: Line) -> bool:
        """Whether a line stands left of the item that it would go on."""
        left = first.box[0] - self.regions.offset(first)
        return (
            first.page_no == line.page_no
            and label_of(first) is not None
            and line.box[0] - self.regions.offset(line) < left - 3
        )


def line_height(line: Line) -> float:
    """Return the height of a line's box in points."""
    return line.box[3] - line.box[1]


def _first_word_width(line: Line) -> float:
    """Points that the first word of a Khmer line takes, by the lexicon: no line is broken inside it."""
    start = line.text.lstrip()
    phrase = start.split(maxsplit=1)[0].split("\u200b")[0] if start else ""
    ends = range(min(len(phrase), _LONGEST_WORD), 1, -1)
    word = next((phrase[:end] for end in ends if phrase[:end] in lexicon()), "")
    scale = (line.box[2] - line.box[0]) / max(text_width(line.text), 1.0)
    return scale * text_width(word or phrase)


def _usual_step(lines: Sequence[Line]) -> float | None:
    steps = sorted(
        line.box[3] - last.box[3]
        for last, line in pairwise(lines)
        if last.page_no == line.page_no and line.box[3] > last.box[3]
    )
    return steps[len(steps) // 4] if steps else None
