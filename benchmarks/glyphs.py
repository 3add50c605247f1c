"""Character error rate of Khmer read from glyphs, over fonts and producers, by the press.

    .venv/bin/python benchmarks/glyphs.py [--fonts DIR] [--only FAMILY ...] [--cases CASE ...] [--jobs 2]

Sets the Universal Declaration and minutes (tests/data; neither is a source of the language model) in every Khmer family
of Debian's packages, and of npm's under DIR, as each producer would; reads the PDF back; and prints the error rate of a
family for each case as a Markdown table with median and maximum. Blanks are not counted; canonical order, and subscript
DA as TA, on both sides.
"""

import argparse
import itertools
import re
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.khmer.order import normalize
from pipeline.repair.atlas import atlas
from pipeline.repair.glyphs import read_glyphs
from tests.press.corpus import declaration, minutes
from tests.press.fonts import Family, installed_khmer_families
from tests.press.producers import Producer
from tests.press.producers.canva import Canva
from tests.press.producers.cff import Cff
from tests.press.producers.fpdf2 import Fpdf2
from tests.press.producers.indesign import InDesign
from tests.press.producers.libreoffice import LibreOffice
from tests.press.producers.pdflib import PdfLib
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.type3 import Type3
from tests.press.producers.word import Word
from tests.press.producers.xetex import XeTeX
from tests.press.specimens import specimen


@dataclass(frozen=True)
class Case:
    """A producer, and whether the family is in the atlas."""

    producer: type[Producer]
    known: bool = True


CASES = {
    "Word": Case(Word),
    "InDesign": Case(InDesign),
    "XeTeX": Case(XeTeX),
    "LibreOffice": Case(LibreOffice),
    "fpdf2": Case(Fpdf2),
    "pdf-lib": Case(PdfLib),
    "Canva": Case(Canva),
    "renumbered": Case(Renumbered),
    "CFF": Case(Cff),
    "Type 3": Case(Type3),
    "left out, ActualText": Case(LibreOffice, known=False),
    "left out, fpdf2": Case(Fpdf2, known=False),
    "left out, cmap kept": Case(Word, known=False),
    "left out, shapes only": Case(Renumbered, known=False),
}
_NO_DESIGN = {"", "khmer", "os", "noto", "sans", "serif", "light", "pro", "dot", "dict", "high", "system"}
"""Words of a family's name that say nothing of its design."""
_MUOL, _SIL = ("muol", "moul", "moulpali"), ("busra", "mondulkiri", "oureang", "ratanakiri")
_SAME_DESIGN = {word: words for words in (_MUOL, _SIL) for word in words}
_DROPPED = re.compile(r"[\s\u200b-\u200d\ufeff]")


def canonical(text: str) -> str:
    return _DROPPED.sub("", normalize(text)).replace("\u17d2\u178a", "\u17d2\u178f")


def edits(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def error_rate(truth: Sequence[str], read: Sequence[str]) -> float:
    """Edits a character of the truth; lines are compared one by one where both have as many."""
    if len(truth) == len(read):
        pairs: Iterable[tuple[str, str]] = zip(truth, read, strict=True)
    else:
        pairs = [("".join(truth), "".join(read))]
    counted = [(canonical(a), canonical(b)) for a, b in pairs]
    return sum(edits(a, b) for a, b in counted) / max(1, sum(len(a) for a, _ in counted))


@dataclass(frozen=True)
class Measured:
    """The error rate of a family in a case, and for each line how sure it was said to be and whether it is right."""

    rate: float
    lines: list[tuple[float, bool]]


def kin(name: str) -> list[str]:
    """Return the families that share a design with one: Busra with Mondulkiri, Muol with Moul and Moulpali."""
    mine = _designs(name)
    return [name, *(facts.family for facts in atlas().list_fonts() if mine & _designs(facts.family))]


def _designs(name: str) -> set[str]:
    words = {word for word in re.split(r"[^a-z]+", name.lower()) if word not in _NO_DESIGN}
    return {design for word in words for design in (word, *_SAME_DESIGN.get(word, ()))} or {"khmer os"}


def measure(family: Family, name: str, lines: Sequence[str]) -> Measured:
    """Set, read back and compare."""
    case = CASES[name]
    made = specimen(family, case.producer(), lines)
    known = atlas() if case.known else atlas().leave_out(*kin(family.name))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "specimen.pdf"
        path.write_bytes(made.pdf)
        document = read_glyphs(extract(open_source(path, path.parent), Settings()), known)
    read = list(document.lines())
    judged = []
    if len(read) == len(made.lines):
        for truth, line in zip(made.lines, read, strict=True):
            sure = [span.repair.confidence for span in line.spans if span.repair is not None]
            if sure:
                judged.append((min(sure), canonical(truth) == canonical(line.text)))
    return Measured(error_rate(made.lines, [line.text for line in read]), judged)


def calibration(judged: Sequence[tuple[float, bool]]) -> list[str]:
    """Return the lines of a table: of the lines said to be so sure, the share that is right to the letter."""
    rows = ["| said to be | lines | right |", "|---|---|---|"]
    for low, high in itertools.pairwise((0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)):
        within = [right for sure, right in judged if low <= sure < high]
        if within:
            rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(within)} | {sum(within) / len(within):.3f} |")
    return rows


def table(families: Sequence[Family], names: Sequence[str], rates: dict[tuple[str, str], float]) -> list[str]:
    """Return the lines of the Markdown table, worst families first, with median and maximum below."""
    order = sorted({family.name for family in families}, key=lambda name: -max(rates[name, case] for case in names))
    rows = ["| family | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    rows += [f"| {name} | " + " | ".join(f"{100 * rates[name, case]:.2f}" for case in names) + " |" for name in order]
    for label, summary in (("median", statistics.median), ("maximum", max)):
        values = (summary(rates[name, case] for name in order) for case in names)
        rows.append(f"| **{label}** | " + " | ".join(f"**{100 * value:.2f}**" for value in values) + " |")
    return rows


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--fonts", type=Path, help="folder below which npm has put fonts")
    parser.add_argument("--only", nargs="+", help="families to measure; default: all")
    parser.add_argument("--cases", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--lines", type=int, default=70, help="lines of text")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    families = {family.name: family for family in reversed(installed_khmer_families(arguments.fonts))}
    chosen = [family for name, family in families.items() if not arguments.only or name in arguments.only]
    lines = [*minutes(), *declaration()][: arguments.lines]
    work = [(family, case) for family in chosen for case in arguments.cases]
    with ProcessPoolExecutor(arguments.jobs) as pool:
        found = pool.map(measure, *zip(*[(family, case, lines) for family, case in work], strict=True))
        rates = {}
        judged: list[tuple[float, bool]] = []
        for (family, case), measured in zip(work, found, strict=True):
            rates[family.name, case] = measured.rate
            judged += measured.lines
            print(f"{family.name}: {case}: {100 * measured.rate:.2f} %", file=sys.stderr, flush=True)
    print(f"Percent of {len(lines)} lines' characters wrong, {len(chosen)} families.\n")
    print("\n".join(table(chosen, arguments.cases, rates)))
    print("\n" + "\n".join(calibration(judged)))


if __name__ == "__main__":
    main()
