"""pdf-lib with HarfBuzz (read off the shared sample of it).

The whole font is embedded as it came, GSUB and all. Each pair of a glyph and its cluster has a code of its own, given
in order of appearance, with a CIDToGIDMap stream; every glyph of a cluster is said to be the whole cluster.
"""

from collections.abc import Iterable, Sequence

from tests.press.embed import cid_to_gid_map, descriptor, type0
from tests.press.pdf import PdfFile, Ref
from tests.press.producers.composite import Composite, Piece, Shown
from tests.press.producers.fpdf2 import code_of_pair
from tests.press.shape import Cluster


class PdfLib(Composite):
    """A producer that writes as pdf-lib does with a HarfBuzz shaper."""

    name = "pdf-lib (as khmer-minutes tests/press imitates it)"

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield every glyph by itself: pdf-lib places each anew."""
        for cluster in clusters:
            for glyph in cluster.glyphs:
                yield Piece([(code_of_pair(glyph, cluster.text, shown), glyph)])

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face as a Type0 font over the whole font file."""
        face = shown.face
        file = pdf.add_stream(face.data, Length1=len(face.data))
        described = descriptor(pdf, face, face.name, file, symbolic=True)
        gids = cid_to_gid_map(pdf, shown.ids)
        return {self.code(0, shown)[0]: type0(pdf, face, face.name, described, shown.to_unicode, shown.ids, gids)}
