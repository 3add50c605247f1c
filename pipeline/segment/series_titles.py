"""Numbers of headings that only the headings of the whole document bear out: "6 Change of rules", "B. New actions"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model.document import Table
from pipeline.segment.labels import Label
from pipeline.segment.looks import Looks
from pipeline.segment.numbering import begins_list, successors
from pipeline.segment.paragraphs import Paragraph

_NUMBERED = re.compile(r"(?P<marker>(?P<number>\d{1,2}|[A-Z](?=\.))\.?)\s+(?=[A-Z“\"\u1780-\u17b3])")
_MOST_WORDS, _MOST_LINES = 14, 2
_STOPS = (".", ";", ",", "។", "៕")


class _Title(NamedTuple):
    """A line printed as a heading that begins with a number; `label` is None where it has one already."""

    place: int
    number: str
    label: Label | None


def number_titles(items: Sequence[Paragraph | Table], looks: Looks, listed: frozenset[int]) -> list[Paragraph | Table]:
    """Return a story with the numbers of those lines apart that are printed as headings and whose numbers run on.

    A region by itself may show only one of them; over the document they follow each other, or one that is known.
    `listed` are the places of the lines of a table of contents.
    """
    titles = [title for n, item in enumerate(items) if n not in listed and (title := _title(n, item, looks))]
    found = list(items)
    for kind in (str.isdigit, str.isalpha):
        chain = [title for title in titles if kind(title.number)]
        for title in _running_on(chain):
            item = found[title.place]
            if isinstance(item, Paragraph) and title.label is not None:
                found[title.place] = item.labelled(title.label)
    return found


def _running_on(titles: Sequence[_Title]) -> list[_Title]:
    """The titles whose number follows that of the one before, or begins a run that goes on."""
    believed: list[_Title] = []
    last: str | None = None
    for n, title in enumerate(titles):
        goes_on = last is not None and title.number in successors(last)
        following = titles[n + 1].number if n + 1 < len(titles) else ""
        if goes_on or title.label is None or (begins_list(title.number) and following in successors(title.number)):
            believed.append(title)
            last = title.number
    return believed


def _title(place: int, item: Paragraph | Table, looks: Looks) -> _Title | None:
    if not isinstance(item, Paragraph) or not (looks.of(item).stands_out or item.lines[0].style):
        return None
    if item.label is not None:
        number = item.number or ""
        return _Title(place, number, None) if item.label.kind == "number" and number.isalnum() else None
    match = _NUMBERED.match(item.text)
    is_short = item.word_count <= _MOST_WORDS and len(item.lines) <= _MOST_LINES and not item.text.endswith(_STOPS)
    if match is None or not is_short or item.lines[0].marker:
        return None
    blanks = len(item.lines[0].text) - len(item.lines[0].text.lstrip())
    return _Title(place, match["number"], Label("number", match["marker"], match["number"], blanks + match.end()))
