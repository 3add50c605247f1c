"""The engine that needs nothing but this machine: the translation memory, and the glossary for headings and labels."""

from collections.abc import Sequence

from pipeline.config import Translation
from pipeline.translate.engines import UNTRANSLATED, Draft, Text
from pipeline.translate.english_phrases import to_khmer_phrase
from pipeline.translate.glossary import Glossary
from pipeline.translate.khmer_phrases import to_english_phrase
from pipeline.translate.memory import Memory

_PHRASES = {("en", "km"): to_khmer_phrase, ("km", "en"): to_english_phrase}


class MemoryEngine:
    """What a person has translated before, exactly or nearly so; of short texts also what the glossary covers whole."""

    name = "memory"

    def __init__(self, settings: Translation, glossary: Glossary, memory: Memory | None) -> None:
        self._glossary = glossary
        self._memory = memory
        self._least = settings.least_likeness
        self.version = f"{glossary.version}-{memory.version() if memory else 'none'}"

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        """Return drafts; a text that neither memory nor glossary covers is left untranslated."""
        return [self._one(text, source, target) for text in texts]

    def _one(self, text: Text, source: str, target: str) -> Draft:
        match = self._memory.find(text.text, source, target, self._least) if self._memory else None
        if match is not None and match.likeness == 1:
            return Draft(match.target, "needs-review-translation", self.name)
        phrase = _PHRASES.get((source, target))
        covered = phrase(text.text, self._glossary) if phrase and text.short else None
        if covered is not None:
            return Draft(covered, "needs-review-translation", self.name)
        if match is not None:
            told = f"fuzzy match, {match.likeness:.0%} like: {match.source}"
            return Draft(match.target, "needs-review-translation", self.name, told)
        return UNTRANSLATED
