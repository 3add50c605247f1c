"""How far the lines of a region stand apart, from baseline to baseline: inside paragraphs, and between them."""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model.document import Line
from pipeline.segment.labels import label_of
from pipeline.segment.regions import Regions

_FULL = 0.1
"""Share of the column that may stay free at the end of a line behind which lines mostly go on."""
_SHORT = 0.25
"""Share of the column that stays free at the end of a line behind which a paragraph mostly ends."""
_SAME = 0.6
"""Points by which steps of one leading differ."""
_WIDER, _WIDER_SHARE = 1.9, 0.08
"""Points, and share of the leading, by which a wider step parts paragraphs."""
_FEWEST, _LEAST_ALIKE, _MOST_TIGHT = 3, 0.3, 0.1
"""Steps that show a leading; the share it must have behind full lines, and may have behind short ones."""
_SAME_SIZE = 0.3


class Leading:
    """The leading of the lines of a region, where they show one, and whether its paragraphs are set apart by more."""

    def __init__(self, lines: Sequence[Line], regions: Regions) -> None:
        steps = [(step, last, line) for last, line in pairwise(lines) if (step := _step(last, line)) is not None]
        rooms = [(step, _room(last, regions), last, line) for step, last, line in steps if _in_one_type(last, line)]
        wrapped = [(step, line) for step, room, _, line in rooms if room < _FULL and label_of(line) is None]
        wraps = sorted(step for step, _ in wrapped)
        sizes = sorted(_size(line) for _, line in wrapped)
        self._size = sizes[len(sizes) // 2] if sizes else 0.0
        least = wraps[len(wraps) // 4] if len(wraps) >= _FEWEST else None
        alike = sum(1 for step in wraps if least is not None and abs(step - least) <= _SAME)
        self._leading = least if alike >= max(_FEWEST, _LEAST_ALIKE * len(wraps)) else None
        behind_short = [step for step, room, last, _ in rooms if room > _SHORT and label_of(last) is None]
        tight = sum(1 for step in behind_short if self._is_tight(step))
        self._regions = regions
        self._believes_blocks = _tells_blocks(lines, regions)
        self._sets_apart = len(behind_short) >= _FEWEST and tight <= _MOST_TIGHT * len(behind_short)

    def parts(self, last: Line, line: Line) -> bool:
        """Return whether the step between two lines is wider than the leading."""
        step = _step(last, line)
        if self._leading is None or step is None or not _in_one_type(last, line):
            return False
        if abs(_size(line) - self._size) > _SAME_SIZE:
            return False  # set at a leading of its own
        return step > self._leading + max(_WIDER, _WIDER_SHARE * self._leading)

    def goes_on(self, last: Line, line: Line) -> bool:
        """Return whether two lines are of one paragraph: by the source's own word, or since none ends at this step."""
        if self._believes_blocks and last.block is not None and last.block == line.block:
            return True
        step = _step(last, line)
        if not self._sets_apart or step is None or not _in_one_type(last, line):
            return False
        return self._is_tight(step) and _room(last, self._regions) <= _SHORT

    def _is_tight(self, step: float) -> bool:
        return self._leading is not None and abs(step - self._leading) <= _SAME


def _tells_blocks(lines: Sequence[Line], regions: Regions) -> bool:
    """Whether the numbers that a source gives its paragraphs hold: hardly one goes on behind a line that is short."""
    inside = [last for last, line in pairwise(lines) if last.block is not None and last.block == line.block]
    short = sum(1 for last in inside if _room(last, regions) > _SHORT)
    return bool(inside) and short <= _MOST_TIGHT * len(inside)


def _step(last: Line, line: Line) -> float | None:
    if last.page_no != line.page_no or last.baseline is None or line.baseline is None:
        return None
    step = line.baseline - last.baseline
    return step if step > 0 else None


def _room(line: Line, regions: Regions) -> float:
    """The share of its column that a line leaves free."""
    edge = regions.right_edge(line)
    return (edge - line.box[2]) / max(edge - line.box[0], 1.0)


def _in_one_type(last: Line, line: Line) -> bool:
    """Whether two lines are set in type of one size, so that their step is no heading's."""
    return abs(_size(last) - _size(line)) <= _SAME_SIZE


def _size(line: Line) -> float:
    return max((span.size or 0.0 for span in line.spans if span.text.strip()), default=0.0)
