"""Khmer deciphered from damaged text alone: the public face of the decoder.

The truth draws glyphs, the damage gives each glyph a string, extraction moves and inserts a little: the strings of the
document's glyphs are learnt from the document itself, and the most probable truth is read by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model.minutes import Flag
from pipeline.pace import UNHURRIED, Pace
from pipeline.repair.decipher_fonts import Part, parts
from pipeline.repair.decipher_learn import as_map
from pipeline.repair.decipher_map import GlyphMap
from pipeline.repair.decipher_text import is_khmer, put_back, read_from, segment
from pipeline.repair.decipher_traits import Trait, traits
from pipeline.repair.decipher_words import Word, words_of

__all__ = ["Deciphered", "DecipheredLine", "GlyphMap", "Word", "decipher"]

_AT_ONCE = 40_000
"""Characters that are read together at most; they take some 300 MB."""
_TO_LEARN = 15_000
"""Characters that the map of a longer text is learnt from, as many as are left when lines are taken at even steps."""
UNREAD = "unread"
"""Reason of a flag on a line that stands as extracted, because no map explains it."""


@dataclass(frozen=True)
class DecipheredLine:
    """A line as read, beside the line as extracted."""

    text: str
    orig: str
    confidence: float
    """The share of its characters, 0 to 1, that can be expected to be right; 1 with nothing to read, 0 where it
    could not be read."""
    words: tuple[Word, ...]
    flags: tuple[Flag, ...]
    font: int = 0
    """The number of the damaged font that it is in, 0 for that of most of the text."""
    certainty: float = 1.0
    """How sure the decoder is of it if its map is right: the mean probability of its clusters, 0 to 1."""


@dataclass(frozen=True)
class Deciphered:
    """A text as read, and by which maps."""

    lines: tuple[DecipheredLine, ...]
    """As many as there were, in order."""
    maps: tuple[GlyphMap, ...]
    """What was learnt of each font."""
    confidence: float
    """The mean of the lines', by their Khmer letters."""

    @property
    def map(self) -> GlyphMap:
        """The map of the font that most of the text is in."""
        return self.maps[0]


def decipher(
    lines: Sequence[str],
    known: GlyphMap | None = None,
    corrected: Mapping[int, str] | None = None,
    pace: Pace = UNHURRIED,
) -> Deciphered:
    """The lines of a text whose Khmer was damaged by a font's map, as they must have read.

    Lines that the map of most of the text does not explain are taken to be in another damaged font, and are read by a
    map of their own, or stand as extracted with a flag where they are too short for that.

    Args:
        lines: the lines as extracted; Latin, digits and punctuation stay as they are.
        known: a map learnt before, of a text of the same origin.
        corrected: true texts of some of the lines, by their index; they are taken as they are and teach the map.
        pace: gets a sign of life from each pass over the text.
    """
    corrected = corrected or {}
    if sum(map(len, lines)) > _AT_ONCE:
        return _in_portions(lines, known, corrected, pace)
    return _at_once(lines, known, corrected, pace)


def _in_portions(lines: Sequence[str], known: GlyphMap | None, corrected: Mapping[int, str], pace: Pace) -> Deciphered:
    """The same of a long text: its map is learnt from lines all over it, and then it is read piece by piece."""
    if known is None or corrected:
        learnt_from = sorted({*_spread(lines), *corrected})
        given = {place: corrected[number] for place, number in enumerate(learnt_from) if number in corrected}
        known = _at_once([lines[number] for number in learnt_from], known, given, pace).map
    found: list[DecipheredLine] = []
    maps: list[GlyphMap] = []
    for portion in _portions(lines):
        read = _at_once(portion, known, {}, pace)
        shift = max(len(maps), 1) - 1
        found += (replace(line, font=line.font + shift if line.font else 0) for line in read.lines)
        maps += read.maps[1:] if maps else read.maps
    for number, text in corrected.items():
        found[number] = DecipheredLine(text, lines[number], 1.0, (), (), found[number].font)
    return Deciphered(tuple(found), (known, *maps[1:]), _confidence(found))


def _spread(lines: Sequence[str]) -> list[int]:
    """Lines all over a text, `_TO_LEARN` characters of them."""
    step = max(1, sum(map(len, lines)) // _TO_LEARN)
    return list(range(0, len(lines), step))


def _portions(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """The lines, so many at a time as have `_AT_ONCE` characters."""
    begin = length = 0
    for number, line in enumerate(lines):
        if length and length + len(line) > _AT_ONCE:
            yield lines[begin:number]
            begin, length = number, 0
        length += len(line)
    yield lines[begin:]


def _at_once(lines: Sequence[str], known: GlyphMap | None, corrected: Mapping[int, str], pace: Pace) -> Deciphered:
    found = parts([put_back(segment(line)) for line in lines], known, corrected, pace)
    done: dict[int, DecipheredLine] = {}
    for font, part in enumerate(found):
        clusters = traits(part.solution)
        for place, number in enumerate(part.numbers):
            line = lines[number]
            if number in corrected:
                done[number] = DecipheredLine(corrected[number], line, 1.0, (), (), font)
            elif not any(map(is_khmer, line)):
                done[number] = DecipheredLine(line, line, 1.0, (), (), font)
            else:
                done[number] = _line(line, part, place, font, clusters[place])
    in_order = tuple(done[number] for number in range(len(lines)))
    maps = tuple(as_map(part.solution.beliefs, part.solution.text, part.solution.tree) for part in found)
    return Deciphered(in_order, maps, _confidence(in_order))


def _confidence(lines: Sequence[DecipheredLine]) -> float:
    letters = [sum(map(is_khmer, line.orig)) for line in lines]
    sure = sum(line.confidence * count for line, count in zip(lines, letters, strict=True))
    return sure / max(sum(letters), 1)


def _line(line: str, part: Part, place: int, font: int, clusters: Sequence[Trait]) -> DecipheredLine:
    start, end = read_from(line), len(line.rstrip())
    if not part.is_read[place]:
        flag = Flag(charspan=(start, end), reason=UNREAD, margin=0.0, rivals=[])
        return DecipheredLine(line, line, 0.0, (), (flag,), font, 0.0)
    words, confidence, certainty = words_of(clusters, start)
    text = line[:start] + "".join(cluster.text for cluster in clusters) + line[start + len(segment(line)) :]
    flags = tuple(flag for word in words for flag in word.flags)
    return DecipheredLine(text, line, confidence, tuple(words), flags, font, certainty)
