"""The words of English, by which a doubtful letter of a text is judged."""

import lzma
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "resources" / "english_words.bin"


def is_word(text: str) -> bool:
    """Return whether a text, in any case, is a common English word (`resources/english_words.ORIGIN.md`)."""
    return text.lower() in words()


def pack(words: Iterable[str]) -> bytes:
    """Return words as the bytes of the list: sorted, one a line, compressed."""
    return lzma.compress("\n".join(sorted(words)).encode(), format=lzma.FORMAT_XZ, preset=9)


@cache
def words() -> frozenset[str]:
    """Return the common words of English in lower case, read once a process."""
    return frozenset(lzma.decompress(FILE.read_bytes()).decode().split("\n"))
