"""Families of 8-bit Khmer fonts, and what each of their codes draws.

A family is a set of fonts that share one encoding: Khmer drawn over the codes of Latin letters. The tables are
`resources/legacy_codes.tsv`; `legacy.ORIGIN.md` beside it says where they come from.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent.parent / "resources" / "legacy_codes.tsv"


class Family(StrEnum):
    """Fonts of one encoding."""

    LIMON = "limon"
    TRUTH = "truth"
    ABC = "abc"
    ABC2 = "abc2"
    ABC3 = "abc3"
    ABC_ZWSP = "abc_zwsp"
    BAIDOK = "baidok"
    KHEK = "khek"
    FK = "fk"
    RASMEI = "rasmei"
    KAOHKONG = "kaohkong"
    TACTEING = "tacteing"
    """Ornaments under titles, which are no text."""


TEXT_FAMILIES = tuple(family for family in Family if family is not Family.TACTEING)


@dataclass(frozen=True, slots=True)
class Table:
    """What the codes of one family draw. Codes are characters up to U+00FF."""

    family: Family
    texts: dict[str, str] = field(default_factory=dict)
    """What a code, or a sequence of codes that is one letter, draws; in drawing order."""
    rivals: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """All readings of the codes that have several, the one in `texts` first."""
    deep: set[str] = field(default_factory=set)
    """Codes of the vowel U as it is drawn below other signs, and of subscript NYO as it is drawn below NYO."""

    def passes(self, code: str) -> bool:
        """Whether a code is not the family's own, so that its cp1252 character shows."""
        return code not in self.texts and not code.isspace()


@cache
def tables() -> dict[Family, Table]:
    """The table of every family of text fonts, read once a process."""
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    found = {Family(name): Table(Family(name)) for name in rows[0][1:]}
    for codes, *cells in rows[1:]:
        key = bytes.fromhex(codes).decode("latin-1")
        for table, cell in zip(found.values(), cells, strict=True):
            if cell:
                _enter(table, key, cell)
    return found


def _enter(table: Table, key: str, cell: str) -> None:
    readings = tuple(_text(reading) for reading in cell.removesuffix(" deep").split("|"))
    table.texts[key] = readings[0]
    if len(readings) > 1:
        table.rivals[key] = readings
    if cell.endswith(" deep"):
        table.deep.add(key)


def _text(hexes: str) -> str:
    return "" if hexes == "-" else "".join(chr(int(point, 16)) for point in hexes.split())
