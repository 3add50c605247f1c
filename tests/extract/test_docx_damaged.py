"""Word files that are damaged or oddly made: what is there is read, and what is not is said."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract.docx_xml import read_part
from pipeline.process import process
from pipeline.repair.survey import Damage, survey
from pipeline.result import Result

WORDS = [f"Paragraph {number} of the minutes, which says a thing or two." for number in range(400)]


def made(path: Path, change: Callable[[str, bytes], bytes] = lambda name, data: data, words: list[str] = WORDS) -> Path:
    """A Word file whose parts have gone through a change."""
    document, whole = docx.Document(), BytesIO()
    for line in words:
        document.add_paragraph(line)
    document.save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, change(name, source.read(name)))
    return path


def in_main(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(old, new, 1) if name == "word/document.xml" else data


def read(path: Path) -> Result:
    return process(path, path.parent, Settings())


def codes(result: Result) -> dict[str, str]:
    return {issue.code: issue.message for issue in result.minutes.issues}


def text_of(result: Result) -> str:
    return " ".join(re.findall(r'"text": ?"([^"]*)"', result.minutes.model_dump_json()))


def test_a_word_file_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = made(tmp_path / "a.docx")
    data = path.read_bytes()
    with zipfile.ZipFile(path) as package:
        item = package.getinfo("word/document.xml")
    path.write_bytes(data[: item.header_offset + item.compress_size // 2])
    result = read(path)
    assert (result.status, result.category) == ("partial", Category.MALFORMED)
    assert "cut off" in (result.reason or "")
    assert WORDS[20] in text_of(result)
    assert survey(path, Settings()).damages[Damage.NATIVE] == 1


def test_one_that_is_cut_off_before_its_text_is_damaged(tmp_path: Path) -> None:
    path = made(tmp_path / "a.docx")
    path.write_bytes(path.read_bytes()[:600])
    with pytest.raises(DocumentError, match="cut off before its text") as caught:
        read(path)
    assert caught.value.category is Category.MALFORMED


def test_a_fault_in_the_xml_costs_no_text_and_is_said(tmp_path: Path) -> None:
    result = read(
        made(tmp_path / "a.docx", in_main(b"<w:body>", b"<w:body><w:p broken><w:r><w:t>More</w:t></w:r></w:p>"))
    )
    assert "possibly incomplete" in codes(result)["file-damaged"]
    assert WORDS[399] in text_of(result)


def test_broken_styles_do_not_cost_the_text(tmp_path: Path) -> None:
    result = read(made(tmp_path / "a.docx", lambda name, data: b"no" if name == "word/styles.xml" else data))
    assert "word/styles.xml" in codes(result)["file-damaged"]
    assert WORDS[399] in text_of(result)


def test_a_text_longer_than_the_parser_likes_is_read() -> None:
    tree, damage = read_part(b"<a>" + b"x" * 10_100_000 + b"</a>")
    assert (len(tree.text), damage) == (10_100_000, None)


def test_elements_without_end_in_each_other_are_too_large(tmp_path: Path) -> None:
    deep = b"<w:smartTag>" * 5000 + b"</w:smartTag>" * 5000
    with pytest.raises(DocumentError, match="nested deeper") as caught:
        read(made(tmp_path / "a.docx", in_main(b"<w:body>", b"<w:body>" + deep)))
    assert caught.value.category is Category.TOO_LARGE


def test_every_body_of_a_file_that_has_several_is_read(tmp_path: Path) -> None:
    second = b"</w:body><w:body><w:p><w:r><w:t>The second body.</w:t></w:r></w:p></w:body>"
    assert "The second body." in text_of(read(made(tmp_path / "a.docx", in_main(b"</w:body>", second))))


def test_part_names_in_other_letters_are_found(tmp_path: Path) -> None:
    path = made(tmp_path / "a.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(tmp_path / "b.docx", "w") as package:
        for name in source.namelist():
            package.writestr(name.replace("document.xml", "Document.XML").replace("/", "\\"), source.read(name))
    assert WORDS[399] in text_of(read(tmp_path / "b.docx"))


def test_words_in_the_head_alone_are_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Minutes of the commune council"
    document.save(str(tmp_path / "a.docx"))
    result = read(tmp_path / "a.docx")
    assert "Minutes of the commune council" in text_of(result)
    assert "only-heads" in codes(result)


def test_what_is_left_out_is_told_with_how_many(tmp_path: Path) -> None:
    drawn = (
        b'<w:p><w:r><w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing>'
        b'</w:r><w:del w:id="1"><w:r><w:delText>gone for good</w:delText></w:r></w:del>'
        b'<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r></w:p>'
    )
    path = made(tmp_path / "a.docx", in_main(b"<w:body>", b"<w:body>" + drawn))
    comment = "<w:comment><w:p><w:r><w:t>Is it so?</w:t></w:r></w:p></w:comment>"
    with zipfile.ZipFile(path, "a") as package:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr("word/comments.xml", f'<w:comments xmlns:w="{space}">{comment}</w:comments>')
    told = codes(read(path))
    assert "(1)" in told["comments-unread"]
    assert "(1)" in told["drawings-unread"]
    assert "(1)" in told["embedded-object"]
    assert told["deleted-text"].startswith("13 characters")


@pytest.mark.parametrize("suffix", ["docm", "dotx"])
def test_files_with_macros_and_templates_are_word_files(suffix: str, tmp_path: Path) -> None:
    assert WORDS[0] in text_of(read(made(tmp_path / f"a.{suffix}", words=WORDS[:3])))


def test_a_text_under_the_name_of_a_word_file_is_read_and_a_web_page_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("Minutes of the meeting\nThe chair opened it.\n")
    assert "The chair opened it." in text_of(read(tmp_path / "a.doc"))
    (tmp_path / "b.doc").write_text("<html><body>Minutes</body></html>")
    with pytest.raises(DocumentError, match="web page"):
        read(tmp_path / "b.doc")
