"""The table of outcomes: what was recommended, asked for, decided, moved, handed out or found."""

from itertools import groupby

from pipeline.emit.report_body import section_title
from pipeline.emit.report_marks import doubt_mark
from pipeline.emit.word_manuscript import Manuscript, anchor_of
from pipeline.emit.word_text import Element, link, paragraph
from pipeline.model.minutes import Meeting, Outcome, Section
from pipeline.model.walk import walk_sections

_DETAILS = ("addressed_to", "owner", "due_date", "moved_by", "seconded_by", "result", "votes")
_SHARES = (1.2, 2.8, 9, 4)


def set_outcomes(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the outcomes of a meeting in their order, guesses marked, neighbours of one section and theme under its name.

    The column of addressees, owners and dates is left out where nobody is named, the whole part where a report that is
    no minutes has no outcome.
    """
    labels = manuscript.labels
    if meeting.classification == "report" and not meeting.outcomes:
        return
    manuscript.heading(level, labels("outcomes"))
    if not meeting.outcomes:
        manuscript.line("Note", labels("no_outcomes"))
        return
    sections = {section.id: section for section in walk_sections(meeting.sections)}
    has_details = any(getattr(one, name) for one in meeting.outcomes for name in _DETAILS)
    width = 4 if has_details else 3
    rows: list[list[list[Element]]] = []
    numbered = enumerate(meeting.outcomes, 1)
    for (section_id, theme), group in groupby(numbered, key=lambda pair: (pair[1].section_id, pair[1].theme)):
        rows.append([_band(manuscript, sections.get(section_id), theme)])
        rows += [_row(manuscript, place, outcome)[:width] for place, outcome in group]
    head = [labels(key) for key in ("number", "type", "outcome", "for_whom")]
    manuscript.table(_SHARES[:width], rows, head[:width])


def _band(manuscript: Manuscript, section: Section | None, theme: str | None) -> list[Element]:
    """Return what stands over the outcomes of one section: its name, linked, and their theme where it says more."""
    title = section_title(manuscript, section) if section else ""
    band = [link(anchor_of(section.id), manuscript.runs(title, "Hyperlink"))] if section else []
    if theme and theme.casefold() not in title.casefold():
        band += manuscript.runs(f"{' · ' if band else ''}{manuscript.labels('theme')}: {theme}", "Muted")
    return [paragraph("TableBand", *band)]


def _row(manuscript: Manuscript, place: int, outcome: Outcome) -> list[list[Element]]:
    kind = manuscript.labels.of("outcome_type", outcome.type)
    return [
        _number(manuscript, place, outcome),
        manuscript.cell(kind),
        manuscript.cell(outcome.text),
        _details(manuscript, outcome),
    ]


def _number(manuscript: Manuscript, place: int, outcome: Outcome) -> list[Element]:
    mark = manuscript.mark(doubt_mark(outcome.confidence))
    return [paragraph("TableText", *manuscript.runs(str(place)), *mark)]


def _details(manuscript: Manuscript, outcome: Outcome) -> list[Element]:
    lines = []
    for name in _DETAILS:
        value = getattr(outcome, name)
        if value:
            label = manuscript.runs(f"{manuscript.labels(name)}: ", "Muted")
            shown = manuscript.labels.date(value) if name == "due_date" else value
            lines.append(paragraph("TableText", *label, *manuscript.runs(shown)))
    return lines or manuscript.cell("")
