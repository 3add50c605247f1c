"""A batch: each document has its outputs or its reason, and one that fails fails alone."""

import json
import os
from pathlib import Path

import pytest

from pipeline import process as stages
from pipeline.config import Settings
from pipeline.emit import OUTPUTS
from pipeline.errors import ExitCode, MissingProgramError, UsageError
from pipeline.pace import Pace
from pipeline.run import attempt, batch
from tests.bad_files import MINUTES, write_archive, write_pdf
from tests.faults.hostile import good, written
from tests.run.conftest import Followed, contents, crash, entries, run


def test_every_document_has_its_outputs_in_a_folder_of_its_full_name(archive: Path, output: Path) -> None:
    assert run(archive, output).exit_code == ExitCode.OK
    assert sorted(contents(output)) == [f"a.txt/{name}" for name in sorted(OUTPUTS)]


def test_bad_files_fail_alone_each_with_its_reason(tmp_path: Path, output: Path) -> None:
    write_archive(tmp_path / "bad")
    summary = run(tmp_path / "bad", output)
    assert summary.exit_code == ExitCode.SOME_FAILED
    assert (summary.done, summary.failed) == (4, 7)
    found = {key: (entry.status, entry.category) for key, entry in entries(output).items()}
    assert found == {
        "good.txt": ("done", None),
        "utf16.txt": ("done", None),
        "windows.txt": ("done", None),
        "folder.pdf/inside.txt": ("done", None),
        "folder.pdf": ("failed", "unreadable"),
        "empty.pdf": ("failed", "no text"),
        "letter.pdf": ("failed", "not a PDF"),
        "locked.pdf": ("failed", "encrypted"),
        "binary.txt": ("failed", "unreadable"),
        "nozip.docx": ("failed", "unreadable"),
        "cut.docx": ("failed", "malformed"),
    }
    assert all(entry.reason and "\n" not in entry.reason for entry in summary.problems)
    assert {path.parent.name for path in output.rglob("minutes.json")} == {
        "good.txt",
        "utf16.txt",
        "windows.txt",
        "inside.txt",
    }


def test_text_in_other_encodings_reads_the_same(tmp_path: Path, output: Path) -> None:
    write_archive(tmp_path / "bad")
    run(tmp_path / "bad", output)
    assert (output / "utf16.txt/text.txt").read_bytes() == (output / "good.txt/text.txt").read_bytes()
    assert "The mayor’s report" in (output / "windows.txt/text.txt").read_text(encoding="utf-8")


def test_a_place_taken_by_another_file_in_an_earlier_run_is_refused(
    archive: Path, output: Path, tmp_path: Path
) -> None:
    run(archive, output)
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Minutes of another meeting\n")
    with pytest.raises(UsageError, match=r"one place, a\.txt: .*/other/a\.txt now and .*/archive/a\.txt before"):
        run(other, output)
    (archive / "a.txt").unlink()
    assert run(other, output).done == 1


def test_no_success_at_all_has_an_exit_code_of_its_own(tmp_path: Path, output: Path) -> None:
    write_pdf(tmp_path / "locked.pdf", "Minutes", password="secret")
    assert run(tmp_path / "locked.pdf", output).exit_code == ExitCode.NONE_SUCCEEDED
    assert run(tmp_path / "locked.pdf", output).exit_code == ExitCode.NONE_SUCCEEDED


def test_a_bug_is_recorded_with_its_place_and_the_batch_goes_on(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt, "process", crash)
    assert run(archive, output).failed == 1
    entry = entries(output)["a.txt"]
    assert entry.category == "crashed"
    assert entry.reason is not None
    assert entry.reason.startswith("IndexError: list index out of range \\udce9 (pipeline/run/attempt.py:")
    assert "report it" in entry.reason


@pytest.mark.parametrize(
    ("error", "category", "words"),
    [
        (MemoryError(), "out of memory", "limits.memory_mb"),
        (RecursionError("maximum recursion depth exceeded"), "crashed", "RecursionError"),
    ],
)
def test_exhausted_memory_or_stack_fails_one_document(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, category: str, words: str
) -> None:
    def exhaust(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
        raise error

    monkeypatch.setattr(attempt, "process", exhaust)
    assert run(archive, output).failed == 1
    entry = entries(output)["a.txt"]
    assert (entry.category, words in str(entry.reason)) == (category, True)


def test_a_document_whose_outputs_cannot_be_written_fails_and_is_tried_next_time(archive: Path, output: Path) -> None:
    output.mkdir()
    (output / "a.txt").write_text("a file where the folder should be")
    assert run(archive, output).failed == 1
    assert entries(output)["a.txt"].category == "unwritable"
    (output / "a.txt").unlink()
    assert run(archive, output).done == 1


def test_settings_that_ask_for_what_is_not_there_stop_the_run(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
        raise MissingProgramError("no such model")

    monkeypatch.setattr(attempt, "process", ask)
    with pytest.raises(MissingProgramError):
        run(archive, output)


HOSTILE_NAMES = [
    "new\nline.txt",
    "សន្និបាត\u200bឆ្នាំ២០១៩.txt",
    "quotes'\"`$(id).txt",
    "\x1b[31mred.txt",
    "a..txt..txt",
    "=cmd|' .txt",
    "n" * 251 + ".txt",
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_only_names(archive: Path, output: Path, name: str) -> None:
    (archive / "a.txt").rename(archive / name)
    assert run(archive, output).done == 1
    assert (output / name / "minutes.json").is_file()
    ledger = {"ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm", "ledger.lock"}
    assert {path.name for path in output.iterdir()} <= {name, "catalogue.csv", *ledger}
    assert [path.name for path in output.parent.iterdir() if path != output] == ["archive"]


def test_a_name_that_is_not_utf8_fails_with_its_reason(archive: Path, output: Path) -> None:
    (archive / "a.txt").rename(os.fsdecode(os.fsencode(archive) + b"/caf\xe9.txt"))
    assert run(archive, output).exit_code == ExitCode.NONE_SUCCEEDED
    assert "not valid UTF-8" in str(entries(output)["caf\\udce9.txt"].reason)


def test_a_path_too_long_below_the_output_folder_fails_with_its_reason(archive: Path, tmp_path: Path) -> None:
    deep = archive
    while len(str(deep)) < 3950:
        deep = deep / ("d" * 40)
    deep.mkdir(parents=True)
    (deep / "deep.txt").write_text(MINUTES)
    summary = run(archive, tmp_path / ("o" * 250))
    assert (summary.done, summary.failed) == (1, 1)
    assert summary.problems[0].category == "unwritable"
    assert "File name too long" in str(summary.problems[0].reason)


def test_a_pipe_is_reported_and_never_opened(archive: Path, output: Path) -> None:
    os.mkfifo(archive / "pipe.pdf")
    assert run(archive, output).exit_code == ExitCode.SOME_FAILED
    assert "pipe, socket or device" in str(entries(output)["pipe.pdf"].reason)


def test_a_linked_file_keeps_the_name_of_the_link(archive: Path, output: Path, tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text(MINUTES)
    (archive / "sub").mkdir()
    (archive / "sub/linked.txt").symlink_to(tmp_path / "real.txt")
    run(archive, output)
    assert '"path": "sub/linked.txt"' in (output / "sub/linked.txt/minutes.json").read_text()


def test_progress_is_told_of_every_document_before_and_after(archive: Path, output: Path) -> None:
    (archive / "b.txt").write_text(MINUTES)
    followed = Followed()
    batch.run([archive], Settings(), output, followed)
    assert followed.begun == [("a.txt", 1, 2), ("b.txt", 2, 2)]
    assert followed.ended == ["a.txt", "b.txt"]


def test_corrections_that_cannot_be_understood_fail_their_document_alone(archive: Path, output: Path) -> None:
    (archive / "b.txt").write_text("Minutes of another meeting\n")
    (output / "a.txt").mkdir(parents=True)
    (output / "a.txt/corrections.json").write_text("{")
    summary = run(archive, output)
    assert (summary.done, summary.failed) == (1, 1)
    assert "corrections.json cannot be understood" in str(entries(output)["a.txt"].reason)
    assert str(output) not in str(entries(output)["a.txt"].reason)


def test_a_locked_file_opens_with_one_of_the_passwords_which_stand_nowhere(archive: Path, output: Path) -> None:
    write_pdf(archive / "locked.pdf", "Minutes", password="tom-sophea-77")
    run(archive, output)
    assert entries(output)["locked.pdf"].category == "encrypted"
    settings = Settings.model_validate({"opening": {"passwords": ["wrong", "tom-sophea-77"]}})
    assert run(archive, output, settings).done == 1
    assert "Minutes" in (output / "locked.pdf/text.txt").read_text()
    written = b"".join(path.read_bytes() for path in output.rglob("*") if path.is_file())
    assert b"tom-sophea" not in written
    assert "tom-sophea" not in repr(settings)


def test_fail_fast_ends_the_run_at_the_first_failure(archive: Path, output: Path) -> None:
    for name in ("b.pdf", "c.pdf"):
        (archive / name).write_text(f"Dear {name}")
    summary = run(archive, output, fail_fast=True)
    assert (summary.done, summary.failed, summary.exit_code) == (1, 1, ExitCode.SOME_FAILED)
    assert list(entries(output)) == ["a.txt", "b.pdf"]


def test_a_page_that_is_not_there_makes_a_document_partial(archive: Path, output: Path) -> None:
    data = written(good(5))
    (archive / "cut.pdf").write_bytes(data.replace(b"/Type /Page /Parent 2 0 R", b"/Type /Pige /Parent 2 0 R", 1))
    run(archive, output)
    entry = entries(output)["cut.pdf"]
    assert (entry.status in ("partial", "done"), "damaged" in str(entry.reason)) == (True, True)


def test_a_disk_that_has_one_folder_for_two_names_costs_the_second_and_not_the_first(
    archive: Path, output: Path
) -> None:
    (archive / "b.txt").write_text(MINUTES + "B", encoding="utf-8")
    output.mkdir()
    (output / "b.txt").symlink_to("a.txt")
    assert (run(archive, output).done, entries(output)["b.txt"].category) == (1, "unwritable")
    assert "one folder for it and for a.txt" in str(entries(output)["b.txt"].reason)
    assert json.loads((output / "b.txt/minutes.json").read_bytes())["document"]["path"] == "a.txt"
