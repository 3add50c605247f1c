"""Counts what tesseract takes for what, over fonts and scans, into pipeline/resources/scan_confusions.tsv.

    .venv/bin/python -m benchmarks.scan_confusions [--pages 70]

The minutes in benchmarks/minutes/tune are set in the fonts of `scan_pages.TUNED_FONTS` and scanned in all conditions;
tesseract's Khmer reading of each line is laid beside the truth, sign by sign. A confusion counts that came up on three
pages or more, one or two signs read for one to three printed ones.
"""

import argparse
import difflib
import itertools
import re
from collections import Counter, defaultdict

import numpy as np

from benchmarks.scan_pages import CONDITIONS, TUNED_FONTS, Scan, families, minutes_lines, scan
from pipeline.khmer.order import normalize
from pipeline.scan.correct import FILE
from pipeline.scan.reading import find_lines
from pipeline.scan.tesseract import find_program, read_lines

FEWEST_PAGES = 3
LEAST_SHARE = 0.004
_SIGN = re.compile("\u17d2[\u1780-\u17b3]|.", re.DOTALL)
_KHMER = re.compile("[\u1780-\u17d3]+")
HEAD = """# What the khm model of tesseract takes for what: as read, as printed, and the share of times it reads the
# first in which the second is printed. Counted by `python -m benchmarks.scan_confusions` on {pages} pages of this
# project's own minutes in {fonts}.
"""


def signs(text: str) -> list[str]:
    """Return text cut into letters, subscripts, vowels and signs."""
    return _SIGN.findall(normalize(text).replace(" ", "").replace("\u17d2\u178a", "\u17d2\u178f"))


def count(
    page: Scan,
    number: int,
    read: Counter[str],
    confused: dict[tuple[str, str], set[int]],
    times: Counter[tuple[str, str]],
) -> None:
    """Add what is misread on a page."""
    program = find_program()
    assert program is not None, "needs tesseract with khm"
    lines = find_lines(np.asarray(page.image), page.dpi / 72)
    truth = page.truth.split("\n")
    if len(lines) != len(truth):
        return
    said = read_lines(program, [line.gray for line in lines], "khm", 120)
    for line, words in zip(truth, said, strict=True):
        printed, seen = signs(line), signs("".join(word.text for word in words))
        if not _KHMER.search(line) or len(seen) < 0.7 * len(printed):
            continue
        read.update(seen)
        for tag, i0, i1, j0, j1 in difflib.SequenceMatcher(None, seen, printed, autojunk=False).get_opcodes():
            was, of = "".join(seen[i0:i1]), "".join(printed[j0:j1])
            if tag == "replace" and i1 - i0 == 1 and j1 - j0 <= 3 and _KHMER.fullmatch(was + of):
                confused[was, of].add(number)
                times[was, of] += 1
            if tag == "insert" and j1 - j0 == 1 and i0 and _KHMER.fullmatch(seen[i0 - 1] + of):
                confused[seen[i0 - 1], seen[i0 - 1] + of].add(number)
                times[seen[i0 - 1], seen[i0 - 1] + of] += 1


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=70)
    pages = parser.parse_args().pages
    fonts = families()
    texts = [lines[at : at + 34] for lines in minutes_lines("tune") for at in range(0, len(lines), 34)]
    turns = itertools.islice(itertools.cycle(texts), pages)
    confused: dict[tuple[str, str], set[int]] = defaultdict(set)
    read: Counter[str] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    for number, lines in enumerate(turns):
        font = fonts[TUNED_FONTS[number % len(TUNED_FONTS)]]
        condition = CONDITIONS[number // len(TUNED_FONTS) % len(CONDITIONS)]
        count(scan(font, lines, condition, number), number, read, confused, times)
    rows = [
        (was, of, times[was, of] / read[was])
        for (was, of), where in confused.items()
        if len(where) >= FEWEST_PAGES and times[was, of] / read[was] >= LEAST_SHARE
    ]
    rows.sort(key=lambda row: (row[0], -row[2], row[1]))
    body = "".join(f"{was}\t{of}\t{share:.4f}\n" for was, of, share in rows)
    FILE.write_text(HEAD.format(pages=pages, fonts=", ".join(TUNED_FONTS)) + body, encoding="utf-8")
    print(f"{len(rows)} confusions of {len(times)} seen in {sum(read.values())} signs")


if __name__ == "__main__":
    main()
