"""The summary of a meeting in the languages that it is not written in, out of the translations there are."""

from collections.abc import Sequence

from pipeline.labels import Language, load_labels
from pipeline.model.minutes import Meeting, Minutes, Summary, SummarySentence, Translation, TranslationState
from pipeline.model.walk import walk_sections
from pipeline.summarise import fact_sentences, section_name
from pipeline.translate.segments import segments


def summarise_in(minutes: Minutes, languages: Sequence[Language]) -> Minutes:
    """Return the minutes with the summary of each whole meeting in each of the languages.

    Facts and names of sessions are said anew, with what is translated of them. A sentence of the source stands in
    translation where there is one, otherwise as it is; the summary's state then is `needs-translation`.
    """
    texts = {segment.id: segment.text for segment in segments(minutes)}
    for meeting in minutes.meetings:
        written = [summary for summary in meeting.summary if summary.section_id is None]
        for summary in written:
            for language in languages:
                if language != summary.language:
                    found = [one for one in minutes.translations if one.language == language and one.text]
                    meeting.summary.append(_translated(meeting, summary, language, found, texts))
    return minutes


def _translated(
    meeting: Meeting, summary: Summary, language: Language, found: list[Translation], texts: dict[str, str]
) -> Summary:
    by_id = {one.target_id: one.text for one in found}
    by_text = {texts[one.target_id]: one.text for one in found if one.target_id in texts}
    own, labels = load_labels(summary.language), load_labels(language)
    said = fact_sentences(meeting, labels, by_id)
    names = {
        sentence.text: section
        for section in walk_sections(meeting.sections)
        for sentence in section_name(section, meeting, own, {})
    }
    state: TranslationState = "needs-review-translation"
    for sentence in summary.sentences[len(fact_sentences(meeting, own, {})) :]:
        if sentence.text in names:
            said += section_name(names[sentence.text], meeting, labels, by_id)
        else:
            text = by_text.get(sentence.text)
            state = state if text else "needs-translation"
            said.append(SummarySentence(text=text or sentence.text, block_ids=sentence.block_ids))
    return Summary(language=language, section_id=None, sentences=said, state=state)
