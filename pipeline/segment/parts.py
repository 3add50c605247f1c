"""Who led and who wrote the minutes: people named so in labels, phrases and signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.model.minutes import SpeakerType
from pipeline.segment.entries import with_role
from pipeline.segment.khmer_names import khmer_people
from pipeline.segment.mentions import Mention
from pipeline.segment.part_labels import is_office, part_of_label, person_behind
from pipeline.segment.persons import is_name, named, person_at
from pipeline.segment.presence import says
from pipeline.segment.roles import CAPITAL, is_role, of_one, of_several
from pipeline.segment.rolls import read_line, share_of_people
from pipeline.segment.sightings import Sighting
from pipeline.segment.signatures import LONGEST_SIGNATURE, SIGNED_BY, signed
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases, tables

_NAME = rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}"
_ADVERBS = r"(?:(?:then|also|again|formally|officially|promptly|has|had|hereby|duly|who)\s+){0,3}"
_APPOSITION = r"(?:,\s(?P<role>[^,.;]{3,60}),|\s\((?P<note>[^)]{3,60})\))?"
_LED = re.compile(
    rf"(?P<name>{_NAME}){_APPOSITION},?\s+{_ADVERBS}(?:"
    r"(?:called|brought|gavelled|gaveled)\s+(?:the\s+)?(?:\w+\s+){0,6}?to\s+order\b|called\s+to\s+order\b|"
    r"(?:chaired|presided)\b(?!\s+(?:the|a|over\s+the)\s+(?:\w+\s+){0,3}(?:committee|session|panel|group|team))|(?:took|takes|taking|assumed|occupied|was\s+in|acted\s+(?:as|in))\s+(?:the\s+)?[Cc]hair(?:man|person|woman)?\b(?!\s+for\s+(?:the|this)\s+(?:election|item|part))|"
    r"(?:opened|declared)\s+the\s+(?:\w+\s+){0,3}?meeting\s+(?:open|at|and\s+welcomed|to\s+order)\b|"
    r"was\s+(?:elected|appointed|chosen|asked)\s+(?:as\s+|to\s+be\s+)?(?:the\s+)?(?:chair\w*\s+of\s+the\s+meeting|to\s+(?:chair|preside)))"
)
_LED_BY = re.compile(
    r"\b(?:called|brought)\s+to\s+order\b[^.;]{0,60}?\b(?:by|with)\s+(?:the\s+)?(?=[A-Z])"
    r"|\bwith\s+(?=[A-Z][^.;]{2,80}?\b(?:in\s+the\s+[Cc]hair|presiding)\b)"
    r"|\b(?:in\s+the\s+[Cc]hair|presiding)\s+(?:was|is)\s+(?=[A-Z])"
)
_WROTE = re.compile(
    rf"(?P<name>{_NAME}){_APPOSITION},?\s+{_ADVERBS}(?:"
    r"(?:took|kept|recorded|wrote|prepared|drafted)\s+(?:the\s+)?(?:minutes|notes)\b|"
    r"(?:acted|served)\s+as\s+(?:the\s+)?(?:[Ss]ecretary|[Rr]ecord(?:er|ing\s+secretary)|[Mm]inute[s-]?\s?taker|[Nn]ote[\s-]?taker|[Cc]lerk|[Ss]cribe)\b|"
    r"was\s+(?:appointed|asked|elected)\s+(?:as\s+|to\s+be\s+|to\s+act\s+as\s+)?(?:the\s+)?(?:secretary|minute[s-]?\s?taker|note[\s-]?taker|recorder)\s+(?:of|for)\s+(?:the|this)\s+(?:meeting|call)\b)"
)
_LABEL = re.compile(r"^(?P<label>[^:៖]{3,60}?)\s*(?:[:៖]|\s[–—-]\s)\s*(?P<rest>\S.*)$", re.S)
_TO_COME = re.compile(r"\b(?:form|establish|create|set\s+up|constitute|convene|will|would|shall|should)\b|បង្កើត")
"""What is said of a body or meeting that is yet to be."""
_JOINED = re.compile(r"[\s\u200b,]*(?:និង)?[\s\u200b]*")
_BARE = re.compile(r"^(?P<label>\S+)\s+(?P<rest>\S.*)$")
_IN_PROSE = re.compile(r"order|chair|presid|minutes|notes|secretary|record|scribe|clerk|meeting", re.I)
_WORTH_READING = re.compile(
    rf"{_IN_PROSE.pattern}|^[^:៖]{{3,60}}[:៖]|facilitat|moderat|submitted|prepared|transcri|\b(?:led|by|chair)\b|[\u1780-\u17ff]",
    re.I,
)


def people_with_parts(texts: Sequence[str], n: int, is_last: bool) -> Iterator[Sighting]:
    """Yield the people to whom the n-th of some texts gives a part; a signature's name may stand in the text behind it.

    `is_last`: the text stands where signatures do, and is no point of a list.
    """
    text = texts[n]
    yield from signed(texts, n, is_last)
    if not _WORTH_READING.search(text):
        return
    yield from _labelled(text)
    yield from _led_or_written(text)
    for sentence in sentences(text) if _IN_PROSE.search(text) else ():
        yield from _in_sentence(sentence)
    if re.search("[\u1780-\u17ff]", text):
        yield from _khmer_parts(text)


def _labelled(text: str) -> Iterator[Sighting]:
    """Labels: "Chair: Anne Keller. Notes: Jo Lim", "Minute taker: Ms. Keo Maly", "អ្នកកត់ត្រា៖ មាស សុផល"."""
    for label, rest in _labels(text):
        part = part_of_label(label)
        if part is None:
            yield from _who_is(label, rest)
            continue
        behind = re.split(r"\s+/\s+(?=[A-Z])", rest)[0] if "/" in label else rest
        for mention in _people(behind):
            yield Sighting(mention, part, is_said=part != "speaker")
            if mention.role is None and is_office(label):
                name = label.split("/")[0].strip()
                office = replace(mention, role=of_one(name) if of_several(name) else name)
                yield Sighting(office, "participant", is_weak=True)


def _who_is(label: str, text: str) -> Iterator[Sighting]:
    """The person behind a label that is another role ("Parliamentarian: Rolf Anders"), where nothing else is said."""
    if not label[:1].isupper() or not is_role(label) or of_several(label) or says(label):
        return
    first = next(iter(sentences(text)), "")
    entries = read_line(first) if len(first) <= LONGEST_SIGNATURE else []
    if len(entries) == 1 and share_of_people(first, entries) == 1 and " " in entries[0].mention.name:
        yield Sighting(with_role(entries[0], label).mention, "participant")


def _labels(text: str) -> Iterator[tuple[str, str]]:
    """The label that a text begins with, and those inside that begin a sentence or are known, with what follows."""
    first = _LABEL.match(text) or _bare_label(text)
    inner = list(_inner_label().finditer(text, first.start("rest") if first else 0))
    begins = [match.start() for match in inner]
    if first is not None:
        until = next(iter(begins), len(text))
        yield first["label"], text[first.start("rest") : until]
    for n, match in enumerate(inner):
        until = begins[n + 1] if n + 1 < len(inner) else len(text)
        yield match["latin"] or match["khmer"] or match["other"], text[match.end() : until]


def _bare_label(text: str) -> re.Match[str] | None:
    """A short line that is a label and a name without a mark between ("Chair   Anne Keller")."""
    if len(text) > LONGEST_SIGNATURE or text.endswith("."):
        return None
    for match in re.finditer(r"\s+(?=[A-Z])", text):
        if part_of_label(text[: match.start()]) in ("chair", "secretary") and is_name(text[match.end() :]):
            return _BARE.match(text) if " " in text[match.end() :] and match.start() == text.find(" ") else None
    return None


def _people(text: str) -> list[Mention]:
    """The person or people behind a label; what follows the first sentence is no name."""
    mention = person_behind(text)
    first = next(iter(sentences(text)), "")
    entries = read_line(first) if len(first) <= 2 * LONGEST_SIGNATURE else []
    if len(entries) > 1 or (entries and mention is None):
        return [entry.mention for entry in entries]
    return [mention] if mention is not None else []


def _led_or_written(text: str) -> Iterator[Sighting]:
    """Phrases: "chaired by Mr. Sok Dara", "Minutes taken by Keo Maly", "ក្រោមអធិបតីភាព លោក ..."."""
    parts: tuple[tuple[str, SpeakerType], ...] = (("led_by", "chair"), ("taken_by", "secretary"))
    for name, part in parts:
        for match in _phrase(name).finditer(text):
            if match.start() == 0 and match[0].rstrip().endswith((":", "៖")):
                continue  # a label, read as such
            if match.start() > 0 and phrases("people", "begins_line").begins(match[0]):
                continue
            mentions = _named_together(SIGNED_BY.sub("", text[match.end() :]))
            for mention in mentions if _of_the_meeting(text, match) else ():
                yield Sighting(mention, part, is_said=True)


def _named_together(text: str) -> list[Mention]:
    """The person that a text begins with; in Khmer also those whom "and" joins to them."""
    mention = person_behind(text)
    found, end = [mention] if mention is not None else [], 0
    for n, person in enumerate(khmer_people(text)):
        if _JOINED.fullmatch(text[end : person.start]) is None:
            break
        found, end = [*found[:n], person.mention], person.end
    return found


def _of_the_meeting(text: str, match: re.Match[str]) -> bool:
    """Whether a phrase is of the whole meeting, and not of a part or body ("the Roads Committee, chaired by ...")."""
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[.;។]", before)[-1]
    if _TO_COME.search(clause):
        return False
    return not phrases("people", "parts_led").within(clause)


def _in_sentence(sentence: str) -> Iterator[Sighting]:
    for pattern, part in _sentence_patterns():
        for match in pattern.finditer(sentence):
            mention = named(match["name"], match["role"] or match["note"])
            if mention is not None:
                yield Sighting(mention, part, is_said=True)
    behind = _LED_BY.search(sentence)
    mention = person_at(sentence[behind.end() :]) if behind else None
    if mention is None and behind:
        mention = named(_first_capitals(sentence[behind.end() :]), None)
    if mention is not None:
        yield Sighting(mention, "chair", is_said=True)


def _first_capitals(text: str) -> str:
    match = re.match(_NAME, text)
    return match[0] if match else ""


def _sentence_patterns() -> tuple[tuple[re.Pattern[str], SpeakerType], ...]:
    return ((_LED, "chair"), (_WROTE, "secretary"))


def _khmer_parts(text: str) -> Iterator[Sighting]:
    """People of whom Khmer prose says behind the name that they led or wrote ("លោក ... ជាអ្នកកត់ត្រា")."""
    for person in khmer_people(text):
        rest = text[person.end : person.end + LONGEST_SIGNATURE]
        for name, part in (("written_km", "secretary"), ("led_km", "chair")):
            match = re.match(rf"[\s\u200b]*(?:និង|បាន)?[\s\u200b]*(?:{'|'.join(tables()['people'][name])})", rest)
            if match:
                yield Sighting(person.mention, "secretary" if part == "secretary" else "chair", is_said=True)


@cache
def _inner_label() -> re.Pattern[str]:
    """A label of who leads or writes inside a text, behind a sentence or, in Khmer, a blank."""
    names = ("chair", "secretary", "led_by", "taken_by")
    labels = sorted({label for name in names for label in tables()["people"][name]}, key=len, reverse=True)
    latin, khmer = ("|".join(re.escape(word) for word in labels if word.isascii() is kind) for kind in (True, False))
    other = r"(?<=[.;]\s)(?P<other>[A-Z][\w-]+(?:\s[A-Z][\w-]+){0,3})"
    return re.compile(rf"(?:(?<=[.;|]\s)(?P<latin>(?i:{latin}))|(?<=[\s។])(?P<khmer>{khmer})|{other})\s*[:៖]\s*(?=\S)")


@cache
def _phrase(name: str) -> re.Pattern[str]:
    body = "|".join(re.escape(phrase) for phrase in sorted(tables()["people"][name], key=len, reverse=True))
    fillers = "|".join(re.escape(word) for word in sorted(tables()["people"]["fillers"], key=len, reverse=True))
    return re.compile(rf"(?<![a-zA-Z])(?i:{body})(?![a-z])(?:[\s,:៖]*(?:(?:{fillers})(?![a-z])))*[\s,:៖]*")
