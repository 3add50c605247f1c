"""`khmer-minutes report`."""

import json
from pathlib import Path

from pipeline.run.ledger import reading
from tests.bad_files import write_archive
from tests.cli.conftest import Call


def test_json_has_a_row_for_every_document(call: Call) -> None:
    write_archive(Path("bad"))
    call("run", "bad")
    documents = json.loads(call("report", "--json").stdout)["documents"]
    assert len(documents) == 11
    assert [document["path"] for document in documents] == sorted(document["path"] for document in documents)
    for document in documents:
        assert list(document) == ["path", "status", "category", "reason", "pages", "seconds", "confidence"]
        assert (document["status"] == "failed") == (document["category"] is not None)
        assert document["status"] != "failed" or document["reason"]
    remarks = {document["path"]: document["reason"] for document in documents if document["status"] == "done"}
    assert remarks == {
        "folder.pdf/inside.txt": None,
        "good.txt": None,
        "utf16.txt": "The text was read as UTF-16-LE, by its byte order mark.",
        "windows.txt": "The text was read as WINDOWS-1252, guessed: it is not UTF-8.",
    }
    good = next(document for document in documents if document["path"] == "good.txt")
    assert (good["status"], good["category"], good["pages"], good["confidence"]) == ("done", None, 1, 1.0)
    assert good["seconds"] > 0


def test_json_says_what_the_last_run_skipped_and_why(call: Call) -> None:
    write_archive(Path("bad"))
    call("run", "bad")
    call("run", "bad")
    documents = {row["path"]: row for row in json.loads(call("report", "--json").stdout)["documents"]}
    assert (documents["good.txt"]["status"], documents["good.txt"]["category"]) == ("skipped", None)
    assert (documents["locked.pdf"]["status"], documents["locked.pdf"]["category"]) == ("skipped", "encrypted")
    assert documents["locked.pdf"]["reason"].endswith("or name it in opening.passwords of config.toml")


def test_the_table_in_a_pipe_cuts_nothing_and_has_no_colour(call: Call) -> None:
    name = "a very long name of minutes, " * 8 + "លើកទី១.txt"
    Path(name).write_text("Minutes\n")
    call("run", ".")
    printed = call("report").stdout
    assert name in printed
    assert "\x1b" not in printed
    assert "1 in all: 1 done, 0 partial, 0 failed, 0 skipped" in printed


def test_khmer_names_are_shown_and_control_characters_are_not(call: Call) -> None:
    Path("កំណត់ហេតុ\x1b[2J\u202e.txt").write_text("Minutes\n")
    call("run", ".")
    assert "កំណត់ហេតុ\\x1b[2J\\u202e.txt" in call("report").stdout


def test_what_a_run_that_was_killed_has_left_is_told(call: Call) -> None:
    Path("a.txt").write_text("Minutes\n")
    call("run", ".")
    assert "last run" not in call("report").stdout
    assert list(json.loads(call("report", "--json").stdout)) == ["documents"]
    with reading(Path("outputs")) as ledger:
        (entry,) = ledger.entries()
        ledger.begin_run(7, "2019-09-05T08:00:00+00:00")
        ledger.begin(entry)
    printed = call("report").stdout
    assert "the last run, over 7 documents, did not come to its end; the same command goes on" in printed
    assert "1 in work when it ended: a.txt" in printed
    assert json.loads(call("report", "--json").stdout)["unfinished"] == printed.splitlines()[-2:]
    call("report", "--html", "report.html")
    assert "The last run, over 7 documents, did not come to its end" in Path("report.html").read_text(encoding="utf-8")
