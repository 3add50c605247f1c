"""How probable the figures and signs of a text are where they stand: what the lexicon and the model do not weigh."""

import re

from pipeline.khmer.syllable import COENG, LOOSE_BASES, LOOSE_MARKS, ZWSP

_COMMON = -4.0
"""Nats for a number or a common sign, which beside words is as one more word."""
_RARE = -8.0
"""Nats for any other sign."""
_FINAL = -3.0
"""Nats for ៕, which ends a whole text, beside ។."""
_MISPLACED = -6.0
"""Nats for a sign where it does not belong, on top of its price."""
_LOOSE_BLANK = -12.0
"""Nats for a blank at either end of a line."""

_COMMON_SIGNS = re.compile(r"[0-9០-៩]+|[-–.,:;?!/%()“”‘’«»\"'៖៛]")
_RARE_SIGNS = re.compile(rf"[^\s0-9០-៩\-–.,:;?!/%()“”‘’«»\"'៖៛។៕ៗ{ZWSP}{LOOSE_BASES}{LOOSE_MARKS}{COENG}]")
_OUT_OF_PLACE = re.compile(
    rf"(?:^|(?<=[\s{ZWSP}]))[.,;?!%)”»]"  # what closes, without anything before it
    rf"|[(“«](?:$|(?=[\s{ZWSP}]))"  # what opens, without anything behind it
    r"|(?<=\S)[/–]$"  # what joins, at the end of a line
    r"|៕(?=\s*\S)",  # what ends a text, inside it
    re.MULTILINE,
)
_PAIRS = (("(", ")"), ("“", "”"), ("«", "»"))


def signs_likelihood(text: str) -> float:
    """The natural logarithm of how probable the signs of `text` are; 0 for letters, word breaks and blanks alone."""
    total = _COMMON * len(_COMMON_SIGNS.findall(text)) + _RARE * len(_RARE_SIGNS.findall(text))
    total += _FINAL * text.count("៕")
    total += _MISPLACED * len(_OUT_OF_PLACE.findall(text))
    total += _MISPLACED * sum(abs(text.count(one) - text.count(other)) for one, other in _PAIRS)
    return total + _LOOSE_BLANK * sum(line != line.strip() for line in text.split("\n"))
