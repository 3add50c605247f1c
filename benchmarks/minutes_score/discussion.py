"""Questions with their answers, and outcomes by type with their details."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from benchmarks.minutes_score.keys import alike, holds, key
from benchmarks.minutes_score.names import name_match
from benchmarks.minutes_score.output import shown_mark, whole_text
from benchmarks.minutes_score.tally import Tally, best_first, detail_tally, in_order, tally
from benchmarks.minutes_score.truth import MeetingTruth, OutcomeTruth
from pipeline.model.minutes import Block, Meeting, Outcome
from pipeline.model.walk import meeting_blocks

OUTCOME_TYPES = ("recommendation", "request", "decision", "motion", "action_item", "finding")
_LEAST_WORDS = 4
"""An output shorter than this is no part of a truth."""
_TOLD_BY_SOME = "addressed_to"
"""A detail that a truth may tell but need not, so that an output is not wrong to have it."""
_NO_ANSWER = "no answer"
_IN_TEXT, _PART_OF_TRUTH, _IN_BLOCK = 3, 2, 1


@dataclass(frozen=True, eq=False)
class Asked:
    """A question and its answers, of the truth or of the output."""

    question: str
    answer: str

    def __str__(self) -> str:
        return f"{_short(self.question)} -> {_short(self.answer) or _NO_ANSWER}"


@dataclass(frozen=True, eq=False)
class Told:
    """An outcome, of the truth or of the output; `slice` is what its block says there."""

    type: str
    text: str
    slice: str = ""
    details: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, detail: str) -> str:
        return self.details[detail]

    def __str__(self) -> str:
        told = (f"{name}: {value}" for name, value in self.details.items() if value)
        return "; ".join((f"{self.type}: {_short(self.text)}", *told))


def exchanges(truth: MeetingTruth, meeting: Meeting, excused: Callable[[str], bool]) -> dict[str, Tally]:
    """Compare who asked what, and separately the questions that have their answer too."""
    blocks = {block.id: block for block in meeting_blocks(meeting)}
    truths = [Asked(asked.question, asked.answer) for asked in truth.exchanges if not excused(asked.question)]
    made = [
        Asked(_joined(found.question_ids, blocks), _joined(found.answer_ids, blocks)) for found in meeting.exchanges
    ]
    made = [asked for asked in made if not excused(asked.question)]
    pairs = in_order(truths, made, lambda one, other: int(holds(key(other.question), key(one.question))))
    answered = detail_tally(truths, made, pairs, lambda asked: asked.answer or _NO_ANSWER, _same_answer)
    return {"questions": tally(truths, made, pairs), "questions with answers": answered}


def outcomes(truth: MeetingTruth, meeting: Meeting, excused: Callable[[str], bool]) -> dict[str, Tally]:
    """Compare outcomes of each type, and over all types who moved, seconded, owns them and how they ended."""
    blocks = {block.id: block for block in meeting_blocks(meeting)}
    truths = [_of_truth(outcome) for outcome in truth.outcomes if not excused(outcome.text)]
    made = [_of_output(outcome, blocks.get(outcome.block_id)) for outcome in meeting.outcomes]
    made = [outcome for outcome in made if not excused(outcome.text) and not excused(outcome.slice)]
    pairs = best_first(truths, made, _same_outcome)
    tallies = {"outcomes": tally(truths, made, pairs)}
    for kind in OUTCOME_TYPES:
        right = [pair for pair in pairs if pair[0].type == kind]
        tallies[kind] = tally(_typed(truths, kind), _typed(made, kind), right)
    for detail, agree in _DETAILS.items():
        outputs = [other for one, other in pairs if one[detail]] if detail == _TOLD_BY_SOME else made
        tallies[detail] = detail_tally(truths, outputs, pairs, itemgetter(detail), agree)
    return tallies


def _joined(ids: Sequence[str], blocks: dict[str, Block]) -> str:
    return " ".join(f"{shown_mark(blocks[id_])} {whole_text(blocks[id_])}" for id_ in ids if id_ in blocks)


def _same_answer(truth: str, made: str) -> bool:
    return truth == made if _NO_ANSWER in (truth, made) else holds(key(made), key(truth))


def _of_truth(outcome: OutcomeTruth) -> Told:
    return Told(outcome.type, outcome.text, details={name: getattr(outcome, name) for name in _DETAILS})


def _of_output(outcome: Outcome, block: Block | None) -> Told:
    text = block.text if block else ""
    if outcome.charspan is not None:
        text = text[slice(*outcome.charspan)]
    details = {name: getattr(outcome, name) or "" for name in _DETAILS}
    return Told(outcome.type, outcome.text, text, details)


def _same_outcome(truth: Told, made: Told) -> int:
    if truth.type != made.type:
        return 0
    wanted, text = key(truth.text), key(made.text)
    if holds(text, wanted):
        return _IN_TEXT
    if len(text.split()) >= _LEAST_WORDS and f" {text} " in f" {wanted} ":
        return _PART_OF_TRUTH
    return _IN_BLOCK if holds(key(made.slice), wanted) else 0


def _typed(outcomes: Sequence[Told], kind: str) -> list[Told]:
    return [outcome for outcome in outcomes if outcome.type == kind]


def _same_person(one: str, other: str) -> bool:
    return bool(name_match(one, other)) or alike(one, other)


_DETAILS: dict[str, Callable[[str, str], bool]] = {
    "moved_by": _same_person,
    "seconded_by": _same_person,
    "result": alike,
    "votes": alike,
    "owner": _same_person,
    "due_date": alike,
    _TOLD_BY_SOME: alike,
}


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:90] + "…"
