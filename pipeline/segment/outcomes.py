"""Outcomes: what a meeting recommends, asks for, decides, moves, hands out or finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.minutes import Block, Meeting, Outcome, OutcomeType, Section
from pipeline.segment.blocks import language_of
from pipeline.segment.identify import walk_blocks, walk_sections
from pipeline.segment.leads import announced_type, lead_of, type_of
from pipeline.segment.motions import find_resolutions
from pipeline.segment.tables import runs
from pipeline.segment.tasks import TaskReader
from pipeline.segment.vocabulary import phrases, tables

_TO_DO = re.compile(r"^\s*to\s+\w+\s+", re.I)
_WHO = re.compile(r"\b(?:should|must|can|will|shall)\s+(?:the\s+)?(?P<who>[A-Z][A-Za-z]*[A-Z]+[a-z]?)\b")
_WANTED_FROM = re.compile(r"\b(?:from|to)\s+(?:the\s+)?(?P<who>[A-Z][A-Za-z&]*[A-Z]\w*)\s*[:?]?$")
_DONE = re.compile(r"\b(?:has been|have been|had been|was|were|performed|completed|done)\b", re.I)
_SILENT = ("introduction", "objectives", "expected_results", "front", "agenda", "break")
"""Kinds of sections whose points are no outcomes."""
_AIMS = ("objectives", "expected_results")
_BY_PROMPT, _BY_HEADING, _BY_LEAD, _BY_RESULTS, _BY_GROUP = 0.9, 0.9, 0.75, 0.7, 0.6
_PARAGRAPHS: dict[OutcomeType, float] = {"decision": 0.8, "recommendation": 0.7, "request": 0.7, "action_item": 0.7}
"""How sure the paragraphs of a section without points are outcomes of the type its heading names."""


@dataclass(frozen=True)
class _Context:
    """What holds for the outcomes of one section."""

    kind: OutcomeType | None = None
    theme: str | None = None
    addressed_to: str | None = None
    owner: str | None = None
    confidence: float = 0.0
    has_results: bool = False
    """Whether groups report here what they worked out."""


@dataclass
class _Reader:
    """Reads the sections of a meeting; `outcomes` are those so far."""

    prompts: dict[str, tuple[Section, Block]]
    """The questions put to groups, by block id, with their section."""
    tasks: TaskReader
    outcomes: list[Outcome] = field(default_factory=list)

    def read(self, section: Section, outer: _Context) -> None:
        """Add the outcomes of a section and of those nested in it."""
        context = self._context(section, outer)
        blocks = list(walk_blocks(section.blocks))
        has_points = any(block.kind == "list_item" for block in blocks)
        spoken = {id(block) for speech in section.blocks if speech.kind == "speech" for block in speech.blocks}
        announced: OutcomeType | None = None
        is_past = False
        for is_table, run in runs(blocks):
            if is_table:
                self._add(context, self._of_table(section, run, context))
                continue
            for block in run:
                if block.kind in ("paragraph", "note", "speech"):
                    announced, is_past = _announced(block, id(block) in spoken)
                if not block.text.strip():
                    continue
                kind = context.kind or announced
                found = list(self._inside(section, block, kind, id(block) in spoken))
                if not found and block.kind == "list_item" and not (is_past and kind == "action_item"):
                    found = list(_point(section, block, context, announced))
                elif not found and not has_points and block.kind == "paragraph":
                    found = list(_paragraph(section, block, context))
                self._add(context, found)
        for nested in section.sections:
            self.read(nested, context)

    def _add(self, context: _Context, found: list[Outcome]) -> None:
        for outcome in found:
            outcome.theme = outcome.theme or context.theme
            if outcome.type in ("recommendation", "request"):
                outcome.addressed_to = outcome.addressed_to or context.addressed_to
            if outcome.type == "action_item":
                outcome.owner = outcome.owner or self.tasks.owner(outcome.text) or context.owner
                outcome.due_date = outcome.due_date or self.tasks.due(outcome.text)
        self.outcomes += found

    def _context(self, section: Section, outer: _Context) -> _Context:
        """What a section's heading makes of its points.

        A group's results are recommended where nothing else is said and a question was put to it, or it stands where
        groups report; under a heading that only calls it a group that is a guess.
        """
        heading = section.heading.text if section.heading else ""
        has_results = outer.has_results or phrases("groups", "results").within(heading)
        if section.kind in _SILENT:
            return _Context(has_results=has_results)
        kind = None if section.kind in ("session", "opening", "closing") else type_of(heading)
        if kind == "finding" and has_results and section.kind == "annex":
            kind = None  # "Results of the group work" says who speaks, not what is said
        confidence = _BY_HEADING if kind else outer.confidence
        prompt = self.prompts.get(section.prompt_id or "")
        if kind is None:
            kind = outer.kind
        if section.kind == "group" and kind is None:
            kind, confidence = _of_group(heading, prompt is not None, has_results)
        task = prompt[1].text if prompt and _TO_DO.match(prompt[1].text) else heading
        addressed = _addressee(heading, prompt) or outer.addressed_to
        if self.tasks.is_known(heading):
            return _Context(kind, outer.theme, addressed, heading, confidence, has_results)
        return _Context(kind, _theme(task) or outer.theme, addressed, outer.owner, confidence, has_results)

    def _of_table(self, section: Section, rows: list[Block], context: _Context) -> list[Outcome]:
        found = []
        for row, text, task in self.tasks.tasks_of_table(rows, context.kind == "action_item"):
            start = row.text.find(text)
            outcome = _outcome(section, row, "action_item", text, (start, start + len(text)), task.confidence)
            outcome.charspan = outcome.charspan if start >= 0 else None
            outcome.owner, outcome.due_date = task.owner, task.due
            found.append(outcome)
        return found

    def _inside(self, section: Section, block: Block, kind: OutcomeType | None, is_spoken: bool) -> Iterator[Outcome]:
        """Outcomes that a block's own words announce: "Some recommendations: ...", a motion, a task."""
        if block.kind not in ("paragraph", "list_item", "answer", "note"):
            return
        lead = lead_of(block.text)
        if lead is not None and lead.kind != "motion":
            for start, end in lead.members:
                confidence = 0.9 if len(lead.members) == 1 else 0.85
                yield _outcome(section, block, lead.kind, block.text[start:end], (start, end), confidence)
            return
        resolved = list(_resolutions(section, block, is_spoken))
        if not resolved and lead is not None:
            start, end = lead.members[0][0], lead.members[-1][1]
            resolved = [_outcome(section, block, "motion", block.text[start:end], (start, end), 0.9)]
        yield from resolved
        is_free = kind is None or (kind == "action_item" and block.kind != "list_item")
        if not resolved and not is_spoken and is_free and section.kind not in _AIMS:
            yield from self._handed_out(section, block)

    def _handed_out(self, section: Section, block: Block) -> Iterator[Outcome]:
        for task in self.tasks.tasks_in(block.text):
            text = block.text[task.start : task.end]
            outcome = _outcome(section, block, "action_item", text, (task.start, task.end), task.confidence)
            outcome.owner, outcome.due_date = task.owner, task.due
            yield outcome


def find_outcomes(meeting: Meeting) -> list[Outcome]:
    """Return the outcomes of a meeting in order of their blocks; its people and date must have been read already.

    One for each list item under a heading of that meaning, for each member of a list inside a sentence, for each row
    of a table of tasks, and for each motion, decision and task that a sentence tells of.
    """
    prompts = {
        block.id: (section, block)
        for section in walk_sections(meeting.sections)
        for block in section.blocks
        if block.kind == "prompt"
    }
    known = {word.lower() for person in meeting.people for word in person.name.split()}
    reader = _Reader(prompts, TaskReader(known, meeting.start_date))
    for section in meeting.sections:
        reader.read(section, _Context())
    for n, outcome in enumerate(reader.outcomes, 1):
        outcome.id = f"{meeting.id}.o{n}"
    return reader.outcomes


def _announced(block: Block, is_spoken: bool) -> tuple[OutcomeType | None, bool]:
    """What a line announces for the list below it, and whether that list tells of what has been."""
    text = block.text or block.attribution or ""
    announced = announced_type(text)
    if announced == "finding" and is_spoken:
        return None, False  # what a speaker's study found is not what the meeting found
    return announced, text.rstrip().endswith((":", "៖")) and announced is None and _DONE.search(text) is not None


def _point(section: Section, block: Block, context: _Context, announced: OutcomeType | None) -> Iterator[Outcome]:
    kind = context.kind or announced
    if kind is not None:
        yield _outcome(section, block, kind, block.text, None, context.confidence if context.kind else _BY_LEAD)


def _paragraph(section: Section, block: Block, context: _Context) -> Iterator[Outcome]:
    """A paragraph under a heading that names a type of outcome, where the section has no points."""
    kind = type_of(section.heading.text) if section.heading and section.kind == "other" else None
    if kind in _PARAGRAPHS and kind == context.kind and not block.text.rstrip().endswith((":", "៖")):
        yield _outcome(section, block, kind, block.text, None, _PARAGRAPHS[kind])


def _resolutions(section: Section, block: Block, is_spoken: bool) -> Iterator[Outcome]:
    for found in find_resolutions(block.text):
        if is_spoken and found.kind == "decision":
            continue  # what a speaker says that others decided
        text = block.text[found.start : found.end]
        outcome = _outcome(section, block, found.kind, text, (found.start, found.end), found.confidence)
        outcome.moved_by, outcome.seconded_by = found.moved_by, found.seconded_by
        outcome.result, outcome.votes = found.result, found.votes
        yield outcome


def _of_group(heading: str, has_prompt: bool, has_results: bool) -> tuple[OutcomeType | None, float]:
    if has_prompt:
        return "recommendation", _BY_PROMPT
    if has_results:
        return "recommendation", _BY_RESULTS
    return ("recommendation", _BY_GROUP) if phrases("headings", "group").begins(heading) else (None, 0.0)


def _theme(text: str) -> str | None:
    """What the outcomes are about; a heading that only names their type says nothing of it."""
    theme = _TO_DO.sub("", text).strip(" :៖?.")
    return None if not theme or phrases("outcomes", *tables()["outcomes"]).equals(theme) else theme


def _addressee(heading: str, prompt: tuple[Section, Block] | None) -> str | None:
    wanted = _WANTED_FROM.search(heading)
    if wanted:
        return wanted["who"]
    if prompt is None:
        return None
    texts = [block.text for block in prompt[0].blocks if block.kind == "prompt" and block.number is None]
    for text in (prompt[1].text, *texts):
        who = _WHO.search(text)
        if who:
            return who["who"]
    return None


def _outcome(
    section: Section, block: Block, kind: OutcomeType, text: str, charspan: tuple[int, int] | None, confidence: float
) -> Outcome:
    return Outcome(
        id="",
        type=kind,
        text=text,
        charspan=charspan if text != block.text else None,
        language=language_of(text),
        section_id=section.id,
        block_id=block.id,
        confidence=confidence,
    )
