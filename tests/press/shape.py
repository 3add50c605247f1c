"""From styled text to glyphs: itemised by script, shaped by HarfBuzz, kept cluster by cluster."""

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import uharfbuzz as hb

from tests.press.describe import Colour, Run, Style
from tests.press.fonts import PRESS_SYMBOL, Face, Family

ZWSP = "\u200b"
_KHMER = re.compile("[\u1780-\u17ff\u19e0-\u19ff\u200b]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_SYMBOL = re.compile("[\uf000-\uf0ff]")
_PLAIN_LATIN = {"liga": False, "clig": False, "kern": False}
"""Word leaves ligatures and kerning off unless asked."""


@dataclass(frozen=True)
class Glyph:
    """A glyph as the shaper placed it; lengths in thousandths of the em."""

    id: int
    advance: float
    dx: float = 0.0
    dy: float = 0.0
    text: str = ""
    """The characters of HarfBuzz's finest cluster that begins with this glyph; empty where the glyph goes on with one.

    Finer than a syllable: a vowel below or above is by itself, what is drawn out of order stays together.
    """


@dataclass(frozen=True)
class Cluster:
    """Characters and the glyphs that show them together: a Khmer syllable, a Latin letter, a space."""

    text: str
    glyphs: tuple[Glyph, ...]
    face: Face
    size: float
    colour: Colour = (0.0, 0.0, 0.0)

    @property
    def width(self) -> float:
        """Advance in points."""
        return sum(glyph.advance for glyph in self.glyphs) * self.size / 1000

    @property
    def is_space(self) -> bool:
        """True for the spaces at which a line breaks or is stretched."""
        return self.text == " "

    def stretched(self, points: float) -> "Cluster":
        """Return the cluster with its last glyph advanced further."""
        *others, last = self.glyphs
        return replace(self, glyphs=(*others, replace(last, advance=last.advance + points * 1000 / self.size)))


def shape_runs(runs: tuple[Run, ...]) -> list[Cluster]:
    """Return the clusters of a paragraph's runs in logical order."""
    clusters: list[Cluster] = []
    for run in runs:
        for family, part in _itemise(run):
            clusters += _shape(part, family, run.style)
    return clusters


def _itemise(run: Run) -> list[tuple[Family, str]]:
    """Split a run by family: letters by their script, everything else as the letters before it (or first after it)."""
    current = run.style.khmer if _opens_in_khmer(run.text) else run.style.latin
    families: list[Family] = []
    for character in run.text:
        current = _family(character, run.style, current)
        families.append(current if _can_set(current, character) else run.style.latin)
    pieces = groupby(zip(families, run.text, strict=True), key=lambda pair: pair[0].name)
    grouped = (list(group) for _, group in pieces)
    return [(group[0][0], "".join(character for _, character in group)) for group in grouped]


def _opens_in_khmer(text: str) -> bool:
    khmer, latin = _KHMER.search(text), _LATIN.search(text)
    return khmer is not None and (latin is None or khmer.start() < latin.start())


def _family(character: str, style: Style, current: Family) -> Family:
    if _KHMER.match(character):
        return style.khmer
    if _SYMBOL.match(character):
        return PRESS_SYMBOL
    if _LATIN.match(character):
        return style.latin
    return current if current != PRESS_SYMBOL else style.latin


def _can_set(family: Family, character: str) -> bool:
    return character == ZWSP or ord(character) in family.face().cmap


def _shape(text: str, family: Family, style: Style) -> list[Cluster]:
    face = family.face(style.bold, style.italic)
    buffer = _shaped(text, face, hb.BufferClusterLevel.MONOTONE_GRAPHEMES)
    starts = [info.cluster for info in buffer.glyph_infos]
    pairs = zip(starts, _glyphs(buffer, _opened_text(text, face), 1000 / face.em), strict=True)
    grouped = [(start, tuple(glyph for _, glyph in group)) for start, group in groupby(pairs, key=lambda pair: pair[0])]
    ends = [start for start, _ in grouped[1:]] + [len(text)]
    return [
        Cluster(text[start:end], glyphs, face, style.size, style.colour)
        for (start, glyphs), end in zip(grouped, ends, strict=True)
    ]


def _shaped(text: str, face: Face, level: hb.BufferClusterLevel) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.cluster_level = level
    buffer.add_str(text)
    buffer.direction = "ltr"
    khmer = _KHMER.search(text) is not None
    buffer.script, buffer.language = ("Khmr", "km") if khmer else ("Latn", "en")
    hb.shape(face.shaper, buffer, {} if khmer else _PLAIN_LATIN)
    return buffer


def _opened_text(text: str, face: Face) -> list[str]:
    """Return for each glyph of a shaped text the characters of the finest cluster that it opens."""
    finest = _shaped(text, face, hb.BufferClusterLevel.MONOTONE_CHARACTERS)
    starts = [info.cluster for info in finest.glyph_infos]
    ends = dict(pairwise([*sorted(set(starts)), len(text)]))
    opens = [index == 0 or starts[index - 1] != start for index, start in enumerate(starts)]
    return [text[start : ends[start]] if new else "" for start, new in zip(starts, opens, strict=True)]


def _glyphs(buffer: hb.Buffer, texts: list[str], scale: float) -> list[Glyph]:
    return [
        Glyph(info.codepoint, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale, text)
        for info, place, text in zip(buffer.glyph_infos, buffer.glyph_positions, texts, strict=True)
    ]
