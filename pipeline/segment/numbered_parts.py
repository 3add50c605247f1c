"""Numbered lines that head what stands below them, told from numbered lists by what lies between the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.document import Table
from pipeline.segment.numbering import begins_list, successors
from pipeline.segment.paragraphs import Paragraph

_MOST_WORDS = 14
_MOST_LINES = 2
_STOPS = (".", "!", ";", ",", "។", "៕")


@dataclass
class _Run:
    """Lines whose numbers run on: how the numbers are printed, and the places of the lines."""

    sign: tuple[str, str, int | None]
    places: list[int]


def numbered_parts(items: Sequence[Paragraph | Table]) -> frozenset[int]:
    """Return the places of the numbered paragraphs that head the items behind them.

    In a run of numbers all are short lines without a full stop, and something stands between most of them; where they
    follow one another directly they are a list. A part's only "2.1" heads what follows as its "2." does.
    """
    heads: set[int] = set()
    singles: list[int] = []
    for run in _runs(items):
        if not all(_is_title(items[place]) for place in run.places) or run.places[-1] + 1 >= len(items):
            continue
        gaps = [later - place > 1 for place, later in pairwise(run.places)]
        if gaps and gaps[0] and 2 * sum(gaps) >= len(gaps):
            heads.update(run.places)
        elif not gaps:
            singles += run.places
    parents = {_number(items[place]) for place in heads}
    return frozenset(heads | {place for place in singles if _number(items[place]).rpartition(".")[0] in parents})


def _runs(items: Sequence[Paragraph | Table]) -> list[_Run]:
    runs: list[_Run] = []
    for place, item in enumerate(items):
        if not isinstance(item, Paragraph) or item.label is None or item.label.kind != "number":
            continue
        number = _number(item)
        sign = (number.rpartition(".")[0], item.label.marker[len(item.label.number or "") :], item.lines[0].level)
        going = next(
            (
                run
                for run in reversed(runs)
                if run.sign == sign and number in successors(_number(items[run.places[-1]]))
            ),
            None,
        )
        if going is not None:
            going.places.append(place)
        elif begins_list(number):
            runs.append(_Run(sign, [place]))
    return runs


def _number(item: Paragraph | Table) -> str:
    return (item.number or "") if isinstance(item, Paragraph) else ""


def _is_title(item: Paragraph | Table) -> bool:
    return (
        isinstance(item, Paragraph)
        and item.word_count <= _MOST_WORDS
        and len(item.lines) <= _MOST_LINES
        and not item.text.endswith(_STOPS)
    )
