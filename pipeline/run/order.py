"""The order of a run: as the inputs come, and last of all what an earlier run has left in work.

A document that takes the machine down would do so again, before any other has its turn, if it came first.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.errors import Category
from pipeline.pace import Cause
from pipeline.run.entry import Left
from pipeline.run.inputs import Input

ALONE_FROM = 2
"""Runs that have died while a document was in work, from which on nothing else is in work beside it: if one more dies,
it was not because of another."""
MOST_DEATHS = 20
"""After so many the document is given up: a run that is started again by itself must come to an end. Fewer may be
chance (a machine that is switched off each evening), and cost no other document its turn."""


class Place(NamedTuple):
    """A document in its turn."""

    number: int
    """From 1 on, as the inputs come."""
    item: Input
    left: Left | None
    """How earlier runs left it in work; None: they did not."""


def in_order(inputs: Iterable[Input], left: Mapping[str, Left]) -> Iterator[Place]:
    """Yield the documents, those of which fewer runs have died first; `left` is by key.

    What has to be given up has nothing to wait for and comes in its own place.
    """
    last = []
    for number, item in enumerate(inputs, 1):
        place = Place(number, item, left.get(item.key))
        if place.left is None or place.left.deaths >= MOST_DEATHS:
            yield place
        else:
            last.append((place.left.deaths, place))
    yield from (place for _, place in sorted(last, key=lambda each: (each[0], each[1].number)))


def deadly(deaths: int) -> Cause | None:
    """Return why a document is given up that so many runs have died of; None as long as it is tried."""
    if deaths < MOST_DEATHS:
        return None
    words = f"{deaths} runs died while it was in work, the last with nothing else: it may be too much for this machine"
    return Cause(Category.CRASHED, f"{words}; --retry-failed tries it again")


def told_left(left: Left) -> str:
    """Return in a few words how earlier runs left a document."""
    if not left.deaths:
        return "an earlier run was interrupted while it was in work; it comes last"
    runs = "a run" if left.deaths == 1 else f"{left.deaths} runs"
    return f"{runs} died while it was in work; {'given up' if left.deaths >= MOST_DEATHS else 'it comes last'}"
