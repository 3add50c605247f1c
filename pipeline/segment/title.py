"""The title of a meeting on its cover."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.khmer.dates import find_dates
from pipeline.model.document import Table
from pipeline.model.minutes import Block, Classification
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.dates import find_english_date
from pipeline.segment.headings import heading_of
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.story import Story
from pipeline.segment.vocabulary import phrases, tables

_MOST_WORDS = 40
_COVER = 14
"""A title is looked for among this many items at the beginning."""


@dataclass
class Title:
    """The title's block, or None, and the numbers of the story's items that it is made of."""

    block: Block | None
    items: frozenset[int]


def find_title(story: Story, maker: BlockMaker) -> Title:
    """Return the title: a line on the cover that names a meeting or record, and neighbours of its style.

    A line that names a body alone ("X Commune Council") gives way to one that names a meeting; then the largest one
    counts, and where the source has no sizes one that names a record ("Minutes of ...").
    """
    cover = _cover(story)
    named = [n for n in cover if _names_meeting(story.items[n])]
    if not named:
        return Title(None, frozenset())
    largest = max(named, key=lambda n: (*_weight(story.items[n]), -n))
    chosen = [largest]
    while chosen[0] - 1 in cover and _alike(story.items[chosen[0] - 1], story.items[largest]):
        chosen.insert(0, chosen[0] - 1)
    while chosen[-1] + 1 in cover and _alike(story.items[chosen[-1] + 1], story.items[largest]):
        chosen.append(chosen[-1] + 1)
    found = [item for n in chosen if isinstance(item := story.items[n], Paragraph)]
    return Title(maker.block("title", _joined(found)), frozenset(chosen))


def classify(title: str | None) -> Classification:
    """Return what kind of meeting a title names."""
    order: tuple[Classification, ...] = ("workshop", "training", "conference", "meeting", "report")
    for kind in order:
        if title and phrases("titles", kind).within(title):
            return kind
    return "meeting" if title and phrases("titles", "body").within(title) else "other"


def _cover(story: Story) -> list[int]:
    """The numbers of the items before the first heading known by its words."""
    cover: list[int] = []
    for n, item in enumerate(story.items[:_COVER]):
        heading = heading_of(story, n)
        known = heading is not None and (
            heading.kind != "other" or (isinstance(item, Paragraph) and item.label is not None)
        )
        if isinstance(item, Table) or (known and not _names_record(item)) or (cover and item.word_count > _MOST_WORDS):
            break
        cover.append(n)
    return cover


def _names_meeting(item: Paragraph | Table) -> bool:
    if not isinstance(item, Paragraph) or item.is_item or item.word_count > _MOST_WORDS or item.text.endswith("."):
        return False
    return any(phrases("titles", kind).within(item.text) for kind in tables()["titles"])


def _weight(item: Paragraph | Table) -> tuple[bool, float, bool]:
    text = item.text if isinstance(item, Paragraph) else ""
    events = (name for name in tables()["titles"] if name != "body")
    return phrases("titles", *events).within(text), _size(item), phrases("titles", "record").within(text)


def _names_record(item: Paragraph) -> bool:
    return phrases("titles", "meeting", "report").begins(item.text) > 0


def _size(item: Paragraph | Table) -> float:
    return (item.size or 0.0) if isinstance(item, Paragraph) else 0.0


def _alike(item: Paragraph | Table, title: Paragraph | Table) -> bool:
    """Whether a neighbour is printed as the title is; without sizes nothing is, since a date would be too."""
    if not isinstance(item, Paragraph) or not isinstance(title, Paragraph) or title.size is None or item.is_item:
        return False
    if find_english_date(item.text) or find_dates(item.text):
        return False
    return item.size is not None and abs(item.size - title.size) < 0.5 and item.bold == title.bold and title.bold


def _joined(found: Sequence[Paragraph]) -> Paragraph:
    lines = [line for paragraph in found for line in paragraph.lines]
    text, pieces = "", []
    for paragraph in found:
        start = len(text) + 1 if text else 0
        text = f"{text} {paragraph.text}" if text else paragraph.text
        pieces += [(start + begin, start + end, line) for begin, end, line in paragraph.pieces]
    return Paragraph(lines, found[0].label, text, pieces)
