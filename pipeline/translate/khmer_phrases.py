"""Khmer headings, labels, roles, names of bodies and places, dates and numbers into English, by the glossary alone.

A phrase is cut into terms of the glossary, the fewest that cover it, and put in the order of English. A phrase that
they do not cover is not translated.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline.khmer.dates import find_dates
from pipeline.khmer.lexicon import folded
from pipeline.khmer.months import english_months
from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.translate.glossary import Glossary, Term
from pipeline.translate.khmer_nouns import noun_phrase, takes_article
from pipeline.translate.khmer_pieces import Piece, cut, english_of, several

_EDGES = re.compile(r"^([\s«»\"(]*)(.*?)([\s៖។:.;,!?»\")]*)$", re.DOTALL)
_PARTS = re.compile(r"(\s*៖\s*|\s+[–—-]\s+|\s*\(|\)\s*)")
_MARKS = {"៖": ": ", "(": " (", ")": ")"}


def to_english_phrase(text: str, glossary: Glossary) -> str | None:
    """Return a Khmer phrase in English, or None where the glossary does not cover all of it."""
    match = _EDGES.match(normalize(text.replace(ZWSP, "")).strip())
    if match is None or not match[2]:
        return None
    english = _whole(match[2], glossary) or _date(match[2]) or _in_parts(match[2], glossary)
    if english is None:
        return None
    return match[1] + english[0].upper() + english[1:] + match[3].replace("៖", ":").replace("។", ".")


def _date(words: str) -> str | None:
    """A date that is all of the text, as 5 September 2019."""
    found = find_dates(words)
    if len(found) != 1 or not found[0].certain or words[: found[0].start].strip() or words[found[0].end :].strip():
        return None
    first, last = _day(found[0].iso), found[0].iso_end and _day(found[0].iso_end)
    return f"{first} to {last}" if last else first


def _day(iso: str) -> str:
    year, month, *day = iso.split("-")
    return " ".join([*(str(int(number)) for number in day), _month_names()[int(month)], year])


@cache
def _month_names() -> dict[int, str]:
    """The full English name of each month by its number."""
    names = sorted(english_months().items(), key=lambda item: len(item[0]))
    return {number: name.title() for name, number in names}


def _whole(words: str, glossary: Glossary) -> str | None:
    """A text that is one term; headings of several points are said of several."""
    known = glossary.find(words, "km")
    if not known:
        return None
    return known[0].wordings["en"][0] if known[0].kind == "action" else _said_alone(known[0])


def _said_alone(term: Term) -> str:
    return english_of(term) if term.kind == "role" else several(term)


def _in_parts(words: str, glossary: Glossary) -> str | None:
    """Pieces set apart by a colon, a dash or brackets, each a phrase."""
    parts = _PARTS.split(words)
    told = [_phrase(part, glossary) if part else "" for part in parts[::2]]
    if None in told:
        return None
    marks = [_MARKS.get(mark.strip(), " – ") for mark in parts[1::2]]
    return "".join(f"{piece}{mark}" for piece, mark in zip(told, [*marks, ""], strict=True))


def _phrase(words: str, glossary: Glossary) -> str | None:
    text = folded(to_ascii(words))
    pieces = cut(text, glossary)
    return None if pieces is None else _linked(_with_commas(pieces, text))


def _with_commas(pieces: list[Piece], text: str) -> list[Piece]:
    """The pieces with a comma where a blank stands before what somebody is besides, or another thing of a list."""
    told: list[Piece] = []
    for piece in pieces:
        apart = told and text[piece.start - 1].isspace() and told[-1].kind != "link"
        listed = any(other.english == "and" for other in pieces if other.kind == "link" and other.start > piece.start)
        nouns = ("role", "address", *(("heading", "label", "development", "organization", "place") if listed else ()))
        if apart and piece.kind in nouns and told[-1].kind != "action":
            told.append(Piece(piece.start, piece.start, "link", ","))
        told.append(piece)
    return told


def _linked(pieces: Sequence[Piece]) -> str | None:
    """Noun phrases and the words between them."""
    groups: list[list[Piece]] = [[]]
    links: list[str] = []
    for piece in pieces:
        if piece.kind == "link":
            links.append(piece.english)
            groups.append([])
        else:
            groups[-1].append(piece)
    groups, links = _carried(_all_done(groups, links), links)
    phrases = [noun_phrase(group) for group in groups]
    if None in phrases:
        return None
    said = str(phrases[0])
    for link, group, phrase in zip(links, groups[1:], phrases[1:], strict=True):
        the = "the " if link in ("of", "by", "to", "from") and takes_article(group) else ""
        said += f", {phrase}" if link == "," else f" {link} {the}{phrase}"
    return said


def _carried(groups: list[list[Piece]], links: list[str]) -> tuple[list[list[Piece]], list[str]]:
    """The groups with what is done to two things of a kind in one: the repair of path and culvert."""
    for place, link in enumerate(links):
        before, behind = groups[place], groups[place + 1]
        if link != "and" or len(before) < 2 or len(behind) != 1:
            continue
        last, other = before[-1], behind[0]
        if last.kind == other.kind != before[0].kind and last.kind not in ("number", "time", "name", "address"):
            both = last._replace(english=f"{last.english} and {other.english}", terms=())
            return [*groups[:place], [*before[:-1], both], *groups[place + 2 :]], links[:place] + links[place + 1 :]
    return groups, links


def _all_done(groups: list[list[Piece]], links: list[str]) -> list[list[Piece]]:
    """The groups with two words side by side both as verbs, or neither: reviewing and approving the minutes."""
    told = [list(group) for group in groups]
    for place, link in enumerate(links):
        before, behind = groups[place], groups[place + 1]
        if link == "and" and len(before) == 1 and len(behind) > 1:
            first, other = before[0].of_kind("action"), behind[0].of_kind("action")
            if first and other:
                told[place][0], told[place + 1][0] = first._replace(terms=()), other
    return told
