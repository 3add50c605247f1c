"""What all commands have in common, and those that only print."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from jsonschema import Draft202012Validator

from pipeline import __version__
from pipeline.cli import app
from tests.cli.conftest import Call

COMMANDS = sorted(typer.main.get_group(app).commands)
README = Path(__file__).parents[2] / "README.md"


def test_the_commands_are_those_of_the_design() -> None:
    assert COMMANDS == [
        "doctor",
        "export",
        "fonts",
        "load",
        "plan",
        "repair",
        "report",
        "run",
        "schema",
        "search",
        "translate",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example_that_calls_the_command(call: Call, command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert f"Example:\n    khmer-minutes {command}" in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert f"khmer-minutes {command}" in README.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_nothing_heavy(command: str) -> None:
    """Time is what counts (0.3 s), but a busy machine makes it a coin to toss; what costs it are these imports."""
    heavy = {"spacy", "khmernltk", "numpy", "pdfplumber", "playa", "pypdfium2", "docx", "rich", "sqlalchemy", "alembic"}
    script = (
        "import sys\nfrom pipeline.cli import main\n"
        f"sys.argv = ['khmer-minutes', *{[command] if command else []!r}, '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    loaded = set(finished.stderr.split())
    assert "pipeline.cli.run" in loaded
    assert heavy & loaded == set()


def test_version(call: Call) -> None:
    assert call("--version").stdout == f"khmer-minutes {__version__}\n"


def test_python_m_pipeline_is_the_same_program() -> None:
    finished = subprocess.run([sys.executable, "-m", "pipeline", "--help"], capture_output=True, text=True, timeout=60)
    assert finished.stdout.startswith("Usage: khmer-minutes ")


def test_schema_prints_a_json_schema(call: Call) -> None:
    Draft202012Validator.check_schema(json.loads(call("schema").stdout))


def test_doctor_is_content_where_the_tests_run(call: Call) -> None:
    result = call("doctor")
    assert result.exit_code == 0
    assert "spacy" in result.stdout


def test_doctor_names_a_missing_model_and_what_installs_it(call: Call) -> None:
    Path("config.toml").write_text('[segmentation]\nspacy_model = "km_no_such_model"\n')
    result = call("doctor")
    assert result.exit_code == 4
    assert "-m spacy download km_no_such_model" in result.stdout
    assert result.stderr == "khmer-minutes: needed and missing: km_no_such_model\n"
