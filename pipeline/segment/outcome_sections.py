"""The outcomes of one section, block by block and table by table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.minutes import Block, OutcomeType, Section
from pipeline.segment.advice import advice_in
from pipeline.segment.decisions import DecisionReader
from pipeline.segment.due import DueDates
from pipeline.segment.found import Found
from pipeline.segment.identify import walk_blocks
from pipeline.segment.leads import announced_type
from pipeline.segment.motions import MotionReader
from pipeline.segment.movers import moved_by
from pipeline.segment.outcome_contexts import Context
from pipeline.segment.outcome_labels import Piece, members, pieces_of, says_nothing
from pipeline.segment.outcome_tables import field_of, in_cell, table_of
from pipeline.segment.owners import Owners
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import runs
from pipeline.segment.tasks import TaskReader
from pipeline.segment.vocabulary import phrases

_AIMS = ("objectives", "expected_results")
_STATED = ("paragraph", "list_item", "answer", "note")
_LABELLED, _MEMBER, _BY_LEAD = 0.95, 0.85, 0.85
_PARAGRAPHS: dict[OutcomeType, float] = {
    "decision": 0.8, "recommendation": 0.75, "request": 0.75, "action_item": 0.75
}  # fmt: skip
"""How sure the paragraphs of a section without points are outcomes of the type its heading names."""
_FEWEST_WORDS = 3


@dataclass(frozen=True)
class Readers:
    """What reads the outcomes of one meeting; `tells`: its sentences tell what happened at a meeting."""

    decisions: DecisionReader
    tasks: TaskReader
    owners: Owners
    dates: DueDates
    tells: bool


class SectionReader:
    """Reads the outcomes of one section in the context of its heading."""

    def __init__(self, section: Section, context: Context, readers: Readers) -> None:
        self._section = section
        self._context = context
        self._readers = readers
        self._motions = MotionReader(readers.decisions)
        self._blocks = list(walk_blocks(section.blocks))
        self._has_points = any(block.kind == "list_item" for block in self._blocks)
        spoken = (speech for speech in section.blocks if speech.kind == "speech")
        self._spoken = {id(block) for speech in spoken for block in speech.blocks}
        self._announced: OutcomeType | None = None
        self._past = False
        self._last: tuple[Block, int, int] | None = None

    def read(self) -> list[Found]:
        """Return the outcomes in order."""
        found: list[Found] = []
        if self._section.heading is not None and self._section.kind != "agenda":
            found += self._in_heading(self._section.heading)
        for is_table, run in runs(self._blocks):
            for part in self._of_table(run) if is_table else map(self._of_block, run):
                found += part
        return found

    def _in_heading(self, heading: Block) -> list[Found]:
        """A heading that tells a motion with its mover, or a decision behind a dash, is one."""
        if moved_by(heading.text) is None:
            return []
        found, _ = self._motions.read(heading, 0, len(heading.text))
        return found

    def _of_block(self, block: Block) -> list[Found]:
        if block.kind in ("paragraph", "note", "speech"):
            self._announce(block)
        if block.kind not in _STATED or not block.text.strip() or says_nothing(block.text):
            return []
        if self._section.kind == "agenda" and block.kind == "list_item":
            return []
        kind = self._kind(block)
        if block.kind == "list_item" and kind is not None:
            return self._point(block, kind)
        found = [one for piece in pieces_of(block.text) for one in self._of_piece(block, piece)]
        if found or self._has_points or block.kind != "paragraph":
            return found
        return self._paragraph(block)

    def _announce(self, block: Block) -> None:
        """Keep what a line announces for the list below it, and whether that list tells of what has been."""
        text = block.text or block.attribution or ""
        self._announced = announced_type(text)
        if self._announced == "finding" and id(block) in self._spoken:
            self._announced = None  # what a speaker's study found is not what the meeting found
        self._past = (
            text.rstrip().endswith((":", "៖")) and self._announced is None and phrases("tasks", "done").within(text)
        )

    def _kind(self, block: Block) -> OutcomeType | None:
        """The type of outcome that a point is by its heading or the line above its list."""
        kinds = self._context.kinds
        if not kinds or self._announced:
            return self._announced
        if "action_item" in kinds and len(kinds) > 1 and self._readers.owners.owner_of(block.text):
            return "action_item"
        first = next((kind for kind in kinds if kind != "action_item" or len(kinds) == 1), kinds[0])
        return None if first == "action_item" and self._past else first

    def _point(self, block: Block, kind: OutcomeType) -> list[Found]:
        """A point is one outcome as a whole, unless it is labelled as another or tells a motion."""
        pieces = pieces_of(block.text)
        if any(piece.kind for piece in pieces):
            return [one for piece in pieces for one in self._of_piece(block, piece)]
        if kind in ("decision", "motion") or moved_by(block.text):
            found, told = self._in_sentences(block, 0, len(block.text))
            if any(one.kind == "motion" for one in found) or (told and not found):
                return found
        if block.text.rstrip().endswith((":", "៖")):
            return []
        by_heading = kind in self._context.kinds and self._announced is None
        point = Found(kind, block, 0, len(block.text), self._context.confidence if by_heading else _BY_LEAD)
        if kind in ("decision", "motion"):
            self._motions.take(point)
        return [point]

    def _paragraph(self, block: Block) -> list[Found]:
        """A paragraph under a heading that names a type of outcome, where the section has no points."""
        kind = self._context.kinds[0] if self._context.is_own else None
        if kind not in _PARAGRAPHS or block.text.rstrip().endswith((":", "៖")) or len(block.text.split()) < 2:
            return []
        confidence = _MEMBER if self._context.is_one else _PARAGRAPHS[kind]
        return [Found(kind, block, 0, len(block.text), confidence)]

    def _of_piece(self, block: Block, piece: Piece) -> Iterator[Found]:
        text = block.text[piece.start : piece.end]
        if piece.kind is None:
            yield from self._told(block, piece)
        elif says_nothing(text):
            return
        elif piece.kind == "motion" or (piece.kind in ("decision", "action_item") and _tells_motion(text)):
            yield from self._motion(block, piece)
        else:
            for start, end in members(block.text, piece):
                found = Found(piece.kind, block, start, end, _LABELLED if not piece.is_list else _MEMBER)
                if piece.kind == "decision":
                    self._motions.take(found)
                yield self._with_task(found) if piece.kind == "action_item" else found

    def _motion(self, block: Block, piece: Piece) -> Iterator[Found]:
        for n, (start, end) in enumerate(sentence_spans(block.text[piece.start : piece.end])):
            label = piece.label if n == 0 else None
            yield from self._motions.read(block, piece.start + start, piece.start + end, label)[0]

    def _with_task(self, found: Found) -> Found:
        """A task whose label is followed by its owner alone is what the sentence before says."""
        owners = self._readers.owners
        due = self._readers.dates.due_in(found.text)
        bare = found.text.split(" by ")[0].strip(" .")
        if not owners.is_owner(bare) or self._last is None:
            return found
        block, start, end = self._last
        return Found("action_item", block, start, end, found.confidence, owner=bare, due=due)

    def _told(self, block: Block, piece: Piece) -> Iterator[Found]:
        """What the sentences of a text without a label tell."""
        found, _ = self._in_sentences(block, piece.start, piece.end)
        yield from found

    def _in_sentences(self, block: Block, start: int, end: int) -> tuple[list[Found], bool]:
        """What sentences tell, and whether all of them tell of motions and decisions."""
        all_found: list[Found] = []
        all_told = True
        for first, last in sentence_spans(block.text[start:end]):
            span = (start + first, start + last)
            if self._announced and span[1] == len(block.text.rstrip()) and block.kind != "list_item":
                break  # what it announces are the points below
            found, told = self._motions.read(block, *span)
            all_found += [
                one for one in found if self._may_tell(block) or (one.kind == "motion" and self._readers.tells)
            ]
            all_told = all_told and told
            if not told and self._may_tell(block):
                all_found += self._said(block, *span)
            self._last = (block, *span)
        return all_found, all_told

    def _may_tell(self, block: Block) -> bool:
        """Whether the sentences of a block tell what the meeting did, not what a speaker said of others."""
        return self._readers.tells and id(block) not in self._spoken and self._section.kind not in _AIMS

    def _said(self, block: Block, start: int, end: int) -> Iterator[Found]:
        """A recommendation, a request or a task that a sentence tells of."""
        sentence = block.text[start:end]
        advice = advice_in(sentence)
        if advice is not None:
            yield Found(advice.kind, block, start, end, advice.confidence, addressed_to=advice.addressed_to)
            return
        for task in self._readers.tasks.tasks_in(sentence):
            span = (start + task.start, start + task.end)
            yield Found("action_item", block, *span, task.confidence, owner=task.owner, due=task.due)

    def _of_table(self, rows: Sequence[Block]) -> Iterator[list[Found]]:
        table = table_of(rows, "action_item" in self._context.kinds)
        if table is not None:
            yield list(table.outcomes(self._readers.dates))
            return
        for row in rows:
            yield list(self._of_row(row))

    def _of_row(self, row: Block) -> Iterator[Found]:
        """A row of a motion's own table, or cells of a page set in columns."""
        field = field_of(row)
        if field is not None and field[0] == "motion":
            motion = in_cell(row, field[1], "motion", _LABELLED)
            self._motions.take(motion)
            yield motion
        elif field is not None:
            self._motions.fill(*field)
        else:
            for text in row.cells:
                start = row.text.find(text)
                if start >= 0 and len(text.split()) >= _FEWEST_WORDS:
                    yield from self._of_cell(row, start, start + len(text))

    def _of_cell(self, row: Block, start: int, end: int) -> Iterator[Found]:
        for piece in pieces_of(row.text[start:end]):
            moved = Piece(piece.kind, piece.start + start, piece.end + start, piece.label + start, piece.is_list)
            if piece.kind is not None:
                yield from self._of_piece(row, moved)
            elif len(sentence_spans(row.text[moved.start : moved.end])) > 1 or moved_by(
                row.text[moved.start : moved.end]
            ):
                yield from self._told(row, moved)


def _tells_motion(text: str) -> bool:
    return moved_by(text) is not None and ("motion" in text.lower() or "moved" in text.lower())
