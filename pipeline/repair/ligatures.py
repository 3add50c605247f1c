"""Latin ligatures of which the text layer says nothing, or says the wrong letter: told by the words they stand in.

Word and Quartz leave out what "ti" or "tt" of Calibri stand for, or name a private character or the glyph's own number
("MeeƟng"); Ghostscript 10.00 may write "û" for "fi". The glyph's width and the words of English say which letters are
meant: those that make most of its words known ones.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.english import is_word
from pipeline.model.document import Font
from pipeline.repair.drawn_letters import Letter

LIGATURES = (
    *("ti", "tt", "tti", "ft", "fft", "tf", "ttf", "ff", "fi", "fl", "ffi", "ffl", "fj", "ffj", "fb", "fh", "fk"),
    *("ty", "tty", "Th", "ct", "st", "ch", "ck", "sp"),
)
"""What Latin fonts have ligatures for."""
GARBLED = {letter: ("ff", "fi", "fl", "ffi", "ffl") for letter in "ûüýþÿ"}
"""U+FB00 to U+FB04 as Ghostscript 10.00 garbles them (first byte and second, one over the other)."""
NARROWEST, WIDEST = 0.88, 1.06
"""A ligature's width by that of its letters set side by side: 0.935 to 1.0 in Carlito, as in Calibri."""
FEWEST_LETTERS = 5
"""Letters that a font of words draws at least; a file may have it in several parts."""
SHORTEST = 4
"""A single word proves nothing if it is shorter."""
SURE, LIKELY = 0.97, 0.9
"""Confidence where three words or more agree, and where fewer do."""
ENOUGH = 3

Key = tuple[str, int]
_Template = tuple[str | Key, ...]
"""A word in pieces: what is known, and the glyphs that are not."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_NOT_LETTERS = re.compile(r"[^A-Za-z]+")


class Reading(NamedTuple):
    """What a glyph stands for, and how sure that is."""

    letters: str
    confidence: float


def suspects(fonts: Mapping[str, Font]) -> dict[Key, Sequence[str]]:
    """Return the glyphs that may be ligatures, each with the letters that it may stand for."""
    found: dict[Key, Sequence[str]] = {}
    letters: Counter[str] = Counter()
    for font in fonts.values():
        letters[font.name] += sum(len(text) == 1 and text.isascii() and text.isalpha() for text in font.said.values())
    for key, font in fonts.items():
        if letters[font.name] < FEWEST_LETTERS:
            continue
        for cid, text in font.said.items():
            if _is_silent(text) or (font.kind == "Type0" and _is_own_number(cid, text)):
                found[key, cid] = LIGATURES
            elif text in GARBLED:
                found[key, cid] = GARBLED[text]
    return found


def _is_silent(text: str) -> bool:
    return text.strip("\0\ufffd") == "" or _PRIVATE.fullmatch(text) is not None


def _is_own_number(cid: int, text: str) -> bool:
    return len(text) == 1 and not text.isascii() and ord(text) == cid


def read_ligatures(
    words: Iterable[Sequence[Letter]],
    fonts: Mapping[str, Font],
    suspected: Mapping[Key, Sequence[str]],
    known: Mapping[Key, Reading],
) -> dict[Key, Reading]:
    """Return what glyphs stand for: those that are known, and of the suspected ones those that their words tell."""
    names = {key: font.name for key, font in fonts.items()}
    evidence = _Evidence(words, names, suspected.keys() | known.keys())
    found = dict(known)
    settled = -1
    while settled < len(found):
        settled = len(found)
        for key, options in suspected.items():
            if key not in found and (reading := evidence.choose(key, options, found)):
                found[key] = reading
    return found


class _Evidence:
    """The words that suspected glyphs stand in, and how wide they and the letters of their fonts are."""

    def __init__(self, words: Iterable[Sequence[Letter]], names: Mapping[str, str], suspected: Collection[Key]) -> None:
        self._names = names
        self._places: dict[Key, set[_Template]] = defaultdict(set)
        self._widths: dict[Key, float] = {}
        self._letters: dict[tuple[str, str], float] = {}
        for word in words:
            for letter in word:
                if letter.key in suspected:
                    self._widths[letter.key] = letter.width
                else:
                    self._letters[names.get(letter.font, ""), letter.text] = letter.width
            for template in _templates(word, suspected):
                for piece in template:
                    if not isinstance(piece, str):
                        self._places[piece].add(template)

    def choose(self, key: Key, options: Iterable[str], found: Mapping[Key, Reading]) -> Reading | None:
        """Return the letters that make words of most of the places whose other glyphs are known."""
        known = {other: reading.letters for other, reading in found.items()}
        places = [place for place in self._places[key] if _others(place, key) <= known.keys()]
        counts = []
        for option in options:
            if self._fits(option, key):
                made = {text for place in places if is_word(text := _filled(place, {**known, key: option}))}
                counts.append((len(made), max(map(len, made), default=0), option))
        counts.sort(reverse=True)
        if not counts or _is_doubtful([count for count, *_ in counts], counts[0][1], len(places)):
            return None
        return Reading(counts[0][2], SURE if counts[0][0] >= ENOUGH else LIKELY)

    def _fits(self, option: str, key: Key) -> bool:
        """Whether a glyph is as wide as the letters side by side; where a width is not known it does not tell."""
        parts = [self._letters.get((self._names[key[0]], letter), 0.0) for letter in option]
        return not all(parts) or NARROWEST <= self._widths.get(key, 0.0) / sum(parts) <= WIDEST


def _is_doubtful(counts: Sequence[int], longest: int, places: int) -> bool:
    """Whether too few of the places become words, only a short one does, or other letters make as many."""
    best = counts[0]
    if best == 0 or 2 * best < places or (best == 1 and longest < SHORTEST):
        return True
    return len(counts) > 1 and counts[1] == best


def _others(place: _Template, key: Key) -> set[Key]:
    return {piece for piece in place if not isinstance(piece, str)} - {key}


def _filled(place: _Template, known: Mapping[Key, str]) -> str:
    return "".join(piece if isinstance(piece, str) else known[piece] for piece in place)


def _templates(word: Sequence[Letter], suspected: Collection[Key]) -> Iterator[_Template]:
    """The parts of a word between its signs that have a suspected glyph."""
    part: list[str | Key] = []
    for letter in word:
        if letter.key in suspected:
            part.append(letter.key)
        elif _NOT_LETTERS.search(letter.text) or not letter.text:
            yield from _with_suspect(part)
            part = []
        else:
            part.append(letter.text)
    yield from _with_suspect(part)


def _with_suspect(part: Sequence[str | Key]) -> Iterator[_Template]:
    if any(not isinstance(piece, str) for piece in part):
        yield tuple(part)
