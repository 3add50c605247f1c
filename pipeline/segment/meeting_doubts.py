"""Doubts of a meeting as a whole: whether it is one, when it was, and whether its parts were found."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.khmer.dates import find_dates
from pipeline.khmer.shorten import shorten
from pipeline.model.minutes import Block, Issue, Meeting
from pipeline.model.walk import meeting_blocks, walk_sections
from pipeline.segment.vocabulary import phrases

_QUOTED = 60
_MOST_UNPARTED = 2500
"""Characters of a text that may well have no heading."""
_FULL_DATE = len("2019-09-05")
_FIGURES = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+(?:[0-9]{2}|[0-9]{4})")
_MONTHS = 12
_KHMER = re.compile("[\u1780-\u17ff]")
_KINDS = {
    "meeting": "minutes of a meeting",
    "workshop": "minutes of a workshop",
    "training": "minutes of a training",
    "conference": "minutes of a conference",
    "report": "a report",
    "other": "a text of unknown kind",
}


def meeting_doubts(meeting: Meeting) -> Iterator[Issue]:
    """Yield what makes a meeting as a whole doubtful, warnings first; of a meeting without a word nothing."""
    blocks = list(meeting_blocks(meeting))
    if not blocks:
        return
    place = blocks[0].prov[0].page_no if blocks[0].prov else None
    name = f'{meeting.id} "{_quoted(blocks[0])}"'
    for code, message in (*_of_kind(meeting), *_of_date(meeting), *_of_parts(meeting, blocks)):
        yield Issue(code=code, severity="warning", page_no=place, message=f"{name}: {message}.")
    for code, message in _of_figures(meeting):
        yield Issue(code=code, severity="info", page_no=place, message=f"{name}: {message}.")


def same_dates(meetings: Sequence[Meeting]) -> Iterator[Issue]:
    """Yield a warning where meetings of one file have the same date: they may be one, or a date is not theirs."""
    dated = sorted(
        (meeting for meeting in meetings if meeting.start_date), key=lambda meeting: meeting.start_date or ""
    )
    for day, group in groupby(dated, key=lambda meeting: meeting.start_date):
        names = [meeting.id for meeting in group]
        if len(names) > 1:
            message = f"{' and '.join(names)} have the same date, {day}: they may be one meeting, or a date is misread."
            yield Issue(code="same-date", severity="warning", message=message)


def _quoted(block: Block) -> str:
    words = " ".join(part for part in (block.number, block.attribution, *block.text.split()) if part)
    return shorten(words, _QUOTED)


def _of_kind(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Whether these are minutes: what the title says, against what was found."""
    found, taken_for = _found(meeting), _KINDS[meeting.classification]
    if meeting.title is None:
        yield "no-title", f"no title was found; taken for {taken_for} by its text"
    if meeting.classification in ("report", "other") and found:
        yield "kind-doubtful", f"taken for {taken_for}, but it has {' and '.join(found)}, as minutes have"
    if meeting.classification == "meeting" and _is_called_report(meeting):
        yield "kind-doubtful", "its title calls it a report; taken for minutes by what it tells"


def _is_called_report(meeting: Meeting) -> bool:
    title = meeting.title.text if meeting.title else ""
    return phrases("titles", "report").within(title) and not phrases("titles", "meeting").within(title)


def _found(meeting: Meeting) -> list[str]:
    """What was found that only minutes have."""
    counts = {
        "motions": sum(outcome.type == "motion" for outcome in meeting.outcomes),
        "people who took part": len(meeting.people),
    }
    return [f"{name} ({count})" for name, count in counts.items() if count]


def _of_date(meeting: Meeting) -> Iterator[tuple[str, str]]:
    if meeting.classification == "report":
        return
    printed = meeting.date_text or ""
    if meeting.start_date is None and not (meeting.people or meeting.outcomes or meeting.attendance):
        yield "no-proceedings", "no date, nobody who took part and no outcome was found, so these may be no minutes"
    elif meeting.start_date is None:
        yield "no-date", "no date of the meeting was found"
    elif len(meeting.start_date) < _FULL_DATE:
        yield "date-incomplete", f'of the date only {meeting.start_date} could be read ("{printed}")'
    elif _either_way(printed) and not _KHMER.search(meeting.title.text if meeting.title else ""):
        yield "date-doubtful", f'the date "{printed}" was read day first, as {meeting.start_date}'
    elif any(not date.certain for date in find_dates(printed)):
        yield "date-doubtful", f'weekday, day and year of "{printed}" do not agree; it was read as {meeting.start_date}'


def _either_way(printed: str) -> bool:
    """Whether day and month of a date in figures could change places."""
    figures = _FIGURES.fullmatch(printed.strip())
    if figures is None:
        return False
    first, second = int(figures[1]), int(figures[2])
    return first != second and max(first, second) <= _MONTHS


def _of_parts(meeting: Meeting, blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    length = sum(len(block.text) for block in blocks)
    headed = any(section.heading is not None for section in walk_sections(meeting.sections))
    if not headed and length > _MOST_UNPARTED:
        yield "no-headings", f"no heading was found in {length:,} characters, so its text stands in one part"


def _of_figures(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Head-counts that do not add up, where each is given once."""
    counts = {count.label: count.quantity for count in meeting.attendance}
    whole = counts.get("total", counts.get("present"))
    if len(counts) < len(meeting.attendance) or whole is None or not {"women", "men"} <= counts.keys():
        return
    women, men = counts["women"], counts["men"]
    if women + men != whole:
        yield "head-count-doubtful", f"{women} women and {men} men do not make the {whole} that are printed"
