"""The outcomes of one section, block by block and table by table."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.minutes import Block, OutcomeType, Section
from pipeline.segment.announcements import Announcement
from pipeline.segment.break_marks import place_of
from pipeline.segment.found import Found
from pipeline.segment.identify import walk_blocks
from pipeline.segment.leads import types_of
from pipeline.segment.movers import moved_by
from pipeline.segment.outcome_columns import of_column, row_columns
from pipeline.segment.outcome_contexts import Context
from pipeline.segment.outcome_labels import pieces_of, says_nothing
from pipeline.segment.outcome_tables import field_of, in_cell, labelled_cell, table_of
from pipeline.segment.outcome_texts import LABELLED, LISTED, Readers, TextReader
from pipeline.segment.sentences import is_khmer
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import cell, runs
from pipeline.segment.vocabulary import phrases

_AIMS = ("objectives", "expected_results")
_STATED = ("paragraph", "list_item", "answer", "note")
_PARAGRAPHS: dict[OutcomeType, float] = {
    "decision": 0.8, "recommendation": 0.75, "request": 0.75, "action_item": 0.75
}  # fmt: skip
"""How sure the paragraphs of a section without points are outcomes of the type its heading names."""
_LEAST_KM = 15
"""Characters of a paragraph that could state something in Khmer, which has no blanks between words."""
_FEWEST_WORDS = 3
_MOST_TITLE_WORDS = 6
"""Words of a point that is a title."""
_WILL = re.compile(r"^[^.;:]{2,70}?\swill\s[a-z]")


class SectionReader:
    """Reads the outcomes of one section in the context of its heading."""

    def __init__(self, section: Section, context: Context, readers: Readers) -> None:
        self._section = section
        self._context = context
        self._readers = readers
        self._texts = TextReader(readers)
        self._blocks = list(walk_blocks(section.blocks))
        self._places = {id(block): n for n, block in enumerate(self._blocks)}
        self._has_points = any(block.kind == "list_item" for block in self._blocks)
        spoken = (speech for speech in section.blocks if speech.kind == "speech")
        self._spoken = {id(block) for speech in spoken for block in speech.blocks}
        self._row = row_columns(self._blocks)
        self._above = Announcement()
        self._has_ended = False

    def read(self) -> list[Found]:
        """Return the outcomes in order."""
        found: list[Found] = []
        if self._section.heading is not None and self._section.kind != "agenda":
            found += self._in_heading(self._section.heading)
        for is_table, run in runs(self._blocks):
            for part in self._of_table(run) if is_table else map(self._of_block, run):
                found += part
        self._row.fill(found, self._readers.dates)
        moved = [one for one in found if one.kind in ("motion", "decision")]
        return [one for one in found if one in moved or not any(_inside(one, other) for other in moved)]

    def _in_heading(self, heading: Block) -> list[Found]:
        """A heading that tells a motion with its mover is one."""
        if moved_by(heading.text) is None:
            return []
        return self._texts.motions.read(heading, 0, len(heading.text))[0]

    def _of_block(self, block: Block) -> list[Found]:
        n = self._places[id(block)]
        self._above.take(block, self._blocks[n + 1] if n + 1 < len(self._blocks) else None)
        self._has_ended = self._has_ended or phrases("outcome_heads", "ends").within(block.text)
        if block.kind not in _STATED or not block.text.strip() or says_nothing(block.text):
            return []
        if self._section.kind == "agenda" and block.kind == "list_item":
            return []
        if block.column is not None:
            return self._of_column(block)
        if block.kind == "list_item" and self._texts.motions.take_point(block, self._begins_list(block)):
            return []
        if self._above.kind and (block.kind != "list_item" or self._above.is_by(block)):
            return self._lead(block)
        kind = self._kind(block)
        if block.kind == "list_item" and kind is not None:
            return self._point(block, kind)
        found = self._texts.read(block, self._may_tell(block))
        if self._has_points or block.kind != "paragraph":
            return found
        is_task = bool(found) and all(one.kind == "action_item" for one in found)
        if found and not (is_task and self._context.is_own and self._context.kinds[0] == "decision"):
            return found
        return self._paragraph(block) or found

    def _lead(self, block: Block) -> list[Found]:
        """A paragraph whose last sentence announces the points below; what it announces is told by them."""
        spans = sentence_spans(block.text)
        if len(spans) < 2:
            return []
        return self._texts.sentences(block, 0, spans[-2][1], self._may_tell(block))[0]

    def _kind(self, block: Block) -> OutcomeType | None:
        """The type of outcome that a point is by its heading or the line above its list."""
        kinds = self._context.kinds
        if not kinds or self._above.kind:
            return self._above.kind or next(iter(self._above.titled), None)
        if "action_item" in kinds and len(kinds) > 1 and self._readers.owners.owner_of(block.text):
            return "action_item"
        first = next((kind for kind in kinds if kind != "action_item" or len(kinds) == 1), kinds[0])
        return None if (first == "action_item" and self._above.is_past) or self._heads_text(block) else first

    def _heads_text(self, block: Block) -> bool:
        """Whether a point stands alone above a paragraph, as the title of an item of business does."""
        n = self._places[id(block)]
        around = [self._blocks[at].kind for at in (n - 1, n + 1) if 0 <= at < len(self._blocks)]
        is_alone = "list_item" not in around and n + 1 < len(self._blocks) and around[-1] == "paragraph"
        is_short = (
            len(block.text) <= _LEAST_KM if is_khmer(block.text) else len(block.text.split()) <= _MOST_TITLE_WORDS
        )
        is_title = is_short and not block.text.endswith((".", ";"))
        return is_alone and is_title and self._readers.owners.owner_of(block.text) is None

    def _begins_list(self, block: Block) -> bool:
        n = self._places[id(block)]
        return n == 0 or self._blocks[n - 1].kind != "list_item"

    def _point(self, block: Block, kind: OutcomeType) -> list[Found]:
        """A point is one outcome as a whole, unless it is labelled as another or tells a motion."""
        if any(piece.kind for piece in pieces_of(block.text)):
            return self._texts.read(block, self._may_tell(block))
        if kind in ("decision", "motion") or moved_by(block.text):
            found, told = self._texts.sentences(block, 0, len(block.text), self._may_tell(block))
            if any(one.kind == "motion" for one in found) or (told and not found):
                return found
        if block.text.rstrip().endswith((":", "៖")):
            return []
        by_heading = kind in self._context.kinds and self._above.kind is None
        point = Found(kind, block, 0, len(block.text), self._context.confidence if by_heading else LISTED)
        point.addressed_to = self._above.addressed_to
        if kind == "decision" and not by_heading and self._is_handed_out(block.text):
            point.kind = "action_item"
            return [point]
        if kind in ("decision", "motion"):
            self._texts.motions.take(point)
        return [point]

    def _is_handed_out(self, text: str) -> bool:
        """Whether what was agreed is what somebody else than the meeting itself will do."""
        owner = self._readers.owners.owner_of(text) if _WILL.search(text) else None
        if owner is None or phrases("decisions", "bodies").ends(owner):
            return False
        return text.removeprefix("the ").startswith(owner.removeprefix("the "))

    def _paragraph(self, block: Block) -> list[Found]:
        """A paragraph under a heading that names a type of outcome, where the section has no points."""
        kind = self._context.kinds[0] if self._context.is_own and not self._has_ended else None
        if kind not in _PARAGRAPHS or block.text.rstrip().endswith((":", "៖")):
            return []
        if len(block.text) < _LEAST_KM if is_khmer(block.text) else len(block.text.split()) < 2:
            return []
        if phrases("advice", "courtesies_km").within(block.text) or self._readers.owners.is_owner(block.text):
            return []
        found = Found(kind, block, 0, len(block.text), LISTED if self._context.is_one else _PARAGRAPHS[kind])
        if kind == "decision":
            self._texts.motions.take(found)
        return [found]

    def _of_column(self, block: Block) -> list[Found]:
        """What stands in an agenda's column of outcomes; a result alone is that of what was moved beside it."""
        if any(piece.kind for piece in pieces_of(block.text)):
            return self._texts.read(block, self._may_tell(block))
        if "action_item" in types_of(block.column or "") and self._readers.owners.is_owner(block.text):
            return [self._texts.with_task(Found("action_item", block, 0, len(block.text), LISTED))]
        found, told = self._texts.sentences(block, 0, len(block.text), may_tell=True)
        if any(one.kind == "motion" for one in found) or (told and not found):
            return found
        return list(of_column(block, self._row, self._readers.owners))

    def _may_tell(self, block: Block) -> bool:
        """Whether the sentences of a block tell what the meeting did, not what a speaker said of others."""
        return self._readers.tells and id(block) not in self._spoken and self._section.kind not in _AIMS

    def _of_table(self, rows: Sequence[Block]) -> Iterator[list[Found]]:
        kinds = {*self._context.kinds, *self._above.titled, *([self._above.kind] if self._above.kind else [])}
        table = table_of(rows, kinds, self._readers.dates, self._readers.owners)
        if table is not None:
            for row, found in table.outcomes(self._readers.dates, self._readers.owners):
                yield [*self._said_beside(row, table.said, found), *found]
            return
        for row in rows:
            yield list(self._of_row(row))

    def _said_beside(self, row: Block, column: int | None, found: Sequence[Found]) -> Iterator[Found]:
        """What the sentences of a row's cell tell besides the outcomes that its other cells state."""
        place = place_of(cell(row, column), row.text) if column is not None else None
        for told in self._texts.of_cell(row, *place, self._may_tell(row)) if place else ():
            if not any(told.start < one.end and one.start < told.end for one in found):
                yield told

    def _of_row(self, row: Block) -> Iterator[Found]:
        """A row of a motion's own table, a cell beside its label, or cells of a page set in columns."""
        field = field_of(row)
        labelled = labelled_cell(row)
        if labelled is not None:
            yield from self._texts.of_piece(row, labelled, self._may_tell(row))
            return
        if field is not None and field[0] == "motion":
            motion = in_cell(row, field[1], "motion", LABELLED)
            self._texts.motions.take(motion)
            yield motion
        elif field is not None:
            self._texts.motions.fill(*field)
        else:
            for text in row.cells:
                place = place_of(text, row.text) if len(text.split()) >= _FEWEST_WORDS else None
                if place is not None:
                    yield from self._texts.of_cell(row, *place, self._may_tell(row))


def _inside(one: Found, other: Found) -> bool:
    """Whether what a sentence advises or hands out turned out to be part of a motion or decision."""
    is_told = one.confidence < LISTED and one.block is other.block
    return is_told and other.start <= one.start and one.end <= other.end
