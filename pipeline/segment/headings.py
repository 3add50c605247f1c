"""Which paragraphs are headings, of what kind, how they rank and how sure that is.

Every paragraph that could be one is proposed with what speaks for it; then the document settles: those printed alike
stand or fall together, by how many they are, what follows them and whether some are known by their words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.khmer.dates import find_dates
from pipeline.model.document import Table
from pipeline.model.minutes import SectionKind
from pipeline.segment.dates import find_english_date
from pipeline.segment.looks import Look, Looks
from pipeline.segment.numbered_parts import numbered_parts
from pipeline.segment.numbering import neighbours
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.proposals import Proposal, is_session, propose
from pipeline.segment.vocabulary import phrases

_MOST_PLAIN_WORDS = 8
_INDENT_STEP = 18.0
_SAME_SIZE = 1.1
"""Points around the body's size within which a heading's size says nothing of its rank: parts are pasted together."""
_TOLD = 0.6
"""Share of the bulleted lines of one look that must have running text below them, to be titles."""
_SEALED = 2
"""Lines above a name in which the office of who signs stands."""
_FEWEST_WORDS_BELOW = 5
"""Words that what stands below a heading has, where it is no sentence: names and dates of a signature have fewer."""
_FOLLOWED = 0.5
"""Share of the lines of one look that must have something below them that is no such line."""
_OF_THE_MEETING: tuple[SectionKind, ...] = ("closing", "annex")
"""Kinds of parts that hardly stand inside another, though their headings run in."""
_SURE, _LIKELY, _LEAST = 0.95, 0.8, 0.55
"""Known by words or number and set apart; known by one of the two; a single line that only stands out."""

Rank = tuple[float, ...]
Items = Sequence[Paragraph | Table]


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph read as a heading; of two, the one with the higher rank is the outer."""

    kind: SectionKind
    rank: Rank
    confidence: float | None = None
    """None where the source's own style says so."""
    is_known: bool = True
    """Whether its words or number say that it heads a part; False where it only stands out."""


def settle_headings(items: Items, looks: Looks, listed: frozenset[int]) -> dict[int, Heading]:
    """Return the headings of a story by their places.

    `listed` are the places of the lines of a table of contents. The source's own style is believed
    whatever the words are.
    """
    numbered = numbered_parts(items, lambda paragraph: looks.of(paragraph).stands_out)
    proposals = {
        n: proposal
        for n, item in enumerate(items)
        if n not in listed and isinstance(item, Paragraph) and (proposal := propose(item, looks, numbered.get(n)))
    }
    outer = _outer_looks(proposals)
    settled: dict[int, Heading] = {}
    for n, proposal in proposals.items():
        confidence = _confidence(n, proposals, items)
        if confidence is not None or proposal.style is not None:
            settled[n] = _heading(proposal, confidence, outer, looks)
    return settled


def _confidence(n: int, proposals: Mapping[int, Proposal], items: Items) -> float | None:
    """How sure it is that a proposal is a heading; None: it is none."""
    proposal = proposals[n]
    apart = proposal.look.is_apart
    if proposal.style is not None:
        return None
    if proposal.paragraph.runs_in or proposal.depth is not None or is_session(proposal.paragraph):
        return _SURE if apart or proposal.kind or proposal.is_business else _LIKELY
    if proposal.paragraph.text.endswith(".") and not proposal.look.larger:
        return None
    if not proposal.look.bold and _in_list(n, items):
        return None
    if proposal.paragraph.is_item:
        return _confidence_of_points(n, proposals, items)
    if proposal.kind is not None:
        return _known_confidence(n, proposal, apart, items)
    if apart:
        return _confidence_of_look(n, proposals, items)
    return _plain_confidence(n, proposals, items)


def _known_confidence(n: int, proposal: Proposal, apart: bool, items: Items) -> float | None:
    """Of a line with the words of a heading: a plain "Action items:" leads a list of the part it stands in."""
    if apart:
        return _SURE
    if proposal.kind == "other" and proposal.paragraph.text.endswith((":", "៖")):
        return None
    if proposal.look.size and not _has_text_below(items, n):
        return None
    return _LIKELY


def _in_list(n: int, items: Items) -> bool:
    """Whether a numbered line stands right beside another one that is numbered the same way."""
    paragraph = items[n]
    beside = [items[m] for m in (n - 1, n + 1) if 0 <= m < len(items)]
    if not isinstance(paragraph, Paragraph) or paragraph.label is None:
        return False
    return any(
        isinstance(other, Paragraph) and (other.number or "") in neighbours(paragraph.number or "") for other in beside
    )


def _confidence_of_look(n: int, proposals: Mapping[int, Proposal], items: Items) -> float | None:
    """Of a line that only stands out: by the company of those printed alike."""
    proposal = proposals[n]
    alike, followed = _alike(n, proposals, items)
    if len(followed) < _FOLLOWED * len(alike) and not proposal.is_business:
        return None
    if not proposal.is_business and any(_is_seal(items[m]) for m in range(max(n - _SEALED, 0), n)):
        return None
    known = any(proposals[m].is_known for m in alike)
    if proposal.look.larger or (known and len(followed) > 1):
        return _SURE if proposal.is_business else 0.9
    return min(0.9, _LEAST + 0.1 * (len(followed) - 1) + 0.1 * known)


def _is_seal(item: Paragraph | Table) -> bool:
    """Whether a line says that somebody signs below: "Minutes taken by", "Chairman"."""
    if isinstance(item, Table) or item.label is not None:
        return False
    offices = phrases("people", "roles_km", "chair", "secretary", "taken_by")
    return offices.equals(item.text) or phrases("labels", "seals").begins(item.text) > 0


def _confidence_of_points(n: int, proposals: Mapping[int, Proposal], items: Items) -> float | None:
    """Of a bulleted line: where all bullets of its look stand over running text, they are titles, no points."""
    alike, followed = _alike(n, proposals, items)
    told = [m for m in followed if isinstance(item := items[m + 1], Paragraph) and item.label is None]
    if len(alike) < 2 or len(told) < _TOLD * len(alike):
        return None
    if proposals[n].look.is_apart:
        return _LIKELY
    return 0.7 if 2 * sum(proposals[m].is_known for m in alike) >= len(alike) else None


def _alike(n: int, proposals: Mapping[int, Proposal], items: Items) -> tuple[list[int], list[int]]:
    """The places of the proposals printed as one is, and of those among them with something else below."""
    alike = [m for m, other in proposals.items() if other.form == proposals[n].form]
    return alike, [m for m in alike if _is_followed(m, proposals, items)]


def _plain_confidence(n: int, proposals: Mapping[int, Proposal], items: Items) -> float | None:
    """Of a line printed as running text is: a usual item of business that stands alone over what is told of it."""
    proposal = proposals[n]
    paragraph = proposal.paragraph
    if not proposal.is_business or paragraph.word_count > _MOST_PLAIN_WORDS or paragraph.label is not None:
        return None
    if paragraph.ends_sentence or not paragraph.text[0].isupper() or not _is_followed(n, proposals, items):
        return None
    alike = [other for other in proposals.values() if other.form == proposal.form and other.is_known]
    return 0.7 if len(alike) > 1 and _stands_alone(n, items) else None


def _stands_alone(n: int, items: Items) -> bool:
    """Whether a line neither goes on from the one before it nor into the one behind it."""
    before = items[n - 1] if n else None
    behind = items[n + 1] if n + 1 < len(items) else None
    return (not isinstance(before, Paragraph) or before.ends_sentence or before.label is not None) and (
        isinstance(behind, Paragraph) and (behind.label is not None or behind.ends_sentence)
    )


def _is_followed(n: int, proposals: Mapping[int, Proposal], items: Items) -> bool:
    """Whether something to head stands below: a lower heading, a table, a point, a sentence; no line printed alike."""
    if n + 1 >= len(items):
        return False
    following, item = proposals.get(n + 1), items[n + 1]
    if following is not None:
        told = (
            following.is_known
            or following.depth is not None
            or following.style is not None
            or following.paragraph.runs_in
        )
        return following.form != proposals[n].form and (told or _is_followed(n + 1, proposals, items))
    if isinstance(item, Table) or item.label is not None or item.ends_sentence:
        return True
    return item.word_count >= _FEWEST_WORDS_BELOW and not (find_english_date(item.text) or find_dates(item.text))


def _has_text_below(items: Items, n: int) -> bool:
    """Whether a line that only its words make a heading has something to head: it does not close the story."""
    paragraph = items[n]
    return (n + 1 < len(items) and isinstance(paragraph, Paragraph) and not paragraph.ends_sentence) or (
        isinstance(paragraph, Paragraph) and paragraph.text.endswith((":", "៖"))
    )


def _heading(proposal: Proposal, confidence: float | None, outer: frozenset[Look], looks: Looks) -> Heading:
    kind: SectionKind = proposal.kind or ("item" if proposal.paragraph.label is not None else "other")
    known = proposal.is_known or proposal.depth is not None or proposal.paragraph.runs_in
    return Heading(kind, _rank(proposal, outer, looks), confidence, known)


def _rank(proposal: Proposal, outer: frozenset[Look], looks: Looks) -> Rank:
    if proposal.style is not None:
        return (99.0 - proposal.style,)
    paragraph, look = proposal.paragraph, proposal.look
    depth = 10.0 - proposal.depth if proposal.depth is not None else 11.0 if look in outer else 0.0
    measured = paragraph.size is not None and not looks.is_centred(paragraph)
    indent = -round(paragraph.indent / _INDENT_STEP) if measured else 0
    inner = proposal.paragraph.runs_in and proposal.kind not in _OF_THE_MEETING
    body = looks.body_size or 0.0
    size = round(look.size) if abs(look.size - body) > _SAME_SIZE else 0
    return (size, depth, not inner, indent, look.caps, look.bold)


def _outer_looks(proposals: Mapping[int, Proposal]) -> frozenset[Look]:
    """The looks of lines without a number below which the numbers of parts begin anew each time."""
    begun: dict[Look, int] = {}
    last: Proposal | None = None
    for proposal in proposals.values():
        begins = proposal.depth == 1 and proposal.paragraph.number in ("1", "I", "A", "i", "a", "ក")
        if begins and last is not None and last.look.size == proposal.look.size:
            begun[last.look] = begun.get(last.look, 0) + 1
        if proposal.paragraph.label is None and proposal.look.stands_out:
            last = proposal
    return frozenset(look for look, times in begun.items() if times > 1)
