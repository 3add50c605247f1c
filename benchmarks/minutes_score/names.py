"""When two names are one person's."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from pipeline.khmer.fold import fold

_VOCABULARY = files("pipeline.resources").joinpath("vocabulary.toml")
_EQUAL, _SHORTER = 2, 1
_MARKS = re.compile(r"[^\w\u1780-\u17d3\s'’-]|(?<=\w)['’]s\b")


def name_match(one: str, other: str) -> int:
    """Return 2 for the same words, honorifics apart, 1 where one is the other's shorter form, else 0.

    A shorter form has the same last word, and each other word or its initial in order ("A. Keller", "Keller").
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return 0
    if "".join(first) == "".join(second):
        return _EQUAL
    shorter, longer = sorted((first, second), key=len)
    return _SHORTER if shorter[-1] == longer[-1] and _in_turn(shorter[:-1], longer[:-1]) else 0


def _in_turn(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    rest = iter(longer)
    return all(any(_agree(word, full) for full in rest) for word in shorter)


def _agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


@cache
def _words(name: str) -> tuple[str, ...]:
    found = fold(_MARKS.sub(" ", name)).split()
    while length := next((len(title) for title in _titles() if found[: len(title)] == title != found), 0):
        del found[:length]
    return tuple(found)


@cache
def _titles() -> list[list[str]]:
    people = tomllib.loads(_VOCABULARY.read_text(encoding="utf-8"))["people"]
    return [fold(_MARKS.sub(" ", title)).split() for title in people["honorifics"] + people["honorifics_km"]]
