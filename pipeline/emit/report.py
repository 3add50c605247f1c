"""report.docx: the minutes as a Word report to be circulated."""

from pipeline import config
from pipeline.emit.report_body import set_body
from pipeline.emit.report_dates import date_text, with_date
from pipeline.emit.report_doubts import set_legend
from pipeline.emit.report_front import (
    organizers_text,
    set_agenda,
    set_facts,
    set_file_title,
    set_people,
    set_title,
    title_text,
)
from pipeline.emit.report_outcomes import set_outcomes
from pipeline.emit.report_quality import set_quality
from pipeline.emit.report_summary import set_summary
from pipeline.emit.word_file import word_file
from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_text import Fonts
from pipeline.khmer.shorten import shorten
from pipeline.labels import load_labels
from pipeline.model.minutes import Meeting, Minutes

_RUNNING_HEAD = 90
"""Characters that fit on the line of the running head."""


def report_docx(minutes: Minutes, settings: config.Report) -> bytes:
    """Return the report as the bytes of a .docx; the same minutes and settings give the same bytes.

    Title, facts, contents, summary, people and agenda come first, then the body, which holds every block exactly once,
    then the outcomes and the quality note. Of a file with several meetings each one is a chapter.
    """
    manuscript = Manuscript(Fonts(settings.latin_font, settings.khmer_font), load_labels(settings.labels))
    if len(minutes.meetings) == 1:
        contents_place = _set_single(manuscript, minutes, minutes.meetings[0])
    else:
        contents_place = _set_chapters(manuscript, minutes)
    set_quality(manuscript, minutes)
    manuscript.body[contents_place:contents_place] = manuscript.contents()
    title = _title(minutes)
    return word_file(manuscript, settings.font_size, shorten(title, _RUNNING_HEAD), _properties(manuscript, minutes))


def _set_single(manuscript: Manuscript, minutes: Minutes, meeting: Meeting) -> int:
    """Set the only meeting; return where the contents go."""
    set_title(manuscript, meeting, minutes.document)
    set_facts(manuscript, meeting, minutes.document)
    set_legend(manuscript, minutes)
    contents_place = len(manuscript.body)
    _set_meeting(manuscript, meeting, 1)
    return contents_place


def _set_chapters(manuscript: Manuscript, minutes: Minutes) -> int:
    """Set several meetings, each on a new page, or none, under the name of their file; return where the contents go."""
    set_file_title(manuscript, minutes)
    set_legend(manuscript, minutes)
    contents_place = len(manuscript.body)
    for meeting in minutes.meetings:
        manuscript.heading(1, _chapter_title(manuscript, meeting), meeting.id, on_new_page=True)
        set_facts(manuscript, meeting)
        _set_meeting(manuscript, meeting, 2)
    return contents_place


def _chapter_title(manuscript: Manuscript, meeting: Meeting) -> str:
    """Return a meeting's title with its date, by which meetings of one body are told apart."""
    title = title_text(meeting) or manuscript.labels.of("classification", meeting.classification)
    return with_date(manuscript.labels, title, meeting)


def _set_meeting(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    set_summary(manuscript, meeting, level)
    set_people(manuscript, meeting, level)
    set_agenda(manuscript, meeting, level)
    set_body(manuscript, meeting, level)
    set_outcomes(manuscript, meeting, level)


def _title(minutes: Minutes) -> str:
    title = title_text(minutes.meetings[0]) if len(minutes.meetings) == 1 else ""
    return title or minutes.document.file_name


def _properties(manuscript: Manuscript, minutes: Minutes) -> dict[str, str]:
    properties = {
        "title": _title(minutes),
        "identifier": minutes.document.id,
        "language": ", ".join(minutes.document.languages),
    }
    if len(minutes.meetings) == 1:
        meeting = minutes.meetings[0]
        properties["subject"] = manuscript.labels.of("classification", meeting.classification)
        properties["author"] = organizers_text(meeting)
        properties["comments"] = date_text(manuscript.labels, meeting)
        properties["created"] = meeting.start_date or ""
    return properties
