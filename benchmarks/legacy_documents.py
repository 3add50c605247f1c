"""Whole documents in 8-bit Khmer fonts, from file to text: error rates by family and kind of file, and other files.

    .venv/bin/python -m benchmarks.legacy_documents [--show]

Khmer paragraphs of the minutes in `benchmarks/minutes/report`, on which nothing was tuned, are set in every family by
the press, an English paragraph behind every third: PDFs and Word files under the font's own name and under another,
and a text file of the codes. Then every PDF, Word and text file at hand that has none of these fonts is read: nothing
of it may change.
"""

import argparse
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.glyphs import edits
from pipeline.config import Settings
from pipeline.errors import DocumentError
from pipeline.extract import extract, open_source
from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.model.document import Document
from pipeline.repair.legacy import Family
from pipeline.repair.legacy_spans import read_legacy
from pipeline.repair.legacy_tables import TEXT_FAMILIES
from tests.press.describe import Booklet, text
from tests.press.legacy import CannotWriteError
from tests.press.legacy_pages import in_legacy, legacy_family
from tests.press.producers import make_pdf
from tests.press.producers.legacy import Legacy, Numbering
from tests.press.word_file import make_docx

ROOT = Path(__file__).parents[1]
NAMES = {
    Family.LIMON: "LmnTTFantBig",
    Family.TRUTH: "Truth11",
    Family.ABC: "ABC-TEXT-05",
    Family.ABC2: "ABC-TEXT-06",
    Family.ABC3: "ABC-TEXT-24",
    Family.ABC_ZWSP: "ABC-TEXT-05A",
    Family.BAIDOK: "Baidok3C",
    Family.KHEK: "Khek Mool",
    Family.FK: "FK1",
    Family.RASMEI: "A Rasmei Kampuchea Text",
    Family.KAOHKONG: "KSW kaoh kong",
}
WAYS = {
    "WinAnsi": (Numbering.WIN_ANSI, True),
    "Mac": (Numbering.MAC_ROMAN, True),
    "no map": (Numbering.COMPOSITE_SILENT, True),
    "other name": (Numbering.COUNTED, False),
}
HEAD = ("family", "characters", *(f"PDF, {way}" for way in WAYS), "Word", "Word, other name", "text")
MOST = 60
"""Khmer paragraphs a family."""
_KHMER = re.compile("[\u1780-\u17d3]")
_BLANKS = re.compile(rf"[\s{ZWSP}]+")


def paragraphs() -> tuple[list[str], list[str]]:
    """Khmer and English paragraphs of the minutes that nobody tuned on."""
    khmer: list[str] = []
    english: list[str] = []
    for path in sorted((ROOT / "benchmarks/minutes/report").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            letters = len(_KHMER.findall(line))
            if letters > 0.7 * len(line) and len(line) > 20:
                khmer.append(normalize(line.strip()))
            elif not letters and len(line) > 60 and line.isascii():
                english.append(line.strip())
    step = max(1, len(khmer) // MOST)
    return khmer[::step], english


def booklet(khmer: Sequence[str], english: Sequence[str], family: Family, name: str) -> tuple[Booklet, list[str]]:
    """The paragraphs that a family can write, typed in it, and what they say."""
    face = legacy_family(family, name)
    blocks, said = [], []
    for paragraph in khmer:
        try:
            typed = in_legacy(Booklet((text(paragraph),)), face, breaks=False)
        except CannotWriteError:
            continue
        blocks += typed.blocks
        said.append(paragraph.replace("៕", "។"))
        if len(said) % 4 == 3 and english:
            words = english[len(said) % len(english)]
            blocks += (text(words),)
            said.append(words)
    return Booklet(tuple(blocks)), said


def read(path: Path) -> Document:
    """A file with its 8-bit Khmer read, and nothing else done to it."""
    return read_legacy(extract(open_source(path, path.parent), Settings()))


def rate(said: Sequence[str], document: Document, show: bool) -> str:
    """Edits a hundred characters, blanks apart: pages break lines where paragraphs do not."""
    truth, found = closed("".join(said)), closed("".join((line.marker or "") + line.text for line in document.lines()))
    if show:
        for paragraph in said:
            if closed(paragraph) not in found:
                print("  not read:", paragraph[:100])
    wrong = sum(edits(one, other) for one, other in pieces(truth, found))
    return f"{100 * wrong / len(truth):.2f}"


def pieces(truth: str, found: str, size: int = 400) -> Iterator[tuple[str, str]]:
    """Both texts in pieces that answer each other, cut where they are the same."""
    while truth and found:
        cut = found.find(truth[size : size + 24]) if len(truth) > 2 * size else -1
        if cut < 0:
            yield truth, found
            return
        yield truth[:size], found[:cut]
        truth, found = truth[size:], found[cut:]
    yield truth, found


def closed(words: str) -> str:
    """A text without blanks, in canonical order, letters folded that the fonts draw alike."""
    return folded(normalize(_BLANKS.sub("", words).replace("៕", "។")))


def measure(family: Family, folder: Path, show: bool) -> list[str]:
    """A row of the table."""
    khmer, english = paragraphs()
    named, said = booklet(khmer, english, family, NAMES[family])
    other, _ = booklet(khmer, english, family, "Times New Roman")
    row = [str(family), f"{len(closed(''.join(said))):,}"]
    for numbering, is_named in WAYS.values():
        path = folder / "a.pdf"
        path.write_bytes(make_pdf(named if is_named else other, Legacy(numbering)))
        row.append(rate(said, read(path), show))
    for pages in (named, other):
        path = folder / "a.docx"
        path.write_bytes(make_docx(pages))
        row.append(rate(said, read(path), show))
    path = folder / "a.txt"
    lines = ["".join(run.text for run in block.runs) for block in other.blocks]  # type: ignore[union-attr]
    path.write_text("\n".join(lines), encoding="utf-8")
    row.append(rate(said, read(path), show))
    return row


def others() -> list[Path]:
    """Files without 8-bit Khmer: samples, benchmarks and what the tests keep."""
    folders = ("inputs", "benchmarks/minutes", "tests")
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))]
    return [path for path in found if path.suffix in (".pdf", ".docx", ".txt")]


def changed(path: Path) -> tuple[int, int] | None:
    """How many spans of a file there are, and how many are read as codes; None for one that cannot be read."""
    try:
        document = read(path)
    except DocumentError:
        return None
    spans = [span for page in document.pages for line in (*page.lines(), *page.furniture) for span in line.spans]
    return len(spans), sum(span.orig is not None for span in spans) + sum("legacy" in i.code for i in document.issues)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="print paragraphs that do not come back")
    show = parser.parse_args().show
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with tempfile.TemporaryDirectory() as folder:
        for family in TEXT_FAMILIES:
            print("| " + " | ".join(measure(family, Path(folder), show)) + " |", flush=True)
    counts = [count for path in others() if (count := changed(path)) is not None]
    spans, taken = sum(count[0] for count in counts), sum(count[1] for count in counts)
    print(f"\nOther files: {taken} of {spans:,} spans changed in {len(counts)} files.")


if __name__ == "__main__":
    main()
