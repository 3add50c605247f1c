"""What a PDF shows besides its own print, and what in it is never unpacked."""

import codecs
from pathlib import Path

import pikepdf
import pytest

from pipeline.config import Limits, Opening, Settings
from pipeline.errors import Category, DocumentError
from pipeline.process import process
from pipeline.result import Result
from tests.faults.hostile import good, packed, page, stream, written

KHMER = "លោក សុខ សាន ជាប្រធានអង្គប្រជុំ"


def filled_in() -> bytes:
    """A field whose value nobody has drawn, a note that is drawn, and a link."""
    objects = good(2)
    form = b"/Fields [20 0 R] /DR << /Font << /F1 3 0 R >> >> /DA (/F1 12 Tf 0 g)"
    note = b"/Type /Annot /DA (/F1 12 Tf 0 g) /F 4"
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << %s >> >>" % form
    value = b"/FT /Tx /T (chair) /V (Mr. Sok San chairs the council)"
    objects[20] = b"<< %s /Subtype /Widget %s /Rect [72 600 500 620] /P 4 0 R >>" % (note, value)
    objects[21] = b"<< %s /Subtype /FreeText /Rect [72 500 500 520] /AP << /N 22 0 R >> >>" % note
    drawn = b"/Type /XObject /Subtype /Form /BBox [0 0 428 20] /Resources << /Font << /F1 3 0 R >> >>"
    objects[22] = stream(b"BT /F1 12 Tf 2 4 Td (Approved on 5 May 2020) Tj ET", drawn)
    objects[23] = b"<< %s /Subtype /Link /Rect [0 0 9 9] >>" % note
    objects[4] = page(5, b"/Annots [20 0 R 21 0 R 23 0 R]")
    return written(objects)


def read(path: Path, data: bytes, **limits: int) -> Result:
    path.write_bytes(data)
    return process(path, path.parent, Settings(limits=Limits(**limits)))


def text_of(result: Result) -> str:
    return str([meeting.model_dump() for meeting in result.minutes.meetings])


def with_picture(contents: bytes, within_form: bool = False) -> bytes:
    """Three pages, on the second of which stands a picture of 300 by 300 pixels."""
    entries = b"/Type /XObject /Subtype /Image /Width 300 /Height 300 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects = good()
    objects[20] = packed(bytes(90_000), entries)
    if within_form:
        form = b"/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /P 20 0 R >> >>"
        objects[21] = stream(b"/P Do", form)
    shown = b"/XObject << /P %d 0 R >> /Font <<" % (21 if within_form else 20)
    objects[6] = page(7).replace(b"/Font <<", shown)
    objects[7] = stream(b"q 595 0 0 600 0 0 cm /P Do Q " + contents)
    return written(objects)


PRINT = b"BT /F1 12 Tf 72 700 Td (The council met) Tj ET"


@pytest.mark.parametrize("within_form", [False, True])
def test_a_picture_that_is_too_large_costs_no_text_and_makes_its_page_partial(
    tmp_path: Path, within_form: bool
) -> None:
    result = read(tmp_path / "a.pdf", with_picture(PRINT, within_form), image_pixels=50_000)
    assert (result.status, result.category) == ("partial", Category.TOO_LARGE)
    assert "90,000 pixels on page 2 was not looked at" in str(result.reason)
    assert "The council met" in text_of(result)


def test_a_picture_within_the_limit_is_no_trouble(tmp_path: Path) -> None:
    assert read(tmp_path / "a.pdf", with_picture(PRINT), image_pixels=100_000).category is not Category.TOO_LARGE


def test_a_file_of_nothing_but_a_picture_that_is_too_large_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(with_picture(b""))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[2], pdf.pages[0]
        pdf.save()
    with pytest.raises(DocumentError, match="was not looked at") as refused:
        process(path, tmp_path, Settings(limits=Limits(image_pixels=50_000)))
    assert refused.value.category is Category.TOO_LARGE


def test_what_is_filled_in_and_written_upon_a_page_is_read(tmp_path: Path) -> None:
    words = text_of(read(tmp_path / "a.pdf", filled_in()))
    assert "Mr. Sok San chairs the council" in words
    assert "Approved on 5 May 2020" in words


def test_field_in_khmer_that_nobody_has_drawn_is_read(tmp_path: Path) -> None:
    value = codecs.BOM_UTF16_BE + KHMER.encode("utf-16-be")
    data = filled_in().replace(b"(Mr. Sok San chairs the council)", b"<%s>" % value.hex().encode("ascii"))
    result = read(tmp_path / "a.pdf", data)
    assert KHMER in text_of(result)
    assert result.minutes.pages[0].text_source == "native"


def test_field_whose_appearance_is_out_of_date_is_drawn_anew(tmp_path: Path) -> None:
    data = filled_in().replace(b"/AcroForm <<", b"/AcroForm << /NeedAppearances true")
    data = data.replace(b"/Rect [72 600 500 620]", b"/AP << /N 22 0 R >> /Rect [72 600 500 620]")
    assert "Mr. Sok San chairs the council" in text_of(read(tmp_path / "a.pdf", data))


def test_words_of_a_signature_are_read(tmp_path: Path) -> None:
    data = filled_in().replace(b"/FreeText", b"/Widget /FT /Sig").replace(b"/V (Mr.", b"/TU (Mr.")
    assert "Approved on 5 May 2020" in text_of(read(tmp_path / "a.pdf", data))


def test_word_in_a_field_for_passwords_is_left_alone(tmp_path: Path) -> None:
    data = filled_in().replace(b"/FT /Tx", b"/FT /Tx /Ff 8192")
    assert "Mr. Sok San" not in text_of(read(tmp_path / "a.pdf", data))


def test_file_that_only_breaks_rules_is_not_said_to_be_damaged(tmp_path: Path) -> None:
    objects = good(2)
    objects[6] = objects[6].replace(b"/MediaBox [0 0 595 842]", b"")
    result = read(tmp_path / "a.pdf", written(objects))
    assert "file-damaged" not in [issue.code for issue in result.minutes.issues]
    assert "meeting on page 2" in text_of(result)


def test_fields_of_a_file_under_a_password_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(filled_in())
    with pikepdf.open(tmp_path / "plain.pdf") as pdf:
        pdf.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="sesame", owner="owner", R=6))
    settings = Settings(opening=Opening(passwords=("wrong", "sesame")))
    assert "Mr. Sok San" in text_of(process(tmp_path / "a.pdf", tmp_path, settings))


def test_a_file_that_only_one_reader_opens_is_said_to_be_damaged(tmp_path: Path) -> None:
    """Its objects are there, but neither a page tree that qpdf follows nor a table of where they are."""
    data = written(good(2))
    cut = data[: data.rindex(b"xref\n0")].replace(b"/Type /Catalog", b"/Type /Kataloog")
    path = tmp_path / "a.pdf"
    path.write_bytes(cut)
    try:
        result = process(path, tmp_path, Settings())
    except DocumentError as error:
        assert "damaged" in error.reason
    else:
        assert "damaged" in str(result.reason)


@pytest.mark.parametrize("coding", [b"/JPXDecode", b"/DCTDecode"])
def test_a_page_whose_picture_cannot_be_unpacked_is_not_taken_for_blank(tmp_path: Path, coding: bytes) -> None:
    entries = b"/Type /XObject /Subtype /Image /Width 900 /Height 900 /ColorSpace /DeviceGray /BitsPerComponent 8"
    objects = good()
    objects[20] = stream(b"no picture" * 300, entries + b" /Filter " + coding)
    objects[6] = page(7).replace(b"/Font <<", b"/XObject << /P 20 0 R >> /Font <<")
    objects[7] = stream(b"q 595 0 0 842 0 0 cm /P Do Q")
    result = read(tmp_path / "a.pdf", written(objects))
    assert (result.status, result.category) == ("partial", Category.MALFORMED)
    assert "page 2 of 3" in str(result.reason)


def test_a_page_whose_content_cannot_be_unpacked_is_not_taken_for_blank(tmp_path: Path) -> None:
    result = read(tmp_path / "a.pdf", written(good() | {7: stream(b"garbage", b"/Filter /FlateDecode")}))
    assert (result.status, result.category) == ("partial", Category.MALFORMED)
    assert "page 2 of 3" in str(result.reason)


def test_a_page_without_content_is_blank_and_nothing_is_missing(tmp_path: Path) -> None:
    assert read(tmp_path / "a.pdf", written(good() | {7: stream(b"")})).status == "done"
