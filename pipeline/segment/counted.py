"""Numbers of people in English: what they count, and how those took part ("21 members by proxy")."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.khmer.numerals import to_ascii
from pipeline.segment.vocabulary import phrases, tables, words

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})"
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,4}"
_NO_COUNT = r"[\w:/]|[.,\-–]\d|\s*(?:%|per\s?cent|a\.?m|p\.?m|o'clock)"
NUMBER = rf"(?<![\w$€£.,:\-–])(?<!\d/)(?:{_FIGURE}|{_WORD})(?!{_NO_COUNT})"
"""A number in figures or words that may count: no money, hour, share, date or part of a code."""
_MONEY = ("$", "USD", "€", "£", "No.", "Rule")
_MANNER = (
    r"(?:present\s+(?:in\s+person\s+)?or\s+by\s+proxy|present|in\s+person|by\s+proxy|by\s+phone|via\s+zoom|on\s+zoom"
    r"|online|remotely|virtually|represented|actual(?:ly)?|in\s+attendance|in\s+the\s+room|in\s+the\s+audience|absent|excused)"
)
_MANNER_BEHIND = re.compile(
    rf"(?:\s+(?P<what>(?!(?:were|was|are|is|and|by|in|of|or|at|on)\b)[a-z]+))?"
    rf"(?:\s+(?:were|was|are|is|being|also|all|who|both|attending))*\s+(?P<manner>{_MANNER})\b",
    re.I,
)
_FURTHER = re.compile(r"\s+(?:further|additional|more)\b", re.I)
_PUBLIC = re.compile(r"\s+of\s+the\s+public\b", re.I)
_STOP = r"(?:and|or|by|of|are|were|was|had|has|have|in|at|on|to|from|with|for|per|out|who|that|which)\b"


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with what it counts."""

    number: str
    what: str
    label: str | None
    """total, women, men, present, absent, else as printed; None where it counts no people of the meeting."""
    printed: str

    @property
    def is_people(self) -> bool:
        """Whether what it counts are people of meetings ("participants")."""
        return phrases("attendance", "people").within(self.what)


def number_of(text: str) -> int:
    """Return the value of a number in figures or English words."""
    figures = re.sub(r"\D", "", to_ascii(text))
    if figures:
        return int(figures)
    values = {word: n for n, word in enumerate(_ONES, 1)} | {word: n for n, word in enumerate(_TEENS, 10)}
    values |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
    return sum(values[word] for word in re.split(r"[\s-]+", text.lower().strip()))


def counted_in(text: str) -> Iterator[Counted]:
    """Yield the numbers of a text with the words behind that say what they count, and how those took part."""
    for match in re.finditer(NUMBER, text, re.I):
        if text[max(0, match.start() - 5) : match.start()].rstrip().endswith(_MONEY):
            continue
        what = _what().match(text, match.end())
        if (what is None and match[0].lower() == "one") or _FURTHER.match(text, match.end()):
            continue
        place = what.end() if what else match.end()
        manner = _MANNER_BEHIND.match(text, place)
        if what is None and manner is None:
            what = _subject().match(text, match.end())
        end = manner.end() if manner else what.end() if what else match.end()
        if what and (public := _PUBLIC.match(text, what.end())):
            yield Counted(match[0], what["what"], "members of the public", text[match.start() : public.end()])
            continue
        counted = (what["what"] if what else manner["what"] if manner else "") or ""
        label = _label(counted, manner["manner"] if manner else "", is_subject=manner is None and what is not None)
        yield Counted(match[0], counted, label, text[match.start() : end].strip(" ,.;("))


def _label(what: str, manner: str, is_subject: bool) -> str | None:
    """What a number counts by the words behind it; None where it counts no people of the meeting."""
    for name in ("women", "men"):
        if phrases("attendance", name).within(what):
            return name
    manner, what = " ".join(manner.lower().split()), " ".join(what.lower().split())
    if "proxy" in manner:
        return f"{what} present or by proxy".strip() if "present" in manner else "by proxy"
    if manner in ("absent", "excused"):
        return "absent"
    if manner in ("present", "in attendance", "in the room"):
        return "total" if what.endswith("participants") else "present"
    if manner == "in the audience":
        return what
    if manner.startswith("actual"):
        return "actual"
    if manner:
        return f"{what} {manner}".strip()
    last = what.split()[-1] if what else ""
    if last in words("attendance", "apart") or last in words("attendance", "own_kinds"):
        return last
    if last in words("attendance", "people") or last in words("attendance", "people_attending"):
        return "total"
    return what if is_subject and what else None


@cache
def _what() -> re.Pattern[str]:
    """Up to four words behind a number, the last of which names people, or what part of them they are."""
    attendance = tables()["attendance"]
    names = ("people", "people_attending", "women", "men", "apart")
    kinds = {noun for name in names for noun in attendance[name] if noun.isascii()}
    nouns = "|".join(sorted(kinds, key=len, reverse=True))
    return re.compile(
        rf"(?:\s+of\s+(?:them|whom|these|which)(?:\s+(?:were|are|was|is))?|\s+(?:were|are))?"
        rf"\s+(?P<what>(?:(?!{_STOP})[A-Za-z][\w'’/-]*\s+){{0,4}}?(?:{nouns})(?:\s+with\s+disabilit\w+)?)\b(?!['’])",
        re.I,
    )


@cache
def _subject() -> re.Pattern[str]:
    """A plural noun behind a number of which the sentence says that they took part ("28 midwives ... took part")."""
    verbs = "|".join(re.escape(verb) for verb in tables()["attendance"]["taking_part"])
    others = "|".join(tables()["attendance"]["no_people"])
    return re.compile(
        rf"\s+(?P<what>(?!(?:{others})\b)[a-z]{{3,}}s)\b(?:\s*\([^)]*\))?(?:\s+[\w-]+){{0,8}}?\s+(?:{verbs})\b", re.I
    )
