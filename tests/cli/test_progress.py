"""How far a run is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli.progress import Rate, duration
from tests.bad_files import write_archive
from tests.cli.conftest import Call
from tests.run.test_ledger import ENTRY


def test_rate_and_time_left_go_by_what_was_worked_on() -> None:
    now = 0.0
    rate = Rate(lambda: now)
    rate.total = 100
    assert rate.told() == ""
    for number in range(40):
        rate.count(replace(ENTRY, skipped=number < 30))
    now = 120.0
    assert rate.told() == "5.0 a minute, about 12 min left"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(3, "3 s"), (59, "59 s"), (60, "1 min"), (3599, "1 h 0 min"), (7800, "2 h 10 min"), (3e5, "3 d 11 h")],
)
def test_a_time_is_told_as_people_tell_it(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_a_log_of_json_has_a_line_for_each_document_taken_up_and_finished(call: Call) -> None:
    write_archive(Path("bad"))
    result = call("run", "bad", "--log-json", "-j", "2")
    lines = [json.loads(line) for line in result.stderr.splitlines()]
    ends = [line for line in lines if line["event"] == "end"]
    assert len([line for line in lines if line["event"] == "begin"]) == len(ends) == 11
    assert {line["status"] for line in ends} == {"done", "failed"}
    assert (ends[-1]["ended"], ends[-1]["total"], ends[-1]["seconds_left"]) == (11, 11, 0)
    assert all(line["time"] and line["path"] and "reason" in line for line in ends)


def test_a_run_that_goes_on_counts_what_it_skips_and_its_json_names_each(call: Call) -> None:
    for name in "abce":
        Path(f"{name}.txt").write_text(f"Minutes {name}\n")
    call("run", ".")
    Path("d.txt").write_text("Minutes of d\n")
    lines = call("run", ".").stderr.splitlines()
    assert lines[0] == "3/5 3 skipped, unchanged since an earlier run: 3 done"
    assert lines[1].startswith("4/5 d.txt done (")
    assert lines[2:] == ["5/5 1 skipped, unchanged since an earlier run: 1 done"]
    told = [json.loads(line) for line in call("run", ".", "--log-json").stderr.splitlines()]
    assert [each["path"] for each in told if each["event"] == "end"] == [f"{name}.txt" for name in "abcde"]
