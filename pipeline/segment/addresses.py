"""Addresses: the venue, the town and the province of a place as printed."""

import re
from functools import cache

from pipeline.segment.vocabulary import Province, phrases, provinces


def provinces_in(text: str) -> list[Province]:
    """Return the provinces that a text names, in order, each once."""
    known = provinces()
    return list(dict.fromkeys(known[match[0]] for match in _province_names().finditer(text.casefold())))


def parts_of_address(address: str) -> tuple[str, str | None]:
    """Return venue and town of an address: "Commune Hall, Krang, Oral District, Kampong Speu Province"."""
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
    return province_line(piece) is not None


def _is_district(piece: str) -> bool:
    return phrases("facts", "districts").within(piece) or bool(provinces_in(piece))


def province_line(text: str) -> Province | None:
    """Return the province that a line names, if it says nothing else."""
    bare = re.sub(
        r"\b(?:province|capital|city|municipality|cambodia)\b|[,.]|ខេត្ត|រាជធានី", " ", text, flags=re.I
    ).strip()
    return next(iter(provinces_in(bare)), None) if len(bare.split()) <= 3 else None


@cache
def _province_names() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(provinces(), key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")
