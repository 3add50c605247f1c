"""The catalogue of an archive: `catalogue.csv` in the output folder, one line a document, for a spreadsheet."""

import csv
from pathlib import Path

from pipeline.run.entry import Entry
from pipeline.run.ledger import Ledger

FILE_NAME = "catalogue.csv"
HEAD = (
    "document",
    "title",
    "date",
    "place",
    "people",
    "outcomes",
    "status",
    "category",
    "reason",
    "pages",
    "confidence",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection), full-width forms among them."""


def write_catalogue(ledger: Ledger, output: Path) -> None:
    """Write the catalogue of all documents in the ledger, sorted by key; it appears whole or not at all.

    It is UTF-8 with a byte order mark, without which Excel shows no Khmer. A cell that would be a formula begins with
    an apostrophe.
    """
    beside = output / f".{FILE_NAME}.part"
    with beside.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEAD)
        for entry in ledger.entries():
            writer.writerow(map(_cell, _row(entry)))
    beside.replace(output / FILE_NAME)


def _row(entry: Entry) -> tuple[str | int | float | None, ...]:
    found = entry.catalogued
    confidence = None if entry.confidence is None else round(entry.confidence, 4)
    return (
        entry.key,
        found.title,
        found.date,
        found.place,
        found.people,
        found.outcomes,
        entry.status,
        entry.category,
        entry.reason,
        entry.pages,
        confidence,
    )


def _cell(value: str | int | float | None) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
