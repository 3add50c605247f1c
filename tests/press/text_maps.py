"""The maps from glyphs to text that producers make up: what is said of each glyph of a cluster."""

from enum import StrEnum

from pipeline.khmer.syllable import COENG
from tests.press.fonts import Face
from tests.press.producers.xetex import UNKNOWN, said_by_font
from tests.press.shape import Cluster


class Rule(StrEnum):
    """How a producer makes its map. Under each the first occurrence of a glyph in the document stands for all."""

    FIRST = "word, first"
    """Word, as the sample minutes have it: the last glyph drawn is said to be the last character typed and so on
    backwards; characters left over go to the cluster's first glyph, glyphs left over become a space."""
    LAST = "word, last"
    """Word, as contracts of 2024 had it: the i-th glyph is the i-th character, the last one takes the rest."""
    VISUAL = "visual order"
    """Each glyph is said to be the letters that it draws, in the order in which they are drawn, as XeTeX does."""
    NO_COENG = "coeng lost"
    """As FIRST, but no coeng comes through."""


def said_of(cluster: Cluster, rule: Rule) -> list[str]:
    """Return for each glyph of a cluster what the rule says of it, were it the first cluster of the document."""
    if rule is Rule.VISUAL:
        return [_own_letters(cluster.face, glyph.id) for glyph in cluster.glyphs]
    shared = share(cluster.text, len(cluster.glyphs), at_first=rule is not Rule.LAST)
    return [text.replace(COENG, "") or " " for text in shared] if rule is Rule.NO_COENG else shared


def share(text: str, glyphs: int, at_first: bool) -> list[str]:
    """Return the characters of a cluster dealt out to its glyphs one each, the rest to the first or last.

    A glyph for which no character is left gets a space.
    """
    if not at_first:
        return [mirrored[::-1] for mirrored in reversed(share(text[::-1], glyphs, at_first=True))]
    spare = max(0, len(text) - glyphs)
    dealt = [text[: spare + 1], *text[spare + 1 :]] if text else []
    return [" "] * (glyphs - len(dealt)) + dealt


def _own_letters(face: Face, glyph_id: int) -> str:
    own = said_by_font(face, glyph_id)
    return " " if own in ("", UNKNOWN) else own
