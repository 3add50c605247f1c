"""Who led and who wrote the minutes: people named so in labels, phrases and signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.model.minutes import Block, SpeakerType
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.khmer_names import is_khmer_name, khmer_people, plain
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import is_listed_name, is_name, person_at
from pipeline.segment.roles import CAPITAL, is_role, names_role, split_role
from pipeline.segment.rolls import read_line
from pipeline.segment.sightings import Sighting
from pipeline.segment.spans import sentences
from pipeline.segment.vocabulary import phrases, tables

_NAME = rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}"
_ADVERBS = r"(?:(?:then|also|again|formally|officially|promptly|has|had|hereby|duly|who)\s+){0,3}"
_APPOSITION = r"(?:,\s(?P<role>[^,.;]{3,60}),|\s\((?P<note>[^)]{3,60})\))?"
_LED = re.compile(
    rf"(?P<name>{_NAME}){_APPOSITION}\s+{_ADVERBS}(?:"
    r"(?:called|brought|gavelled|gaveled)\s+(?:the\s+)?(?:\w+\s+){0,6}?to\s+order\b|called\s+to\s+order\b|"
    r"(?:chaired|presided)\b|(?:took|takes|taking|assumed|occupied|was\s+in|acted\s+(?:as|in))\s+(?:the\s+)?[Cc]hair(?:man|person|woman)?\b|"
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
_LINE = re.compile(r"[_.…]{3,}|\(\s*signature\s*\)|\(\s*sgd\.?\s*\)|\bsgd\b\.?|\[\s*signed\s*\]", re.I)
_SIGNED = re.compile(r"^(?:signed|sgd|approved|confirmed|certified|attest(?:ed)?|submitted)\b[^:]{0,60}?(?::|\bby\b:?|,)\s*(?=\S)", re.I)
_DATED = re.compile(r"^.*(?:(?:19|20)\d\d|ឆ្នាំ\s*[0-9០-៩]{4})[\s,]*(?=\S)")
"""Place and date before the office of who signs."""
_MAY_SIGN = re.compile(r"^(?!.*[a-z]{4,}\.$).*(?:,|–|-|_{3}|\bby\b|:)")
_MOST_SIGNATURE = 70
_MOST_SIGNATURE_LINES = 4
_DATE = re.compile(r"\d{1,2}|\bdate\b", re.I)


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
    yield from _signed(texts, n, is_last)
    if not _WORTH_READING.search(text):
        return
    yield from _labelled(text)
    yield from _led_or_written(text)
    for sentence in sentences(text) if _IN_PROSE.search(text) else ():
        yield from _in_sentence(sentence)
    if re.search("[\u1780-\u17ff]", text):
        yield from _khmer_parts(text)


def people_who_sign(rows: Sequence[Block]) -> Iterator[Sighting]:
    """Yield the people of a table of signatures: in each column an office, a line and the name below it."""
    for column in range(max((len(row.cells) for row in rows), default=0)):
        lines = [plain(line).strip() for row in rows for line in row.cell_lines(column)]
        for n in range(len(lines)):
            yield from _signed(lines, n, is_last=True)


def part_of_label(label: str) -> SpeakerType | None:
    """Return the part that a label gives to the person behind it."""
    label = re.sub(r"\([^)]*\)", "", label).split("/")[0].strip()
    if phrases("people", "taken_by").equals(label) or phrases("people", "secretary").equals(label):
        return "secretary"
    if phrases("people", "led_by").equals(label) or phrases("people", "chair").equals(label):
        return "chair"
    return "speaker" if phrases("agenda", "speaker").equals(label) and len(label) > 2 else None


def _labelled(text: str) -> Iterator[Sighting]:
    """Labels: "Chair: Anne Keller", "Minute taker: Ms. Keo Maly", "អ្នកកត់ត្រា៖ មាស សុផល"."""
    match = _LABEL.match(text) or _bare_label(text)
    part = part_of_label(match["label"]) if match else None
    if match is None or part is None:
        return
    rest = re.split(r"\s+/\s+(?=[A-Z])", match["rest"])[0] if "/" in match["label"] else match["rest"]
    for mention in _people(rest):
        role = mention.role or (match["label"].split("/")[0].strip() if _is_office(match["label"]) else None)
        yield Sighting(replace(mention, role=role), part, is_said=part != "speaker")


def _bare_label(text: str) -> re.Match[str] | None:
    """A short line that is a label and a name without a mark between ("Chair   Anne Keller")."""
    if len(text) > _MOST_SIGNATURE or text.endswith("."):
        return None
    for match in re.finditer(r"\s+(?=[A-Z])", text):
        if part_of_label(text[: match.start()]) in ("chair", "secretary") and is_name(text[match.end() :]):
            return _BARE.match(text) if " " in text[match.end() :] and match.start() == text.find(" ") else None
    return None


def _is_office(label: str) -> bool:
    label = label.split("/")[0].strip()
    if not label.isascii():
        return phrases("people", "chair", "secretary").equals(label)
    return phrases("people", "chair", "secretary").equals(label) and not phrases(
        "people", "taken_by", "led_by", "not_offices"
    ).equals(label)


def _people(text: str) -> list[Mention]:
    """The person or people behind a label; what follows the first sentence is no name."""
    mention = _person(text)
    first = next(iter(sentences(text)), "")
    entries = read_line(first) if len(first) <= 2 * _MOST_SIGNATURE else []
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
            mentions = _named_together(_SIGNED.sub("", text[match.end() :]))
            for mention in mentions if _of_the_meeting(text, match) else ():
                yield Sighting(mention, part, is_said=True)


def _named_together(text: str) -> list[Mention]:
    """The person that a text begins with; in Khmer also those whom "and" joins to them."""
    mention = _person(text)
    found, end = [mention] if mention is not None else [], 0
    for n, person in enumerate(khmer_people(text)):
        if _JOINED.fullmatch(text[end : person.start]) is None:
            break
        found, end = [*found[: n], person.mention], person.end
    return found


def _of_the_meeting(text: str, match: re.Match[str]) -> bool:
    """Whether a phrase is of the whole meeting, and not of a committee or a part ("the Roads Committee, chaired by ...")."""
    before = text[max(0, match.start() - 60) : match.start()]
    clause = re.split(r"[.;។]", before)[-1]
    return not phrases("people", "parts_led").within(clause)


def _signed(texts: Sequence[str], n: int, is_last: bool) -> Iterator[Sighting]:
    """The name below "Respectfully submitted," or "អ្នកកត់ត្រា", or on the line of a role, as a signature."""
    text = texts[n]
    if len(text) > _MOST_SIGNATURE or not text:
        return
    part = part_of_label(_DATED.sub("", text).strip(" .,:៖"))
    if part is None or part == "speaker":
        if is_last:
            yield from _signature_line(text)
        return
    below = texts[n + 1 : n + 1 + _MOST_SIGNATURE_LINES]
    for k, line in enumerate(below):
        bare = _LINE.sub(" ", line).strip(" ,.")
        if not any(character.isalpha() for character in bare) or _is_only_role(bare):
            continue
        mention = _person(bare) if len(bare) <= _MOST_SIGNATURE else None
        if mention is not None:
            behind = next((row for row in below[k + 1 : k + 2] if is_role(row) and not _person(row)), None)
            before = text.strip(" .,:៖") if _is_office(text) else None
            yield Sighting(replace(mention, role=mention.role or behind or before), part, is_said=True)
        return


def _is_only_role(text: str) -> bool:
    return (is_role(text) or phrases("people", "roles_km").equals(text)) and _person(text) is None


def _signature_line(text: str) -> Iterator[Sighting]:
    """A line at the end that is a name with the office of who leads or writes: "Penny Alcott, Secretary"."""
    if not _MAY_SIGN.search(text):
        return
    bare = _SIGNED.sub("", _LINE.sub(" ", text)).strip(" ,.")
    entries = read_line(bare)
    if len(entries) != 1 or not entries[0].mention.role:
        return
    mention = entries[0].mention
    if phrases("people", "secretary").begins(mention.role or ""):
        yield Sighting(mention, "secretary", is_said=True)
    else:
        yield Sighting(mention, "participant", confidence=0.7)


def _person(text: str) -> Mention | None:
    """The person that a text begins with; a Khmer one may lack the honorific where the line is nothing else."""
    text = _LINE.sub(" ", text).strip(" .,:៖_")
    if split_honorific(text)[0] is None and is_khmer_name(text):
        return Mention(text, None, None, None)
    mention = person_at(text)
    if mention is not None:
        return mention
    single = text.split(",")[0].strip()
    return Mention(single, None, None, None) if " " in single and is_listed_name(single) else None


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
        rest = text[person.end : person.end + _MOST_SIGNATURE]
        for name, part in (("written_km", "secretary"), ("led_km", "chair")):
            match = re.match(rf"[\s\u200b]*(?:និង|បាន)?[\s\u200b]*(?:{'|'.join(tables()['people'][name])})", rest)
            if match:
                yield Sighting(person.mention, "secretary" if part == "secretary" else "chair", is_said=True)


@cache
def _phrase(name: str) -> re.Pattern[str]:
    body = "|".join(re.escape(phrase) for phrase in sorted(tables()["people"][name], key=len, reverse=True))
    fillers = "|".join(re.escape(word) for word in sorted(tables()["people"]["fillers"], key=len, reverse=True))
    return re.compile(rf"(?<![a-zA-Z])(?i:{body})(?![a-z])(?:[\s,:៖]*(?:(?:{fillers})(?![a-z])))*[\s,:៖]*")
