"""The beginning of a text, cut where a reader of either script would cut it."""


def shorten(text: str, most: int) -> str:
    """Return the text, or its beginning and "…" where it is longer; never cut inside a word or a Khmer syllable."""
    if len(text) <= most:
        return text
    cut = most
    while cut and not _may_break(text, cut):
        cut -= 1
    return text[: cut or most].rstrip() + "…"


def _may_break(text: str, place: int) -> bool:
    """Tell whether a cut before this place is between words, or before a Khmer letter that is no subscript."""
    before, after = text[place - 1], text[place]
    if "\u1780" <= after <= "\u17b3":
        return before != "\u17d2"
    return after.isspace() or before.isspace()
