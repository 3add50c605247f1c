"""Texts and figures as people are shown them: on a terminal, in a page for a browser, in a report."""

import math

SHOWN_AS_THEY_ARE = "\u200b\u200c\u200d"
"""Zero width space and joiners, which Khmer needs; every other invisible character is escaped."""


def printable(text: str) -> str:
    r"""Return the text with control, bidirectional and undecodable characters escaped (`\x1b`, `\u202e`, `\udce9`).

    File names and error messages come from strangers: printed raw they could move the cursor or forge lines.
    """
    return "".join(
        character
        if character.isprintable() or character in SHOWN_AS_THEY_ARE
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )


def percent(confidence: float) -> str:
    """Return a confidence (0 to 1) in whole percent, rounded down: 100% is said of nothing that has a doubt in it."""
    return f"{math.floor(confidence * 100 + 1e-9)}%"
