"""The main points of a section: those of its sentences that together say most of what it says.

A sentence is worth the words of its section that it covers, weighed by how often they occur there and how rarely in the
whole document; what a sentence before it covers counts no more (the greedy cover of the budgeted maximum coverage of
concepts: Gillick and Favre, A Scalable Global Model for Summarization, 2009). Long sentences pay for their length.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.khmer.fold import fold
from pipeline.khmer.sentences import sentences
from pipeline.khmer.words import words
from pipeline.model.minutes import Block, Section
from pipeline.model.walk import walk_blocks

_TOLD = frozenset(("paragraph", "list_item", "question", "answer", "table_row"))
"""Kinds of blocks whose sentences say something."""
_FEWEST_WORDS = 5
_USUAL_LENGTH = 25
"""Words of a sentence that costs what it should; half as much again costs half as much again."""
_LONGEST_ITEM = 40
"""Words of an item of a list that is still one point."""
_STOP = re.compile(r"[\W\d_]+|\w")


class Point(NamedTuple):
    """A sentence of a block."""

    text: str
    block_id: str
    place: int
    """In reading order within its section."""


def main_points(section: Section, count: int, rarity: "Rarity", leave_out: frozenset[str]) -> list[Point]:
    """Return the `count` most telling sentences of a section's own blocks in reading order.

    Blocks in `leave_out` are told elsewhere. What only leads to what follows is no point, nor are the heads of tables
    and rows of names; sentences of under five words, and the other rows of tables, only where there is nothing else.
    """
    points = [point for point in _points(section) if point.block_id not in leave_out and _tells(point)]
    bags = {point: Counter(terms(point.text)) for point in points}
    full = [point for point in points if _is_whole(bags[point])] or points
    rows = {block.id for block in walk_blocks(section.blocks) if block.kind == "table_row"}
    full = [point for point in full if point.block_id not in rows] or full
    worth = _worth([bags[point] for point in points], rarity)
    chosen: list[Point] = []
    covered: set[str] = set()
    while full and len(chosen) < count:
        best = max(full, key=lambda point: (_gain(bags[point], worth, covered), -point.place))
        full.remove(best)
        chosen.append(best)
        covered |= bags[best].keys()
    return sorted(chosen, key=lambda point: point.place)


class Rarity:
    """How rare each word is over the sections of a document."""

    def __init__(self, sections: Sequence[Section]) -> None:
        bags = [{term for point in _points(section) for term in terms(point.text)} for section in sections]
        self._count = len(bags)
        self._in_sections = Counter(term for bag in bags for term in bag)

    def of(self, term: str) -> float:
        """Return the weight of a word: 1 and more, the more the fewer sections it stands in."""
        return 1 + math.log((1 + self._count) / (1 + self._in_sections[term]))


def terms(text: str) -> list[str]:
    """Return the words of a text as they are compared, Khmer by khmer-nltk, without figures and marks."""
    found = (fold(word.text).casefold() for word in words(text))
    return [term for term in found if not _STOP.fullmatch(term)]


def _points(section: Section) -> Iterator[Point]:
    place, before = 0, ""
    for block in walk_blocks(section.blocks):
        is_head = block.kind == "table_row" and before != "table_row"
        before = block.kind
        if block.kind not in _TOLD or not block.text or is_head or _is_roll(block):
            continue
        for sentence in _sentences(block):
            yield Point(sentence, block.id, place)
            place += 1


def _is_roll(block: Block) -> bool:
    """Whether a row of a table only says who there is, or how many: no cell of it is longer than a name or a figure."""
    return block.kind == "table_row" and all(len(terms(cell)) < _FEWEST_WORDS for cell in block.cells)


def _sentences(block: Block) -> list[str]:
    """The sentences of a block; an item of a list is one point, unless it goes on and on."""
    whole = block.kind == "table_row" or (block.kind == "list_item" and len(terms(block.text)) <= _LONGEST_ITEM)
    return [block.text] if whole else sentences(block.text)


def _tells(point: Point) -> bool:
    """Whether a sentence says something; one that ends in a colon only leads to what comes next."""
    return not point.text.endswith((":", "៖"))


def _is_whole(bag: Counter[str]) -> bool:
    return bag.total() >= _FEWEST_WORDS


def _worth(bags: Sequence[Counter[str]], rarity: Rarity) -> dict[str, float]:
    """What covering a word is worth: how often the section says it, damped, times how rare it is elsewhere."""
    total: Counter[str] = Counter()
    for bag in bags:
        total.update(bag)
    return {term: math.log1p(count) * rarity.of(term) * min(len(term), 6) / 6 for term, count in total.items()}


def _gain(bag: Counter[str], worth: dict[str, float], covered: set[str]) -> float:
    gain = sum(worth[term] for term in bag if term not in covered)
    return gain / math.pow(max(1.0, bag.total() / _USUAL_LENGTH), 1.2)
