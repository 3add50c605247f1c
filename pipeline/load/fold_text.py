"""One form for all spellings of a text, for texts and queries alike, and where its pieces stand in the original."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.khmer.fold import fold
from pipeline.khmer.syllable import COENG, INVISIBLES, KHMER, LOOSE_BASES, LOOSE_MARKS

_TYPOGRAPHY = str.maketrans("‘’‛′“”„″‐‑‒–—", "''''\"\"\"\"-----")
_OTHER_SCRIPTS = re.compile(f"[^\\x00-\\x7f{KHMER}{INVISIBLES}]+")
_COMBINING = re.compile("[\u0300-\u036f]")
_AOY = "\u17a2\u17c4\u1799"
_PIECE = re.compile(
    f"{_AOY}|[{LOOSE_BASES}](?:{COENG}*[{INVISIBLES}]*[{LOOSE_BASES}](?<={COENG}.)|[{LOOSE_MARKS}{COENG}{INVISIBLES}])*"
    f"|\\S[{INVISIBLES}\u0300-\u036f]*"
)
"""What folds by itself: អោយ, a Khmer cluster with what hangs on it, any other character with its accents."""


def fold_text(text: str) -> str:
    """Return the text as it is searched: as `pipeline.khmer.fold`, and Latin accents, quotes and dashes made plain.

    Folding twice is folding once.
    """
    if text.isascii():
        return fold(text)
    return fold(_OTHER_SCRIPTS.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    return _COMBINING.sub("", unicodedata.normalize("NFKD", match[0].translate(_TYPOGRAPHY)))


def folded_pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and folded form of the pieces of a text, in order; blanks between them are left out."""
    for match in _PIECE.finditer(text):
        yield match.start(), match.end(), _folded_piece(match[0])


@lru_cache(maxsize=20_000)
def _folded_piece(piece: str) -> str:
    return fold_text(piece)
