"""Who asks and who answers in prose: the turns that each sentence takes."""

from functools import lru_cache

from pipeline.khmer.fold import fold
from pipeline.segment.khmer_turns import khmer_turns
from pipeline.segment.latin_turns import latin_turns
from pipeline.segment.sentences import is_khmer
from pipeline.segment.spans import sentences
from pipeline.segment.speaking import Turn


@lru_cache(maxsize=8192)
def turns_of(text: str) -> tuple[tuple[str, tuple[Turn, ...]], ...]:
    """Return each sentence of a text with its turns; none for one that neither asks nor answers."""
    return tuple((sentence, _turns(sentence)) for sentence in sentences(text))


def _turns(sentence: str) -> tuple[Turn, ...]:
    return tuple(khmer_turns(fold(sentence)) if is_khmer(sentence) else latin_turns(sentence))
