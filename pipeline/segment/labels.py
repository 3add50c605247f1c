"""What a line begins with besides words: bullets, numbers, "Session 2:", "Q1:"."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.model.document import Line
from pipeline.segment.vocabulary import tables, words

LabelKind = Literal["bullet", "dash", "session", "question", "answer", "number", "bare"]

_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_NUMBER = r"\d{1,2}|[០-៩]{1,2}|[IVX]{1,4}"
_ENUMERATED = re.compile(
    r"(?P<marker>\(?(?P<number>(?:\d{1,2}|\d{3}(?=[.)]\s+[A-Z])|[០-៩]{1,2})(?:[.][\d០-៩]{1,2})*|[IVX]{1,4}|[ivx]{1,4}|[a-zA-Z]|[ក-អ])"
    r"(?:[.)]|/(?=[\s\u00ad\u200b\u1780-\u17b3])|\s?[-–](?=[\s\u200b]|[^\W\d_a-z០-៩])(?!\s*[\d០-៩]))(?![\d០-៩]))[\s\u00ad\u200b]*(?=\S)"
)
"""A dash needs a blank, a capital or a Khmer letter behind it, and no figure: "5-year" and "8 - 10" are words."""
_TWO_LEVEL = re.compile(
    r"(?P<marker>(?P<number>(?:\d{1,2}|[A-Z])(?:\.\d{1,2})+|[០-៩]{1,2}(?:\.[០-៩]{1,2})+|\d{1,2}\.?[a-h](?=[.)]))[.)]?)"
    r"\s+(?=[A-Z\u1780-\u17b3])"
)
_BARE = re.compile(r"(?P<marker>(?P<number>\d{1,2}|[០-៩]{1,2}))\s+(?=[^\W\d_a-z])")
_CAPITAL = re.compile(r"(?P<marker>(?P<number>[A-Z])\.)\s+(?=[A-Z\"“])")
_SERIAL = re.compile(
    r"(?P<marker>(?:[A-Z][A-Za-z]{0,8}\.?\s?)?(?P<number>\d{1,4}(?:/\d{1,4}){1,2}(?:\.\d{1,3})?)\s?[.:)]?)\s+(?=[A-Z\u1780-\u17b3])"
)
_DASH = re.compile(r"(?P<marker>[-–—*+])(?:\s+(?=\S)|(?=[\u1780-\u17b3]))")
_KEPT_APART = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[០-៩]{1,2}(?:\.[០-៩]{1,2})*|[IVX]{2,4})")
"""A list number that a source which numbers by itself gives without a full stop."""
_ALONE = re.compile(r"(?P<marker>[-–—*]|\(?(?P<number>\d{1,2}|[០-៩]{1,2})[.)])")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.(?:[345]\d|[0-5]\d\s*(?:[ap]\.?m\b|[-–]\s*\d|to\s+\d))", re.I)
"""Hours with a full stop; from 30 on the second figure is hardly the number of a part."""
_ABBREVIATED = re.compile(r"[A-Za-z]|[ក-អ](?=[\s.)]|$)")
"""What behind a letter and a full stop makes both an abbreviation: "e.g.", "I.T.", "ល.រ"."""
_INITIAL = re.compile(r"[IVX]\.\s+(?P<name>[A-Z][a-z]+)\s+[a-z]+\b.*[.!?;,\w]$")


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
    return _label_of_marker(line.marker) if line.marker else label_in(line.text)


@lru_cache(maxsize=8192)
def label_in(text: str) -> Label | None:
    """Return the label a text begins with, or None."""
    for kind, pattern in _patterns():
        match = pattern.match(text)
        if match and _believable(kind, match):
            number = ascii_number(match.groupdict().get("number"))
            return Label(kind, match["marker"].strip(), number, match.end())
    return None


def capital_label(line: Line) -> Label | None:
    """Return the capital and full stop that a line begins with as a label: a list's letter, or a name's initial."""
    match = _CAPITAL.match(line.text) if not line.marker else None
    return Label("number", match["marker"], match["number"], match.end()) if match else None


def serial_label(line: Line) -> Label | None:
    """Return the number in a series that a line may begin with: "24/016 Apologies", "MIN 4/2023: ..."."""
    match = _SERIAL.match(line.text) if not line.marker else None
    return Label("number", match["marker"], match["number"], match.end()) if match else None


def label_alone(line: Line) -> Label | None:
    """Return the label that a line consists of: a bullet, a dash or a number whose words stand on the next line."""
    if line.marker:
        return None if line.text.strip() else _label_of_marker(line.marker)
    match = _ALONE.fullmatch(line.text.strip())
    if match is None:
        return None
    number = ascii_number(match["number"])
    return Label("number" if number else "dash", match["marker"], number, len(line.text))


def initial_name(text: str) -> str | None:
    """Return the name in a text that a roman number or an initial may begin ("V. Chenda asked for more."), or None."""
    match = _INITIAL.match(text)
    return match["name"] if match else None


@lru_cache(maxsize=1024)
def _label_of_marker(marker: str) -> Label:
    """The label that a source keeps apart from the words: a number, "Session 1:", else a bullet of whatever sign."""
    plain = _KEPT_APART.fullmatch(marker)
    if plain:
        return Label("number", marker, ascii_number(plain["number"]), 0)
    label = label_in(marker + " X")
    if label is None or label.kind in ("dash", "bare"):
        return Label("bullet", marker, None, 0)
    return Label(label.kind, marker, label.number, 0)


def _believable(kind: LabelKind, match: re.Match[str]) -> bool:
    """A capital and a full stop before a name is an initial ("A. Smith"), no list letter: only I, V, X and ")" pass.

    Nor is a label what goes on as an abbreviation, or tells the hours.
    """
    if kind != "number":
        return True
    number, marker, rest = match["number"], match["marker"], match.string[match.end() :]
    if _CLOCK.match(match.string):
        return False
    if number.isalpha() and marker.endswith(".") and match.end() == match.end("marker") and _ABBREVIATED.match(rest):
        return False
    if marker[-1] in "-–" and match.end() == match.end("marker"):
        return not number.isalpha() and rest.split()[0].lower() not in words("words", "measures")
    if len(number) == 1 and number.isalpha() and number.isascii() and number.isupper():
        return marker.endswith(")") or number in "IVX" or rest.isupper()
    return True


@cache
def _patterns() -> tuple[tuple[LabelKind, re.Pattern[str]], ...]:
    session, item = _words("agenda", "session"), _words("agenda", "item")
    question, answer = _words("questions", "question"), _words("questions", "answer")
    return (
        (
            "session",
            re.compile(
                rf"(?P<marker>(?:{session})\s*(?:no\.?\s*|[\u200b]*ទី[\s\u200b]*)?(?P<number>{_NUMBER})\s*(?:[:.)៖]|[-–—](?=\s)))\s*",
                re.I,
            ),
        ),
        (
            "question",
            re.compile(
                rf"(?P<marker>(?:{question})(?:[\s\u200b]*\.?[\s\u200b]*(?:ទី)?[\s\u200b]*(?P<number>\d{{1,2}}|[០-៩]{{1,2}})\s*(?:[:.)៖]|-(?=\s|(?-i:[^\W_a-z])))|\s*[:៖]))\s*(?=\S)",
                re.I,
            ),
        ),
        (
            "answer",
            re.compile(
                rf"(?P<marker>(?:{answer})(?:[\s\u200b]*\.?[\s\u200b]*(?:ទី)?[\s\u200b]*(?P<number>\d{{1,2}}|[០-៩]{{1,2}})\s*(?:[:.)៖]|-(?=\s|(?-i:[^\W_a-z])))|\s*[:៖]))\s*(?=\S)",
                re.I,
            ),
        ),
        (
            "number",
            re.compile(
                rf"(?P<marker>(?:{item})\s*(?:no\.?\s*)?(?P<number>{_NUMBER})\s*(?:[:.)៖]|[-–—](?=\s)))\s*",
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
