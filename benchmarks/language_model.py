"""Lexicon and character model: sizes, load times, speeds, and how well they know texts that they were not made from.

Run `python -m benchmarks.language_model [FILE ...]`; without files it measures on the Khmer texts of the tests and, for
contrast, on the damaged annex of the sample minutes and on the first text with clusters swapped.
"""

import math
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.khmer.cluster import is_cluster, split
from pipeline.khmer.lexicon import FILE as WORDS
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.ngrams import FILE as NGRAMS
from pipeline.khmer.ngrams import model, symbols
from pipeline.khmer.order import normalize

ROOT = Path(__file__).parents[1]
TEXTS = (ROOT / "tests/data/udhr_khm.txt", ROOT / "tests/data/minutes_khm.txt")
DAMAGED = ROOT / "inputs/battambang-2019-09-05.txt"
ANNEX = slice(406, 497)


def main() -> None:
    """Print the figures."""
    paths = [Path(name) for name in sys.argv[1:]] or list(TEXTS)
    texts = {path.name: normalize(path.read_text(encoding="utf-8")) for path in paths}
    first = next(iter(texts.values()))
    print(f"lexicon: {WORDS.stat().st_size} bytes, loads in {seconds(lexicon) * 1000:.0f} ms, {len(lexicon())} words")
    print(f"model: {NGRAMS.stat().st_size} bytes, loads in {seconds(model) * 1000:.0f} ms")
    found = symbols(first)
    walk(found)  # the second walk is measured: states are laid out when they are first met
    print(f"segments {len(first) / seconds(lambda: lexicon().segment(first)):,.0f} characters a second")
    print(f"cuts {len(first) / seconds(lambda: symbols(first)):,.0f} characters a second into symbols")
    print(f"scores {len(found) / seconds(lambda: walk(found)):,.0f} symbols a second, one by one")
    if len(sys.argv) == 1:
        texts["clusters swapped"] = swapped(first)
        lines = DAMAGED.read_text(encoding="utf-8").splitlines()[ANNEX]
        texts["damaged annex"] = normalize("\n".join(lines))
    print("| text | characters | clusters outside the lexicon | perplexity a symbol | a character |")
    print("|---|---|---|---|---|")
    for name, text in texts.items():
        a_symbol, a_character = perplexities(text)
        rate = lexicon().oov_rate(text)
        print(f"| {name} | {len(text)} | {rate:.2%} | {a_symbol:.2f} | {a_character:.2f} |")


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def walk(found: bytes) -> None:
    """Step through symbols as a search does."""
    state = model().start()
    for symbol in found:
        _, state = model().step(state, symbol)


def perplexities(text: str) -> tuple[float, float]:
    """Perplexity a symbol and a character, line by line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    total = sum(model().logprob(line) for line in lines)
    count = sum(len(symbols(line)) for line in lines)
    characters = sum(model().logprob(line) / model().per_character(line) for line in lines)
    return math.exp(-total / count), math.exp(-total / characters)


def swapped(text: str) -> str:
    """Text with one cluster in three in the place of another of its line."""
    chance = random.Random(1)
    lines = []
    for line in text.splitlines():
        pieces = split(line)
        places = [at for at, piece in enumerate(pieces) if is_cluster(piece)]
        for at in places[::6]:
            other = chance.choice(places)
            pieces[at], pieces[other] = pieces[other], pieces[at]
        lines.append("".join(pieces))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
