"""The cover of a meeting's minutes, and the title on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.khmer.dates import find_dates
from pipeline.model.document import Table
from pipeline.model.minutes import Block
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.dates import find_english_date
from pipeline.segment.looks import Look
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.sentences import is_khmer
from pipeline.segment.story import Story
from pipeline.segment.vocabulary import phrases, words

_MOST_WORDS = 40
_COVER = 25
"""A title is looked for among this many items at the beginning."""
_BODY_WORDS = 12
"""A paragraph of more words than this below a line that stands out makes that line a heading, no part of the cover."""
_MOST_ABOVE = 2
"""Lines above a title that names no body which may name it."""
_LEAST_SHARE = 0.8
"""Of the title's size, that a line in capitals above it has at least to belong to it."""
_FULL_DATE = len("2019-09-05")


@dataclass
class Title:
    """The title's block, or None, the numbers of the story's items that it is made of, and where the cover ends."""

    block: Block | None
    items: frozenset[int]
    cover: int
    """The number of the first item behind the cover."""


def find_title(story: Story, maker: BlockMaker) -> Title:
    """Return the title: a line on the cover that names a meeting or record, and neighbours of its look.

    A line that names a body alone ("X Commune Council") gives way to one that names a meeting; then the largest one
    counts, and where the source has no sizes one that names a record ("Minutes of ...").
    """
    cover, anchor = cover_of(story), find_anchor(story)
    if anchor is None:
        return Title(None, frozenset(), len(cover))
    chosen = _title_lines(story, cover, anchor)
    found = [item for n in chosen if isinstance(item := story.items[n], Paragraph)]
    return Title(maker.block("title", _joined(found)), frozenset(chosen), len(cover))


def find_anchor(story: Story) -> int | None:
    """Return the place of the line on the cover that the title is known by, or None where there is none."""
    named = [n for n in cover_of(story) if names_meeting(story.items[n])]
    return max(named, key=lambda n: (*_weight(story, n), -n)) if named else None


def cover_of(story: Story) -> range:
    """Return the numbers of the items before the first part of the meeting."""
    seen = False
    for n, item in enumerate(story.items[:_COVER]):
        if isinstance(item, Table):
            if seen or len(item.rows) > 3:
                return range(n)
            continue
        if _begins_part(story, n, seen) or (n and item.word_count > _MOST_WORDS):
            return range(n)
        seen = seen or names_meeting(item)
    return range(min(len(story.items), _COVER))


def _begins_part(story: Story, n: int, seen: bool) -> bool:
    """Whether a heading opens the first part: known as such, or behind the title with running text below it."""
    heading, item = story.headings.get(n), story.items[n]
    if heading is None or not isinstance(item, Paragraph):
        return False
    following = story.items[n + 1] if n + 1 < len(story.items) else None
    runs = isinstance(following, Paragraph) and (following.is_item or following.word_count > _BODY_WORDS)
    runs = runs and n + 1 not in story.headings
    if n and item.label is None and _names_record(item) and names_meeting(story.items[n - 1]):
        return False
    if item.label is None and not (seen and runs):
        names_title = _names_record(item) or (not seen and names_meeting(item) and heading.kind == "other")
        return heading.is_known and not names_title
    return heading.is_known or not story.looks.is_centred(item)


def _title_lines(story: Story, cover: range, anchor: int) -> list[int]:
    """The numbers of the lines that make the title: those above as large, those below that stand out or go on."""
    chosen = [anchor]
    while chosen[0] - 1 in cover and _leads(story, chosen[0] - 1, anchor):
        chosen.insert(0, chosen[0] - 1)
    while chosen[-1] + 1 in cover and _goes_on(story, chosen[-1] + 1, anchor):
        chosen.append(chosen[-1] + 1)
    return chosen


def _leads(story: Story, n: int, anchor: int) -> bool:
    """Whether a line above is printed as large and as heavily as the title: it names whose minutes they are."""
    item, title = story.items[n], story.items[anchor]
    if not isinstance(item, Paragraph) or not isinstance(title, Paragraph) or not _could_be_title(item):
        return False
    look, of_title = story.looks.of(item), story.looks.of(title)
    if (
        look.size
        and look.stands_out
        and anchor - n <= _MOST_ABOVE
        and not is_khmer(title.text)
        and _names_no_body(title.text)
    ):
        return True
    if not look.size or not _stands_out(of_title):
        return anchor - n == 1 and _stands_out(look)
    if look.bold and look.caps and of_title.bold and of_title.caps:
        return look.size >= _LEAST_SHARE * of_title.size
    return look.size >= of_title.size and look.bold >= of_title.bold


def _names_no_body(text: str) -> bool:
    """Whether a title is nothing but "Minutes" or "Minutes of the meeting held on ...": whose is printed above it."""
    date = find_english_date(text)
    rest = text.replace(date.text, "") if date else text
    if is_khmer(rest):
        behind = phrases("titles", "record").behind(rest)
        return behind is not None and (
            not behind or phrases("titles", "meeting", "workshop", "training").equals(behind)
        )
    bare = (word.strip(".,:–-()").lower() for word in rest.split())
    return all(not word or word in words("titles", "record_words") for word in bare)


def _goes_on(story: Story, n: int, anchor: int) -> bool:
    """Whether a line below goes on the title: it stands out as well, names a meeting, or begins with words that link.

    What stands below a line that is nothing but such words ("on") goes on, too.
    """
    item, above = story.items[n], story.items[n - 1]
    if not isinstance(item, Paragraph) or not isinstance(above, Paragraph) or not _could_be_title(item):
        return False
    links = phrases("titles", "goes_on")
    if links.begins(item.text) or links.equals(above.text):
        return True
    look, over = story.looks.of(item), story.looks.of(above)
    if not look.size:
        return False
    centred = story.looks.is_centred(item) and story.looks.is_centred(above)
    title = story.items[anchor]
    if n == anchor + 1 and centred and isinstance(title, Paragraph) and _names_no_body(title.text):
        return True
    alike = look.size <= over.size and (look.bold == over.bold or centred or (look.larger and over.larger))
    return (alike and _stands_out(look)) or (centred and n == anchor + 1 and names_meeting(item))


def _stands_out(look: Look) -> bool:
    return look.bold or look.larger


def _could_be_title(item: Paragraph) -> bool:
    if item.label is not None or item.word_count > _MOST_WORDS or item.ends_sentence:
        return False
    return not _tells_when_or_where(item) and not phrases("titles", "mottoes").begins(item.text)


def _tells_when_or_where(item: Paragraph) -> bool:
    english, khmer = find_english_date(item.text), find_dates(item.text)
    return bool(
        (english and len(english.start) == _FULL_DATE)
        or any(len(date.iso) == _FULL_DATE for date in khmer)
        or phrases("labels", "run_in").begins(item.text)
        or phrases("facts", "date", "place").begins(item.text)
    )


def names_meeting(item: Paragraph | Table) -> bool:
    """Return whether an item is a line that names a meeting, a body that meets, or a record."""
    if not isinstance(item, Paragraph) or item.is_item or item.word_count > _MOST_WORDS:
        return False
    if item.text.endswith(".") and item.ends_sentence:
        return False
    return any(phrases("titles", kind).within(item.text) for kind in _events())


def _events() -> list[str]:
    return ["workshop", "training", "conference", "meeting", "body", "record", "report"]


def _weight(story: Story, n: int) -> tuple[bool, float, bool, bool]:
    item = story.items[n]
    if not isinstance(item, Paragraph):
        return False, 0.0, False, False
    events = [kind for kind in _events() if kind != "body"]
    look = story.looks.of(item)
    record = phrases("titles", "record").within(item.text)
    return phrases("titles", *events).within(item.text), item.size or 0.0, record, look.bold or look.caps


def _names_record(item: Paragraph) -> bool:
    return phrases("titles", "meeting", "report", "record").begins(item.text) > 0


def _joined(found: Sequence[Paragraph]) -> Paragraph:
    lines = [line for paragraph in found for line in paragraph.lines]
    text, pieces = "", []
    for paragraph in found:
        start = len(text) + 1 if text else 0
        text = f"{text} {paragraph.text}" if text else paragraph.text
        pieces += [(start + begin, start + end, line) for begin, end, line in paragraph.pieces]
    return Paragraph(lines, found[0].label, text, pieces)
