"""The words of Khmer: which sequences of letters are words, how frequent they are and how they are spelt.

Words are looked up folded: subscript DA as subscript TA (drawn alike), ឲ as ឱ, one character for one, so that places in
folded text are places in the text. Text is taken to be in canonical order (`pipeline.khmer.order.normalize`). The list
is `resources/khmer_words.bin`; `khmer_words.ORIGIN.md` beside it says what it was made from.
"""

import lzma
import struct
from bisect import bisect_left
from codecs import charmap_decode
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import accumulate
from math import log
from pathlib import Path
from typing import NamedTuple

from pipeline.khmer.cluster import clusters, is_cluster, split
from pipeline.khmer.lookalikes import alternatives
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
        """How a word is spelt that was read off its drawing, where DA or TA and look-alike letters are not told apart.

        A word of the list keeps its letters but for DA and TA, ឲ and ឱ, which become those of its most frequent
        spelling. Any other becomes the most frequent word that differs in one cluster drawn alike
        (`pipeline.khmer.lookalikes`); None where there is no such word.
        """
        if known := self.spellings(word):
            return known[0]
        found = clusters(word)
        rivals = {
            folded("".join((*found[:at], other, *found[at + 1 :])))
            for at, cluster in enumerate(found)
            for other in alternatives(cluster)
        }
        best = max(sorted(rivals & self._words.keys()), key=self._words.__getitem__, default=None)
        return None if best is None else self.spellings(best)[0]

    def segment(self, text: str) -> list[Stretch]:
        """The most probable words of `text` in order, and between them the clusters that no word covers.

        Blanks, zero-width spaces, digits, ៗ and all else that is no Khmer cluster part words and lie in no stretch.
        """
        found: list[Stretch] = []
        run: list[str] = []
        at = 0
        for piece in [*split(folded(text)), ""]:
            if is_cluster(piece):
                run.append(piece)
            else:
                found += self._segment_run(run, at)
                at += sum(map(len, run)) + len(piece)
                run = []
        return found

    def oov_rate(self, text: str) -> float:
        """The share, 0 to 1, of Khmer clusters in `text` that no word of the list covers; 0 where there are none."""
        unknown = total = 0
        for stretch in self.segment(text):
            count = len(split(text[stretch.start : stretch.end]))
            total += count
            unknown += count * (not stretch.in_lexicon)
        return unknown / total if total else 0.0

    def respelt(self, text: str) -> str:
        """Text with DA or TA, ឲ or ឱ in each known word as the word is most often spelt; all else as it was."""
        parts, at = [], 0
        for start, end, in_lexicon in self.segment(text):
            key = folded(text[start:end])
            if in_lexicon and key in self._spellings_by_word:
                parts += [text[at:start], self._spellings_by_word[key][0]]
                at = end
        return "".join((*parts, text[at:]))

    def _segment_run(self, run: list[str], start: int) -> list[Stretch]:
        """The words of neighbouring clusters, the first of which stands at `start`."""
        places = list(accumulate(map(len, run), initial=start))
        found: list[Stretch] = []
        for begin, end, in_lexicon in self._best_path([cluster.replace(ZWNJ, "") for cluster in run]):
            if found and not in_lexicon and not found[-1].in_lexicon:
                found[-1] = found[-1]._replace(end=places[end])
            else:
                found.append(Stretch(places[begin], places[end], in_lexicon))
        return found

    def _best_path(self, run: list[str]) -> list[tuple[int, int, bool]]:
        """First cluster and end of each word of the most probable reading (Viterbi), and whether it is in the list."""
        letters, places = "".join(run), list(accumulate(map(len, run), initial=0))
        frequency_of, least, factor = self._words.get, self._least, 1 / self._steps
        scores = [0.0]
        begins: list[tuple[int, bool]] = [(0, False)]
        for end in range(1, len(run) + 1):
            best, begin, known = scores[end - 1] + _UNKNOWN_CLUSTER, end - 1, False
            for first in range(max(0, end - self._longest), end):
                frequency = frequency_of(letters[places[first] : places[end]])
                if frequency is not None and scores[first] + least + frequency * factor > best:
                    best, begin, known = scores[first] + least + frequency * factor, first, True
            scores.append(best)
            begins.append((begin, known))
        path = []
        end = len(run)
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


@cache
def lexicon() -> Lexicon:
    """The shipped list of words, read once a process."""
    return Lexicon(lzma.decompress(FILE.read_bytes()))


def folded(text: str) -> str:
    """Text with subscript DA as subscript TA and ឲ as ឱ, character for character."""
    return text.replace(COENG + DA, COENG + TA).replace("ឲ", "ឱ")


def _table(packed: bytes, at: int, length: int) -> tuple[dict[str, int], int]:
    """Words and their frequencies from a place of the packed list on, and the place behind them."""
    words = charmap_decode(packed[at : at + length], "strict", CODE_PAGE)[0].split("\n")[:-1]
    at += length
    return dict(zip(words, packed[at : at + len(words)], strict=True)), at + len(words)
