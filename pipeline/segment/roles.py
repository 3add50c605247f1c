"""Phrases that name a role ("Director of Finance"), a body ("Lotus Trust"), or both ("Officer of ABC")."""

import re
from functools import cache

from pipeline.segment.honorifics import khmer_honorifics
from pipeline.segment.vocabulary import phrases, tables, words

CAPITAL = r"[A-Z\u00c0-\u00de\u0100-\u017e][\w'’.\-/&\u00c0-\u024f]*"
is_capital = re.compile(CAPITAL).fullmatch
_ACRONYM = re.compile(r"[A-Z][A-Z&/\-]+[A-Z0-9]s?|[A-Z]{2,}s?")
_LINKS = frozenset(
    ["of", "and", "for", "the", "in", "at", "&", "to", "on", "from", "/", "-", "–", "de", "ex", "officio"]
)
_SHORT_ROLE = 3
"""A role's word of so few letters ("ED", "CEO") is one in capitals alone: Ed is a name."""
_HOME = re.compile(r"\s+(?:from|in)\b")
_LEARNED = re.compile(r"[A-Za-z]{2,}(?:ologist|ician|nomist)s?")
"""What ends as the name of a learned trade ("Ecologist")."""
_PLACED = re.compile(r"\s+(?:of|at|from|for|to|with)\s+(?:the\s+)?")


def is_role(text: str) -> bool:
    """Return whether a phrase names a role: a role's noun among capitalised words and links."""
    return names_role(text) and is_phrase(text)


def names_role(text: str) -> bool:
    """Return whether one of a phrase's words is a role's noun."""
    return any(is_role_word(word) for word in re.split(r"[\s/]+", text)) or (
        not text.isascii() and phrases("people", "roles_km").first_within(text) is not None
    )


def is_role_word(word: str) -> bool:
    """Return whether a word is a role's noun, one or several of it ("Director", "Directors")."""
    if word.endswith(("'", "’", "'s", "’s")):
        return False
    bare = word.strip(".,():")
    if len(bare) <= _SHORT_ROLE and not bare.isupper():
        return False
    return _singular(bare.lower()) is not None or _LEARNED.fullmatch(bare) is not None


def split_role(text: str) -> tuple[str | None, str]:
    """Return the role before a name ("President Paulette Church"), or None, and the rest."""
    tokens = text.split()
    last = max((n for n, token in enumerate(tokens[:-1]) if is_role_word(token)), default=None)
    if last is None:
        return None, text
    while last + 2 < len(tokens) and _is_tail(tokens[last + 1]):
        last += 1
    return " ".join(tokens[: last + 1]), " ".join(tokens[last + 1 :])


def of_one(role: str) -> str:
    """Return what one of several is called: "Councillors" -> "Councillor"."""
    *before, last = role.split()
    single = _singular(last.lower().strip(".,:"))
    return " ".join([*before, last[: len(single)]]) if single else role


def of_several(role: str) -> bool:
    """Return whether a role's phrase names several ("Directors")."""
    last = role.split()[-1].lower().strip(".,:") if role.split() else ""
    return last not in words("people", "roles") and _singular(last) is not None


def is_phrase(text: str) -> bool:
    """Return whether a text is made of capitalised words, roles and links alone: a title or a body, no sentence."""
    for word in text.split():
        bare = word.strip(".,;:()'’\"“”")
        if bare and not (
            is_capital(bare) or bare.lower() in _LINKS or bare.lower() in words("people", "roles") or bare.isdigit()
        ):
            return False
    return True


def names_organization(text: str) -> bool:
    """Return whether a phrase names a body: by an acronym, a noun of bodies, or several capitalised words."""
    tokens = text.split()
    if _has_acronym(text):
        return True
    capitals = [token for token in tokens if is_capital(token.strip(".,()"))]
    return len(capitals) >= 2 or phrases("people", "organisations").within(text)


def has_body_noun(text: str) -> bool:
    """Return whether a phrase has the noun of a body in it ("Roads Committee")."""
    return phrases("people", "organisations").within(text)


def role_and_organization(parts: list[str]) -> tuple[str | None, str | None]:
    """Return role and organisation out of what stands behind a name, each as printed."""
    if not parts or not any(is_capital(part.split()[0]) or names_role(part) for part in parts):
        return None, None
    if len(parts) > 1:
        if names_role(parts[0]):
            return parts[0], ", ".join(parts[1:])
        return (", ".join(parts[1:]), parts[0]) if names_role(parts[1]) else (None, ", ".join(parts))
    text = parts[0]
    if not names_role(text):
        return (None, text) if names_organization(text) else (None, None)
    first, _, second = text.partition(" and ")
    if names_role(first) and _PLACED.search(first) and is_role_word(second.split(" ")[-1] if second else ""):
        text = first
    for match in reversed(list(_PLACED.finditer(text))):
        body = text[match.end() :]
        if not names_role(text[: match.start()]):
            continue
        if body.lower() in words("people", "organisations"):
            is_unit = body.lower() in words("people", "units")
            return (text, None) if is_unit else (text[: match.start()], None)
        if _is_body(body, text[: match.start()]):
            return text[: match.start()], body
        if _HOME.match(match[0]) and _lives(text[: match.start()]):
            return text[: match.start()], None
    return text, None


def khmer_role() -> re.Pattern[str]:
    """Return the pattern of the nouns that a Khmer role begins with."""
    return _khmer_role()


def khmer_role_nouns() -> str:
    """Return the nouns that a Khmer role begins with as alternatives of a pattern, the longest first."""
    return "|".join(sorted(tables()["people"]["roles_km"], key=len, reverse=True))


def _is_body(text: str, role: str) -> bool:
    """Whether what a role is "of" is a body and no subject or place ("Director of HAC", not of "Public Works").

    Capitalised words alone are a body where a body has such an officer, and not where a place has.
    """
    last = text.split()[-1].lower().strip(".,()") if text.split() else ""
    if last in words("people", "role_fields") or not names_organization(text):
        return False
    if has_body_noun(text) or _has_acronym(text):
        return True
    return not _lives(role)


def _lives(role: str) -> bool:
    """Whether a role is one behind which a place is where somebody lives ("fisher of Prek Thom")."""
    return any(word.lower().strip(".,") in words("people", "roles_of_places") for word in role.split())


def _has_acronym(text: str) -> bool:
    return any(_ACRONYM.fullmatch(token.strip(".,()")) for token in text.split())


def _is_tail(word: str) -> bool:
    return word.lower().strip(".,") in {part for tail in words("people", "role_tails") for part in tail.split()}


@cache
def _singular(word: str) -> str | None:
    """The noun of a role in the vocabulary that a word is, or is several of."""
    roles = words("people", "roles")
    if word in roles:
        return word
    for ending, instead in (("s", ""), ("men", "man"), ("women", "woman")):
        if word.endswith(ending) and word.removesuffix(ending) + instead in roles:
            return word.removesuffix(ending) + instead
    return None


@cache
def _khmer_role() -> re.Pattern[str]:
    return re.compile(f"(?!{khmer_honorifics()})(?:{khmer_role_nouns()})")
