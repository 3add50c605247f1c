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
    """Who and when, as the columns of a row say, line by line."""

    owners: Sequence[str] = ()
    dues: Sequence[str] = ()

    def fill(self, found: Sequence[Found], dates: DueDates) -> None:
        """Give tasks, and what a column says was decided, the owner and the day of their row where they name none.

        As many owners as tasks are theirs in turn.
        """
        wanting = [one for one in found if one.kind == "action_item" or _is_in_column(one)]
        for n, one in enumerate(wanting):
            one.owner = one.owner or _share(self.owners, n, len(wanting))
            due = _share(self.dues, n, len(wanting))
            one.due = one.due or (dates.date_at(due) if due else None)


def row_columns(blocks: Sequence[Block]) -> RowColumns:
    """Return who and when of the row of an agenda that some blocks were read from."""
    texts: dict[str, list[str]] = {"owner": [], "due": []}
    for block in blocks:
        for name in texts:
            if block.column and fold(block.column).strip(" .:៖?") in words("action_table", name):
                texts[name].append(block.text)
    return RowColumns(texts["owner"], texts["due"])


def _is_in_column(one: Found) -> bool:
    return one.block.column is not None and one.kind in ("decision", "recommendation")


def _share(lines: Sequence[str], n: int, count: int) -> str | None:
    """What some lines say of the n-th of so many outcomes."""
    return lines[n] if len(lines) == count else ", ".join(lines) or None


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
    if "action_item" in kinds and (row.owners or owners.owner_of(block.text)):
        return "action_item"
    return next((kind for kind in kinds if kind != "action_item" or len(kinds) == 1), None)
