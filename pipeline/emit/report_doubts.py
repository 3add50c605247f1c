"""What the report says of its guesses: legends at the front, and the list of them in the quality part."""

from itertools import groupby

from pipeline.emit.report_body import section_reference
from pipeline.emit.report_marks import DOUBT_MARK, FLAGGED_WORDS
from pipeline.emit.word_manuscript import Manuscript, anchor_of
from pipeline.emit.word_text import Element, link, paragraph
from pipeline.khmer.shorten import shorten
from pipeline.model.doubt import DOUBTFUL, Doubt, find_doubts
from pipeline.model.minutes import Minutes, Section
from pipeline.model.walk import section_blocks, walk_sections
from pipeline.shown import percent

MOST_DOUBTS = 300
"""Guesses listed; more would bury the report, and minutes.json has them all."""
_LIST = "report_doubts"
_SHOWN = 120


def set_legend(manuscript: Manuscript, minutes: Minutes) -> None:
    """Set lines that explain the mark of a guess and the dots under a doubtful word, where there is one."""
    if _doubts(minutes):
        _set_guesses_legend(manuscript)
    sections = (section for meeting in minutes.meetings for section in walk_sections(meeting.sections))
    blocks = (block for section in sections for block in section_blocks(section))
    if any(block.repair and block.repair.flags for block in blocks):
        _set_words_legend(manuscript)


def _set_guesses_legend(manuscript: Manuscript) -> None:
    before, _, behind = manuscript.labels.words["doubt_legend"].partition("{mark}")
    manuscript.paragraph(
        "Legend",
        *manuscript.runs(before),
        *manuscript.runs(DOUBT_MARK, "Doubt"),
        *manuscript.runs(f"{behind} "),
        link(anchor_of(_LIST), manuscript.runs(manuscript.labels("doubts"), "Hyperlink")),
    )


def _set_words_legend(manuscript: Manuscript) -> None:
    labels = manuscript.labels
    shown = manuscript.runs(labels("flagged"), "Hyperlink")
    manuscript.paragraph(
        "Legend", *manuscript.runs(f"{labels('flagged_legend')} "), link(anchor_of(FLAGGED_WORDS), shown)
    )


def set_doubts(manuscript: Manuscript, minutes: Minutes) -> bool:
    """Set the list of guesses by kind, each with its place and how sure it is; tell whether there is one."""
    doubts = sorted(_doubts(minutes), key=lambda doubt: _order(manuscript, doubt))
    if not doubts:
        return False
    labels = manuscript.labels
    sections = {section.id: section for meeting in minutes.meetings for section in walk_sections(meeting.sections)}
    manuscript.heading(2, labels("doubts"), _LIST)
    manuscript.line("TableLead", labels("doubts_intro", mark=DOUBT_MARK, limit=round(DOUBTFUL * 100)))
    rows = []
    for kind, group in groupby(doubts[:MOST_DOUBTS], key=lambda doubt: doubt.kind):
        why = manuscript.runs(f" · {labels.of('doubt_why', kind)}", "Muted")
        rows.append([[paragraph("TableBand", *manuscript.runs(labels.of("doubt", kind)), *why)]])
        rows += [_row(manuscript, doubt, sections) for doubt in group]
    head = [labels(key) for key in ("guess", "section", "pages", "confidence")]
    manuscript.table((8.4, 5, 1.6, 2), rows, head)
    if len(doubts) > MOST_DOUBTS:
        manuscript.line("Note", labels("rest", count=len(doubts) - MOST_DOUBTS))
    return True


def _doubts(minutes: Minutes) -> list[Doubt]:
    return [doubt for meeting in minutes.meetings for doubt in find_doubts(meeting)]


def _order(manuscript: Manuscript, doubt: Doubt) -> int:
    return list(manuscript.labels.kinds["doubt"]).index(doubt.kind)


def _row(manuscript: Manuscript, doubt: Doubt, sections: dict[str, Section]) -> list[list[Element]]:
    return [
        manuscript.cell(shorten(doubt.text, _SHOWN)),
        section_reference(manuscript, sections.get(doubt.section_id or "")),
        manuscript.cell(str(doubt.page_no or "")),
        manuscript.cell(percent(doubt.confidence)),
    ]
