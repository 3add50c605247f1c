"""Lists of people in print: "A. Keller (Chair), J. Lim and Ms. Ong; Councillors Poe, Roe (absent) and Doe"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model.minutes import SpeakerType
from pipeline.segment.honorifics import is_honorific, split_honorific
from pipeline.segment.identities import initials
from pipeline.segment.khmer_names import is_khmer_name, khmer_people, person_of_phrase, split_role_km
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import behind_names, given_names, is_listed_name, is_name, is_nobody, speaks_for_a_person
from pipeline.segment.presence import group_phrases, is_absence, is_presence, says
from pipeline.segment.roles import (
    has_body_noun,
    is_capital,
    is_phrase,
    is_role_word,
    names_organization,
    names_role,
    of_one,
    of_several,
    role_and_organization,
    split_role,
)
from pipeline.segment.sightings import Presence, is_chair, is_secretary
from pipeline.segment.vocabulary import phrases, words

_STRONG = re.compile(r"\s*(?:;|\||•|·|\n|\t|\s{3,})\s*")
_WEAK = re.compile(r"\s*,?\s+(?:and|&|និង)\s+|\s*[,،]\s*|\s+/\s+|(?<=[a-z])/(?=[A-Z])")
_AND = re.compile(r"^\s*,?\s+(?:and|&|និង)\s+$")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|\s+[-–—](?=[A-Z])")
_NOTE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_HEAD = re.compile(r"^(?P<head>[^:៖()]{2,40}?)\s*[:៖]\s*(?P<rest>\S.*)$", re.S)
_MANNER = re.compile(
    r"[\s,]+(?:via|by (?:phone|telephone|zoom|video|proxy|teleconference|invitation)|on (?:zoom|the phone|phone)|online|virtually|"
    r"remote(?:ly)?|in person|arriv\w+|joined|joining|left|attend\w+|absent|excused|present|until \d|from \d|at \d)\b.*$",
    re.I,
)
_LEAD = re.compile(r"^(?:(?:and|also|with|by|from|the|were|was|as well as|plus|including|together with|namely)\s+)+", re.I)
_ALL_BUT = re.compile(r"^all\b[^,]*?\b(?:except(?:\s+for)?|but|other than|excluding)\s+", re.I)
_BULLET = re.compile(r"^[\W\d_]+(?=[A-Z\u1780-\u17b3])")
_DOER = re.compile(r"[A-Z]?[a-z]+(?:ist|ian|eer|keeper|maker|worker|master|man|woman|person)")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,2}[A-Z]\.?")
_THE_OFFICE = re.compile(r"^(?:and\s+)?the\s+(?:[A-Z]\w+\s*){1,4}$")
_FEW = 2
_MOST_ENTRY_WORDS = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list, with what the list says of this one alone."""

    mention: Mention
    presence: Presence | None = None
    part: SpeakerType | None = None


def read_roll(text: str, alone: bool = False) -> list[Entry]:
    """Return the people of a list in print; roles and bodies beside a name belong to it, what is no person is left.

    `alone`: a single word may be a name although no other stands beside it.
    """
    text = _LEAD.sub("", text.strip()).rstrip(".។៕ ")
    if _is_khmer(text):
        return _khmer_roll(text)
    but = _ALL_BUT.match(text)
    if but:
        return [replace(entry, presence="absent") for entry in read_roll(text[but.end() :])]
    single = _entry(text, None, alone=True) if alone and " " not in text else None
    if single is not None:
        return [single]
    found: list[Entry] = []
    parts = [part for part in _split(text, _STRONG) if part.strip()]
    for part in parts:
        found += _group(part, len(parts) > 1)
    return found


def read_line(text: str) -> list[Entry]:
    """Return the people of a line of a list: as a rule one with role and body, else several."""
    text = _BULLET.sub("", text.strip()).rstrip(".,;។៕ ")
    if not text or len(text.split()) > _MOST_ENTRY_WORDS:
        return []
    if _is_khmer(text):
        return _khmer_roll(text)
    single = _single(text) if len(_split(text, _STRONG)) == 1 else None
    return [single] if single is not None else read_roll(text)


def share_of_people(text: str, entries: list[Entry]) -> float:
    """Return which share of a list's parts are people, 1 where the list says nothing else."""
    parts = [part for strong in _split(text, _STRONG) for part in _split(strong, _WEAK) if part.strip()]
    told = sum(1 + bool(entry.mention.role) + bool(entry.mention.organization) for entry in entries)
    return min(1.0, told / len(parts)) if parts else 0.0


def _group(text: str, in_semicolons: bool) -> list[Entry]:
    """The people between two semicolons: one with what describes them, or several of a kind ("Staff: A, B")."""
    head = _HEAD.match(text)
    if head and head["rest"]:
        label, text = head["head"].strip(), head["rest"]
        role = of_one(label) if names_role(label) and says(label) is None else None
        if role is None and is_name(label):
            return _said_of(label, text)
        return [_with_role(entry, role) for entry in _items(text)]
    if in_semicolons:
        single = _single(text)
        if single is not None:
            return [single]
    return _items(text)


def _said_of(name: str, text: str) -> list[Entry]:
    """A name with what is said behind a colon ("Jane Doe: absent", "Jane Doe: Treasurer")."""
    entry = Entry(Mention(name, None, None, None))
    return [_described(entry, text)]


def _single(text: str) -> Entry | None:
    """One person with commas between name, role and body, or None where the list goes on with others."""
    head = _HEAD.match(text)
    if head and is_role_word(head["head"].split()[-1]):
        entry = _single(head["rest"])
        return _with_role(entry, head["head"].strip()) if entry else None
    first, *rest = [part for part in _split(text, re.compile(r"\s*,\s*")) if part]
    if rest and _is_turned(first, rest[0]):
        first, rest = f"{rest[0]} {first}", rest[1:]
    entry = _entry(first, None, alone=True)
    if entry is None or (" " not in entry.mention.name and (rest or not _is_sure(entry)) and not entry.mention.honorific):
        return None
    if any(_names_another(part, rest[:n], rest[n + 1 :]) for n, part in enumerate(rest)):
        return None
    for part in rest:
        entry = _described(entry, part)
    return entry


def _is_sure(entry: Entry) -> bool:
    return bool(entry.mention.honorific or entry.mention.role)


def _is_turned(first: str, second: str) -> bool:
    """Whether a list gives the surname first ("Keller, Anne")."""
    return " " not in first.strip() and is_listed_name(first) and second.split(" ")[0].lower() in given_names()


def _names_another(part: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether what stands behind a comma is another person and no role or body.

    Behind a role and before no other a name that could be a body's is one ("Consultant, Merrow Mutual").
    """
    bare = _NOTE.sub("", _LEAD.sub("", part))
    if split_honorific(bare)[0]:
        return True
    role, name = split_role(bare)
    if role and is_name(name) and not has_body_noun(name) and not names_role(name):
        return True
    if " " not in bare or not is_name(bare):
        return False
    is_behind_role = bool(before) and names_role(before[-1]) and not (behind and names_role(behind[0]))
    return speaks_for_a_person(bare) or not is_behind_role


def _items(text: str) -> list[Entry]:
    """The people of a list in commas; a role behind a name belongs to it, one in the plural to all that follow."""
    found: list[Entry] = []
    running: str | None = None
    parts = list(_parts(text))
    loose = _is_loose([part for part, _ in parts])
    for n, (part, is_joined) in enumerate(parts):
        following = parts[n + 1][0] if n + 1 < len(parts) and parts[n + 1][1] else ""
        if _THE_OFFICE.match(part):
            continue
        part = _with_surname(part, following)
        role, part = _plural_role(part)
        running = role or running
        entry = _entry(part, running, loose)
        if entry is not None:
            found.append(entry)
        elif found and not _says_nothing(part) and not is_listed_name(part):
            found[-1] = _continued(found[-1], part) if is_joined else _described(found[-1], part)
    return found


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a list, each with whether "and" stands before it."""
    masked = _masked(text)
    begin, is_joined = 0, False
    for mark in _WEAK.finditer(masked):
        if text[begin : mark.start()].strip():
            yield text[begin : mark.start()].strip(), is_joined
        begin, is_joined = mark.end(), _AND.match(mark[0]) is not None
    if text[begin:].strip():
        yield text[begin:].strip(), is_joined


def _is_loose(parts: list[str]) -> bool:
    """Whether a list gives single names: as many of them as whole ones, and nothing else."""
    bare = [_NOTE.sub("", split_honorific(_LEAD.sub("", part))[1]).strip() for part in parts]
    names = [name for name in bare if is_listed_name(name) and not is_nobody(name)]
    single = [name for name in names if " " not in name]
    return len(names) >= _FEW and len(names) * 2 > len(bare) and len(single) * 2 >= len(names)


def _with_surname(part: str, following: str) -> str:
    """A given name that shares the surname behind "and" ("Nora and Felix Ahearn"), made whole."""
    if not following or " " in part or part.lower().rstrip(".") not in given_names():
        return f"{part} {following.split()[-1]}" if following and is_honorific(part) else part
    bare = _NOTE.sub("", following)
    honorific, name = split_honorific(bare)
    return f"{part} {name.split()[-1]}" if not honorific and " " in name and is_name(name) else part


def _plural_role(part: str) -> tuple[str | None, str]:
    """The role of all who follow ("Councillors A, B"), and the part without words for kinds of people."""
    bare = _LEAD.sub("", part)
    role, name = split_role(bare)
    if role and of_several(role) and is_listed_name(_NOTE.sub("", name)):
        return of_one(role), name
    kinds = group_phrases().match(bare)
    if kinds and is_listed_name(_NOTE.sub("", bare[kinds.end() :])) and not split_role(bare)[0]:
        return None, bare[kinds.end() :]
    return None, bare


def _entry(part: str, running: str | None, alone: bool) -> Entry | None:
    """The person that a part of a list is, with notes in brackets and behind a dash."""
    notes: list[str] = []
    while (note := _NOTE.search(part)) is not None:
        notes.append(note[1])
        part = part[: note.start()]
    dash = _DASH.search(part)
    if dash and part[dash.end() :].strip():
        notes.append(part[dash.end() :])
        part = part[: dash.start()]
    manner = _MANNER.search(part)
    if manner:
        notes.append(manner[0].strip(" ,"))
        part = part[: manner.start()]
    person = _person(part.strip(" .*†‡+#"), running, alone)
    if person is None:
        return None
    entry = Entry(person)
    for note in notes:
        entry = _described(entry, note)
    return entry


def _person(text: str, running: str | None, alone: bool) -> Mention | None:
    honorific, bare = split_honorific(text)
    role, name = split_role(bare)
    if role and not is_phrase(role):
        return None
    alone = alone or name.lower() in given_names() or _INITIALS.fullmatch(name) is not None
    second, name = split_honorific(name) if role else (None, name)
    if not honorific and role and _names_body(role):
        return None
    if not is_listed_name(name) or is_nobody(name) or says(name):
        return None
    if " " not in name.strip() and not (honorific or role or running or alone):
        return None
    return Mention(name.strip(), honorific or second, role or running, None)


def _names_body(role: str) -> bool:
    """Whether words before a name are no role but of a body ("Board Member Services")."""
    return has_body_noun(role) and not is_role_word(role.split()[-1])


def _described(entry: Entry, note: str) -> Entry:
    """A person with what is said beside the name: presence, part, role or body."""
    note = note.strip(" .,;")
    mention = entry.mention
    inner = _NOTE.search(note)
    if inner and inner.start():
        return _described(_described(entry, note[: inner.start()]), inner[1])
    if is_absence(note):
        return replace(entry, presence="absent")
    if is_presence(note) and not names_role(note):
        return replace(entry, presence="present")
    part = _leads_or_writes(note)
    if part is not None and (mention.role or not names_role(note)):
        return replace(entry, mention=replace(mention, role=mention.role or note), part=part)
    return replace(entry, mention=_with_details(mention, note))


def _leads_or_writes(note: str) -> SpeakerType | None:
    if is_chair(note):
        return "chair"
    return "secretary" if is_secretary(note) else None


def _with_details(mention: Mention, note: str) -> Mention:
    if not note or any(character.isdigit() for character in note) or behind_names(note):
        return mention
    if (names_role(note) or _sounds_like_role(note)) and mention.role is None:
        role, organization = role_and_organization([note])
        return replace(mention, role=role or note, organization=mention.organization or organization)
    if note == initials(mention.name) or _is_address(note):
        return mention
    if mention.role and mention.organization is None and _is_field(note) and is_phrase(note):
        return replace(mention, role=f"{mention.role}, {note}")
    if mention.organization is None and is_capital(note.split()[0]) and _could_be_body(note):
        return replace(mention, organization=note)
    return mention


def _sounds_like_role(note: str) -> bool:
    """Whether a single word ends as what somebody does ("Pharmacist", "Beekeeper")."""
    return _DOER.fullmatch(note) is not None


def _is_address(note: str) -> bool:
    return phrases("facts", "districts").within(note) or phrases("facts", "streets").within(note)


def _could_be_body(note: str) -> bool:
    return is_phrase(note) and (names_organization(note) or " " not in note)


def _is_field(note: str) -> bool:
    """Whether a phrase behind a role is what it is about ("Assistant Superintendent, Business Services")."""
    return note.split()[-1].lower().strip(".") in words("people", "role_fields")


def _continued(entry: Entry, part: str) -> Entry:
    """A person whose role or body has "and" in it ("Director of Finance and Administration")."""
    mention = entry.mention
    if mention.organization and is_phrase(part):
        return replace(entry, mention=replace(mention, organization=f"{mention.organization} and {part}"))
    if mention.role and is_phrase(part):
        return replace(entry, mention=replace(mention, role=f"{mention.role} and {part}"))
    return entry


def _says_nothing(part: str) -> bool:
    """Whether a part names no person, role or body ("16 members of the public")."""
    return not part or part[0].isdigit() or is_nobody(part) or (part[0].islower() and not names_role(part))


def _with_role(entry: Entry, role: str | None) -> Entry:
    if role is None or entry.mention.role is not None:
        return entry
    return replace(entry, mention=replace(entry.mention, role=role))


def _khmer_roll(text: str) -> list[Entry]:
    """The people of a Khmer list: named with honorifics, else names alone with roles behind commas or dashes."""
    people = list(khmer_people(text))
    if people:
        ends = [person.start for person in people[1:]] + [len(text)]
        return [
            Entry(person.mention, "absent" if is_absence(text[person.end : end]) else None)
            for person, end in zip(people, ends, strict=True)
        ]
    found: list[Entry] = []
    for part in re.split(r"\s*[,;;៖:–—]\s*|\s+-\s+|\s+និង\s*|(?=\()", text):
        entry = _khmer_entry(part)
        if entry is not None:
            found.append(entry)
        elif found and found[-1].mention.role is None:
            role, organization = split_role_km(part)
            found[-1] = replace(found[-1], mention=replace(found[-1].mention, role=role, organization=organization))
    return found


def _khmer_entry(part: str) -> Entry | None:
    honorific, bare = split_honorific(part.strip())
    mention = person_of_phrase(honorific or "", bare)
    if mention is None or not is_khmer_name(mention.name) or " " not in mention.name.strip():
        return None
    return Entry(replace(mention, honorific=honorific))


def _is_khmer(text: str) -> bool:
    return any("\u1780" <= character <= "\u17b3" for character in text)


def _masked(text: str) -> str:
    """A text with what stands in brackets hidden, every character in its place."""
    return re.sub(r"[(\[][^()\[\]]*[)\]]", lambda match: "x" * len(match[0]), text)


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """A text cut at separators outside brackets."""
    begin, parts = 0, []
    for mark in separator.finditer(_masked(text)):
        parts.append(text[begin : mark.start()])
        begin = mark.end()
    return [*parts, text[begin:]]
