"""Make `legacy_codes.tsv` and `legacy_fonts.tsv`, which `pipeline.repair.legacy_tables` and `legacy_fonts` read.

Run `python -m pipeline.resources.make_legacy FOLDER`; FOLDER holds a CSV for each family with the columns
legacy_code_hex, unicode_hex and note, and fontnames.csv with font_name and encoding_family. The same tables give the
same files. `legacy.ORIGIN.md` says where the tables come from and what is changed here.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from pipeline.khmer.order import normalize

FAMILIES = ("limon", "truth", "abc", "abc2", "abc3", "abc_zwsp", "baidok", "khek", "fk", "rasmei", "kaohkong")
RESOURCES = Path(__file__).parent

_READINGS = {
    ("limon", "B3"): "17C8|17D6|3A",
    ("truth", "B3"): "17C8|17D6|3A",
    ("truth", "C1"): "17D2 1782|17DB",
    ("baidok", "3B"): "17C8|3A",
    ("abc2", "92"): "2019|17CC",
}
"""Codes of which a glyph is used for several signs; the likeliest first."""
_QUOTE = "27"
"""The code of the typewriter's apostrophe; where a family has none, it stands for a typographic one, 91 or 92."""
_MOVED = {("kaohkong", "20 AC"): "80"}
"""A code that the source writes as the Unicode of its cp1252 character, split in two; both forms are kept."""
_DRAWN_BY_PARTS = {"42 A7": "17B0", "42 C6": "17B0", "42 61": "1789", "75 70": "1789", "75 70 56": "1789"}
"""Sequences that are no glyph of their own: which letter they draw depends on what stands around them."""
_SET_ASIDE = {"20 B3", "2E 6C 2E"}
"""Sequences covered elsewhere: a blank and B3 by the readings of B3; LO between two stops is read as it stands."""
_DEEP = {"17BB": "deep form", "17D2 1789": "form used below NYO"}
"""Signs of which a form for the place below other signs tells something, and the note that names it."""
_ROLES = {"tacteing_ornament": "tacteing", "unknown_legacy": "unknown"}
_STEMS = {
    "Limon*": "limon",
    "LmnTT*": "limon",
    "ABC-TEXT*": "abc",
    "ABC-FANCY*": "abc",
    "ABC-HEAD*": "abc",
    "Baidok*": "baidok",
    "Khek*": "khek",
    "Tacteing*": "tacteing",
}
"""Names of which other numbers and letters than those listed belong to the same family."""

_CODES_HEAD = """\
# What the codes of 8-bit Khmer fonts draw; made by pipeline/resources/make_legacy.py, legacy.ORIGIN.md says from what.
# A code or sequence of codes in hex (bytes, as in cp1252) a line, a family a column. A cell holds the code points of
# what is drawn, in drawing order; - nothing is drawn; | between readings that only the context tells apart, the
# likeliest first; deep: the form used below other signs or below NYO. An empty cell: the code is not the family's own,
# its cp1252 character shows.
"""
_FONTS_HEAD = """\
# Names of 8-bit Khmer fonts; made by pipeline/resources/make_legacy.py, legacy.ORIGIN.md says from what.
# A name and its family a line; # is any number, * at most a letter, a number and a letter. A name without # or * goes
# before a series. tacteing: an ornament font. unknown: a Khmer font of which no table is published.
"""


def main() -> None:
    """Write both files and say how long they are."""
    folder = Path(sys.argv[1])
    tables = {family: read_table(folder / f"{family}.csv", family) for family in FAMILIES}
    (RESOURCES / "legacy_codes.tsv").write_text(codes_file(tables), encoding="utf-8")
    (RESOURCES / "legacy_fonts.tsv").write_text(fonts_file(folder / "fontnames.csv"), encoding="utf-8")
    print(f"{sum(map(len, tables.values()))} codes of {len(tables)} families")


def read_table(path: Path, family: str) -> dict[str, str]:
    """The cells of one family by code."""
    cells: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code, text = row["legacy_code_hex"], _short(row["unicode_hex"])
            deep = text in _DEEP and _DEEP[text] in row["note"]
            cells[code] = f"{text} deep" if deep else text or "-"
    for (place, code), other in _MOVED.items():
        if place == family:
            cells[other] = cells[code]
    cells |= {code: readings for (place, code), readings in _READINGS.items() if place == family}
    if _QUOTE not in cells and "17CC" in (cells.get("92"), cells.get("B7")):
        cells[_QUOTE] = "27|17CC|17CA"
    return {code: cell for code, cell in cells.items() if not _is_by_parts(code, cells)}


def _short(hexes: str) -> str:
    return " ".join(f"{int(point, 16):X}" for point in hexes.split())


def _is_by_parts(codes: str, cells: Mapping[str, str]) -> bool:
    """Whether a sequence of codes is no more than its codes one by one, or is read by its surroundings."""
    if codes in _SET_ASIDE or _DRAWN_BY_PARTS.get(codes) == cells[codes]:
        return True
    parts = [cells.get(code, "") for code in codes.split()]
    return len(parts) > 1 and normalize(_text(" ".join(parts))) == normalize(_text(cells[codes]))


def _text(cell: str) -> str:
    return "".join(chr(int(point, 16)) for point in re.findall(r"\b[0-9A-F]+\b", cell))


def codes_file(tables: Mapping[str, Mapping[str, str]]) -> str:
    """All tables side by side, single codes first."""
    codes = sorted({code for cells in tables.values() for code in cells}, key=lambda code: (len(code), code))
    rows = ["\t".join(("code", *tables))]
    rows += ["\t".join((code, *(cells.get(code, "") for cells in tables.values()))) for code in codes]
    return _CODES_HEAD + "\n".join(rows) + "\n"


def fonts_file(path: Path) -> str:
    """Every name, or for names that differ in a number alone their series, and names apart where the family differs."""
    series: defaultdict[str, dict[str, str]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            name, family = row["font_name"], row["encoding_family"]
            series[re.sub(r"\d+", "#", name)][name] = _ROLES.get(family, family)
    rows = []
    for pattern, families in series.items():
        common = Counter(families.values()).most_common(1)[0][0]
        rows.append(f"{pattern}\t{common}")
        rows += [f"{name}\t{family}" for name, family in families.items() if family != common]
    rows += [f"{stem}\t{family}" for stem, family in _STEMS.items()]
    return _FONTS_HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
