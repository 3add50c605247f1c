"""Codes and Latin words side by side where no font's name parts them: line by line, and word by word."""

import re
from itertools import groupby
from typing import NamedTuple

from pipeline.english import is_word
from pipeline.khmer.cluster import broken_share
from pipeline.khmer.lexicon import lexicon
from pipeline.repair.legacy import Family, decode
from pipeline.repair.legacy_detect import MOST_BROKEN, SHORTAGE, surplus
from pipeline.repair.legacy_suspects import is_english

_TOKENS = re.compile(r"\s*\S+\s*")
_FIGURES = re.compile(r"[\s0-9.,:;()/+%-]*")
_ADDRESS = re.compile(r"\w@\w|www\.|https?:")
_JOINTS = re.compile(r"[\s.,:;()/'\"-]+")
_SIGNS = ".,:;()[]\"'"
_NUMBER = re.compile("[0-9](?:[0-9.,:/-]*[0-9])?")
"""In some families figures draw letters; a number among these was set in another font."""
_KHMER_LETTER = re.compile("[\u1780-\u17b3]")
_CAPITALS = re.compile("[A-Z]{3,}")
"""An abbreviation; two capitals are as well a syllable."""
_LETTERS = re.compile("[A-Za-z]+")
_PLAIN = re.compile("[A-Z]?[a-z]{2,}|[A-Z]{2,}")
"""A word as Latin script writes it."""
_LONG = 4
"""Letters of a word of English that is one in the midst of codes."""


class Section(NamedTuple):
    """A stretch of one kind."""

    codes: str
    is_khmer: bool


def reads_khmer(codes: str, family: Family) -> bool | None:
    """Whether a line is Khmer in codes of a family that others of its text are in; None: as what stands around it.

    That is for figures, and for initials and the like: neither words of Khmer nor of Latin script.
    """
    if _FIGURES.fullmatch(codes):
        return None
    text = decode(codes, family)
    if broken_share(text) > MOST_BROKEN:
        return False
    found = surplus(codes, text, family)
    if found > (2 * SHORTAGE if is_english(codes) else 0.0):
        return True
    words = (word for word in _JOINTS.split(codes) if _PLAIN.fullmatch(word))
    return None if all(_is_known(word, family) for word in words) else False


def sections(codes: str, family: Family) -> list[Section]:
    """The line cut where Latin words, abbreviations and addresses stand among the codes."""
    tokens = _TOKENS.findall(codes)
    kinds = [not _is_latin(token.strip(), family) for token in tokens]
    grouped = groupby(zip(tokens, kinds, strict=True), key=lambda pair: pair[1])
    return [Section("".join(token for token, _ in group), kind) for kind, group in grouped]


def _is_latin(token: str, family: Family) -> bool:
    """Whether a word is Latin: an address; or English, capitals or a number that no words of Khmer come of."""
    if _ADDRESS.search(token):
        return True
    if _NUMBER.fullmatch(token):
        return _KHMER_LETTER.search(decode(token, family)) is not None and not _is_known(token, family)
    word = token.strip(_SIGNS)
    if not _LETTERS.fullmatch(word) or not (_CAPITALS.fullmatch(word) or (len(word) >= _LONG and is_word(word))):
        return False
    return not _is_known(word, family)


def _is_known(word: str, family: Family) -> bool:
    """Whether nothing but words of Khmer come of a word's codes."""
    return all(stretch.in_lexicon for stretch in lexicon().segment(decode(word, family)))
