"""Bodies and offices that every place has: "commune council", "village chief"."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.load.fold_text import fold_text

_LATIN_WORD = re.compile(r"[^\s,/&()-]+")


@lru_cache(maxsize=20_000)
def is_local_body(name: str) -> bool:
    """Return whether the name of a body says nothing of the place or cause that would tell it from its like."""
    return _has_none_but(fold_text(name), "bodies")


@lru_cache(maxsize=20_000)
def is_local_office(role: str) -> bool:
    """Return whether many people have a role, each in a place of their own."""
    return _has_none_but(fold_text(role), "offices")


def _has_none_but(folded: str, kind: str) -> bool:
    latin, khmer = _words()[f"{kind}_en"], _pieces(f"{kind}_km")
    left = khmer.sub(" ", folded)
    return bool(folded) and all(word in latin for word in _LATIN_WORD.findall(left))


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files("pipeline.resources") / "local_bodies.toml").read_text(encoding="utf-8"))
    return {name: frozenset(map(fold_text, text.split())) for name, text in table.items()}


@cache
def _pieces(name: str) -> re.Pattern[str]:
    longest_first = sorted(_words()[name], key=lambda piece: (-len(piece), piece))
    return re.compile("|".join(map(re.escape, longest_first)))
