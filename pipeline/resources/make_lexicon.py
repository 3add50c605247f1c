"""Make `khmer_words.bin`, the list that `pipeline.khmer.lexicon` reads.

Run `python -m pipeline.resources.make_lexicon [FOLDER]` on a Debian machine with `apt-get update` done and the package
tesseract-ocr installed; the sources (`pipeline.resources.khmer_sources`) are downloaded to FOLDER (default: a folder
for temporary files), 60 MB. It takes a minute. The same sources give the same file.
"""

import lzma
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import log
from pathlib import Path

from pipeline.khmer.cluster import clusters
from pipeline.khmer.lexicon import CODE_PAGE, FILE, HEADER, folded
from pipeline.khmer.syllable import ZWSP
from pipeline.resources import khmer_sources as sources

STEPS = 12
"""Steps of a stored frequency to a factor of e."""
LEAST = 0.25
"""The count that stored frequency 0 stands for."""
LONGEST_NAME = 8
"""Clusters in the longest name taken from CLDR: what is longer there is a description."""
ENOUGH = 100
"""Occurrences that make a word of a sequence which is in no dictionary."""

_MARKS = re.compile("[\u17b6-\u17d2]")
_BARE = re.compile("[\u1780-\u17a2]")


def main() -> None:
    """Write the list and say how long it is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "khmer-sources")
    sources.fetch(folder)
    spellings = weigh(folder)
    FILE.write_bytes(pack(spellings))
    print(f"{len({folded(word) for word in spellings})} words, {FILE.stat().st_size} bytes")


def weigh(folder: Path) -> dict[str, float]:
    """Every word in each of its spellings, with how often it was seen or a guess in place of a count."""
    weights: defaultdict[str, float] = defaultdict(float)
    for texts, weight in (
        (sources.icu_words(folder), 0.5),
        (sources.place_names(folder), 3.0),
        (sources.own_words(), 10.0),
    ):
        for word in set(_words(texts)):
            weights[word] += weight
    core = {folded(word) for word in weights}
    seen = counts(folder)
    names = [word for word in _words(sources.names_and_labels(folder)) if len(clusters(word)) <= LONGEST_NAME]
    frequent = [word for word, count in seen.items() if count >= ENOUGH]
    for words in (_words(sources.tesseract_words(folder)), names, frequent):
        for word in set(new_words(words, core)):
            weights[word] += 0.5
    known = {folded(word) for word in weights}
    for word, count in seen.items():
        if folded(word) in known:
            weights[word] += count
    return weights


def counts(folder: Path) -> Counter[str]:
    """How often each word occurs in the texts whose words are marked."""
    seen = Counter[str]()
    for word, count in sources.keyboard_counts(folder).words.items():
        for part in _words([word]):
            seen[part] += count
    for line in sources.running_text(folder):
        seen.update(_words(re.split(f"[{ZWSP} ]", line)))
    return seen


def new_words(words: Iterable[str], core: set[str]) -> list[str]:
    """Those of `words` that tell something new and look whole.

    Left out: what is made of known words, ends before the last cluster of a known word or starts inside one, is a known
    word with a loose consonant behind it, is a single cluster, or has no mark at all. The lists they come from hold
    typing errors and words cut by segmenters.
    """
    heads = {"".join(clusters(word)[:-1]) for word in core}
    tails = {"".join(found[at:]) for found in map(clusters, core) for at in range(1, len(found))}
    kept = []
    for word in words:
        key = folded(word)
        found = clusters(key)
        cut = key in heads or key in tails or (_BARE.fullmatch(found[-1]) and "".join(found[:-1]) in core)
        if key not in core and len(found) > 1 and _MARKS.search(key) and not cut and not is_made_of(found, core):
            kept.append(word)
    return kept


def is_made_of(found: list[str], core: set[str]) -> bool:
    """Whether the clusters of a word are those of known words one after another."""
    reached = [True] + [False] * len(found)
    for end in range(1, len(found) + 1):
        reached[end] = any(reached[start] and "".join(found[start:end]) in core for start in range(end))
    return reached[-1]


def pack(weights: Mapping[str, float]) -> bytes:
    """The list as `pipeline.khmer.lexicon.HEADER` lays it out, compressed."""
    by_word: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for word, weight in weights.items():
        by_word[folded(word)][word] = weight
    words = {key: sum(variants.values()) for key, variants in by_word.items()}
    spellings = {word: weights[word] for key, variants in by_word.items() for word in variants if [*variants] != [key]}
    longest = max(len(clusters(word)) for word in words)
    least = log(LEAST / sum(words.values()))
    tables = [_table(words), _table(spellings)]
    head = HEADER.pack(len(tables[0][0]), len(tables[1][0]), least, STEPS, longest)
    body = b"".join(letters + frequencies for letters, frequencies in tables)
    return lzma.compress(head + body, preset=9 | lzma.PRESET_EXTREME)


def _table(weights: Mapping[str, float]) -> tuple[bytes, bytes]:
    code = {ord(letter): byte for byte, letter in enumerate(CODE_PAGE)}
    letters = "".join(f"{word}\n" for word in sorted(weights))
    frequencies = (max(0, round(STEPS * log(weights[word] / LEAST))) for word in sorted(weights))
    return letters.translate(code).encode("latin-1"), bytes(frequencies)


def _words(texts: Iterable[str]) -> list[str]:
    """The words in `texts` but for single consonants, which number lists, and ៗ, which repeats words."""
    found = (part for word in sources.words_in(texts) for part in word.split("ៗ"))
    return [word for word in found if word and not _BARE.fullmatch(word)]


if __name__ == "__main__":
    main()
