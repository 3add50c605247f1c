"""summary.en.md and summary.km.md: the meeting in short, to be read or sent on."""

from collections.abc import Iterator

from pipeline.emit.printed import legal, one_line
from pipeline.labels import Labels, Language, load_labels
from pipeline.model.minutes import Meeting, Minutes, Outcome, Section, Summary, Translation
from pipeline.model.walk import walk_sections
from pipeline.summarise import fact_sentences, section_name
from pipeline.translate.segments import language_of, segments

_FINISHED = frozenset(("translated", "signed-off", "final"))
_ALWAYS_NAMED = frozenset(("session", "group"))
"""Kinds of sections that a reader looks for, though they hold nothing but outcomes, which stand below."""
_SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


def summary_markdown(minutes: Minutes, language: Language) -> str:
    """Return the summaries of a document as Markdown in a language.

    Facts first, then the main points of each session, then all outcomes. A draft translation is marked as one, a
    text without a translation stands in its own language and says so.
    """
    texts = {segment.id: segment.text for segment in segments(minutes)}
    found = [one for one in minutes.translations if one.language == language and one.text]
    by_id = {one.target_id: one.text for one in found}
    by_text = {texts[one.target_id]: one for one in found if one.target_id in texts}
    pages = (_Page(meeting, language, by_id, by_text) for meeting in minutes.meetings)
    return "\n".join(line for page in pages for line in page.lines())


class _Page:
    """One meeting in one language."""

    def __init__(
        self, meeting: Meeting, language: Language, by_id: dict[str, str], by_text: dict[str, Translation]
    ) -> None:
        self._meeting = meeting
        self._language = language
        self._labels: Labels = load_labels(language)
        self._by_id = by_id
        self._by_text = by_text

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page, facts first."""
        meeting, labels = self._meeting, self._labels
        title = meeting.title.text if meeting.title else labels.of("classification", meeting.classification)
        yield f"# {self._said(title)}\n"
        yield f"*{labels('draft')}*\n"
        for fact in fact_sentences(meeting, labels, self._by_id):
            yield f"- {_plain(fact.text)}"
        yield ""
        summaries = {summary.section_id: summary for summary in meeting.summary if summary.section_id}
        for section in walk_sections(meeting.sections):
            if section.id in summaries:
                yield from self._section(section, summaries[section.id])
        yield from self._outcomes()

    def _section(self, section: Section, summary: Summary) -> Iterator[str]:
        told = [*(outcome.text for outcome in self._meeting.outcomes if outcome.section_id == section.id)]
        points = [one.text for one in summary.sentences if not any(text.startswith(one.text) for text in told)]
        if not points and section.kind not in _ALWAYS_NAMED:
            return
        for name in section_name(section, self._meeting, self._labels, self._by_id):
            yield f"## {_plain(name.text).rstrip('.។')}\n"
        for point in points:
            yield f"- {self._said(point)}"
        yield ""

    def _outcomes(self) -> Iterator[str]:
        outcomes, labels = self._meeting.outcomes, self._labels
        if not outcomes:
            return
        yield f"## {labels('outcomes')}\n"
        for kind in dict.fromkeys(outcome.type for outcome in outcomes):
            yield f"### {labels.of('outcome_type', kind)}\n"
            for outcome in outcomes:
                if outcome.type == kind:
                    yield f"- {self._said(outcome.text)}{self._whose(outcome)}"
            yield ""

    def _whose(self, outcome: Outcome) -> str:
        told = [
            f"{self._labels(label)}{'៖' if self._language == 'km' else ':'} {_plain(value)}"
            for label, value in (
                ("addressed_to", outcome.addressed_to),
                ("owner", outcome.owner),
                ("due_date", outcome.due_date and self._labels.date(outcome.due_date)),
                ("result", outcome.result and self._labels.of("outcome_result", outcome.result)),
            )
            if value
        ]
        return f" ({'; '.join(told)})" if told else ""

    def _said(self, text: str) -> str:
        """A text of the source in the page's language, as far as it is translated."""
        translation = self._by_text.get(text)
        if translation is not None:
            draft = "" if translation.state in _FINISHED else f" *[{self._labels('draft')}]*"
            return f"{_plain(translation.text)}{draft}"
        if language_of(text) in (self._language, None):
            return _plain(text)
        return f"{_plain(text)} *[{self._labels('untranslated')}]*"


def _plain(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    return legal(one_line(text)).translate(_SPECIAL)
