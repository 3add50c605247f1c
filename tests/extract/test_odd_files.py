"""PDFs whose readers disagree, whose words are not on their pages, or that are cut off in an update."""

import re
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract import extract, open_source
from pipeline.model.document import Document
from pipeline.repair.judge import judge
from tests.faults.hostile import good, page, stream, with_object, written


def read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return extract(open_source(path, tmp_path), Settings(), folder=tmp_path)


def texts(document: Document) -> list[str]:
    return [" ".join(line.text for line in [*page.furniture, *page.lines()]) for page in document.pages]


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize(
    "data",
    [
        with_object(2, b"<< /Type /Pages /Kids [4 0 R 99 0 R 8 0 R] /Count 3 >>"),
        with_object(6, page(7).replace(b"/Contents 7 0 R", b"/Contents " + b"[" * 501 + b"7 0 R" + b"]" * 501)),
    ],
    ids=["a page that is not there", "a page that qpdf leaves out"],
)
def test_no_page_is_given_the_text_of_another_one(tmp_path: Path, data: bytes) -> None:
    document = read(tmp_path, data)
    assert [re.findall(r"page (\d)", text) for text in texts(document)] == [["1"], [], ["3"]]
    assert [issue.page_no for issue in document.issues if issue.code == "page-unread"] == [2]


def test_what_is_no_note_among_the_notes_of_a_page_costs_the_others_nothing(tmp_path: Path) -> None:
    note = b"<< /Type /Annot /Subtype /Widget /FT /Tx /V (a name filled in) /Rect [72 250 300 270] >>"
    objects = good(1) | {4: page(5, b"/Annots [(x) null 50 0 R 99 0 R]"), 50: note}
    document = read(tmp_path, written(objects))
    assert "a name filled in" in texts(document)[0]
    assert codes(document) == []


@pytest.mark.parametrize(
    ("catalog", "code"),
    [
        (b"/AcroForm << /Fields [] /XFA 50 0 R >>", "form-unread"),
        (b"/AcroForm << /Fields [51 0 R] /XFA 50 0 R >> /NeedsRendering true", "form-unread"),
        (b"/Collection << >> /Names << /EmbeddedFiles << /Names [(a.pdf) 51 0 R] >> >>", "portfolio-unread"),
    ],
)
def test_words_that_are_on_no_page_make_the_document_partial(tmp_path: Path, catalog: bytes, code: str) -> None:
    from pipeline.result import MISSING

    catalog = b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog
    attached = b"<< /Type /Filespec /F (a.pdf) /EF << /F 50 0 R >> >>"
    document = read(tmp_path, written(good(1) | {1: catalog, 50: stream(b"<xdp/>"), 51: attached}))
    assert codes(document) == [code]
    assert MISSING[code] is Category.NO_TEXT


def test_a_form_whose_fields_are_on_its_pages_is_whole(tmp_path: Path) -> None:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [51 0 R] /XFA 50 0 R >> >>"
    objects = good(1) | {1: catalog, 50: stream(b"<xdp/>"), 51: b"<< /FT /Tx /T (a) >>"}
    assert codes(read(tmp_path, written(objects))) == []


@pytest.mark.parametrize(
    "lock", [b"/Filter /Adobe.PubSec /V 2", b"/Filter /Standard /V 99 /R 99", b"/Filter /Standard"]
)
def test_no_password_is_asked_for_where_none_helps(tmp_path: Path, lock: bytes) -> None:
    with pytest.raises(DocumentError, match="no password opens it here") as raised:
        read(tmp_path, written(good(1), b"/Encrypt << %s >> /ID [<00> <00>]" % lock))
    assert raised.value.category is Category.ENCRYPTED


def test_a_file_that_is_cut_off_in_an_update_is_called_damaged(tmp_path: Path) -> None:
    update = b"5 0 obj\n" + stream(b"BT (new) Tj ET") + b"\nendobj\nxref\n0 0\ntrailer\n<< /Si"
    assert codes(read(tmp_path, written(good(1)))) == []
    assert codes(read(tmp_path, written(good(1)) + update)) == ["file-damaged"]


def test_a_pdf_behind_a_long_head_of_something_else_is_read(tmp_path: Path) -> None:
    assert "page 2" in texts(read(tmp_path, b"X-Header: mail\n" * 200 + written(good(2))))[1]


@pytest.mark.parametrize("letter", ["\ufffe", "\ufdd0", "\ue123"])
def test_letters_mapped_to_what_is_no_character_are_unknown(tmp_path: Path, letter: str) -> None:
    mapped = "".join(f"<{n:02X}> <{ord(letter if chr(n) in 'aeiou' else chr(n)):04X}>\n" for n in range(32, 127))
    cmap = f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n95 beginbfchar\n{mapped}endbfchar\n"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 50 0 R >>"
    objects = good(1) | {3: font, 50: stream(cmap.encode())}
    document = judge(read(tmp_path, written(objects)))
    assert document.pages[0].facts.text_source == "damaged"
    assert codes(document) == ["text-layer-incomplete"]
