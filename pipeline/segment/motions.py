"""Motions, and the lines behind them that say who seconded, how it went and with how many votes."""

from pipeline.model.minutes import Block
from pipeline.segment import motion_texts as texts
from pipeline.segment.decisions import DecisionReader
from pipeline.segment.decisions_khmer import refers_back
from pipeline.segment.found import Found
from pipeline.segment.movers import bare_pair, moved_by, seconded_by, tells_second
from pipeline.segment.votes import is_result, is_roll, refusal_of, result_in_letters, result_of, votes_of

_BASE, _NAMED, _MOST = 0.7, 0.1, 0.95
_SHORT, _MEDIUM, _LONG = 9, 16, 40
"""Words of sentences that may tell no more than the result, than the result and what was moved, or the votes."""


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
        refusal = refusal_of(found.text)
        if refusal:
            found.kind, found.result = "motion", refusal
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
        noted = self._decision(block, start, end) if label is None and texts.notes_mover(text) else None
        found = noted or (None if texts.resolves_proposal(text) else self._motion(block, start, end, label))
        if found is None:
            if self._waits and self._open is not None and texts.begins_statement(text):
                return self._state(self._open, block, start, end)
            found = self._decision(block, start, end)
        if found is None:
            self._loose, self._fresh = (block, start, end), False
            return None
        self._open, self._fresh = found, True
        is_sure = found.kind == "decision" or found.result or found.votes or found.seconded_by
        return found if is_sure or label is not None or texts.is_made(text, found.moved_by is not None) else None

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
        if label is None and not texts.might_tell(text):
            return None
        if label is None and moved_by(whole) is None and not texts.opens(text):
            return self._bare(block, start, end)
        if texts.only_went(text):
            return None
        found = Found("motion", block, start, end, _BASE + (_NAMED if label is not None else 0))
        self._fill(found, whole, opening=True)
        self._waits = False
        if not texts.states(text):
            self._take_statement(found)
        return found

    def _bare(self, block: Block, start: int, end: int) -> Found | None:
        """A result without a motion before it: "Motion carried 5-0." below an item's heading."""
        text = block.text[start:end]
        if not (texts.is_of_motion(text) and is_result(text) and result_of(text)):
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
            if block is not found.block and texts.begins_statement(block.text[start:end]):
                found.block, found.start, found.end = block, start, end
                return
        self._waits = True

    def _state(self, found: Found, block: Block, start: int, end: int) -> Found:
        """Move a motion to the words behind it that state it."""
        found.block, found.start, found.end = block, start, end
        text = block.text[start:end]
        self._fill(found, text, opening=True)
        self._waits, self._fresh = text.endswith(":") and not texts.states(text), True
        return found

    def _goes_on(self, text: str, is_same_block: bool) -> Found | None:
        """The motion or decision that a sentence says more of, or None."""
        found = self._open
        if found is None or text.endswith("?") or texts.names_amendment(text):
            return None
        if texts.might_tell(text) and moved_by(text):
            return found if self._names_mover(text, is_same_block) else None
        count = len(text.split())
        result = None if self._decisions.is_elsewhere(text) else result_of(text)
        if found.kind == "decision" and (texts.resolves_on(text) or (self._fresh and refers_back(text))):
            return found
        if bare_pair(text) and found.moved_by is None and self._fresh:
            return found
        is_of_motion = texts.is_of_motion(text) and count <= _LONG and not texts.is_asked_for(text)
        if is_result(text) or (result and is_of_motion):
            return self._whose(text)
        is_second = tells_second(text) and found.seconded_by is None and count <= _LONG
        if is_second and (found.kind == "motion" or not texts.states(text)):
            return found
        if not self._fresh and not (texts.is_vote_line(text) and found.result is None):
            return None
        is_short = count <= _SHORT or (count <= _MEDIUM and texts.shares(text, found.text))
        if found.kind == "motion" and result and found.result is None and is_short:
            return found
        return found if count <= _LONG and self._tells_votes(found, text) else None

    def _tells_votes(self, found: Found, text: str) -> bool:
        """Whether a sentence tells how members voted on a motion."""
        if texts.calls_roll(text) or (found.votes is not None and texts.is_other_side(text)):
            return True
        return found.votes is None and texts.tells_voting(text) and votes_of(text) is not None

    def _names_mover(self, text: str, is_same_block: bool) -> bool:
        """Whether a sentence that names a mover names that of the motion before it."""
        found = self._open
        if found is None or found.moved_by is not None or (found.result and found.kind == "motion"):
            return False
        tells_result = texts.is_of_motion(text) and result_of(text) is not None
        is_near = self._fresh or is_same_block or (self._loose is not None and self._loose[0] is found.block)
        is_near = is_near or (tells_result and found.kind == "decision")
        return (not texts.states(text) and is_near) or (found.kind == "motion" and texts.shares(text, found.text))

    def _whose(self, text: str) -> Found | None:
        """Which of the motions before it a result is told of."""
        waiting = [found for found in self._told if found.result is None and found.kind == "motion"]
        if self._open is not None and self._open not in self._told and self._open.result is None:
            waiting.append(self._open)
        if texts.is_as_amended(text):
            return next((found for found in waiting if not texts.amends(found.text)), self._open)
        if texts.amends(text):
            return next((found for found in reversed(waiting) if texts.amends(found.text)), self._open)
        if waiting and (self._open is None or self._open.result is not None or self._open.kind == "motion"):
            return waiting[-1]
        return self._open if self._open is not None and (self._fresh or self._open.result is None) else None

    def _go_on(self, found: Found, block: Block, start: int, end: int) -> Found:
        text = block.text[start:end]
        pair = bare_pair(text)
        if pair and found.moved_by is None:
            found.moved_by, found.seconded_by = pair
        if texts.is_other_side(text) and found.votes:
            found.votes += f". {text.rstrip('. ')}"
        self._fill(found, text, opening=False)
        if found.kind == "decision" and found.moved_by and texts.is_passive(found.text):
            found.kind = "motion"
            self._fill(found, found.text, opening=False)
        if found.block is block and self._fresh and found is self._open:
            found.end = max(found.end, end)
        self._fresh = True
        return found

    def _fill(self, found: Found, text: str, opening: bool) -> None:
        """Fill in what a sentence tells; a decision by itself has no result but that of its votes."""
        if texts.might_tell(text):
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
