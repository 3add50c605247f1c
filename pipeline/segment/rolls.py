"""Lists of people in print: "A. Keller (Chair), J. Lim and Ms. Ong; Councillors Poe, Roe (absent) and Doe"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.segment.entries import NOTE, Entry, continued, described, entry_of, masked, with_role
from pipeline.segment.honorifics import is_honorific, split_honorific
from pipeline.segment.khmer_rolls import khmer_roll
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import given_names, is_listed_name, is_name, is_nobody, speaks_for_a_person
from pipeline.segment.presence import group_phrases, says
from pipeline.segment.roles import has_body_noun, is_role_word, names_role, of_one, of_several, split_role

_STRONG = re.compile(r"\s*(?:;|\||•|·|\n|\t|\s{3,})\s*")
_WEAK = re.compile(r"\s*,?\s+(?:and|&|និង)\s+|\s*[,،]\s*|\s+/\s+|(?<=[a-z])/(?=[A-Z])")
_AND = re.compile(r"^\s*,?\s+(?:and|&|និង)\s+$")
_HEAD = re.compile(r"^(?P<head>[^:៖()]{2,40}?)\s*[:៖]\s*(?P<rest>\S.*)$", re.S)
_LEAD = re.compile(
    r"^(?:(?:and|also|with|by|from|the|were|was|as well as|plus|including|together with|namely)\s+)+", re.I
)
_ALL_BUT = re.compile(r"^all\b[^,]*?\b(?:except(?:\s+for)?|but|other than|excluding)\s+", re.I)
_BULLET = re.compile(r"^[\W\d_]+(?=[A-Z\u1780-\u17b3])")
_THE_OFFICE = re.compile(r"^(?:and\s+)?the\s+(?:[A-Z]\w+\s*){1,4}$")
_FEW = 2
_MOST_ENTRY_WORDS = 24


def read_roll(text: str, alone: bool = False) -> list[Entry]:
    """Return the people of a list in print; roles and bodies beside a name belong to it, what is no person is left.

    `alone`: a single word may be a name although no other stands beside it.
    """
    text = _LEAD.sub("", text.strip()).rstrip(".។៕ ")
    if _is_khmer(text):
        return khmer_roll(text)
    but = _ALL_BUT.match(text)
    if but:
        return [replace(entry, presence="absent") for entry in read_roll(text[but.end() :])]
    single = entry_of(text, None, alone=True) if alone and " " not in text else None
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
        return khmer_roll(text)
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
        return [with_role(entry, role) for entry in _items(text)]
    if in_semicolons:
        single = _single(text)
        if single is not None:
            return [single]
    return _items(text)


def _said_of(name: str, text: str) -> list[Entry]:
    """A name with what is said behind a colon ("Jane Doe: absent", "Jane Doe: Treasurer")."""
    entry = Entry(Mention(name, None, None, None))
    return [described(entry, text)]


def _single(text: str) -> Entry | None:
    """One person with commas between name, role and body, or None where the list goes on with others."""
    head = _HEAD.match(text)
    if head and is_role_word(head["head"].split()[-1]):
        entry = _single(head["rest"])
        return with_role(entry, head["head"].strip()) if entry else None
    first, *rest = [part for part in _split(text, re.compile(r"\s*,\s*")) if part]
    if rest and _is_turned(first, rest[0]):
        first, rest = f"{rest[0]} {first}", rest[1:]
    entry = entry_of(first, None, alone=True)
    if entry is None or not _is_whole(entry, is_alone=not rest):
        return None
    if any(_names_another(part, rest[:n], rest[n + 1 :]) for n, part in enumerate(rest)):
        return None
    for part in rest:
        entry = described(entry, part)
    return entry


def _is_whole(entry: Entry, is_alone: bool) -> bool:
    """Whether a name is whole, or has a title that makes one word enough."""
    mention = entry.mention
    return " " in mention.name or bool(mention.honorific) or (is_alone and bool(mention.role))


def _is_turned(first: str, second: str) -> bool:
    """Whether a list gives the surname first ("Keller, Anne")."""
    return " " not in first.strip() and is_listed_name(first) and second.split(" ")[0].lower() in given_names()


def _names_another(part: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether what stands behind a comma is another person and no role or body.

    Behind a role and before no other a name that could be a body's is one ("Consultant, Merrow Mutual").
    """
    bare = NOTE.sub("", _LEAD.sub("", part))
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
        entry = entry_of(part, running, loose)
        if entry is not None:
            found.append(entry)
        elif found and not _says_nothing(part) and not is_listed_name(part):
            found[-1] = continued(found[-1], part) if is_joined else described(found[-1], part)
    return found


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a list, each with whether "and" stands before it."""
    hidden = masked(text)
    begin, is_joined = 0, False
    for mark in _WEAK.finditer(hidden):
        if text[begin : mark.start()].strip():
            yield text[begin : mark.start()].strip(), is_joined
        begin, is_joined = mark.end(), _AND.match(mark[0]) is not None
    if text[begin:].strip():
        yield text[begin:].strip(), is_joined


def _is_loose(parts: list[str]) -> bool:
    """Whether a list gives single names: as many of them as whole ones, and nothing else."""
    bare = [NOTE.sub("", split_honorific(_LEAD.sub("", part))[1]).strip() for part in parts]
    names = [name for name in bare if is_listed_name(name) and not is_nobody(name)]
    single = [name for name in names if " " not in name]
    return len(names) >= _FEW and len(names) * 2 > len(bare) and len(single) * 2 >= len(names)


def _with_surname(part: str, following: str) -> str:
    """A given name that shares the surname behind "and" ("Nora and Felix Ahearn"), made whole."""
    if not following or " " in part or part.lower().rstrip(".") not in given_names():
        return f"{part} {following.split()[-1]}" if following and is_honorific(part) else part
    bare = NOTE.sub("", following)
    honorific, name = split_honorific(bare)
    return f"{part} {name.split()[-1]}" if not honorific and " " in name and is_name(name) else part


def _plural_role(part: str) -> tuple[str | None, str]:
    """The role of all who follow ("Councillors A, B"), and the part without words for kinds of people."""
    bare = _LEAD.sub("", part)
    role, name = split_role(bare)
    if role and role[0].isupper() and of_several(role) and is_listed_name(NOTE.sub("", name)):
        return of_one(role), name
    kinds = group_phrases().match(bare)
    if kinds and is_listed_name(NOTE.sub("", bare[kinds.end() :])) and not split_role(bare)[0]:
        return None, bare[kinds.end() :]
    return None, bare


def _says_nothing(part: str) -> bool:
    """Whether a part names no person, role or body ("16 members of the public")."""
    return not part or part[0].isdigit() or is_nobody(part) or (part[0].islower() and not names_role(part))


def _is_khmer(text: str) -> bool:
    return any("\u1780" <= character <= "\u17b3" for character in text)


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """A text cut at separators outside brackets."""
    begin, parts = 0, []
    for mark in separator.finditer(masked(text)):
        parts.append(text[begin : mark.start()])
        begin = mark.end()
    return [*parts, text[begin:]]
