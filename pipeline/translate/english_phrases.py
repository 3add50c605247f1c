"""English headings, labels, roles, names of bodies and places, dates and numbers into Khmer, by the glossary alone.

A phrase is translated whole or not at all: every word of it must be a term, a number, or a name that stays as it is.
"""

import re
from collections.abc import Callable

from pipeline.english import is_word
from pipeline.khmer.numerals import to_khmer
from pipeline.translate.glossary import Glossary

_EDGES = re.compile(r"^(\W*)(.*?)([\s:.;,!?]*)$", re.DOTALL)
_COORDINATION = re.compile(r"\s*(?:,\s*(?:and|&)\s+|\s+(?:and|&)\s+|,\s+|;\s+)", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s", re.IGNORECASE)
_BREAKS = re.compile(r"\s*(\s[–—-]\s|:\s+|\s*/\s*)\s*")
_BRACKETS = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_LINKS = {
    "of": "នៃ",
    "on": "ស្តីពី",
    "about": "អំពី",
    "for": "សម្រាប់",
    "from": "ពី",
    "by": "ដោយ",
    "with": "ជាមួយ",
    "between": "រវាង",
    "in": "ក្នុង",
    "at": "នៅ",
    "to": "ទៅកាន់",
}
_LINK = re.compile(rf"\s+({'|'.join(_LINKS)})\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(.+?)['’]s?\s+(.+)$")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*%?")
_NUMBERED = re.compile(r"^(.+?)\s+(?:no\.?\s*)?(\d{1,3})$", re.IGNORECASE)
_ORDINAL = re.compile(r"^(\d{1,3})(?:st|nd|rd|th)\s+(.+)$", re.IGNORECASE)
_COUNTED = re.compile(r"^(\d+(?:[.,]\d+)*)\s+(.+)$")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?$", re.IGNORECASE)
_DAY_FIRST = re.compile(r"^(?:(\w+),?\s+)?(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?(?:st|nd|rd|th)?\s+(\w+)\.?,?\s+(\d{4})$")
_MONTH_FIRST = re.compile(r"^(?:(\w+),?\s+)?(\w+)\.?\s+(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?(?:st|nd|rd|th)?,?\s+(\d{4})$")
_MONTH_ONLY = re.compile(r"^(\w+)\.?,?\s+(\d{4})$")
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z][A-Za-z0-9&-]{1,9}")
_DIVISIONS = frozenset(("province", "district", "commune", "village", "city", "municipality", "khan", "sangkat"))
_COUNTED_AS_PEOPLE = frozenset(("role", "label", "heading"))
_PERSONS = frozenset(("role", "honorific", "organization"))
_WHOLE = ("heading", "label")
"""Kinds whose wordings stand alone; as parts of a longer phrase other kinds go first."""


def to_khmer_phrase(text: str, glossary: Glossary) -> str | None:
    """Return an English phrase in Khmer, or None where the glossary does not cover all of it.

    Dates and times are written as Khmer minutes write them, with Khmer digits.
    """
    return _Phrase(glossary).whole(text)


class _Phrase:
    """The ways to read a phrase, the surest first."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def whole(self, text: str) -> str | None:
        """The phrase with the signs around it."""
        if (known := self._term(text)) is not None:
            return known
        match = _EDGES.match(text.strip())
        if match is None or not match[2]:
            return None
        lead, words, tail = match[1], match[2], match[3]
        khmer = self._term(words) or self._part(words) or self._of_kind(words, "action")
        return None if khmer is None else lead + khmer + _khmer_mark(tail)

    def _part(self, words: str) -> str | None:
        """A phrase, or a piece of one."""
        words = _ARTICLE.sub("", words.strip())
        if not words:
            return None
        for way in (
            self._plain_term,
            self._date,
            _clock,
            _number,
            self._bracketed,
            self._broken,
            self._division,
            self._numbered,
            self._titled,
            self._linked,
            self._coordinated,
            self._possessed,
            self._surely_acted,
            self._compound,
            self._acted,
        ):
            khmer = way(words)
            if khmer is not None:
                return khmer
        return None

    def _term(self, words: str) -> str | None:
        """A term that stands alone: as a heading or label, if it is one."""
        return self._preferred(words, lambda kind: kind not in _WHOLE)

    def _plain_term(self, words: str) -> str | None:
        """A term inside a phrase: not the wording that it has as a heading of its own, if there is another."""
        return self._preferred(words, lambda kind: kind in _WHOLE)

    def _preferred(self, words: str, later: Callable[[str], bool]) -> str | None:
        """The Khmer of a term that is no verb; of several, not one whose kind goes `later`."""
        found = [term for term in self._glossary.find(words, "en") if term.kind != "action"]
        return min(found, key=lambda term: later(term.kind)).wordings["km"][0] if found else None

    def _kind(self, words: str) -> str | None:
        found = self._glossary.find(_ARTICLE.sub("", words), "en")
        return found[0].kind if found else None

    def _date(self, words: str) -> str | None:
        """5 September 2019 and its like, as ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩."""
        if match := _DAY_FIRST.match(words):
            weekday, first, last, month, year = match.groups()
        elif match := _MONTH_FIRST.match(words):
            weekday, month, first, last, year = match.groups()
        elif match := _MONTH_ONLY.match(words):
            weekday, first, last, month, year = None, None, None, match[1], match[2]
        else:
            return None
        khmer_month = self._of_kind(month, "month")
        khmer_weekday = self._of_kind(weekday, "weekday") if weekday else "ថ្ងៃ"
        if khmer_month is None or khmer_weekday is None:
            return None
        said = f"ខែ{khmer_month} ឆ្នាំ{to_khmer(year)}"
        if first is None:
            return said
        days = f"{to_khmer(first)}-{to_khmer(last)}" if last else to_khmer(first)
        return f"{khmer_weekday}{' ' if weekday else ''}ទី{days} {said}"

    def _of_kind(self, words: str, kind: str) -> str | None:
        return next((term.wordings["km"][0] for term in self._glossary.find(words, "en") if term.kind == kind), None)

    def _division(self, words: str) -> str | None:
        """Battambang Province, Ek Phnom District: the name stays where the glossary has none."""
        name, _, division = words.rpartition(" ")
        if not name or division.casefold() not in _DIVISIONS or not _is_name(name) or _LINK.search(name):
            return None
        head = self._plain_term(division)
        place = next(
            (term.wordings["km"][0] for term in self._glossary.find(name, "en") if term.kind == "province"), None
        )
        return None if head is None else f"{head}{place}" if place else f"{head} {name}"

    def _numbered(self, words: str) -> str | None:
        """Session 2, 3rd meeting, 63 participants."""
        if match := _ORDINAL.match(words):
            noun = self._part(match[2])
            return noun and f"{noun}លើកទី{to_khmer(match[1])}"
        if match := _COUNTED.match(words):
            noun = self._plain_term(match[2])
            people = self._kind(match[2]) in _COUNTED_AS_PEOPLE
            return noun and (f"{noun} {to_khmer(match[1])} នាក់" if people else f"{noun} {to_khmer(match[1])}")
        if match := _NUMBERED.match(words):
            noun = self._plain_term(match[1])
            return noun and f"{noun}ទី{to_khmer(match[2])}"
        return None

    def _bracketed(self, words: str) -> str | None:
        match = _BRACKETS.match(words)
        if match is None:
            return None
        before = self._part(match[1])
        inside = self._part(match[2]) or (match[2] if _is_name(match[2]) else None)
        return f"{before} ({inside})" if before and inside else None

    def _broken(self, words: str) -> str | None:
        """Pieces set apart by a dash, a colon or a stroke."""
        pieces = _BREAKS.split(words)
        if len(pieces) < 3:
            return None
        khmer = [self._part(piece) or (piece if _is_name(piece) else None) for piece in pieces[::2]]
        if None in khmer:
            return None
        joints = [*("៖ " if ":" in mark else "/" if "/" in mark else " – " for mark in pieces[1::2]), ""]
        return "".join(f"{piece}{joint}" for piece, joint in zip(khmer, joints, strict=True))

    def _coordinated(self, words: str) -> str | None:
        pieces = _COORDINATION.split(words)
        if len(pieces) < 2:
            return None
        khmer = [self._part(piece) or (piece if _is_name(piece) else None) for piece in pieces]
        if None in khmer:
            return None
        told = [piece for piece in khmer if piece]
        if not _AND.search(words):
            return ", ".join(told)
        return " ".join(told[:-1]) + f" និង{'' if _begins_khmer(told[-1]) else ' '}{told[-1]}"

    def _linked(self, words: str) -> str | None:
        """Head and what follows "of", "on", "for" ...; the first link parts them."""
        for match in _LINK.finditer(words):
            head, rest = words[: match.start()], words[match.end() :]
            khmer_head, khmer_rest = self._part(head), self._part(rest) or (rest if _is_name(rest) else None)
            if khmer_head and khmer_rest:
                link = _LINKS[match[1].casefold()]
                if match[1].casefold() == "of" and self._kind(rest) in _PERSONS and self._kind(head) not in _PERSONS:
                    link = "របស់"
                elif match[1].casefold() == "in" and self._kind(rest) in ("province", "place"):
                    link = "នៅ"
                before = "" if _begins_khmer(khmer_head[-1]) else " "
                return f"{khmer_head}{before}{link}{'' if _begins_khmer(khmer_rest) else ' '}{khmer_rest}"
        return None

    def _possessed(self, words: str) -> str | None:
        match = _POSSESSIVE.match(words)
        if match is None:
            return None
        owner = self._part(match[1]) or (match[1] if _is_name(match[1]) else None)
        owned = self._part(match[2])
        return f"{owned}របស់{'' if _begins_khmer(owner) else ' '}{owner}" if owner and owned else None

    def _titled(self, words: str) -> str | None:
        """Mr. Soeung Saroeun: the title in Khmer, the name as it is."""
        title, _, name = words.partition(" ")
        honorific = self._of_kind(title, "honorific")
        return f"{honorific} {name}" if honorific and name and _is_name(name) else None

    def _compound(self, words: str) -> str | None:
        """Nouns and their modifiers, which in Khmer stand behind: the longest term at the end is the head."""
        pieces = words.split()
        for start in range(1, len(pieces)):
            head = self._plain_term(" ".join(pieces[start:]))
            if head is None:
                continue
            before = " ".join(pieces[:start])
            modifier = self._plain_term(before) or (None if start == 1 else self._compound(before))
            if modifier:
                return f"{head}{modifier.removeprefix('ការ')}"
            if _ACRONYM.fullmatch(before):
                return f"{head} {before}"
        return None

    def _surely_acted(self, words: str) -> str | None:
        """Share key research findings: a verb before a term of several words, which no noun before it would form."""
        verb, _, rest = words.partition(" ")
        return self._acted(words) if " " in rest and self._of_kind(verb, "action") and self._term(rest) else None

    def _acted(self, words: str) -> str | None:
        """Share research findings, reviewing the budget: what is done, and to what."""
        pieces = words.split()
        for end in range(1, len(pieces)):
            verb = self._of_kind(" ".join(pieces[:end]), "action")
            rest = " ".join(pieces[end:])
            done = verb and (self._part(rest) or (rest if _is_name(rest) else None))
            if done:
                return f"{verb}{'' if _begins_khmer(done) else ' '}{done}"
        return None


def _clock(words: str) -> str | None:
    match = _CLOCK.match(words)
    if match is None:
        return None
    hour = int(match[1]) % 12 + (12 if match[3].casefold() == "p" else 0)
    part = "ព្រឹក" if hour < 12 else "រសៀល" if hour < 17 else "ល្ងាច"
    return f"ម៉ោង {to_khmer(match[1])}:{to_khmer(match[2] or '00')} {part}"


def _number(words: str) -> str | None:
    return to_khmer(words) if _NUMBER.fullmatch(words) else None


def _is_name(words: str) -> bool:
    """Whether words are a proper name, which stays as it is: capitals throughout, and not all of it common words."""
    pieces = words.split()
    capital = all(piece[0].isupper() or piece[0].isdigit() for piece in pieces) and "," not in words
    return capital and any(_ACRONYM.fullmatch(piece) or not is_word(piece.strip(".")) for piece in pieces)


def _begins_khmer(text: str | None) -> bool:
    return bool(text) and "\u1780" <= str(text)[0] <= "\u17ff"


def _khmer_mark(tail: str) -> str:
    return tail.replace(":", "៖").replace(".", "។")
