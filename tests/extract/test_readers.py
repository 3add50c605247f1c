from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import Category, DocumentError
from pipeline.extract import pdfium_reader, playa_reader, plumber_reader, readers
from pipeline.extract.ink import FileInk
from pipeline.extract.readers import read_ink
from tests.extract.conftest import SAMPLES, read
from tests.extract.tiny_pdf import make_pdf, text

WORDS = [text(50, 100, "Minutes of May"), text(50, 100, "The second page")]


@pytest.fixture
def two_pages(tmp_path: Path) -> Path:
    path = tmp_path / "two.pdf"
    path.write_bytes(make_pdf(WORDS))
    return path


def page_texts(ink: FileInk) -> list[str]:
    return ["".join(glyph.text for show in page.shows for glyph in show.glyphs) for page in ink.pages]


@pytest.mark.parametrize("reader", [playa_reader, plumber_reader, pdfium_reader])
def test_each_reader_gives_the_same_words_at_the_same_place(reader: object, two_pages: Path) -> None:
    ink = reader.read_file(two_pages)  # type: ignore[attr-defined]
    assert page_texts(ink) == ["Minutes of May", "The second page"]
    show = ink.pages[0].shows[0]
    assert show.starts[0] == pytest.approx(50, abs=0.5)
    assert show.baseline == pytest.approx(100, abs=1.0)
    assert show.glyphs[0].box[0] == pytest.approx(50, abs=1.0)


@pytest.mark.parametrize("broken", [1, 2])
def test_when_a_reader_cannot_open_the_file_the_next_one_reads_it(
    broken: int, two_pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> FileInk:
        raise ValueError("damaged")

    kept = readers.READERS[broken:]
    monkeypatch.setattr(readers, "READERS", (*(((name, refuse)) for name, _ in readers.READERS[:broken]), *kept))
    ink, issues = read_ink(two_pages)
    assert page_texts(ink) == ["Minutes of May", "The second page"]
    assert {page.reader for page in ink.pages} == {kept[0][0]}
    assert issues == []


def test_why_a_reader_could_not_open_the_file_stands_with_the_pages(
    two_pages: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(path: Path, *_: object) -> FileInk:
        raise ValueError("no trailer")

    assert "refused_by" not in read(two_pages).pages[0].facts.evidence
    monkeypatch.setattr(readers, "READERS", (("playa", refuse), *readers.READERS[1:]))
    with caplog.at_level("INFO", logger="pipeline"):
        facts = read(two_pages).pages[1].facts
    assert (facts.evidence["reader"], facts.evidence["refused_by"]) == ("pdfplumber", "playa (valueerror no trailer)")
    assert "two.pdf: playa cannot open it: no trailer" in caplog.messages


def test_a_page_that_one_reader_finds_empty_is_given_to_the_next(
    two_pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget_second(path: Path, *_: object) -> FileInk:
        ink = playa_reader.read_file(path)
        ink.pages[1].shows.clear()
        return ink

    monkeypatch.setattr(readers, "READERS", ((playa_reader.NAME, forget_second), *readers.READERS[1:]))
    ink, _ = read_ink(two_pages)
    assert [page.reader for page in ink.pages] == ["playa", "pdfplumber"]
    assert page_texts(ink)[1] == "The second page"
    assert all(show.font in ink.fonts for page in ink.pages for show in page.shows)


def test_pages_that_only_another_reader_sees_are_not_lost(two_pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def first_page_only(path: Path, *_: object) -> FileInk:
        return playa_reader.read_file(path, [1])

    monkeypatch.setattr(readers, "READERS", ((playa_reader.NAME, first_page_only), *readers.READERS[1:]))
    assert page_texts(read_ink(two_pages)[0]) == ["Minutes of May", "The second page"]
    monkeypatch.setattr(readers, "READERS", ((playa_reader.NAME, first_page_only),))
    _, issues = read_ink(two_pages)
    assert [(issue.code, issue.severity) for issue in issues] == [("pages-missing", "error")]


def test_password_is_asked_for_only_when_no_reader_gets_in(two_pages: Path, tmp_path: Path) -> None:
    for name, password in (("open.pdf", ""), ("locked.pdf", "secret")):
        with pikepdf.open(two_pages) as pdf:
            pdf.save(tmp_path / name, encryption=pikepdf.Encryption(owner="owner", user=password))
    assert read(tmp_path / "open.pdf").source.page_count == 2
    with pytest.raises(DocumentError) as caught:
        read(tmp_path / "locked.pdf")
    assert caught.value.category is Category.ENCRYPTED
    assert "password" in caught.value.reason


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_truncated_file_gives_a_document_or_its_reason(two_pages: Path, share: float) -> None:
    data = two_pages.read_bytes()
    two_pages.write_bytes(data[: int(share * len(data))])
    try:
        document = read(two_pages)
    except DocumentError as error:
        assert error.category in (Category.MALFORMED, Category.NO_TEXT)
    else:
        assert any(list(document.lines()))


def test_readers_say_nothing_on_the_screen(capfd: pytest.CaptureFixture[str]) -> None:
    read(SAMPLES / "05_fcr_board_2022_gs.pdf")
    assert capfd.readouterr() == ("", "")


def test_pdfium_gives_the_hyphen_at_the_end_of_a_line(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf([text(50, 100, "The members discus-") + text(50, 112, "sed the budget")]))
    assert page_texts(pdfium_reader.read_file(path)) == ["The members discus-sed the budget"]
