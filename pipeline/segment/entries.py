"""One person of a list in print, with the notes beside the name: "Ms. J. Lim (Treasurer), via Zoom"."""

import re
from dataclasses import dataclass, replace

from pipeline.model.minutes import SpeakerType
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.identities import initials
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import behind_names, given_names, is_listed_name, is_nobody
from pipeline.segment.presence import is_absence, is_presence, says
from pipeline.segment.roles import (
    has_body_noun,
    is_capital,
    is_phrase,
    is_role_word,
    names_organization,
    names_role,
    role_and_organization,
    split_role,
)
from pipeline.segment.sightings import Presence, is_chair, is_secretary
from pipeline.segment.vocabulary import phrases, words

NOTE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
"""What stands in brackets at the end."""
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*|\s+[-–—](?=[A-Z])")
_MANNER = re.compile(
    r"[\s,]+(?:via|by (?:phone|telephone|zoom|video|proxy|teleconference|invitation)|on (?:zoom|the phone|phone)|online"
    r"|virtually|remote(?:ly)?|in person|arriv\w+|joined|joining|left|attend\w+|absent|excused|present"
    r"|(?:until|from|at) \d|for (?:agenda )?(?:items?|minutes?|part) )\b.*$",
    re.I,
)
_DOER = re.compile(r"[A-Z]?[a-z]+(?:ist|ian|eer|keeper|maker|worker|master|man|woman|person)")
_MOST_FIELD_WORDS = 2
_INITIALS = re.compile(r"(?:[A-Z]\.){1,2}[A-Z]\.?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a list, with what the list says of this one alone."""

    mention: Mention
    presence: Presence | None = None
    part: SpeakerType | None = None


def entry_of(part: str, running: str | None, alone: bool) -> Entry | None:
    """Return the person that a part of a list is, with notes in brackets and behind a dash, or None.

    `running` is the role of all who stand behind a word for several ("Councillors A, B"); `alone` says that a single
    word may be a name.
    """
    notes: list[str] = []
    manner = _MANNER.search(masked(part))
    if manner:
        notes.append(part[manner.start() :].strip(" ,"))
        part = part[: manner.start()]
    part = _without_initials(part)
    while (bracket := NOTE.search(part)) is not None:
        notes.append(bracket[1])
        part = part[: bracket.start()]
    dash = _DASH.search(part)
    if dash and part[dash.end() :].strip():
        notes.append(part[dash.end() :])
        part = part[: dash.start()]
    person = _person(part.strip(" .*†‡+#"), running, alone)
    if person is None:
        return None
    entry = Entry(person)
    for note in notes:
        entry = described(entry, note)
    return entry


def _without_initials(part: str) -> str:
    """A person without the initials that minutes call them by behind ("Gerald Lumb (Churchwarden) GL")."""
    *before, last = part.split(" ")
    name = split_honorific(NOTE.sub("", " ".join(before)))[1]
    return " ".join(before) if len(last) > 1 and " " in name and initials(name) == last else part


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


def masked(text: str) -> str:
    """Return a text with what stands in brackets hidden, every character in its place."""
    return re.sub(r"[(\[][^()\[\]]*[)\]]", lambda match: "x" * len(match[0]), text)


def _names_body(role: str) -> bool:
    """Whether words before a name are no role but of a body ("Board Member Services")."""
    return has_body_noun(role) and not is_role_word(role.split()[-1])


def described(entry: Entry, note: str) -> Entry:
    """Return a person with what is said beside the name: presence, part, role or body."""
    note = note.strip(" .,;")
    mention = entry.mention
    inner = NOTE.search(note)
    if inner and inner.start():
        return described(described(entry, note[: inner.start()]), inner[1])
    parts = [part for part in re.split(r"\s*[,;]\s*", note) if part]
    if len(parts) > 1 and any(_is_told(part) for part in parts):
        for part in parts:
            entry = described(entry, part)
        return entry
    if is_absence(note):
        return replace(entry, presence="absent")
    if is_presence(note) and not names_role(note):
        return replace(entry, presence="present")
    part = _leads_or_writes(note)
    if part is not None and phrases("people", "not_offices").equals(note):
        return replace(entry, part=part)
    if part is not None and (mention.role or not names_role(note)):
        return replace(entry, mention=replace(mention, role=mention.role or note), part=part)
    return replace(entry, mention=_with_details(mention, note))


def _is_told(note: str) -> bool:
    """Whether a note says of itself what it is: a role, a part in the meeting, or that somebody came or did not."""
    return names_role(note) or _leads_or_writes(note) is not None or is_absence(note) or is_presence(note)


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
    return has_body_noun(note) or (is_phrase(note) and (names_organization(note) or " " not in note))


def _is_field(note: str) -> bool:
    """Whether a phrase behind a role is what it is about ("Assistant Superintendent, Business Services")."""
    tokens = note.split()
    return len(tokens) <= _MOST_FIELD_WORDS and tokens[-1].lower().strip(".") in words("people", "role_fields")


def continued(entry: Entry, part: str) -> Entry:
    """Return a person whose role or body has "and" in it ("Director of Finance and Administration")."""
    mention = entry.mention
    if mention.organization and is_phrase(part):
        return replace(entry, mention=replace(mention, organization=f"{mention.organization} and {part}"))
    if mention.role and is_phrase(part):
        return replace(entry, mention=replace(mention, role=f"{mention.role} and {part}"))
    return entry


def with_role(entry: Entry, role: str | None) -> Entry:
    """Return a person with a role, where none is known."""
    if role is None or entry.mention.role is not None:
        return entry
    return replace(entry, mention=replace(entry.mention, role=role))
