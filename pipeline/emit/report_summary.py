"""The summary of a meeting in the report: the language of the source beside its translation, drafts marked."""

from itertools import zip_longest

from pipeline.emit.word_manuscript import Manuscript
from pipeline.emit.word_text import Element
from pipeline.model.minutes import Meeting, Summary

_REVIEWED = frozenset({"final", "signed-off"})


def set_summary(manuscript: Manuscript, meeting: Meeting, level: int) -> None:
    """Set the summary of the whole meeting: a column for each language, sentence beside sentence.

    What nobody has read is marked in the head, a sentence that is not translated in its place.
    """
    summaries = [summary for summary in meeting.summary if summary.section_id is None and summary.sentences]
    if not summaries:
        return
    labels = manuscript.labels
    manuscript.heading(level, labels("summary"))
    texts = [[sentence.text for sentence in summary.sentences] for summary in summaries]
    rows = [
        [_cell(manuscript, text, column > 0 and text == sentences[0]) for column, text in enumerate(sentences)]
        for sentences in zip_longest(*texts, fillvalue="")
    ]
    shares = [1.0] * len(summaries)
    manuscript.table(shares, rows, [_head(manuscript, summary) for summary in summaries])


def _head(manuscript: Manuscript, summary: Summary) -> str:
    name = manuscript.labels.of("language", summary.language)
    return name if summary.state in _REVIEWED else f"{name} [{manuscript.labels('draft')}]"


def _cell(manuscript: Manuscript, text: str, is_untranslated: bool) -> list[Element]:
    """A sentence; one that stands in the other column just the same waits to be translated."""
    if is_untranslated and any(letter.isalpha() for letter in text):
        return manuscript.cell(f"[{manuscript.labels('untranslated')}]", "TableText")
    return manuscript.cell(text)
