"""Adobe InDesign: Word's mistake, with holes (shared knowledge, "How PDF producers break Khmer").

Glyph ids are kept; cmap, post and layout tables are gone. Inside a cluster the i-th glyph is said to be the i-th
character, the first occurrence in the document standing for all; glyphs left over are U+FFFD. Some spans have
ActualText, which is true; here, those of clusters with fewer glyphs than characters. Type is set at size 1, its size
in the text matrix.
"""

from collections.abc import Iterable, Sequence

from tests.press.content import Frame
from tests.press.producers.composite import Composite, Piece, Shown, by_id
from tests.press.programs import LAYOUT_TABLES, keep_ids
from tests.press.shape import Cluster

UNKNOWN = "\ufffd"
DROPPED = (*LAYOUT_TABLES, "cmap", "post", "name", "OS/2", "gasp")


class InDesign(Composite):
    """A producer that writes as InDesign does."""

    name = "Adobe PDF Library 17.0 (as khmer-minutes tests/press imitates it)"
    frame = Frame(size_in_matrix=True)

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield a piece for each cluster, those that lack glyphs with ActualText."""
        for cluster in clusters:
            self.note(cluster, shown)
            short = len(cluster.glyphs) < len(cluster.text)
            yield Piece(by_id(cluster.glyphs, shown), cluster.text if short else None)

    def note(self, cluster: Cluster, shown: Shown) -> None:
        """Say of each glyph that it is the character at its place; characters left over go to the last glyph."""
        last = len(cluster.glyphs) - 1
        for place, glyph in enumerate(cluster.glyphs):
            own = cluster.text[place:] if place == last else cluster.text[place : place + 1]
            shown.to_unicode.setdefault(glyph.id, own or UNKNOWN)

    def program(self, shown: Shown) -> bytes:
        """Return the font without the tables that say what its glyphs are."""
        return keep_ids(shown.face, shown.ids.values(), shown.characters, DROPPED)
