"""Compact Font Format programs (Adobe Technical Note 5176): bare, as PDF embeds them, or inside OpenType."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from struct import unpack_from

from pipeline.repair.charstring import Drawn, Subroutines, draw
from pipeline.repair.program import FontProgramError, Outline, Program, guarded, hash_points

_MOST_GLYPHS = 0xFFFF
_STANDARD_STRINGS = 391
_CHARSET, _ENCODING, _CHARSTRINGS, _PRIVATE, _SUBRS, _DEFAULT_WIDTH, _NOMINAL_WIDTH = 15, 16, 17, 18, 19, 20, 21
_FONT_MATRIX, _ROS, _FD_ARRAY, _FD_SELECT = 0x0C07, 0x0C1E, 0x0C24, 0x0C25

Dict = dict[int, list[float]]


@dataclass(frozen=True)
class _Private:
    """What the glyphs of one font dictionary share."""

    subroutines: Sequence[bytes] = ()
    default_width: float = 0.0
    nominal_width: float = 0.0


class CffProgram(Program):
    """A CFF program: one font, its glyphs named or (CID-keyed) numbered."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        guarded(self._open)

    def _open(self) -> None:
        _, place = _read_index(self._data, self._data[2])
        tops, place = _read_index(self._data, place)
        self._strings, place = _read_index(self._data, place)
        self._global, _ = _read_index(self._data, place)
        if not tops:
            raise FontProgramError("a CFF program without a font")
        self._top = _read_dict(tops[0])
        self._charstrings, _ = _read_index(self._data, _offset(self._top, _CHARSTRINGS))
        self.glyph_count = len(self._charstrings)
        self.is_cid_keyed = _ROS in self._top
        self._charset: list[int] | None = None
        self._select = self._read_select()
        self._privates = self._read_privates()
        scale = self._top.get(_FONT_MATRIX, [0.001])[0]
        self.units_per_em = 1 / scale if 1e-6 < scale < 1 else 1000.0
        self._drawn: dict[int, Drawn] = {}

    def outline(self, glyph: int) -> Outline | None:
        """See `Program`."""
        drawn = self._draw(glyph)
        if not drawn.curves:
            return None
        exact = hash_points(b"cubic", (), drawn.tags, drawn.coordinates)
        return Outline(exact, drawn.curves, self.units_per_em, self.advance(glyph))

    def advance(self, glyph: int) -> float:
        """See `Program`."""
        if not 0 <= glyph < self.glyph_count:
            return 0.0
        private = self._private(glyph)
        width = self._draw(glyph).width
        return private.default_width if width is None else private.nominal_width + width

    def glyph_name(self, glyph: int) -> str | None:
        """See `Program`; names of the standard strings (Latin ones) are not given."""
        charset = self.charset()
        if self.is_cid_keyed or not 0 <= glyph < len(charset):
            return None
        index = charset[glyph] - _STANDARD_STRINGS
        return self._strings[index].decode("latin-1") if 0 <= index < len(self._strings) else None

    def charset(self) -> list[int]:
        """For each glyph its CID, or the number of its name; empty where a standard charset is used."""
        if self._charset is None:
            offset = int(self._top.get(_CHARSET, [0])[0])
            self._charset = guarded(lambda: self._read_charset(offset)) if offset > 2 else []
        return self._charset

    def glyphs_by_cid(self) -> dict[int, int]:
        """CID to glyph id, as a CIDFontType0 of a PDF reads its codes; empty where CIDs are the glyph ids."""
        return {cid: glyph for glyph, cid in enumerate(self.charset())} if self.is_cid_keyed else {}

    def encoding(self) -> dict[int, int]:
        """Character code to glyph id by the program's own encoding; empty where it uses a standard one."""
        offset = int(self._top.get(_ENCODING, [0])[0])
        return guarded(lambda: self._read_encoding(offset)) if offset > 1 else {}

    def _draw(self, glyph: int) -> Drawn:
        if not 0 <= glyph < self.glyph_count:
            return Drawn()
        if glyph not in self._drawn:
            private = self._private(glyph)
            subroutines = Subroutines(private.subroutines, self._global)
            self._drawn[glyph] = draw(self._charstrings[glyph], subroutines)
        return self._drawn[glyph]

    def _private(self, glyph: int) -> _Private:
        place = self._select[glyph] if self._select else 0
        return self._privates[place] if place < len(self._privates) else _Private()

    def _read_privates(self) -> list[_Private]:
        if not self.is_cid_keyed:
            return [self._read_private(self._top)]
        dicts, _ = _read_index(self._data, _offset(self._top, _FD_ARRAY))
        return [self._read_private(_read_dict(data)) for data in dicts]

    def _read_private(self, font: Dict) -> _Private:
        if len(font.get(_PRIVATE, [])) != 2:
            return _Private()
        size, offset = (int(value) for value in font[_PRIVATE])
        private = _read_dict(self._data[offset : offset + size])
        subroutines: list[bytes] = []
        if _SUBRS in private:
            subroutines, _ = _read_index(self._data, offset + _offset(private, _SUBRS))
        widths = [private.get(key, [0.0])[0] for key in (_DEFAULT_WIDTH, _NOMINAL_WIDTH)]
        return _Private(subroutines, *widths)

    def _read_select(self) -> list[int]:
        """For each glyph of a CID-keyed font, the number of its font dictionary."""
        if _FD_SELECT not in self._top:
            return []
        place = _offset(self._top, _FD_SELECT)
        if self._data[place] == 0:
            return list(self._data[place + 1 : place + 1 + self.glyph_count])
        count = unpack_from(">H", self._data, place + 1)[0]
        chosen: list[int] = []
        for start in range(place + 3, place + 3 + 3 * count, 3):
            _, number, following = unpack_from(">HBH", self._data, start)
            chosen += [number] * (min(following, self.glyph_count) - len(chosen))
        return chosen + [0] * (self.glyph_count - len(chosen))

    def _read_charset(self, place: int) -> list[int]:
        kind = self._data[place]
        if kind == 0:
            return [0, *unpack_from(f">{self.glyph_count - 1}H", self._data, place + 1)]
        names, place = [0], place + 1
        layout, size = (">HB", 3) if kind == 1 else (">HH", 4)
        while len(names) < self.glyph_count:
            first, left = unpack_from(layout, self._data, place)
            names += range(first, first + left + 1)
            place += size
        return names[: self.glyph_count]

    def _read_encoding(self, place: int) -> dict[int, int]:
        kind, count = self._data[place] & 0x7F, self._data[place + 1]
        if kind == 0:
            return {code: glyph for glyph, code in enumerate(self._data[place + 2 : place + 2 + count], 1)}
        codes: list[int] = []
        for start in range(place + 2, place + 2 + 2 * count, 2):
            first, left = self._data[start], self._data[start + 1]
            codes += range(first, first + left + 1)
        return {code: glyph for glyph, code in enumerate(codes, 1)}


def _offset(values: Dict, key: int) -> int:
    if not values.get(key):
        raise FontProgramError("a CFF program without a table that it needs")
    return int(values[key][0])


def _read_index(data: bytes, place: int) -> tuple[list[bytes], int]:
    """The objects of an INDEX, and where the next structure begins."""
    count = unpack_from(">H", data, place)[0]
    if count == 0:
        return [], place + 2
    size = data[place + 2]
    base = place + 3 + size * (count + 1) - 1
    if not 1 <= size <= 4 or count > _MOST_GLYPHS or base > len(data):
        raise FontProgramError("a damaged CFF index")
    starts = place + 3
    offsets = [int.from_bytes(data[at : at + size]) for at in range(starts, starts + size * (count + 1), size)]
    objects = [data[base + start : base + end] for start, end in pairwise(offsets)]
    return objects, base + offsets[-1]


def _read_dict(data: bytes) -> Dict:
    values: Dict = {}
    operands: list[float] = []
    place = 0
    while place < len(data):
        first = data[place]
        place += 1
        if first <= 21:
            if first == 12:
                first = 0x0C00 | data[place]
                place += 1
            values[first] = operands
            operands = []
        elif first == 30:
            value, place = _read_real(data, place)
            operands.append(value)
        else:
            number, place = _read_integer(data, place, first)
            operands.append(number)
    return values


def _read_integer(data: bytes, place: int, first: int) -> tuple[int, int]:
    if 32 <= first <= 246:
        return first - 139, place
    if 247 <= first <= 250:
        return (first - 247) * 256 + data[place] + 108, place + 1
    if 251 <= first <= 254:
        return -(first - 251) * 256 - data[place] - 108, place + 1
    if first == 28:
        return unpack_from(">h", data, place)[0], place + 2
    if first == 29:
        return unpack_from(">i", data, place)[0], place + 4
    raise FontProgramError("a damaged CFF dictionary")


def _read_real(data: bytes, place: int) -> tuple[float, int]:
    digits = ""
    while True:
        byte = data[place]
        place += 1
        for nibble in (byte >> 4, byte & 15):
            if nibble == 15:
                return float(digits or "0"), place
            digits += ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-")[nibble]
