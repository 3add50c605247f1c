"""When, where, by whom and with how many: the facts of a meeting, read from its cover and its first sections."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.khmer.dates import find_dates
from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import Attendance, Block, Location, Meeting, Organizer
from pipeline.segment.blocks import language_of
from pipeline.segment.dates import find_english_date
from pipeline.segment.entities import read
from pipeline.segment.identify import walk_blocks
from pipeline.segment.vocabulary import Province, phrases, provinces

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_OPENING_KINDS = ("front", "introduction", "opening", "item", "other", "objectives")
_MOST_SECTIONS = 4
_ORGANIZATION = re.compile(
    r"(?P<name>[A-Z][\w'’&\-]*(?:\s+(?:of|for|and|the|on|in|to|&)\s*(?=[\sA-Z])|\s+[A-Z][\w'’&\-]*)+)\s*\((?P<acronym>[A-Z][A-Za-z&\-]{1,9})\)"
)
_ORGANIZE = re.compile(
    r"\b(?:organi[sz]\w+|host\w*|conduct\w*|held|convene\w*|arrang\w+|collaborat\w+|facilitat\w+)\b", re.I
)
_HEAD_COUNT = re.compile(r"\battend(?:ance|ees?)\s*[:=]\s*(?P<number>\d{1,4})", re.I)
_KHMER_COUNT = re.compile(r"(?P<words>[\u1780-\u17d3\s៖(]{0,24}?)(?P<number>[0-9០-៩]{1,4})\s*(?:នាក់|រូប|អង្គ)")
_ONLINE = re.compile(r"\bvia\s+(?P<name>Zoom|(?:Microsoft\s+)?Teams|Google\s+Meet|Skype|Webex|teleconference)\b", re.I)
_PLACE_LABEL = re.compile(r"^(?:venue|place|location|held at|ទីកន្លែង|នៅ)\s*[:៖]?\s*", re.I)
_LEAD = re.compile(r"^(?:at|in|venue|via)\b[\s:]*(?:the\s+)?", re.I)


def read_facts(meeting: Meeting, model: str | None) -> None:
    """Fill a meeting's dates, place, areas, organisers, head-counts and `source_ids`; ids must be set already.

    `model` names the user's spaCy pipeline, or is None for rules alone.
    """
    sources: list[str] = []
    blocks = list(_opening(meeting))
    read_texts = [(block, read(block.text, model) if language_of(block.text) != "km" else None) for block in blocks]
    _read_date(meeting, blocks, sources)
    _read_place(meeting, read_texts, sources)
    _read_organizers(meeting, blocks, sources)
    _read_attendance(meeting, read_texts, sources)
    order = [block.id for block in blocks]
    meeting.source_ids = sorted(dict.fromkeys(sources), key=order.index)


def _opening(meeting: Meeting) -> Iterator[Block]:
    """The title and the blocks of the first sections: where facts are printed."""
    if meeting.title is not None:
        yield meeting.title
    for section in meeting.sections[:_MOST_SECTIONS]:
        if section.kind not in _OPENING_KINDS:
            continue
        yield from walk_blocks(section.blocks)
        for nested in section.sections[:1]:
            yield from walk_blocks(nested.blocks)


def _read_date(meeting: Meeting, blocks: list[Block], sources: list[str]) -> None:
    partial: tuple[Block, str, str, str] | None = None
    for block in blocks:
        found = _date_in(block.text)
        if found is None:
            continue
        if len(found[1]) == len("2019-09-05"):
            partial = (block, *found)
            break
        partial = partial or (block, *found)
    if partial is not None:
        block, meeting.date_text, meeting.start_date, end = partial
        meeting.end_date = end if end != meeting.start_date else None
        sources.append(block.id)


def _date_in(text: str) -> tuple[str, str, str] | None:
    """As printed, first and last day, of the first date in a text."""
    khmer = find_dates(text)
    if khmer:
        return khmer[0].text, khmer[0].iso, khmer[0].iso_end or khmer[0].iso
    english = find_english_date(text)
    return (english.text, english.start, english.end) if english else None


def _read_place(meeting: Meeting, texts: "list[tuple[Block, Doc | None]]", sources: list[str]) -> None:
    printed: list[str] = []
    venue = _venue(texts, sources)
    province: Province | None = None
    for block, _ in texts[:10]:
        province = _province_line(block.text)
        if province is not None and block.kind != "title":
            printed = [block.text.strip()]
            sources.append(block.id)
            break
    if province is None:
        province = next((found for block, _ in texts for found in _provinces_in(block.text)), None)
    meeting.areas = _areas(texts, sources)
    if venue is None and province is None:
        return
    name = ", ".join([*([venue] if venue else []), *printed]) or (province.en if province else "")
    meeting.location = Location(
        name=name,
        venue=venue,
        locality=province.en if province else None,
        province=province.en if province else None,
        country="Cambodia" if province else None,
    )


def _venue(texts: "list[tuple[Block, Doc | None]]", sources: list[str]) -> str | None:
    for block, doc in texts:
        label = _PLACE_LABEL.match(block.text)
        if label and label.end() and block.text[label.end() :].strip() and len(block.text) < 120:
            sources.append(block.id)
            return block.text[label.end() :].strip()
        online = _ONLINE.search(block.text)
        found = next(
            (_LEAD.sub("", span.text) for span in (doc.ents if doc is not None else ()) if span.label_ == "VENUE"), None
        )
        if online or found:
            sources.append(block.id)
            return found or (online["name"] if online else None)
    return None


def _province_line(text: str) -> Province | None:
    """The province that a line of the cover names, if the line says nothing else."""
    bare = re.sub(
        r"\b(?:province|capital|city|municipality|cambodia)\b|[,.]|ខេត្ត|រាជធានី", " ", text, flags=re.I
    ).strip()
    return next(iter(_provinces_in(bare)), None) if len(bare.split()) <= 3 else None


def _provinces_in(text: str) -> list[Province]:
    folded = text.casefold()
    hits = [
        (match.start(), province) for name, province in provinces().items() for match in _word(name).finditer(folded)
    ]
    return list(dict.fromkeys(province for _, province in sorted(hits, key=lambda hit: hit[0])))


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z]){re.escape(name)}(?![a-z])")


def _areas(texts: "list[tuple[Block, Doc | None]]", sources: list[str]) -> list[str]:
    """Provinces named together in one sentence as taking part."""
    for block, doc in texts:
        for sentence in _sentences(block, doc):
            named = _provinces_in(sentence)
            if len(named) >= 2:
                sources.append(block.id)
                return [province.en for province in named]
    return []


def _sentences(block: Block, doc: "Doc | None") -> list[str]:
    return [span.text for span in doc.sents] if doc is not None else re.split(r"(?<=[។៕])", block.text)


def _read_organizers(meeting: Meeting, blocks: list[Block], sources: list[str]) -> None:
    for block in blocks:
        for sentence in re.split(r"(?<=[.?!])\s+", block.text):
            if not _ORGANIZE.search(sentence):
                continue
            for match in _ORGANIZATION.finditer(sentence):
                if all(match["acronym"] != known.acronym for known in meeting.organizers):
                    meeting.organizers.append(Organizer(name=match["name"].strip(), acronym=match["acronym"]))
                    sources.append(block.id)


def _read_attendance(meeting: Meeting, texts: "list[tuple[Block, Doc | None]]", sources: list[str]) -> None:
    seen: set[str] = set()
    for block, doc in texts:
        for label, quantity, printed in _counts(block, doc):
            if label not in seen:
                seen.add(label)
                meeting.attendance.append(Attendance(label=label, quantity=quantity, text=printed, block_id=block.id))
                sources.append(block.id)


def _counts(block: Block, doc: "Doc | None") -> Iterator[tuple[str, int, str]]:
    head = _HEAD_COUNT.search(block.text)
    if head:
        yield "total", int(head["number"]), head[0]
    for span in doc.ents if doc is not None else ():
        money = span.start > 0 and span.doc[span.start - 1].text in ("$", "USD", "US$", "€")
        if span.label_ == "COUNT" and not money and (label := _count_label(span)):
            yield (
                label,
                int(re.sub(r"\D", "", next(token.text for token in span if token.text[0].isdigit()))),
                span.text,
            )
    for match in _KHMER_COUNT.finditer(block.text.replace(ZWSP, "")) if doc is None else ():
        words = match["words"]
        label = "women" if re.search("ស្រី|នារី", words) else "men" if re.search("ប្រុស|បុរស", words) else "total"
        yield label, int(to_ascii(match["number"])), match[0].strip()


def _count_label(span: "Span") -> str | None:
    for label, name in (("women", "women"), ("men", "men")):
        if phrases("attendance", name).within(span.text):
            return label
    words = span.text.lower().split()
    return None if words[-1] in ("respondents", "residents", "households") else "total"
