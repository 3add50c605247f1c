"""Whether a sentence is worth a closer reading: a quick look for words that it cannot do without."""

from collections.abc import Collection


def holds_any(text: str, words: Collection[str]) -> bool:
    """Return whether one of some small-lettered words, or parts of words, stands anywhere in a text."""
    text = text.lower()
    return any(word in text for word in words)
