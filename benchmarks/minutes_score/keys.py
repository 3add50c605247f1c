"""The form in which texts are compared: words folded, punctuation dropped, every Khmer character a word of its own."""

import re
import unicodedata

from pipeline.khmer.fold import fold

_WORD = re.compile(r"[\u1780-\u17d3\u17d7\u17dc\u17dd]|[^\W_\u1780-\u17ff]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""The marks of notes, which a text without fonts cannot raise."""
_BULLET_LETTER = re.compile(r"^o\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.?!])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z])|[។៕៚]+")
_LEAST_WORDS = 5
_LEAST_KHMER = 15


def words(text: str) -> list[str]:
    """Return the words of a text, folded; digits of both scripts are one, Khmer is taken character by character."""
    return _WORD.findall(fold(unicodedata.normalize("NFC", text.translate(_RAISED))))


def key(text: str) -> str:
    """Return the words of a text with one blank between them: equal for texts that differ in blanks and signs only."""
    return " ".join(words(text))


def holds(whole: str, part: str) -> bool:
    """Tell whether a key begins at a word of another; the part may end inside a word. An empty part is in nothing."""
    return bool(part) and f" {part}" in f" {whole}"


def alike(first: str, second: str) -> bool:
    """Tell whether two texts have the same words, or one's words stand in the other; empty is like nothing."""
    one, other = key(first), key(second)
    return bool(one and other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")


def same(first: str, second: str) -> bool:
    """Tell whether two texts have the same words, and any."""
    return bool(key(first)) and key(first) == key(second)


def without_bullet(line: str) -> str:
    """Return a line without the letter o that stands for a hollow bullet; all others are no words anyway."""
    return _BULLET_LETTER.sub("", line)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; more than there are where an abbreviation stands before a capital."""
    return [piece.strip() for piece in _SENTENCE_END.split(text) if words(piece)]


def is_long(sentence: list[str]) -> bool:
    """Tell whether a sentence is long enough to be looked for: five words, or fifteen Khmer characters."""
    khmer = sum("\u1780" <= word[0] <= "\u17ff" for word in sentence)
    return khmer >= _LEAST_KHMER or len(sentence) - khmer >= _LEAST_WORDS
