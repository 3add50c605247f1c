"""Outcomes: what a meeting recommends, asks for, decides, moves, hands out or finds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block, Meeting, Outcome, Section
from pipeline.segment.blocks import language_of
from pipeline.segment.decisions import DecisionReader
from pipeline.segment.due import DueDates, is_month_first
from pipeline.segment.found import Found
from pipeline.segment.identify import walk_blocks, walk_sections
from pipeline.segment.outcome_contexts import Context, Contexts
from pipeline.segment.outcome_repeats import without_repeats
from pipeline.segment.outcome_sections import SectionReader
from pipeline.segment.outcome_texts import Readers
from pipeline.segment.owners import Owners
from pipeline.segment.tasks import TaskReader

_EXPLICIT = 0.8
_OF_MEETING = re.compile(r"\b(?:meeting|minutes)\b", re.I)
_ACRONYM = re.compile(r"\(([A-Z]{2,6})\)")
"""How the bodies that meet are called for short, behind their names."""
_OWN_BLOCKS = 12
"""Blocks at a meeting's beginning that may name the body that meets."""


@dataclass
class _Reader:
    """Reads the sections of a meeting; `outcomes` are those so far."""

    contexts: Contexts
    readers: Readers
    found: list[Outcome] = field(default_factory=list)

    def read(self, section: Section, outer: Context) -> None:
        """Add the outcomes of a section and of those nested in it."""
        context = self.contexts.of(section, outer)
        found = SectionReader(section, context, self.readers).read()
        self.found += [self._outcome(section, context, each) for each in found]
        for nested in section.sections:
            self.read(nested, context)

    def _outcome(self, section: Section, context: Context, found: Found) -> Outcome:
        if found.kind in ("action_item", "decision"):
            is_listed = found.confidence >= _EXPLICIT
            if is_listed or found.kind == "action_item":
                is_task = is_listed and found.kind == "action_item"
                found.due = found.due or self.readers.dates.due_in(found.text, is_task)
        if found.kind == "action_item":
            found.owner = found.owner or self.readers.owners.owner_of(found.text) or context.owner
        if found.kind in ("action_item", "decision") and context.margin and found.owner is None:
            found.owner = context.margin.split(" by ")[0]
            found.due = found.due or self.readers.dates.due_in(context.margin)
        addressed = found.kind in ("recommendation", "request")
        return Outcome(
            id="", type=found.kind, text=found.text,
            charspan=(found.start, found.end) if found.text != found.block.text else None,
            language=language_of(found.text), theme=context.theme,
            addressed_to=(found.addressed_to or context.addressed_to) if addressed else None,
            owner=found.owner, due_date=found.due, moved_by=found.moved_by, seconded_by=found.seconded_by,
            result=found.result, votes=found.votes,
            section_id=section.id, block_id=found.block.id, confidence=round(found.confidence, 2),
        )  # fmt: skip


def find_outcomes(meeting: Meeting) -> list[Outcome]:
    """Return the outcomes of a meeting in order of their blocks; its people and date must have been read already.

    One for each list item under a heading of that meaning, for each member of a list inside a sentence, for each row
    of a table of tasks, and for each motion, decision, task, recommendation and request that a sentence tells of.
    """
    prompts = {
        block.id: (section, block)
        for section in walk_sections(meeting.sections)
        for block in section.blocks
        if block.kind == "prompt"
    }
    owners = _owners(meeting)
    texts = (block.text for section in walk_sections(meeting.sections) for block in walk_blocks(section.blocks))
    dates = DueDates(meeting.start_date, is_month_first(" ".join(text for text in texts if "/" in text)))
    readers = Readers(
        DecisionReader(_own_names(meeting), int(meeting.start_date[:4]) if meeting.start_date else None),
        TaskReader(owners, dates), owners, dates, tells=meeting.classification != "report",
    )  # fmt: skip
    reader = _Reader(Contexts(prompts, owners), readers)
    for section in meeting.sections:
        reader.read(section, Context())
    outcomes = without_repeats(reader.found)
    for n, outcome in enumerate(outcomes, 1):
        outcome.id = f"{meeting.id}.o{n}"
    return outcomes


def _owners(meeting: Meeting) -> Owners:
    names = [person.name.split() for person in meeting.people]
    known = {word.lower() for name in names for word in name}
    initials = {"".join(word[0] for word in name).upper() for name in names if len(name) > 1}
    return Owners(known, initials | set(_ACRONYM.findall(_first_text(meeting))))


def _own_names(meeting: Meeting) -> str:
    """What the meeting calls itself and those who hold it, folded: its title, organisers and first lines."""
    return fold(" ".join((meeting.title.text if meeting.title else "", _first_text(meeting))))


def _first_text(meeting: Meeting) -> str:
    """The organisers and first lines of a meeting: what is no sentence, or tells of a meeting."""
    first: Sequence[Block] = [block for section in meeting.sections[:2] for block in walk_blocks(section.blocks)]
    texts = (block.text for block in first[:_OWN_BLOCKS])
    own = (text for text in texts if not text.endswith((".", ";")) or _OF_MEETING.search(text))
    return " ".join((*(one.name for one in meeting.organizers), *own))
