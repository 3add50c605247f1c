"""How true the judge's word is: scores and confidence against the share of right characters, kinds of pages, and time.

    .venv/bin/python -m benchmarks.judge [--families NAME ...] [--lines 36]

The press sets the Declaration and minutes in Khmer families as each producer would, and in 8-bit fonts; pages are
rendered as scans, clean and poor. With tesseract installed, its readings (Khmer, and English as an OCR layer of
nonsense) are measured too. Samples and `benchmarks/minutes` are the born-digital rest, and what `plan` is timed on.
"""

import argparse
import itertools
import shutil
import statistics
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdfium2
from PIL import Image

from benchmarks.glyphs import CASES, error_rate
from pipeline.config import Settings
from pipeline.errors import DocumentError
from pipeline.extract import extract, open_source
from pipeline.model.document import Document
from pipeline.repair import repair
from pipeline.repair.evidence import soundness
from pipeline.repair.judge import judge
from pipeline.repair.legacy_tables import TEXT_FAMILIES
from pipeline.repair.survey import Damage, survey
from tests.press.collage import Item, Picture, Typed, collage, rendered, strips
from tests.press.corpus import declaration, minutes
from tests.press.fonts import Family, installed_khmer_families
from tests.press.legacy import CannotWriteError, typed
from tests.press.specimens import specimen

ROOT = Path(__file__).parents[1]
FAMILIES = ("Khmer OS Battambang", "Khmer OS Siemreap", "Khmer Mondulkiri", "Noto Serif Khmer", "Khmer OS Muol Light")
PRODUCERS = ("Word", "InDesign", "XeTeX", "LibreOffice", "fpdf2", "Canva", "renumbered", "CFF", "Type 3")
CHUNK = 12
"""Lines of a document."""
ONE_PAGE = 5
"""Of which so many stand on one page, whatever the family."""
WRONG = 0.02
"""Share of wrong characters from which a text layer is broken."""
STEPS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)


class Reading(NamedTuple):
    """What is said of a text or page: how much of it is right, and how much is."""

    said: float
    right: float


class Sample(NamedTuple):
    """A file, and what `plan` should call its pages."""

    kind: str
    path: Path
    truth: str


def right_share(truth: Sequence[str], text: str) -> float:
    return max(0.0, 1.0 - error_rate(["".join(truth)], [text])) if text.strip() else 0.0


def text_of(document: Document) -> str:
    return "\n".join(line.text for line in document.lines())


def extracted(path: Path) -> Document:
    return extract(open_source(path, path.parent), Settings())


def layer_of(path: Path) -> str:
    """The text layer as pdfium gives it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def confidence_of(document: Document) -> float:
    pages = [page.facts.confidence for page in document.pages if list(page.lines())]
    return statistics.mean(pages) if pages else 0.0


def ocr(image: Image.Image, languages: str, folder: Path) -> str:
    image.save(folder / "page.png")
    command = ["tesseract", str(folder / "page.png"), "-", "-l", languages]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def poor(image: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    """A scan as scanners and copiers spoil it."""
    grey = np.asarray(image).astype(float)
    noise = np.random.default_rng(1).normal(0, 30, grey.shape)
    yield "clean", image
    yield "askew", image.rotate(1.5, fillcolor=255)
    yield "noisy", Image.fromarray(np.clip(grey + noise, 0, 255).astype("uint8"))
    yield "faint", Image.fromarray((grey * 0.4 + 150).astype("uint8"))
    yield "shaded", Image.fromarray((grey * np.linspace(0.5, 1, grey.shape[1])).astype("uint8"))


class Press:
    """Makes files in a folder and measures what is said of them."""

    def __init__(self, folder: Path, lines: Sequence[str]) -> None:
        self.folder = folder
        self.chunks = [list(lines[at : at + CHUNK]) for at in range(0, len(lines), CHUNK)]
        self.samples: list[Sample] = []
        self.scores: list[Reading] = []
        self.unrepaired: list[Reading] = []
        self.repaired: list[Reading] = []
        self.has_ocr = shutil.which("tesseract") is not None

    def born_digital(self, family: Family) -> None:
        """Files of all producers, by their text layers, as extracted and as repaired."""
        for producer, (n, chunk) in itertools.product(PRODUCERS, enumerate(self.chunks)):
            made = specimen(family, CASES[producer].producer(), chunk)
            path = self._written(f"{family.name} {producer} {n}.pdf", made.pdf)
            layer = right_share(made.lines, layer_of(path))
            truth = Damage.NATIVE if layer > 1 - WRONG else Damage.BROKEN_MAP
            self.samples.append(Sample(producer, path, truth))
            said = text_of(extracted(path))
            self.scores.append(Reading(soundness(said).score, right_share(made.lines, said)))
            for readings, read in ((self.unrepaired, judge), (self.repaired, repair)):
                document = read(extracted(path))
                readings.append(Reading(confidence_of(document), right_share(made.lines, text_of(document))))

    def scanned(self, family: Family) -> None:
        """Scans of a family: poor ones, in strips, under page numbers in Limon, half a page, under OCR."""
        made = specimen(family, CASES["Word"].producer(), self.chunks[0][:ONE_PAGE])
        page = rendered(made.pdf, dpi=150)
        number = Typed([typed("១២", "limon").decode("cp1252")], 290, 810, "ABCDEF+Limon-S1")
        english = Typed(["The board met in the hall of the commune and approved its minutes."] * 18)
        half = Picture(page.crop((0, 0, page.width, page.height // 2)), (60.0, 400.0, 535.0, 760.0))
        pages: list[tuple[str, list[Item]]] = [(name, [Picture(image)]) for name, image in poor(page)]
        pages += [
            ("strips", [*strips(page, (0.0, 0.0, 595.0, 842.0), 60)]),
            ("under page numbers", [Picture(page), number]),
            ("half a page", [english, half]),
        ]
        if self.has_ocr:
            nonsense = ocr(page, "eng", self.folder).split("\n")
            pages.append(("under English OCR", [Picture(page), Typed(_cp1252(nonsense), size=8, invisible=True)]))
            self._ocr_scores(page, made.lines)
        for name, items in pages:
            path = self._written(f"{family.name} scan {name}.pdf", collage([items]))
            self.samples.append(Sample(f"scan, {name}", path, Damage.SCAN))

    def legacy(self) -> None:
        """Pages in 8-bit fonts, under a name of the family and under a name that lies."""
        for family, (n, chunk) in itertools.product(TEXT_FAMILIES, enumerate(self.chunks)):
            try:
                codes = typed(" ".join(chunk), family).decode("cp1252", "replace")
            except CannotWriteError:
                continue
            lines = [codes[at : at + 70] for at in range(0, len(codes), 70)][:45]
            path = self._written(f"legacy {family} {n}.pdf", collage([[Typed(_cp1252(lines), font="Arial")]]))
            self.samples.append(Sample("8-bit font named Arial", path, Damage.LEGACY))
            self.scores.append(Reading(soundness("\n".join(lines)).score, 0.0))

    def english(self) -> None:
        """Minutes in English, as they are in the archive of the tests."""
        for path in sorted((ROOT / "benchmarks/minutes").glob("*/en*.pdf")):
            self.samples.append(Sample("English minutes", path, Damage.NATIVE))
        for path in sorted((ROOT / "tests/data/samples").glob("0*.pdf")):
            self.samples.append(Sample("English samples", path, Damage.NATIVE))

    def _ocr_scores(self, page: Image.Image, truth: Sequence[str]) -> None:
        for languages, (_, image) in itertools.product(("khm", "khm+eng", "eng"), poor(page)):
            text = ocr(image, languages, self.folder)
            self.scores.append(Reading(soundness(text).score, right_share(truth, text)))

    def _written(self, name: str, data: bytes) -> Path:
        path = self.folder / name.replace("/", "-")
        path.write_bytes(data)
        return path


def _cp1252(lines: Sequence[str]) -> list[str]:
    return [line.encode("cp1252", "ignore").decode("cp1252") for line in lines if line.strip()]


def calibration(title: str, readings: Sequence[Reading]) -> list[str]:
    """Return the lines of a table: of what is said to be so right, how much is."""
    rows = [f"| {title} | texts | right characters, mean | least | most |", "|---|---|---|---|---|"]
    for low, high in itertools.pairwise(STEPS):
        within = [each.right for each in readings if low <= each.said < high]
        if within:
            spread = f"{statistics.mean(within):.3f} | {min(within):.3f} | {max(within):.3f}"
            rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(within)} | {spread} |")
    return rows


def confusion(samples: Sequence[Sample]) -> list[str]:
    """Return the lines of a table: pages of each kind by what `plan` calls them."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sample in samples:
        try:
            counts[sample.kind, sample.truth].update(map(str, survey(sample.path, Settings()).damages.elements()))
        except DocumentError as error:
            counts[sample.kind, sample.truth][error.category] += 1
    names = sorted({name for counted in counts.values() for name in counted})
    rows = ["| pages | are | " + " | ".join(names) + " |", "|---|---|" + "---|" * len(names)]
    for (kind, truth), counted in counts.items():
        rows.append(f"| {kind} | {truth} | " + " | ".join(str(counted[name] or "") for name in names) + " |")
    right = sum(counted[truth] for (_, truth), counted in counts.items())
    total = sum(counted.total() for counted in counts.values())
    return [*rows, "", f"{right} of {total} pages right ({right / total:.1%})."]


def bare_text(path: Path) -> int:
    return len(layer_of(path))


def seconds(work: Callable[[Path], object], path: Path, runs: int = 3) -> float:
    """Return the least processor time of a work."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work(path)
        taken.append(time.process_time() - begun)
    return min(taken)


def speed() -> str:
    """Milliseconds a page of a survey, and how they compare to pdfium's bare text of the same pages."""
    paths = sorted((ROOT / "benchmarks/minutes").glob("*/*.pdf"))
    paths += [*sorted((ROOT / "tests/data/samples").glob("*.pdf")), *sorted((ROOT / "inputs").glob("*.pdf"))]
    ratios, pages = [], []
    for path in paths:
        taken = seconds(lambda each: survey(each, Settings()), path)
        looked_at = survey(path, Settings()).looked_at
        ratios.append(taken / seconds(bare_text, path))
        pages.append(1000 * taken / looked_at)
    return (
        f"`plan`'s look: {len(paths)} files, median {statistics.median(pages):.1f} ms a page (most {max(pages):.0f}), "
        f"{statistics.median(ratios):.1f} times pdfium's bare text of the same file (median)."
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--families", nargs="+", default=FAMILIES)
    parser.add_argument("--lines", type=int, default=36)
    arguments = parser.parse_args()
    families = {family.name: family for family in installed_khmer_families()}
    lines = [*minutes(), *declaration()]
    with tempfile.TemporaryDirectory() as folder:
        press = Press(Path(folder), lines[:: max(1, len(lines) // arguments.lines)][: arguments.lines])
        for name in arguments.families:
            press.born_digital(families[name])
            press.scanned(families[name])
        press.legacy()
        press.english()
        for title, readings in (
            ("score of a text", press.scores),
            ("confidence of pages as extracted", press.unrepaired),
            ("confidence of pages as repaired", press.repaired),
        ):
            print("\n".join(calibration(title, readings)), end="\n\n")
        print("\n".join(confusion(press.samples)), end="\n\n")
    print(speed())


if __name__ == "__main__":
    main()
