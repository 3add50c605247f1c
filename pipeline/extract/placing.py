"""Where the glyphs of a show stand: the pen moved by their widths, spacing and the gaps between strings."""

import math

from playa.content import GraphicState, TextObject

from pipeline.extract.codes import FontCodes
from pipeline.extract.ink import SPACE_GAP, Show
from pipeline.model.document import Glyph


def placed(item: TextObject, codes: FontCodes) -> Show | None:
    """Return the glyphs of a text object at their places, or None where it draws none that has an extent."""
    a, b, c, d, _x, _y = item.matrix
    scale, angle = _direction(a, b)
    if scale == 0:
        return None
    size = math.hypot(c, d)
    show = Show(codes.key, size * codes.em, angle, 0.0, [], [], [])
    show.invisible = item.gstate.render_mode == 3
    show.bold = item.gstate.render_mode == 2
    if angle == 0:
        moved = _advance_level(item, codes, show, scale, size)
    else:
        moved = _advance_turned(item, codes, show, (a / scale, b / scale), scale, size)
    if not codes.font.vertical:
        _spare_second_decoding(item, moved / scale)
    return show if show.glyphs else None


def _direction(a: float, b: float) -> tuple[float, int]:
    """Points to the unit along the text, and its angle in degrees."""
    if b == 0 and a > 0:
        return a, 0
    angle = round(math.degrees(math.atan2(b, a))) % 360
    return math.hypot(a, b), 0 if angle in (359, 1) else angle


def _spare_second_decoding(item: TextObject, moved: float) -> None:
    """Tell playa how far a show has moved the pen (in units of the type size): it would decode the strings again.

    That took an eighth of the time of reading.
    """
    state = item.gstate
    x, y = item._glyph_offset
    item._next_glyph_offset = (x + moved * state.fontsize * state.scaling * 0.01, y)


def _spacing(state: GraphicState) -> tuple[float, float]:
    """Letter and word spacing in units of the type size."""
    return state.charspace / state.fontsize, state.wordspace / state.fontsize


def _advance_level(item: TextObject, codes: FontCodes, show: Show, scale: float, size: float) -> float:
    """Place the glyphs of horizontal text, the hot loop of the whole extraction; return how far the pen moves.

    A character spacing as wide as a blank is white behind a glyph: Ghostscript moves to the next word by it.
    """
    _, _, _, d, start, y = item.matrix
    x = start
    letter, word = _spacing(item.gstate)
    is_blank = letter * scale > SPACE_GAP * show.size
    high, low = codes.ascent * size, codes.descent * size
    top, bottom = (y - high, y - low) if d <= 0 else (y + low, y + high)
    starts, ends, glyphs = show.starts, show.ends, show.glyphs
    for part in item.args:
        if not isinstance(part, bytes):
            x -= part * 0.001 * scale
            continue
        for cid, text, advance, is_space in codes.read(part):
            right = x + advance * scale
            glyphs.append(Glyph(cid, text, (x, top, right, bottom)))
            starts.append(x)
            x = right + (letter + word if is_space else letter) * scale
            ends.append(right if is_blank else x)
    show.baseline = y
    return x - start


def _advance_turned(
    item: TextObject, codes: FontCodes, show: Show, along: tuple[float, float], scale: float, size: float
) -> float:
    """Place the glyphs of rotated text, and return how far the pen moves along it.

    Boxes stay upright on the page, positions run along the text.
    """
    _, _, _, _, x, y = item.matrix
    ux, uy = along
    letter, word = _spacing(item.gstate)
    show.baseline = y * ux - x * uy
    pen = start = x * ux + y * uy
    for part in item.args:
        if not isinstance(part, bytes):
            pen -= part * 0.001 * scale
            continue
        for cid, text, advance, is_space in codes.read(part):
            right = pen + advance * scale
            box = _turned_box(pen, right, show.baseline, codes, size, along)
            show.glyphs.append(Glyph(cid, text, box))
            show.starts.append(pen)
            pen = right + (letter + word if is_space else letter) * scale
            show.ends.append(pen)
    return pen - start


def _turned_box(
    left: float, right: float, baseline: float, codes: FontCodes, size: float, along: tuple[float, float]
) -> tuple[float, float, float, float]:
    ux, uy = along
    corners = [
        (u * ux - v * uy, u * uy + v * ux)
        for u in (left, right)
        for v in (baseline - codes.ascent * size, baseline - codes.descent * size)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
