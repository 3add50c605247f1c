"""The front of the report: title, facts, summary, people and agenda of a meeting, taken from the minutes as digests."""

import re

from pipeline.emit.printed import printed_mark
from pipeline.emit.report_body import section_reference
from pipeline.emit.report_dates import date_text
from pipeline.emit.report_marks import doubt_mark
from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_text import Element, paragraph
from pipeline.model.minutes import Attendance, Location, Meeting, Minutes, Person, Section, Source
from pipeline.model.walk import section_blocks, walk_sections

_APART = frozenset({"front", "annex"})
"""Kinds of sections that are no part of what a meeting did."""
_KHMER = re.compile("[\u1780-\u17ff]")


def set_title(manuscript: Manuscript, meeting: Meeting, source: Source) -> None:
    """Set the title block of the only meeting of a file."""
    manuscript.line("Kicker", manuscript.labels.of("classification", meeting.classification))
    manuscript.line("Title", title_text(meeting) or source.file_name)


def set_file_title(manuscript: Manuscript, minutes: Minutes) -> None:
    """Set the title block of a file with several meetings, or none: how many there are and where they come from."""
    count = len(minutes.meetings)
    if count:
        manuscript.line("Kicker", manuscript.labels("meetings", count=count))
    manuscript.line("Title", minutes.document.file_name)
    _set_table(manuscript, [_source_fact(manuscript, minutes.document)])


def title_text(meeting: Meeting) -> str:
    """Return the title with its mark and attribution, empty where the meeting has none."""
    title = meeting.title
    return " ".join(part for part in (printed_mark(title), title.attribution, title.text) if part) if title else ""


def set_facts(manuscript: Manuscript, meeting: Meeting, source: Source | None = None) -> None:
    """Set the facts of a meeting: a table of two columns; the source is left out where it is told already."""
    labels = manuscript.labels
    facts = [
        (labels("date"), date_text(labels, meeting)),
        (labels("place"), place_text(meeting.location)),
        (labels("organizers"), organizers_text(meeting)),
        (labels("participants"), _counts(manuscript, meeting.attendance)),
        (labels("areas"), ", ".join(meeting.areas)),
    ]
    _set_table(manuscript, [*facts, *([_source_fact(manuscript, source)] if source else [])])


def _set_table(manuscript: Manuscript, facts: list[tuple[str, str]]) -> None:
    rows = [[manuscript.cell(label, "TableHead"), manuscript.cell(fact)] for label, fact in facts if fact]
    if rows:
        manuscript.paragraph("TableGap")
        manuscript.table((4, 13), rows)


def place_text(location: Location | None) -> str:
    """Return the place as printed, with the province where the print leaves it out; behind Khmer print in brackets."""
    if location is None:
        return ""
    shown = location.name
    for part in (location.locality, location.province):
        if part and part.casefold() not in shown.casefold():
            shown = f"{shown} ({part})" if _KHMER.search(shown) and part.isascii() else f"{shown}, {part}"
    return shown


def organizers_text(meeting: Meeting) -> str:
    """Return the organisers with their acronyms, as one line."""
    return "; ".join(f"{one.name} ({one.acronym})" if one.acronym else one.name for one in meeting.organizers)


def _counts(manuscript: Manuscript, attendance: list[Attendance]) -> str:
    labels = manuscript.labels
    return ", ".join(f"{count.quantity} {labels.of('count', count.label)}" for count in attendance)


def _source_fact(manuscript: Manuscript, source: Source) -> tuple[str, str]:
    labels = manuscript.labels
    pages = f" ({labels('source_pages', count=source.page_count)})" if source.page_count else ""
    return labels("source"), f"{source.path}{pages}"


def set_people(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the table of people, guesses marked; columns that nobody fills are left out."""
    if not meeting.people:
        return
    labels, people = manuscript.labels, meeting.people
    manuscript.heading(level, labels("people"))
    texts = [
        (4.4, labels("role"), [person.role or "" for person in people]),
        (4.4, labels("organization"), [person.organization or "" for person in people]),
        (2.2, labels("part"), [labels.of("speaker_type", person.speaker_type) for person in people]),
        (2.0, labels("attendance"), [_attended(manuscript, person) for person in people]),
    ]
    cells = [(share, head, [manuscript.cell(text) for text in column]) for share, head, column in texts if any(column)]
    names = (4.2, labels("name"), [_name(manuscript, person) for person in people])
    _set_columns(manuscript, [names, *cells])


_Column = tuple[float, str, list[list[Element]]]
"""Share of the width, head and cells."""


def _is_filled(column: _Column) -> bool:
    return any("".join(part.itertext()) for cell in column[2] for part in cell)


def _set_columns(manuscript: Manuscript, columns: list[_Column]) -> None:
    rows = list(zip(*(cells for _, _, cells in columns), strict=True))
    manuscript.table([share for share, _, _ in columns], rows, [head for _, head, _ in columns])


def _name(manuscript: Manuscript, person: Person) -> list[Element]:
    """A cell with somebody's name, marked where it is a guess that they took part."""
    mark = manuscript.mark(doubt_mark(person.confidence))
    return [paragraph("TableText", *manuscript.runs(_full_name(person)), *mark)]


def _full_name(person: Person) -> str:
    return f"{person.honorific} {person.name}" if person.honorific else person.name


def _attended(manuscript: Manuscript, person: Person) -> str:
    return manuscript.labels.of("attended", person.attendance) if person.attendance else ""


def set_agenda(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the agenda: a row for each session or item, linked to it, with its topics and speakers.

    Minutes without an agenda have their outer sessions and items in its stead, where more than a heading, which the
    contents have already, is known of them.
    """
    agenda = agenda_rows(meeting)
    sections = agenda or [section for section in meeting.sections if section.kind not in _APART]
    people = {person.id: person for person in meeting.people}
    labels = manuscript.labels
    headings: list[_Column] = [
        (1.2, labels("number"), [manuscript.cell(_number(section)) for section in sections]),
        (5.6, labels("session"), [section_reference(manuscript, section) for section in sections]),
    ]
    content: list[_Column] = [
        (5.6, labels("topics"), [_topics(manuscript, section) for section in sections]),
        (4.6, labels("speakers"), [_speakers(manuscript, section, people) for section in sections]),
    ]
    if agenda or any(map(_is_filled, content)):
        manuscript.heading(level, labels("agenda"))
        _set_columns(manuscript, [column for column in (*headings, *content) if _is_filled(column)])


def agenda_rows(meeting: Meeting) -> list[Section]:
    """The rows of a meeting's agenda: what its agenda sections hold."""
    agendas = [section for section in walk_sections(meeting.sections) if section.kind == "agenda"]
    return [row for agenda in agendas for row in agenda.sections]


def _number(section: Section) -> str:
    return section.number or (section.heading.number if section.heading else None) or ""


def _topics(manuscript: Manuscript, section: Section) -> list[Element]:
    return [p for topic in section.topics for p in manuscript.cell(topic.text)] or manuscript.cell("")


def _speakers(manuscript: Manuscript, section: Section, people: dict[str, Person]) -> list[Element]:
    ids = [block.speaker_id for inner in walk_sections([section]) for block in section_blocks(inner)]
    spoken = [people[speaker] for speaker in dict.fromkeys(ids) if speaker in people]
    return [p for person in spoken for p in _name(manuscript, person)] or manuscript.cell("")
