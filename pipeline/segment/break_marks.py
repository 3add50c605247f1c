"""Khmer texts with marks where a line may break: words are looked for without them, and placed with them."""

from pipeline.khmer.syllable import ZWSP


def places_without_marks(text: str) -> tuple[str, list[int]]:
    """Return a text without its marks, and where each of its characters, and its end, stand in the text with them."""
    places = [n for n, character in enumerate(text) if character != ZWSP]
    return "".join(text[n] for n in places), [*places, len(text)]


def place_of(part: str, text: str) -> tuple[int, int] | None:
    """Return where a part stands in a text, marks in either apart, or None."""
    start = text.find(part)
    if start >= 0:
        return start, start + len(part)
    if ZWSP not in text:
        return None
    plain, places = places_without_marks(text)
    bare = part.replace(ZWSP, "")
    start = plain.find(bare)
    return (places[start], places[start + len(bare) - 1] + 1) if bare and start >= 0 else None
