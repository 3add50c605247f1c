"""What a later run does again, what it leaves as it is, and what it takes from another document."""

import os
import sqlite3
from pathlib import Path

import pytest

from pipeline import process as stages
from pipeline.config import Limits, Report, Settings, Translation
from pipeline.errors import Category, DocumentError, ExitCode, UsageError
from pipeline.pace import Pace
from pipeline.run import attempt, batch, flow, places
from pipeline.run.entry import Entry
from pipeline.run.ledger import Ledger
from pipeline.run.standing import terms_of
from pipeline.run.version import Version
from tests.bad_files import MINUTES, write_pdf
from tests.faults.hostile import good, written
from tests.run.conftest import Followed, contents, crash, entries, run


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
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise error
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


@pytest.mark.parametrize(("setting", "edited"), [("glossary", "own/terms.tsv"), ("model", "own/model.bin")])
def test_what_a_file_that_the_settings_name_holds_counts_and_not_only_its_name(
    tmp_path: Path, setting: str, edited: str
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / edited).write_text("term\tharvest\tច្រូត\n", encoding="utf-8")
    named = tmp_path / edited if setting == "glossary" else tmp_path / "own"
    settings = Settings(translation=Translation.model_validate({setting: named}))
    before = terms_of(settings, tmp_path, "1").config
    assert terms_of(settings, tmp_path, "1").config == before
    with (tmp_path / edited).open("a", encoding="utf-8") as file:
        file.write("term\tvillage\tភូមិ\n")
    assert terms_of(settings, tmp_path, "1").config != before


def test_an_output_that_a_loss_of_power_has_left_empty_is_made_again(archive: Path, output: Path) -> None:
    run(archive, output)
    (output / "a.txt/minutes.json").write_bytes(b"")
    assert run(archive, output).done == 1
    assert (output / "a.txt/minutes.json").stat().st_size > 0


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


def test_a_file_that_is_changed_while_it_is_read_says_nothing_of_its_twins_and_is_read_again(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "b.txt").write_text(MINUTES, encoding="utf-8")

    def changing(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
        if path.name == "a.txt":
            path.write_text("Minutes of another meeting\n", encoding="utf-8")
        return stages.process(path, root, settings, pace)

    with monkeypatch.context() as patch:
        patch.setattr(attempt, "process", changing)
        run(archive, output)
    first, second = entries(output)["a.txt"], entries(output)["b.txt"]
    assert (first.status, first.category, first.sha256) == ("failed", Category.UNREADABLE, None)
    assert "changed while it was read" in str(first.reason)
    assert (second.status, second.twin) == ("done", None)
    assert run(archive, output).done == 1
    assert "another meeting" in (output / "a.txt/text.txt").read_text()


def test_a_file_that_is_moved_away_while_it_waits_is_no_reason_against_its_twin(
    archive: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moving(path: Path, root: Path, settings: Settings, pace: Pace) -> stages.Result:
        path.rename(archive / "b.txt")
        return stages.process(path, root, settings, pace)

    with monkeypatch.context() as patch:
        patch.setattr(attempt, "process", moving)
        assert run(archive, output).failed == 1
    assert run(archive, output).done == 1
    assert entries(output)["b.txt"].status == "done"


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


def test_other_limits_redo_what_ran_into_them_and_nothing_else(archive: Path, output: Path) -> None:
    (archive / "long.pdf").write_bytes(written(good(5)))
    few = Settings(limits=Limits(pages=3))
    assert run(archive, output, few).partial == 1
    assert run(archive, output, few).skipped == 2
    again = run(archive, output)
    assert (again.done, again.skipped, entries(output)["long.pdf"].pages) == (1, 1, 5)
