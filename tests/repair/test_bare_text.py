"""Khmer put right from the text alone, in documents."""

import pytest

from benchmarks.khmer_errors import error_rate
from pipeline.khmer.order import normalize
from pipeline.khmer.visual import to_visual
from pipeline.model.document import Document, Line, Page, Span
from pipeline.model.minutes import PageFacts, Source
from pipeline.repair import repair
from pipeline.repair.guide import Guide
from tests.press.corpus import declaration, minutes
from tests.press.damaged_text import damaged
from tests.press.fonts import BATTAMBANG


def text_document(lines: list[str]) -> Document:
    """Return what a text file of these lines is read into."""
    source = Source(
        id="sha256:00", path="a.txt", file_name="a.txt", media_type="text/plain", page_count=None, producer=None,
        languages=[],
    )  # fmt: skip
    facts = PageFacts(
        page_no=1, width=None, height=None, text_source="native", confidence=1, methods={"native": 1}, evidence={}
    )
    body = [Line([Span(line)], 1, (0, 0, 1, 1), number=number) for number, line in enumerate(lines, 1)]
    return Document(source, [Page(facts, list(body))], measured=False)


@pytest.mark.parametrize("lines", [declaration(), minutes(), ["Minutes of a meeting", "ក"]])
def test_good_text_comes_back_letter_for_letter(lines: list[str]) -> None:
    repaired = repair(text_document(lines))
    assert [line.text for line in repaired.lines()] == lines
    assert all(span.repair is None and span.orig is None for line in repaired.lines() for span in line.spans)
    assert not repaired.issues


def test_letters_in_drawing_order_are_put_in_typing_order_and_kept_as_they_were() -> None:
    truth = declaration()[:30]
    drawn = ["".join(to_visual(line)) for line in truth]
    repaired = repair(text_document(["Universal Declaration", *drawn]))
    lines = list(repaired.lines())[1:]
    right = sum(line.text == normalize(goal) for line, goal in zip(lines, truth, strict=True))
    assert right > 0.9 * len(truth)
    assert [line.orig or line.text for line in lines] == drawn
    assert repaired.pages[0].facts.methods["decipher"] > 0.8 * sum(map(len, truth))
    assert [issue.code for issue in repaired.issues] == ["khmer-reordered"]


TRUTH = [*minutes()[:4], declaration()[8]]


def _deciphered(truth: list[str], guide: Guide | None = None) -> list[Line]:
    """Return the damaged lines of a text behind two good lines, as repaired."""
    lines = ["Annex: result of the discussion", "", *damaged(truth, BATTAMBANG)]
    return list(repair(text_document(lines), guide).lines())


def test_damaged_text_is_deciphered_with_what_was_extracted_kept() -> None:
    before = damaged(TRUTH, BATTAMBANG)
    document = repair(text_document(["Annex: result of the discussion", *before]))
    first, *lines = document.lines()
    assert (first.text, first.orig) == ("Annex: result of the discussion", None)
    assert error_rate(TRUTH, before) > 0.15
    assert error_rate(TRUTH, [line.text for line in lines]) < 0.06
    assert [line.orig or line.text for line in lines] == before
    assert all(span.repair and span.repair.method == "decipher" for line in lines for span in line.spans)
    facts = document.pages[0].facts
    assert facts.text_source == "repaired"
    assert facts.methods["decipher"] == sum(len(line.text) for line in lines)
    assert [(issue.code, issue.severity) for issue in document.issues] == [("khmer-deciphered", "warning")]
    assert "glyphs" in document.learnt[""]


def test_lines_that_a_person_has_corrected_stand_as_they_were_given() -> None:
    given = {3: TRUTH[0], 7: f"\uf0b7 {TRUTH[4]}"}
    lines = _deciphered(TRUTH, Guide(corrected=given))
    assert [lines[2].text, lines[6].text] == [TRUTH[0], TRUTH[4]]
    repairs = [lines[index].spans[0].repair for index in (2, 6)]
    assert [(found.method, found.confidence, found.flags) for found in repairs if found] == [("person", 1.0, [])] * 2


def test_a_damaged_heading_alone_is_left_as_extracted() -> None:
    heading = damaged(TRUTH, BATTAMBANG)[4][:60]
    (line,) = repair(text_document([heading])).lines()
    assert (line.text, line.orig) == (heading, None)


def test_a_line_in_another_font_is_flagged_as_a_whole() -> None:
    turned = str.maketrans("កខគងចជញដណតថទធនបពផភមយរលវសហអ", "អហសវលរយមភផពបនធទថតណដញជចងគខក")
    strange = declaration()[9].translate(turned)[:60]
    document = repair(text_document([strange, *damaged(TRUTH, BATTAMBANG)]))
    first, *others = document.lines()
    assert (first.orig or first.text) == strange
    found = first.spans[0].repair
    assert found is not None and found.confidence <= 0.5
    assert [flag.charspan for flag in found.flags] == [(0, len(first.text))]
    assert [flag.reason in ("unread", "strange-line") for flag in found.flags] == [True]
    assert all(line.orig for line in others)
    assert not any(
        span.repair.flags[0].reason == "strange-line"
        for line in others
        for span in line.spans
        if span.repair and span.repair.flags
    )


def test_letters_without_sense_are_not_turned_into_khmer() -> None:
    truth = "".join(letter for line in declaration()[2:12] for letter in line if "\u1780" <= letter <= "\u17a2")
    lines = [truth[start : start + 80][::-1] for start in range(0, 800, 80)]
    assert [line.text for line in repair(text_document(lines)).lines()] == lines
