"""Finished translations put in the place of drafts."""

from collections.abc import Iterator

from pipeline.model.minutes import Issue, Minutes, Translation
from pipeline.translate.corrections import Corrections, FinishedTranslation
from pipeline.translate.segments import Segment, segments


class Finished:
    """The finished translations of a document, each found by its id and text, or by its text where ids have moved."""

    def __init__(self, corrections: Corrections, minutes: Minutes) -> None:
        self._by_id = {(one.target_id, one.language, one.source): one for one in corrections.translations}
        self._by_text = {(one.source, one.language): one for one in corrections.translations}
        self._used: set[int] = set()
        self._all = corrections.translations
        self._texts = {segment.id: segment.text for segment in segments(minutes)}

    def has(self, segment: Segment, language: str) -> bool:
        """Whether a person has translated this text into the language."""
        return self._find(segment, language) is not None

    def take(self, segment: Segment, language: str) -> Translation | None:
        """A person's translation of the text; None where there is none."""
        one = self._find(segment, language)
        if one is None:
            return None
        self._used.add(id(one))
        return Translation(
            target_id=segment.id,
            source_language=segment.language,
            language=language,
            text=one.text,
            state=one.state,
            engine="person",
        )

    def issues(self) -> Iterator[Issue]:
        """A warning for each finished translation whose source is no longer what was translated."""
        for one in self._all:
            if id(one) not in self._used:
                now = self._texts.get(one.target_id)
                told = "is not there any more" if now is None else "reads otherwise now"
                message = f"A finished translation ({one.language}) waits in corrections.json: {one.target_id} {told}."
                yield Issue(code="translation-source-changed", severity="warning", message=message)

    def _find(self, segment: Segment, language: str) -> FinishedTranslation | None:
        exact = self._by_id.get((segment.id, language, segment.text))
        return exact or self._by_text.get((segment.text, language))
