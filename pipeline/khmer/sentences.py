"""Sentences of running text in Khmer and English: spaCy's Sentencizer with the marks of both."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

KHMER_MARKS = ["។", "៕", "៚"]
"""Khan, bariyoosan and koomuut, which end a sentence in Khmer; spaCy's own list lacks them."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text in order, the blanks around them left out."""
    return [found for sentence in _pipeline()(text).sents if (found := sentence.text.strip())]


@cache
def _pipeline() -> "Language":
    import spacy
    from spacy.util import compile_infix_regex, compile_suffix_regex

    pipeline = spacy.blank("en")
    tokenizer: Any = pipeline.tokenizer
    infixes, suffixes = pipeline.Defaults.infixes or [], pipeline.Defaults.suffixes or []
    tokenizer.infix_finditer = compile_infix_regex([*infixes, *KHMER_MARKS]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*suffixes, *KHMER_MARKS]).search
    pipeline.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", *KHMER_MARKS]})
    return pipeline
