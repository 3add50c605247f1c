"""Outcomes in a column of their own beside what was said, and the columns that say by whom and by when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block, OutcomeType
from pipeline.segment.due import DueDates
from pipeline.segment.found import Found
from pipeline.segment.leads import types_of
from pipeline.segment.owners import Owners
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import phrases, words

_IN_COLUMN = 0.9


@dataclass(frozen=True)
class RowColumns:
    """Who and when, as the columns of a row say."""

    owner: str | None = None
    due: str | None = None

    def fill(self, found: Sequence[Found], dates: DueDates) -> None:
        """Give tasks, and what a column says was decided, the owner and the day of their row where they name none."""
        for one in found:
            if one.kind == "action_item" or (one.block.column and one.kind in ("decision", "recommendation")):
                one.owner = one.owner or self.owner
                one.due = one.due or (dates.date_at(self.due) if self.due else None)


def row_columns(blocks: Sequence[Block]) -> RowColumns:
    """Return who and when of the row of an agenda that some blocks were read from."""
    texts: dict[str, list[str]] = {"owner": [], "due": []}
    for block in blocks:
        for name in texts:
            if block.column and fold(block.column).strip(" .:៖?") in words("action_table", name):
                texts[name].append(block.text)
    return RowColumns(*(", ".join(texts[name]) or None for name in texts))


def of_column(block: Block, row: RowColumns, owners: Owners) -> Iterator[Found]:
    """Yield what a block below the head of outcomes states: one outcome, or a task for each sentence with an owner."""
    kind = _kind(block, row, owners)
    if kind is None or phrases("outcome_heads", "nothing").equals(block.text):
        return
    whole = Found(kind, block, 0, len(block.text), _IN_COLUMN)
    spans = sentence_spans(block.text)
    if kind == "action_item" and len(spans) > 1 and all(owners.owner_of(block.text[slice(*span)]) for span in spans):
        yield from (replace(whole, start=start, end=end) for start, end in spans)
    else:
        yield whole


def _kind(block: Block, row: RowColumns, owners: Owners) -> OutcomeType | None:
    kinds = types_of(block.column or "")
    if "action_item" in kinds and (row.owner or owners.owner_of(block.text)):
        return "action_item"
    return next((kind for kind in kinds if kind != "action_item" or len(kinds) == 1), None)
