"""The command line as a person calls it, without starting a process for each call."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app

Call = Callable[..., Result]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command line with these words in an empty folder; an exception that reaches a user fails the test."""
    monkeypatch.chdir(tmp_path)

    def called(*words: str | Path) -> Result:
        result = CliRunner().invoke(app, [str(word) for word in words], prog_name="khmer-minutes")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return called
