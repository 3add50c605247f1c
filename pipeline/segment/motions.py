"""Motions and decisions that sentences tell of: who moved and seconded, how it went, with how many votes."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.segment.persons import CAPITAL, is_name, split_honorific, split_role
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import tables

_NAME = rf"(?:{CAPITAL}\s+){{0,5}}{CAPITAL}"
_MOVES = re.compile(rf"(?P<name>{_NAME})\s+(?:also\s+|then\s+)?(?:moved|made\s+(?:a|the)\s+motion|motioned)\b")
_MOVED_BY = re.compile(
    rf"\b(?:[Mm]oved|MOVED|[Mm]otion(?:\s+(?:was\s+)?made)?|MOTION)\s+(?:by|of|from)\s*:?\s*(?P<name>{_NAME})"
)
_MOTION = re.compile(
    r"^motion\s*(?:no\.?\s*)?[\d\-/]*\s*[:–-]|\b(?:a|the)\s+motion\s+(?:was|to)\b|\b(?:by|on|upon)\s+(?:a\s+)?motion\b"
    r"|\bmotion\s+to\b|\bit\s+was\s+moved\b|\bmoved\s+and\s+seconded\b",
    re.I,
)
_PLAIN_MOVE = re.compile(r"\bmoved\b", re.I)
_SECONDS = re.compile(rf"(?P<name>{_NAME})\s+(?:seconded|made\s+the\s+second|seconds)\b")
_SECONDED_BY = re.compile(rf"\b[Ss](?:econded|ECONDED|econd)\s+(?:by\s*:?|:)\s*(?P<name>{_NAME})", re.ASCII)
_SECONDED = re.compile(r"\bsecond(?:ed|s)?\b", re.I)
_RESULT_WORD = r"(passed|carried|approved|adopted|failed|defeated|tabled|withdrawn|lost|rejected)\b"
_RESULTS = (
    re.compile(rf"\bmotion\s+(?:(?:was|is|has|been|\w+ly)\s+)*{_RESULT_WORD}", re.I),
    re.compile(
        rf"(?:^|[;,]\s*(?:and\s+)?)(?:(?:was|\w+ly)\s+)*{_RESULT_WORD}(?=\s*(?:[.;,(]|$|\d|by\b|with\b|unanim))", re.I
    ),
    re.compile(rf"\b{_RESULT_WORD}\s+(?:unanimously|by\s+|with\s+|\(?\d)", re.I),
    re.compile(rf"\bunanimously\s+{_RESULT_WORD}", re.I),
    re.compile(rf"\b(?:was|were|is|are)\s+(?:\w+ly\s+)?{_RESULT_WORD}", re.I),
)
_ANY_RESULT = re.compile(rf"\b{_RESULT_WORD}", re.I)
_FOR = r"(?:in\s+favou?r|for|yes|ayes?|yeas?)"
_AGAINST = r"(?:against|opposed|no|nays?|abstain\w*|abstentions?)"
_VOTES = re.compile(
    rf"\b(?P<figures>\d{{1,3}}\s+(?:votes?\s+)?{_FOR}\b(?:[,;]?\s+(?:and\s+)?(?:\d{{1,3}}|none)\s+(?:votes?\s+)?{_AGAINST}\b)*)"
    rf"|(?:votes?|voted|by|of|{_RESULT_WORD[:-2]})\W{{1,3}}(?P<score>\d{{1,3}}\s?[-–]\s?\d{{1,3}}(?:\s?[-–]\s?\d{{1,3}})?)(?!\d)"
    r"|\b(?P<words>unanimously|unanimous(?:\s+vote)?|all\s+in\s+favou?r|no\s+objections)\b",
    re.I,
)
_DECIDED = re.compile(
    r"\b(?:was|were|is|are)\s+(?:unanimously\s+|duly\s+)?(?:approved|adopted|agreed|resolved|accepted)\b"
    r"|\bunanimously\s+(?:approved|adopted|agreed|accepted)\b",
    re.I,
)
_IT_WAS = re.compile(
    r"\bit\s+was\s+(?:\w+ly\s+|also\s+)?(?:resolved|agreed|decided)\b(?:\s+by\s+[\w\s]{1,30}?)?\s+(?:that|to)\b"
    r"|^(?:be\s+it\s+)?resolved\b,?\s+that\b",
    re.I,
)
_UNDECIDED = re.compile(r"\b(?:if|until|unless|whether|once|asked|should|would|hopes?|when)\b", re.I)
_BY_WHOM = re.compile(r"\s+(?:unanimously\s+)?by\s+(?:the\s+)?(\w+)")
_SHORT, _MEDIUM = 8, 14

Kind = Literal["motion", "decision"]


@dataclass
class Resolution:
    """A motion or a decision, and where it stands in its text."""

    kind: Kind
    start: int
    end: int
    confidence: float
    moved_by: str | None = None
    seconded_by: str | None = None
    result: str | None = None
    votes: str | None = None


def find_resolutions(text: str) -> list[Resolution]:
    """Return the motions and decisions of a text in order; what follows a motion and says how it went is part of it."""
    if not _worth_reading().search(text):
        return []
    found: list[Resolution] = []
    pending: Resolution | None = None
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if pending is not None and _continues(pending, sentence):
            pending.end = end
            _fill(pending, sentence)
            if pending not in found:
                found.append(pending)
            continue
        pending = _motion(sentence, start, end)
        if pending is not None and _is_sure(sentence):
            found.append(pending)
        if pending is None and (decision := _decision(sentence, start, end)) is not None:
            found.append(decision)
    return found


def result_of(text: str) -> str | None:
    """Return how a motion went, in small letters ("carried"), or None."""
    hits = [match[1] for pattern in _RESULTS if (match := pattern.search(text))]
    if not hits and len(text.split()) <= _SHORT:
        hits = _ANY_RESULT.findall(text)
    return hits[0].lower() if hits else None


def votes_of(text: str) -> str | None:
    """Return the votes as printed ("5-0", "4 in favour, 0 against", "unanimously"), or None."""
    hits = list(_VOTES.finditer(text))
    counted = [match for match in hits if not match["words"]] or hits
    return next((match[name] for match in counted[:1] for name in ("figures", "score", "words") if match[name]), None)


def _motion(sentence: str, start: int, end: int) -> Resolution | None:
    """The motion that a sentence opens, sure or not."""
    mover = _name_in(_MOVES, sentence) or _name_in(_MOVED_BY, sentence)
    if mover is None and not _MOTION.search(sentence):
        return None
    motion = Resolution("motion", start, end, 0.9)
    _fill(motion, sentence)
    return motion


def _is_sure(sentence: str) -> bool:
    """Whether a sentence that says somebody moved tells of a motion, not of a removal."""
    if _MOTION.search(sentence) or _MOVED_BY.search(sentence) or "motion" in sentence.lower():
        return True
    return bool(_SECONDED.search(sentence) or (_PLAIN_MOVE.search(sentence) and result_of(sentence)))


def _continues(motion: Resolution, sentence: str) -> bool:
    count = len(sentence.split())
    if motion.moved_by is None and _MOVED_BY.search(sentence):
        return True
    if _MOVES.search(sentence) and not _SECONDS.search(sentence):
        return False
    if motion.seconded_by is None and _SECONDED.search(sentence):
        return True
    if motion.result is None and count <= _MEDIUM and result_of(sentence):
        return count <= _SHORT or "motion" in sentence.lower()
    return motion.votes is None and count <= _MEDIUM and votes_of(sentence) is not None


def _fill(motion: Resolution, sentence: str) -> None:
    motion.moved_by = motion.moved_by or _name_in(_MOVED_BY, sentence) or _name_in(_MOVES, sentence)
    motion.seconded_by = motion.seconded_by or _name_in(_SECONDED_BY, sentence) or _name_in(_SECONDS, sentence)
    motion.result = motion.result or result_of(sentence)
    motion.votes = motion.votes or votes_of(sentence)


def _name_in(pattern: re.Pattern[str], sentence: str) -> str | None:
    """The name that a pattern finds, with its honorific as printed."""
    match = pattern.search(sentence)
    honorific, bare = split_honorific(match["name"].rstrip(".")) if match else (None, "")
    name = bare if honorific else split_role(bare)[1]
    if not name or not is_name(name):
        return None
    return f"{honorific} {name}" if honorific else name


def _decision(sentence: str, start: int, end: int) -> Resolution | None:
    confidence = _decides(sentence)
    if confidence is None:
        return None
    return Resolution("decision", start, end, confidence, result=result_of(sentence), votes=votes_of(sentence))


def _decides(sentence: str) -> float | None:
    """How sure it is that a sentence tells of a decision, or None."""
    passive = _DECIDED.search(sentence)
    if passive and (result_of(sentence) or votes_of(sentence)) and not _UNDECIDED.search(sentence[: passive.start()]):
        return None if _by_others(sentence[passive.end() :]) else 0.85
    if _IT_WAS.search(sentence):
        return 0.85
    if _by_body_km().search(sentence):
        return 0.8
    active = _by_body().search(sentence)
    if active is None or _UNDECIDED.search(sentence[: active.start()]):
        return None
    if active["firm"]:
        return 0.85
    return 0.8 if active["to"] else 0.75


def _by_others(text: str) -> bool:
    """Whether what follows "was approved" says that others did ("by the governor"), not the meeting or its vote."""
    match = _BY_WHOM.match(text)
    first_words = {body.split()[0] for body in tables()["decisions"]["bodies"]} | set(tables()["decisions"]["manners"])
    return match is not None and match[1].lower() not in first_words


@cache
def _worth_reading() -> re.Pattern[str]:
    verbs = "|".join(tables()["decisions"]["verbs_km"])
    return re.compile(rf"motion|moved|approved|adopted|agreed|resolved|accepted|endorsed|decided|voted|{verbs}", re.I)


@cache
def _by_body() -> re.Pattern[str]:
    bodies = "|".join(re.escape(body) for body in sorted(tables()["decisions"]["bodies"], key=len, reverse=True))
    adverbs = r"(?:(?:has|have|had|also|then|formally|unanimously|jointly|all|therefore)\s+)*"
    return re.compile(
        rf"\b(?:{bodies})\s+{adverbs}(?:"
        r"(?P<firm>(?:decided|resolved|voted)\s+(?:unanimously\s+)?(?:to|that|on|not)\b"
        r"|(?:approved|adopted|endorsed|accepted)\s+(?:the|a|an|all|this|these|to)\b)"
        r"|agreed\s+(?:unanimously\s+)?(?:(?P<to>to)|that|on|not)\b)",
        re.I,
    )


@cache
def _by_body_km() -> re.Pattern[str]:
    bodies, verbs = "|".join(tables()["decisions"]["bodies_km"]), "|".join(tables()["decisions"]["verbs_km"])
    return re.compile(rf"(?:{bodies})[\s\u200b]*(?:ទាំងអស់)?[\s\u200b]*(?:បាន)?[\s\u200b]*(?:{verbs})")
