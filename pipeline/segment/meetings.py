"""Where one meeting ends and the next begins in a file that holds the minutes of several."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from pipeline.khmer.dates import find_dates
from pipeline.khmer.fold import fold
from pipeline.model.document import Table
from pipeline.segment.dates import find_english_date
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.story import Story
from pipeline.segment.title import find_anchor, names_meeting
from pipeline.segment.vocabulary import phrases

_NEAR = 12
"""Items below a title among which the date and the people of its meeting are told."""
_FEWEST_ITEMS = 5
"""Items that the minutes of one meeting have at least."""
_ALIKE = 0.75
"""How like the first title the next ones are, their numbers and dates apart."""
_MOST_COVER = 8
"""Lines that stand above a title on its cover."""
_CHANGING = re.compile(r"[\d០-៩]+(?:st|nd|rd|th)?")


def part_meetings(story: Story) -> list[Story]:
    """Return the story of each meeting: a file holds several where a title like the first one comes again.

    Such a title is printed and worded as the first is, and a date and words of attendance follow it closely.
    """
    starts = [0, *_starts(story)]
    ends = [*starts[1:], len(story.items)]
    return [_part(story, begin, end) for begin, end in zip(starts, ends, strict=True)]


def _part(story: Story, begin: int, end: int) -> Story:
    headings = {n - begin: heading for n, heading in story.headings.items() if begin <= n < end}
    return replace(story, items=story.items[begin:end], headings=headings)


def _starts(story: Story) -> Iterator[int]:
    first = find_anchor(story)
    if first is None:
        return
    last = first
    for n in range(first + _FEWEST_ITEMS, len(story.items)):
        if n >= last + _FEWEST_ITEMS and _repeats(story, n, first) and _tells_of_meeting(story, n):
            yield _cover_start(story, n, first)
            last = n


def _repeats(story: Story, n: int, first: int) -> bool:
    """Whether a line is printed and worded as the first title."""
    item, title = story.items[n], story.items[first]
    if not isinstance(item, Paragraph) or not isinstance(title, Paragraph) or item.label != title.label:
        return False
    if not names_meeting(item):
        return False
    looks = story.looks.of(item), story.looks.of(title)
    alike = (looks[0].size, looks[0].bold, looks[0].caps) == (looks[1].size, looks[1].bold, looks[1].caps)
    if not alike or not item.text[0].isalpha() or story.looks.is_centred(item) != story.looks.is_centred(title):
        return False
    if _likeness(item.text, title.text) >= _ALIKE:
        return True
    both_records = all(_names_record(each.text) for each in (item, title))
    of_another = phrases("facts", "other_meetings").within(_behind_first_word(item.text))
    return both_records and not of_another and (looks[0].bold or looks[0].larger or looks[0].caps)


def _names_record(text: str) -> bool:
    """Whether a line begins or ends with what minutes are called; "3 minutes" inside it is a time."""
    record = phrases("titles", "record")
    return record.begins(text) > 0 or record.ends(text)


def _behind_first_word(text: str) -> str:
    """A title may begin with "Minutes of ..." as the name of another meeting's minutes does."""
    return text.partition(" ")[2].partition(" ")[2]


def _likeness(a: str, b: str) -> float:
    key = _CHANGING.sub("#", fold(a)), _CHANGING.sub("#", fold(b))
    return SequenceMatcher(None, *key, autojunk=False).ratio()


def _tells_of_meeting(story: Story, n: int) -> bool:
    """Whether a date, and words of who came or led, stand in a title or closely below it."""
    texts: list[str] = []
    for item in story.items[n : n + _NEAR]:
        lines = item.lines() if isinstance(item, Table) else ()
        texts += [line.text for line in lines] or ([item.text] if isinstance(item, Paragraph) else [])
    dated = any(find_english_date(text) or find_dates(text) for text in texts)
    return dated and any(
        phrases("attendance", "present", "absent").within(text)
        or phrases("people", "led_by", "chair", "secretary").within(text)
        or phrases("headings", "opening", "agenda").begins(text)
        for text in texts
    )


def _cover_start(story: Story, n: int, first: int) -> int:
    """The first line of the cover that a title stands on: those above it that are printed as above the first title."""
    begin = n
    above = [item for item in story.items[max(0, first - _MOST_COVER) : first]]
    known = {fold(item.text) for item in above if isinstance(item, Paragraph)}
    while begin and _on_cover(story, begin - 1, n, known):
        begin -= 1
    while begin < n and isinstance(story.items[begin], Table) and not above:
        begin += 1
    return begin


def _on_cover(story: Story, n: int, title: int, known: set[str]) -> bool:
    item, below = story.items[n], story.items[title]
    if isinstance(item, Table) or not isinstance(below, Paragraph):
        return False
    if fold(item.text) in known:
        return True
    same_page = item.lines[0].page_no == below.lines[0].page_no
    first_on_page = all(
        isinstance(other, Table) or other.lines[-1].page_no < below.lines[0].page_no
        for other in story.items[max(0, title - _MOST_COVER) : n]
    )
    return same_page and first_on_page and story.looks.of(item).stands_out and not item.ends_sentence
