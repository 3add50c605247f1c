"""Who moved and who seconded a motion, as printed: "X moved", "moved by X", "Moved: X", "M/S/C X/Y", "(X/Y)"."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.segment.vocabulary import tables, words

_WORD = r"(?:[A-Z\u00c0-\u00de]\.(?:[A-Z]\.)*|[A-Z][a-z]{0,3}\.(?=\s[A-Z])|[A-Z\u00c0-\u00de](?:[\w'’]|-(?=\w))*)"
_PARTICLE = r"(?:van|von|der|den|de|da|di|la|le|bin|binti|al|el|ter|ten)\s+"
_NAME = rf"{_WORD}(?:\s+(?:{_PARTICLE}){{0,2}}{_WORD}){{0,5}}"
_ROLE = rf"(?:\s*\([^()]{{1,50}}\)|,\s+(?:the\s+)?{_NAME}(?:\s+of\s+(?:the\s+)?{_NAME})?,)?"
_X, _Y = rf"(?P<mover>{_NAME})", rf"(?P<seconder>{_NAME})"
_BY = r"\s*(?:\(\s*)?by\s*:?\s*(?:the\s+)?"
_ENDS = r"(?=\s*(?:[,;./()\]]|$|[–—-]\s|(?i:and|to|that|second\w*|2nd|all|in|for|carried|vote)\b))"
_AMONG = r"\s*(?:/|,\s*(?:and\s+)?|;|\s[–—-]\s|\band\b|&)\s*"
_ADVERB = r"(?:(?:also|then|now|again|so|formally|having(?:\s+so)?)\s+)?"
_MOVES = (
    r"(?i:moved|moves|motioned|proposed|proposes"
    r"|(?:made|makes|offered|introduced|put\s+forward)\s+(?:an?|the)\s+(?:\w+\s+)?(?:motion|amendment))\b"
)
_PAIRS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:M\s?/\s?S(?:\s?/\s?\w)*|M\.?S\.?[CPAU]\.?|(?i:moved?\s*(?:/|and|&)\s*second(?:ed)?|motion\s*/\s*second(?:ed)?))"
        rf"(?![A-Za-z])(?:\s+by)?\s*[:(\[–-]?\s*{_X}{_AMONG}{_Y}",
        rf"\b(?i:moved|motion)(?:\s+by)?\s*[:(\[]?\s*{_X}\s*(?:/|\s[–—-]\s)\s*{_Y}",
        rf"(?i:\b1st\b)(?:\s+by)?\s*[:–-]?\s*{_X}\W{{1,4}}(?:and\s+)?(?i:2nd)(?:\s+by)?\s*[:–-]?\s*{_Y}",
        rf"{_X}\s+(?i:1st)\b\W{{1,3}}{_Y}\s+(?i:2nd)\b",
        rf"\b(?i:moved|proposed)\s+and\s+(?i:seconded)\s+by\s+{_X}\s+and\s+{_Y}",
        rf"\b(?i:motion|moved|carried|approved|passed|signed|agreed|adopted|confirmed|accepted|resolved)\b[^.;]*?[(\[]{_X}\s?/\s?{_Y}[)\],;]",
        rf"[(\[]{_X}\s?/\s?{_Y}[)\]]\W*(?i:motion|moved|carried|approved|passed|unanim)",
    )
)
_MOVERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:moved|mover|proposed|proposer|introduced|offered|(?:motion|motioned)(?:\s+(?:was|is))?(?:\s+(?:duly|properly))?(?:\s+made)?)"
        rf"(?:\s+for\s+\w+)?{_BY}{_X}",
        rf"\b(?i:motion)\s+(?:of|from)\s+(?:the\s+)?{_X}",
        rf"\b(?i:on\s+(?:a|the)\s+(?:motion|proposition|proposal)\s+(?:by|of|from))\s+(?:the\s+)?{_X}",
        rf"\b(?i:motion\s+to)\b[^.;]*?\bby\s+{_X}\s*(?:,\s*)?(?:and\s+)?\(?(?i:second|2nd|(?:died|dies|failed|fails|was|carried|passed|lost)\b)",
        rf"{_X}{_ROLE}\s+{_ADVERB}{_MOVES}",
        rf"\b(?i:moved|mover|proposed|proposer)\s*:\s*{_X}{_ENDS}",
        rf"\b(?:Moved|MOVED|Proposed|PROPOSED)\s+{_X}{_ENDS}",
        rf"[,;(]\s*(?i:proposed|moved|proposer|mover)\s+{_X}{_ENDS}",
        rf"\b(?:Motion|MOTION)\s*:?\s*{_X}(?=\s*[,;.]?\s*\(?(?i:second\w*|2nd)\b)",
        rf"^(?:Motion|MOTION)\s*:\s*{_X}\s*\.?$",
    )
)
_SECONDERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:second(?:ed)?|2nd(?:ed)?|support(?:ed)?){_BY}{_Y}",
        rf"{_Y}{_ROLE}\s+{_ADVERB}"
        r"(?:(?i:seconded|seconds|2nds|2nded|(?:made|gave)\s+the\s+second)\b(?!\s*:)(?!\s+by\b)(?!\s+(?!The\b)[A-Z])"
        r"|(?i:second|2nd)(?=\s*(?:[.,;]|$|the\s)))",
        rf"\b(?i:second(?:ed|er)?|2nd|support)\s*[:–-]\s*{_Y}",
        rf"\b(?i:second(?:ed|er)?|2nd),?\s+{_Y}{_ENDS}",
        rf"\bwhich\s+{_Y}\s+(?i:seconded|supported)\b",
    )
)
_SECONDED = re.compile(
    r"\b(?:second(?:ed|s|er)?|2nd(?:ed|s)?)\b(?!\s+(?:reading|quarter|half|phase|floor|year|time|week|meeting))", re.I
)
_BARE_PAIR = re.compile(rf"[(\[]?{_X}\s?/\s?{_Y}(?=[)\].,;:]|\s*$|\s+[A-Z(a-z])")


def moved_by(text: str) -> str | None:
    """Return who moved, with honorific and role as printed, or None."""
    named = next(_people((*_PAIRS, *_MOVERS), "mover", text), None)
    office = _office_moves().search(text) if named is None else None
    return named or (office["by"] or office["who"] if office else None)


def seconded_by(text: str) -> str | None:
    """Return who seconded, with honorific and role as printed, or None."""
    return next(_people((*_PAIRS, *_SECONDERS), "seconder", text), None)


def tells_second(text: str) -> bool:
    """Return whether a text says that a motion was seconded, by whomever."""
    return _SECONDED.search(text) is not None


def bare_pair(text: str) -> tuple[str, str] | None:
    """Return mover and seconder where a line begins with the two alone ("K. Edd/D. Lamp, all agreed"), or None."""
    match = _BARE_PAIR.match(text)
    names = (_name(match["mover"]), _name(match["seconder"])) if match else (None, None)
    return (names[0], names[1]) if names[0] and names[1] else None


@cache
def _office_moves() -> re.Pattern[str]:
    """An officer or body that moves without a name: "Proposed by the committee", "The treasurer moved that ..."."""
    officers = "|".join(sorted(tables()["motions"]["officers"], key=len, reverse=True))
    return re.compile(
        rf"\b(?:moved|proposed|motion)\s+(?:made\s+)?by\s+the\s+(?P<by>{officers})\b"
        rf"|^the\s+(?P<who>{officers})\s+(?:then\s+)?(?:moved|proposed)\s+(?:that|to\s+(?!the\b|an?\b|his\b|her\b)|(?:the\s+)?(?:adoption|approval)\b)",
        re.I,
    )


def _people(patterns: Iterable[re.Pattern[str]], group: str, text: str) -> Iterator[str]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            name = _name(match[group])
            if name is not None:
                yield name


def _name(printed: str) -> str | None:
    """A name without the words at its sides that are no part of one; None where nothing is left."""
    tokens = printed.split()
    while tokens and tokens[0].lower().strip(".") in words("motions", "no_movers"):
        tokens = tokens[1:]
    while tokens and tokens[-1].lower().strip(".") in words("motions", "no_movers"):
        tokens = tokens[:-1]
    return " ".join(tokens).rstrip(".,;:") or None
