"""Adobe Photoshop: the font whole in its tables, the map only half (shared knowledge, "How PDF producers break Khmer").

Glyph ids are kept, unused outlines emptied; cmap and GSUB stay. ToUnicode knows only the glyphs that shaping left
alone: those that the cmap itself draws for a character.
"""

from tests.press.producers.composite import Composite, Shown, nominal
from tests.press.programs import keep_ids
from tests.press.shape import Cluster


class Photoshop(Composite):
    """A producer that writes as Photoshop does."""

    name = "Adobe Photoshop for Windows (as khmer-minutes tests/press imitates it)"

    def note(self, cluster: Cluster, shown: Shown) -> None:
        """Say what the unshaped glyphs of the cluster are."""
        for glyph in cluster.glyphs:
            character = nominal(glyph, cluster)
            if character:
                shown.to_unicode.setdefault(glyph.id, character)

    def program(self, shown: Shown) -> bytes:
        """Return the font with its layout tables and its whole cmap."""
        return keep_ids(shown.face, shown.ids.values(), shown.face.cmap, dropped=())
