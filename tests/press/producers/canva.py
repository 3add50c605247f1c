"""Canva: a user of Skia that drops GSUB (shared knowledge, "How PDF producers break Khmer").

Glyph ids are kept; each cluster that is not one glyph for one character has its logical text as ActualText.
"""

from tests.press.producers.chrome import Chrome
from tests.press.producers.composite import Shown
from tests.press.programs import keep_ids


class Canva(Chrome):
    """A producer that writes as Canva does."""

    name = "Canva (as khmer-minutes tests/press imitates it)"

    def program(self, shown: Shown) -> bytes:
        """Return the font without its layout tables."""
        return keep_ids(shown.face, shown.ids.values(), shown.characters)
