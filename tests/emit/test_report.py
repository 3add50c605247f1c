import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx.oxml.ns import qn

from pipeline.config import Report
from pipeline.emit.report import report_docx
from pipeline.emit.report_marks import DOUBT_MARK
from pipeline.labels import load_labels
from pipeline.model.minutes import Block, Exchange, Issue, Meeting, Minutes, Section
from pipeline.model.walk import meeting_blocks
from tests.emit.opened import open_report, paragraphs_of, style_of, text_of

KHMER = re.compile("[\u1780-\u17ff]")


def _body_part(document: Any) -> Iterator[Any]:
    """The elements of the report's body proper: from the first section's heading to the table of outcomes."""
    inside = False
    for element in document.element.body:
        names = [mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))]
        inside = inside or "_m1_s1" in names
        if inside and style_of(element) == "Heading1" and text_of(element) == "Outcomes":
            return
        if inside:
            yield element


def _tables(document: Any, heading: str) -> list[list[str]]:
    """Rows of the table after a heading."""
    elements = list(document.element.body)
    start = next(i for i, e in enumerate(elements) if style_of(e).startswith("Heading") and text_of(e) == heading)
    table = next(e for e in elements[start:] if e.tag == qn("w:tbl"))
    return [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]


def _label_blocks(minutes: Minutes) -> dict[str, Block]:
    """Give every block of the body a text of its own; return the blocks by that text."""
    labelled = {}
    for number, block in enumerate(meeting_blocks(minutes.meetings[0])):
        if block.kind == "title":
            continue
        token = f"token{number}end"
        if block.kind == "speech":
            block.attribution = token
        elif block.cells:
            block.cells[0] = token
        else:
            block.text = token
        labelled[token] = block
    return labelled


def test_every_block_stands_exactly_once_in_the_body(rich: Minutes) -> None:
    labelled = _label_blocks(rich)
    found = re.findall(r"token\d+end", " ".join(text_of(element) for element in _body_part(open_report(rich))))
    assert sorted(found) == sorted(labelled)


def test_blocks_stand_in_reading_order_but_for_answers(rich: Minutes) -> None:
    labelled = _label_blocks(rich)
    paired = {"question", "answer"}
    expected = [token for token, block in labelled.items() if block.kind not in paired]
    found = re.findall(r"token\d+end", " ".join(text_of(element) for element in _body_part(open_report(rich))))
    assert [token for token in found if labelled[token].kind not in paired] == expected


def test_each_answer_follows_its_question_and_a_doubtful_pair_is_marked_once(rich: Minutes) -> None:
    pairs = [(style, text) for style, text in paragraphs_of(open_report(rich)) if style in ("Question", "Answer")]
    assert [style for style, _ in pairs] == ["Question", "Answer"] * 3
    assert [text.split()[0] for _, text in pairs] == ["Q1:", "A1:", "Q2:", "A2:", "Question:", "Answer:"]
    assert [text.endswith(DOUBT_MARK) for _, text in pairs] == [False, False, False, False, True, False]


def test_what_is_asked_and_answered_in_prose_stays_in_reading_order_beside_a_bar(rich: Minutes) -> None:
    told = (
        rich.meetings[0].sections[2].sections[1].blocks[0].blocks[:1] + rich.meetings[0].sections[2].sections[0].blocks
    )
    asked, both, answer = (Block(id=f"m1.s1.b{n}", kind="paragraph", text=f"prose {n}") for n in (1, 2, 3))
    rich.meetings[0].sections = [Section(id="m1.s1", kind="item", blocks=[asked, both, answer, *told])]
    rich.meetings[0].exchanges = [
        Exchange(id="m1.x1", number=None, question_ids=[asked.id], answer_ids=[answer.id], confidence=0.7),
        Exchange(id="m1.x2", number=None, question_ids=[both.id], answer_ids=[both.id], confidence=0.7),
    ]
    shown = [(style, text) for style, text in paragraphs_of(open_report(rich)) if text.startswith("prose")]
    assert shown == [("Question", "prose 1"), ("Exchange", "prose 2"), ("Answer", "prose 3")]


def test_khmer_runs_are_complex_script_in_the_khmer_font(rich: Minutes) -> None:
    document = open_report(rich, khmer_font="Battambang")
    runs = [run for run in document.element.body.iter(qn("w:r")) if KHMER.search(text_of(run))]
    assert len(runs) > 30
    for run in runs:
        properties = run.find(qn("w:rPr"))
        assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "Battambang"
        assert properties.find(qn("w:cs")) is not None
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "km-KH"
        assert not re.search("[A-Za-z]", text_of(run))


def test_every_style_that_sets_size_or_weight_sets_it_for_complex_script_too(rich: Minutes) -> None:
    for properties in open_report(rich).styles.element.iter(qn("w:rPr")):
        for plain, complex_script in (("w:sz", "w:szCs"), ("w:b", "w:bCs"), ("w:i", "w:iCs")):
            one, other = properties.find(qn(plain)), properties.find(qn(complex_script))
            assert (one is None) == (other is None)
            assert one is None or one.get(qn("w:val")) == other.get(qn("w:val"))


def test_the_defaults_name_the_fonts_and_khmer_as_complex_script_language(rich: Minutes) -> None:
    defaults = open_report(rich, latin_font="Carlito").styles.element.find(qn("w:docDefaults"))
    fonts, language = next(defaults.iter(qn("w:rFonts"))), next(defaults.iter(qn("w:lang")))
    assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:cs"))) == ("Carlito", "Khmer OS Battambang")
    assert language.get(qn("w:bidi")) == "km-KH"


def test_sections_have_real_heading_styles_at_their_depth(rich: Minutes) -> None:
    headings = [(style, text) for style, text in paragraphs_of(open_report(rich)) if style.startswith("Heading")]
    assert ("Heading1", "Detailed Agenda") in headings
    assert ("Heading2", "I. Call to order") in headings
    assert ("Heading2", "Session 3 Group discussion") in headings
    assert ("Heading3", "1- Money:") in headings
    assert ("Heading3", "B.1 Action points") in headings


def test_the_contents_list_every_heading_with_a_link_that_leads_to_it(rich: Minutes) -> None:
    document = open_report(rich)
    paragraphs = paragraphs_of(document)
    headings = [text for style, text in paragraphs if style in ("Heading1", "Heading2", "Heading3")]
    assert [text for style, text in paragraphs if re.fullmatch(r"TOC\d", style)] == headings
    bookmarks = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    anchors = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    assert len(bookmarks) == len(set(bookmarks))
    assert anchors <= set(bookmarks)


def test_only_our_own_fields_are_fields_and_they_are_balanced(rich: Minutes) -> None:
    rich.meetings[0].sections[1].blocks[3].text = "{ HYPERLINK x } =1+1 <w:fldSimple/> DDEAUTO c:\\x"
    document = open_report(rich)
    codes = {(node.text or "").split()[0] for node in document.element.iter(qn("w:instrText"))}
    assert codes == {"TOC", "PAGEREF"}
    kinds = [node.get(qn("w:fldCharType")) for node in document.element.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert "updateFields" not in document.settings.element.xml
    assert "{ HYPERLINK x } =1+1 <w:fldSimple/> DDEAUTO c:\\x" in text_of(document.element)


def test_the_foot_has_page_numbers_and_the_head_a_short_title(rich: Minutes) -> None:
    page = open_report(rich).sections[0]
    for foot in (page.footer, page.first_page_footer):
        codes = [node.text.strip() for node in foot._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
    assert "Annual Planning Meeting" in text_of(page.header._element)
    assert text_of(page.first_page_header._element) == ""


def test_bullets_are_list_styles_at_their_level_and_printed_numbers_stay_text(rich: Minutes) -> None:
    document = open_report(rich)
    points = {text: style for style, text in paragraphs_of(document)}
    assert points["quorum was reached"] == "ListBullet"
    assert points["twelve of fifteen members"] == "ListBullet2"
    assert points["proxies are counted"] == "ListBullet3"
    assert points["ក.រៀបចំគម្រោងសកម្មភាព"] == "ListNumber"
    assert points["(iii)three further points"] == "ListNumber2"
    numbering = document.styles["List Bullet 2"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    assert numbering.find(qn("w:ilvl")).get(qn("w:val")) == "1"


def test_no_private_use_bullet_and_no_control_character_is_left(rich: Minutes) -> None:
    shown = text_of(open_report(rich).element)
    assert not re.search("[\ue000-\uf8ff]", shown)
    assert "A stray \ufffd control \ufffd character, <w:b/> and =SUM(A1)" in shown


def test_control_characters_everywhere_do_not_break_the_report(rich: Minutes) -> None:
    bad = "a\x00\x08\ud800\uffff b"
    meeting = rich.meetings[0]
    assert meeting.title is not None
    meeting.title.text = rich.document.path = rich.document.id = bad
    meeting.people[0].name = meeting.outcomes[0].text = rich.issues[0].message = meeting.organizers[0].name = bad
    assert "a\ufffd\ufffd\ufffd\ufffd b" in text_of(open_report(rich).element)


def test_the_table_of_outcomes_has_every_outcome_and_marks_guesses(rich: Minutes) -> None:
    rows = _tables(open_report(rich), "Outcomes")
    assert rows[0] == ["No.", "Type", "Outcome", "For whom, by when"]
    outcomes = [row for row in rows[1:] if len(row) == 4]
    assert [row[1] for row in outcomes] == ["Recommendation", "Request", "Motion", "Action", "Decision", "Finding"]
    assert [row[0] for row in outcomes] == ["1", f"2 {DOUBT_MARK}", "3", "4", "5", f"6 {DOUBT_MARK}"]
    assert outcomes[2][3] == "Moved: Ms. Ly BophaSeconded: Mr. Sok DaraResult: carriedVotes: 5-0"
    assert outcomes[3][3] == "Owner: Chan VuthyDue: 31 March 2020"


def test_outcomes_stand_under_their_section_and_theme(rich: Minutes) -> None:
    rows = _tables(open_report(rich), "Outcomes")
    assert [(place, row[0]) for place, row in enumerate(rows) if len(row) == 1] == [
        (1, "Money: · Theme: financial sustainability"),
        (3, "Money: · Theme: ហិរញ្ញវត្ថុ"),
        (5, "New business"),
        (9, "Present"),
    ]


def test_outcomes_without_addressees_have_no_column_for_them(rich: Minutes) -> None:
    rich.meetings[0].outcomes = rich.meetings[0].outcomes[4:]
    assert _tables(open_report(rich), "Outcomes")[0] == ["No.", "Type", "Outcome"]


def test_the_agenda_has_a_row_for_each_session_with_topics_and_speakers(rich: Minutes) -> None:
    rows = _tables(open_report(rich), "Agenda")
    assert [row[0] for row in rows[1:]] == ["1", "2", "", "3", "B"]
    assert rows[2][1:] == ["ផែនការ និងថវិកា Budget", "Budget 2020ផែនការសកម្មភាពQ&A from participants", "លោកស្រី កែវ សុភា"]


def test_people_are_listed_with_part_and_attendance(rich: Minutes) -> None:
    rows = _tables(open_report(rich), "People")
    assert rows[1] == ["Mr. Sok Dara", "Chair of the board", "PNN", "Chair", "Present"]
    assert rows[4][-1] == "Absent"


def test_columns_that_nobody_fills_are_left_out(example: Minutes) -> None:
    assert _tables(open_report(example), "People")[0] == ["Name", "Role", "Organisation", "Part"]


def test_head_rows_repeat_and_short_rows_do_not_split(rich: Minutes) -> None:
    tables = list(open_report(rich).element.iter(qn("w:tbl")))
    heads = [
        row for table in tables for row in table.iter(qn("w:tr")) if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == 9
    assert ["Name", "Role", "Signature"] in [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in heads]
    rows = [row for table in tables for row in table.iter(qn("w:tr"))]
    split = [row for row in rows if row.find(f".//{qn('w:cantSplit')}") is None]
    assert len(split) == 1
    assert len(text_of(split[0])) > 700


def test_the_widths_of_cells_are_those_of_the_grid(rich: Minutes) -> None:
    for table in open_report(rich).element.iter(qn("w:tbl")):
        grid = [column.get(qn("w:w")) for column in table.find(qn("w:tblGrid"))]
        for row in table.iter(qn("w:tr")):
            widths = [node.get(qn("w:w")) for node in row.iter(qn("w:tcW"))]
            assert widths == grid or (len(widths) == 1 and int(widths[0]) == sum(map(int, grid)))


def test_the_quality_note_names_pages_figures_remarks_and_words(rich: Minutes) -> None:
    document = open_report(rich)
    pages = _tables(document, "Quality of the text")
    assert [row[0] for row in pages[1:]] == ["1–4", "5", "6–7"]
    assert "broken syllables 0.18–0.22" in pages[3][3]
    assert _tables(document, "Remarks on the reading")[1] == ["5", "Warning", "A font on this page could not be read."]
    words = _tables(document, "Doubtful words")
    assert words[1][:3] == ["អង្គប្រជុំ", "អង្គប្រជំុ, អង្គ", "close rival"]
    assert words[2][2] == "Confidence 40%"


def test_without_doubts_the_note_says_so(example: Minutes) -> None:
    minutes = Minutes(document=example.document, pages=example.pages, meetings=[Meeting(id="m1")])
    assert load_labels("en")("nothing_doubtful") in text_of(open_report(minutes).element)


def test_a_remark_that_only_informs_is_no_doubt(example: Minutes) -> None:
    told = Issue(code="set-apart", severity="info", message="Set apart as running heads and feet: “River Union”.")
    minutes = Minutes(document=example.document, pages=example.pages, meetings=[Meeting(id="m1")], issues=[told])
    shown = text_of(open_report(minutes).element)
    assert "River Union" in shown and load_labels("en")("nothing_doubtful") in shown


@pytest.fixture
def two(rich: Minutes, example: Minutes) -> Minutes:
    rich.meetings.append(example.meetings[0].model_copy(update={"id": "m2"}))
    return rich


def test_several_meetings_are_chapters_under_the_name_of_their_file(two: Minutes) -> None:
    paragraphs = paragraphs_of(open_report(two))
    assert paragraphs[:2] == [("Kicker", "2 meetings in one file"), ("Title", "planning meeting.pdf")]
    headings = [(style, text) for style, text in paragraphs if style.startswith("Heading")]
    outer = [text for style, text in headings if style == "Heading1"]
    assert len(outer) == 3
    assert outer[1].startswith("Minutes of Issues Briefing Workshop")
    assert outer[0].endswith(" (14–15 January 2020)")
    assert [text for style, text in headings if style == "Heading2"].count("People") == 2
    assert ("Heading2", "Introduction") in headings


def test_a_chapter_whose_title_has_the_date_does_not_get_it_again(two: Minutes) -> None:
    title = two.meetings[0].title
    assert title is not None
    title.text = "Minutes of January 14-15, 2020"
    assert ("Heading1", title.text) in paragraphs_of(open_report(two))


def test_each_meeting_has_its_own_facts_and_the_source_is_told_once(two: Minutes) -> None:
    shown = [text for _, text in paragraphs_of(open_report(two))]
    assert (shown.count("Date"), shown.count("Source file")) == (2, 1)


def test_each_meeting_and_the_quality_note_open_a_page(two: Minutes) -> None:
    opening = [
        text_of(p)
        for p in open_report(two).element.body.iter(qn("w:p"))
        if p.find(f".//{qn('w:pageBreakBefore')}") is not None
    ]
    assert [text[:7] for text in opening] == ["កំណត់ហេ", "Minutes", "Quality"]


def test_a_report_that_is_no_minutes_has_no_empty_parts(example: Minutes) -> None:
    section = Section(id="m1.s1", kind="other", blocks=[Block(id="m1.s1.b1", kind="paragraph", text="Our year.")])
    meeting = Meeting(id="m1", classification="report", sections=[section])
    shown = paragraphs_of(open_report(Minutes(document=example.document, meetings=[meeting])))
    assert [text for style, text in shown if style == "Heading1"] == ["Other text", "Quality of the text"]
    meeting.classification = "meeting"
    assert ("Note", "None was found.") in paragraphs_of(
        open_report(Minutes(document=example.document, meetings=[meeting]))
    )


def test_minutes_without_an_agenda_have_their_items_in_its_stead_if_more_than_headings_is_known(rich: Minutes) -> None:
    meeting = rich.meetings[0]
    meeting.sections = meeting.sections[2].sections
    assert [row[1] for row in _tables(open_report(rich), "Agenda")[1:3]] == ["Call to order", "ផែនការ និងថវិកា Budget"]
    meeting.people = []
    meeting.sections[1].topics = []
    assert "Agenda" not in [text for style, text in paragraphs_of(open_report(rich)) if style == "Heading1"]


@pytest.mark.parametrize("meetings", [[], [Meeting(id="m1")]])
def test_minutes_with_nothing_in_them_still_make_a_report(example: Minutes, meetings: list[Meeting]) -> None:
    document = open_report(Minutes(document=example.document, meetings=meetings))
    assert (("Title", "battambang-2019-09-05.txt")) in paragraphs_of(document)


def test_a_very_long_title_fits_the_properties_and_the_running_head(rich: Minutes) -> None:
    assert rich.meetings[0].title is not None
    rich.meetings[0].title.text = "ផែនការសកម្មភាព" * 60
    document = open_report(rich)
    assert len(text_of(document.sections[0].header._element)) <= 91
    assert document.core_properties.title.startswith("ផែនការ")


def test_the_zip_has_no_time_of_its_own(rich: Minutes) -> None:
    with zipfile.ZipFile(io.BytesIO(report_docx(rich, Report()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert b"2020-01-14T00:00:00Z" in package.read("docProps/core.xml")


def test_labels_in_khmer_leave_the_minutes_as_they_are(rich: Minutes) -> None:
    document = open_report(rich, labels="km")
    shown = [text for _, text in paragraphs_of(document)]
    assert "អនុសាសន៍" in shown
    assert "ថ្ងៃទី១៤-១៥ ខែមករា ឆ្នាំ២០២០" in shown
    assert "quorum was reached" in shown
