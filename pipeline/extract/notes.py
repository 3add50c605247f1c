"""Annotations that are print of the page for who looks at it: fields, signatures, stamps, words put upon it."""

import pikepdf

PRINTED = ("/Widget", "/FreeText", "/Stamp")
"""Their kinds (ISO 32000-1, 12.5.6)."""
_DEEPEST = 4
"""Forms inside one another; those of a signature are three deep."""


def notes_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    """Return the annotations of a page; what else a damaged file has among them is left out."""
    listed = page.get("/Annots")
    return (
        [note for note in listed if isinstance(note, pikepdf.Dictionary)] if isinstance(listed, pikepdf.Array) else []
    )


def is_printed(note: pikepdf.Dictionary) -> bool:
    """Return whether this is a field with a text or a choice in it, or a note or signature that shows text."""
    if note.get("/FT") in ("/Tx", "/Ch") and str(note.get("/V", "")).strip():
        return True
    if note.get("/Subtype") not in PRINTED:
        return False
    looks = note.get("/AP")
    shown = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
    if isinstance(shown, pikepdf.Dictionary):  # one for each state of a check box
        shown = shown.get(str(note.get("/AS", "/Off")))
    return isinstance(shown, pikepdf.Stream) and _shows_text(shown, _DEEPEST)


def _shows_text(form: pikepdf.Stream, depth: int) -> bool:
    """Whether a form, or one on it, has fonts to write in."""
    resources = form.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary) or not depth:
        return False
    fonts, inside = resources.get("/Font"), resources.get("/XObject")
    if isinstance(fonts, pikepdf.Dictionary) and len(fonts):
        return True
    forms = [each for _, each in inside.items()] if isinstance(inside, pikepdf.Dictionary) else []
    return any(isinstance(each, pikepdf.Stream) and _shows_text(each, depth - 1) for each in forms)
