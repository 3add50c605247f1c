"""The zip around a Word file: is it one, is it whole, and who wrote it."""

import re
import zipfile

from pipeline.errors import Category, DocumentError
from pipeline.extract.source import SourceFile

LARGEST_UNPACKED = 400_000_000
"""Bytes of XML in a Word file; more is an attack or a mistake."""
_APPLICATION = re.compile(rb"<Application>([^<]+)</Application>")


def check_package(source: SourceFile) -> str | None:
    """Return the program that wrote a Word file, where it says so.

    Raises:
        DocumentError: the zip is damaged, unpacks to too much, or holds no Word file.
    """
    name = source.path.name
    try:
        with zipfile.ZipFile(source.path) as package:
            if sum(item.file_size for item in package.infolist()) > LARGEST_UNPACKED:
                raise DocumentError(Category.UNREADABLE, f"{name}: unpacks to more than {LARGEST_UNPACKED:,} bytes")
            names = package.namelist()
            if "[Content_Types].xml" not in names or "_rels/.rels" not in names:
                raise DocumentError(Category.UNREADABLE, f"{name}: a zip file, but not a Word file")
            if "docProps/app.xml" not in names:
                return None
            match = _APPLICATION.search(package.read("docProps/app.xml"))
            return match[1].decode("utf-8", "replace") if match else None
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise DocumentError(Category.MALFORMED, f"{name}: a damaged Word file: {error}") from error
