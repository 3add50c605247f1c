"""Words of respect before a name, in English and Khmer: "Mr.", "Cllr Mrs", "លោកស្រី"."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.khmer.fold import fold
from pipeline.segment.vocabulary import tables, words


def split_honorific(text: str) -> tuple[str | None, str]:
    """Return the honorific a text begins with, as printed, or None, and the rest."""
    match = _honorific().match(text)
    if match is None:
        return None, text
    return match[0].strip(), text[match.end() :].lstrip()


def honoured(text: str) -> str:
    """Return the pieces of a text that begin with an honorific and a name, parted by semicolons."""
    return " ; ".join(match[0] for match in _with_name().finditer(text))


def find_honorific(text: str) -> int | None:
    """Return where the first honorific with a name behind it stands, or None."""
    match = _honorific_within().search(text)
    return match.start() if match else None


def is_honorific(text: str) -> bool:
    """Return whether a text is an honorific and nothing else ("Ms.")."""
    return fold(text).strip(" .") in words("people", "honorifics") | words("people", "honorifics_km") | words(
        "people", "honorifics_kin_km"
    )


@lru_cache(maxsize=256)
def gender_of(honorific: str | None) -> str | None:
    """Return "f" or "m" where an honorific says so."""
    if not honorific:
        return None
    single = [part.strip(".") for part in fold(honorific).split()]
    parts = {*single, *map(" ".join, pairwise(single))}
    if parts & words("people", "honorifics_women"):
        return "f"
    return "m" if parts & words("people", "honorifics_men") else None


def khmer_honorifics() -> str:
    """Return the Khmer honorifics as alternatives of a pattern, the longest first."""
    people = tables()["people"]
    kin = {word: rf"{word}(?=[ \u00a0])" for word in people["honorifics_kin_km"]}
    every = sorted((*people["honorifics_km"], *kin), key=len, reverse=True)
    return "|".join(kin.get(word, word) for word in every)


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(_body())


@cache
def _honorific_within() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\u1780-\u17d3])(?:{_body()})(?=[A-Z\u1780-\u17b3])")


@cache
def _with_name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\u1780-\u17d3])(?:{_body()})[A-Z]\S*(?:\s+[A-Z]\S*){{0,4}}")


def _body() -> str:
    latin = "|".join(re.escape(word) for word in sorted(words("people", "honorifics"), key=len, reverse=True))
    short = "|".join(tables()["people"]["honorifics_capital"])
    khmer = khmer_honorifics()
    return (
        rf"(?:(?:{short})\s+(?=[A-Z][a-z]+\s+[A-Z][a-z])|(?:(?i:{latin})(?:\.\s*|\s+)(?=[A-Z]))+"
        rf"|(?:(?:{khmer})[\s\u200b]*)+)"
    )
