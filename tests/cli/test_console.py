"""Words to a terminal."""

import sys
from pathlib import Path

import pytest

from pipeline.cli.console import command_name, print_table, say
from pipeline.errors import UsageError
from pipeline.shown import percent, printable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("កំណត់ហេតុ​ប្រជុំ é ’ –.pdf", "កំណត់ហេតុ​ប្រជុំ é ’ –.pdf"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31m\x9b", "\\x1b[31m\\x9b"),
        ("\u202egpj.txt\u2066", "\\u202egpj.txt\\u2066"),
        ("caf\udce9", "caf\\udce9"),
    ],
)
def test_names_are_shown_without_their_power(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_brackets_in_cells_are_no_markup(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_table(["document"], [["[red]minutes[/red].txt"]])
    assert b"[red]minutes[/red].txt" in capfdbinary.readouterr().out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
def test_a_log_without_room_is_no_reason_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stderr", full)
        say("1/4 a.pdf done")
        say("2/4 b.pdf done")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
def test_a_table_without_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", full)
        with pytest.raises(UsageError, match="cannot write to standard output: No space left"):
            print_table(["document"], [["minutes.txt"]])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("env/bin/khmer-minutes", "env/bin/khmer-minutes"),
        ("my env/bin/khmer-minutes", "'my env/bin/khmer-minutes'"),
        ("/elsewhere/pipeline/__main__.py", "python -m pipeline"),
        ("/elsewhere/pytest/__main__.py", "khmer-minutes"),
    ],
)
def test_hints_name_the_command_as_it_was_typed(monkeypatch: pytest.MonkeyPatch, typed: str, shown: str) -> None:
    monkeypatch.setattr(sys, "argv", [typed])
    monkeypatch.setattr(sys, "executable", "/elsewhere/bin/python")
    monkeypatch.setenv("PATH", "")
    assert command_name() == shown


def test_hints_name_a_command_on_the_path_by_its_bare_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "khmer-minutes"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command_name() == "khmer-minutes"


@pytest.mark.parametrize(
    ("confidence", "shown"), [(1.0, "100%"), (0.9999, "99%"), (0.29, "29%"), (0.58, "58%"), (0.005, "0%"), (0.0, "0%")]
)
def test_only_what_is_sure_is_a_hundred_percent(confidence: float, shown: str) -> None:
    assert percent(confidence) == shown
