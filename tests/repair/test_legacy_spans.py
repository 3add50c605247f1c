"""Khmer in 8-bit fonts read in place: PDFs of the press in every encoding and family, Word files, text files."""

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.model.document import Document, Font, Glyph, Line, Page, Span
from pipeline.model.minutes import PageFacts, Source
from pipeline.repair import repair
from pipeline.repair.legacy_tables import TEXT_FAMILIES, Family
from tests.press.corpus import declaration
from tests.press.describe import BOLD, Booklet, Run, Style, text
from tests.press.legacy_pages import codes_of_text, in_legacy, legacy_family
from tests.press.producers import make_pdf
from tests.press.producers.legacy import Legacy, Numbering
from tests.press.producers.libreoffice import LibreOffice
from tests.press.producers.renumbered import Renumbered
from tests.press.producers.type3 import Type3
from tests.press.producers.word import Word
from tests.press.word_file import make_docx

LIMON = legacy_family("limon", "Limon S1", "LmnTTFantBig")
WORDS = (
    "ព្រះរាជាណាចក្រកម្ពុជា",
    "កំណត់ហេតុកិច្ចប្រជុំលើកទី១២",
    "លោក សុខ វិចិត្រ ប្រធានបណ្តាញ បានស្វាគមន៍",
    "អង្គការ NGO Forum on Cambodia បានស្នើសុំ",
    "The minutes of the last meeting were approved.",
    "ប្រជាពលរដ្ឋចូលរួមជាង ២០០ នាក់ ក្នុងខេត្តកំពត",
)
NAMES = {
    Family.LIMON: "Limon S1",
    Family.TRUTH: "Truth11",
    Family.ABC: "ABC-TEXT-05",
    Family.ABC2: "ABC-TEXT-06",
    Family.ABC3: "ABC-TEXT-24",
    Family.ABC_ZWSP: "ABC-TEXT-05A",
    Family.BAIDOK: "Baidok3C",
    Family.KHEK: "Khek Mool",
    Family.FK: "FK1",
    Family.RASMEI: "A Rasmei Kampuchea Text",
    Family.KAOHKONG: "KSW kaoh kong",
}
ENGLISH = (
    "The minutes of the last meeting were approved without changes.",
    "Members asked that the report be sent to all of the villages before the end of June.",
    "The chair thanked the ministry and closed the meeting at noon.",
)


def booklet(*lines: str | Sequence[Run]) -> Booklet:
    return Booklet(tuple(text(line) for line in lines))


def read(path: Path) -> Document:
    return repair(extract(open_source(path, path.parent), Settings()))


def read_pdf(folder: Path, pages: Booklet, numbering: Numbering = Numbering.WIN_ANSI) -> Document:
    path = folder / "a.pdf"
    path.write_bytes(make_pdf(pages, Legacy(numbering)))
    return read(path)


def read_docx(folder: Path, pages: Booklet) -> Document:
    path = folder / "a.docx"
    path.write_bytes(make_docx(pages))
    return read(path)


def read_txt(folder: Path, *lines: str) -> list[str]:
    path = folder / "a.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return texts(read(path))


def canonical(line: str) -> str:
    return folded(normalize(line)).replace(ZWSP, "")


def texts(document: Document) -> list[str]:
    return [canonical(line.text) for line in document.lines()]


def typed(line: str, family: str = "limon") -> str:
    return codes_of_text(line, family)


def spans(document: Document) -> list[Span]:
    return [span for line in document.lines() for span in line.spans]


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize("numbering", Numbering)
def test_codes_are_found_however_a_pdf_numbers_the_glyphs(numbering: Numbering, tmp_path: Path) -> None:
    document = read_pdf(tmp_path, in_legacy(booklet(*WORDS), LIMON), numbering)
    assert texts(document) == [*map(canonical, WORDS)]
    methods = {span.repair.method if span.repair else None for span in spans(document)}
    assert methods == {"legacy", None}
    assert codes(document) == ["legacy-fonts"]


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_every_family_is_read_by_its_name_in_pdf_and_word(family: Family, tmp_path: Path) -> None:
    pages = in_legacy(booklet(*WORDS), legacy_family(family, NAMES[family]))
    assert texts(read_pdf(tmp_path, pages)) == [*map(canonical, WORDS)]
    assert texts(read_docx(tmp_path, pages)) == [*map(canonical, WORDS)]


@pytest.mark.parametrize("producer", [Word, LibreOffice, Type3])
@pytest.mark.parametrize("name", ["LmnTTFantBig", "Arial"])
def test_words_that_a_producer_draws_in_two_font_objects_are_read(
    producer: type[Word] | type[LibreOffice] | type[Type3], name: str, tmp_path: Path
) -> None:
    lines = [*WORDS[:3], *declaration()[:2]]
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(in_legacy(booklet(*lines), legacy_family("limon", name)), producer()))
    said = "".join(texts(read(path)))
    assert said.replace(" ", "") == canonical("".join(lines)).replace(" ", "")


def test_glyphs_that_nothing_leads_back_to_codes_are_said_to_be_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(in_legacy(booklet(*declaration()[:2]), LIMON), Renumbered()))
    assert "legacy-unread" in codes(read(path))


def test_latin_beside_codes_stays_and_codes_keep_what_the_file_said(tmp_path: Path) -> None:
    document = read_docx(tmp_path, in_legacy(booklet(WORDS[3]), LIMON))
    first, latin, last = spans(document)
    assert (first.orig, latin.orig, last.orig) == (typed("អង្គការ "), None, typed("បានស្នើសុំ"))
    assert latin.text == "NGO Forum on Cambodia "
    assert first.repair is not None
    assert first.repair.confidence > 0.9


@pytest.mark.parametrize("read_as", [read_pdf, read_docx])
def test_a_syllable_that_goes_over_two_spans_is_one(read_as: object, tmp_path: Path) -> None:
    whole = typed("កិច្ចប្រជុំបានបញ្ចេញមតិ")
    cut = whole.index("eBa") + 1
    plain, bold = Style(latin=LIMON, khmer=LIMON), Style(latin=LIMON, khmer=LIMON, bold=True)
    document = read_as(tmp_path, booklet([Run(whole[:cut], plain), Run(whole[cut:], bold)]))  # type: ignore[operator]
    assert texts(document) == [canonical("កិច្ចប្រជុំបានបញ្ចេញមតិ")]
    assert [span.text for span in spans(document)] == ["កិច្ចប្រជុំបានប", "ញ្ចេញមតិ"] or len(spans(document)) == 2


@pytest.mark.parametrize("family", [Family.LIMON, Family.KHEK, Family.FK, Family.KAOHKONG])
def test_codes_under_a_name_that_says_nothing_are_told_by_what_they_read_as(family: Family, tmp_path: Path) -> None:
    lines = [*declaration()[:4], *ENGLISH]
    pages = in_legacy(Booklet(tuple(text(line) for line in lines)), legacy_family(family, "Times New Roman"))
    document = read_docx(tmp_path, pages)
    assert texts(document) == [*map(canonical, lines)]
    (issue,) = document.issues
    assert f"{family} (by the codes alone" in issue.message


def test_the_codes_overrule_a_name_of_another_family(tmp_path: Path) -> None:
    pages = in_legacy(booklet(*declaration()[:3]), legacy_family("fk", "Limon S1"))
    assert texts(read_docx(tmp_path, pages)) == [*map(canonical, declaration()[:3])]


@pytest.mark.parametrize("lines", [ENGLISH, ("Total", "Annual report"), declaration()[:2]], ids=["long", "short", "km"])
def test_a_font_that_is_only_called_legacy_keeps_its_text(lines: Sequence[str], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    file = docx.Document()
    for line in lines:
        run = file.add_paragraph().add_run(line)
        run.font.name = "Limon S1"
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), "Limon S1")
    file.save(str(path))
    document = read(path)
    assert [span.text for span in spans(document)] == [*lines]
    assert all(span.repair is None for span in spans(document))


def test_english_typed_in_a_font_of_codes_stays_where_nobody_can_have_meant_khmer(tmp_path: Path) -> None:
    style = Style(latin=LIMON, khmer=LIMON)
    pages = booklet(*([Run(typed(line), style)] for line in declaration()[:3]), [Run(ENGLISH[0], style)])
    assert texts(read_docx(tmp_path, pages)) == [*map(canonical, declaration()[:3]), ENGLISH[0]]


def test_ornaments_are_left_out_and_counted(tmp_path: Path) -> None:
    ornament = legacy_family("limon", "TacteingA")
    pages = booklet([Run("3", Style(latin=ornament, khmer=ornament))], [Run("Minutes of the board", BOLD)])
    for document in (read_pdf(tmp_path, pages), read_docx(tmp_path, pages)):
        assert texts(document) == ["Minutes of the board"]
        (issue,) = document.issues
        assert (issue.code, issue.message) == ("ornaments", "Ornaments were left out: 1 in TacteingA.")


def test_a_font_without_a_published_table_is_named(tmp_path: Path) -> None:
    codes_of_nobody = "Qx¯ wJz² kÑv qW§x jX¸ Zy¶q hÅw vJ¼k Yq¢ xK¤ "
    pages = booklet([Run(codes_of_nobody, Style(latin=legacy_family("limon", "Apsara"), khmer=LIMON))])
    document = read_docx(tmp_path, pages)
    assert spans(document)[0].orig is None
    assert codes(document) == ["legacy-unread"]


def test_word_symbols_in_the_private_area_are_codes(tmp_path: Path) -> None:
    private = "".join(chr(0xF000 + ord(code)) if ord(code) > 0x20 else code for code in typed(WORDS[1]))
    document = read_docx(tmp_path, booklet([Run(private, Style(latin=LIMON, khmer=LIMON))]))
    assert texts(document) == [canonical(WORDS[1])]


def test_lines_of_codes_in_a_text_file_are_told_from_english(tmp_path: Path) -> None:
    khmer = [*declaration()[:3], "លេខ ០១២ ប.អ.ក"]
    lines = [ENGLISH[0], *(typed(line) for line in khmer), "2019", typed(declaration()[4]), ENGLISH[1], "2019"]
    expected = [ENGLISH[0], *khmer, "២០១៩", declaration()[4], ENGLISH[1], "2019"]
    assert read_txt(tmp_path, *lines) == [*map(canonical, expected)]


def test_abbreviations_and_addresses_among_codes_stay_latin(tmp_path: Path) -> None:
    before, behind = declaration()[0], declaration()[1]
    line = f"{typed(before)} UNDP {typed(behind)} info@example.org {typed(before)}"
    (found,) = read_txt(tmp_path, line)
    assert found == canonical(f"{before} UNDP {behind} info@example.org {before}")


def test_text_that_looks_like_codes_of_nobody_is_said_to(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n".join(["Qx¯w Jz²k ÑvqW§ xjX¸Zy ¶qhÅwvJ¼k Yq¢xK¤"] * 12), encoding="utf-8")
    document = read(path)
    assert "legacy-untold" in codes(document)
    assert all(span.orig is None for span in spans(document))


def test_other_text_is_left_as_it_is(tmp_path: Path) -> None:
    lines = [
        *ENGLISH,
        "Réunion du conseil municipal : procès-verbal de la séance",
        declaration()[0],
        "iPhone, e-mail: a.b@c.org",
    ]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    document = read(path)
    assert [line.text for line in document.lines()] == lines
    assert codes(document) == []


def test_a_line_reads_across_spans_of_other_fonts_only_in_its_own(tmp_path: Path) -> None:
    style = Style(latin=LIMON, khmer=LIMON)
    document = read_docx(tmp_path, booklet([Run(typed("ការ"), style), Run("k", Style()), Run(typed("ការ"), style)]))
    assert [line.text for line in document.lines()] == ["ការkការ"]
    assert isinstance(next(document.lines()), Line)


def test_symbols_that_word_names_one_by_one_are_codes(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    file = docx.Document()
    run = file.add_paragraph().add_run()
    for code in typed("កិច្ចប្រជុំ"):
        sign = run._r.makeelement(qn("w:sym"), {qn("w:font"): "Limon S1", qn("w:char"): f"F0{ord(code):02X}"})
        run._r.append(sign)
    file.save(str(path))
    assert texts(read(path)) == ["កិច្ចប្រជុំ"]


def test_a_number_that_word_prints_in_such_a_font_is_read_with_its_sign() -> None:
    source = Source(id="", path="", file_name="", media_type="", page_count=1, producer=None, languages=[])
    facts = PageFacts(page_no=1, width=1, height=1, text_source="native", confidence=1, methods={}, evidence={})
    box = (0.0, 0.0, 1.0, 1.0)
    body = [Line([Span(typed("កិច្ចប្រជុំ"), font="f")], 1, box, marker=marker) for marker in ("1>", "2.", "•", "\uf032")]
    document = Document(source, [Page(facts, [*body])], fonts={"f": Font("Limon S1", "docx", False)})
    assert [line.marker for line in repair(document).lines()] == ["១.", "2.", "•", "២"]


def test_a_heading_in_a_font_of_its_own_is_told_by_the_text_beside_it(tmp_path: Path) -> None:
    body, head = legacy_family("abc", "CIDFont+F1"), legacy_family("abc", "CIDFont+F2")
    khmer = "កំណត់ហេតុ"
    pages = booklet(
        [Run(typed(khmer, "abc"), Style(latin=head, khmer=head))],
        *([Run(typed(line, "abc"), Style(latin=body, khmer=body))] for line in declaration()[:3]),
        "Annual report",
    )
    expected = [khmer, *declaration()[:3], "Annual report"]
    assert texts(read_docx(tmp_path, pages)) == [*map(canonical, expected)]


def test_source_code_is_not_taken_for_codes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(Path(__file__).read_text(encoding="utf-8").partition("WORDS")[0] * 3, encoding="utf-8")
    assert codes(read(path)) == []


def test_readers_that_tell_no_codes_give_them_as_letters() -> None:
    source = Source(id="", path="", file_name="", media_type="", page_count=1, producer=None, languages=[])
    facts = PageFacts(page_no=1, width=1, height=1, text_source="native", confidence=1, methods={}, evidence={})
    box = (0.0, 0.0, 1.0, 1.0)
    glyphs = tuple(Glyph(-1, letter, box) for letter in typed(WORDS[0]))
    line = Line([Span(typed(WORDS[0]), font="f", glyphs=glyphs)], 1, box)
    document = Document(source, [Page(facts, [line])], fonts={"f": Font("LimonS1", "TrueType", True)})
    assert texts(repair(document)) == [canonical(WORDS[0])]


def test_figures_and_brackets_beside_khmer_in_unicode_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    file = docx.Document()
    line = "ស្រី (១១) នាក់ ឆ្នាំ 2019, (២)"
    run = file.add_paragraph().add_run(line)
    run.font.name = "Limon S1"
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:cs"), "Khmer OS")
    file.save(str(path))
    assert [each.text for each in read(path).lines()] == [line]


def test_page_numbers_alone_are_believed_to_be_in_the_font_they_name(tmp_path: Path) -> None:
    pages = booklet([Run("- 12 -", Style(latin=LIMON, khmer=LIMON))])
    assert texts(read_pdf(tmp_path, pages)) == ["- ១២ -"]
