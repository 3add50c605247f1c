"""The front of the report: title, facts, summary, people and agenda of a meeting, taken from the minutes as digests."""

import re
from collections.abc import Iterator

from pipeline.emit.printed import printed_mark, section_blocks
from pipeline.emit.report_body import section_reference
from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_text import Element
from pipeline.model.minutes import Attendance, Location, Meeting, Person, Section, Source
from pipeline.model.walk import walk_sections

_ROWS = frozenset({"item", "opening", "session", "break", "closing"})
"""Kinds of sections that are rows of an agenda where the minutes have no agenda section."""
_REVIEWED = frozenset({"final", "signed-off"})


def set_title(manuscript: Manuscript, meeting: Meeting, source: Source) -> None:
    """Set the title block of the only meeting of a file."""
    labels = manuscript.labels
    manuscript.line("Kicker", labels.of("classification", meeting.classification))
    manuscript.line("Title", title_text(meeting) or source.file_name)
    set_subtitle(manuscript, meeting)


def set_subtitle(manuscript: Manuscript, meeting: Meeting) -> None:
    """Set when and where, and who held it."""
    when_where = [part for part in (date_text(manuscript, meeting), place_text(meeting.location)) if part]
    for text in (" · ".join(when_where), organizers_text(meeting)):
        if text:
            manuscript.line("Subtitle", text)


def title_text(meeting: Meeting) -> str:
    """Return the title with its mark and attribution, empty where the meeting has none."""
    title = meeting.title
    return " ".join(part for part in (printed_mark(title), title.attribution, title.text) if part) if title else ""


def set_facts(manuscript: Manuscript, meeting: Meeting, source: Source) -> None:
    """Set the facts of a meeting: a table of two columns."""
    labels = manuscript.labels
    facts = [
        (labels("date"), date_text(manuscript, meeting)),
        (labels("place"), place_text(meeting.location)),
        (labels("organizers"), organizers_text(meeting)),
        (labels("participants"), _counts(manuscript, meeting.attendance)),
        (labels("areas"), ", ".join(meeting.areas)),
        (labels("source"), _source_text(manuscript, source)),
    ]
    rows = [[manuscript.cell(label, "TableHead"), manuscript.cell(fact)] for label, fact in facts if fact]
    manuscript.paragraph("TableGap")
    manuscript.table((4, 13), rows)


def date_text(manuscript: Manuscript, meeting: Meeting) -> str:
    """Return the date as printed, with the calendar date in brackets where the print does not spell it out."""
    days = [manuscript.labels.date(day) for day in (meeting.start_date, meeting.end_date) if day]
    calendar = " – ".join(days)
    if not meeting.date_text or not calendar:
        return meeting.date_text or calendar
    shown, printed = _date_words(calendar), _date_words(meeting.date_text)
    is_spelled = calendar in meeting.date_text or (bool(shown) and shown <= printed)
    return meeting.date_text if is_spelled else f"{meeting.date_text} ({calendar})"


def _date_words(text: str) -> set[str]:
    """The Latin words and figures of a date, whatever their order and the endings of the numbers ("5th")."""
    return set(re.findall(r"[0-9]+|[a-z]+", re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text.casefold())))


def place_text(location: Location | None) -> str:
    """Return the place as printed, with the province where the print leaves it out."""
    if location is None:
        return ""
    parts = [location.name, location.locality, location.province]
    shown = ""
    for part in parts:
        if part and part.casefold() not in shown.casefold():
            shown = f"{shown}, {part}" if shown else part
    return shown


def organizers_text(meeting: Meeting) -> str:
    """Return the organisers with their acronyms, as one line."""
    return "; ".join(f"{one.name} ({one.acronym})" if one.acronym else one.name for one in meeting.organizers)


def _counts(manuscript: Manuscript, attendance: list[Attendance]) -> str:
    labels = manuscript.labels
    return ", ".join(f"{count.quantity} {labels.of('count', count.label)}" for count in attendance)


def _source_text(manuscript: Manuscript, source: Source) -> str:
    if source.page_count is None:
        return source.path
    return f"{source.path} ({manuscript.labels('source_pages', count=source.page_count)})"


def set_summary(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the summaries of the whole meeting, drafts marked."""
    summaries = [summary for summary in meeting.summary if summary.section_id is None and summary.sentences]
    if not summaries:
        return
    manuscript.heading(level, manuscript.labels("summary"))
    for summary in summaries:
        text = " ".join(sentence.text for sentence in summary.sentences)
        draft = [] if summary.state in _REVIEWED else manuscript.runs(f" [{manuscript.labels('draft')}]", "Doubt")
        manuscript.paragraph("Normal", *manuscript.runs(text), *draft)


def set_people(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the table of people; columns that nobody fills are left out."""
    if not meeting.people:
        return
    labels = manuscript.labels
    manuscript.heading(level, labels("people"))
    columns = [
        (4.2, labels("name"), [_full_name(person) for person in meeting.people]),
        (4.4, labels("role"), [person.role or "" for person in meeting.people]),
        (4.4, labels("organization"), [person.organization or "" for person in meeting.people]),
        (2.2, labels("part"), [labels.of("speaker_type", person.speaker_type) for person in meeting.people]),
        (2.0, labels("attendance"), [_attended(manuscript, person) for person in meeting.people]),
    ]
    kept = [column for column in columns if any(column[2])]
    rows = [[manuscript.cell(text) for text in row] for row in zip(*(texts for _, _, texts in kept), strict=True)]
    manuscript.table([share for share, _, _ in kept], rows, [head for _, head, _ in kept])


def _full_name(person: Person) -> str:
    return f"{person.honorific} {person.name}" if person.honorific else person.name


def _attended(manuscript: Manuscript, person: Person) -> str:
    return manuscript.labels.of("attended", person.attendance) if person.attendance else ""


def set_agenda(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the agenda: a row for each session or item, linked to it, with its topics and speakers."""
    sections = list(agenda_rows(meeting))
    if not sections:
        return
    labels = manuscript.labels
    manuscript.heading(level, labels("agenda"))
    names = {person.id: _full_name(person) for person in meeting.people}
    columns = [
        (1.2, labels("number"), [manuscript.cell(_number(section)) for section in sections]),
        (5.6, labels("session"), [section_reference(manuscript, section) for section in sections]),
        (5.6, labels("topics"), [_topics(manuscript, section) for section in sections]),
        (4.6, labels("speakers"), [_speakers(manuscript, section, names) for section in sections]),
    ]
    kept = [column for column in columns if any("".join(p.itertext()) for cell in column[2] for p in cell)]
    rows = list(zip(*(cells for _, _, cells in kept), strict=True))
    manuscript.table([share for share, _, _ in kept], rows, [head for _, head, _ in kept])


def agenda_rows(meeting: Meeting) -> Iterator[Section]:
    """The rows of a meeting's agenda: what its agenda sections hold, else its outer sessions and items."""
    agendas = [section for section in walk_sections(meeting.sections) if section.kind == "agenda"]
    rows = [row for agenda in agendas for row in agenda.sections]
    yield from rows or (section for section in meeting.sections if section.kind in _ROWS)


def _number(section: Section) -> str:
    return section.number or (section.heading.number if section.heading else None) or ""


def _topics(manuscript: Manuscript, section: Section) -> list[Element]:
    return [p for topic in section.topics for p in manuscript.cell(topic.text)] or manuscript.cell("")


def _speakers(manuscript: Manuscript, section: Section, names: dict[str, str]) -> list[Element]:
    ids = [block.speaker_id for inner in walk_sections([section]) for block in section_blocks(inner)]
    spoken = [names[speaker] for speaker in dict.fromkeys(ids) if speaker in names]
    return [p for name in spoken for p in manuscript.cell(name)] or manuscript.cell("")
