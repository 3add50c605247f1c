"""Character codes of a PDF font: glyph id, text and advance of each, looked up once."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from playa.cmapdb import IdentityCMap, IdentityCMapByte
from playa.font import CIDFont, SimpleFont, Type3Font
from playa.font import Font as PlayaFont
from playa.pdftypes import ContentStream, resolve1

from pipeline.extract.accents import ACCENTS
from pipeline.extract.font_names import font_style, plain_font_name
from pipeline.extract.glyph_names import dingbat_text, glyph_text
from pipeline.extract.letterforms import plain_letters
from pipeline.extract.programs import is_doubtful, read_program
from pipeline.extract.swapped import swapped_ligatures
from pipeline.extract.tex_fonts import is_named_by_code
from pipeline.model.document import Font

HIGHEST, LOWEST = 1.1, -0.5
"""Limits in em for a font's ascent and descent; wilder ones are damage, or room for stacked Khmer signs that would
make lines overlap."""
BULLET = "•"
LAST_CONTROL = 0x1F
"""The last code of the control characters."""
UNREAD = "\ufffd"
"""Text of a glyph whose name does not say what it stands for."""
_NOTHING = frozenset(("notdef", "null", "nonmarkingreturn", "cr"))
"""Names of glyphs that stand for nothing."""
USUAL_ASCENT, USUAL_DESCENT = 0.9, -0.2


class Code(NamedTuple):
    """One code of a font."""

    cid: int
    text: str
    advance: float
    """In units of the text space, where the type size is 1."""
    is_space_code: bool
    """The single-byte code 32, to which word spacing applies (ISO 32000-1, 9.3.3)."""


class Learnt(NamedTuple):
    """What the pages read so far have told of a font: enough to go on with in another process."""

    codes: dict[bytes, Code]
    has_accents: bool
    guesses: bool


class FontCodes:
    """The codes of one font, with what its text layer says of them and nothing more.

    Where a code is in no map, playa gives the character of that number; here it has no text, since such a letter is
    an invention.
    """

    def __init__(self, key: str, font: PlayaFont, entry: Any = None) -> None:
        """Take a font and its entry in the file, where that is known."""
        self.key = key
        self.font = font
        self._entry = entry if isinstance(entry, dict) else {}
        self.ascent, self.descent = _vertical_extent(font)
        self.em = _em(font)
        self.style = font_style(font.fontname, font.flags, _number(font, "FontWeight"), _number(font, "ItalicAngle"))
        self._known: dict[bytes, Code] = {}
        self.has_accents = False
        """Whether signs were drawn that may be accents of the letters beside them."""
        self._guesses = False
        """Whether letters were taken from StandardEncoding, since the file has no encoding for them."""
        self._tounicode: dict[bytes, str] | None = None
        self._names: dict[int, str] = font.encoding if isinstance(font, SimpleFont) else {}
        self._name_text = dingbat_text if "dingbat" in font.fontname.lower() else glyph_text
        self._cmap = font.cmap if isinstance(font, CIDFont) else IdentityCMapByte()
        if isinstance(font, CIDFont):
            self._width = 2 if type(font.cmap) is IdentityCMap else 0
        else:
            self._width = 1
        self._is_explained = any(map(self._name_text, self._names.values()))
        # WinAnsiEncoding prints a bullet for every unused code above 40 octal (ISO 32000-1, Annex D.2, note 3).
        self._is_win_ansi = self._names.get(0x95) == "bullet" and self._names.get(0x80) == "Euro"
        if isinstance(font, CIDFont | SimpleFont) and font.tounicode is not None:
            self._tounicode = font.tounicode.bytes2unicode

    def learnt(self) -> Learnt:
        """Return what the pages so far have told."""
        return Learnt(dict(self._known), self.has_accents, self._guesses)

    def recall(self, learnt: Learnt) -> None:
        """Take in what pages have told another process."""
        self._known |= learnt.codes
        self.has_accents |= learnt.has_accents
        self._guesses |= learnt.guesses

    def describe(self) -> Font:
        """Return the font for the document's list."""
        font = self.font
        if isinstance(font, CIDFont):
            kind = "Type0"
        elif isinstance(font, Type3Font):
            kind = "Type3"
        else:
            kind = type(font).__name__.removesuffix("Font") or "Type1"
        embedded = kind == "Type3" or any(name in font.descriptor for name in ("FontFile", "FontFile2", "FontFile3"))
        doubtful = embedded and any(is_doubtful(code.text) for code in self._known.values() if not code.is_space_code)
        program = read_program(font, self.drawn) if doubtful else None
        said = {code.cid: code.text for code in self._known.values()}
        return Font(plain_font_name(font.fontname), kind, embedded, program, said, self._swapped())

    def _swapped(self) -> dict[int, str]:
        stream = resolve1(self._entry.get("ToUnicode"))
        if self._tounicode is None or not isinstance(stream, ContentStream):
            return {}
        found = swapped_ligatures(self._tounicode, stream.buffer)
        return {self._known[code].cid: letters for code, letters in found.items() if code in self._known}

    def read(self, string: bytes) -> list[Code]:
        """Return the codes of a string of the content stream, in order."""
        width = self._width
        known = self._known
        if width == 0:
            return [known.get(code) or self._learn(code, cid) for code, cid in self._cmap.decode(string)]
        found = []
        for start in range(0, len(string) - width + 1, width):
            code = string[start : start + width]
            entry = known.get(code)
            if entry is None:
                entry = self._learn(code, int.from_bytes(code, "big"))
            found.append(entry)
        return found

    def is_renumbered(self) -> bool:
        """Return whether the codes drawn so far only count the glyphs of a subset: then their text was a guess.

        Such fonts have no encoding and draw most codes from 1 on, where no encoding has letters but TeX's, and that a
        few ligatures.
        """
        if not self._guesses:
            return False
        low = range(1, min(LAST_CONTROL, max(self.drawn)) + 1)
        return 2 * len(self.drawn.intersection(low)) > len(low)

    @property
    def is_tex_bitmap(self) -> bool:
        """Whether the font is one of TeX's that tell nothing but codes."""
        return isinstance(self.font, Type3Font) and self._tounicode is None and is_named_by_code(self._names)

    @property
    def drawn(self) -> set[int]:
        """The codes drawn so far."""
        return {code.cid for code in self._known.values()}

    def retell(self, texts: Mapping[int, str]) -> None:
        """Take back what was said of the codes: the given texts are right, the others have none."""
        self._known = {string: code._replace(text=texts.get(code.cid, "")) for string, code in self._known.items()}
        self.has_accents = any(code.text in ACCENTS for code in self._known.values())

    def _learn(self, code: bytes, cid: int) -> Code:
        text = plain_letters(self._text(code, cid))
        self.has_accents = self.has_accents or text in ACCENTS
        self._known[code] = Code(cid, text, self.font.hdisp(cid), len(code) == 1 and cid == 32)
        return self._known[code]

    def _text(self, code: bytes, cid: int) -> str:
        if self._tounicode is not None:
            text = self._tounicode.get(code)
            if text is not None:
                return text
        if isinstance(self.font, SimpleFont):
            if self._is_explained or self._tounicode is not None:
                return self._named_text(cid)
            self._guesses = True
            return "".join(text for _, text in self.font.decode(code))
        if isinstance(self.font, CIDFont) and self._tounicode is None and self.font.unicode_map is not None:
            return str(self.font.unicode_map.get_unichr(cid))
        return ""

    def _named_text(self, cid: int) -> str:
        name = self._names.get(cid)
        if name is None:
            return BULLET if cid > 0o40 and self._is_win_ansi else ""
        return self._name_text(name) or ("" if name.lstrip(".").lower() in _NOTHING else UNREAD)


def _number(font: PlayaFont, key: str) -> float:
    value = resolve1(font.descriptor.get(key))
    return float(value) if isinstance(value, int | float) else 0.0


def _vertical_extent(font: PlayaFont) -> tuple[float, float]:
    if isinstance(font, Type3Font):
        low, high = sorted((font.descent * font.matrix[3], font.ascent * font.matrix[3]))
    else:
        low, high = font.descent * font.matrix[3], font.ascent * font.matrix[3]
    if not 0.3 <= high - low <= 4:
        return USUAL_ASCENT, USUAL_DESCENT
    return min(high, HIGHEST), max(low, LOWEST)


def _em(font: PlayaFont) -> float:
    """The type size as the eye sees it, in units of the size in the content stream: 1, but for Type 3 fonts."""
    if not isinstance(font, Type3Font):
        return 1.0
    high = abs((font.bbox[3] - font.bbox[1]) * font.matrix[3])
    return high / 1.3 if high > 0 else 1.0
