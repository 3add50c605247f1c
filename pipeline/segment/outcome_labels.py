"""Outcomes that a label in the text names: "Decision 4: ...", "ACTION – ...", "(Action: Lim by 1 April)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from pipeline.khmer.fold import fold
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import OutcomeType
from pipeline.segment.blocks import language_of
from pipeline.segment.break_marks import places_without_marks
from pipeline.segment.leads import announced_type, type_of
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import tables

_LEAD = re.compile(r"^(?P<lead>[^:៖.]{3,120}?)\s*[:៖]\s*(?=\S)")
_BEGINS = re.compile(r"(?:^|[.!?;:។៕)\]\"”]\s+|\s[(\[]|^[(\[])$")
_BEGINS_TEXT = re.compile(r"[A-Z][a-z]|[A-Z]\s")
_BEGINS_TASK = re.compile(r"[A-Z][\w.'’ ]{0,30}?\bto\s+[a-z]")
_BULLET = re.compile(r"(?:^|(?<=[.;!?។])\s+|(?<![\w,:])\s*)(?:[-–•*▪◦●\uf0b7])\s+(?=\S)")
_SHOUTED = re.compile(r"[A-Z ]{5,}")
_MEMBER = re.compile(r",\s+(?:and\s+)?|;\s+(?:and\s+)?")
_CONDITION = re.compile(r"(?:if|when|where|in case)\b", re.I)
_MODAL = re.compile(r"\b(?:need|needs|needed|should|must|shall|have to|has to|ought)\b", re.I)
_NOTHING = re.compile(
    r"(?:none|nil|n/?a|nothing|no(?:ne)?\s+(?:\w+\s+){0,2}(?:actions?|decisions?)?|[-–—.…_\s]*|គ្មាន|tb[acd]|see\s.*|please\s+see\s.*)[\s.]*",
    re.I,
)
_MOST_LEAD_WORDS = 5
_CLOSING = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `kind` is the type that the label before it names, None where there is no label."""

    kind: OutcomeType | None
    start: int
    end: int
    label: int
    """Where the label begins; `start` where there is none."""
    is_list: bool = False
    """Whether the label announces several outcomes."""
    is_told: bool = False
    """Whether the label is a sentence that tells of them, as a speaker may of others."""


class _Label(NamedTuple):
    """A label in a text: `begin`, where the words behind it start, and where these have to end."""

    kind: OutcomeType
    begin: int
    start: int
    bracket: str = ""
    last: int | None = None


def says_nothing(text: str) -> bool:
    """Return whether a text stands for no outcome: "None", "N/A", "-"."""
    return _NOTHING.fullmatch(text.strip()) is not None


def pieces_of(text: str) -> list[Piece]:
    """Return a text's parts in order: those behind a label, and what stands before and between them."""
    if ZWSP in text:
        plain, places = places_without_marks(text)
        return [
            replace(piece, start=places[piece.start], end=places[piece.end], label=places[piece.label])
            for piece in _pieces(plain)
        ]
    return _pieces(text)


def _pieces(text: str) -> list[Piece]:
    labels = list(_labels(text))
    found: list[Piece] = []
    position = 0
    for n, label in enumerate(labels):
        if label.begin < position:
            continue
        end = labels[n + 1].begin if n + 1 < len(labels) else len(text)
        end = min(end, label.last or end)
        closing = text.find(_CLOSING[label.bracket], label.start, end) if label.bracket else -1
        end = closing if closing >= 0 else end
        if text[position : label.begin].strip(" (["):
            found.append(Piece(None, position, label.begin, position))
        trimmed = label.start + len(text[label.start : end].rstrip(" ([\t"))
        is_list = label.last is not None or _is_plural(text[label.begin : label.start])
        found.append(Piece(label.kind, label.start, trimmed, label.begin, is_list, label.last is not None))
        position = end + (closing >= 0)
    if text[position:].strip(" .)]") or not found:
        found.append(Piece(None, position, len(text), position))
    return found


def members(text: str, piece: Piece) -> list[tuple[int, int]]:
    """Return where the members of the list that a labelled part is stand; the whole part where it is no list.

    Points behind bullets are a member each, else sentences, else what semicolons or commas part; a condition stays
    with what it is the condition of.
    """
    whole = [(piece.start, piece.end)]
    points = points_in(text, piece.start, piece.end)
    if points or not piece.is_list:
        return points or whole
    sentences = [(piece.start + a, piece.start + b) for a, b in sentence_spans(text[piece.start : piece.end])]
    return sentences if len(sentences) > 1 else _parted(text, piece.start, piece.end) or whole


def points_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the bulleted points stand that a cell's text consists of; none where it has no bullets."""
    bullets = list(_BULLET.finditer(text, start, end))
    if not bullets or bullets[0].start() != start:
        return []
    ends = [*(bullet.start() for bullet in bullets[1:]), end]
    return [
        (bullet.end(), bullet.end() + len(text[bullet.end() : last].rstrip()))
        for bullet, last in zip(bullets, ends, strict=True)
    ]


def _labels(text: str) -> Iterator[_Label]:
    yield from _leads(text)
    for match in _label().finditer(text):
        opening = match["open"].strip() if match["open"] else ""
        begins = match.start() == 0 or opening or _BEGINS.search(text[: match.start("label")])
        if (begins or _SHOUTED.fullmatch(match["label"])) and _is_label(match, match.start("label") == 0):
            found = _kinds().get(fold(match["label"]))
            if found:
                yield _Label(found, match.start(), match.end(), opening)


def _leads(text: str) -> Iterator[_Label]:
    """Words before a colon that name a type, or announce findings: "Main challenges: ...", "three faults: ..."."""
    if ":" not in text and "៖" not in text:
        return
    for start, end in sentence_spans(text):
        lead = _LEAD.match(text[start:end])
        if lead is None or _label().match(text, start) is not None:
            continue
        if len(lead["lead"].split()) <= _MOST_LEAD_WORDS and (kind := type_of(lead["lead"])):
            yield _Label(kind, start, start + lead.end(), last=end if kind == "finding" and start > 0 else None)
        elif announced_type(f"{lead['lead']}:") == "finding":
            yield _Label("finding", start, start + lead.end(), last=end)


def _is_label(match: re.Match[str], first: bool) -> bool:
    """Whether words that could be a label are one, by what stands behind them and by their capitals."""
    label, sign = match["label"], match["sign"]
    if label[0].islower() and not (first or match["open"]):
        return False
    if sign in (":", "៖"):
        return True
    if sign == ".":
        return match["number"] is not None and first
    if sign:
        return label.isupper() or match["number"] is not None or (first and label[0].isupper())
    rest = match.string[match.end() :]
    is_text = _BEGINS_TASK.match(rest) or (match["number"] is not None and _BEGINS_TEXT.match(rest))
    return label.isupper() and len(label) > 3 and bool(is_text)


def _is_plural(label: str) -> bool:
    name = label.strip(" ([:៖-–—.")
    return name.endswith("s") or language_of(name) == "km"


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    end = start + len(text[start:end].rstrip(" ."))
    spans: list[tuple[int, int]] = []
    begin = piece = start
    signs = [sign for sign in _MEMBER.finditer(text, start, end) if sign[0][0] == ";"] or _MEMBER.finditer(
        text, start, end
    )
    for sign in signs:
        condition = _CONDITION.match(text[piece : sign.start()]) and not _MODAL.search(text[piece : sign.start()])
        piece = sign.end()
        if not condition:
            spans.append((begin, sign.start()))
            begin = piece
    spans.append((begin, end))
    return [(first, last) for first, last in spans if last > first]


@cache
def _kinds() -> dict[str, OutcomeType]:
    table = tables()["outcome_labels"]
    kinds: tuple[OutcomeType, ...] = ("decision", "action_item", "motion", "recommendation", "request", "finding")
    return {fold(word): kind for kind in kinds for word in table[kind]}


@cache
def _label() -> re.Pattern[str]:
    every = sorted((word for found in tables()["outcome_labels"].values() for word in found), key=len, reverse=True)
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in every)
    number = r"(?:\s*(?:no\.?|nr\.?|number|#)?\s*(?P<number>(?-i:[A-Z]{0,3})-?\d[\w/–-]*(?:\.\d+)*))?"
    return re.compile(
        rf"(?P<open>[(\[]\s*)?(?<![\w\u1780-\u17d3-])(?P<label>{body}){number}(?:\s*\([^()]{{1,40}}\))?"
        r"(?:\s*(?P<sign>[:៖]|[–—-](?=\s)|\.(?=\s))\s*|(?P<none>\s+)(?=\S))(?=\S)",
        re.I,
    )
