"""How likely each glyph is to have the width that a PDF gives for a code, by the fonts of the atlas.

Khmer fonts agree in much of it: what is drawn above and below has no width, letters have one or one and a half of a
unit, E a half. Widths are compared in units of the mean width of running glyphs, as fonts differ in size.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.atlas import Atlas
from pipeline.repair.code_signs import BLANK, DIGIT, PUNCTUATION
from pipeline.repair.code_text import Code
from pipeline.repair.decipher_inventory import Inventory

Floats = NDArray[np.float64]

_SPREAD = 0.06
"""Units by which the widths of one glyph differ from font to font, beside those that the atlas has."""
_STRANGE = 0.02
"""Share of glyphs with a width that no known font gives them."""
_MEANT = {DIGIT: "០១២៣៤៥៦៧៨៩0123456789", PUNCTUATION: "៖()-.,/:«»“”"}
"""What the signs that stand for several may be."""
_BLANK_WIDTHS = (0.3, 0.7)
"""Units; no outline of the atlas is a blank."""


def width_likelihoods(codes: Sequence[Code], tree: Inventory, known: Atlas) -> Floats:
    """For each glyph of `tree` (rows) and each code the density of the code's width; codes of one font at a time."""
    found = np.ones((len(tree.glyphs), len(codes)))
    for family in sorted({code.family for code in codes}):
        mine = [place for place, code in enumerate(codes) if code.family == family]
        found[:, mine] = _of_family([codes[place] for place in mine], tree, known)
    return found


def _of_family(codes: Sequence[Code], tree: Inventory, known: Atlas) -> Floats:
    places = np.array([code.places for code in codes], float)
    widths = np.array([code.width for code in codes])
    mean = float(widths @ places / places.sum())
    units = widths / mean if mean > 0 else widths
    anywhere = _kernel(units, units) @ places / places.sum()
    usual = known.widths()
    found = np.empty((len(tree.glyphs), len(codes)))
    for row, glyph in enumerate(tree.glyphs):
        if glyph.text == BLANK:
            inside = (units >= _BLANK_WIDTHS[0]) & (units <= _BLANK_WIDTHS[1])
            found[row] = np.where(inside, 1.0, _STRANGE * anywhere)
        elif seen_in_fonts := [pair for text in _MEANT.get(glyph.text, (glyph.text,)) for pair in usual.get(text, ())]:
            seen = np.array(seen_in_fonts)
            density = _kernel(units, seen[:, 0]) @ seen[:, 1] / seen[:, 1].sum()
            found[row] = (1 - _STRANGE) * density + _STRANGE * anywhere
        else:
            found[row] = anywhere
    return found


def _kernel(some: Floats, others: Floats) -> Floats:
    found: Floats = np.exp(-0.5 * ((some[:, None] - others[None, :]) / _SPREAD) ** 2)
    return found
