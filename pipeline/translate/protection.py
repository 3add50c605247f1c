"""What a machine must not translate stands aside meanwhile: numbers, acronyms, addresses, names in the glossary."""

import re
from typing import NamedTuple

from pipeline.translate.glossary import Glossary, key

_FIXED = r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+|\[\d+\]|[\d០-៩]+(?:[.,:/-][\d០-៩]+)*%?|\b[A-Z][A-Z0-9&-]+\b"
_MARK = re.compile(r"(\s*)[\[{(]\s*(\d+)\s*[\]})](\s*)")
_PROTECTED_KINDS = frozenset(("organization", "province"))
_SHORTEST = 4
"""Characters: shorter wordings may be parts of other words."""


class Protected(NamedTuple):
    """A text with numbered marks in the place of what is protected."""

    text: str
    items: tuple[str, ...]
    """What the marks stand for, as it is to stand in the translation."""


class Protector:
    """Sets aside what the translation from one language to another must keep."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        wordings = {
            wording: term.wordings[target][0]
            for term in glossary.terms
            if term.kind in _PROTECTED_KINDS
            for wording in term.wordings[source]
            if len(wording) >= _SHORTEST
        }
        self._said = {key(wording, source): said for wording, said in wordings.items()}
        self._source = source
        terms = "|".join(re.escape(wording) for wording in sorted(wordings, key=len, reverse=True))
        edge = r"\b" if source == "en" else ""
        self._pattern = re.compile(f"{edge}(?P<term>{terms}){edge}|{_FIXED}", re.IGNORECASE if source == "en" else 0)

    def protect(self, text: str) -> Protected:
        """Return the text with marks `[0]`, `[1]` ... for numbers, acronyms, addresses, names of bodies and provinces.

        What stands for a name is its translation by the glossary; the rest stands for itself.
        """
        items: list[str] = []

        def put_aside(match: re.Match[str]) -> str:
            if match["term"] is None and match[0].isalpha() and not match[0].isupper():
                return match[0]
            items.append(self._said[key(match["term"], self._source)] if match["term"] else match[0])
            return f"[{len(items) - 1}]"

        return Protected(self._pattern.sub(put_aside, text), tuple(items))


def restore(text: str, protected: Protected) -> tuple[str, list[str]]:
    """Return a translation with its marks turned back, and which items the machine lost or doubled."""
    seen: list[int] = []

    def put_back(match: re.Match[str]) -> str:
        number = int(match[2])
        if number >= len(protected.items):
            return match[0]
        seen.append(number)
        return f"{match[1]}{protected.items[number]}{match[3]}"

    restored = _MARK.sub(put_back, text)
    wrong = [item for number, item in enumerate(protected.items) if seen.count(number) != 1]
    return restored, wrong
