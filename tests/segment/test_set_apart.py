"""Running heads and feet are no part of the minutes, and are named once in their issues."""

from pathlib import Path

from pipeline.model.document import Document, Line, Page, Span
from pipeline.model.minutes import PageFacts, Source
from pipeline.segment.plain import plain_minutes
from pipeline.segment.set_apart import tell_set_apart
from tests.segment.conftest import read_minutes


def messages(tmp_path: Path, pages: list[str]) -> list[str]:
    path = tmp_path / "minutes.txt"
    path.write_text("\n\f".join(pages), encoding="utf-8")
    minutes = read_minutes(path)
    assert all(issue.severity == "info" for issue in minutes.issues if issue.code == "set-apart")
    return [issue.message for issue in minutes.issues if issue.code == "set-apart"]


def test_running_heads_are_named_once_with_how_often_they_are_printed(tmp_path: Path) -> None:
    pages = [
        f"River Union\nThe {word} of the committee was long and was kept.\nMore of the {word} was said.\nPage {n} of 4"
        for n, word in enumerate(("report", "budget", "letter", "answer"), 1)
    ]
    assert messages(tmp_path, pages) == [
        "Set apart as running heads and feet: “River Union” (4 times); “Page 1 of 4” to “Page 4 of 4” (4 times)."
    ]


def test_a_head_in_khmer_is_named_and_a_number_that_changes_once_is_not_lost(tmp_path: Path) -> None:
    bodies = ("សេចក្តីរាយការណ៍របស់គណៈកម្មការ", "ថវិកាប្រចាំឆ្នាំរបស់អង្គការ", "លិខិតរបស់អភិបាលខេត្ត", "កសិកម្មក្នុងស្រុក")
    pages = [
        f"កំណត់ហេតុប្រជុំ លេខ {number}\n{body}\n{body} ត្រូវបានពិភាក្សា។"
        for number, body in zip((11, 11, 12, 12), bodies, strict=True)
    ]
    assert messages(tmp_path, pages) == [
        "Set apart as running heads and feet: “កំណត់ហេតុប្រជុំ លេខ 11”, “កំណត់ហេតុប្រជុំ លេខ 12” (4 times)."
    ]


def test_page_numbers_alone_are_not_named(tmp_path: Path) -> None:
    pages = [f"Words of page {word} stand here.\n\n{n}" for n, word in enumerate(("one", "two", "three"), 1)]
    assert messages(tmp_path, pages) == []


def document_with(heads: list[list[str]]) -> Document:
    """A document of pages that hold nothing but these heads."""
    source = Source(
        id="sha256:" + "0" * 64,
        path="a.pdf",
        file_name="a.pdf",
        media_type="application/pdf",
        page_count=len(heads),
        producer=None,
        languages=["en"],
    )
    facts = [
        PageFacts(page_no=n, width=None, height=None, text_source="native", confidence=1, methods={}, evidence={})
        for n in range(1, len(heads) + 1)
    ]
    pages = [
        Page(each, [], [Line([Span(text)], each.page_no, (0, 0, 0, 0)) for text in texts])
        for each, texts in zip(facts, heads, strict=True)
    ]
    return Document(source, pages)


def told(*heads: str) -> str:
    (issue,) = tell_set_apart(document_with([[head] for head in heads]))
    return issue.message.removeprefix("Set apart as running heads and feet: ")


def test_numbers_that_do_not_go_on_evenly_are_each_named() -> None:
    heads = [f"Minutes of {day} May, page {page}" for page, day in enumerate((2, 2, 2, 19, 30, 30), 1)]
    assert told(*heads) == (
        "“Minutes of 2 May, page 1” to “Minutes of 2 May, page 3”, “Minutes of 19 May, page 4”, "
        "“Minutes of 30 May, page 5”, “Minutes of 30 May, page 6” (6 times)."
    )


def test_a_year_or_a_number_on_every_page_is_no_page_number() -> None:
    assert told("2019", "2019", "2019") == "“2019” (3 times)."
    assert told("023 724 156", "023 724 156") == "“023 724 156” (2 times)."


def test_a_long_list_of_heads_is_cut_with_their_number() -> None:
    words = [chr(first) + chr(second) for first in range(97, 107) for second in range(97, 123)]
    message = told(*words)
    assert message.count("“") == 100
    assert message.endswith("; and 160 more, which khmer-minutes repair prints with their pages.")


def test_heads_are_named_where_the_minutes_could_not_be_told() -> None:
    issues = plain_minutes(document_with([["River Union"], ["River Union"]])).issues
    assert [(issue.code, issue.severity) for issue in issues] == [("set-apart", "info")]
