"""The gallery of an atlas: the shapes of the fonts that are in, with what they stand for."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.atlas_file import AtlasFile
from pipeline.repair.composed import Shown
from pipeline.repair.nearest import Gallery

_PLAIN_STYLE = "Regular"


def open_gallery(files: Sequence[AtlasFile], allowed: Sequence[Sequence[bool]]) -> Gallery:
    """Show the shapes of the fonts that are allowed, for each file a flag per font; reads the shapes of the files."""
    strings: list[str] = []
    fonts: list[dict[str, int]] = []
    parts = []
    for file, flags in zip(files, allowed, strict=True):
        rows = _shown_rows(file, flags)[file.shapes.outlines]
        kept = rows >= 0
        owners = np.searchsorted(file.starts, rows[kept], side="right") - 1
        own = [file.texts[number] or "" for number in file.strings[rows[kept]].tolist()]
        fonts += _plain_fonts(file, owners, own, len(strings))
        strings += own
        heights = np.array([facts.height for facts in file.fonts])[owners]
        parts.append((file.shapes.bitmaps[kept], file.shapes.boxes[kept], heights))
    bitmaps, boxes, heights = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    return Gallery(Shown(strings, bitmaps, boxes, heights), fonts)


def _shown_rows(file: AtlasFile, flags: Sequence[bool]) -> NDArray[np.int64]:
    """For each outline the row that is drawn most, among fonts that are in and read it as something; -1 if none."""
    counts = [facts.glyph_count for facts in file.fonts]
    says_something = np.array([bool(text) for text in file.texts])[file.strings]
    rows = np.flatnonzero(np.repeat(flags, counts) & says_something)
    rows = rows[np.lexsort((-rows, file.weights[rows]))]
    shown = np.full(len(file.hashes) + 1, -1)
    shown[file.outlines[rows]] = rows
    return shown


def _plain_fonts(
    file: AtlasFile, owners: NDArray[np.int64], strings: Sequence[str], start: int
) -> list[dict[str, int]]:
    """The strings of each regular font and the place of the first shape of each, counted from `start`."""
    fonts: dict[int, dict[str, int]] = {}
    for place, (owner, string) in enumerate(zip(owners.tolist(), strings, strict=True), start):
        if file.fonts[owner].style == _PLAIN_STYLE:
            fonts.setdefault(owner, {}).setdefault(string, place)
    return list(fonts.values())
