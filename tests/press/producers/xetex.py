"""XeTeX, whose PDF is written by xdvipdfmx (read off files that XeTeX 0.999994 made here in six Khmer fonts).

Glyph ids are kept up to the highest one used; no cmap, post or layout tables. ToUnicode comes from the font alone: its
cmap backwards, then one step of its substitutions (coeng and letter, letter and AA), then the glyph's own name, whose
suffix is dropped, so that a subscript may be said to be its letter; a name that only looks like a code is U+FFFD. The
letters come in the order they are drawn. Spaces are no glyphs but gaps.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from fontTools.agl import toUnicode
from fontTools.ttLib.tables.otTables import Lookup

from tests.press.fonts import Face
from tests.press.pdf import PdfFile, Ref
from tests.press.producers.composite import Composite, Piece, Shown, by_id
from tests.press.programs import keep_ids_to_the_last, saved
from tests.press.shape import Cluster, Glyph

UNKNOWN = "\ufffd"
_EXTENSION = 7
"""The lookup type of GSUB that wraps another."""


class XeTeX(Composite):
    """A producer that writes as xdvipdfmx does."""

    name = "xdvipdfmx (as khmer-minutes tests/press imitates it)"

    def pieces(self, clusters: Sequence[Cluster], shown: Shown) -> Iterable[Piece]:
        """Yield all glyphs of a run, each space turned into a gap after the glyph before it."""
        glyphs: list[Glyph] = []
        for cluster in clusters:
            if cluster.is_space and glyphs:
                glyphs[-1] = replace(glyphs[-1], advance=glyphs[-1].advance + sum(g.advance for g in cluster.glyphs))
            else:
                glyphs += cluster.glyphs
        yield Piece(by_id(glyphs, shown))

    def font_objects(self, pdf: PdfFile, shown: Shown) -> dict[str, Ref]:
        """Write a face, its ToUnicode map made from the font alone."""
        shown.to_unicode = {glyph_id: text for glyph_id in shown.ids if (text := said_by_font(shown.face, glyph_id))}
        return super().font_objects(pdf, shown)

    def program(self, shown: Shown) -> bytes:
        """Return the font up to its highest glyph shown."""
        return saved(keep_ids_to_the_last(shown.face, shown.ids.values(), (), "OS/2", "name"))


def said_by_font(face: Face, glyph_id: int) -> str:
    """Return what a font itself says a glyph is; empty where it says nothing."""
    drawn = face.characters.get(glyph_id, "")
    name = face.tables.getGlyphName(glyph_id)
    if drawn and not _is_private(drawn):
        return drawn
    return _substitutes(face).get(name) or drawn or _said_by_name(name)


def _is_private(character: str) -> bool:
    return "\ue000" <= character <= "\uf8ff"


def _said_by_name(name: str) -> str:
    """Return what a glyph name says by the rules of the Adobe Glyph List; names of several parts say nothing."""
    if "_" in name:
        return ""
    return str(toUnicode(name)) or (UNKNOWN if name.startswith("uni") else "")


@cache
def _substitutes(face: Face) -> dict[str, str]:
    """Return glyph name -> text for what one substitution makes of glyphs that the cmap names."""
    if "GSUB" not in face.tables:
        return {}
    named = {face.tables.getGlyphName(glyph_id): text for glyph_id, text in face.characters.items()}
    table = face.tables["GSUB"].table
    indices = {index for record in table.FeatureList.FeatureRecord for index in record.Feature.LookupListIndex}
    said: dict[str, str] = {}
    for index in sorted(indices):
        for parts, made in _substitutions(table.LookupList.Lookup[index]):
            if all(part in named for part in parts):
                said.setdefault(made, "".join(named[part] for part in parts))
    return said


def _substitutions(lookup: Lookup) -> Iterator[tuple[list[str], str]]:
    """Yield (glyphs, the glyph made of them) of a lookup's single substitutions and ligatures."""
    for subtable in lookup.SubTable:
        plain = subtable.ExtSubTable if lookup.LookupType == _EXTENSION else subtable
        for glyph, made in getattr(plain, "mapping", {}).items():
            if isinstance(made, str):
                yield [glyph], made
        for first, ligatures in getattr(plain, "ligatures", {}).items():
            for ligature in ligatures:
                yield [first, *ligature.Component], ligature.LigGlyph
