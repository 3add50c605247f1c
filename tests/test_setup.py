"""Making .venv on machines that lack something."""

import shutil
import subprocess
from pathlib import Path

import pytest

MAKE_VENV = Path(__file__).parent.parent / ".ci" / "make-venv"


def fake_python(folder: Path, name: str, *, version: str, has_venv: bool) -> None:
    """Put a program on the way that answers the questions of make-venv like that Python, and makes its venv."""
    old = "true" if version < "3.11" else "false"
    program = folder / name
    program.write_text(
        "#!/bin/sh\n"
        'case "$*" in\n'
        f'*"version_info <"*) {old} && exit 1; exit 0;;\n'
        f"*ensurepip*) exit {0 if has_venv else 1};;\n"
        f'*"%d.%d"*) echo {version};;\n'
        f"--version) echo Python {version};;\n"
        f'"-m venv"*) echo {name} made it;;\n'
        "esac\n"
    )
    program.chmod(0o755)


def make_venv(programs: Path, python: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(programs), "PYTHON": python}
    command = ["/bin/sh", str(MAKE_VENV), str(programs / "venv")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)


def test_python3_makes_it_where_it_is_new_enough(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", version="3.12", has_venv=True)
    assert "python3 made it" in make_venv(tmp_path).stdout


def test_a_newer_python_is_found_beside_an_old_one(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", version="3.10", has_venv=True)
    fake_python(tmp_path, "python3.12", version="3.12", has_venv=True)
    assert "python3.12 made it" in make_venv(tmp_path).stdout


@pytest.mark.parametrize("found", [True, False])
def test_where_no_python_is_new_enough_one_line_says_what_to_install(tmp_path: Path, found: bool) -> None:
    if found:
        fake_python(tmp_path, "python3", version="3.10", has_venv=True)
    failed = make_venv(tmp_path)
    assert failed.returncode != 0
    assert failed.stderr.count("\n") == 1
    assert "Python 3.11 or later is needed" in failed.stderr
    assert "apt-get install python3 python3-venv" in failed.stderr


def test_where_python_lacks_venv_one_line_says_what_to_install(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", version="3.11", has_venv=False)
    failed = make_venv(tmp_path)
    assert failed.returncode != 0
    assert failed.stderr.count("\n") == 1
    assert "apt-get install python3-venv (or python3.11-venv)" in failed.stderr


def test_the_python_that_is_asked_for_is_the_only_one_tried(tmp_path: Path) -> None:
    fake_python(tmp_path, "python3", version="3.12", has_venv=True)
    fake_python(tmp_path, "mine", version="3.13", has_venv=True)
    assert "mine made it" in make_venv(tmp_path, "mine").stdout
    assert make_venv(tmp_path, "no-such-python").returncode != 0


def test_one_that_works_is_kept(tmp_path: Path) -> None:
    (tmp_path / "venv/bin").mkdir(parents=True)
    (tmp_path / "venv/bin/python").symlink_to(shutil.which("true") or "true")
    kept = make_venv(tmp_path, "no-such-python")
    assert (kept.returncode, kept.stdout) == (0, "")
