"""A typist of 8-bit Khmer fonts: text as the codes of a family, in the order in which it is drawn.

Written from how the fonts are typed (what stands before the base, which form stands where), not from how they are
read. `legacy_glyphs.tsv` has the glyphs.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_GLYPHS = Path(__file__).parent / "legacy_glyphs.tsv"

_BASE = "[\u1780-\u17a2\u17a5-\u17b3]"
_SYLLABLE = re.compile(
    f"(?P<base>{_BASE})(?P<robat>\u17cc?)(?P<below>(?:\u17d2{_BASE})*)(?P<shifter>[\u17c9\u17ca]?)\u200c?"
    "(?P<vowel>[\u17b6-\u17c5]?)(?P<signs>[\u17c6-\u17c8\u17cb\u17cd-\u17d1\u17dd]*)|(?P<other>.)",
    re.DOTALL,
)
_LEFT = {"\u17be": "\u17c1", "\u17bf": "\u17c1", "\u17c0": "\u17c1", "\u17c4": "\u17c1", "\u17c5": "\u17c1"}
"""Vowels of two strokes, and the stroke before the base."""
_RIGHT = {"\u17be": "\u17b8", "\u17c4": "\u17b6"}
"""The stroke behind it where another vowel has the same."""
_LEFT_ALONE = ("\u17c1", "\u17c2", "\u17c3")
_ABOVE = "\u17b7\u17b8\u17b9\u17ba\u17be\u17bf"
_STRONG = re.compile("[\u1780-\u1783\u1785-\u1788\u178a-\u178d\u178f-\u1792\u1795-\u1797\u179e-\u17a0\u17a2]")
_NYO, _BA, _PO, _AA, _U = "\u1789", "\u1794", "\u1796", "\u17b6", "\u17bb"
_RO, _SUB_NYO = "\u17d2\u179a", "\u17d2\u1789"


class CannotWriteError(Exception):
    """The family has no glyph for a sign of the text."""


@dataclass(frozen=True)
class Habits:
    """What typists do differently."""

    ro_first: bool = False
    """Coeng RO before a left vowel, not behind it."""
    deep_forms: bool = True
    """The forms made for the place below other signs, where the family has them."""
    low_shifter_of_nyo: bool = True
    """The shifter of NYO low before any vowel or none, as converters write it."""
    ligatures: bool = True
    """Glyphs of several signs, where the family has them."""
    vowel_first_of_ba: bool = True
    """BA and AA in one stroke, the subscript behind them."""


@cache
def glyphs(family: str) -> dict[tuple[str, str], bytes]:
    """The codes of a family by sign and form."""
    rows = [line.split("\t") for line in _GLYPHS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    column = rows[0].index(family)
    found = {}
    for row in rows[1:]:
        if row[column]:
            sign = "".join(chr(int(point, 16)) for point in row[0].split())
            found[sign, row[1]] = bytes.fromhex(row[column])
    return found


def typed(text: str, family: str, habits: Habits | None = None) -> bytes:
    """The codes that a typist of `family` writes for a text in canonical order.

    Raises:
        CannotWriteError: where the family has no glyph.
    """
    typist = _Typist(family, habits or Habits())
    return b"".join(typist.syllable(match) for match in _SYLLABLE.finditer(text))


class _Typist:
    def __init__(self, family: str, habits: Habits) -> None:
        self.glyphs = glyphs(family)
        self.own = set(self.glyphs.values())
        self.habits = habits

    def syllable(self, match: re.Match[str]) -> bytes:
        if match["other"]:
            return self._other(match["other"])
        return b"".join(self._code(*glyph) for glyph in self._joined(self._drawn(match)))

    def _drawn(self, match: re.Match[str]) -> list[tuple[str, str]]:
        """Signs with their forms in the order in which they are typed."""
        base, robat, vowel, signs = match["base"], match["robat"], match["vowel"], match["signs"]
        below = re.findall("\u17d2.", match["below"])
        under = [sign for sign in below if sign != _RO]
        left = [(_LEFT.get(vowel, vowel), "plain")] if vowel in (*_LEFT, *_LEFT_ALONE) else []
        ro = [(_RO, "long" if under else "plain")] if _RO in below else []
        head = ro + left if self.habits.ro_first else left + ro
        right = "" if vowel in _LEFT_ALONE else _RIGHT.get(vowel, vowel)
        stem = [(base, "top" if base == _NYO and under else "plain"), *((robat, "plain") for _ in robat)]
        subscripts = [(sign, "foot" if sign == _SUB_NYO and base == _NYO else "plain") for sign in under]
        shifter = self._shifter(match, under)
        vowels = [(right, _vowel_form(right, base, under, shifter))] if right else []
        if base == _BA and right in (_AA, "\u17c5") and self.habits.vowel_first_of_ba and not robat:
            stem, vowels = stem + vowels, []
        tail = [(sign, "high" if sign == "\u17c6" and match["shifter"] and base == _BA else "plain") for sign in signs]
        return head + stem + subscripts + shifter + vowels + tail

    def _shifter(self, match: re.Match[str], under: list[str]) -> list[tuple[str, str]]:
        """A shifter is typed like the vowel U where a sign above pushes it down."""
        shifter, base, signs = match["shifter"], match["base"], match["signs"]
        if not shifter:
            return []
        letters = base + match["below"]
        lowered = "\u17ca" if _STRONG.search(letters) and _BA not in letters else "\u17c9"
        vowel = match["vowel"]
        pushes = (vowel and vowel in _ABOVE) or (vowel == _AA and "\u17c6" in signs)
        pushes = pushes or (signs.startswith("\u17d0") and shifter == "\u17c9")
        if shifter == lowered and pushes:
            return [(_U, "deep" if under or base == _NYO else "plain")]
        if base == _NYO and not under and self.habits.low_shifter_of_nyo and shifter == "\u17c9":
            return [(_U, "plain")]
        return [(shifter, "plain")]

    def _joined(self, drawn: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The same with ligatures of the family for signs that stand side by side."""
        if not self.habits.ligatures:
            return drawn
        joined: list[tuple[str, str]] = []
        at = 0
        while at < len(drawn):
            for end in range(len(drawn), at, -1):
                whole = "".join(sign for sign, _ in drawn[at:end])
                if end - at > 1 and all(form != "top" for _, form in drawn[at:end]) and (whole, "plain") in self.glyphs:
                    joined.append((whole, "plain"))
                    break
            else:
                end = at + 1
                joined.append(drawn[at])
            at = end
        return joined

    def _code(self, sign: str, form: str) -> bytes:
        forms = (form, "plain") if self.habits.deep_forms or form in ("top", "foot") else ("plain", form)
        for wanted in forms:
            if (sign, wanted) in self.glyphs:
                return self.glyphs[sign, wanted]
        raise CannotWriteError(sign)

    def _other(self, sign: str) -> bytes:
        if (sign, "plain") in self.glyphs:
            return self.glyphs[sign, "plain"]
        if sign == "\u200b":
            return b""
        code = sign.encode("cp1252", "ignore")
        if not code or code in self.own:
            raise CannotWriteError(sign)
        return code


def _vowel_form(vowel: str, base: str, under: list[str], shifter: list[tuple[str, str]]) -> str:
    if vowel in "\u17bb\u17bc\u17bd\u17bf\u17c0" and (under or base in "\u1789\u17a1"):
        return "deep"
    is_crowded = base == _BA and any(sign != _U for sign, _ in shifter)
    return "high" if vowel in "\u17b7\u17b8\u17b9\u17ba" and is_crowded else "plain"
