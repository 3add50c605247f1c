"""Text from the outside made harmless where it is shown: on a terminal, in a page for a browser."""

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
