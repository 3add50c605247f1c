"""A subset that says nothing: glyphs numbered as they first appear, no ToUnicode, no cmap, no layout tables.

What print drivers and "optimisers" leave behind: only the outlines tell what the page says.
"""

from collections.abc import Iterable, Sequence

from tests.press.producers.composite import Composite, Piece, Shown, by_appearance
from tests.press.programs import renumber, saved
from tests.press.shape import Cluster


class Renumbered(Composite):
    """A producer of renumbered fonts without a word about their text."""

    name = "renumbering (khmer-minutes tests/press)"

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield all glyphs of a run by their new numbers."""
        yield Piece(by_appearance((glyph for cluster in clusters for glyph in cluster.glyphs), shown))

    def program(self, shown: Shown) -> bytes:
        """Return the font of .notdef and the glyphs shown, in the order of their codes."""
        return saved(renumber(shown.face, [0, *shown.ids.values()]))
