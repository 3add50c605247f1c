"""Accents that are drawn as signs of their own over or under a letter: "´" moved back upon "e" is "é".

TeX sets them so in its old fonts, and so do typewriters and PostScript programs of its age.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.extract.ink import Show

_OVER = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
    "\u0335": "\u0335",
}
ACCENTS = frozenset(_OVER)
"""Signs that are accents where they are drawn upon a letter."""
_DOTLESS = {"ı": "i", "ȷ": "j"}
_STRUCK = {"L\u0335": "Ł", "l\u0335": "ł"}
"""Letters with a stroke through them, which Unicode does not compose."""
_RAISED = 0.6
"""Em; an accent is set no further above the line for a capital, or below it."""
_TAKEN = "\0taken"
"""Text of an accent that has gone to its letter, until it is dropped."""

_Place = tuple[Show, int]


def compose_accents(shows: list[Show]) -> None:
    """Make one glyph of an accent and the letter that is drawn next to it in the same place, in place."""
    places = list(_places(shows))
    for n, (show, index) in enumerate(places):
        if show.glyphs[index].text not in ACCENTS:
            continue
        for other in (*places[n + 1 : n + 2], *places[max(n - 1, 0) : n]):
            letter = _composed((show, index), other)
            if letter:
                _take((show, index), other, letter)
                break
    for show in shows:
        _drop_taken(show)
    shows[:] = [show for show in shows if show.glyphs]


def _places(shows: Sequence[Show]) -> Iterator[_Place]:
    for show in shows:
        for index in range(len(show.glyphs)):
            yield show, index


def _composed(accent: _Place, base: _Place) -> str:
    """The letter with its accent; empty where the two are not drawn in one place or make no one character.

    An accent is moved over its letter; a sign without width, as 8-bit Khmer fonts have them, only ends where it does.
    """
    (above, i), (below, j) = accent, base
    letter = below.glyphs[j].text
    if len(letter) != 1 or not letter.isalpha() or above.angle != below.angle:
        return ""
    middle = (above.starts[i] + above.ends[i]) / 2
    if above.ends[i] <= above.starts[i]:
        return ""
    if not below.starts[j] <= middle <= below.ends[j] or abs(above.baseline - below.baseline) > _RAISED * below.size:
        return ""
    both = _DOTLESS.get(letter, letter) + _OVER[above.glyphs[i].text]
    joined = _STRUCK.get(both) or unicodedata.normalize("NFC", both)
    return joined if len(joined) == 1 else ""


def _take(accent: _Place, base: _Place, letter: str) -> None:
    (above, i), (below, j) = accent, base
    one, two = above.glyphs[i].box, below.glyphs[j].box
    box = (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))
    below.glyphs[j] = below.glyphs[j]._replace(text=letter, box=box)
    above.glyphs[i] = above.glyphs[i]._replace(text=_TAKEN)


def _drop_taken(show: Show) -> None:
    kept = [n for n, glyph in enumerate(show.glyphs) if glyph.text != _TAKEN]
    if len(kept) < len(show.glyphs):
        show.starts = [show.starts[n] for n in kept]
        show.ends = [show.ends[n] for n in kept]
        show.glyphs = [show.glyphs[n] for n in kept]
