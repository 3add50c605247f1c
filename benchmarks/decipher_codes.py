"""How well fonts that nothing can read are deciphered from the codes of their glyphs, and what is taken for Khmer."""

import random
import statistics
import tempfile
import time
from io import BytesIO
from pathlib import Path

import pikepdf

from benchmarks.decipher_texts import MINUTES, Half, families, texts
from benchmarks.khmer_errors import error_rate
from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.model.document import Document
from pipeline.repair.atlas import atlas
from pipeline.repair.bare_text import read_bare_text
from pipeline.repair.codes import read_codes
from tests.press.fonts import PRESS_SANS, Family
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.word import Word
from tests.press.specimens import Specimen, specimen
from tests.press.text_maps import Rule

ENGLISH = ("en-university-senate", "en-homeowners-annual-meeting", "en-parish-council-two-meetings")
_SCRAMBLED = 4000


def show_codes(half: Half, kinds: int = 2) -> None:
    """Print the errors of the half's texts as Word PDFs whose fonts are not embedded and in no atlas.

    With Word's text layer, read by codes and as text; without any, read by codes and refused.
    """
    print(
        f"\nglyph codes, half {half}\n\n| text | font | codes | as text | no text layer, codes |\n|---|---|---|---|---|"
    )
    columns: list[list[float]] = [[], [], []]
    refused = 0
    for label, truth in list(texts(half).items())[:kinds]:
        for family in families(half):
            word, silent = specimen(family, Word(Rule.FIRST), truth), specimen(family, Renumbered(), truth)
            found = [
                _read(word, family, "/FontFile2"),
                _lines(read_bare_text(_document(word, "/FontFile2"))),
                _read(silent, family, "/FontFile2"),
            ]
            refused += found[2] is None
            rates = [error_rate(word.lines, lines) if lines else None for lines in found]
            for column, rate in zip(columns, rates, strict=True):
                column += [] if rate is None else [rate]
            shown = " | ".join("refused" if rate is None else f"{rate:.2%}" for rate in rates)
            print(f"| {label} | {family.name} | {shown} |", flush=True)
    middle = " | ".join(f"{statistics.median(column):.2%}, {max(column):.2%}" if column else "-" for column in columns)
    print(f"| **median, maximum** | {refused} refused | {middle} |")


def show_false_alarms() -> None:
    """Print of texts that are no Khmer, in fonts without program and text layer, which were taken for Khmer."""
    khmer = "".join("".join(line.split()) for line in texts("tune")["Declaration 1"])[:_SCRAMBLED]
    shuffled = "".join(random.Random(1).sample(khmer, len(khmer)))
    samples: dict[str, tuple[Family, list[str]]] = {
        name: (PRESS_SANS, (MINUTES / "report" / f"{name}.txt").read_text(encoding="utf-8").split("\n"))
        for name in ENGLISH
    }
    for family in families("tune"):
        samples[f"Khmer letters by chance, {family.name}"] = (family, _cut(shuffled))
        samples[f"English in {family.name}"] = (family, samples[ENGLISH[0]][1])
    for name, (family, lines) in samples.items():
        made = specimen(family, Renumbered(), [line for line in lines if line.strip()])
        begun = time.perf_counter()
        found = _read(made, family, "/FontFile2")
        print(f"{name}: {'refused' if found is None else 'TAKEN FOR KHMER'}, {time.perf_counter() - begun:.1f} s")


def _cut(text: str) -> list[str]:
    return [text[at : at + 60] for at in range(0, len(text), 60)]


def _read(made: Specimen, family: Family, *removed: str) -> list[str] | None:
    """The lines read by codes, the font's family not in the atlas; None where the reading was refused."""
    document = _document(made, *removed)
    before = len(document.issues)
    document = read_codes(document, atlas().leave_out(family.name))
    return _lines(document) if len(document.issues) > before else None


def _document(made: Specimen, *removed: str) -> Document:
    with tempfile.TemporaryDirectory() as folder, pikepdf.open(BytesIO(made.pdf)) as pdf:
        path = Path(folder) / "a.pdf"
        for value in pdf.objects:
            for key in removed:
                if isinstance(value, pikepdf.Dictionary) and key in value:
                    del value[key]
        pdf.save(path, deterministic_id=True)
        return extract(open_source(path, path.parent), Settings())


def _lines(document: Document) -> list[str]:
    return [line.text for line in document.lines()]
