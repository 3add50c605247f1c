"""What a search may be narrowed to: dates, a province, a kind of passage, a speaker."""

import re
from dataclasses import dataclass
from typing import get_args

import sqlalchemy as sa

from pipeline.errors import UsageError
from pipeline.khmer.numerals import to_ascii
from pipeline.load.fold_text import fold_text
from pipeline.load.tables import block, meeting, meeting_area
from pipeline.load.tables_found import outcome, participation
from pipeline.model.minutes import BlockKind, OutcomeType
from pipeline.segment.vocabulary import provinces

_DATE = re.compile("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_KINDS = get_args(BlockKind)
_OUTCOMES = get_args(OutcomeType)


@dataclass(frozen=True, slots=True)
class Filters:
    """None narrows nothing."""

    date: str | None = None
    """A year, month or day as ISO 8601 has it, its digits maybe Khmer, or two with ".." between, or one with ".."."""
    province: str | None = None
    """In English or Khmer: where the meeting was, or from where people came."""
    kind: str | None = None
    """A kind of block, or of outcome."""
    speaker: str | None = None
    """Part of a name, in any of the ways in which the person is named."""

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what a row of block and meeting must fulfil.

        Raises:
            UsageError: a date or a kind is none.
        """
        found = _of_date(self.date) if self.date else []
        if self.province:
            found.append(_of_province(self.province))
        if self.kind:
            found.append(_of_kind(self.kind))
        if self.speaker:
            found.append(_of_speaker(self.speaker))
        return found


EVERYTHING = Filters()


def _of_date(date: str) -> list[sa.ColumnElement[bool]]:
    first, is_range, last = to_ascii(date).partition("..")
    last = last if is_range else first
    if not (first or last) or not all(_DATE.fullmatch(part) for part in (first, last) if part):
        raise UsageError(f"{date!r} is no date: 2019, 2019-09, 2019-09-05, 2018..2020-06 or 2018.. are")
    began = meeting.c.start_date
    found = [began >= first] if first else []
    return [*found, sa.func.substr(began, 1, len(last)) <= last] if last else found


def _of_province(name: str) -> sa.ColumnElement[bool]:
    known = provinces().get(fold_text(name))
    names = [known.en.lower(), known.km] if known else [name.lower()]
    area = sa.exists().where(meeting_area.c.meeting_id == meeting.c.id, sa.func.lower(meeting_area.c.name).in_(names))
    return sa.or_(sa.func.lower(meeting.c.province).in_(names), area)


def _of_kind(kind: str) -> sa.ColumnElement[bool]:
    if kind in _KINDS:
        return block.c.kind == kind
    if kind in _OUTCOMES:
        return sa.exists().where(outcome.c.block_id == block.c.id, outcome.c.type == kind)
    raise UsageError(f"there is no kind {kind!r}; there are {', '.join((*_KINDS, *_OUTCOMES))}")


def _of_speaker(name: str) -> sa.ColumnElement[bool]:
    named = participation.c.folded.contains(fold_text(name), autoescape=True)
    person = sa.select(participation.c.person_id).where(named, participation.c.person_id.is_not(None))
    theirs = sa.select(participation.c.id).where(sa.or_(named, participation.c.person_id.in_(person)))
    return block.c.said_by_id.in_(theirs)
