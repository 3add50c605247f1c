"""A truth is read strictly, and its slips are told."""

from pathlib import Path

import pytest

from benchmarks.minutes_score.check import slips
from benchmarks.minutes_score.truth import TruthError, names_in, read_case, read_truth
from tests.benchmarks.conftest import case

GOOD = """made_by = "hand"
[[meetings]]
title = "Minutes"
classification = "meeting"
start_date = "2023-03-14"
place = ""
headings = [["1", "Opening"]]
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (GOOD + 'headngs = [["1", "Opening"]]\n', "meetings.0.headngs"),
        (GOOD.replace('"meeting"', '"gathering"'), "meetings.0.classification"),
        (GOOD.replace("2023-03-14", "14 March 2023"), "ISO"),
        (GOOD.replace('place = ""\n', ""), "meetings.0.place"),
        (GOOD.replace('["1", "Opening"]', '["Opening"]'), "meetings.0.headings"),
        (GOOD + 'outcomes = [{type = "motion", text = "go", mover = "A"}]\n', "mover"),
        ('made_by = "hand"\n', "meetings"),
        ("made_by = hand\n", "line 1"),
    ],
)
def test_a_slip_in_the_facts_names_the_file_and_the_key(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(TruthError, match=named) as error:
        read_truth(tmp_path / "a.toml")
    assert str(error.value).startswith("a.toml: ")


def test_a_minutes_needs_an_input_its_text_and_its_facts(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD)
    with pytest.raises(TruthError, match=r"a: neither \.pdf nor \.docx"):
        read_case(tmp_path, "a")
    (tmp_path / "a.docx").touch()
    with pytest.raises(TruthError, match=r"a\.txt: missing"):
        read_case(tmp_path, "a")
    (tmp_path / "a.txt").write_text("Minutes\n\n  1. Opening \n")
    (tmp_path / "a.pdf").touch()
    found = read_case(tmp_path, "a")
    assert [path.suffix for path in found.inputs] == [".pdf", ".docx"]
    assert found.lines == ("Minutes", "1. Opening")
    assert names_in(tmp_path) == ["a"]


def test_a_truth_whose_text_holds_all_it_names_has_no_slips() -> None:
    made = case(
        "Minutes of the Board",
        "o Fix the pump",
        "1. Opening",
        "Treasurer's report: The balance is 40.",
        meetings=[
            {
                "title": "Minutes of the Board",
                "headings": [["1", "Opening"], ["", "Treasurer's report"]],
                "list_items": ["Fix the pu"],
            }
        ],
        running=["Page 1"],
    )
    assert list(slips(made)) == []


def test_what_the_text_does_not_hold_is_told_with_its_kind() -> None:
    made = case(
        "2. Closing",
        "1. Opening",
        "Riverside Trust",
        meetings=[
            {
                "headings": [["1", "Opening"], ["2", "Closing"], ["3", "Thanks"]],
                "people": [{"name": "Anne Keller"}],
                "outcomes": [{"type": "decision", "text": "it was agreed", "result": "carried"}],
            }
        ],
        running=["RIVERSIDE TRUST"],
    )
    assert list(slips(made)) == [
        "name not in the text: Anne Keller",
        "decision not in the text: it was agreed",
        "result of it was agreed not in the text: carried",
        "heading out of order: 2 Closing",
        "heading not in the text: 3 Thanks",
        "running text is a line of the text: RIVERSIDE TRUST",
    ]
