"""Pictures of pages: a PDF page, or a part of one, rendered; a frame of an image file; both as grey values."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from pipeline.extract.frames import open_frame
from pipeline.extract.source import PDF, SourceFile
from pipeline.model.document import Page
from pipeline.model.minutes import Box

Gray = NDArray[np.uint8]
"""Grey values row by row, 0 black to 255 white."""

POINTS = 72.0
"""Of an inch."""
USUAL_DPI, FINEST_DPI = 300, 600
"""Pixels an inch at which a page is read, and at which small print is. tesseract brings every line to a height of 48
pixels: lines of 11 points have 60 at 300 dpi, those of 6 points need 500."""
MOST_PIXELS = 24_000_000
"""Of a picture; a larger page (A3 at 420 dpi has 24 million) is read at a coarser resolution."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page as it is seen."""

    gray: Gray
    scale: float
    """Pixels a point."""
    left: float
    top: float
    """Of the picture's corner on the page, in points."""

    def turned(self, quarters: int) -> "Picture":
        """Return the picture turned by quarters of a circle, clockwise; its corner is no longer one of the page."""
        return replace(self, gray=np.ascontiguousarray(np.rot90(self.gray, -quarters)))


def take_picture(source: SourceFile, page: Page, box: Box, dpi: int = USUAL_DPI) -> Picture:
    """Return the picture of a box of a page, at the resolution asked for or as fine as the bounds allow.

    Raises:
        PdfiumError, OSError: the page cannot be drawn, or the image cannot be unpacked.
    """
    x0, top, x1, bottom = box
    area = max(x1 - x0, 1.0) * max(bottom - top, 1.0)
    scale = min(dpi / POINTS, (MOST_PIXELS / area) ** 0.5)
    if source.media_type == PDF:
        return Picture(_rendered(source.path, page.facts.page_no, box, scale), scale, x0, top)
    width, height = page.facts.width or 1.0, page.facts.height or 1.0
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    frame = open_frame(source.path, page.facts.page_no - 1)
    return Picture(np.asarray(_resized(frame, size)), scale, 0.0, 0.0)


def _rendered(path: Path, page_no: int, box: Box, scale: float) -> Gray:
    """A box of a PDF page, with what is drawn on it, in grey."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[page_no - 1]
        width, height = page.get_size()
        x0, top, x1, bottom = box
        crop = (max(0.0, x0), max(0.0, height - bottom), max(0.0, width - x1), max(0.0, top))
        drawn = page.render(scale=scale, crop=crop, grayscale=True, may_draw_forms=True)
        gray = np.array(drawn.to_numpy(), dtype=np.uint8)
    return gray.reshape(gray.shape[0], gray.shape[1])


def _resized(frame: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The frame at another size: averaged where it becomes smaller, so that thin strokes stay."""
    if frame.size == size:
        return frame
    smaller = size[0] < frame.size[0]
    return frame.resize(size, Image.Resampling.BOX if smaller else Image.Resampling.BICUBIC)
