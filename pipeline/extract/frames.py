"""Image files, TIFF, JPEG and PNG, to pages: one a frame, each a picture whose text is still to be read."""

import warnings
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from pipeline.errors import Category, DocumentError
from pipeline.extract.source import SourceFile
from pipeline.model.document import Document, Page
from pipeline.model.minutes import PageFacts

MOST_FRAMES = 5000
LEAST_DPI, MOST_DPI = 60, 1300
"""What scanners write."""
MADE_UP_DPI = frozenset((72, 96))
"""Densities that programs write for pictures of any size."""
PAPER_INCHES = 8.27
"""The shorter side of a page (A4) where the file does not tell its size."""
_TURNED = frozenset((5, 6, 7, 8))
"""EXIF orientations in which width and height change places."""


def read_frames(source: SourceFile, most_pixels: int) -> Document:
    """Return a page for each frame of an image file, in points by its resolution or, failing that, as of A4.

    A frame has `most_pixels` at most.

    Raises:
        DocumentError: the file cannot be opened, or a frame is too large to be unpacked.
    """
    pages: list[Page] = []
    with _opened(source.path) as image:
        count = getattr(image, "n_frames", 1)
        if count > MOST_FRAMES:
            raise DocumentError(Category.TOO_LARGE, f"{source.path.name}: {count} pictures; at most {MOST_FRAMES}")
        for index in range(count):
            try:
                image.seek(index)
                _require_size(image, most_pixels, source.path)
                pages.append(_page(image, index + 1))
            except (EOFError, OSError, SyntaxError, ValueError) as error:
                reason = f"{source.path.name}: picture {index + 1} is damaged: {error}"
                raise DocumentError(Category.MALFORMED, reason) from error
    return Document(source.described(len(pages), None), pages)


def open_frame(path: Path, index: int) -> Image.Image:
    """Return a frame of an image file in grey, upright as its EXIF orientation says, on white where it is clear.

    Raises:
        OSError: the frame cannot be unpacked.
    """
    with _opened(path) as image:
        try:
            image.seek(index)
            return _gray(ImageOps.exif_transpose(image))
        except (EOFError, SyntaxError, ValueError, MemoryError) as error:
            raise OSError(f"the picture cannot be unpacked: {error}") from error


def _opened(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns below its own bound; ours is looked at frame by frame
            return Image.open(path, formats=("TIFF", "JPEG", "PNG"))
    except Image.DecompressionBombError as error:
        raise DocumentError(Category.TOO_LARGE, f"{path.name}: too large a picture: {error}") from error
    except (UnidentifiedImageError, SyntaxError, ValueError) as error:
        raise DocumentError(Category.MALFORMED, f"{path.name}: damaged: no picture in it can be opened") from error
    except OSError as error:
        raise DocumentError(Category.UNREADABLE, f"{path.name}: cannot be read: {error}") from error


def _require_size(image: Image.Image, most_pixels: int, path: Path) -> None:
    width, height = image.size
    if width * height > most_pixels:
        reason = f"{path.name}: a picture of {width} x {height} pixels (limits.image_pixels = {most_pixels})"
        raise DocumentError(Category.TOO_LARGE, reason)


def _page(image: Image.Image, number: int) -> Page:
    width, height = image.size
    across, down = _dpi(image)
    wide, high = round(width * 72 / across, 2), round(height * 72 / down, 2)
    if image.getexif().get(ExifTags.Base.Orientation) in _TURNED:
        wide, high = high, wide
    facts = PageFacts(
        page_no=number,
        width=wide,
        height=high,
        text_source="none",
        confidence=0.0,
        methods={},
        evidence={"reader": "pillow", "image_cover": 1.0},
    )
    box = (0.0, 0.0, wide, high)
    return Page(facts, images=[box], unread=[box])


def _dpi(image: Image.Image) -> tuple[float, float]:
    """Pixels an inch across and down: those of the file where they can be true, else those that make it A4."""
    said = image.info.get("dpi")
    if said is not None:
        across, down = float(said[0]), float(said[1])
        if all(LEAST_DPI <= each <= MOST_DPI and round(each) not in MADE_UP_DPI for each in (across, down)):
            return across, down
    guessed = min(image.size) / PAPER_INCHES
    return guessed, guessed


def _gray(image: Image.Image) -> Image.Image:
    """Grey values of 8 bits; what is transparent is paper."""
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image.convert("F"))
        low, high = float(values.min()), float(values.max())
        return Image.fromarray(((values - low) * (255.0 / max(high - low, 1.0))).astype(np.uint8))
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        paper.alpha_composite(clear)
        return paper.convert("L")
    return image.convert("L")
