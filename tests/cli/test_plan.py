"""`khmer-minutes plan`."""

import json
from pathlib import Path

from tests.bad_files import write_archive
from tests.cli.conftest import Call


def test_bad_files_are_rows_with_their_reasons(call: Call) -> None:
    write_archive(Path("bad"))
    planned = call("plan", "bad", "--json")
    documents = {row["path"]: row for row in json.loads(planned.stdout)["documents"]}
    assert planned.exit_code == 1
    assert not Path("outputs").exists()
    assert all(row["action"] == "run" and row["state"] in ("new", "unreadable") for row in documents.values())
    assert documents["locked.pdf"]["category"] == "encrypted"
    assert documents["good.txt"]["text"] == {"native": 1}
    call("run", "bad")
    run = {row["path"]: row["category"] for row in json.loads(call("report", "--json").stdout)["documents"]}
    assert {path: row["category"] for path, row in documents.items()} == run


def test_table_names_every_document_and_says_how_many_a_run_would_do(call: Call) -> None:
    write_archive(Path("bad"))
    call("run", "bad/good.txt")
    shown = call("plan", "bad/good.txt").stdout
    assert "done before and unchanged" in shown
    assert shown.endswith("1 in all: 0 to run, 1 to skip\n")
