"""`khmer-minutes run`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.run.crew import Crew
from pipeline.run.task import Task
from tests.bad_files import MINUTES, write_archive, write_pdf
from tests.cli.conftest import Call

COMMAND = [sys.executable, "-m", "pipeline"]


def test_without_words_it_reads_inputs_and_writes_outputs(call: Call) -> None:
    Path("inputs").mkdir()
    Path("inputs/a.txt").write_text(MINUTES)
    result = call("run")
    assert result.exit_code == 0
    assert Path("outputs/a.txt/minutes.json").is_file()
    assert "khmer-minutes report outputs" in result.stdout


def test_the_configuration_says_where_and_the_command_line_wins(call: Call) -> None:
    Path("archive").mkdir()
    Path("archive/a.txt").write_text(MINUTES)
    Path("my.toml").write_text('[paths]\ninputs = "archive"\noutputs = "results"\n')
    assert call("run", "-c", "my.toml").exit_code == 0
    assert call("run", "-c", "my.toml", "-o", "others").exit_code == 0
    assert Path("results/a.txt/report.docx").is_file()
    assert Path("others/a.txt/report.docx").is_file()


def test_every_failure_is_named_with_its_reason_and_the_exit_code_says_so(call: Call) -> None:
    write_archive(Path("bad"))
    result = call("run", "bad")
    assert result.exit_code == 1
    for line in (
        "failed: empty.pdf: no text: the file is empty (0 bytes)",
        "failed: folder.pdf: unreadable: is a folder, not a file",
        "failed: letter.pdf: not a PDF: it is plain text; name it .txt",
        "failed: locked.pdf: encrypted: needs a password; save a copy without one",
    ):
        assert line in result.stdout


def test_no_success_is_exit_code_3(call: Call) -> None:
    Path("empty.pdf").touch()
    assert call("run", "empty.pdf").exit_code == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "missing"], "missing: No such file or directory"),
        (["run", "one/x.txt", "two/x.txt"], "two inputs would be written to one place, x.txt: one/x.txt and two/x.txt"),
        (["run", "one", "-c", "missing.toml"], "cannot read the configuration missing.toml"),
        (["run", "one", "-c", "wrong.toml"], "there is no setting report.colour"),
        (["run", "one", "-o", "one/x.txt"], "cannot write to the output folder one/x.txt"),
        (["run", "--fast"], "No such option: --fast"),
        (["report", "one"], "no ledger.sqlite in one"),
        (["repair", "missing.pdf"], "missing.pdf"),
    ],
)
def test_bad_usage_is_exit_code_2_and_one_message(call: Call, words: list[str], message: str) -> None:
    for folder in ("one", "two"):
        Path(folder).mkdir()
        Path(folder, "x.txt").write_text(MINUTES)
    Path("wrong.toml").write_text('[report]\ncolour = "red"\n')
    result = call(*words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_interrupted_is_exit_code_130(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(self: Crew, task: Task) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Crew, "submit", interrupt)
    Path("a.txt").write_text(MINUTES)
    result = call("run", "a.txt")
    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr


def test_a_second_run_skips_and_force_redoes(call: Call) -> None:
    Path("a.txt").write_text(MINUTES)
    call("run", "a.txt")
    assert call("run", "a.txt").stderr == "1/1 1 skipped, unchanged since an earlier run: 1 done\n"
    assert "1/1 a.txt done (" in call("run", "a.txt", "--force").stderr


def test_known_bad_documents_are_tried_again_when_asked(call: Call) -> None:
    write_pdf(Path("locked.pdf"), "Minutes", password="secret")
    call("run", "locked.pdf")
    again = call("run", "locked.pdf")
    assert again.stderr == "1/1 1 skipped, unchanged since an earlier run: 1 failed\n"
    assert "encrypted: failed before and is unchanged (--retry-failed tries again)" in call("report").stdout
    assert "locked.pdf failed (" in call("run", "locked.pdf", "--retry-failed").stderr


def test_names_cannot_write_to_the_terminal(call: Call) -> None:
    Path("\x1b[31mred\n.txt").write_text(MINUTES)
    Path("\x1b]0;title\x07.pdf").touch()
    result = call("run", ".")
    assert "\x1b" not in result.output
    assert "\\x1b[31mred\\n.txt" in result.stderr
    assert "\\x1b]0;title\\x07.pdf" in result.stdout


def test_a_run_goes_on_when_nobody_reads_what_it_says(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(MINUTES)
    reading, writing = os.pipe()
    os.close(reading)
    command = [*COMMAND, "run", tmp_path, "-o", tmp_path / "outputs"]
    finished = subprocess.run(command, stdout=writing, stderr=writing, timeout=60)
    os.close(writing)
    assert finished.returncode == 0
    assert len(list(tmp_path.glob("outputs/*/minutes.json"))) == 3


def test_a_command_works_where_its_streams_are_closed() -> None:
    line = ["/bin/sh", "-c", '"$@" >&- 2>&-', "sh", *COMMAND, "schema"]
    assert subprocess.run(line, timeout=60).returncode == 0
