"""Motions, and the lines behind them that say who seconded, how it went and with how many votes."""

import re

from pipeline.model.minutes import Block
from pipeline.segment.decisions import DecisionReader
from pipeline.segment.found import Found
from pipeline.segment.hints import holds_any
from pipeline.segment.movers import bare_pair, moved_by, seconded_by, tells_second
from pipeline.segment.vocabulary import tables
from pipeline.segment.votes import is_result, is_roll, result_in_letters, result_of, votes_of

_OPENS = re.compile(
    r"\bmotions?\s+(?:was|were|is|has\s+been)\s+(?:duly\s+|then\s+)?(?:made|moved|put|offered|introduced|proposed|seconded)\b"
    r"|\b(?:by|on|upon)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}motion\b|\bmotion\s+(?:made\s+)?(?:to|that|for)\b|^motion\s+made\b"
    r"|\bit\s+was\s+(?:duly\s+|then\s+|\w+ly\s+)?moved\b|\bmoved\s+and\s+seconded\b|\bmoved,\s*seconded\b"
    r"|\b(?:motioned|moved)\s+(?:that|to\s+(?!the\b|an?\b|his\b|her\b|their\b|its\b|our\b|another\b|new\b)[a-z]+)\b|\bm\s?/\s?s\b|\bso\s+moved\b|^moved\b"
    r"|^(?:(?:by|on|upon|with|in)\s+(?:an?\s+)?)?unanimous\s+vote\b|\bput\s+to\s+(?:the|a)\s+vote\b",
    re.I,
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
_PROPOSED = re.compile(r"\b(?:proposed|proposes|proposer)\b", re.I)
_OF_MOTION = re.compile(r"\b(?:motion|amendment|resolution|proposal|question|vote|ordinance)\b", re.I)
_AMENDS = re.compile(r"\bamend(?:ment|ed)?\b", re.I)
_AS_AMENDED = re.compile(r"\bas\s+amended\b|\b(?:main|original|amended)\s+motion\b", re.I)
_VOTED = re.compile(
    r"^\W*(?:roll[\s-]call|votes?\b|voting\b|those\s+voting|ayes?\b|yeas?\b|nays?\b|noes\b|yes\s*[:–-]|no\s*[:–-]|in\s+favou?r|for\s*[:–\d]"
    r"|against|opposed|abstain|abstention|absent\s*[:–-]|recus|result\s*[:–-]|status\s*[:–-]|outcome\s*[:–-])|\bvoted\b|\bthe\s+vote\s+was\b|\bvotes?\s+in\s+favou?r\b"
    r"|\bin\s+favou?r\b.*\b(?:against|opposed|abst\w+)\b",
    re.I,
)
_CALLS = re.compile(r"^(?:a\s+)?roll[\s-]call\b", re.I)
_PROPOSED_AND_RESOLVED = re.compile(r"^(?!.*\b(?:motion|moved)\b).*\bproposed\b.*\bresolved\b\s+(?:that|to)\b", re.I)
"""A resolution that names its proposer, without the word motion, is a decision."""
_WENT = re.compile(
    r"\bmoved\s+(?:on|away|back|forward|up|into|from|out|in|to\s+(?:the|an?|his|her|their|its|our|another|new|next|[A-Z]\w+))\b"
)
"""Somebody or something moved, but no motion: "The chair moved to the next item"."""
_OTHER_SIDE = re.compile(r"^(?:nays?|noes|no|opposed|against|abstain\w*|abstentions?|absent|recused)\s*[:–-]", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|is|are)\s+(?:\w+ly\s+)?(?:approved|adopted|accepted|confirmed|ratified)\b", re.I)
_RESOLVES_ON = re.compile(r"^(?:and\s+)?(?:be\s+it\s+)?(?:further\s+resolved|resolved\s+further)\b", re.I)
_STATES = re.compile(r"^(?:that|to|be\s+it|resolved|whereas|approve|adopt|accept)\b", re.I)
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_BASE, _NAMED, _MOST = 0.7, 0.1, 0.95
_HINTS = (
    "mov",
    "motion",
    "second",
    "propos",
    "m/s",
    "m / s",
    "msc",
    "msp",
    "1st",
    "2nd",
    "support",
    "offered",
    "introduced",
    "vote",
    "/",
)
_SHORT, _MEDIUM, _LONG = 9, 16, 40
_COMMON = 0.5
_LEAST_COMMON = 4


class MotionReader:
    """Reads the motions and decisions of a section, block by block.

    A motion is told once: what follows it and says who moved or seconded, or how it went, is filled in, in the same
    block, in one of the next or in rows of a table. A motion that nothing yet shows to be one is kept back until then.
    """

    def __init__(self, decisions: DecisionReader) -> None:
        self._decisions = decisions
        self._told: list[Found] = []
        self._open: Found | None = None
        self._fresh = False
        self._waits = False
        self._in_points = False
        self._loose: tuple[Block, int, int] | None = None

    def read(self, block: Block, start: int, end: int, label: int | None = None) -> tuple[list[Found], bool]:
        """Return the motions and decisions that a sentence begins or makes sure, and whether it tells of any at all.

        `label`: where a label begins that calls the sentence a motion.
        """
        found = self._sentence(block, start, end, label)
        told = found is not None or (self._fresh and (self._open in self._told or self._open is None))
        if found is None or found in self._told:
            return [], told
        self._told.append(found)
        return [found], True

    def take(self, found: Found) -> None:
        """Let an outcome that was read elsewhere be filled by what follows it ("Decision 4: ... Carried 5-0.")."""
        self._fill(found, found.text, opening=True)
        self._told.append(found)
        self._open, self._fresh, self._waits = found, True, False

    def take_point(self, block: Block, is_first: bool) -> bool:
        """Return whether a point is part of what was moved ("That the Board: a) ..."); the first becomes what it says.

        `is_first`: the point begins a list.
        """
        if self._open is None or self._open.kind != "motion":
            return False
        if is_first:
            self._in_points = self._waits and self._open.text.rstrip().endswith(":")
            if self._in_points:
                self._open.block, self._open.start, self._open.end = block, 0, len(block.text)
                self._waits = False
        return self._in_points

    def fill(self, field: str, value: str) -> bool:
        """Fill a field of the motion read last, from a line or row of its own; False where there is no motion."""
        if self._open is None:
            return False
        if field in ("moved_by", "seconded_by"):
            setattr(self._open, field, getattr(self._open, field) or value)
        else:
            self._open.votes = self._open.votes or votes_of(value) or (value if field == "votes" else None)
            self._open.result = self._open.result or result_of(value) or (value.lower() if field == "result" else None)
        return True

    def _sentence(self, block: Block, start: int, end: int, label: int | None) -> Found | None:
        """The motion or decision that a sentence begins, or that it makes sure."""
        text = block.text[start:end]
        is_same = self._open is not None and self._open.block is block
        goes_on = self._goes_on(text, is_same) if label is None else None
        if goes_on is not None:
            return self._go_on(goes_on, block, start, end)
        found = None if _PROPOSED_AND_RESOLVED.search(text) else self._motion(block, start, end, label)
        if found is None:
            if self._waits and self._open is not None and _STATES.match(text):
                return self._state(self._open, block, start, end)
            found = self._decision(block, start, end)
        if found is None:
            self._loose, self._fresh = (block, start, end), False
            return None
        self._open, self._fresh = found, True
        return found if self._is_sure(found, text, label is not None) else None

    def _decision(self, block: Block, start: int, end: int) -> Found | None:
        text = block.text[start:end]
        confidence = self._decisions.confidence(text)
        found = Found("decision", block, start, end, confidence) if confidence else None
        if found is not None:
            self._fill(found, text, opening=True)
        return found

    def _motion(self, block: Block, start: int, end: int, label: int | None) -> Found | None:
        text = block.text[start:end]
        whole = block.text[label:end] if label is not None else text
        if label is None and not holds_any(text, _HINTS):
            return None
        mover = moved_by(whole)
        if label is None and mover is None and (not _OPENS.search(text) or _ASKED_FOR.search(text)):
            return self._bare(block, start, end)
        if _WENT.search(text) and "motion" not in text.lower() and not tells_second(text):
            return None
        found = Found("motion", block, start, end, _BASE + (_NAMED if label is not None else 0))
        self._fill(found, whole, opening=True)
        self._waits = False
        if not _states(text):
            self._take_statement(found)
        return found

    def _bare(self, block: Block, start: int, end: int) -> Found | None:
        """A result without a motion before it: "Motion carried 5-0." below an item's heading."""
        text = block.text[start:end]
        if not (_OF_MOTION.search(text) and is_result(text) and result_of(text)):
            return None
        found = Found("motion", block, start, end, _BASE)
        self._fill(found, text, opening=False)
        self._take_statement(found)
        return found

    def _take_statement(self, found: Found) -> None:
        """Take what a motion is about from the sentence before it, or wait for the one behind."""
        if self._loose is not None and not self._fresh and not found.text.endswith(":"):
            block, start, end = self._loose
            if block is found.block and block.text[end : found.start].strip() == "":
                found.start = start
                found.votes = found.votes or votes_of(found.text)
                return
            if block is not found.block and _STATES.match(block.text[start:end]):
                found.block, found.start, found.end = block, start, end
                return
        self._waits = True

    def _state(self, found: Found, block: Block, start: int, end: int) -> Found:
        """Move a motion to the words behind it that state it."""
        found.block, found.start, found.end = block, start, end
        text = block.text[start:end]
        self._fill(found, text, opening=True)
        self._waits, self._fresh = text.endswith(":") and not _states(text), True
        return found

    def _is_sure(self, found: Found, text: str, is_labelled: bool) -> bool:
        if (
            found.kind == "decision"
            or is_labelled
            or found.result
            or found.votes
            or found.seconded_by
            or tells_second(text)
        ):
            return True
        if _PROPOSED.search(text) and not _OPENS.search(text):
            return False
        if found.moved_by is None:
            return bool(
                re.search(
                    r"\bmotion\s+was\s+(?:duly\s+)?made\b|\bit\s+was\s+\w*\s*moved\b|\bmotion\s+duly\s+made\b",
                    text,
                    re.I,
                )
            )
        return bool(_WHAT.search(text) or re.search(r"\b(?:motion|moved\s+by|moved\s*:)", text, re.I))

    def _goes_on(self, text: str, is_same_block: bool) -> Found | None:
        """The motion or decision that a sentence says more of, or None."""
        if self._open is None or text.endswith("?"):
            return None
        if holds_any(text, _HINTS) and moved_by(text):
            return self._open if self._names_mover(text, is_same_block) else None
        count = len(text.split())
        result = None if self._decisions.is_elsewhere(text) else result_of(text)
        if _RESOLVES_ON.match(text) and self._open.kind == "decision":
            return self._open
        if bare_pair(text) and self._open.moved_by is None and self._fresh:
            return self._open
        if is_result(text) or (result and _OF_MOTION.search(text) and count <= _LONG and not _ASKED_FOR.search(text)):
            return self._whose(text)
        is_second = tells_second(text) and self._open.seconded_by is None and count <= _LONG
        if is_second and (self._open.kind == "motion" or not _states(text)):
            return self._open
        if not self._fresh:
            return None
        if (
            self._open.kind == "motion"
            and result
            and self._open.result is None
            and (count <= _SHORT or (count <= _MEDIUM and self._shares(text)))
        ):
            return self._open
        is_roll = _CALLS.match(text) is not None or (
            self._open.votes is not None and _OTHER_SIDE.match(text) is not None
        )
        tells_votes = self._open.votes is None and _VOTED.search(text) and votes_of(text)
        return self._open if count <= _LONG and (is_roll or tells_votes) else None

    def _names_mover(self, text: str, is_same_block: bool) -> bool:
        """Whether a sentence that names a mover names that of the motion before it."""
        found = self._open
        if found is None or found.moved_by is not None or (found.result and found.kind == "motion"):
            return False
        tells_result = _OF_MOTION.search(text) is not None and result_of(text) is not None
        is_near = self._fresh or is_same_block or (tells_result and found.kind == "decision")
        return (not _states(text) and is_near) or (found.kind == "motion" and self._shares(text))

    def _shares(self, text: str) -> bool:
        """Whether a sentence has most of its words in common with what was moved."""
        if self._open is None:
            return False
        one, other = _content(text), _content(self._open.text)
        common = {word for word in one if any(word[:_LEAST_COMMON] == each[:_LEAST_COMMON] for each in other)}
        return bool(one) and len(common) >= _COMMON * len(one)

    def _whose(self, text: str) -> Found | None:
        """Which of the motions before it a result is told of."""
        waiting = [found for found in self._told if found.result is None and found.kind == "motion"]
        if self._open is not None and self._open not in self._told and self._open.result is None:
            waiting.append(self._open)
        if _AS_AMENDED.search(text):
            return next((found for found in waiting if not _AMENDS.search(found.text)), self._open)
        if re.search(r"\bamendment\b", text, re.I):
            return next((found for found in reversed(waiting) if _AMENDS.search(found.text)), self._open)
        if waiting and (self._open is None or self._open.result is not None or self._open.kind == "motion"):
            return waiting[-1]
        return self._open if self._open is not None and (self._fresh or self._open.result is None) else None

    def _go_on(self, found: Found, block: Block, start: int, end: int) -> Found:
        text = block.text[start:end]
        pair = bare_pair(text)
        if pair and found.moved_by is None:
            found.moved_by, found.seconded_by = pair
        if _OTHER_SIDE.match(text) and found.votes:
            found.votes += f". {text.rstrip('. ')}"
        self._fill(found, text, opening=False)
        if found.kind == "decision" and found.moved_by and _PASSIVE.search(found.text):
            found.kind = "motion"
            self._fill(found, found.text, opening=False)
        if found.block is block and self._fresh and found is self._open:
            found.end = max(found.end, end)
        self._fresh = True
        return found

    def _fill(self, found: Found, text: str, opening: bool) -> None:
        """Fill in what a sentence tells; a decision by itself has no result but that of its votes."""
        if holds_any(text, _HINTS):
            found.moved_by = found.moved_by or moved_by(text)
            found.seconded_by = found.seconded_by or seconded_by(text)
        votes = votes_of(text, opening)
        found.votes = votes if votes and (found.votes is None or is_roll(found.votes)) else found.votes
        found.result = found.result or result_in_letters(text)
        if found.kind == "motion" or not opening or found.votes:
            found.result = found.result or result_of(text, opening)
        known = (found.moved_by, found.seconded_by, found.result or found.votes)
        if found.kind == "motion":
            found.confidence = min(_MOST, max(found.confidence, _BASE + _NAMED * sum(map(bool, known))))


def _states(text: str) -> bool:
    """Whether a sentence about a motion says what was moved."""
    return bool(_content(text))


def _content(text: str) -> set[str]:
    """The words of a sentence that say what was moved: small ones, without those about motions and votes."""
    table = tables()["motions"]
    formal = {*table["around_results"], *table["results"], *table["for"], *table["against"], *table["formal"]}
    found = _WORD.findall(text.lower() if text.isupper() else text)
    return {word for word in found if word[0].islower() and len(word) > 1} - formal
