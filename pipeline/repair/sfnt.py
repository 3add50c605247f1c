"""TrueType and OpenType programs, read by the tables that outlines need (OpenType specification 1.9)."""

from struct import unpack_from

from pipeline.repair.cff import CffProgram
from pipeline.repair.glyf import GlyfTable, exact_hash, trace
from pipeline.repair.program import FontProgramError, Outline, Program, guarded

_MOST_TABLES = 64
_MOST_CODES = 0x30000
_UNICODE_MAPS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of `cmap` subtables whose codes are Unicode, the fullest first."""
_STANDARD_NAMES = 258
"""Names of the standard Macintosh order, to which `post` refers by number; none is Khmer."""


class SfntProgram(Program):
    """A TrueType or OpenType font as PDF files embed them: any table but the outlines may be missing."""

    def __init__(self, data: bytes) -> None:
        self._tables = guarded(lambda: _directory(data))
        self.has_gsub = "GSUB" in self._tables
        head, maxp = self._tables.get("head", b""), self._tables.get("maxp", b"")
        self.units_per_em = float(int.from_bytes(head[18:20]) or 1000)
        self._metrics = int.from_bytes(self._tables.get("hhea", b"")[34:36])
        self._codes: dict[int, int] | None = None
        self._names: list[str | None] | None = None
        self._cff = CffProgram(self._tables["CFF "]) if "CFF " in self._tables else None
        self._glyf = None if self._cff is not None else self._open_glyf(head)
        self.glyph_count = self._cff.glyph_count if self._cff is not None else int.from_bytes(maxp[4:6])

    def _open_glyf(self, head: bytes) -> GlyfTable:
        if "glyf" not in self._tables or "loca" not in self._tables:
            raise FontProgramError("no outlines: neither glyf nor CFF")
        return GlyfTable(self._tables["glyf"], self._tables["loca"], long_offsets=head[50:52] != b"\0\0")

    def table(self, tag: str) -> bytes | None:
        """The bytes of a table, or None where the program does not have it."""
        return self._tables.get(tag)

    def outline(self, glyph: int) -> Outline | None:
        """See `Program`."""
        if self._glyf is None:
            return self._cff.outline(glyph) if self._cff is not None else None
        points = self._glyf.points(glyph)
        if points is None:
            return None
        return Outline(exact_hash(points), trace(points), self.units_per_em, self.advance(glyph))

    def exact(self, glyph: int) -> bytes | None:
        """See `Program`."""
        if self._glyf is None:
            return super().exact(glyph)
        points = self._glyf.points(glyph)
        return exact_hash(points) if points is not None else None

    def advance(self, glyph: int) -> float:
        """See `Program`."""
        hmtx = self._tables.get("hmtx", b"")
        place = 4 * min(glyph, self._metrics - 1)
        if 0 <= place <= len(hmtx) - 2:
            return float(unpack_from(">H", hmtx, place)[0])
        return self._cff.advance(glyph) if self._cff is not None else 0.0

    def cmap(self) -> dict[int, int]:
        """See `Program`; from the fullest Unicode subtable, else the symbol or Macintosh one."""
        if self._codes is None:
            table = self._tables.get("cmap", b"")
            self._codes = guarded(lambda: _read_cmap(table)) if table else {}
        return self._codes

    def letters(self) -> dict[int, int]:
        """See `Program`; empty where the only map is that of a symbol font or of Macintosh codes."""
        table = self._tables.get("cmap", b"")
        return self.cmap() if table and guarded(lambda: _has_unicode(table)) else {}

    def glyph_name(self, glyph: int) -> str | None:
        """See `Program`; from `post` format 2, the standard Macintosh names apart, or from the CFF."""
        if self._cff is not None:
            return self._cff.glyph_name(glyph)
        if self._names is None:
            table = self._tables.get("post", b"")
            self._names = guarded(lambda: _read_names(table)) if table[:4] == b"\0\2\0\0" else []
        return self._names[glyph] if 0 <= glyph < len(self._names) else None


def _directory(data: bytes) -> dict[str, bytes]:
    """Every table by its tag; of a collection, those of the first font. Tables cut short stay so."""
    start = unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    count = unpack_from(">H", data, start + 4)[0]
    if count > _MOST_TABLES:
        raise FontProgramError(f"{count} tables")
    tables = {}
    for place in range(start + 12, start + 12 + 16 * count, 16):
        tag, _, offset, length = unpack_from(">4sIII", data, place)
        tables[tag.decode("latin-1")] = data[offset : offset + length]
    return tables


def _subtables(table: bytes) -> dict[tuple[int, int], int]:
    """The offset of each subtable of `cmap` by platform and encoding."""
    count = unpack_from(">H", table, 2)[0]
    found = {}
    for place in range(4, 4 + 8 * min(count, _MOST_TABLES), 8):
        platform, encoding, offset = unpack_from(">HHI", table, place)
        if offset + 2 <= len(table):
            found[platform, encoding] = offset
    return found


def _has_unicode(table: bytes) -> bool:
    found = _subtables(table)
    return any(key in found and bool(_read_subtable(table, found[key])) for key in _UNICODE_MAPS)


def _read_cmap(table: bytes) -> dict[int, int]:
    found = _subtables(table)
    for key in (*_UNICODE_MAPS, (3, 0), (1, 0)):
        codes = _read_subtable(table, found[key]) if key in found else {}
        if codes:
            return codes
    return {}


def _read_subtable(table: bytes, offset: int) -> dict[int, int]:
    kind = unpack_from(">H", table, offset)[0]
    if kind == 0:
        return {code: glyph for code, glyph in enumerate(table[offset + 6 : offset + 262]) if glyph}
    if kind == 6:
        first, count = unpack_from(">HH", table, offset + 6)
        glyphs = unpack_from(f">{count}H", table, offset + 10)
        return {first + index: glyph for index, glyph in enumerate(glyphs) if glyph}
    if kind == 12:
        return _read_groups(table, offset)
    return _read_ranges(table, offset) if kind == 4 else {}


def _read_groups(table: bytes, offset: int) -> dict[int, int]:
    codes: dict[int, int] = {}
    count = unpack_from(">I", table, offset + 12)[0]
    for place in range(offset + 16, offset + 16 + 12 * min(count, _MOST_CODES), 12):
        first, last, glyph = unpack_from(">III", table, place)
        if last < first or len(codes) + last - first > _MOST_CODES:
            raise FontProgramError("a character map without end")
        codes.update((first + index, glyph + index) for index in range(last - first + 1))
    return codes


def _read_ranges(table: bytes, offset: int) -> dict[int, int]:
    """Format 4: ranges of code points, each with a shift or an array of glyph ids."""
    codes: dict[int, int] = {}
    count = unpack_from(">H", table, offset + 6)[0] // 2
    ends = unpack_from(f">{count}H", table, offset + 14)
    starts = unpack_from(f">{count}H", table, offset + 16 + 2 * count)
    shifts = unpack_from(f">{count}H", table, offset + 16 + 4 * count)
    places = offset + 16 + 6 * count
    arrays = unpack_from(f">{count}H", table, places)
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if arrays[index]:
                place = places + 2 * index + arrays[index] + 2 * (code - first)
                glyph = unpack_from(">H", table, place)[0] if place + 2 <= len(table) else 0
            if glyph or not arrays[index]:
                glyph = (glyph + shifts[index]) & 0xFFFF
            if glyph:
                codes[code] = glyph
        if len(codes) > _MOST_CODES:
            raise FontProgramError("a character map without end")
    return codes


def _read_names(table: bytes) -> list[str | None]:
    count = unpack_from(">H", table, 32)[0]
    numbers = unpack_from(f">{count}H", table, 34)
    strings, place = [], 34 + 2 * count
    while place < len(table):
        length = table[place]
        strings.append(table[place + 1 : place + 1 + length].decode("latin-1"))
        place += 1 + length
    return [_own_name(number - _STANDARD_NAMES, strings) for number in numbers]


def _own_name(index: int, strings: list[str]) -> str | None:
    return strings[index] if 0 <= index < len(strings) else None
