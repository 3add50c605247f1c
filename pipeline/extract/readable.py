"""A copy of a PDF that every reader can be given: no password, no picture that is too large, forms as print."""

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf

from pipeline.extract.notes import PRINTED, notes_of
from pipeline.extract.undrawn import draw_undrawn

Reference = tuple[int, int]
"""Number and generation of an object."""

DEEPEST = 12
"""Forms inside one another in which pictures are looked for."""
_GONE = (
    "/Filter",
    "/DecodeParms",
    "/SMask",
    "/Mask",
    "/Decode",
    "/ImageMask",
    "/Intent",
    "/Alternates",
    "/SMaskInData",
)
"""Entries of a picture that say how the one that stood there is unpacked and shown."""


def write_readable(pdf: pikepdf.Pdf, pictures: Sequence[Reference], has_fields: bool, path: Path) -> None:
    """Write an open file once more without its password, each of the pictures as one white pixel.

    With `has_fields`, what is filled into forms and written upon pages becomes print of the page.

    Raises:
        PdfError: qpdf cannot write it.
    """
    for reference in pictures:
        _blank(pdf, pdf.get_object(reference))
    if has_fields:
        for page in pdf.pages:
            if "/Annots" in page:
                page.Annots = pikepdf.Array(note for note in notes_of(page) if note.get("/Subtype") in PRINTED)
        draw_undrawn(pdf)
        pdf.flatten_annotations("screen")
    save_copy(pdf, path)


def save_copy(pdf: pikepdf.Pdf, path: Path) -> None:
    """Write an open file as qpdf reads it, without a password.

    Raises:
        PdfError: qpdf cannot write it.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*form widget annotation")  # which nobody will fill in
        pdf.save(path, encryption=False, fix_metadata_version=False)


def pages_with(pdf: pikepdf.Pdf, pictures: Iterable[Reference], most: int) -> dict[int, Reference]:
    """Return which of the first pages show which of the pictures, by page number; of several, the first found."""
    wanted = frozenset(pictures)
    found = {}
    for number, page in enumerate(pdf.pages, 1):
        if number > most:
            break
        shown = _shown(page.get("/Resources"), wanted, set(), DEEPEST)
        if shown is not None:
            found[number] = shown
    return found


def broken_contents(path: Path, numbers: Sequence[int]) -> list[int]:
    """Return which of these pages have a content that cannot be unpacked; none where qpdf does not open the file."""
    try:
        with path.open("rb") as file, pikepdf.open(file) as pdf:
            return [number for number in numbers if number <= len(pdf.pages) and _is_broken(pdf.pages[number - 1])]
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, OSError):
        return []


def _is_broken(page: pikepdf.Page) -> bool:
    contents = page.obj.get("/Contents")
    try:
        for each in contents if isinstance(contents, pikepdf.Array) else [contents]:
            if isinstance(each, pikepdf.Stream):
                each.read_bytes()
    except (pikepdf.PdfError, pikepdf.DataDecodingError):
        return True
    return False


def _shown(resources: object, wanted: frozenset[Reference], seen: set[Reference], depth: int) -> Reference | None:
    """A wanted picture among these resources, or those of forms in them."""
    inside = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(inside, pikepdf.Dictionary) or not depth:
        return None
    for _, each in inside.items():
        reference = each.objgen
        if reference in wanted:
            return reference
        if isinstance(each, pikepdf.Stream) and reference not in seen:
            seen.add(reference)
            if (found := _shown(each.get("/Resources"), wanted, seen, depth - 1)) is not None:
                return found
    return None


def _blank(pdf: pikepdf.Pdf, picture: pikepdf.Object) -> None:
    for name in _GONE:
        if name in picture:
            del picture[name]
    picture.write(b"\xff")
    picture.Width = picture.Height = 1
    picture.BitsPerComponent = 8
    picture.ColorSpace = pikepdf.Name.DeviceGray
