"""The overview of an archive, and its page."""

import re
import xml.dom.minidom
from dataclasses import replace
from pathlib import Path

from pipeline.run.entry import Catalogued, DoubtfulPage
from pipeline.run.ledger import Ledger
from pipeline.run.overview import MOST_LISTED, overview
from pipeline.run.overview_page import overview_page
from tests.run.test_ledger import ENTRY

EVIL = "<script>alert(1)</script>\u202e\x1b[2J/ឯកសារ.pdf"


def archive(folder: Path) -> Path:
    with Ledger.open(folder) as ledger:
        for number in range(3):
            ledger.record(replace(ENTRY, key=f"2019/{number}.pdf", status="done", confidence=0.99, twin=None))
        ledger.record(replace(ENTRY, key=EVIL, status="failed", category="timed out", reason="<b>", confidence=None))
        ledger.record(replace(ENTRY, key="loose.pdf", catalogued=Catalogued()), (DoubtfulPage(2, "none", 0.0),))
    return folder


def test_the_figures_of_an_archive(tmp_path: Path) -> None:
    found = overview(archive(tmp_path))
    assert (found.documents, found.states["done"], found.states["failed"], found.states["partial"]) == (5, 3, 1, 1)
    assert found.categories == {"timed out": 1, "no text": 1}
    assert (found.confidence[-1], sum(found.confidence)) == (3, 4)
    assert found.folders["2019"] == {"done": 3}
    assert found.years["2019"] == {"done": 3, "failed": 1}
    assert (found.doubtful_pages, found.doubtful) == (1, [("loose.pdf", DoubtfulPage(2, "none", 0.0))])


def test_the_page_needs_nothing_else_and_names_cannot_write_into_it(tmp_path: Path) -> None:
    page = overview_page(overview(archive(tmp_path)), "<archive>")
    assert "<script" not in page and "\x1b" not in page and "\u202e" not in page
    assert "&lt;script&gt;" in page and "ឯកសារ" in page
    assert not re.search(r"(src|href|@import|url\()", page)
    for chart in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        xml.dom.minidom.parseString(chart)
    assert page.count("<svg") == 3


def test_long_lists_are_cut_with_a_word(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        for number in range(MOST_LISTED + 7):
            ledger.record(replace(ENTRY, key=f"{number}.pdf"))
    found = overview(tmp_path)
    assert len(found.failures) == MOST_LISTED
    assert "and 7 more" in overview_page(found, "x")


def test_an_empty_archive_has_a_page(tmp_path: Path) -> None:
    with Ledger.open(tmp_path):
        pass
    assert "Nothing." in overview_page(overview(tmp_path), "x")
