"""The words of Khmer: which sequences of letters are words, how frequent they are and how they are spelt.

Words are looked up folded: subscript DA as subscript TA (drawn alike), ឲ as ឱ, one character for one, so that places in
folded text are places in the text. Text is taken to be in canonical order (`pipeline.khmer.order.normalize`). The list
is `resources/khmer_words.bin`; `khmer_words.ORIGIN.md` beside it says what it was made from.
"""

import lzma
import re
import struct
from bisect import bisect_left
from codecs import charmap_decode
from collections.abc import Iterator
from functools import cache, cached_property
from math import log
from pathlib import Path
from typing import NamedTuple

from pipeline.khmer.cluster import is_cluster, split
from pipeline.khmer.syllable import COENG, DA, TA, ZWNJ

FILE = Path(__file__).parent.parent / "resources" / "khmer_words.bin"
CODE_PAGE = "".join(map(chr, (*range(0x80), *range(0x1780, 0x1800))))
"""What the bytes of the stored words stand for."""
HEADER = struct.Struct("<IIfHH")
"""Bytes of the words, bytes of the spellings, log probability of frequency 0, steps of frequency to a factor of e, most
clusters in a word; behind it the words, a newline after each, their frequencies, a byte each, and the spellings with
theirs."""

_UNKNOWN_CLUSTER = log(1e-10)
"""The price of a cluster outside all words: dearer than the rarest word."""

_DRAWN_ALIKE = {
    "ប្ញុ": "ឬ",
    "ប្ញ": "ឫ",
    "ព្ញុ": "ឮ",
    "ព្ញ": "ឭ",
    "ព្ឋ": "ឰ",
    "ព្ធ": "ឰ",
    "ព្វា": "ញ្វ",
    "ពា": "ញ",
    "ទ្ប": "ឡ",
    "ឧិ": "ឱ",
    "ឧ៊": "ឨ",
    "្យើ": "ឿ",
    "្យេ": "ៀ",
    "្ឋ": "្ធ",
}
"""Sequences that fonts draw alike or nearly so (SIL's Khmer Encoding Structure), in canonical order, longest first."""
_DRAWINGS = re.compile("|".join(_DRAWN_ALIKE))


class Stretch(NamedTuple):
    """A word of a text, or neighbouring clusters that belong to no word."""

    start: int
    end: int
    in_lexicon: bool


class Lexicon:
    """Khmer words with their frequencies and spellings; use `lexicon()`, which reads it once a process."""

    def __init__(self, packed: bytes) -> None:
        """Words out of `packed`, which is laid out as `HEADER` says."""
        at = HEADER.size
        length, spellings_length, self._least, self._steps, self._longest = HEADER.unpack_from(packed)
        self._words, at = _table(packed, at, length)
        self._spellings, _ = _table(packed, at, spellings_length)

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[str]:
        """The words, folded, in the order of their code points."""
        return iter(self._words)

    def __contains__(self, word: str) -> bool:
        """Whether `word` is in the list in this or another spelling of its drawing."""
        return folded(word) in self._words

    def log_frequency(self, word: str) -> float | None:
        """The natural logarithm of the share of running words that are `word`; None where it is not in the list.

        Words that only a dictionary holds have a low guess in place of a count.
        """
        frequency = self._words.get(folded(word))
        return None if frequency is None else self._least + frequency / self._steps

    def with_prefix(self, prefix: str) -> list[str]:
        """The words that begin with `prefix`, folded, in the order of their code points."""
        prefix = folded(prefix)
        start = bisect_left(self._sorted, prefix)
        return self._sorted[start : bisect_left(self._sorted, prefix + "\uffff", start)]

    def has_prefix(self, prefix: str) -> bool:
        """Whether any word begins with `prefix`."""
        prefix = folded(prefix)
        at = bisect_left(self._sorted, prefix)
        return at < len(self._sorted) and self._sorted[at].startswith(prefix)

    def spellings(self, word: str) -> list[str]:
        """All spellings of `word` that differ in subscript DA or TA, ឲ or ឱ, the most frequent first; [] if unknown."""
        key = folded(word)
        if key not in self._words:
            return []
        return self._spellings_by_word.get(key, [key])

    def spelling(self, word: str) -> str | None:
        """How a word is spelt that was read off its drawing, subscript DA or TA and look-alike letters included.

        A word of the list keeps its letters but for DA and TA, ឲ and ឱ; another becomes the most frequent word that is
        drawn alike. None where no word is.
        """
        if known := self.spellings(word):
            return known[0]
        rivals = self._words_by_drawing.get(_drawing(folded(word)), ())
        best = max(rivals, key=self._words.__getitem__, default=None)
        return None if best is None else self.spellings(best)[0]

    def segment(self, text: str) -> list[Stretch]:
        """The most probable words of `text` in order, and between them the clusters that no word covers.

        Blanks, zero-width spaces, digits, ៗ and all that is not a Khmer cluster part words and lie in no stretch.
        """
        found: list[Stretch] = []
        at, run = 0, list[str]()
        for piece in [*split(folded(text)), ""]:
            if is_cluster(piece):
                run.append(piece)
            else:
                start = at - sum(map(len, run))
                found += self._segment_run(run, start)
                run = []
            at += len(piece)
        return found

    def oov_rate(self, text: str) -> float:
        """The share, 0 to 1, of the Khmer clusters of `text` that no word of the list covers; 0 where there are none."""
        unknown = total = 0
        for stretch in self.segment(text):
            count = len(split(text[stretch.start : stretch.end]))
            total += count
            unknown += count * (not stretch.in_lexicon)
        return unknown / total if total else 0.0

    def respelt(self, text: str) -> str:
        """Text with subscript DA or TA, ឲ or ឱ in each known word as the word is most often spelt; all else as it was."""
        parts, at = [], 0
        for start, end, in_lexicon in self.segment(text):
            key = folded(text[start:end])
            if in_lexicon and key in self._spellings_by_word:
                parts += [text[at:start], self._spellings_by_word[key][0]]
                at = end
        return "".join((*parts, text[at:]))

    def _segment_run(self, run: list[str], start: int) -> Iterator[Stretch]:
        """The words of neighbouring clusters, the first of which stands at `start`."""
        letters = [cluster.replace(ZWNJ, "") for cluster in run]
        begins = self._word_begins(letters)
        unknown_from = None
        done = 0
        for begin, end, in_lexicon in begins:
            size = sum(map(len, run[begin:end]))
            if not in_lexicon:
                unknown_from = start + done if unknown_from is None else unknown_from
            else:
                if unknown_from is not None:
                    yield Stretch(unknown_from, start + done, False)
                    unknown_from = None
                yield Stretch(start + done, start + done + size, True)
            done += size
        if unknown_from is not None:
            yield Stretch(unknown_from, start + done, False)

    def _word_begins(self, letters: list[str]) -> list[tuple[int, int, bool]]:
        """The best path (Viterbi) through clusters: begin and end of each word, and whether it is one."""
        joined = "".join(letters)
        places = [0]
        for cluster in letters:
            places.append(places[-1] + len(cluster))
        scores, begins = [0.0], [(0, False)]
        frequency_of, least, per_step = self._words.get, self._least, 1 / self._steps
        for end in range(1, len(letters) + 1):
            best, begin, known = scores[end - 1] + _UNKNOWN_CLUSTER, end - 1, False
            for first in range(max(0, end - self._longest), end):
                frequency = frequency_of(joined[places[first] : places[end]])
                if frequency is not None and scores[first] + least + frequency * per_step > best:
                    best, begin, known = scores[first] + least + frequency * per_step, first, True
            scores.append(best)
            begins.append((begin, known))
        path = []
        end = len(letters)
        while end:
            begin, known = begins[end]
            path.append((begin, end, known))
            end = begin
        return path[::-1]

    @cached_property
    def _sorted(self) -> list[str]:
        return list(self._words)

    @cached_property
    def _spellings_by_word(self) -> dict[str, list[str]]:
        """The attested spellings of each word that is not, or not only, spelt as it is folded; most frequent first."""
        grouped: dict[str, list[str]] = {}
        for spelling in sorted(self._spellings, key=self._spellings.__getitem__, reverse=True):
            grouped.setdefault(folded(spelling), []).append(spelling)
        return grouped

    @cached_property
    def _words_by_drawing(self) -> dict[str, list[str]]:
        """Words by `_drawing`, for every drawing that a sequence of letters shares with a single one."""
        grouped: dict[str, list[str]] = {}
        for word in self._words:
            grouped.setdefault(_drawing(word), []).append(word)
        return grouped


@cache
def lexicon() -> Lexicon:
    """The shipped list of words, read once a process."""
    return Lexicon(lzma.decompress(FILE.read_bytes()))


def folded(text: str) -> str:
    """Text with subscript DA as subscript TA and ឲ as ឱ, character for character."""
    return text.replace(COENG + DA, COENG + TA).replace("ឲ", "ឱ")


def _drawing(word: str) -> str:
    return _DRAWINGS.sub(lambda match: _DRAWN_ALIKE[match[0]], word)


def _table(packed: bytes, at: int, length: int) -> tuple[dict[str, int], int]:
    """Words and their frequencies from a place of the packed list on, and the place behind them."""
    words = charmap_decode(packed[at : at + length], "strict", CODE_PAGE)[0].split("\n")[:-1]
    at += length
    return dict(zip(words, packed[at : at + len(words)], strict=True)), at + len(words)
