"""The table of outcomes: what was recommended, asked for, decided, moved, handed out or found."""

from pipeline.emit.printed import walk_sections
from pipeline.emit.report_body import DOUBT_MARK, DOUBTFUL, section_reference
from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_text import Element, paragraph
from pipeline.model.minutes import Meeting, Outcome

_DETAILS = ("addressed_to", "owner", "due_date", "moved_by", "seconded_by", "result", "votes")


def set_outcomes(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the outcomes of a meeting, guesses marked, each linked to its section; columns nobody fills are left out."""
    labels = manuscript.labels
    manuscript.heading(level, labels("outcomes"))
    if not meeting.outcomes:
        manuscript.line("Note", labels("no_outcomes"))
        return
    sections = {section.id: section for section in walk_sections(meeting.sections)}
    columns = [
        (1.1, labels("number"), [_number(manuscript, place, one) for place, one in enumerate(meeting.outcomes, 1)]),
        (2.7, labels("type"), [manuscript.cell(labels.of("outcome_type", one.type)) for one in meeting.outcomes]),
        (5.4, labels("outcome"), [manuscript.cell(one.text) for one in meeting.outcomes]),
        (3.2, labels("for_whom"), [_details(manuscript, one) for one in meeting.outcomes]),
        (2.4, labels("theme"), [manuscript.cell(one.theme or "") for one in meeting.outcomes]),
        (
            2.2,
            labels("section"),
            [section_reference(manuscript, sections.get(one.section_id)) for one in meeting.outcomes],
        ),
    ]
    kept = [column for column in columns if any("".join(p.itertext()) for cell in column[2] for p in cell)]
    rows = list(zip(*(cells for _, _, cells in kept), strict=True))
    manuscript.table([share for share, _, _ in kept], rows, [head for _, head, _ in kept])


def _number(manuscript: Manuscript, place: int, outcome: Outcome) -> list[Element]:
    doubt = manuscript.runs(f" {DOUBT_MARK}", "Doubt") if outcome.confidence < DOUBTFUL else []
    return [paragraph("TableText", *manuscript.runs(str(place)), *doubt)]


def _details(manuscript: Manuscript, outcome: Outcome) -> list[Element]:
    lines = []
    for name in _DETAILS:
        value = getattr(outcome, name)
        if value:
            label = manuscript.runs(f"{manuscript.labels(name)}: ", "Muted")
            shown = manuscript.labels.date(value) if name == "due_date" else value
            lines.append(paragraph("TableText", *label, *manuscript.runs(shown)))
    return lines or manuscript.cell("")
