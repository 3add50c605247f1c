"""Chrome and other users of Skia that print fonts they may embed (read off a file that Chromium 156 made).

Glyph ids, cmap and layout tables are kept. ToUnicode has the glyphs that the cmap draws for a character; all others are
U+0000. Each cluster that is not one glyph said to be its one character has ActualText, which is true. Coordinates are
CSS pixels that grow downwards.
"""

from collections.abc import Iterable, Sequence

from tests.press.producers.composite import Composite, Piece, Shown, by_id
from tests.press.producers.weasyprint import CSS_PIXELS
from tests.press.programs import keep_ids
from tests.press.shape import Cluster

NOTHING = "\0"


class Chrome(Composite):
    """A producer that writes as Chrome does."""

    name = "Skia/PDF m156 (as khmer-minutes tests/press imitates it)"
    frame = CSS_PIXELS

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield a piece for each cluster, with ActualText where it is no letter by itself."""
        for cluster in clusters:
            self.note(cluster, shown)
            said = [shown.to_unicode[glyph.id] for glyph in cluster.glyphs]
            yield Piece(by_id(cluster.glyphs, shown), None if said == [cluster.text] else cluster.text)

    def note(self, cluster: Cluster, shown: Shown) -> None:
        """Say of each glyph the character that the cmap draws with it, or nothing."""
        for glyph in cluster.glyphs:
            shown.to_unicode.setdefault(glyph.id, cluster.face.characters.get(glyph.id, NOTHING))

    def program(self, shown: Shown) -> bytes:
        """Return the font with its layout tables."""
        return keep_ids(shown.face, shown.ids.values(), shown.characters, dropped=())
