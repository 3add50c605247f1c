"""How well damaged Khmer text is told from good text and deciphered.

    .venv/bin/python -m benchmarks.decipher CASE ... [--half tune|report|unseen]

detect      every clean text there is, and every text and font of the half, damaged by every rule
blind       the half's texts in its fonts, damaged by Word's rule
corrected   the same with five lines given; these do not count
rules       the other rules, in the half's first font
extractors  Word PDFs of the press, read by pdfplumber, pdfium and pdftotext
sample      the minutes of `inputs/`, against the lines of `tests/press/battambang_khmer.tsv`
speed       characters a second
doubts      blind and with five lines given: what share of what is wrong is flagged, at what price, and how true the
            confidence of words and lines is
codes       Word PDFs whose fonts are not embedded, read by the codes of their glyphs; what else is taken for Khmer
spelling    what becomes of words that their author has misspelt

Percent of characters wrong; blanks are not counted, canonical order on both sides, subscript DA as TA.
"""

import argparse
import re
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, get_args

from benchmarks.decipher_codes import show_codes, show_false_alarms
from benchmarks.decipher_doubts import show_doubts, show_spelling
from benchmarks.decipher_texts import GIVEN, Half, chosen, clean_texts, count_khmer, families, texts
from benchmarks.khmer_errors import Errors, error_rate, errors
from pipeline.config import load_settings
from pipeline.repair.damaged_text import Damage as Kind
from pipeline.repair.damaged_text import diagnose
from pipeline.repair.decipher import decipher
from pipeline.transcript import transcript
from tests.press.damaged_text import Damage, damaged
from tests.press.fonts import Family
from tests.press.producers.word import Word
from tests.press.read_back import EXTRACTORS
from tests.press.specimens import specimen
from tests.press.text_maps import Rule

ROOT = Path(__file__).resolve().parents[1]
OTHER_DAMAGE = {
    "Word, last": Damage(Rule.LAST),
    "visual order only": Damage(Rule.VISUAL),
    "coeng lost": Damage(Rule.NO_COENG),
    "marks drifted": Damage(drift=0.4),
    "blanks inserted": Damage(blanks=1.0),
    "drifted and blanks": Damage(drift=0.4, blanks=1.0),
}


class Read(NamedTuple):
    """Lines as deciphered."""

    lines: list[str]
    flags: list[list[tuple[int, int]]]
    """Of each line the spans of its flagged words."""
    seconds: float


def read(lines: Sequence[str], corrected: Mapping[int, str] | None = None) -> Read:
    """Decipher blind, or with some lines given."""
    begun = time.perf_counter()
    found = decipher(lines, corrected=corrected or {})
    flags = [[flag.charspan for flag in line.flags] for line in found.lines]
    return Read([line.text for line in found.lines], flags, time.perf_counter() - begun)


def measured(truth: Sequence[str], family: Family, damage: Damage, given: bool = False) -> tuple[Errors, float]:
    """Return the errors of a text damaged and deciphered, lines given apart, and the seconds that took."""
    said = damaged(truth, family, damage)
    corrected = {index: truth[index] for index in chosen(truth)} if given else {}
    result = read(said, corrected)
    rows = [row for row in zip(truth, result.lines, result.flags, strict=True)]
    kept = [row for index, row in enumerate(rows) if index not in corrected]
    return errors(*(list(column) for column in zip(*kept, strict=True))), result.seconds


def show(title: str, half: Half, damages: Mapping[str, Damage], given: bool = False, fonts: int | None = None) -> None:
    """Print the table of a half: texts by fonts, and for each damage its median and maximum."""
    for name, damage in damages.items():
        print(f"\n{title}, {name}, half {half}\n\n| text | {' | '.join(f.name for f in families(half)[:fonts])} |")
        print("|---|" + "---|" * len(families(half)[:fonts]))
        rates: list[float] = []
        flagged = wrong = 0
        for label, truth in texts(half).items():
            row = []
            for family in families(half)[:fonts]:
                found, seconds = measured(truth, family, damage, given)
                rates.append(found.rate)
                flagged, wrong = flagged + found.flagged, wrong + found.wrong
                row.append(f"{found.rate:.2%}")
                print(f"  {label}, {family.name}: {found.rate:.2%} in {seconds:.1f} s", flush=True)
            print(f"| {label} | {' | '.join(row)} |", flush=True)
        print(f"| **median / maximum** | {statistics.median(rates):.2%} / {max(rates):.2%} |")
        print(f"Of {wrong} wrong characters {flagged / max(1, wrong):.1%} lie in flagged words.")


def show_extractors(half: Half) -> None:
    """Print the error rate of Word PDFs through each extractor, its text repaired as a file."""
    print(f"\nPDFs as Word writes them, half {half}\n")
    rates: dict[str, list[float]] = {name: [] for name in EXTRACTORS}
    for label, truth in texts(half).items():
        for family in families(half)[:2]:
            made = specimen(family, Word(Rule.FIRST), truth)
            for name, extract in EXTRACTORS.items():
                rates[name].append(error_rate(made.lines, repaired_file(extract(made.pdf))))
                print(f"  {name}, {label}, {family.name}: {rates[name][-1]:.2%}", flush=True)
    for name, found in rates.items():
        print(f"| {name} | {statistics.median(found):.2%} | {max(found):.2%} |", flush=True)


def repaired_file(lines: Sequence[str]) -> list[str]:
    """Return what `khmer-minutes repair` prints of a text file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "extracted.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        return transcript(path, load_settings(None)).split("\n")


def show_detection(half: Half) -> None:
    """Print how many good lines are taken for damaged and how many damaged ones are missed."""
    lines = taken = 0
    for label, text in clean_texts().items():
        found = diagnose(text)
        khmer = sum(count_khmer(line) > 0 for line in text)
        lines, taken = lines + khmer, taken + len(found.lines)
        if found.lines:
            print(f"  {label}: {len(found.lines)} of {khmer} lines taken for damaged")
    print(f"good Khmer: {taken} of {lines} lines taken for damaged")
    for name, damage in {"Word, first": Damage(), **OTHER_DAMAGE}.items():
        missed = total = 0
        kinds: list[Kind] = []
        for truth in texts(half).values():
            for family in families(half):
                said = damaged(truth, family, damage)
                found = diagnose(said)
                kinds.append(found.damage)
                hurt = {n for n, (a, b) in enumerate(zip(truth, said, strict=True)) if a != b and count_khmer(b)}
                total, missed = total + len(hurt), missed + len(hurt - set(found.lines))
        print(f"| {name} | {missed} of {total} damaged lines missed | {kinds.count(Kind.ORDER)} order, "
              f"{kinds.count(Kind.LETTERS)} letters, {kinds.count(Kind.NONE)} none |")  # fmt: skip


def sample_lines() -> tuple[list[str], dict[int, list[str]]]:
    """Return the lines of the sample and, by index, the readings of those whose truth is known."""
    lines = (ROOT / "inputs" / "battambang-2019-09-05.txt").read_text(encoding="utf-8").split("\n")
    rows = (ROOT / "tests" / "press" / "battambang_khmer.tsv").read_text(encoding="utf-8").splitlines()
    known = dict(row.split("\t") for row in rows if not row.startswith("#"))
    return lines, {int(number) - 1: readings(line) for number, line in known.items()}


def readings(line: str) -> list[str]:
    """Return all readings of a line in which `{a|b}` may be either."""
    found = [""]
    for fixed, either in re.findall(r"([^{]*)(?:\{([^}]*)\})?", line):
        found = [before + fixed + one for before in found for one in either.split("|")]
    return found


def show_sample() -> None:
    """Print the error rate of the sample's annex, blind."""
    lines, known = sample_lines()
    damaged_lines = list(diagnose(lines).lines)
    result = read([lines[index] for index in damaged_lines])
    wrong = flagged = total = 0
    for index, truths in known.items():
        at = damaged_lines.index(index)
        best = min((errors([truth], [result.lines[at]], [result.flags[at]]) for truth in truths), key=lambda e: e.wrong)
        wrong, flagged, total = wrong + best.wrong, flagged + best.flagged, total + best.characters
    print(f"sample, blind: {wrong} of {total} characters wrong ({wrong / total:.2%}), {flagged} of them in flagged "
          f"words, {result.seconds:.1f} s")  # fmt: skip


def show_speed() -> None:
    """Print the seconds of a blind text of 5,000 characters and the speed with a known map."""
    truth = [line for text in texts("report").values() for line in text]
    while sum(map(len, truth)) > 5000:
        truth.pop()
    said = damaged(truth, families("report")[0])
    begun = time.perf_counter()
    learnt = decipher(said)
    print(f"blind: {sum(map(len, said))} characters in {time.perf_counter() - begun:.1f} s")
    begun = time.perf_counter()
    decipher(said, known=learnt.map)
    print(f"known map: {sum(map(len, said)) / (time.perf_counter() - begun):,.0f} characters a second")


def main() -> None:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cases = ("detect", "blind", "corrected", "rules", "extractors", "sample", "speed", "doubts", "spelling", "codes")
    parser.add_argument("cases", nargs="+", choices=cases)
    parser.add_argument("--half", choices=get_args(Half), default="report")
    arguments = parser.parse_args()
    half: Half = arguments.half
    for case in arguments.cases:
        match case:
            case "detect":
                show_detection(half)
            case "blind":
                show("blind", half, {"Word's rule": Damage()})
            case "corrected":
                show(f"{GIVEN} lines given", half, {"Word's rule": Damage()}, given=True)
            case "rules":
                show("blind", half, OTHER_DAMAGE, fonts=1)
            case "extractors":
                show_extractors(half)
            case "sample":
                show_sample()
            case "speed":
                show_speed()
            case "doubts":
                show_doubts(half)
            case "codes":
                show_codes(half)
                show_false_alarms()
            case "spelling":
                show_spelling(half)


if __name__ == "__main__":
    main()
