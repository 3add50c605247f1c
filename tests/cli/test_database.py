"""`load`, `search` and `export` as a person types them."""

from pathlib import Path

import pytest

from benchmarks.search import Text, minutes_of
from tests.cli.conftest import Call
from tests.load.conftest import EXAMPLE, put


@pytest.fixture
def loaded(call: Call, tmp_path: Path) -> Path:
    """An outputs folder with the example, loaded into the database that is the default."""
    put(EXAMPLE, tmp_path / "outputs")
    assert call("load").exit_code == 0
    return tmp_path / "outputs"


def test_load_says_what_it_did_and_where(call: Call, loaded: Path) -> None:
    result = call("load")
    assert result.stdout.split()[:5] == ["new", "changed", "unchanged", "removed", "refused"]
    assert [word for word in result.stdout.split() if word.isdigit()] == ["0", "0", "1", "0", "0"]
    assert "outputs/minutes.sqlite" in result.stdout
    assert (loaded / "minutes.sqlite").is_file()


def test_load_names_what_it_refuses_and_leaves_with_1(call: Call, loaded: Path) -> None:
    put(minutes_of({"b1": Text("text")}), loaded).write_text("{", encoding="utf-8")
    result = call("load")
    assert result.exit_code == 1
    assert "refused: passages.txt: is cut off or no JSON" in result.stderr
    assert "1 of 2 is in" in result.stdout


def test_load_that_refuses_all_does_not_say_that_they_are_in(call: Call, tmp_path: Path) -> None:
    put(EXAMPLE, tmp_path / "outputs").write_text("{", encoding="utf-8")
    result = call("load")
    assert result.exit_code == 3
    assert "none of 1 are in" in result.stdout
    assert "they are in" not in result.stdout


def test_search_with_words_apart_says_to_quote_them(call: Call, loaded: Path) -> None:
    result = call("search", "land", "title")
    assert result.exit_code == 2
    assert "khmer-minutes search 'land title'" in result.stderr


def test_load_of_an_empty_folder_says_what_to_type(call: Call) -> None:
    result = call("load", "nothing")
    assert (result.exit_code, "khmer-minutes run -o nothing" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql://bob:s3cret@127.0.0.1:9/minutes", 4),
        ("postgresql://bob:s3cret@127.0.0.1:nine/minutes", 2),
        ("postgresql://bob@127.0.0.1:9/minutes?password=s3cret", 4),
        ("mysql://bob:s3cret@127.0.0.1/minutes", 2),
        ("://bob:s3cret@", 2),
    ],
)
def test_no_message_repeats_a_password(call: Call, loaded: Path, address: str, code: int) -> None:
    for command in (("load",), ("search", "tax")):
        result = call(*command, "--database", address)
        assert result.exit_code == code
        assert "s3cret" not in result.output


def test_search_marks_the_match_and_says_who_when_and_where(call: Call, loaded: Path) -> None:
    result = call("search", "statistics", "--speaker", "Vira")
    assert "2019-09-05 · Battambang · Minutes of Issues Briefing Workshop" in result.stdout
    assert "page 1, paragraph m1.s3.s1.b1.b1, said by Mr. Tom Vira" in result.stdout
    assert "He share the **statistic** of older age group" in result.stdout


def test_search_without_a_database_says_what_to_type(call: Call) -> None:
    result = call("search", "tax")
    assert result.exit_code == 2
    assert "khmer-minutes load" in result.stderr
    assert not Path("outputs").exists()


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("csv", "datapackage.json"),
        ("ndjson", "block.ndjson"),
        ("akoma-ntoso", f"{EXAMPLE.document.path}/m1.akn.xml"),
        ("datasette", "metadata.json"),
    ],
)
def test_export_writes_each_kind_where_it_is_told(call: Call, loaded: Path, kind: str, file: str) -> None:
    result = call("export", kind, "-o", "out")
    assert result.exit_code == 0
    assert (Path("out") / file).stat().st_size > 0
    assert "files in out" in result.stderr


def test_export_of_an_unknown_kind_is_bad_usage(call: Call, loaded: Path) -> None:
    assert call("export", "xlsx").exit_code == 2
