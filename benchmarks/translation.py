"""How much of headings, labels and roles the glossary translates, and how long a lookup in a large memory takes.

    python -m benchmarks.translation

What benchmarks/glossary_unseen.tsv has was written down before the glossary's last widening and left alone since; the
minutes in benchmarks/minutes were looked at (tune from the first, report for the last widening). Names of people are no
part of it; headings that only name a subject ("Freedom camping") are.
"""

import csv
import random
import statistics
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.translate.english_phrases import to_khmer_phrase
from pipeline.translate.glossary import Glossary, load_glossary
from pipeline.translate.khmer_phrases import to_english_phrase
from pipeline.translate.memory import Memory, Unit
from pipeline.translate.segments import language_of

MINUTES = Path(__file__).parent / "minutes"
UNSEEN = Path(__file__).parent / "glossary_unseen.tsv"
SEGMENTS = 100_000
LOOKUPS = 100


def main() -> None:
    glossary = load_glossary()
    print(f"glossary: {len(glossary.terms)} terms\n")
    print("| minutes | kind | language | texts | covered |\n|---|---|---|---|---|")
    for name, texts in (("tune", _texts("tune")), ("report", _texts("report")), ("unseen", _unseen())):
        total, covered = _coverage(texts, glossary)
        for kind, language in sorted(total):
            share = covered[kind, language] / total[kind, language]
            print(f"| {name} | {kind} | {language} | {total[kind, language]} | {share:.3f} |")
    _lookups()


def _coverage(
    texts: Iterator[tuple[str, str]], glossary: Glossary
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    total: Counter[tuple[str, str]] = Counter()
    covered: Counter[tuple[str, str]] = Counter()
    for kind, text in sorted(set(texts)):
        language = language_of(text)
        if language is None:
            continue
        translate = to_english_phrase if language == "km" else to_khmer_phrase
        total[kind, language] += 1
        covered[kind, language] += translate(text, glossary) is not None
    return total, covered


def _texts(half: str) -> Iterator[tuple[str, str]]:
    for path in sorted((MINUTES / half).glob("*.toml")):
        for meeting in tomllib.loads(path.read_text(encoding="utf-8"))["meetings"]:
            yield from (("heading", heading[1]) for heading in meeting.get("headings", []))
            for person in meeting.get("people", []):
                yield "role", person.get("role", "")


def _unseen() -> Iterator[tuple[str, str]]:
    rows = [line for line in UNSEEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield row["kind"], row["text"]


def _lookups() -> None:
    chance = random.Random(1)
    words = ["".join(chance.choices("abcdefghij", k=chance.randint(2, 9))) for _ in range(3000)]
    texts = [" ".join(chance.choices(words, k=chance.randint(3, 30))) for _ in range(SEGMENTS)]
    with Memory.open(Path(":memory:")) as memory:
        memory.add(Unit("en", "km", text, "x", "") for text in texts)
        memory.find("warm", "en", "km", 0.75)
        near = [f"{text} more" for text in chance.sample(texts, LOOKUPS)]
        new = [" ".join(chance.choices(words, k=15)) for _ in range(LOOKUPS)]
        for name, wanted in (("nearly known", near), ("new", new)):
            times = []
            for text in wanted:
                begun = time.process_time()
                memory.find(text, "en", "km", 0.75)
                times.append(time.process_time() - begun)
            median = statistics.median(times) * 1000
            print(f"\nlookup in {SEGMENTS:,} segments, {name} text: median {median:.1f} ms of the processor")


if __name__ == "__main__":
    main()
