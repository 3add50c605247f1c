"""A run over PDFs beside what pdftotext and mutool read: what is lost, refused, or doubted in vain.

    .venv/bin/python -m benchmarks.foreign PDFS OUTPUTS [--list]

PDFS is a folder of PDFs, OUTPUTS what `khmer-minutes run PDFS -o OUTPUTS` has made of it. What both programs read is
held against text.txt, so that what only one of them makes up counts for nothing. Needs poppler-utils and mupdf-tools.
"""

import argparse
import json
import re
import sqlite3
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

SECONDS = 30
"""That a program may take."""
FEWEST = 8
"""Letters and digits; fewer are a label in a drawing."""
HELD = 0.9
"""Share of a reference from which a text holds it: page numbers and running heads are set apart, rightly."""
WORDS_HELD = 0.5
"""Share of the words that are read alike from which a text is no garbage; words are parted differently."""
SURE = 0.9
"""Confidence from which a text is called sure."""
SAID = frozenset(
    (
        "file-damaged",
        "pages-missing",
        "pages-over-limit",
        "page-unread",
        "part-unread",
        "picture-too-large",
        "text-unread",
        "text-possibly-missing",
        "text-layer-incomplete",
        "fields-unread",
    )
)
"""Issues that say that there may be more in a file than was read."""

_WORD = re.compile(r"\w\w+")
_HEAD = re.compile(r"“([^“”]*)”(?: \((\d+) times\))?")
"""A running head in the issue that names it, and how often it is printed."""


class Kind(StrEnum):
    """What a result is, beside what others read."""

    GOOD = "done, and all is there"
    AGREED = "failed or partial, and others read no more"
    SILENT = "done, pages or text missing without a word"
    TOLD = "pages or text missing, and it says so"
    REFUSED = "failed, though others read text"
    ALARM = "said to be damaged or partial, and all is there"
    GARBAGE = "called sure, and others read other words"
    ABSENT = "no result"


class Reference(NamedTuple):
    """What both programs see in a file."""

    letters: Counter[str]
    words: Counter[str]
    pages: int


class Verdict(NamedTuple):
    """A result beside its reference."""

    name: str
    kind: Kind
    status: str
    letters: int
    held: float
    pages: str
    reason: str


def letters_of(text: str) -> Counter[str]:
    return Counter(character for character in text.lower() if character.isalnum())


def words_of(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def told_by(*command: str) -> str:
    """What a program prints; nothing where it fails or takes too long."""
    try:
        ran = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return ran.stdout.decode("utf-8", "replace")


def pages_told(text: str) -> int:
    found = re.search(r"^Pages:\s*(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


def without_heads(text: str) -> str:
    """A text without the lines that come again on half its pages, unless they are most of it."""
    pages = text.split("\f")
    counts = Counter(line for page in pages for line in {_fold(line) for line in page.splitlines()})
    often = {line for line, count in counts.items() if count > 2 and 2 * count >= len(pages) - 1}
    rest = "\n".join(line for page in pages for line in page.splitlines() if _fold(line) not in often)
    return rest if 2 * letters_of(rest).total() > letters_of(text).total() else text


def _fold(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def reference(path: Path) -> Reference:
    commands = ("pdftotext", "-q", str(path), "-"), ("mutool", "draw", "-q", "-F", "txt", str(path))
    texts = [without_heads(told_by(*command)) for command in commands]
    counts = [pages_told(told_by("pdfinfo", str(path))), pages_told(told_by("mutool", "info", str(path)))]
    letters, others = map(letters_of, texts)
    words, other_words = map(words_of, texts)
    return Reference(letters & others, words & other_words, min(counts))


def share(wanted: Counter[str], there: Counter[str]) -> float:
    return (wanted & there).total() / wanted.total() if wanted else 1.0


def verdict(path: Path, row: sqlite3.Row | None, folder: Path) -> Verdict:
    if row is None:
        return Verdict(path.name, Kind.ABSENT, "", 0, 0.0, "", "")
    wanted = reference(path)
    there = _text_of(folder) if row["status"] != "failed" else ""
    held, words_held = share(wanted.letters, letters_of(there)), share(wanted.words, words_of(there))
    is_whole = (wanted.letters.total() < FEWEST or held >= HELD) and (row["pages"] or 0) >= wanted.pages
    said = _says_something(row, folder)
    kind = _kind(row, wanted, is_whole, said, words_held)
    pages = f"{row['pages'] or 0} of {wanted.pages}"
    return Verdict(path.name, kind, row["status"], wanted.letters.total(), held, pages, row["reason"] or "")


def _text_of(folder: Path) -> str:
    """The text of a document, and the running heads that its issues name, as often as they are printed."""
    issues = json.loads((folder / "minutes.json").read_text(encoding="utf-8"))["issues"]
    told = " ".join(issue["message"] for issue in issues if issue["code"] == "set-apart")
    heads = [text for text, times in _HEAD.findall(told) for _ in range(int(times or 1))]
    return "\n".join([(folder / "text.txt").read_text(encoding="utf-8"), *heads])


def _kind(row: sqlite3.Row, wanted: Reference, is_whole: bool, said: bool, words_held: float) -> Kind:
    if row["status"] == "failed":
        return Kind.REFUSED if wanted.letters.total() >= FEWEST else Kind.AGREED
    if not is_whole:
        return Kind.TOLD if said else Kind.SILENT
    is_odd = wanted.words.total() >= FEWEST and words_held < WORDS_HELD
    if is_odd and (row["confidence"] or 0) >= SURE and not said:
        return Kind.GARBAGE
    if said and wanted.letters.total() >= FEWEST:
        return Kind.ALARM
    return Kind.AGREED if said else Kind.GOOD


def _says_something(row: sqlite3.Row, folder: Path) -> bool:
    if row["status"] != "done":
        return True
    issues = json.loads((folder / "minutes.json").read_text(encoding="utf-8"))["issues"]
    return any(issue["code"] in SAID for issue in issues)


def verdicts(pdfs: Path, outputs: Path) -> Iterator[Verdict]:
    with sqlite3.connect(outputs / "ledger.sqlite") as ledger:
        ledger.row_factory = sqlite3.Row
        rows = {row["key"]: row for row in ledger.execute("SELECT * FROM documents")}
    for path in sorted(each for each in pdfs.rglob("*") if each.is_file()):
        key = path.relative_to(pdfs).as_posix()
        yield verdict(path, rows.get(key), outputs / key)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("outputs", type=Path)
    parser.add_argument("--list", action="store_true", help="name the files of each class but the good ones")
    given = parser.parse_args()
    classes: dict[Kind, list[Verdict]] = defaultdict(list)
    for each in verdicts(given.pdfs, given.outputs):
        classes[each.kind].append(each)
    print("| | files |\n|---|---|")
    for kind in Kind:
        print(f"| {kind} | {len(classes[kind])} |")
    for kind in [kind for kind in Kind if given.list and kind is not Kind.GOOD]:
        print(f"\n{kind}")
        for each in classes[kind]:
            told = f"{each.letters} letters, {each.held:.2f} held, pages {each.pages}: {each.reason[:160]}"
            print(f"  {each.name} {each.status}: {told}")


if __name__ == "__main__":
    main()
