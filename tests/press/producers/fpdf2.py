"""fpdf2 with text shaping on (read off files of fpdf2 2.8 and the shared sample of it).

Each pair of a glyph and its text has a code of its own, given in order of appearance, with a CIDToGIDMap stream to a
renumbered font of the glyphs used. Text is tied to HarfBuzz's finest clusters: the first glyph carries the whole of it,
the others nothing at all, so that extractors write `(cid:N)` for them.
"""

from collections.abc import Iterable, Sequence

from tests.press.embed import cid_to_gid_map, descriptor, type0
from tests.press.pdf import PdfFile, Ref
from tests.press.producers.composite import Composite, Piece, Shown
from tests.press.programs import renumber, saved
from tests.press.shape import Cluster, Glyph

_KEPT_TABLES = ("OS/2", "cmap", "name", "post", "gasp")


_SPACE = 0x20
"""The code that fpdf2 keeps for the space."""


class Fpdf2(Composite):
    """A producer that writes as fpdf2 does."""

    name = "fpdf2 2.8 (as khmer-minutes tests/press imitates it)"

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield all glyphs of a run by the codes of their pairs."""
        glyphs = [glyph for cluster in clusters for glyph in cluster.glyphs]
        yield Piece([(code_of_pair(glyph, glyph.text, shown, reserved=_SPACE), glyph) for glyph in glyphs])

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face as a Type0 font over the renumbered glyphs."""
        used = [0, *sorted(set(shown.ids.values()) - {0})]
        program = saved(renumber(shown.face, used, shown.characters, *_KEPT_TABLES))
        file = pdf.add_stream(program, Length1=len(program))
        described = descriptor(pdf, shown.face, shown.base_font, file, symbolic=True)
        said = {0: "\0"} | {code: text for code, text in shown.to_unicode.items() if text}
        gids = cid_to_gid_map(pdf, {code: used.index(glyph_id) for code, glyph_id in shown.ids.items()})
        return {self.code(0, shown)[0]: type0(pdf, shown.face, shown.base_font, described, said, shown.ids, gids)}


def code_of_pair(glyph: Glyph, text: str, shown: Shown, reserved: int | None = None) -> int:
    """Return the code of a glyph that stands for this text, a new one where the pair has not been shown yet.

    New codes count from 1; a reserved one is for the space alone.
    """
    for code, glyph_id in shown.ids.items():
        if glyph_id == glyph.id and shown.to_unicode[code] == text:
            return code
    taken = len(shown.ids.keys() - {reserved}) + 1
    code = reserved if reserved and text == " " else taken + (reserved is not None and taken >= reserved)
    shown.ids[code], shown.to_unicode[code] = glyph.id, text
    return code
