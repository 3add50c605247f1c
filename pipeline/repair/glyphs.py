"""The Khmer of a PDF read from its own glyphs."""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.khmer.lexicon import folded
from pipeline.khmer.ngrams import model
from pipeline.khmer.syllable import COENG, DA, TA
from pipeline.khmer.visual import to_logical
from pipeline.model.document import Document, Glyph, Line, Page
from pipeline.model.minutes import Issue
from pipeline.repair.atlas import Atlas, atlas
from pipeline.repair.choose import Candidate, Choice, choose
from pipeline.repair.embedded import open_font
from pipeline.repair.ladder import Ladder, UsedGlyph, is_khmer
from pipeline.repair.outlines import FontProgramError
from pipeline.repair.rewrite import UNREAD, GlyphReading, Readings, own_readings, rewrite_line

SURE = {
    "id": 0.9999,
    "outline": 0.999,
    "gsub": 0.997,
    "layout": 0.997,
    "cmap": 0.995,
    "tounicode": 0.995,
    "geometry": 0.995,
    "shape": 0.9,
}
"""How sure a line read by a rung is, where no rival is close (the calibration table of benchmarks/glyphs.py)."""
_RIVALRY = 0.95
"""What a rival as probable as the chosen string takes away from that."""
_ENOUGH = 80
"""Characters in a font below which the language model cannot tell two readings of it apart."""
_WHOLE = 0.9
"""Share of the drawn text's length that the file's own has to have."""
_MANY_SHAPES = 0.05
"""Share of a font's glyphs known by shape alone from which its ActualText is asked."""


@dataclass
class _Fonts:
    """The fonts of a document that are read from their glyphs."""

    ladders: dict[str, Ladder] = field(default_factory=dict)
    used: dict[str, dict[int, UsedGlyph]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    """Name of each font whose program cannot be read, and why."""
    unsettled: set[Hashable] = field(default_factory=set)
    """Glyphs of which no sure rung knows one string only: subscripts DA and TA may be meant by either."""


def read_glyphs(document: Document, known: Atlas | None = None) -> Document:
    """Return the document with the text of doubtful fonts read from their glyphs.

    Fonts whose text layer says nothing of Khmer are left alone. `known` is the atlas (default: the shipped one).
    """
    if not any(font.program for font in document.fonts.values()):
        return document
    fonts = _open_fonts(document, known or atlas())
    choices = _choose(document, fonts)
    readings = {
        key: {code: reading for code in used if (reading := _reading(fonts.ladders[key].key(code), fonts, choices))}
        for key, used in fonts.used.items()
        if key in fonts.ladders
    }
    if not _holds_khmer(fonts, readings):
        readings = {key: known for key, known in readings.items() if not _is_shaped(known)}
    witnesses = [key for key in readings if _believes_itself(document, key, readings[key])]
    for page in document.pages:
        for line in _lines(page):
            rewrite_line(line, readings, witnesses)
    by_shape = {document.fonts[key].name for key in readings if key not in witnesses and _is_shaped(readings[key])}
    document.issues += [*_unread_fonts(fonts), *map(_unknown_font, sorted(by_shape))]
    return document


def _believes_itself(document: Document, key: str, readings: Mapping[int, GlyphReading]) -> bool:
    """Whether what the file says reads better than its glyphs: asked only where shapes alone say what those are.

    Text that is left out would make it read smoothly, so it has to be as long as what is drawn.
    """
    if not _is_shaped(readings):
        return False
    spans = [span for page in document.pages for line in _lines(page) for span in line.spans if span.font == key]
    said = " ".join(to_logical([reading.text for reading in own_readings(span)]) for span in spans)
    drawn = " ".join(
        to_logical([readings[glyph.cid].text for glyph in span.glyphs if glyph.cid in readings]) for span in spans
    )
    if len(drawn) < _ENOUGH or UNREAD in said or not said.isprintable():
        return False
    return len(said) >= _WHOLE * len(drawn) and model().per_character(said) > model().per_character(drawn)


def _holds_khmer(fonts: _Fonts, readings: Readings) -> bool:
    """Whether there is Khmer in the text layer, or enough of it among the readings.

    Shapes alone find Khmer in everything: a few pictographs of an unknown font are none.
    """
    if any(is_khmer(item.text) for used in fonts.used.values() for item in used.values()):
        return True
    found = 0
    for key, known in readings.items():
        found += sum(fonts.used[key][code].places for code, reading in known.items() if is_khmer(reading.text))
    return found >= _ENOUGH


def _is_shaped(readings: Mapping[int, GlyphReading]) -> bool:
    """Whether shapes alone say what many of a font's glyphs are."""
    shaped = [reading for reading in readings.values() if reading.rung == "shape" and is_khmer(reading.text)]
    return len(shaped) > _MANY_SHAPES * len(readings)


def _open_fonts(document: Document, known: Atlas) -> _Fonts:
    fonts = _Fonts(used=_used(document))
    for key, used in fonts.used.items():
        font = document.fonts[key]
        try:
            fonts.ladders[key] = Ladder(open_font(font), used.values(), known)
        except FontProgramError as error:
            fonts.unread[font.name] = str(error)
    return fonts


def _used(document: Document) -> dict[str, dict[int, UsedGlyph]]:
    """For each font that carries a program the codes that the document draws."""
    used: dict[str, dict[int, UsedGlyph]] = defaultdict(dict)
    doubtful = {key for key, font in document.fonts.items() if font.program is not None}
    for page in document.pages:
        for line in _lines(page):
            if any(span.font in doubtful for span in line.spans):
                _count([(span.font or "", glyph) for span in line.spans for glyph in span.glyphs], doubtful, used)
    return used


def _count(
    glyphs: Sequence[tuple[str, Glyph]], doubtful: Collection[str], used: dict[str, dict[int, UsedGlyph]]
) -> None:
    """Count the glyphs of a line, and what stands beside each: a word's letters may lie in several fonts."""
    latin = [len(glyph.text) == 1 and glyph.text.isascii() and glyph.text.isalpha() for _, glyph in glyphs]
    for n, (font, glyph) in enumerate(glyphs):
        if font not in doubtful:
            continue
        item = used[font].setdefault(glyph.cid, UsedGlyph(glyph.cid, glyph.text))
        item.places += 1
        item.latin_places += any(latin[max(0, n - 1) : n + 2])
        if n and glyphs[n - 1][0] == font:
            item.before[glyphs[n - 1][1].cid] += 1


def _lines(page: Page) -> Iterator[Line]:
    yield from page.lines()
    yield from page.furniture


def _choose(document: Document, fonts: _Fonts) -> dict[Hashable, Choice]:
    """One string for each glyph that the document draws, by the candidates of its font and the text around it."""
    candidates: dict[Hashable, list[Candidate]] = {}
    for key, ladder in fonts.ladders.items():
        for item in fonts.used[key].values():
            glyph = ladder.key(item.code)
            found = ladder.candidates(item) if glyph not in candidates else []
            if found:
                candidates[glyph] = _without_twins(found)
                if found[0].rung == "shape" or len({option.text for option in found}) > 1:
                    fonts.unsettled.add(glyph)
    runs = [run for page in document.pages for line in _lines(page) for run in _runs(line, fonts.ladders)]
    return choose(runs, candidates)


def _without_twins(candidates: list[Candidate]) -> list[Candidate]:
    """Strings that differ in subscript DA or TA alone are no rivals here: each word's spelling decides between them."""
    first = {folded(option.text): option for option in reversed(candidates)}
    return [option for option in candidates if first[folded(option.text)] is option]


def _runs(line: Line, ladders: dict[str, Ladder]) -> Iterator[list[Hashable]]:
    """The glyphs of a line's neighbouring spans in fonts that are read, as keys."""
    run: list[Hashable] = []
    for span in line.spans:
        if span.font in ladders:
            run += [ladders[span.font].key(glyph.cid) for glyph in span.glyphs]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _reading(glyph: Hashable, fonts: _Fonts, choices: Mapping[Hashable, Choice]) -> GlyphReading | None:
    choice = choices.get(glyph)
    if choice is None:
        return None
    text, rung = choice.candidate.text, choice.candidate.rung
    sure = SURE[rung]
    if choice.margin < math.inf:
        sure *= 1 - _RIVALRY * math.exp(-max(0.0, choice.margin))
    spelling_open = glyph in fonts.unsettled and (COENG + DA in text or COENG + TA in text)
    return GlyphReading(text, sure, rung, spelling_open, max(0.0, choice.margin), choice.rivals)


def _unknown_font(name: str) -> Issue:
    return Issue(
        code="font-unknown",
        severity="warning",
        message=f"The font {name} is not known; what it says was read from the shapes of its glyphs. Where you have "
        "the font, khmer-minutes fonts add FILE teaches it.",
    )


def _unread_fonts(fonts: _Fonts) -> list[Issue]:
    return [
        Issue(
            code="font-unread",
            severity="warning",
            message=f"The font {name} could not be read from its glyphs ({why}); its text stands as extracted.",
        )
        for name, why in sorted(fonts.unread.items())
    ]
