"""Khmer put right from the text alone, in documents."""

import pytest

from pipeline.khmer.order import normalize
from pipeline.khmer.visual import to_visual
from pipeline.model.document import Document, Line, Page, Span
from pipeline.model.minutes import PageFacts, Source
from pipeline.repair import repair
from tests.press.corpus import declaration, minutes


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
