"""What a line begins with besides words: bullets, numbers, "Session 2:", "Q1:"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.model.document import Line
from pipeline.segment.vocabulary import tables

LabelKind = Literal["bullet", "dash", "session", "question", "answer", "number", "bare"]

_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NUMBER = r"\d{1,2}|[០-៩]{1,2}|[IVX]{1,4}"
_ENUMERATED = re.compile(
    r"(?P<marker>\(?(?P<number>(?:\d{1,2}|[០-៩]{1,2})(?:[.][\d០-៩]{1,2})*|[IVX]{1,4}|[ivx]{1,4}|[a-zA-Z]|[ក-អ])"
    r"(?:[.)]|\s?[-–](?=\s|[^\W\d០-៩]))(?![\d០-៩]))\s*(?=\S)"
)
_TWO_LEVEL = re.compile(
    r"(?P<marker>(?P<number>\d{1,2}(?:\.\d{1,2})+|[០-៩]{1,2}(?:\.[០-៩]{1,2})+))\s+(?=[A-Z\u1780-\u17b3])"
)
_BARE = re.compile(r"(?P<marker>(?P<number>\d{1,2}|[០-៩]{1,2}))\s+(?=[^\W\d])")
_DASH = re.compile(r"(?P<marker>[-–—*+])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Label:
    """The beginning of a line that is no words of its own."""

    kind: LabelKind
    marker: str
    """As printed, without blanks around it."""
    number: str | None
    """ASCII digits where it is a number; else as printed."""
    length: int
    """Characters of the line it takes, blanks after it included; 0 where the source keeps the marker apart."""


def ascii_number(number: str | None) -> str | None:
    """Return a printed number with Khmer digits as ASCII."""
    return number.translate(_KHMER_DIGITS) if number else None


def label_of(line: Line) -> Label | None:
    """Return the label a line begins with; a `bare` one (a number, a blank) needs its context to be believed."""
    if line.marker:
        numbered = _ENUMERATED.match(line.marker + " x")
        if numbered:
            return Label("number", line.marker, ascii_number(numbered["number"]), 0)
        return Label("bullet", line.marker, None, 0)
    return label_in(line.text)


def label_in(text: str) -> Label | None:
    """Return the label a text begins with, or None."""
    for kind, pattern in _patterns():
        match = pattern.match(text)
        if match and _believable(kind, match):
            number = ascii_number(match.groupdict().get("number"))
            return Label(kind, match["marker"].strip(), number, match.end())
    return None


def _believable(kind: LabelKind, match: re.Match[str]) -> bool:
    """A capital and a full stop before a name is an initial ("A. Smith"), no list letter: only I, V, X and ")" pass."""
    if kind != "number":
        return True
    number, marker = match["number"], match["marker"]
    if len(number) == 1 and number.isalpha() and number.isascii() and number.isupper():
        return marker.endswith(")") or number in "IVX" or match.string[match.end() :].isupper()
    return True


@cache
def _patterns() -> tuple[tuple[LabelKind, re.Pattern[str]], ...]:
    session = _words("agenda", "session")
    question, answer = _words("questions", "question"), _words("questions", "answer")
    return (
        (
            "session",
            re.compile(
                rf"(?P<marker>(?:{session})\s*(?:no\.?\s*|ទី\s*)?(?P<number>{_NUMBER})\s*(?:[:.)៖]|[-–—](?=\s)))\s*",
                re.I,
            ),
        ),
        (
            "question",
            re.compile(
                rf"(?P<marker>(?:{question})(?:\s*\.?\s*(?:ទី)?(?P<number>\d{{1,2}}|[០-៩]{{1,2}})\s*[:.)៖-]|\s*[:៖]))\s*(?=\S)",
                re.I,
            ),
        ),
        (
            "answer",
            re.compile(
                rf"(?P<marker>(?:{answer})(?:\s*\.?\s*(?:ទី)?(?P<number>\d{{1,2}}|[០-៩]{{1,2}})\s*[:.)៖-]|\s*[:៖]))\s*(?=\S)",
                re.I,
            ),
        ),
        ("number", _TWO_LEVEL),
        ("number", _ENUMERATED),
        ("dash", _DASH),
        ("bare", _BARE),
    )


def _words(group: str, name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(tables()[group][name], key=len, reverse=True))
