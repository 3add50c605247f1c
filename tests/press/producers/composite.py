"""What producers have in common that show each face in one Type0 font, line by line in the order of the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from tests.press.content import Frame, colour, spanned
from tests.press.embed import descriptor, subset_tag, type0
from tests.press.fonts import Face
from tests.press.pdf import PdfFile, Ref
from tests.press.producers import PlainRules
from tests.press.programs import keep_ids
from tests.press.shape import ZWSP, Cluster, Glyph
from tests.press.sheet import GlyphRun, PlacedLine


@dataclass
class Shown:
    """What has been shown in a face so far."""

    face: Face
    index: int
    """Of the face in the document."""
    ids: dict[int, int] = field(default_factory=dict)
    """Code -> glyph id of the face, in the order of first use."""
    to_unicode: dict[int, str] = field(default_factory=dict)
    """Code -> text, where the file says one."""
    characters: set[int] = field(default_factory=set)

    @property
    def base_font(self) -> str:
        """Subset tag and PostScript name."""
        return subset_tag(self.index) + self.face.name


class Piece(NamedTuple):
    """Glyphs shown together."""

    coded: Sequence[tuple[int, Glyph]]
    """(code, glyph)."""
    actual: str | None = None
    """ActualText of the piece, where the producer writes one."""


class Composite(PlainRules):
    """A producer with a font object for each face; subclasses say how clusters are coded and fonts embedded."""

    frame = Frame()
    drops_zero_width_spaces = False
    """Most producers show a zero-width space as the space glyph without advance, as HarfBuzz gives it."""

    def __init__(self) -> None:
        self._shown: dict[Face, Shown] = {}

    def show(self, line: PlacedLine, page_height: float, furniture: bool) -> bytes:
        """Return one text object for the line."""
        body = b"".join(self._run(run, page_height) for run in line.runs)
        return self.frame.wrapped(b"BT\n" + body + b"ET\n", page_height)

    def fonts(self, pdf: PdfFile) -> dict[str, Ref]:
        """Write the font objects of each face."""
        written: dict[str, Ref] = {}
        for shown in self._shown.values():
            written |= self.font_objects(pdf, shown)
        return written

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield what a run shows, in order: here all its glyphs by their own ids, once `note` has seen them."""
        for cluster in clusters:
            self.note(cluster, shown)
            yield Piece(by_id(cluster.glyphs, shown))

    def note(self, cluster: Cluster, shown: Shown) -> None:
        """Remember what the ToUnicode map is to say of the glyphs of a cluster; here nothing."""

    def code(self, code: int, shown: Shown) -> tuple[str, bytes]:
        """Return the resource name of the font that has this code, and the code as it is written."""
        return f"F{shown.index + 1}", code.to_bytes(2, "big")

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face as a CIDFontType2 in Identity-H and return it by resource name."""
        program = self.program(shown)
        file = pdf.add_stream(program, Length1=len(program))
        described = descriptor(pdf, shown.face, shown.base_font, file, symbolic=True)
        font = type0(pdf, shown.face, shown.base_font, described, shown.to_unicode, shown.ids)
        return {self.code(0, shown)[0]: font}

    def program(self, shown: Shown) -> bytes:
        """Return the font program of a face: ids kept, layout dropped, the cmap cut down."""
        return keep_ids(shown.face, shown.ids.values(), shown.characters)

    def _run(self, run: GlyphRun, page_height: float) -> bytes:
        dropped = ZWSP if self.drops_zero_width_spaces else ""
        visible = [cluster for cluster in run.clusters if cluster.text != dropped]
        if not visible:
            return b""
        shown = self._shown.setdefault(run.face, Shown(run.face, len(self._shown)))
        shown.characters.update(map(ord, run.text))
        x = run.x
        parts = [colour(run.colour)]
        for piece in _joined(self.pieces(visible, shown)):
            body = self._placed(piece, shown, run, x, page_height)
            parts.append(body if piece.actual is None else spanned(body, piece.actual))
            x += _advance(piece.coded, run.size)
        return b"".join(parts)

    def _placed(self, piece: Piece, shown: Shown, run: GlyphRun, x: float, page_height: float) -> bytes:
        """Return text operators for a piece, its fonts chosen as its codes need them."""
        parts = []
        written = [(*self.code(code, shown), glyph) for code, glyph in piece.coded]
        for resource, group in groupby(written, key=lambda entry: entry[0]):
            coded = [(code, glyph) for _, code, glyph in group]
            parts.append(self.frame.text(resource, coded, run, x, page_height))
            x += _advance(coded, run.size)
        return b"".join(parts)


def by_id(glyphs: Iterable[Glyph], shown: Shown) -> list[tuple[int, Glyph]]:
    """Return glyphs coded by their own ids, which are remembered as shown."""
    coded = [(glyph.id, glyph) for glyph in glyphs]
    shown.ids.update((code, code) for code, _ in coded)
    return coded


def by_appearance(glyphs: Iterable[Glyph], shown: Shown) -> list[tuple[int, Glyph]]:
    """Return glyphs coded 1, 2, 3 and so on in the order in which the document first shows them."""
    codes = {glyph_id: code for code, glyph_id in shown.ids.items()}
    coded = [(codes.setdefault(glyph.id, len(codes) + 1), glyph) for glyph in glyphs]
    shown.ids.update((code, glyph.id) for code, glyph in coded)
    return coded


def nominal(glyph: Glyph, cluster: Cluster) -> str | None:
    """Return the character of the cluster that the cmap draws with this glyph, if there is one."""
    return next((character for character in cluster.text if cluster.face.cmap.get(ord(character)) == glyph.id), None)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, those without ActualText joined to one another."""
    for marked, group in groupby(pieces, key=lambda piece: piece.actual is not None):
        if marked:
            yield from group
        else:
            yield Piece([entry for piece in group for entry in piece.coded])


def _advance(coded: Iterable[tuple[object, Glyph]], size: float) -> float:
    return sum(glyph.advance for _, glyph in coded) * size / 1000
