"""An honest producer: glyph ids kept, each glyph's ToUnicode as right as a map from single glyphs can be.

Latin comes out perfect. Khmer comes out in the right letters, but in the order they are drawn: no map can do more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.press.content import colour, placed
from tests.press.embed import descriptor, type0
from tests.press.fonts import Face
from tests.press.pdf import PdfFile, Ref, number
from tests.press.producers import PlainRules
from tests.press.programs import keep_ids
from tests.press.shape import ZWSP, Cluster, Glyph
from tests.press.sheet import GlyphRun, PlacedLine

_COENG = "\u17d2"
_VOWEL_E = "\u17c1"
_DRAWN_FIRST = ("\u17c1", "\u17c2", "\u17c3", "\u17d2\u179a")
"""Pre-base vowels, then coeng RO."""
_SPLIT_VOWELS = {"\u17be": "\u17b8", "\u17bf": "\u17bf", "\u17c0": "\u17c0", "\u17c4": "\u17b6", "\u17c5": "\u17c5"}
"""Vowels drawn on both sides of their base -> what the right part is said to be; the left part is the vowel E."""


class Plain(PlainRules):
    """A producer without a fault of its own."""

    name = "khmer-minutes tests/press"

    def __init__(self) -> None:
        self._votes: dict[Face, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))

    def show(self, line: PlacedLine, page_height: float, furniture: bool) -> bytes:
        """Return one text object for the line."""
        return b"BT\n" + b"".join(self._run(run, page_height) for run in line.runs) + b"ET\n"

    def _run(self, run: GlyphRun, page_height: float) -> bytes:
        visible = [cluster for cluster in run.clusters if cluster.text != ZWSP]
        for cluster in visible:
            for glyph, meaning in meanings(cluster):
                self._votes[run.face][glyph.id][meaning] += 1
        if not visible:
            return b""
        coded = [(glyph.id.to_bytes(2, "big"), glyph) for cluster in visible for glyph in cluster.glyphs]
        position = placed(coded, run.face, run.size, run.x, page_height - run.y)
        return b"/%s %s Tf\n%s%s" % (self._resource(run.face), number(run.size), colour(run.colour), position)

    def _resource(self, face: Face) -> bytes:
        return b"F%d" % list(self._votes).index(face)

    def fonts(self, pdf: PdfFile) -> dict[str, Ref]:
        """Write one Type0 font for each face; of the strings that a glyph stood for, the map has the most frequent."""
        fonts = {}
        for face, votes in self._votes.items():
            to_unicode = {glyph_id: counted.most_common(1)[0][0] for glyph_id, counted in votes.items()}
            program = keep_ids(face, votes, map(ord, "".join(to_unicode.values())))
            file = pdf.add_stream(program, Length1=len(program))
            described = descriptor(pdf, face, face.name, file, symbolic=True)
            ids = {glyph_id: glyph_id for glyph_id in votes}
            fonts[self._resource(face).decode()] = type0(pdf, face, face.name, described, to_unicode, ids)
        return fonts


def meanings(cluster: Cluster) -> Iterator[tuple[Glyph, str]]:
    """Yield each glyph of a cluster with what it stands for.

    A glyph that the cmap names is that letter; the other glyphs share the rest in the order of drawing, a coeng kept
    with its letter, and the last of them has what is left over.
    """
    names = {glyph_id: chr(code) for code, glyph_id in cluster.face.cmap.items()}
    rest = _units(cluster.text)
    named: dict[int, str] = {}
    for index, glyph in enumerate(cluster.glyphs):
        if names.get(glyph.id) in rest:
            named[index] = names[glyph.id]
            rest.remove(names[glyph.id])
    last = max((index for index in range(len(cluster.glyphs)) if index not in named), default=-1)
    for index, glyph in enumerate(cluster.glyphs):
        if index in named:
            yield glyph, named[index]
        else:
            taken = len(rest) if index == last else 1
            yield glyph, "".join(rest[:taken]) or " "
            rest = rest[taken:]


def _units(text: str) -> list[str]:
    """Return the letters of a cluster as they are drawn: coeng and letter together, split vowels in their two parts."""
    units: list[str] = []
    for character in text:
        if units and units[-1] == _COENG:
            units[-1] += character
        elif character in _SPLIT_VOWELS:
            units += [_VOWEL_E, _SPLIT_VOWELS[character]]
        else:
            units.append(character)
    return sorted(units, key=lambda unit: _DRAWN_FIRST.index(unit) if unit in _DRAWN_FIRST else len(_DRAWN_FIRST))
