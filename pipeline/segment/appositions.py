"""What English sentences say beside a name: "The auditor, Mr. Name of ORG", "Name (ORG)", "Name, Head of ORG,"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.segment.honorifics import split_honorific
from pipeline.segment.identities import initials
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import named
from pipeline.segment.roles import (
    CAPITAL,
    has_body_noun,
    is_phrase,
    names_organization,
    names_role,
    role_and_organization,
)
from pipeline.segment.vocabulary import phrases

NAME = rf"(?:{CAPITAL}\s+){{0,6}}{CAPITAL}"
_BODY = rf"(?:{CAPITAL}\s+(?:(?:of|for|and|the|&)\s+){{0,2}}){{0,5}}{CAPITAL}"
_OFFICE_BEFORE = re.compile(rf"\b[Tt]he\s+(?P<office>[^,.;:()]{{3,70}}),\s+(?P<name>{NAME})")
_OFFICE_BEHIND = re.compile(
    rf"(?P<name>{NAME}),\s+(?:(?:the|a|an|our)\s+)?(?P<office>[^,.;:()]{{3,70}}(?:,\s+[A-Z][^,.;:()]{{2,60}})?)(?=[,;:]|\.?$|\.\s)"
)
_IN_BRACKETS = re.compile(rf"(?P<name>{NAME})\s+\((?P<office>[^()]{{2,70}})\)")
_OF_BODY = re.compile(
    rf"(?P<name>{NAME})\s+(?:of|from|representing)\s+(?:the\s+)?(?P<office>{_BODY})(?=,|\s[a-z]|\.?$)"
)
_FOR_A_TIME = re.compile(r"^(?:outgoing|incoming|new|retiring|current|newly[\s-]elected|our|a|an|the)\s+", re.I)


def described(text: str, is_list: bool) -> Iterator[Mention]:
    """Yield the people beside whose names a sentence gives a role or a body, each with those.

    In a list what stands behind a comma may be the role of the next person.
    """
    for match in _OFFICE_BEFORE.finditer(text):
        yield from _with(match["name"], match["office"], is_loose=False)
    for match in _OFFICE_BEHIND.finditer(text) if not is_list else ():
        yield from _with(match["name"], match["office"], is_loose=False)
    for pattern in (_IN_BRACKETS, _OF_BODY):
        for match in pattern.finditer(text):
            yield from _with(match["name"], match["office"], is_loose=True)


def _with(name: str, office: str, is_loose: bool) -> Iterator[Mention]:
    """A person with what is said beside the name; `is_loose`: capitalised words alone may be a body's name."""
    mention = named(name, None)
    if mention is None or not (mention.honorific or " " in mention.name):
        return
    role, organization = _office(office, is_loose)
    if organization == initials(mention.name):
        return
    if role or organization:
        yield replace(mention, role=mention.role or role, organization=organization)


def _office(text: str, is_loose: bool) -> tuple[str | None, str | None]:
    text = _FOR_A_TIME.sub("", text.strip())
    if not text or any(character.isdigit() for character in text) or split_honorific(text)[0]:
        return None, None
    parts = [part.strip() for part in text.split(",")]
    parts = [part for part in parts if not phrases("people", "not_offices").equals(part)]
    if len(parts) > 1 and names_role(parts[0]) and (names_role(parts[1]) or not names_organization(parts[1])):
        parts = parts[:1]
    text = ", ".join(parts)
    if names_role(text) and all(is_phrase(part) for part in parts):
        return role_and_organization(parts)
    is_body = names_organization(text) and is_phrase(text) if is_loose else has_body_noun(text) and is_phrase(text)
    return (None, text) if is_body and text[0].isupper() else (None, None)
