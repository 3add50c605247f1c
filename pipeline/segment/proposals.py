"""Paragraphs that could be headings, each with what speaks for it: its look, its words, its number, its style."""

import re
from dataclasses import dataclass

from pipeline.khmer.dates import find_dates
from pipeline.model.minutes import SectionKind
from pipeline.segment.dates import find_english_date
from pipeline.segment.labels import LabelKind
from pipeline.segment.looks import Look, Looks
from pipeline.segment.names import introduces_speaker
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.sentences import khmer_letters
from pipeline.segment.vocabulary import ends_as_part, is_formal, phrases, tables, which

_MOST_WORDS = 14
_MOST_LABEL_WORDS = 4
"""Words of the heading of a list of people ("Directors present")."""
_MOST_EXTRA = {"other": 0, "group": 0, "break": 0, "agenda": 3, "": 8}
"""Words that may follow the words a heading is known by ("Objectives of the workshop"), by kind; "": all others."""
_STYLE = re.compile(r"heading (\d)", re.I)
_MARKED = re.compile(r"[\d០-៩]|[:៖]$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A paragraph that could be a heading, and what speaks for it."""

    paragraph: Paragraph
    look: Look
    kind: SectionKind | None
    """By its words."""
    style: int | None
    """Level of the source's own heading style."""
    depth: int | None
    """Of its number among those that head parts."""
    is_business: bool
    """Its words are those of a usual item of business."""

    @property
    def form(self) -> tuple[Look, LabelKind | None]:
        """What those printed alike share: look and kind of label."""
        return self.look, self.paragraph.label.kind if self.paragraph.label else None

    @property
    def is_known(self) -> bool:
        """Whether its words are what a part of a meeting is called."""
        return self.kind is not None or self.is_business


def propose(paragraph: Paragraph, looks: Looks, depth: int | None) -> Proposal | None:
    """Return a paragraph as a proposal, or None where it can be no heading.

    `depth` is that of its number among those that head parts, None where it has none.
    """
    if not any(character.isalpha() for character in paragraph.text):
        return None
    style = _styled(paragraph)
    kind = _kind_by_words(paragraph)
    look = looks.of(paragraph)
    if style is None and depth is None and not paragraph.runs_in and not _could_be(paragraph, kind, look):
        return None
    return Proposal(paragraph, look, kind, style, depth, _is_business(paragraph.text))


def _could_be(paragraph: Paragraph, kind: SectionKind | None, look: Look) -> bool:
    if paragraph.word_count > _MOST_WORDS or len(paragraph.lines) > 3:
        return False
    if paragraph.is_item and not (look.is_apart or kind or _is_business(paragraph.text)):
        return False
    if paragraph.text.endswith((",", ";", "។", "៕")):
        return False
    if is_session(paragraph):
        return not paragraph.text.endswith(".")
    if paragraph.label is not None and paragraph.label.kind in ("question", "answer"):
        return False
    if _labels(paragraph.text) or (introduces_speaker(paragraph.text, in_cell=False) and paragraph.label is None):
        return False
    if paragraph.label is not None or kind is not None:
        return True
    return not (find_english_date(paragraph.text) or find_dates(paragraph.text))


def is_session(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is labelled as a session is ("Session 2: ...")."""
    return paragraph.label is not None and paragraph.label.kind == "session"


def _labels(text: str) -> bool:
    """Whether a text is a label and what it labels ("Date: 5 May", "Action item: ..."); an annex's title is none."""
    if phrases("labels", "statements").begins(text) or (is_formal(text) and _MARKED.search(text)):
        return True
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or phrases("headings", "annex").begins(head):
        return False
    return which("outcomes", head) is not None or which("attendance", head) is not None or len(head.split()) <= 2


def _kind_by_words(paragraph: Paragraph) -> SectionKind | None:
    if is_session(paragraph):
        return "session"
    if paragraph.text.endswith(".") or (paragraph.label is not None and paragraph.label.kind == "bare"):
        return None
    taken = {kind: phrases("headings", kind).begins(paragraph.text) for kind in tables()["headings"]}
    kind = max(taken, key=lambda name: taken[name])
    behind = phrases("headings", kind).behind(paragraph.text) or ""
    extra = len(behind.split()) + khmer_letters(behind) // 5
    if not taken[kind] or extra > _MOST_EXTRA.get(kind, _MOST_EXTRA[""]):
        return None
    return kind  # type: ignore[return-value]


def _is_business(text: str) -> bool:
    if len(text.split()) <= _MOST_LABEL_WORDS and phrases("attendance", "present", "absent").within(text):
        return True
    return phrases("business", "begins").begins(text) > 0 or ends_as_part(text)


def _styled(paragraph: Paragraph) -> int | None:
    match = _STYLE.match(paragraph.lines[0].style or "")
    return int(match[1]) if match else None
