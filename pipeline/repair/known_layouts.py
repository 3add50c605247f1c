"""Khmer of a PDF's font that is not embedded, read by its glyph ids: one of the known fonts has them in this order.

Without outlines no id can be verified, but text can: of all layouts of the atlas only the right one, or one of the same
make, turns hundreds of ids into Khmer.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.extract.programs import is_doubtful
from pipeline.khmer.ngrams import model
from pipeline.khmer.visual import to_logical
from pipeline.model.document import Document, Line
from pipeline.repair.atlas import Atlas, atlas
from pipeline.repair.damaged_text import Damage, count_khmer, diagnose, reads_well
from pipeline.repair.glyphs import SURE
from pipeline.repair.rewrite import UNREAD, GlyphReading, rewrite_line

COVERED = 0.97
"""Share of the glyphs drawn that a layout has to know."""
FEWEST = 100
"""Khmer letters and signs below which chance may make Khmer of the ids."""
KHMER = 0.5
"""Khmer letters and signs for each letter of any script, at the least; Khmer alone has 1.5."""
SAMPLE = 1500
"""Glyphs by which layouts are compared."""


def read_known_layouts(document: Document, known: Atlas | None = None) -> Document:
    """Return the document with the Khmer of fonts that are not embedded read by known layouts, where one fits.

    Text that reads well as the file has it stays. `known` is the atlas (default: the shipped one).
    """
    for key, font in document.fonts.items():
        if font.kind != "Type0" or font.program is not None or not any(map(is_doubtful, font.said.values())):
            continue
        lines = [line for line in document.all_lines() if any(span.font == key for span in line.spans)]
        said = [span.text for line in lines for span in line.spans if span.font == key]
        if count_khmer("".join(said)) and diagnose(said).damage is Damage.NONE:
            continue
        readings = _readings(lines, key, known or atlas())
        for line in lines if readings else ():
            rewrite_line(line, {key: readings})
    return document


def _readings(lines: Sequence[Line], font: str, known: Atlas) -> dict[int, GlyphReading]:
    """What each code of a font stands for by the layout that makes Khmer of its lines; empty where none does."""
    codes = [[glyph.cid for span in line.spans if span.font == font for glyph in span.glyphs] for line in lines]
    drawn = {code for line in codes for code in line}
    sample = list(_sample(codes))
    found = [(_likeliness("\n".join(_texts(sample, layout))), layout) for layout in _covering(known, drawn)]
    if not found:
        return {}
    _, best = max(found, key=lambda pair: pair[0])
    read = _texts(codes, best)
    if not _is_khmer("".join(read)) or not reads_well(read):
        return {}
    known_code = {code: GlyphReading(text, SURE["layout"], "layout") for code, text in best.items() if code in drawn}
    return {code: known_code.get(code, GlyphReading(UNREAD, 0.0, "none")) for code in drawn}


def _likeliness(text: str) -> float:
    """How probable a text is as Khmer, in nats a character; other text is none."""
    return model().per_character(text) if _is_khmer(text) else -math.inf


def _is_khmer(text: str) -> bool:
    khmer = count_khmer(text)
    return khmer >= FEWEST and khmer >= KHMER * sum(letter.isalpha() or letter == UNREAD for letter in text)


def _covering(known: Atlas, drawn: set[int]) -> Iterator[dict[int, str]]:
    """The layouts that know the glyphs drawn."""
    for glyph_count in sorted({facts.glyph_count for facts in known.list_fonts()}):
        if glyph_count > max(drawn, default=0):
            for layout in known.layouts(glyph_count):
                if sum(code in layout for code in drawn) >= COVERED * len(drawn):
                    yield layout


def _sample(codes: Sequence[Sequence[int]]) -> Iterator[Sequence[int]]:
    amount = 0
    for line in codes:
        if amount >= SAMPLE:
            return
        amount += len(line)
        yield line


def _texts(codes: Iterable[Sequence[int]], layout: Mapping[int, str]) -> list[str]:
    return [to_logical([layout.get(code, UNREAD) for code in line]) for line in codes]
