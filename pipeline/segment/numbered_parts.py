"""Numbered lines that head what stands below them, told from numbered lists by what lies between the numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.document import Table
from pipeline.segment.numbering import begins_list, successors
from pipeline.segment.paragraphs import Paragraph

_MOST_WORDS, _MOST_WORDS_SET_APART = 14, 25
_MOST_LINES = 2
_STOPS = (".", "!", ";", ",", "។", "៕")
_MOST_SKIPPED = 2
"""Numbers that a writer may leave out of a run of headings."""
_NEAR = 12.0
"""Points by which the numbers of one run may differ in their place: "9." and "10." are set flush right at times."""
_ENOUGH = 0.75
"""Share of a run's lines that must be titles, or set apart."""

Sign = tuple[str, str, int | None, bool]
"""How a number is printed: what stands before its last part, its marker's form, the source's own level, set apart."""


@dataclass(eq=False)
class _Run:
    """Lines whose numbers run on, and their places."""

    sign: Sign
    places: list[int]


def numbered_parts(
    items: Sequence[Paragraph | Table], stands_out: Callable[[Paragraph], bool] = lambda _: False
) -> dict[int, int]:
    """Return the places of the numbered paragraphs that head the items behind them, each with its depth, 1 outermost.

    In a run of numbers most are short lines without a full stop, and something stands between most of them; where they
    follow one another directly they are a list. Lines that `stands_out` says are printed as headings may be longer. A
    part's only "2.1" heads what follows as its "2." does.
    """
    heads: dict[int, _Run] = {}
    singles: list[tuple[int, _Run]] = []
    for run in _runs(items, stands_out):
        set_apart = run.sign[3]
        titles = [place for place in run.places if _is_title(items[place], set_apart)]
        whole = len(titles) == len(run.places) or (set_apart and len(titles) >= _ENOUGH * len(run.places))
        if not whole or titles[-1] + 1 >= len(items):
            continue
        gaps = [later - place > 1 for place, later in pairwise(run.places)]
        if gaps and (gaps[0] or set_apart) and 2 * sum(gaps) >= len(gaps):
            heads.update(dict.fromkeys(titles, run))
        elif not gaps and (begins_list(_number(items[titles[0]])) or not set_apart):
            singles.append((titles[0], run))
    parents = {_number(items[place]) for place in heads}
    heads.update(
        {place: run for place, run in singles if run.sign[3] or _number(items[place]).rpartition(".")[0] in parents}
    )
    return _depths(dict(sorted(heads.items())), items)


def _depths(heads: dict[int, _Run], items: Sequence[Paragraph | Table]) -> dict[int, int]:
    """How deep each head stands in the nest of runs: a run that begins within another is inside it."""
    nest: list[tuple[_Run, str]] = []
    depths: dict[int, int] = {}
    for place, run in heads.items():
        prefix = run.sign[0]
        at = next((n for n, (known, number) in enumerate(nest) if known is run or known.sign == run.sign), None)
        if at is None and prefix:
            at = next((n + 1 for n, (_, number) in enumerate(nest) if number == prefix), None)
        del nest[len(nest) if at is None else at :]
        nest.append((run, _number(items[place])))
        depths[place] = len(nest)
    return depths


def _runs(items: Sequence[Paragraph | Table], stands_out: Callable[[Paragraph], bool]) -> list[_Run]:
    runs: list[_Run] = []
    for place, item in enumerate(items):
        if not isinstance(item, Paragraph) or item.label is None or item.label.kind != "number":
            continue
        number = _number(item)
        form = item.label.marker.replace(item.label.marker.strip("()[].-–:៖ "), "#")
        sign = (number.rpartition(".")[0], form, item.lines[0].level, stands_out(item))
        going = next((run for run in reversed(runs) if run.sign == sign and _goes_on(items, run, item)), None)
        if going is not None:
            going.places.append(place)
        elif begins_list(number) or (sign[3] and not any(run.sign == sign for run in runs)):
            runs.append(_Run(sign, [place]))
    return runs


def _goes_on(items: Sequence[Paragraph | Table], run: _Run, item: Paragraph) -> bool:
    last = items[run.places[-1]]
    expected = successors(_number(last))
    if _number(item) in expected:
        return not isinstance(last, Paragraph) or item.size is None or abs(last.indent - item.indent) <= _NEAR
    for _ in range(_MOST_SKIPPED if run.sign[3] else 0):
        expected = frozenset(later for number in expected for later in successors(number))
        if _number(item) in expected:
            return True
    return False


def _number(item: Paragraph | Table) -> str:
    return (item.number or "") if isinstance(item, Paragraph) else ""


def _is_title(item: Paragraph | Table, set_apart: bool) -> bool:
    if not isinstance(item, Paragraph):
        return False
    if set_apart:
        return item.word_count <= _MOST_WORDS_SET_APART and len(item.lines) <= _MOST_LINES + 1
    return item.word_count <= _MOST_WORDS and len(item.lines) <= _MOST_LINES and not item.text.endswith(_STOPS)
