"""Guesses are marked where they stand, explained at the front and listed at the end."""

import io
from typing import Any, get_args

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.config import Report
from pipeline.emit.report import report_docx
from pipeline.emit.report_marks import DOUBT_MARK
from pipeline.emit.text_file import text
from pipeline.labels import Language, load_labels
from pipeline.model.doubt import DOUBTFUL, DoubtKind
from pipeline.model.minutes import Exchange, Issue, Minutes
from pipeline.segment.doubts import tell_doubts

LIST = "Guesses to check"


def _paragraphs(minutes: Minutes, **settings: Any) -> list[Any]:
    return list(docx.Document(io.BytesIO(report_docx(minutes, Report(**settings)))).element.body.iter(qn("w:p")))


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _styled(paragraphs: list[Any]) -> list[tuple[str, str]]:
    return [(p.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")), _text(p)) for p in paragraphs]


def _listed(minutes: Minutes, **settings: Any) -> list[list[str]]:
    """Rows of the list of guesses, its head apart."""
    heading = load_labels(settings.get("labels", "en"))("doubts")
    body = list(docx.Document(io.BytesIO(report_docx(minutes, Report(**settings)))).element.body)
    place = next(
        n
        for n, part in enumerate(body)
        if _text(part) == heading and part.find(f".//{qn('w:bookmarkStart')}") is not None
    )
    table = next(part for part in body[place:] if part.tag == qn("w:tbl"))
    return [[_text(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))][1:]


def test_what_is_a_guess_is_marked_where_it_stands(doubtful: Minutes) -> None:
    marked = [(style, shown) for style, shown in _styled(_paragraphs(doubtful)) if shown.endswith(f" {DOUBT_MARK}")]
    assert marked == [
        ("TOC2", f"វគ្គទី២៖ ផែនការ និងថវិកា Budget {DOUBT_MARK}"),
        ("TableText", f"លោកស្រី កែវ សុភា {DOUBT_MARK}"),
        ("TableText", f"លោកស្រី កែវ សុភា {DOUBT_MARK}"),
        ("Heading2", f"វគ្គទី២៖ ផែនការ និងថវិកា Budget {DOUBT_MARK}"),
        ("Speaker", f"លោកស្រី កែវ សុភា នាយកប្រតិបត្តិ {DOUBT_MARK}"),
        ("Question", f"Question: A member asked when the plan is due. {DOUBT_MARK}"),
        (
            "Exchange",
            f"Ms. Ly Bopha moved, Mr. Sok Dara seconded, to adopt the budget. Carried 5-0. {DOUBT_MARK}",
        ),
        ("TableText", f"2 {DOUBT_MARK}"),
        ("TableText", f"6 {DOUBT_MARK}"),
    ]


def test_a_doubtful_exchange_is_marked_at_a_heading_or_a_row_that_asks(rich: Minutes) -> None:
    meeting = rich.meetings[0]
    heading, row = meeting.sections[1].heading, meeting.sections[1].blocks[1]
    assert heading is not None
    heading.text = "Who is present?"
    meeting.exchanges = [
        Exchange(id=f"m1.x{n}", number=None, question_ids=[name], answer_ids=[row.id], confidence=0.5)
        for n, name in enumerate((heading.id, row.id), 1)
    ]
    shown = [words for style, words in _styled(_paragraphs(rich)) if style in ("Heading1", "TableText")]
    assert f"Who is present? {DOUBT_MARK}" in shown
    assert f"Chair of the board {DOUBT_MARK}" in shown


def test_the_list_has_every_guess_with_its_section_page_and_confidence(doubtful: Minutes) -> None:
    session = "ផែនការ និងថវិកា Budget"
    assert _listed(doubtful) == [
        ["Headings · they only look like headings"],
        [session, session, "1", "50%"],
        ["Speakers · nothing says for certain that this is who speaks"],
        ["លោកស្រី កែវ សុភា នាយកប្រតិបត្តិ", session, "1", "50%"],
        ["People · nothing but the words around the name says that they took part"],
        ["លោកស្រី កែវ សុភា", session, "1", "45%"],
        ["Questions and answers · told by wording or order, without marks or numbers"],
        ["A member asked when the plan is due.", session, "1", "50%"],
        ["Ms. Ly Bopha moved, Mr. Sok Dara seconded, to adopt the budget. Carried 5-0.", "New business", "1", "55%"],
        ["Outcomes · told by wording, without a heading, a label or a vote"],
        ["ធ្វើផែនការហិរញ្ញវត្ថុ", "Money:", "1", "50%"],
        ["Two donors had withdrawn.", "Present", "1", "55%"],
    ]


def test_the_list_is_in_khmer_where_the_labels_are(doubtful: Minutes) -> None:
    bands = [row[0].split(" · ")[0] for row in _listed(doubtful, labels="km") if len(row) == 1]
    assert bands == ["ចំណងជើង", "អ្នកនិយាយ", "បុគ្គល", "សំណួរ និងចម្លើយ", "លទ្ធផល"]


def test_the_legend_stands_before_the_contents_and_leads_to_the_list(doubtful: Minutes) -> None:
    paragraphs = _paragraphs(doubtful)
    styles = [style for style, _ in _styled(paragraphs)]
    assert styles.index("Legend") < styles.index("TOCHeading")
    legend = paragraphs[styles.index("Legend")]
    assert _text(legend) == f"{DOUBT_MARK} marks what is a guess. All of them, and how sure they are: {LIST}"
    anchor = next(legend.iter(qn("w:hyperlink"))).get(qn("w:anchor"))
    (target,) = [p for p in paragraphs for mark in p.iter(qn("w:bookmarkStart")) if mark.get(qn("w:name")) == anchor]
    assert _text(target) == LIST


def test_a_report_without_guesses_has_no_legend_and_no_list(rich: Minutes) -> None:
    meeting = rich.meetings[0]
    for sure in (*meeting.outcomes, *meeting.exchanges):
        sure.confidence = DOUBTFUL
    shown = _styled(_paragraphs(rich))
    assert not [words for style, words in shown if style == "Legend" and LIST in words]
    assert not [words for _, words in shown if DOUBT_MARK in words or words == LIST]


def test_guesses_that_the_list_has_are_no_remarks_as_well(doubtful: Minutes) -> None:
    doubtful.issues = [*tell_doubts(doubtful.meetings), Issue(code="no-date", severity="warning", message="No date.")]
    shown = [words for _, words in _styled(_paragraphs(doubtful))]
    assert "No date." in shown
    assert not [words for words in shown if "guessed to be" in words.lower()]


def test_text_txt_has_no_marks_of_doubt(doubtful: Minutes, rich: Minutes) -> None:
    assert text(doubtful) == text(rich)


def test_the_same_guesses_give_the_same_bytes(doubtful: Minutes) -> None:
    assert report_docx(doubtful, Report()) == report_docx(doubtful.model_copy(deep=True), Report())


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("kind", ["doubt", "doubt_why"])
def test_every_kind_of_doubt_has_a_label(language: Language, kind: str) -> None:
    assert set(load_labels(language).kinds[kind]) == set(get_args(DoubtKind))
