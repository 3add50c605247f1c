"""Running heads and feet are no part of the minutes, and are named once in their issues."""

from pathlib import Path

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
