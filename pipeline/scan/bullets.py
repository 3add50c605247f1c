"""Bullets: discs and squares in front of a line, known by their shape, since tesseract takes them for signs."""

from pipeline.scan.blobs import Blobs
from pipeline.scan.correct import Corrected
from pipeline.scan.pieces import Piece
from pipeline.scan.tesseract import Symbol, Word

BULLET = "•"
_SMALLEST, _LARGEST = 0.22, 0.9
"""Heights of a letter that a bullet is high and wide."""
_ROUND = 0.75
"""Share of the longer side that the shorter one has."""
_FULL = 0.68
"""Share of its box that is ink; of a disc it is 0.79, of a small one less, of a ring or a zero hardly half."""
_GAP = 0.5
"""Heights of a letter of white behind it."""
_INSET = 0.2
"""Share of the letters' height, from their top and their foot, between which the middle of a bullet stands."""
_SURE = 0.98


def bullet_of(piece: Piece, blobs: Blobs) -> int | None:
    """Return the blob that is a bullet in front of a piece; None where there is none."""
    if len(piece.blobs) < 2:
        return None
    first, second = sorted(piece.blobs, key=lambda n: int(blobs.boxes[n, 0]))[:2]
    x0, top, x1, bottom = map(int, blobs.boxes[first])
    wide, high = x1 - x0, bottom - top
    inset = _INSET * (piece.base - piece.top)
    fits = _SMALLEST * blobs.letter <= min(wide, high) and max(wide, high) <= _LARGEST * blobs.letter
    is_round = min(wide, high) >= _ROUND * max(wide, high)
    is_full = int(blobs.areas[first]) >= _FULL * wide * high
    is_apart = int(blobs.boxes[second, 0]) - x1 >= _GAP * blobs.letter
    in_middle = piece.top + inset <= (top + bottom) / 2 <= piece.base - inset
    return first if fits and is_round and is_full and is_apart and in_middle else None


def bullet_word(x0: float, x1: float) -> Corrected:
    """Return a bullet as a word; places in pixels of the picture of its line."""
    return Corrected(Word(x0, x1, _SURE, "", [Symbol(BULLET, x0, x1, [(BULLET, _SURE)])]), BULLET)
