"""Documents made ready to be written, by processes beside the writer's: read, checked, made into rows, their words cut.

Cutting Khmer takes far longer than all else of loading, so a text that the database has is not cut again.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DocumentError
from pipeline.load.bulk import parts
from pipeline.load.hands import Hands
from pipeline.load.made import Made, make
from pipeline.load.reading import open_found, read_minutes
from pipeline.load.search_texts import cut

TOGETHER = 100
"""So many documents are one transaction: most of the time of a small one goes into beginning and ending it."""
_AT_ONCE = 10
"""So many documents are read by one process in one go."""
_AHEAD = 2
"""So many transactions are being made ready while one is written."""


@dataclass(frozen=True, slots=True)
class Order:
    """A minutes.json to be read."""

    file: Path
    path: str
    """Of its document."""
    document_id: int
    """That the document has, or is likely to get."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Documents for one transaction."""

    made: list[Made]
    refused: dict[str, str]
    """Why, by path."""
    words: Mapping[bytes, str]
    """By digest, those of the texts that the database did not have."""


Unknown = Callable[[Iterable[bytes]], set[bytes]]
"""Tells which of some digests are of texts that the database does not have."""


def make_ready(orders: Sequence[Order], folder: Path, unknown: Unknown) -> Iterator[Ready]:
    """Yield documents in the order of the orders, made ready for a transaction each time."""
    reading: deque[list[Future[list[Made | tuple[str, str]]]]] = deque()
    cutting: deque[tuple[Ready, list[Future[dict[bytes, str]]]]] = deque()
    batches = parts(orders, TOGETHER)
    with Hands(len(orders)) as hands:
        for turn in range(len(batches) + 2 * _AHEAD):
            if turn < len(batches):
                reading.append([hands.give(_read, part, folder) for part in parts(batches[turn], _AT_ONCE)])
            if _AHEAD <= turn < len(batches) + _AHEAD:
                read = [one for part in reading.popleft() for one in part.result()]
                cutting.append(_to_cut(read, hands, unknown))
            if turn >= 2 * _AHEAD:
                ready, parts_cut = cutting.popleft()
                yield Ready(ready.made, ready.refused, {k: v for part in parts_cut for k, v in part.result().items()})


def _to_cut(
    read: list[Made | tuple[str, str]], hands: Hands, unknown: Unknown
) -> tuple[Ready, list[Future[dict[bytes, str]]]]:
    made = [one for one in read if isinstance(one, Made)]
    texts = {digest: text for one in made for digest, text in one.texts.items()}
    new = sorted(unknown(texts))
    shares = parts([(digest, texts[digest]) for digest in new], -(-len(new) // hands.number) or 1)
    refused = dict(one for one in read if not isinstance(one, Made))
    return Ready(made, refused, {}), [hands.give(cut, part) for part in shares]


def _read(orders: Sequence[Order], folder: Path) -> list[Made | tuple[str, str]]:
    """The rows of each document, or its path and why it is refused."""
    with without_cycle_search():
        return [_made(order, folder) for order in orders]


def _made(order: Order, folder: Path) -> Made | tuple[str, str]:
    try:
        found = open_found(order.file, folder)
        return make(read_minutes(found), found.sha256, order.document_id)
    except DocumentError as error:
        return order.path, error.reason


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Let Python not look for cycles among values that have none, which takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
