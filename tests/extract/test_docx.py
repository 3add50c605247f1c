import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches, Length
from docx.text.paragraph import Paragraph
from PIL import Image

from pipeline.errors import Category, DocumentError
from pipeline.extract.markers import NOTE_STYLE
from pipeline.extract.number_formats import format_number
from pipeline.model.document import Document, Line, Table
from tests.extract.conftest import read

ReadWord = Callable[[WordDocument], Document]


@pytest.fixture
def read_word(tmp_path: Path) -> ReadWord:
    def read_made(word: WordDocument) -> Document:
        path = tmp_path / "made.docx"
        word.save(str(path))
        return read(path)

    return read_made


def shown(document: Document) -> list[tuple[str | None, str]]:
    return [(line.marker, line.text) for line in document.lines()]


def test_paragraphs_keep_number_style_and_the_fonts_of_their_runs(read_word: ReadWord) -> None:
    word = docx.Document()
    word.add_heading("Minutes", 0)
    word.add_paragraph("")
    paragraph = word.add_paragraph("Chair: ")
    paragraph.add_run("Mr. Chan Dara").bold = True
    document = read_word(word)
    title, chair = document.lines()
    assert (title.number, title.style, title.text) == (1, "Title", "Minutes")
    assert (chair.number, chair.ends_paragraph) == (3, True)
    assert [(span.text, span.bold) for span in chair.spans] == [("Chair: ", False), ("Mr. Chan Dara", True)]
    assert document.source.page_count is None


def test_bullets_and_numbers_are_counted_as_word_prints_them(read_word: ReadWord) -> None:
    word = docx.Document()
    word.add_paragraph("Point", style="List Bullet")
    for name in ("List Number", "List Number", "List Number 2"):
        word.add_paragraph(name, style=name)
    document = read_word(word)
    markers = [line.marker for line in document.lines()]
    assert markers[1:] == ["1.", "2.", "1."]
    assert markers[0] is not None
    assert [line.level for line in document.lines()] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (7, "decimal", "7"),
    ],
)
def test_number_formats(number: int, number_format: str, printed: str) -> None:
    assert format_number(number, number_format) == printed


def test_multi_level_numbers_restart_below_a_higher_level(read_word: ReadWord) -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate([("decimal", "%1."), ("lowerLetter", "%1.%2)")])
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level in (0, 1, 1, 0, 1):
        paragraph = word.add_paragraph("item")
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    document = read_word(word)
    assert [line.marker for line in document.lines()] == ["1.", "1.a)", "1.b)", "2.", "2.a)"]
    assert [line.level for line in document.lines()] == [1, 2, 2, 1, 2]


def test_soft_break_makes_two_lines_of_one_paragraph(read_word: ReadWord) -> None:
    word = docx.Document()
    run = word.add_paragraph().add_run("first")
    run.add_break(WD_BREAK.LINE)
    run.add_text("second")
    lines = list(read_word(word).lines())
    assert [(line.number, line.text, line.ends_paragraph) for line in lines] == [
        (1, "first", False),
        (1, "second", True),
    ]


def test_table_cells_hold_their_lines_and_merged_cells_stand_once(read_word: ReadWord) -> None:
    word = docx.Document()
    table = word.add_table(rows=3, cols=3, style="Table Grid")
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            cell.text = f"cell {index}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "high"
    (item,) = (item for item in read_word(word).pages[0].body if isinstance(item, Table))
    assert [[(cell.column, [line.text for line in cell.lines]) for cell in row.cells] for row in item.rows] == [
        [(0, ["wide"]), (2, ["cell 2"])],
        [(0, ["cell 0"]), (1, ["cell 1"]), (2, ["high"])],
        [(0, ["cell 0"]), (1, ["cell 1"])],
    ]


def test_nested_table_is_not_lost(read_word: ReadWord) -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "outer"
    cell.add_table(rows=1, cols=1).cell(0, 0).text = "inner"
    assert [text for _, text in shown(read_word(word))] == ["outer", "inner"]


def test_heads_and_feet_are_furniture(read_word: ReadWord) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Provincial Council"
    word.sections[0].footer.paragraphs[0].text = "Page 1"
    word.add_paragraph("Body")
    page = read_word(word).pages[0]
    assert [item.text for item in page.body if isinstance(item, Line)] == ["Body"]
    assert [line.text for line in page.furniture] == ["Provincial Council", "Page 1"]


def test_insertions_are_kept_deletions_and_field_codes_dropped(read_word: ReadWord) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("The ")._p
    for xml in (
        "<w:del {n}><w:r><w:delText>old</w:delText></w:r></w:del>",
        "<w:ins {n}><w:r><w:t>new</w:t></w:r></w:ins>",
        '<w:r {n}><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText></w:r>',
        '<w:r {n}><w:fldChar w:fldCharType="separate"/><w:t xml:space="preserve"> plan 7</w:t></w:r>',
    ):
        paragraph.append(parse_xml(xml.replace("{n}", nsdecls("w"))))
    assert shown(read_word(word)) == [(None, "The new plan 7")]


def test_text_box_stands_once_after_its_paragraph(read_word: ReadWord) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Anchor")._p
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    paragraph.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert [text for _, text in shown(read_word(word))] == ["Anchor", "Boxed"]


def test_hidden_text_is_left_out_and_said(read_word: ReadWord) -> None:
    word = docx.Document()
    word.add_paragraph("Seen ").add_run("secret").font.hidden = True
    document = read_word(word)
    assert shown(document) == [(None, "Seen")]
    assert [(issue.code, "6 characters" in issue.message) for issue in document.issues] == [("hidden-text", True)]


@pytest.mark.parametrize(("width", "severity"), [(Inches(6), "warning"), (Inches(1), "info")])
def test_pictures_are_said_to_be_unread_and_large_ones_are_warned_of(
    read_word: ReadWord, width: Length, severity: str
) -> None:
    picture = BytesIO()
    Image.new("L", (600, 800), 255).save(picture, "PNG")
    word = docx.Document()
    word.add_paragraph("Attached:")
    word.add_picture(picture, width=width)
    assert [(issue.code, issue.severity) for issue in read_word(word).issues] == [("pictures-unread", severity)]
    word.paragraphs[0].clear()
    with pytest.raises(DocumentError) as caught:
        read_word(word)
    assert "Pictures in the file were not read (1" in caught.value.reason


def test_zip_that_is_no_word_file_and_broken_word_file_are_told(tmp_path: Path) -> None:
    other, broken = tmp_path / "other.docx", tmp_path / "broken.docx"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("readme.txt", "hello")
    docx.Document().save(str(broken))
    broken.write_bytes(broken.read_bytes()[:3000])
    for path, category in ((other, Category.UNREADABLE), (broken, Category.MALFORMED)):
        with pytest.raises(DocumentError) as caught:
            read(path)
        assert caught.value.category is category


def test_word_file_without_words_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    docx.Document().save(str(path))
    with pytest.raises(DocumentError) as caught:
        read(path)
    assert caught.value.category is Category.NO_TEXT


def add_footnote_reference(paragraph: Paragraph, note_id: int, custom: bool = False) -> None:
    run = paragraph.add_run()
    own = ' w:customMarkFollows="1"' if custom else ""
    run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{note_id}"{own}/>'))


def add_footnotes(word: WordDocument, texts: Mapping[int, str]) -> None:
    notes = "".join(
        f'<w:footnote w:id="{note_id}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for note_id, text in texts.items()
    )
    blob = f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, blob, word.part.package)
    word.part.relate_to(part, RT.FOOTNOTES)


def test_footnotes_stand_behind_their_paragraph_with_the_mark_that_stands_in_it(read_word: ReadWord) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("The grant")
    add_footnote_reference(paragraph, 7)
    paragraph.add_run(" was spent on the hall")
    add_footnote_reference(paragraph, 3, custom=True)
    paragraph.add_run("*")
    add_footnote_reference(word.add_paragraph("Approved"), 2)
    add_footnotes(word, {2: "See the annex.", 3: "* Not yet built.", 7: "Of 4 March."})
    lines = list(read_word(word).lines())
    assert [(line.marker, line.text) for line in lines] == [
        (None, "The grant¹ was spent on the hall*"),
        ("¹", "Of 4 March."),
        (None, "* Not yet built."),
        (None, "Approved²"),
        ("²", "See the annex."),
    ]
    assert [line.style == NOTE_STYLE for line in lines] == [False, True, True, False, True]


def test_ligatures_of_a_word_file_are_spelt_out(read_word: ReadWord) -> None:
    word = docx.Document()
    word.add_paragraph("The staﬀ are ﬁve")
    assert shown(read_word(word)) == [(None, "The staff are five")]


def test_raised_digits_are_raised_and_raised_letters_stay(read_word: ReadWord) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("10")
    paragraph.add_run("5").font.superscript = True
    paragraph.add_run(" on the 5")
    paragraph.add_run("th").font.superscript = True
    assert [line.text for line in read_word(word).lines()] == ["10⁵ on the 5th"]
