"""Khmer noun phrases in the order of English: what Khmer puts behind a noun stands before it, or behind "of"."""

from collections.abc import Sequence

from pipeline.translate.khmer_pieces import Piece, count_word, several

_DEPARTMENTS = ("ministry", "department", "General Department")
_NAMED_BY = frozenset(("community", "office", "union", "school", "village", "commune", "district", "province"))
"""Bodies of which an office is told without "of": community leader."""
_TELLING = frozenset(
    (
        "minutes", "report", "result", "results", "content", "agenda", "process", "situation", "condition", "summary",
        "composition", "list", "objective", "purpose", "number", "overview", "procedure", "progress", "implementation",
        "actual situation", "meeting minutes", "presentation", "evaluation", "decision", "conclusion", "history",
    )
)  # fmt: skip
"""Nouns that are of something, rather than named by it."""
_PURPOSES = frozenset(
    (
        "plan", "project", "programme", "proposal", "request", "budget", "measure", "campaign", "procedure", "work",
        "employment", "guideline", "fund", "requests", "funding",
    )
)  # fmt: skip
"""Nouns that are for something to be done."""
_CONTAINERS = frozenset(
    (
        "session", "group", "annex", "part", "item", "chapter", "article", "day", "phase", "module", "lesson", "topic",
        "table", "page", "class", "grade", "national road", "room", "village", "zone", "term", "step", "point",
    )
)  # fmt: skip
_COUNTS = frozenset(("first", "second", "third", "fourth"))
_SMALL = frozenset(("and", "of", "on", "for", "the", "in", "to", "by", "with", "from", "or"))
_SCHOOLED = frozenset(("Student", "Teacher", "Principal", "Pupil", "Director", "Clerk", "Graduate"))
_CHAIRED = (
    "board", "committee", "council", "association", "assembly", "commission", "union", "federation", "forum", "network",
    "cooperative", "community", "group",
)  # fmt: skip
_MOST = 5
"""Pieces of one noun phrase: more are seldom read right."""


def noun_phrase(pieces: Sequence[Piece]) -> str | None:
    """Return one noun with its numbers, times and modifiers; a verb stands before what is done.

    None where the pieces make no phrase whose order is sure.
    """
    if not pieces or len(pieces) > _MOST:
        return None
    if len(pieces) > 1 and pieces[-1].kind == "time":
        whole = noun_phrase(pieces[:-1])
        time = pieces[-1].english
        the = "the " if time.split()[0] in _COUNTS else ""
        return whole and f"{whole} {'of' if pieces[-2].kind == 'meeting' else 'for'} {the}{time}"
    if len(pieces) == 1 and pieces[0].terms:
        return _alone(pieces[0])
    if (deed := pieces[0].of_kind("action")) and (len(pieces) == 1 or pieces[0].kind == "action"):
        done = noun_phrase(pieces[1:]) if len(pieces) > 1 else ""
        return None if done is None else f"{deed.english} {done}".strip()
    for place, piece in enumerate(pieces):
        if piece.kind in ("ordinal", "number"):
            return _counted(pieces, place)
    return _compound(pieces)


def _alone(piece: Piece) -> str | None:
    """A noun that has nothing beside it; a quality is none."""
    nouns = [term for term in piece.terms if term.kind not in ("action", "modifier")]
    if nouns:
        return several(nouns[0])
    return piece.english if piece.kind == "action" else None


def takes_article(pieces: Sequence[Piece]) -> bool:
    """Return whether a phrase behind "of" is of one certain thing: a meeting, a body, somebody in office."""
    certain = pieces[0].kind in ("meeting", "organization", "role") or pieces[0].english in ("session", "programme")
    return certain and not pieces[0].english.endswith("s")


def _counted(pieces: Sequence[Piece], place: int) -> str | None:
    """Session 2, 18th meeting, 63 participants, second deputy."""
    before, number = pieces[:place], pieces[place]
    behind = list(pieces[place + 1 :])
    if number.kind == "ordinal":
        if not behind or behind[0].kind != "number":
            return None
        number = behind.pop(0)
        return _in_a_row(before, number.english, behind)
    said = _compound(before) if before else None
    if behind and behind[0].kind == "unit":
        behind.pop(0)
    if said is None or behind:
        return number.english if not before and not behind else None
    return f"{number.english} {said}"


def _in_a_row(before: Sequence[Piece], number: str, behind: list[Piece]) -> str | None:
    """What is numbered: the last noun before the number that can be, or, as a part, what it is called."""
    if not before or not number.isdigit():
        return None
    last = before[-1]
    meeting = last.of_kind("meeting")
    if last.english in ("minutes", "meeting minutes"):
        minutes, done = f"minutes of the {count_word(number)} meeting", _compound(before[:-1])
        told = f"{done} of the {minutes}" if done else minutes
        return None if behind or (before[:-1] and not done) else told
    if meeting is not None:
        counted = f"{count_word(number)} {meeting.english}"
        told = f"{_compound(before[:-1])} of the {counted}" if before[:-1] else counted
        also = noun_phrase(behind) if behind else None
        return (also and f"{told}, {also}") if behind else told
    said = _compound(before)
    if said is None:
        return None
    if before[0].kind == "role":
        whole_office = f"{count_word(number)} {said}"
        rest = _compound(behind) if behind else None
        return whole_office if not behind else rest and f"{whole_office} of the {rest}"
    if behind:
        return None
    if said in _CONTAINERS or len(before) == 1:
        return f"{said} {number}"
    return f"{count_word(number)} {said}" if before[0].kind == "meeting" else None


def _compound(pieces: Sequence[Piece]) -> str | None:
    """A noun and what stands behind it in Khmer, which is each other's head in turn."""
    if not pieces:
        return None
    head, rest = pieces[0], list(pieces[1:])
    if head.kind == "time" and not rest:
        return f"the {head.english}" if head.english.split()[0] in _COUNTS else head.english
    if head.kind in ("link", "ordinal", "time", "number", "honorific"):
        return head.english if head.kind == "honorific" and not rest else None
    if not rest:
        return head.english
    if rest[0].kind == "name":
        return f"{head.english} {rest[0].english}" if len(rest) == 1 else None
    if head.kind == "modifier":
        head = next((head.of_kind(term.kind) or head for term in head.terms if term.kind != "modifier"), head)
    quality = rest[-1].of_kind("modifier")
    named = head.kind == "organization" or rest[0].kind == "organization"
    if quality is not None and (not named or len(rest) == 1) and " of " not in head.english:
        said = _compound([head, *rest[:-1]])
        return said and _with_quality(quality.english, said)
    return _headed(head, rest)


def _with_quality(quality: str, said: str) -> str:
    return f"{quality[:1].upper()}{quality[1:]} {said}" if said[0].isupper() else f"{quality} {said}"


def _headed(head: Piece, rest: list[Piece]) -> str | None:
    first = rest[0]
    if first.of_kind("action") and first.kind == "action":
        done = noun_phrase(rest) if len(rest) > 1 else None
        return f"{head.english} for {done}" if done and head.english in _PURPOSES else None
    inside = _compound(rest)
    if inside is None:
        return None
    if rest[0].kind == "address":
        return f"{head.english} {'of' if head.kind in ('role', 'organization', 'meeting') else 'in'} {inside}"
    if head.english == "draft":
        return f"draft {inside}"
    if head.kind == "role":
        return _office(head.english, first, inside, len(rest))
    if head.kind == "organization" and head.english in _DEPARTMENTS:
        return f"{_titled(head.english)} of {_titled(inside)}"
    if first.kind == "organization" or head.english in _TELLING or first.kind == "role":
        the = "the " if takes_article(rest) else ""
        return f"{head.english} of {the}{inside}"
    if any(f" {link} " in inside for link in ("of", "for", "in")):
        return f"{head.english} {'for' if head.english in _PURPOSES else 'of'} {inside}"
    return f"{inside} {head.english}"


def _office(office: str, first: Piece, inside: str, length: int) -> str:
    """Head of the Department of Planning, but community leader and project manager."""
    attributed = office in _SCHOOLED or (length == 1 and first.english.casefold() in _NAMED_BY)
    leads, _, part = office.partition(" of ")
    if part in ("Unit", "Department", "Section", "Office"):
        return f"{leads} of the {_titled(inside)} {part}"
    if first.kind == "organization" and not attributed:
        return f"{_leader(office, inside)} of the {_titled(inside)}"
    return f"{office} of the {inside}" if first.kind == "role" else f"{_titled(inside)} {office}"


def _leader(office: str, inside: str) -> str:
    """Committees have chairs; offices, hospitals and departments heads."""
    chaired = any(word in inside.casefold() for word in _CHAIRED)
    return office if chaired else office.replace("Vice Chair", "Deputy Head").replace("Chair", "Head")


def _titled(words: str) -> str:
    return " ".join(word if word in _SMALL else word[:1].upper() + word[1:] for word in words.split())
