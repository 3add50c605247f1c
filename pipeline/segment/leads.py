"""Words that announce outcomes: headings, lines before a list, and leads inside a sentence ("Some requests: ...")."""

import re
from dataclasses import dataclass

from pipeline.model.minutes import OutcomeType
from pipeline.segment.blocks import language_of
from pipeline.segment.vocabulary import phrases

_TYPES: tuple[OutcomeType, ...] = ("request", "action_item", "decision", "recommendation", "motion", "finding")
"""In the order in which they are tried."""
_LEAD = re.compile(r"^(?P<lead>[^:៖.]{3,60}?)\s*[:៖]\s*(?=\S)")
_MEMBER = re.compile(r",\s+(?:and\s+)?|;\s+(?:and\s+)?")
_CONDITION = re.compile(r"(?:if|when|where|in case)\b", re.I)
_MODAL = re.compile(r"\b(?:need|needs|needed|should|must|shall|have to|has to|ought)\b", re.I)
_MOST_LEAD_WORDS = 5
_SHORT_LEAD, _LEAD_TAIL = 6, 3
"""A short lead may name the type anywhere ("Previous tasks still pending:"), a longer one in its last words."""


@dataclass(frozen=True)
class Lead:
    """What the beginning of a text announces, and where the members of the list behind it stand."""

    kind: OutcomeType
    members: list[tuple[int, int]]


def type_of(heading: str) -> OutcomeType | None:
    """Return the type of outcome that a heading names, or None."""
    return next((kind for kind in _TYPES if heading and phrases("outcomes", kind).within(heading)), None)


def announced_type(text: str) -> OutcomeType | None:
    """Return the type that a line ending in a colon announces for the list below it, or None."""
    text = text.rstrip()
    if not text.endswith((":", "៖")):
        return None
    tail = re.split(r"[.?!]\s", text)[-1].split()
    return type_of(" ".join(tail if len(tail) <= _SHORT_LEAD else tail[-_LEAD_TAIL:]))


def lead_of(text: str) -> Lead | None:
    """Return the lead of a text and its members; one member where it announces no list."""
    match = _LEAD.match(text)
    kind = _lead_type(match["lead"]) if match else None
    if match is None or kind is None:
        return None
    start = match.end()
    return Lead(kind, _members(text, start) if _is_plural(match["lead"]) else [(start, len(text.rstrip()))])


def _lead_type(lead: str) -> OutcomeType | None:
    if len(lead.split()) > _MOST_LEAD_WORDS:
        return None
    return next((kind for kind in _TYPES if phrases("outcomes", kind).begins(lead)), None)


def _is_plural(lead: str) -> bool:
    return lead.endswith("s") or language_of(lead) == "km"


def _members(text: str, start: int) -> list[tuple[int, int]]:
    """Where the members of a list in a sentence stand; a condition stays with what it is the condition of."""
    end = len(text.rstrip(" ."))
    spans: list[tuple[int, int]] = []
    begin = piece = start
    for comma in _MEMBER.finditer(text, start, end):
        condition = _CONDITION.match(text[piece : comma.start()]) and not _MODAL.search(text[piece : comma.start()])
        piece = comma.end()
        if not condition:
            spans.append((begin, comma.start()))
            begin = piece
    spans.append((begin, end))
    return [(first, last) for first, last in spans if last > first] or [(start, len(text.rstrip()))]
