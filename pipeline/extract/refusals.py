"""Why no reader opens a PDF, in words that say what to do next."""

import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from pipeline.errors import Category, DocumentError

_NO_PASSWORD_OPENS = (
    "unsupported encryption filter",
    "unsupported /r or /v in encryption dictionary",
    "some encryption dictionary parameters are missing",
)
"""What qpdf says of files that are locked by other means than passwords, or whose lock makes no sense."""
_OPEN_FILE = re.compile("<_io[^>]*>")
"""How Python shows an open file: with its path, which is no part of what a document says."""
_PLACE = re.compile("^stream <_io[^>]*>:? *")
"""What qpdf begins its complaints about an open file with."""


def refusal(path: Path, reasons: Sequence[Exception]) -> DocumentError:
    """Return the one error that says why a file could not be opened, of those of all readers."""
    names = [cause_name(reason) for reason in reasons]
    if any(words in name for name in names for words in _NO_PASSWORD_OPENS):
        return DocumentError(
            Category.ENCRYPTED,
            f"{path.name}: locked, and no password opens it here (a certificate, rights management, a damaged lock); "
            "ask whoever made it for a copy without protection",
        )
    if any("password" in name or "encrypt" in name for name in names):
        return DocumentError(
            Category.ENCRYPTED,
            f"{path.name}: needs a password; save a copy without one, or name it in opening.passwords of config.toml",
        )
    hard = next((reason for reason in reasons if isinstance(reason, DocumentError | MemoryError)), None)
    if isinstance(hard, DocumentError):
        return DocumentError(hard.category, f"{path.name}: {hard.reason}")
    if hard is not None:
        return DocumentError(Category.OUT_OF_MEMORY, f"{path.name}: opening it takes too much (limits.memory_mb)")
    said = next((_PLACE.sub("", str(reason)) for reason in reasons if isinstance(reason, pikepdf.PdfError)), "")
    detail = f" (qpdf says: {said[:120]})" if said else ""
    words = f"{path.name}: damaged: no reader finds a page in it{detail}; only another copy of it can help"
    return DocumentError(Category.MALFORMED, words)


def cause_name(error: Exception) -> str:
    """Return the kind of an error in lower case; pdfplumber wraps the real one in its first argument."""
    inner = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    return _OPEN_FILE.sub("the file", f"{type(inner).__name__} {inner}").strip().lower()[:120]
