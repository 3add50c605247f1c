"""Pages as scanners give them, with what they say: texts set in type by the press, rendered, and made worse."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from tests.press.describe import Booklet, Style, text
from tests.press.fonts import Family, installed_khmer_families
from tests.press.layout import set_booklet
from tests.press.producers import write_sheets
from tests.press.producers.word import Word
from tests.press.shape import ZWSP

MINUTES = Path(__file__).parent / "minutes"
TUNED_FONTS = ("Khmer OS Battambang", "Khmer Busra", "Noto Sans Khmer", "Khmer OS", "Khmer OS Metal Chrieng")
"""With which thresholds were set and confusions were counted."""
REPORTED_FONTS = (
    "Khmer OS Siemreap",
    "Khmer OS Content",
    "Khmer OS System",
    "Khmer OS Bokor",
    "Noto Serif Khmer",
    "Khmer Mondulkiri",
)
"""Looked at by nobody while they were. Mondulkiri is of one house with Busra, and draws subscripts alike."""
CONDITIONS = ("clean", "150 dpi", "skewed", "noisy", "JPEG")
_LATIN = (
    Family("Liberation Serif", Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")),
    Family("Carlito", Path("/usr/share/fonts/truetype/crosextra/Carlito-Regular.ttf")),
)


@dataclass(frozen=True)
class Scan:
    """A scanned page and what it says."""

    font: str
    condition: str
    image: Image.Image
    dpi: int
    truth: str
    """Line by line."""


def families() -> dict[str, Family]:
    """Return the installed Khmer families by name."""
    return {family.name: family for family in installed_khmer_families()}


def minutes_lines(half: str) -> list[list[str]]:
    """Return the lines of each minutes in Khmer of a half of `benchmarks/minutes`, "tune" or "report"."""
    found = []
    for path in sorted((MINUTES / half).glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        khmer = sum("\u1780" <= letter <= "\u17d3" for line in lines for letter in line)
        if khmer > sum(map(len, lines)) / 4:
            found.append(lines)
    return found


def scan(font: Family, lines: Sequence[str], condition: str, seed: int, size: float = 11.0) -> Scan:
    """Return the first page of lines set in a font, scanned; the Latin letters take turns by `seed`."""
    style = Style(size=size, khmer=font, latin=_LATIN[seed % 2])
    sheets = set_booklet(Booklet(tuple(text(line, style, after=3.0) for line in lines)))
    printed = ["".join(run.text for run in line.runs).replace(ZWSP, "") for line in sheets[0].lines]
    image, dpi = _scanned(write_sheets(sheets[:1], Word()), condition, seed)
    return Scan(font.name, condition, image, dpi, "\n".join(printed))


def _scanned(pdf: bytes, condition: str, seed: int) -> tuple[Image.Image, int]:
    if condition == "150 dpi":
        return _rendered(pdf, 150, 0.4), 150
    if condition == "JPEG":
        packed = io.BytesIO()
        _rendered(pdf, 200, 0.5).save(packed, "JPEG", quality=30)
        return Image.open(packed).convert("L"), 200
    clean = _rendered(pdf, 300, 0.6)
    if condition == "skewed":
        angle = (1.0, -1.3, 1.6, -2.0)[seed % 4]
        return clean.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255), 300
    return (_noisy(clean, seed) if condition == "noisy" else clean), 300


def _rendered(pdf: bytes, dpi: int, blur: float) -> Image.Image:
    """A page in grey, as soft as a scanner's optics leave it."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return drawn.filter(ImageFilter.GaussianBlur(blur))


def _noisy(image: Image.Image, seed: int) -> Image.Image:
    """Grey paper and paler ink with Gaussian noise, salt and pepper."""
    chance = np.random.default_rng(seed)
    values = np.asarray(image).astype(np.float64) * 0.8 + 40
    values += chance.normal(0, 22, values.shape)
    grains = chance.random(values.shape)
    values[grains < 0.006] = 0
    values[grains > 0.994] = 255
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))
