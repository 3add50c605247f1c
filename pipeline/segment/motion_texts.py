"""What a sentence about a motion says by its words: that one is made, put, voted on, amended, or only talked of."""

import re

from pipeline.segment.hints import holds_any
from pipeline.segment.movers import tells_second
from pipeline.segment.vocabulary import tables

_OPENS = re.compile(
    r"\bmotions?\s+(?:was|were|is|has\s+been)\s+(?:duly\s+|then\s+)?(?:made|moved|put|offered|introduced|proposed|seconded)\b"
    r"|\b(?:by|on|upon)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}motion\b|\bmotion\s+(?:made\s+)?(?:to|that|for)\b|^motion\s+made\b"
    r"|\bit\s+was\s+(?:duly\s+|then\s+|\w+ly\s+)?moved\b|\bmoved\s+and\s+seconded\b|\bmoved,\s*seconded\b"
    r"|\b(?:motioned|moved)\s+(?:that|to\s+(?!the\b|an?\b|his\b|her\b|their\b|its\b|our\b|another\b|new\b)[a-z]+)\b"
    r"|\b(?-i:M\s?/\s?S)\b|\bso\s+moved\b|^moved\b"
    r"|^(?:(?:by|on|upon|with|in)\s+(?:an?\s+)?)?unanimous\s+vote\b|\bput\s+to\s+(?:the|a)\s+vote\b",
    re.I,
)
_NOTED = re.compile(
    r"(?:\(\s*(?:proposed|proposer|mover|moved|prop\.?)(?:\s+by)?:?\s+[A-Z][^()]{1,60}\)|,\s*(?:proposer|mover)\s+[A-Z][^.;]{1,50}"
    r"|\(\s*[A-Z]{2,3}\s?/\s?[A-Z]{2,3}\b[^()]{0,30}\))\s*\.?$"
)
_ASKED_FOR = re.compile(
    r"\b(?:no|any|calls?\s+for|called\s+for|asks?\s+for|asked\s+for|entertain(?:ed)?|request(?:ed)?|would|accept(?:ed)?|seek(?:ing)?"
    r"|sought|wait(?:ed|ing)?\s+for|invited?|without|bring|prepare|draft|submit|discuss(?:ed)?|debated?|against|for|if)"
    r"\s+(?:an?\s+|the\s+|any\s+|his\s+|her\s+|your\s+)?motions?\b"
    r"|\bm\s?/\s?s(?:\s?/\s?\w)?\s*="
    r"|\bmotions?\b[^.;]{0,60}\b(?:will|would|should|may|might|could|can)\s+be\b",
    re.I,
)
_WHAT = re.compile(
    r"\b(?:moved|moves|motioned)\s*(?:,\s*)?(?:that|for|adoption|approval|acceptance|adjournment|we|to\s+(?!(?:the|an?|his|her|their|its|our"
    r"|town|new|another)\b)[a-z]+)\b"
)
_MADE = re.compile(r"\bmotion\s+was\s+(?:duly\s+)?made\b|\bit\s+was\s+\w*\s*moved\b|\bmotion\s+duly\s+made\b", re.I)
_NAMED_SO = re.compile(r"\b(?:motion|moved\s+by|moved\s*:)", re.I)
_PROPOSED = re.compile(r"\b(?:proposed|proposes|proposer)\b", re.I)
_OF_MOTION = re.compile(
    r"\b(?:motion|(?<!without )(?<!without any )amendment|resolution|proposal|question|vote|ordinance)\b", re.I
)
_AMENDS = re.compile(r"\bamend(?:ment|ed)?\b", re.I)
_AS_AMENDED = re.compile(r"\bas\s+amended\b|\b(?:main|original|amended)\s+motion\b", re.I)
_ANOTHER_AMENDMENT = re.compile(r"^(?:an|another)\s+amendment\b", re.I)
_VOTED = re.compile(
    r"^\W*(?:roll[\s-]call|votes?\b|voting\b|those\s+voting|ayes?\b|yeas?\b|nays?\b|noes\b|yes\s*[:–-]|no\s*[:–-]|in\s+favou?r|for\s*[:–\d]"
    r"|against|opposed|abstain|abstention|absent\s*[:–-]|recus|result\s*[:–-]|status\s*[:–-]|outcome\s*[:–-])|\bvoted\b|\bthe\s+vote\s+was\b|\bvotes?\s+in\s+favou?r\b"
    r"|\bin\s+favou?r\b.*\b(?:against|opposed|abst\w+)\b|\bayes?\b.*\bnays?\b",
    re.I,
)
_VOTE_LINE = re.compile(r"^(?:roll[\s-]call(?:\s+vote)?|votes?|voting)\s*[:–-]", re.I)
_CALLS = re.compile(r"^(?:a\s+)?roll[\s-]call\b", re.I)
_PROPOSED_AND_RESOLVED = re.compile(r"^(?!.*\b(?:motion|moved)\b).*\bproposed\b.*\bresolved\b\s+(?:that|to)\b", re.I)
_WENT = re.compile(
    r"\bmoved\s+(?:on|away|back|forward|up|into|from|out|in|to\s+(?:the|an?|his|her|their|its|our|another|new|next|[A-Z]\w+))\b"
)
_OTHER_SIDE = re.compile(r"^(?:nays?|noes|no|opposed|against|abstain\w*|abstentions?|absent|recused)\s*[:–-]", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|is|are)\s+(?:\w+ly\s+)?(?:approved|adopted|accepted|confirmed|ratified)\b", re.I)
_RESOLVES_ON = re.compile(r"^(?:and\s+)?(?:be\s+it\s+)?(?:further\s+resolved|resolved\s+further)\b", re.I)
_STATEMENT = re.compile(
    r"^(?:(?:that|to|be\s+it|resolved|whereas|approve|adopt|accept)\b|(?:proposal|proposed\s+(?:motion|resolution|wording))\s*:)",
    re.I,
)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_HINTS = (
    "mov", "motion", "second", "propos", "m/s", "m / s", "msc", "msp", "1st", "2nd", "support", "offered", "introduced",
    "vote", "/",
)  # fmt: skip
_COMMON = 0.5
_LEAST_COMMON = 4


def might_tell(text: str) -> bool:
    """Return whether a text has any of the words without which it tells of no motion."""
    return holds_any(text, _HINTS)


def opens(text: str) -> bool:
    """Return whether a sentence says that a motion is made, by whomever, and not that one is asked for or talked of."""
    return _OPENS.search(text) is not None and _ASKED_FOR.search(text) is None


def notes_mover(text: str) -> bool:
    """Return whether mover and seconder stand in a note behind what a sentence tells ("... were signed (GP/RB)")."""
    return _NOTED.search(text) is not None


def is_asked_for(text: str) -> bool:
    """Return whether a motion is asked for, waited for or talked of, not made."""
    return _ASKED_FOR.search(text) is not None


def only_went(text: str) -> bool:
    """Return whether somebody or something moved, but no motion: "The chair moved to the next item"."""
    return _WENT.search(text) is not None and "motion" not in text.lower() and not tells_second(text)


def is_made(text: str, has_mover: bool) -> bool:
    """Return whether a sentence shows by itself that a motion was made, without second, votes or result."""
    if tells_second(text):
        return True
    if _PROPOSED.search(text) and not _OPENS.search(text):
        return False
    if not has_mover:
        return _MADE.search(text) is not None
    return _WHAT.search(text) is not None or _NAMED_SO.search(text) is not None


def is_of_motion(text: str) -> bool:
    """Return whether a text names a motion or what is put to a vote like one."""
    return _OF_MOTION.search(text) is not None


def resolves_proposal(text: str) -> bool:
    """Return whether a sentence tells of a resolution that somebody proposed: a decision, without the word motion."""
    return _PROPOSED_AND_RESOLVED.search(text) is not None


def amends(text: str) -> bool:
    """Return whether a text tells of an amendment."""
    return _AMENDS.search(text) is not None


def is_as_amended(text: str) -> bool:
    """Return whether a result is told of the motion that was amended, not of the amendment."""
    return _AS_AMENDED.search(text) is not None


def names_amendment(text: str) -> bool:
    """Return whether a sentence tells all of an amendment that was not told of before ("An amendment to ... fell")."""
    return _ANOTHER_AMENDMENT.search(text) is not None and states(text)


def tells_voting(text: str) -> bool:
    """Return whether a sentence tells how votes were cast."""
    return _VOTED.search(text) is not None


def is_vote_line(text: str) -> bool:
    """Return whether votes follow behind their label: "Vote: ...", "Roll call vote: ..."."""
    return _VOTE_LINE.match(text) is not None


def calls_roll(text: str) -> bool:
    """Return whether a sentence begins with the roll call."""
    return _CALLS.match(text) is not None


def is_other_side(text: str) -> bool:
    """Return whether a line tells the votes of those who did not vote in favour."""
    return _OTHER_SIDE.match(text) is not None


def is_passive(text: str) -> bool:
    """Return whether something was approved, as it is told of what was moved."""
    return _PASSIVE.search(text) is not None


def resolves_on(text: str) -> bool:
    """Return whether a resolution goes on ("FURTHER RESOLVED, ...")."""
    return _RESOLVES_ON.match(text) is not None


def begins_statement(text: str) -> bool:
    """Return whether a text begins as what was moved does: "That ...", "To approve ...", "Proposal: ..."."""
    return _STATEMENT.match(text) is not None


def states(text: str) -> bool:
    """Return whether a sentence about a motion says what was moved."""
    return bool(_content(text))


def shares(text: str, statement: str) -> bool:
    """Return whether a sentence has most of its words in common with what was moved."""
    one, other = _content(text), _content(statement)
    common = {word for word in one if any(word[:_LEAST_COMMON] == each[:_LEAST_COMMON] for each in other)}
    return bool(one) and len(common) >= _COMMON * len(one)


def _content(text: str) -> set[str]:
    """The words of a sentence that say what was moved: small ones, without those about motions and votes."""
    names = ("around_results", "results", "for", "against", "formal", "officers")
    formal = {word for name in names for word in tables()["motions"][name]}
    found = _WORD.findall(text.lower() if text.isupper() else text)
    return {word for word in found if word[0].islower() and len(word) > 1} - formal
