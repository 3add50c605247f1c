"""The words of asking and answering, ready to be put into patterns."""

import re
from functools import cache

from pipeline.khmer.fold import fold
from pipeline.segment.vocabulary import tables


@cache
def alternatives(name: str, group: str = "questions") -> str:
    """Return the folded phrases under a name of the vocabulary as the body of a pattern, the longest first."""
    folded = sorted({fold(phrase) for phrase in tables()[group][name]}, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in folded)


@cache
def whole_words(name: str) -> re.Pattern[str]:
    """Return what finds the phrases under a name as whole words, in either case."""
    return re.compile(rf"(?<![\w-])(?:{alternatives(name)})(?![\w-])", re.I)


@cache
def anywhere(name: str) -> re.Pattern[str]:
    """Return what finds the phrases under a name in folded Khmer, which has no blanks between words."""
    return re.compile(alternatives(name))
