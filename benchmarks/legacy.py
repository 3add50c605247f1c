"""Khmer in 8-bit fonts: round trips, hard cases, families told by their codes, other text refused, and speed.

    .venv/bin/python -m benchmarks.legacy [--words 15000] [--dictionary FILE] [--show]

Words of the lexicon and lines of tests/data are written in every family by the tests' typist (`tests.press.legacy`) and
read back. Words are compared in canonical order with subscript DA as TA and ឲ as ឱ, lines without word breaks too.
"""

import argparse
import csv
import random
import re
import textwrap
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pipeline.khmer.cluster import clusters, is_wellformed
from pipeline.khmer.lexicon import folded, lexicon
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.repair.legacy import Family, decode, detect
from pipeline.repair.legacy_tables import TEXT_FAMILIES
from tests.press.corpus import declaration, minutes
from tests.press.legacy import CannotWriteError, Habits, typed

ROOT = Path(__file__).parents[1]
HARD_CASES = ROOT / "tests/data/limon_hard_cases.tsv"
HEAD = """\
| family | words | come back | typed otherwise | lines | right | least margin | minutes | right | characters a second |
|---|---|---|---|---|---|---|---|---|---|"""
OTHER_HABITS = Habits(
    ro_first=True, deep_forms=False, low_shifter_of_nyo=False, ligatures=False, vowel_first_of_ba=False
)
WIDTH, SHORTEST = 70, 40
"""Characters of a line, at most and at least."""
_KHMER = re.compile("[\u1780-\u17d3]")
_UNITS = re.compile("\u17d2.|.")
_IMPOSSIBLE = re.compile("\u1789\u17d2[^\u1785-\u1789\u17a0]|^\u1796\u17d2\u1792")
"""What converters have left in word lists: NYO for PO and AA, PO above THO for the letter AI."""


def canonical(text: str) -> str:
    return folded(normalize(text)).replace(ZWSP, "").strip()


def dictionary(count: int) -> list[str]:
    """Words of the lexicon, drawn by lot, but for damaged ones: broken or doubled signs, and a converter's mistakes."""
    words = [word for word in lexicon() if is_sound(word)]
    random.Random(1).shuffle(words)
    return words[:count]


def listed(path: Path) -> list[str]:
    return [normalize(word.strip()) for word in path.read_text(encoding="utf-8").splitlines() if word.strip()]


def is_sound(word: str) -> bool:
    found = [_UNITS.findall(cluster) for cluster in clusters(word)]
    is_single = all(len(units) == len(set(units)) for units in found)
    return is_single and all(map(is_wellformed, clusters(word))) and not _IMPOSSIBLE.search(word)


def written(texts: Sequence[str], family: Family, habits: Habits) -> Iterator[tuple[str, bytes]]:
    """Those of the texts that the family can write, with their codes."""
    for text in texts:
        try:
            yield text, typed(text, family, habits)
        except CannotWriteError:
            continue


def round_trip(words: Sequence[str], family: Family, habits: Habits, show: bool) -> tuple[int, float]:
    """How many words the family can write, and the share of them that come back."""
    pairs = list(written(words, family, habits))
    wrong = [(word, text) for word, codes in pairs if canonical(text := decode(codes, family)) != canonical(word)]
    if show:
        print(family, *(f"{word}>{text}" for word, text in wrong))
    return len(pairs), 1 - len(wrong) / len(pairs)


def lines(texts: Sequence[str], with_breaks: bool = False) -> list[str]:
    """Lines of 40 to 70 characters, with zero-width spaces between the words or without."""
    found = {line: None for text in texts for line in textwrap.wrap(normalize(text), WIDTH) if len(line) >= SHORTEST}
    return [broken(line) for line in found] if with_breaks else [*found]


def khmer_minutes() -> list[str]:
    """Paragraphs in Khmer of the minutes that segmentation is tuned on; they were looked at while prices were set."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "benchmarks/minutes/tune").glob("*.txt"))]
    found = [text for paper in texts for text in paper.splitlines()]
    return [text for text in found if len(_KHMER.findall(text)) > 0.7 * len(text) and "|" not in text]


def broken(line: str) -> str:
    """A line with a zero-width space between neighbouring words."""
    words = lexicon().segment(line)
    ends = {word.end for word in words} & {word.start for word in words}
    return "".join(letter + ZWSP * (at + 1 in ends) for at, letter in enumerate(line))


def detection(texts: Sequence[str], family: Family, show: bool) -> tuple[int, float, float]:
    """How many lines the family can write, the share read right without its name, and of them the lowest margin."""
    right, margins = 0, []
    pairs = list(written(texts, family, Habits()))
    for line, codes in pairs:
        verdict = detect(codes)
        if verdict.family and canonical(decode(codes, verdict.family)) == canonical(line):
            right += 1
            margins.append(verdict.margin)
        elif show:
            print(family, verdict.family, round(verdict.margin, 1), line)
    return len(pairs), right / len(pairs), min(margins)


def foreign_sentences() -> list[str]:
    """Sentences of other languages (spaCy's examples), and the lines of the project's own papers."""
    package = import_module("spacy.lang")
    found: list[str] = []
    for module in iter_modules(package.__path__):
        if (Path(package.__path__[0]) / module.name / "examples.py").exists():
            found += import_module(f"spacy.lang.{module.name}.examples").sentences
    for paper in ("README.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md", "requirements.lock"):
        found += [line for line in (ROOT / paper).read_text(encoding="utf-8").splitlines() if len(line) > 10]
    return found


def speed(family: Family) -> float:
    """Characters a second, decoding a text for the second time (the first lays out the tables and the model)."""
    texts = lines((*declaration(), *minutes()))
    codes = b"\n".join(codes for _, codes in written(texts, family, Habits())) * 4
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        text = decode(codes, family)
        best = max(best, len(text) / (time.perf_counter() - start))
    return best


def hard_cases(show: bool) -> tuple[int, int]:
    """How many of the words on which an earlier converter errs are read right, and how many there are."""
    with HARD_CASES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = 0
    for row in rows:
        text = decode(bytes.fromhex(row["legacy_hex_cp1252"]), Family.LIMON)
        is_right = canonical(text) == canonical(row["correct_unicode"])
        right += is_right
        if show and not is_right:
            print(row["correct_unicode"], text)
    return right, len(rows)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--words", type=int, default=15000)
    parser.add_argument("--dictionary", type=Path, help="a file of words, one a line, instead of the lexicon's")
    parser.add_argument("--show", action="store_true", help="print what is read wrong")
    arguments = parser.parse_args()
    words = listed(arguments.dictionary) if arguments.dictionary else dictionary(arguments.words)
    print(HEAD)
    for family in TEXT_FAMILIES:
        count, share = round_trip(words, family, Habits(), arguments.show)
        _, otherwise = round_trip(words, family, OTHER_HABITS, arguments.show)
        with_breaks = family is Family.ABC_ZWSP
        found, right, margin = detection(lines((*declaration(), *minutes()), with_breaks), family, arguments.show)
        others, others_right, _ = detection(lines(khmer_minutes(), with_breaks), family, arguments.show)
        print(
            f"| {family} | {count} | {share:.2%} | {otherwise:.2%} | {found} | {right:.1%} | {margin:.1f} "
            f"| {others} | {others_right:.1%} | {round(speed(family), -4):,.0f} |"
        )
    right, total = hard_cases(arguments.show)
    print(f"\nHard cases: {right} of {total} right.")
    foreign = foreign_sentences()
    taken = [sentence for sentence in foreign if detect(sentence).family is not None]
    print(f"Other text: {len(taken)} of {len(foreign)} sentences and lines taken for Khmer.", *taken[:5])


if __name__ == "__main__":
    main()
