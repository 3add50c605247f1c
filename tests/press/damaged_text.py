"""Khmer as an extractor gives it when the PDF's map is wrong: true text, shaped, said by a producer's rule.

The short way to damaged text: no PDF is made. What real extractors do besides, `tests.press.read_back` shows.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.khmer.syllable import COENG, ZWSP, is_dependent
from tests.press.describe import Run, Style
from tests.press.fonts import Family
from tests.press.shape import Cluster, shape_runs
from tests.press.text_maps import Rule, said_of


@dataclass(frozen=True)
class Damage:
    """What is done to a text. The same damage to the same text is the same each time."""

    rule: Rule = Rule.FIRST
    drift: float = 0.0
    """Share of the marks without width that an extractor, going by x, puts behind the next glyph's first letter."""
    blanks: float = 0.0
    """Share of the clusters of a subscript under a letter with AA behind which an extractor finds a blank."""


AS_WORD = Damage()
"""The map alone, by Word's rule."""


@dataclass(frozen=True)
class _Said:
    """What is said of one glyph."""

    text: str
    is_mark: bool = False
    """Drawn over or under its base, without width of its own."""
    makes_blank: bool = False
    """The last glyph of a cluster behind which extractors see a gap."""


def damaged(lines: Sequence[str], family: Family, damage: Damage = AS_WORD) -> list[str]:
    """Return the lines as they read through the map; ASCII and everything that is no Khmer comes back as it was."""
    shaped = [shape_runs((Run(line.replace(ZWSP, ""), Style(khmer=family)),)) if line.strip() else [] for line in lines]
    known: dict[tuple[str, int], str] = {}
    for cluster in (cluster for line in shaped for cluster in line):
        for glyph, text in zip(cluster.glyphs, said_of(cluster, damage.rule), strict=True):
            known.setdefault((cluster.face.name, glyph.id), text)
    chance = random.Random(0)
    return [_extracted(list(_said(line, known)), damage, chance) for line in shaped]


def _said(line: Iterable[Cluster], known: dict[tuple[str, int], str]) -> Iterator[_Said]:
    for cluster in line:
        if not _is_khmer(cluster):
            yield _Said(cluster.text)
            continue
        last = len(cluster.glyphs) - 1
        gap = COENG in cluster.text and any(letter in cluster.text for letter in "\u17b6\u17c4\u17c5")
        for position, glyph in enumerate(cluster.glyphs):
            text = known[cluster.face.name, glyph.id]
            is_mark = glyph.advance == 0 and is_dependent(text[0]) and text[0] != COENG
            yield _Said(text, is_mark, makes_blank=gap and position == last)


def _is_khmer(cluster: Cluster) -> bool:
    return any("\u1780" <= letter <= "\u17dd" for letter in cluster.text)


def _extracted(glyphs: Sequence[_Said], damage: Damage, chance: random.Random) -> str:
    texts = [glyph.text for glyph in glyphs]
    for place, glyph in enumerate(glyphs):
        following = texts[place + 1][:1] if place + 1 < len(texts) else ""
        if glyph.is_mark and following.strip() and chance.random() < damage.drift:
            texts[place], texts[place + 1] = "", following + texts[place] + texts[place + 1][1:]
        if glyph.makes_blank and chance.random() < damage.blanks:
            texts[place] += " "
    return "".join(texts)
