"""Labels and headings of lists of people: those who came, those who did not, and kinds of people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.khmer.fold import fold
from pipeline.segment.sightings import Presence
from pipeline.segment.vocabulary import phrases, tables, words

_MARK = re.compile(
    r"\s*(?:[0-9០-៩]+\s*(?:នាក់|រូប)[^:៖។]{0,30}?)?\s*(?:គឺ|រួមមាន|មានដូចជា|ដូចជា)\s*[:៖]?"
    r"|\s*(?:(?<!\d)[:៖]+|[:៖]+(?!\d))\s*[-–—]?|\s+[–—-]+\s|(?<=\w)[–—]\s|\s+(?:were|was|are|is)\s*:?(?=[\s,])"
)
_WORDS = re.compile(r"(?:[A-Z][a-z]+|[a-z]+|&)(?:\s+(?:[A-Z][a-z]+|[a-z]+|&))*")
_MOST_LABEL_WORDS = 8
_PAIR = 2
_MOST_BARE_WORDS = 4
_LONGEST_HEADING = 60
_NAMED_BELOW_KM = re.compile("រាយនាម(?:ដូច)?(?:មាន)?(?:នៅ)?ខាងក្រោម|មានឈ្មោះខាងក្រោម")
_PARTICIPATION_KM = re.compile("អង្គប្រជុំ(?:រួម)?មាន|ចូលរួមពី|ចូលរួម(?:រួម)?មាន|ចូលរួមដូច|សមាសភាព")
_FOLLOWING = re.compile(
    r"\b(?:following|those|these)\b[^.;]*\b(?:present|attend\w*|participa\w+|took\s+part|on\s+the\s+(?:dais|call|line)|joined)\b",
    re.I,
)
_ANNEX = re.compile(
    r"^(?:annex|appendix|attachment|enclosure|schedule|table|ឧបសម្ព័ន្ធ(?:ទី)?)\s*(?:[\dA-Z០-៩IVXក-អ]{1,3}\b)?\s*[-–—:៖.]\s*",
    re.I,
)
_ENUMERATOR = re.compile(r"^(?:[A-Z]\d?|[IVX]+|\d+|[០-៩]+|[ក-អ])(?:\s*[.)/:–-])+\s+(?=\S)")
_CLAUSE = re.compile(r"[.;,។៕)\]•|]\s*$")
_NOTE = re.compile(r"\([^)]*\)")
_SPLIT = re.compile(r"[\s/&,()\-–]+")

Listed = Literal["present", "absent", "group"]
"""What a label says of the people behind it; "group" only what kind they are."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label inside a text: where it begins, where the words behind it begin, and what it says."""

    start: int
    end: int
    says: Listed | None


def labels_in(text: str) -> Iterator[Label]:
    """Yield the labels of a text; one that says nothing of attendance ends a list as well."""
    bare = _bare_label(text)
    begin = bare or 0
    if bare:
        yield Label(0, bare, says(text[:bare]))
    for mark in _MARK.finditer(text):
        if mark.start() < begin:
            continue
        head = text[begin : mark.start()]
        is_sign = mark[0].strip()[:1] in (":", "៖")
        label = _label_at_end(head, begin == 0 or _CLAUSE.search(text[:begin]) is not None, is_sign)
        if label is None and is_sign and _FOLLOWING.search(head.split(". ")[-1]):
            yield Label(begin, mark.end(), "present")
            begin = mark.end()
            continue
        if label is not None or is_sign:
            start = mark.start() - len(label or "")
            yield Label(start, mark.end(), says(label) if label else None)
            begin = mark.end()


def _bare_label(text: str) -> int | None:
    """Where the words behind a label without a mark begin ("Present Anne Keller, Jo Lim"), or None."""
    match = _WORDS.match(text)
    tokens = list(re.finditer(r"\S+", match[0])) if match else []
    for token in reversed(tokens[:_MOST_BARE_WORDS]):
        head = text[: token.end()]
        if _all_label_words(head) and says(head) in ("present", "absent"):
            behind = text[token.end() :].lstrip()
            return len(text) - len(behind) if behind[:1].isupper() and "," in behind else None
    return None


def says(label: str) -> Listed | None:
    """Return what a label says of the people it stands before."""
    bare = _NOTE.sub(" ", label).strip(" :៖*-–—.")
    if not bare:
        return None
    if not bare.isascii():
        return _says_khmer(bare)
    tokens = [token for token in _SPLIT.split(fold(bare)) if token]
    if not tokens or len(tokens) > _MOST_LABEL_WORDS or not all(_is_label_word(token) for token in tokens):
        return _says_at_end(bare, tokens) if len(tokens) <= _MOST_LABEL_WORDS else None
    if phrases("attendance", "absent").within(bare):
        return "absent"
    if phrases("attendance", "present").within(bare):
        return "present"
    return "group" if any(token in words("attendance", "groups") for token in tokens) else None


def heading_says(text: str) -> Listed | None:
    """Return what a heading or a line of its own says of the people below it."""
    bare = _ENUMERATOR.sub("", _ANNEX.sub("", text.strip())).rstrip(":៖.").strip()
    if len(bare) > _LONGEST_HEADING:
        return None
    for presence, names in (("absent", ("absent",)), ("present", ("present", "lists"))):
        taken = phrases("attendance", *names).begins(bare)
        if taken and _GOES_ON.match(fold(bare).strip("\"'*_.,:;-–—")[taken:]):
            return "absent" if presence == "absent" else "present"
    return says(bare)


def end_says(text: str) -> Listed | None:
    """Return what the end of a text with a colon says of the people below ("... with the participation of:")."""
    clause = re.split(r"[.;។]\s*", text.rstrip(" :៖"))[-1][-_LONGEST_HEADING:]
    if phrases("attendance", "absent").within(clause):
        return "absent"
    told = phrases("attendance", "present").within(clause) or phrases("facts", "attend").within(clause)
    is_told_km = _PARTICIPATION_KM.search(clause) or _NAMED_BELOW_KM.search(text)
    return "present" if told or is_told_km else None


def is_absence(text: str) -> bool:
    """Return whether a note says that somebody did not come ("excused")."""
    return phrases("attendance", "absent").within(text)


def is_presence(text: str) -> bool:
    """Return whether a note says that somebody came."""
    return not is_absence(text) and phrases("attendance", "present").begins(text) > 0


def presence_of(listed: Listed | None) -> Presence | None:
    """Return who came or not; a mere kind of people in a list of those present came."""
    return None if listed is None else "absent" if listed == "absent" else "present"


_GOES_ON = re.compile(
    r"\W*(?:$|(?:of|at|in|from|and|list|sheet|by|for|received|were|was|noted|\d+|to|register|record)\b|[\u1780-\u17d3(:])"
)


def _label_at_end(head: str, at_clause: bool, is_sign: bool) -> str | None:
    """The label that the end of a text is: all of it, what follows a clause's mark, or its last words."""
    clause = re.split(r"(?<=[.;។៕)\]•|])\s+|(?<=[.;])(?=[A-Z])", head)[-1]
    if at_clause or clause != head:
        found = says(clause)
        if found in ("present", "absent") or (found and is_sign):
            return clause
    if not is_sign:
        return None
    tokens = clause.split()
    for count in range(min(_MOST_LABEL_WORDS, len(tokens)), 0, -1):
        tail = clause[clause.rindex(tokens[-count]) :] if count == 1 else " ".join(tokens[-count:])
        if tail[:1].isupper() and says(tail) in ("present", "absent") and _all_label_words(tail):
            return tail if clause.endswith(tail) else None
    return None


def _all_label_words(text: str) -> bool:
    return all(_is_label_word(token) for token in _SPLIT.split(fold(text)) if token)


def _says_at_end(bare: str, tokens: list[str]) -> Listed | None:
    """What a label says whose last words are of attendance, whatever kind of people stands before them."""
    is_plural = len(tokens) == _PAIR and tokens[0].endswith("s")
    if not is_plural and not any(token in words("attendance", "groups") for token in tokens):
        return None
    folded = fold(bare)
    if _ends_absent().search(folded):
        return "absent"
    return "present" if _ends_present().search(folded) else None


def _says_khmer(bare: str) -> Listed | None:
    if len(bare) > _LONGEST_HEADING:
        return None
    if phrases("attendance", "absent").within(bare):
        return "absent"
    if phrases("attendance", "present", "lists").begins(bare):
        return "present"
    return "group" if phrases("attendance", "groups_km").begins(bare) else None


def _is_label_word(token: str) -> bool:
    return token in _label_words() or token.isdigit()


@cache
def _label_words() -> frozenset[str]:
    core = (word for name in ("present", "absent") for phrase in words("attendance", name) for word in phrase.split())
    return frozenset((*core, *words("attendance", "groups"), *words("attendance", "label_fillers")))


def _last_words(*wanted: str) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(wanted, key=len, reverse=True))


@cache
def _ends_present() -> re.Pattern[str]:
    ends = _last_words("present", "in attendance", "attending", "attendees", "participants")
    return re.compile(rf"(?<!not )\b(?:{ends})$")


@cache
def _ends_absent() -> re.Pattern[str]:
    ends = _last_words("absent", "excused", "not present", "not attending", "apologies", "absentees")
    return re.compile(rf"\b(?:{ends})$")


@cache
def group_phrases() -> re.Pattern[str]:
    """Return the pattern of words for kinds of people that stand before their names ("Board members A and B")."""
    kinds = _last_words(*tables()["attendance"]["groups"])
    return re.compile(rf"^(?:(?:the\s+)?(?:following\s+)?(?:(?:{kinds})\s+)+)", re.I)
