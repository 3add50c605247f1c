"""The outcomes that a text tells of: behind its labels, and sentence by sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model.minutes import Block
from pipeline.segment.advice import advice_in
from pipeline.segment.decisions import DecisionReader
from pipeline.segment.due import DueDates
from pipeline.segment.findings import finding_in
from pipeline.segment.found import Found
from pipeline.segment.motions import MotionReader
from pipeline.segment.movers import moved_by
from pipeline.segment.outcome_labels import Piece, members, pieces_of, points_in, says_nothing
from pipeline.segment.owners import Owners
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tasks import TaskReader
from pipeline.segment.votes import is_result

_CLAUSE = re.compile(r"[,;]\s+(?:and\s+)?(?=[a-z])")
LABELLED, LISTED = 0.95, 0.85
"""How sure what stands behind a label is an outcome of that type: alone, and as one of a list."""


@dataclass(frozen=True)
class Readers:
    """What reads the outcomes of one meeting; `tells`: its sentences tell what happened at a meeting."""

    decisions: DecisionReader
    tasks: TaskReader
    owners: Owners
    dates: DueDates
    tells: bool


class TextReader:
    """Reads the texts of one section in order; `motions` are those of the section."""

    def __init__(self, readers: Readers) -> None:
        self.motions = MotionReader(readers.decisions)
        self._readers = readers
        self._last: tuple[Block, int, int] | None = None

    def read(self, block: Block, may_tell: bool) -> list[Found]:
        """Return the outcomes of a block, those behind labels and those that its sentences tell of.

        `may_tell`: its sentences tell what the meeting did, not what a speaker said of others.
        """
        return [one for piece in pieces_of(block.text) for one in self.of_piece(block, piece, may_tell)]

    def of_cell(self, row: Block, start: int, end: int, may_tell: bool) -> Iterator[Found]:
        """Yield the outcomes of a row's cell: behind labels, of motions, and of what is told in several sentences."""
        points = points_in(row.text, start, end)
        if points:
            for first, last in points:
                yield from self._of_part(row, first, last, may_tell)
            return
        yield from self._of_part(row, start, end, may_tell)

    def _of_part(self, row: Block, start: int, end: int, may_tell: bool) -> Iterator[Found]:
        for piece in pieces_of(row.text[start:end]):
            moved = Piece(piece.kind, piece.start + start, piece.end + start, piece.label + start, piece.is_list)
            text = row.text[moved.start : moved.end]
            if piece.kind is not None or text.rstrip().endswith((".", "។")) or moved_by(text):
                yield from self.of_piece(row, moved, may_tell)

    def of_piece(self, block: Block, piece: Piece, may_tell: bool) -> Iterator[Found]:
        """Yield the outcomes of a part of a text."""
        text = block.text[piece.start : piece.end]
        if piece.kind is None:
            yield from self.sentences(block, piece.start, piece.end, may_tell)[0]
        elif says_nothing(text) or (piece.is_told and not may_tell):
            return
        elif is_result(text) and piece.kind != "motion":
            yield from self._result(block, piece)
        elif piece.kind == "motion" or (piece.kind in ("decision", "action_item") and _tells_motion(text)):
            yield from self._motion(block, piece)
        else:
            for start, end in members(block.text, piece):
                found = Found(piece.kind, block, start, end, LISTED if piece.is_list else LABELLED)
                if piece.kind == "decision":
                    self.motions.take(found)
                yield self.with_task(found) if piece.kind == "action_item" else found

    def _result(self, block: Block, piece: Piece) -> Iterator[Found]:
        """A label with a result alone ("Action: Approved 5-0"): of the motion above, or a decision by itself."""
        found, told = self.motions.read(block, piece.start, piece.end)
        if told:
            yield from found
            return
        decision = Found("decision", block, piece.start, piece.end, LISTED)
        self.motions.take(decision)
        yield decision

    def sentences(self, block: Block, start: int, end: int, may_tell: bool) -> tuple[list[Found], bool]:
        """Return what sentences tell, and whether all of them tell of motions and decisions."""
        all_found: list[Found] = []
        all_told = True
        for first, last in sentence_spans(block.text[start:end]):
            span = (start + first, start + last)
            found, told = self.motions.read(block, *span)
            all_found += [one for one in found if may_tell or (one.kind == "motion" and self._readers.tells)]
            all_told = all_told and told
            if not told and may_tell:
                all_found += self._said(block, *span)
            self._last = (block, *span)
        return all_found, all_told

    def with_task(self, found: Found) -> Found:
        """Return a task as it is, or, where it is only its owner's name, as what the sentence before it says."""
        bare = found.text.split(" by ")[0].strip(" .")
        if self._last is None or not self._readers.owners.is_owner(bare):
            return found
        due = self._readers.dates.due_in(found.text)
        block, start, end = self._last
        start += _clause_of(bare, block.text[start:end])
        return Found("action_item", block, start, end, found.confidence, owner=bare, due=due)

    def _motion(self, block: Block, piece: Piece) -> Iterator[Found]:
        for n, (start, end) in enumerate(sentence_spans(block.text[piece.start : piece.end])):
            label = piece.label if n == 0 else None
            yield from self.motions.read(block, piece.start + start, piece.start + end, label)[0]

    def _said(self, block: Block, start: int, end: int) -> Iterator[Found]:
        """A recommendation, a request or a task that a sentence tells of; who "was asked to" may own a task."""
        sentence = block.text[start:end]
        advice = advice_in(sentence)
        tasks = list(self._readers.tasks.tasks_in(sentence)) if advice is None or advice.is_of_subject else []
        if advice is not None and not tasks:
            yield Found(advice.kind, block, start, end, advice.confidence, addressed_to=advice.addressed_to)
        for task in tasks:
            span = (start + task.start, start + task.end)
            yield Found("action_item", block, *span, task.confidence, owner=task.owner, due=task.due)
        if advice is None and not tasks and (confidence := finding_in(sentence)) is not None:
            yield Found("finding", block, start, end, confidence)


def _clause_of(owner: str, sentence: str) -> int:
    """Where in a sentence the clause begins that names an owner; 0 where none does."""
    named = sentence.find(owner)
    return max((mark.end() for mark in _CLAUSE.finditer(sentence, 0, max(named, 0))), default=0)


def _tells_motion(text: str) -> bool:
    return moved_by(text) is not None and ("motion" in text.lower() or "moved" in text.lower())
