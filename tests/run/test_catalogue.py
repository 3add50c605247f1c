"""The catalogue of an archive."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.run.catalogue import write_catalogue
from pipeline.run.entry import Catalogued
from pipeline.run.ledger import Ledger
from tests.run.test_ledger import ENTRY


def rows(folder: Path, *titles: str) -> list[list[str]]:
    with Ledger.open(folder) as ledger:
        for number, title in enumerate(titles):
            ledger.record(replace(ENTRY, key=f"{number}.pdf", catalogued=Catalogued(title, "2019", None, 5, 0)))
        write_catalogue(ledger, folder)
    with (folder / "catalogue.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_document_has_a_line(tmp_path: Path) -> None:
    head, first, second = rows(tmp_path, "កំណត់ហេតុ, ឆ្នាំ ២០១៩", 'A "quoted"\ntitle')
    assert dict(zip(head, first, strict=True)) == {
        "document": "0.pdf",
        "title": "កំណត់ហេតុ, ឆ្នាំ ២០១៩",
        "date": "2019",
        "place": "",
        "people": "5",
        "outcomes": "0",
        "status": "partial",
        "category": "no text",
        "reason": "page 2 of 3 without readable text",
        "pages": "3",
        "confidence": "0.8765",
    }
    assert second[1] == 'A "quoted"\ntitle'


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(tmp_path: Path, title: str) -> None:
    assert rows(tmp_path, title)[1][1] == f"'{title}"


def test_excel_is_told_that_it_is_utf_8(tmp_path: Path) -> None:
    rows(tmp_path, "a")
    assert (tmp_path / "catalogue.csv").read_bytes().startswith(b"\xef\xbb\xbf")
