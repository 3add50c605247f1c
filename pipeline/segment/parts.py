"""Who led and who wrote the minutes: people named so in labels, phrases and signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.model.minutes import SpeakerType
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.khmer_names import khmer_people
from pipeline.segment.mentions import Mention
from pipeline.segment.part_labels import is_office, part_of_label, person_behind
from pipeline.segment.persons import is_listed_name, is_name, person_at
from pipeline.segment.roles import CAPITAL, is_role, names_role, split_role
from pipeline.segment.rolls import read_line
from pipeline.segment.sightings import Sighting
from pipeline.segment.signatures import LONGEST_SIGNATURE, SIGNED_BY, signed
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases, tables

_NAME = rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}"
_ADVERBS = r"(?:(?:then|also|again|formally|officially|promptly|has|had|hereby|duly|who)\s+){0,3}"
_APPOSITION = r"(?:,\s(?P<role>[^,.;]{3,60}),|\s\((?P<note>[^)]{3,60})\))?"
_LED = re.compile(
    rf"(?P<name>{_NAME}){_APPOSITION}\s+{_ADVERBS}(?:"
    r"(?:called|brought|gavelled|gaveled)\s+(?:the\s+)?(?:\w+\s+){0,6}?to\s+order\b|called\s+to\s+order\b|"
    r"(?:chaired|presided)\b(?!\s+(?:the|a|over\s+the)\s+(?:\w+\s+){0,3}(?:committee|session|panel|group|team))|(?:took|takes|taking|assumed|occupied|was\s+in|acted\s+(?:as|in))\s+(?:the\s+)?[Cc]hair(?:man|person|woman)?\b|"
    r"(?:opened|declared)\s+the\s+(?:\w+\s+){0,3}?meeting\s+(?:open|at|and\s+welcomed|to\s+order)\b|"
    r"was\s+(?:elected|appointed|chosen|asked)\s+(?:as\s+|to\s+be\s+)?(?:the\s+)?(?:chair\w*\s+of\s+the\s+meeting|to\s+(?:chair|preside)))"
)
_LED_BY = re.compile(
    r"\b(?:called|brought)\s+to\s+order\b[^.;]{0,60}?\b(?:by|with)\s+(?:the\s+)?(?=[A-Z])"
    r"|\bwith\s+(?=[A-Z][^.;]{2,80}?\b(?:in\s+the\s+chair|presiding)\b)"
    r"|\b(?:in\s+the\s+chair|presiding)\s+(?:was|is)\s+(?=[A-Z])"
)
_WROTE = re.compile(
    rf"(?P<name>{_NAME}){_APPOSITION}\s+{_ADVERBS}(?:"
    r"(?:took|kept|recorded|wrote|prepared|drafted)\s+(?:the\s+)?(?:minutes|notes)\b|"
    r"(?:acted|served)\s+as\s+(?:the\s+)?(?:[Ss]ecretary|[Rr]ecord(?:er|ing\s+secretary)|[Mm]inute[s-]?\s?taker|[Nn]ote[\s-]?taker|[Cc]lerk|[Ss]cribe)\b|"
    r"was\s+(?:appointed|asked|elected)\s+(?:as\s+|to\s+be\s+|to\s+act\s+as\s+)?(?:the\s+)?(?:secretary|minute[s-]?\s?taker|note[\s-]?taker|recorder)\s+(?:of|for)\s+(?:the|this)\s+(?:meeting|call)\b)"
)
_LABEL = re.compile(r"^(?P<label>[^:៖]{3,60}?)\s*(?:[:៖]|\s[–—-]\s)\s*(?P<rest>\S.*)$", re.S)
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
    """Labels: "Chair: Anne Keller", "Minute taker: Ms. Keo Maly", "អ្នកកត់ត្រា៖ មាស សុផល"."""
    match = _LABEL.match(text) or _bare_label(text)
    part = part_of_label(match["label"]) if match else None
    if match is None or part is None:
        return
    rest = re.split(r"\s+/\s+(?=[A-Z])", match["rest"])[0] if "/" in match["label"] else match["rest"]
    for mention in _people(rest):
        role = mention.role or (match["label"].split("/")[0].strip() if is_office(match["label"]) else None)
        yield Sighting(replace(mention, role=role), part, is_said=part != "speaker")


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


def named(name: str, described: str | None) -> Mention | None:
    """Return the person of a name as printed in a sentence, with the role before or behind it, or None."""
    name = re.sub(r"['’]s$", "", name.rstrip(".,"))
    honorific, bare = split_honorific(name)
    before, bare = split_role(bare)
    second, bare = split_honorific(bare) if before else (None, bare)
    sure = honorific or before or second
    if not (is_listed_name(bare) if sure else is_name(bare)):
        return None
    role = described if described and names_role(described) and is_role(described) else before
    return Mention(bare, honorific or second, role, None)


def _khmer_parts(text: str) -> Iterator[Sighting]:
    """People of whom Khmer prose says behind the name that they led or wrote ("លោក ... ជាអ្នកកត់ត្រា")."""
    for person in khmer_people(text):
        rest = text[person.end : person.end + LONGEST_SIGNATURE]
        for name, part in (("written_km", "secretary"), ("led_km", "chair")):
            match = re.match(rf"[\s\u200b]*(?:និង|បាន)?[\s\u200b]*(?:{'|'.join(tables()['people'][name])})", rest)
            if match:
                yield Sighting(person.mention, "secretary" if part == "secretary" else "chair", is_said=True)


@cache
def _phrase(name: str) -> re.Pattern[str]:
    body = "|".join(re.escape(phrase) for phrase in sorted(tables()["people"][name], key=len, reverse=True))
    fillers = "|".join(re.escape(word) for word in sorted(tables()["people"]["fillers"], key=len, reverse=True))
    return re.compile(rf"(?<![a-zA-Z])(?i:{body})(?![a-z])(?:[\s,:៖]*(?:(?:{fillers})(?![a-z])))*[\s,:៖]*")
