"""A batch: resuming, and each document failing alone."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from pipeline import process as stages
from pipeline.config import Limits, Report, Settings
from pipeline.emit import OUTPUTS
from pipeline.errors import Category, DocumentError, ExitCode, MissingProgramError, UsageError
from pipeline.pace import Pace
from pipeline.run import attempt, batch, flow, places
from pipeline.run.batch import Summary
from pipeline.run.ledger import Entry, Ledger, read_ledger
from pipeline.run.version import Version
from tests.bad_files import MINUTES, write_archive, write_pdf
from tests.faults.hostile import good, written


class Followed:
    """A follower that remembers what it was told."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, int, int]] = []
        self.ended: list[str] = []

    def begin(self, key: str, number: int, total: int) -> None:
        self.begun.append((key, number, total))

    def end(self, entry: Entry) -> None:
        self.ended.append(entry.key)

    def wait(self) -> None:
        return


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.txt").write_text(MINUTES, encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def run(archive: Path, output: Path, settings: Settings | None = None, **how: Any) -> Summary:
    return batch.run([archive], settings or Settings(), output, Followed(), **how)


def entries(output: Path) -> dict[str, Entry]:
    return {entry.key: entry for entry in read_ledger(output)}


def contents(folder: Path) -> dict[str, bytes]:
    """The outputs of all documents: what a run writes beside their folders is left out."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent != folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def crash(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
    raise IndexError("list index\nout of range \udce9")


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


def test_what_is_done_and_unchanged_is_skipped(archive: Path, output: Path) -> None:
    run(archive, output)
    again = run(archive, output)
    assert (again.done, again.skipped, again.exit_code) == (0, 1, ExitCode.OK)
    assert entries(output)["a.txt"].skipped


def test_a_changed_document_is_redone(archive: Path, output: Path) -> None:
    run(archive, output)
    (archive / "a.txt").write_text("Minutes of another meeting\n")
    assert run(archive, output).done == 1
    assert "another meeting" in (output / "a.txt/text.txt").read_text()


def test_a_file_whose_times_and_size_are_the_same_is_not_read_again(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "CLOCK_STEP", 0.0)
    run(archive, output)
    hashed: list[Path] = []
    monkeypatch.setattr(places, "content_hash", lambda path: hashed.append(path) and None)
    assert (run(archive, output).skipped, hashed) == (1, [])


def test_a_file_that_changed_behind_its_old_times_and_size_is_redone(archive: Path, output: Path) -> None:
    path = archive / "a.txt"
    os.utime(path, ns=(10**18, 10**18))
    run(archive, output)
    path.write_text(MINUTES.swapcase(), encoding="utf-8")
    os.utime(path, ns=(10**18, 10**18))
    assert run(archive, output).done == 1


def test_a_file_that_has_just_changed_has_no_stamp(archive: Path) -> None:
    assert places.stamp(archive / "a.txt") is None


def test_a_run_that_can_no_longer_write_its_ledger_says_so_and_goes_on_next_time(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "b.txt").write_text(MINUTES + "B", encoding="utf-8")
    begin = Ledger.begin

    def full(ledger: Ledger, entry: Entry) -> None:
        if entry.key == "b.txt":
            raise sqlite3.OperationalError("database or disk is full")
        begin(ledger, entry)

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "begin", full)
        with pytest.raises(UsageError, match=r"disk is full; make room, and the same command goes on"):
            run(archive, output)
    assert list(entries(output)) == ["a.txt"]
    again = run(archive, output)
    assert (again.done, again.skipped) == (1, 1)


def test_other_settings_missing_outputs_and_another_version_redo_a_document(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive, output)
    other = Settings(report=Report(font_size=12))
    assert run(archive, output, other).done == 1
    assert run(archive, output, other).skipped == 1
    (output / "a.txt/report.docx").unlink()
    assert run(archive, output, other).done == 1
    monkeypatch.setattr(batch, "current_version", lambda: Version("0.2.0", {}))
    assert run(archive, output, other).done == 1


def test_force_redoes_what_is_done_and_gives_the_same_bytes(archive: Path, output: Path) -> None:
    run(archive, output)
    before = contents(output)
    assert run(archive, output, force=True).done == 1
    assert contents(output) == before
    assert entries(output)["a.txt"].attempts == 2


def test_another_output_folder_gives_the_same_bytes(archive: Path, output: Path, tmp_path: Path) -> None:
    run(archive, output)
    run(archive, tmp_path / "elsewhere")
    assert contents(tmp_path / "elsewhere") == contents(output)


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


def test_an_archive_that_moved_is_not_done_again(archive: Path, output: Path, tmp_path: Path) -> None:
    run(archive, output)
    archive.rename(tmp_path / "moved")
    assert run(tmp_path / "moved", output).skipped == 1
    assert entries(output)["a.txt"].path == str(tmp_path / "moved/a.txt")


def test_a_known_bad_document_is_skipped_counts_as_failed_and_is_tried_when_asked(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pdf(archive / "locked.pdf", "Minutes", password="secret")
    run(archive, output)
    monkeypatch.setattr(attempt, "process", crash)
    again = run(archive, output)
    assert (again.skipped, again.exit_code) == (2, ExitCode.SOME_FAILED)
    assert [entry.category for entry in again.problems] == ["encrypted"]
    asked = run(archive, output, retry_failed=True)
    assert (asked.failed, asked.skipped, [entry.category for entry in asked.problems]) == (1, 1, ["crashed"])


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


def test_outputs_of_an_earlier_success_stay_while_the_bytes_are_the_same(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive, output)
    before = contents(output)
    monkeypatch.setattr(attempt, "process", crash)
    assert run(archive, output, force=True).failed == 1
    assert contents(output) == before


def test_outputs_of_other_bytes_never_pass_for_those_of_a_document_that_fails_now(archive: Path, output: Path) -> None:
    run(archive, output)
    (output / "a.txt/corrections.json").write_text("{}")
    (archive / "a.txt").write_bytes(bytes(range(256)) * 40)
    assert run(archive, output).failed == 1
    assert list(contents(output)) == ["a.txt/corrections.json"]


def test_outputs_stay_while_a_document_cannot_be_read_at_all(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(archive, output)
    before = contents(output)

    def unreachable(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
        raise DocumentError(Category.UNREADABLE, "a.txt: cannot be read: Input/output error")

    monkeypatch.setattr(flow, "known_hash", lambda path, earlier: (None, None))
    monkeypatch.setattr(attempt, "process", unreachable)
    assert run(archive, output).failed == 1
    assert contents(output) == before


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


def test_an_interrupted_run_keeps_what_is_finished_and_goes_on_from_there(archive: Path, output: Path) -> None:
    (archive / "b.txt").write_text(MINUTES)

    class Interrupted(Followed):
        def begin(self, key: str, number: int, total: int) -> None:
            if key == "b.txt":
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run([archive], Settings(), output, Interrupted())
    assert list(entries(output)) == ["a.txt"]
    rest = run(archive, output)
    assert (rest.skipped, rest.done) == (1, 1)


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


def test_documents_with_the_same_bytes_are_done_once_and_written_to_each_place(
    archive: Path, output: Path, tmp_path: Path
) -> None:
    for name in ("b.txt", "sub/c.txt"):
        (archive / name).parent.mkdir(exist_ok=True)
        (archive / name).write_text(MINUTES, encoding="utf-8")
    assert run(archive, output, jobs=2).done == 3
    assert {key: (entry.twin, next(iter(entry.seconds))) for key, entry in entries(output).items()} == {
        "a.txt": (None, "extract"),
        "b.txt": ("a.txt", "copy"),
        "sub/c.txt": ("a.txt", "copy"),
    }
    run(archive / "sub", tmp_path / "alone")
    run(archive, tmp_path / "all")
    for name in ("minutes.json", "report.docx", "text.txt"):
        assert (output / "sub/c.txt" / name).read_bytes() == (tmp_path / "all/sub/c.txt" / name).read_bytes()
    alone = (tmp_path / "alone/c.txt/minutes.json").read_text()
    assert (output / "sub/c.txt/minutes.json").read_text() == alone.replace('"path": "c.txt"', '"path": "sub/c.txt"')


def test_a_duplicate_of_what_fails_fails_with_the_same_reason_and_is_not_tried(archive: Path, output: Path) -> None:
    for name in ("x.pdf", "y.pdf"):
        (archive / name).write_text("Dear Sir")
    run(archive, output)
    x, y = (entries(output)[name] for name in ("x.pdf", "y.pdf"))
    assert (y.category, y.reason, y.twin) == (x.category, x.reason, "x.pdf")


def test_a_document_with_corrections_is_no_duplicate_of_another(archive: Path, output: Path) -> None:
    run(archive, output)
    (output / "a.txt/corrections.json").write_text("{}")
    (archive / "b.txt").write_text(MINUTES, encoding="utf-8")
    assert run(archive, output).done == 2
    assert entries(output)["b.txt"].twin is None


def test_changed_corrections_redo_a_document(archive: Path, output: Path) -> None:
    run(archive, output)
    (output / "a.txt/corrections.json").write_text("{}")
    assert run(archive, output).done == 1
    assert run(archive, output).skipped == 1


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


def test_other_limits_redo_what_ran_into_them_and_nothing_else(archive: Path, output: Path) -> None:
    (archive / "long.pdf").write_bytes(written(good(5)))
    few = Settings(limits=Limits(pages=3))
    assert run(archive, output, few).partial == 1
    assert run(archive, output, few).skipped == 2
    again = run(archive, output)
    assert (again.done, again.skipped, entries(output)["long.pdf"].pages) == (1, 1, 5)


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
