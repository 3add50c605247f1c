"""A picture made clean: even white paper, what of it is ink, and upright lines."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from pipeline.scan.picture import Gray

Ink = NDArray[np.bool_]
"""True where there is ink."""

_BLOCK = 24
"""Pixels a side of the blocks in which the paper's own grey is told."""
_PAPER = 85
"""Percentile of a block's grey values that is paper: text blackens no more than a sixth or so of it."""
_MOST_SKEW, _COARSE, _FINE = 5.0, 0.25, 0.05
"""Degrees: the slant that is looked for, the first steps and the last ones."""
_WORTH = 0.08
"""Degrees of slant below which a page stays as it is: over a line of 16 cm that is a fifth of a millimetre."""
_SAMPLE = 150_000
"""Points of ink by which the slant is told."""


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """What is read of a picture."""

    gray: Gray
    """Paper evened out to white, turned upright."""
    ink: Ink
    angle: float
    """Degrees it was turned by, counter-clockwise."""


def clean(gray: Gray) -> CleanPicture:
    """Return a picture on white paper with upright lines; its size stays."""
    flat = _flattened(gray)
    ink = _ink(flat)
    angle = slant(ink)
    if abs(angle) >= _WORTH:
        turned = Image.fromarray(flat).rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
        flat = np.asarray(turned)
        ink = _ink(flat)
    return CleanPicture(flat, ink, angle)


def slant(ink: Ink) -> float:
    """Return by how many degrees, counter-clockwise, a page has to be turned for its lines to be level.

    The angle at which rows of ink and rows of white part most sharply: the greatest sum of squared steps between
    neighbouring rows.
    """
    ys, xs = np.nonzero(ink[::2, ::2])
    if len(ys) < 2:
        return 0.0
    step = max(1, len(ys) // _SAMPLE)
    ys, xs = ys[::step], xs[::step]

    def sharpness(angle: float) -> float:
        rows = np.rint(ys - xs * np.tan(np.radians(angle))).astype(np.int64)
        profile = np.bincount(rows - rows.min()).astype(np.float64)
        return float(np.square(np.diff(profile)).sum())

    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + _COARSE, _COARSE), key=sharpness)
    fine = max(np.arange(coarse - _COARSE, coarse + _COARSE + _FINE, _FINE), key=sharpness)
    return float(round(fine, 2)) if sharpness(fine) > 1.03 * sharpness(0.0) else 0.0


def _flattened(gray: Gray) -> Gray:
    """Grey values against those of the paper around them: shadows and yellowed paper become white."""
    height, width = gray.shape
    padded = np.pad(gray, ((0, -height % _BLOCK), (0, -width % _BLOCK)), mode="edge")
    rows, columns = padded.shape[0] // _BLOCK, padded.shape[1] // _BLOCK
    blocks = padded.reshape(rows, _BLOCK, columns, _BLOCK).swapaxes(1, 2).reshape(rows, columns, -1)
    paper = np.percentile(blocks[:, :, ::7], _PAPER, axis=2).astype(np.float32)
    paper = ndimage.uniform_filter(ndimage.maximum_filter(paper, 3), 5)
    around = np.asarray(Image.fromarray(paper).resize((width, height), Image.Resampling.BILINEAR))
    flat: Gray = np.clip(gray * (255.0 / np.maximum(around, 1.0)), 0, 255).astype(np.uint8)
    return flat


def _ink(gray: Gray) -> Ink:
    """What is darker than the threshold that parts ink from paper best (Otsu's: the least variance within both)."""
    counts = np.bincount(gray[::2, ::2].ravel(), minlength=256).astype(np.float64)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * np.arange(256))
    parted = below * (below[-1] - below)
    between = np.square(sums[-1] * below / below[-1] - sums)
    spread = np.divide(between, parted, out=np.zeros(256), where=parted > 0)
    ink: Ink = gray <= int(np.argmax(spread))
    return ink
