"""Which paragraphs are headings, of what kind, and how they rank: by the words they begin with and by their shape."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.khmer.dates import find_dates
from pipeline.model.document import Table
from pipeline.model.minutes import SectionKind
from pipeline.segment.dates import find_english_date
from pipeline.segment.names import introduces_speaker
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.story import Story
from pipeline.segment.vocabulary import phrases, tables, which

_MOST_WORDS = 14
_MOST_EXTRA = 8
"""Words that may follow the words a heading is known by ("Objectives of the workshop")."""
_STYLE = re.compile(r"heading (\d)", re.I)
_INDENT_STEP = 18.0
_LARGER = 0.8
"""Points above the body's size that make a line a heading."""

Rank = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph read as a heading; of two, the one with the higher rank is the outer."""

    kind: SectionKind
    rank: Rank


def heading_of(story: Story, n: int) -> Heading | None:
    """Return what heading the n-th item of a story is, or None where it is none.

    The source's own style is believed whatever the words are.
    """
    paragraph = story.items[n]
    if isinstance(paragraph, Table) or not any(character.isalpha() for character in paragraph.text):
        return None
    kind = _kind_by_words(paragraph)
    styled = _styled(paragraph)
    if styled is not None:
        return Heading(kind or _kind_by_number(paragraph), (99.0 - styled,))
    if not _could_be(paragraph):
        return None
    stands_out = _stands_out(paragraph, story.body_size)
    if n in story.numbered:
        return Heading(kind or "item", _rank(paragraph))
    if not stands_out and (kind is None or (kind == "other" and paragraph.text.endswith((":", "៖")))):
        return None  # a plain "Action items:" leads a list of the part it stands in
    if kind is not None and not stands_out and story.body_size is not None and not _alone(story.items, n):
        return None
    return Heading(kind or _kind_by_number(paragraph), _rank(paragraph))


def is_caps(text: str) -> bool:
    """Return whether all of a text's letters are capitals."""
    letters = [character for character in text if character.isalpha() and character.isascii()]
    return len(letters) >= 3 and all(character.isupper() for character in letters)


def _could_be(paragraph: Paragraph) -> bool:
    if paragraph.is_item or paragraph.word_count > _MOST_WORDS or len(paragraph.lines) > 3:
        return False
    if paragraph.text.endswith((",", ";", "។")):
        return False
    if _is_session(paragraph):
        return not paragraph.text.endswith(".")
    if paragraph.label is not None and paragraph.label.kind not in ("number", "bare"):
        return False
    if _runs_in(paragraph.text) or introduces_speaker(paragraph.text, in_cell=False):
        return False
    if paragraph.label is not None or _kind_by_words(paragraph) is not None:
        return True
    return not (find_english_date(paragraph.text) or find_dates(paragraph.text))


def _is_session(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and paragraph.label.kind == "session"


def _runs_in(text: str) -> bool:
    """Whether a text is a label and what it labels ("Date: 5 May", "Action item: ..."); an annex's title is none."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or phrases("headings", "annex").begins(head):
        return False
    return which("outcomes", head) is not None or which("attendance", head) is not None or len(head.split()) <= 2


def _kind_by_words(paragraph: Paragraph) -> SectionKind | None:
    if _is_session(paragraph):
        return "session"
    if paragraph.text.endswith(".") or (paragraph.label is not None and paragraph.label.kind == "bare"):
        return None
    taken = {kind: phrases("headings", kind).begins(paragraph.text) for kind in tables()["headings"]}
    kind = max(taken, key=lambda name: taken[name])
    extra = len((phrases("headings", kind).behind(paragraph.text) or "").split())
    if not taken[kind] or extra > (0 if kind in ("other", "group", "break") else _MOST_EXTRA):
        return None
    return kind  # type: ignore[return-value]


def _kind_by_number(paragraph: Paragraph) -> SectionKind:
    return "item" if paragraph.label is not None else "other"


def _styled(paragraph: Paragraph) -> int | None:
    match = _STYLE.match(paragraph.lines[0].style or "")
    return int(match[1]) if match else None


def _stands_out(paragraph: Paragraph, body_size: float | None) -> bool:
    """Whether bold, a larger size or capitals set a paragraph apart."""
    larger = body_size is not None and paragraph.size is not None and paragraph.size > body_size + _LARGER
    if larger:
        return True
    if paragraph.text.endswith("."):
        return False
    return paragraph.bold or (is_caps(paragraph.text) and paragraph.word_count > 1)


def _alone(items: Sequence[Paragraph | Table], n: int) -> bool:
    """Whether a line that only its words make a heading has something to head: it does not close the story."""
    paragraph = items[n]
    return (n + 1 < len(items) and isinstance(paragraph, Paragraph) and not paragraph.ends_sentence) or (
        isinstance(paragraph, Paragraph) and paragraph.text.endswith((":", "៖"))
    )


def _rank(paragraph: Paragraph) -> Rank:
    depth = 0.0
    if paragraph.label is not None and not _is_session(paragraph):
        depth = 10.0 - paragraph.label.marker.strip(".").count(".")
    indent = -round(paragraph.indent / _INDENT_STEP) if paragraph.size is not None else 0
    return (round(paragraph.size or 0.0), depth, indent, is_caps(paragraph.text), paragraph.bold)
