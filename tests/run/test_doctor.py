"""What is installed and what is missing."""

import re
import tomllib
from pathlib import Path

import pytest

from pipeline.config import Segmentation, Settings
from pipeline.run import doctor as examined
from pipeline.run.doctor import PACKAGES, Finding, doctor

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def finding(name: str, settings: Settings | None = None) -> Finding:
    return next(found for found in doctor(settings or Settings()) if found.name == name)


def test_it_looks_for_every_package_the_project_depends_on() -> None:
    dependencies = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(PACKAGES) == sorted(re.split("[<>=~ ;[]", dependency)[0] for dependency in dependencies)


def test_what_the_tests_run_with_is_found() -> None:
    assert all(found.found for found in doctor(Settings()) if found.needed)


def test_a_missing_package_is_needed_and_has_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACKAGES, "no-such-package", "nothing")
    missing = finding("no-such-package")
    assert (missing.found, missing.needed) == (None, True)
    assert missing.install.endswith("-m pip install no-such-package")


def test_a_model_is_looked_for_only_where_the_configuration_names_one(tmp_path: Path) -> None:
    assert all("spacy_model" not in found.purpose for found in doctor(Settings()))
    named = Settings(segmentation=Segmentation(spacy_model="no_such_model"))
    assert finding("no_such_model", named).found is None
    folder = Settings(segmentation=Segmentation(spacy_model=str(tmp_path)))
    assert finding(str(tmp_path), folder).found == "installed"


def fake_tesseract(folder: Path, languages: str) -> None:
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\nprintf 'List of available languages (2):\\n{languages}'\n")
    program.chmod(0o755)


@pytest.mark.parametrize(("languages", "complete"), [("eng\\nkhm\\n", True), ("eng\\n", False)])
def test_tesseract_counts_only_with_its_khmer_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str, complete: bool
) -> None:
    fake_tesseract(tmp_path, languages)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert (finding("tesseract with khm, eng").found is not None) == complete


def test_programs_that_are_missing_are_not_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examined.shutil, "which", lambda program: None)
    missing = [found for found in doctor(Settings()) if found.found is None]
    assert [found.name for found in missing] == ["tesseract with khm, eng", "LibreOffice", "a Khmer typeface"]
    assert not any(found.needed for found in missing)
    assert all(found.install.startswith("apt-get install ") for found in missing)
