"""Where a meeting was held: venue, town and province, from labels, cover lines and sentences."""

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.khmer.dates import find_dates
from pipeline.model.minutes import Block, Location
from pipeline.segment.dates import find_english_date
from pipeline.segment.vocabulary import Province, phrases, provinces, tables, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

Read = list[tuple[Block, "Doc | None"]]
"""Blocks, each with its entities; None for Khmer text and what holds none."""

_ONLINE = re.compile(r"\bvia\s+(?P<name>Zoom|(?:Microsoft\s+)?Teams|Google\s+Meet|Skype|Webex|teleconference)\b", re.I)
_LEAD = re.compile(r"^(?:at|in|venue|via)\b[\s:]*(?:the\s+)?", re.I)
_LONGEST_PLACE = 120
_COVER = 10
_MOST_COVER_WORDS = 20


def read_place(texts: Read, sources: list[str]) -> Location | None:
    """Return where a meeting was held, or None; the ids of the blocks that say so are added to `sources`."""
    address = _labelled(texts, sources)
    venue = address[1] if address else _venue(texts, sources)
    printed, province = _province(texts, sources, address[0] if address else None)
    if venue is None and province is None:
        return None
    name = address[0] if address else ", ".join(part for part in (venue, printed) if part)
    locality = (address[2] if address else None) or (province.en if province else None)
    return Location(
        name=name or (province.en if province else ""),
        venue=venue,
        locality=locality,
        province=province.en if province else None,
        country="Cambodia" if province else None,
    )


def provinces_in(text: str) -> list[Province]:
    """Return the provinces that a text names, in order, each once."""
    known = provinces()
    return list(dict.fromkeys(known[match[0]] for match in _province_names().finditer(text.casefold())))


def _labelled(texts: Read, sources: list[str]) -> tuple[str, str, str | None] | None:
    """The address behind a label, as printed, with its venue and what lies between that and the province."""
    for block, _ in texts:
        match = _label().match(block.text)
        address = block.text[match.end() :].strip() if match else ""
        if address and len(block.text) < _LONGEST_PLACE:
            sources.append(block.id)
            return (address, *_parts(address))
    return None


def _parts(address: str) -> tuple[str, str | None]:
    """Venue and town of an address: "Commune Hall, Krang, Oral District, Kampong Speu Province"."""
    if re.search(r"[\u1780-\u17b3]", address):
        pieces, glue = re.split(r"\s+(?=ភូមិ|ឃុំ|សង្កាត់|ស្រុក|ខណ្ឌ|ក្រុង|ខេត្ត|រាជធានី)", address), " "
    else:
        pieces, glue = [piece.strip() for piece in address.split(",")], ", "
    last = next((n for n, piece in enumerate(pieces) if phrases("places", "venues").within(piece)), 0)
    while last + 1 < len(pieces) and last == 0 and not _is_district(pieces[last + 1]) and _is_room(pieces[last]):
        last += 1
    between = [piece for piece in pieces[last + 1 :] if not _is_province(piece)]
    return glue.join(pieces[: last + 1]), glue.join(between) or None


def _is_room(piece: str) -> bool:
    return re.match(r"(?:room|floor|\d)", piece, re.I) is not None


def _is_province(piece: str) -> bool:
    if re.match(r"[\u1780-\u17b3]", piece):
        return piece.startswith(("ខេត្ត", "រាជធានី"))
    return _province_line(piece) is not None


def _is_district(piece: str) -> bool:
    return phrases("facts", "districts").within(piece) or bool(provinces_in(piece))


def _venue(texts: Read, sources: list[str]) -> str | None:
    """A venue on a line of the cover that has a date too, or one that a sentence names."""
    for n, (block, doc) in enumerate(texts):
        if block.kind == "table_row":
            continue
        found = _on_cover(block) if n < _COVER else None
        if found is None and doc is not None:
            found = next((_LEAD.sub("", span.text) for span in doc.ents if span.label_ == "VENUE"), None)
        if found is None and (online := _ONLINE.search(re.sub(r"\([^)]*\)", "", block.text))):
            found = online["name"]
        if found:
            sources.append(block.id)
            return found
    return None


def _on_cover(block: Block) -> str | None:
    """The part of a short line with a date or province that ends in a venue's noun ("Library Hall, Phnom Penh")."""
    if block.kind == "title" or len(block.text.split()) > _MOST_COVER_WORDS or "," not in block.text:
        return None
    if not (find_english_date(block.text) or find_dates(block.text) or provinces_in(block.text)):
        return None
    for piece in (part.strip() for part in block.text.split(",")):
        named = re.sub(r"^(?:at|in)\s+(?:the\s+)?", "", piece)
        tokens = named.split()
        if 2 <= len(tokens) <= 6 and tokens[-1].lower() in words("places", "venues") and tokens[0][:1].isupper():
            return named
    return None


def _province(texts: Read, sources: list[str], address: str | None) -> tuple[str | None, Province | None]:
    """The line of the cover that is a province as printed, and the province it or the first text names."""
    named = provinces_in(address) if address else []
    if named:
        return None, named[-1]
    for block, _ in texts[:_COVER]:
        province = _province_line(block.text)
        if province is not None and block.kind != "title":
            sources.append(block.id)
            return block.text.strip(), province
    return None, next((found for block, _ in texts for found in provinces_in(block.text)), None)


def _province_line(text: str) -> Province | None:
    """The province that a line of the cover names, if the line says nothing else."""
    bare = re.sub(
        r"\b(?:province|capital|city|municipality|cambodia)\b|[,.]|ខេត្ត|រាជធានី", " ", text, flags=re.I
    ).strip()
    return next(iter(provinces_in(bare)), None) if len(bare.split()) <= 3 else None


@cache
def _label() -> re.Pattern[str]:
    body = "|".join(re.escape(word) for word in sorted(tables()["facts"]["place"], key=len, reverse=True))
    return re.compile(rf"^(?:(?:{body})\s*[:៖]|held\s+at\s|នៅ(?=[\u1780-\u17b3\s]))\s*", re.I)


@cache
def _province_names() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(provinces(), key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")
