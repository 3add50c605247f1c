"""Headings that run in ("Roads – Nothing to report", "3. Accounts: The balance ..."), told from other labels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.model.document import Span, Table
from pipeline.segment.labels import LabelKind
from pipeline.segment.looks import is_caps
from pipeline.segment.names import introduces_speaker
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.persons import is_name
from pipeline.segment.sentences import ends_sentence
from pipeline.segment.vocabulary import is_formal, names_part, phrases

Print = Literal["bold", "underline", "italic", "caps", "plain"]

_MOST_WORDS, _MOST_PLAIN_WORDS = 14, 8
_MOST_LABEL_WORDS = 4
_END = re.compile(r"\s*(?:[:៖]|[–—]|\s-(?=\s)|\.(?=\s))\s*|\s{2,}|\t\s*")
"""What parts a run-in heading from the words behind it."""
_PLAIN = re.compile(r"(?P<head>[A-Z\u1780-\u17b3][^.:៖–—]{2,70}?)(?P<end>\s*[:៖]\s+|\s+[–—]\s*|\s-\s+|\.\s+)(?=\S)")
_NUMBERED: tuple[LabelKind, ...] = ("number", "bare", "session")
_FEWEST, _FEWEST_PLAIN = 2, 3
_KNOWN_SHARE = 1 / 3


@dataclass(frozen=True, slots=True)
class RunIn:
    """What a paragraph begins with, printed apart or parted by a sign from the words behind it."""

    place: int
    """Index of the paragraph."""
    cut: int
    """Where the words behind it begin in the text."""
    head: str
    how: Print
    sign: str
    """What parts it from the words behind it."""
    label: LabelKind | None
    is_told: bool
    """Whether a sentence stands behind it rather than a value."""
    names_fact: bool
    """Whether it labels a fact, people or a step of the meeting."""

    @property
    def form(self) -> tuple[Print, str, LabelKind | None]:
        """What those of one document share."""
        return self.how, self.sign, self.label


def part_run_ins(items: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """Return the items with each run-in heading as a paragraph of its own; one may run in behind another.

    A form is believed where the document uses it more than once or for words that are known to head a part; labels
    ("Present:", "Motion:") are none. Who speaks is parted from what was said, too, but no heading.
    """
    return _parted(_parted(items))


def _parted(items: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    forms: dict[tuple[Print, str, LabelKind | None], list[RunIn]] = {}
    for place, item in enumerate(items):
        found = _run_in(place, item) if isinstance(item, Paragraph) else None
        if found is not None:
            forms.setdefault(found.form, []).append(found)
    speakers = {found.place: found for members in forms.values() for found in _speakers(members)}
    titles = {found.place: found for members in forms.values() for found in _titles(members)}
    parted: list[Paragraph | Table] = []
    for place, item in enumerate(items):
        found = speakers.get(place) or titles.get(place)
        halves = item.cut(found.cut) if found and isinstance(item, Paragraph) else None
        if halves:
            halves[0].names_speaker = place in speakers
            halves[0].runs_in = place not in speakers
        parted += halves or (item,)
    return parted


def _titles(members: Sequence[RunIn]) -> Sequence[RunIn]:
    """Those of one form that are headings: all, those known by their words, or none."""
    facts = [found for found in members if found.names_fact]
    members = [found for found in members if not found.names_fact and (found.is_told or 2 * len(facts) < len(members))]
    if not members:
        return ()
    known = [found for found in members if names_part(found.head)]
    how, _, label = members[0].form
    if label in ("bullet", "dash"):
        share = len(known) >= _KNOWN_SHARE * len(members) and len(known) >= _FEWEST
        return members if share and how != "plain" else ()
    if _speakers(members):
        return known
    if how in ("bold", "underline", "caps"):
        return members if len(members) >= _FEWEST or known else ()
    if label in _NUMBERED:
        enough = len(members) >= _FEWEST_PLAIN and len(known) >= _KNOWN_SHARE * len(members)
        return members if enough else ()
    return known if len(known) >= _FEWEST_PLAIN else ()


def _speakers(members: Sequence[RunIn]) -> list[RunIn]:
    """Those that say who speaks: by title or role, or bare names of which some speak again."""
    _, sign, label = members[0].form
    members = [found for found in members if not found.names_fact]
    if sign not in (":", "៖") or label is not None:
        return []
    titled = [found for found in members if introduces_speaker(found.head, in_cell=False)]
    named = [found for found in members if found not in titled and is_name(found.head) and " " in found.head]
    again = len({found.head for found in named}) < len(named) and len(named) >= _FEWEST_PLAIN
    return [*titled, *(named if again else ())]


def _run_in(place: int, paragraph: Paragraph) -> RunIn | None:
    label = paragraph.label.kind if paragraph.label else None
    if label in ("question", "answer"):
        return None
    printed = _printed_apart(paragraph) or _in_capitals(paragraph.text) or _plain(paragraph.text)
    if printed is None:
        return None
    how, cut, head, sign = printed
    told = _is_told(paragraph.text[cut:])
    if how in ("caps", "plain") and not told:
        return None
    if not _could_head(head, _MOST_PLAIN_WORDS if how == "plain" else _MOST_WORDS):
        return None
    return RunIn(place, cut, head, how, sign, label, told, _is_label(head))


def _printed_apart(paragraph: Paragraph) -> tuple[Print, int, str, str] | None:
    """The bold, underlined or italic beginning of a paragraph that goes on otherwise behind a sign."""
    text = paragraph.text
    for how in ("bold", "underline", "italic"):
        end = _end_of_print(paragraph, how)
        if not 0 < end < len(text):
            continue
        inside = re.search(r"\s*([:៖.–—]|\s-)\s*$", text[:end])
        behind = _END.match(text, end)
        if inside is not None or behind is not None:
            sign = (inside[0] if inside else behind[0] if behind else "").strip() or " "
            cut = behind.end() if behind else end
            head = text[: inside.start() if inside else end]
            return (how, cut, head, sign) if cut < len(text) else None
    return None


def _end_of_print(paragraph: Paragraph, how: Literal["bold", "underline", "italic"]) -> int:
    """Where the characters printed so from the beginning on end; 0 where the first is printed otherwise."""
    end = 0
    for start, stop, span in paragraph.spans():
        if stop <= 0 or not paragraph.text[max(start, 0) : stop].strip():
            continue
        if not _has(span, how):
            return min(end, len(paragraph.text))
        end = stop
    return min(end, len(paragraph.text))


def _has(span: Span, how: Literal["bold", "underline", "italic"]) -> bool:
    return span.bold if how == "bold" else span.underline if how == "underline" else span.italic


def _in_capitals(text: str) -> tuple[Print, int, str, str] | None:
    match = _PLAIN.match(text)
    if match is None or not is_caps(match["head"]) or text[match.end() :].isupper():
        return None
    return "caps", match.end(), match["head"], match["end"].strip()


def _plain(text: str) -> tuple[Print, int, str, str] | None:
    match = _PLAIN.match(text)
    return ("plain", match.end(), match["head"], match["end"].strip()) if match else None


def _is_told(rest: str) -> bool:
    """Whether what stands behind a sign is told in a sentence; else all of the line may be one title."""
    return ends_sentence(rest) or len(rest.split()) > _MOST_WORDS


def _could_head(head: str, most_words: int) -> bool:
    letters = any(character.isalpha() for character in head)
    return letters and not head[0].islower() and len(head.split()) <= most_words


def _is_label(head: str) -> bool:
    """Whether it labels a fact, a list of people or an outcome rather than a part."""
    return (
        (phrases("labels", "run_in").equals(head) and not names_part(head))
        or phrases("headings", "annex").begins(head) > 0
        or phrases("facts", "date", "place").equals(head)
        or (len(head.split()) <= _MOST_LABEL_WORDS and phrases("attendance", "present", "absent").within(head))
        or phrases("labels", "statements").begins(head) > 0
        or is_formal(head)
    )
