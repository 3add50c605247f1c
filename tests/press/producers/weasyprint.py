"""WeasyPrint (read off files that WeasyPrint 70 made).

Glyph ids are kept up to the highest one used, layout tables and hints dropped, the cmap cut down. Text is tied to
HarfBuzz's finest clusters: a cluster's last glyph is said to be all its characters and the others the empty string, and
what was said first of a glyph stands. Coordinates are CSS pixels that grow downwards.
"""

from tests.press.content import Frame
from tests.press.producers.composite import Composite, Shown
from tests.press.producers.libreoffice import finest
from tests.press.programs import drop_hints, keep_ids_to_the_last, saved
from tests.press.shape import Cluster

CSS_PIXELS = Frame(unit=0.75, down=True)


class WeasyPrint(Composite):
    """A producer that writes as WeasyPrint does."""

    name = "WeasyPrint 70 (as khmer-minutes tests/press imitates it)"
    frame = CSS_PIXELS
    drops_zero_width_spaces = True

    def note(self, cluster: Cluster, shown: Shown) -> None:
        """Say of the last glyph of each finest cluster that it is all of it."""
        for *others, last in finest([cluster]):
            text = others[0].text if others else last.text
            for glyph in others:
                shown.to_unicode.setdefault(glyph.id, "")
            shown.to_unicode.setdefault(last.id, text)

    def program(self, shown: Shown) -> bytes:
        """Return the font up to its highest glyph shown."""
        tables = ("OS/2", "cmap", "name", "post", "gasp")
        return saved(drop_hints(keep_ids_to_the_last(shown.face, shown.ids.values(), shown.characters, *tables)))
