"""The settings, and the file that lists them."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Report, Settings, load_settings
from pipeline.errors import UsageError

CONFIG = Path(__file__).parent.parent / "config.toml"


def listed() -> dict[str, Any]:
    """What config.toml says once the settings that are off by default (`# name = example`) are taken in as None."""
    values = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    section = ""
    for line in CONFIG.read_text(encoding="utf-8").splitlines():
        if head := re.match(r"\[(\w+)\]", line):
            section = head[1]
        elif off := re.match(r"# (\w+) = ", line):
            values[section][off[1]] = None
    return values


def test_config_toml_lists_every_setting_with_its_default() -> None:
    assert listed() == Settings().model_dump(mode="json")
    assert load_settings(CONFIG) == Settings()


def test_every_line_of_config_toml_that_sets_something_has_a_comment() -> None:
    lines = [line for line in CONFIG.read_text(encoding="utf-8").splitlines() if re.match(r"(# )?\w+ = ", line)]
    assert lines
    assert all(re.search(r"\S {2,}# \w", line) for line in lines)


def test_without_a_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(None) == Settings()


def test_config_toml_in_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text("[report]\nfont_size = 12\n")
    assert load_settings(None) == Settings(report=Report(font_size=12))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[report]\ncolour = 1\n", "no setting report.colour; there are report.latin_font, report.khmer_font"),
        (
            "[raport]\n",
            "no setting raport; there are paths, limits, opening, ocr, segmentation, summary",
        ),
        ("[report]\nfont_size = 400\n", "report.font_size: Input should be less than 40, not 400"),
        ("paths = 3\n", "paths: "),
        ("[report\n", "not valid TOML"),
        (
            "[report]\na = 1\nfont_size = 1\n",
            "font_size: Input should be greater than 4, not 1; there is no setting report.a",
        ),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(tmp_path: Path, written: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(written)
    with pytest.raises(UsageError, match=re.escape(message)) as raised:
        load_settings(path)
    assert "\n" not in str(raised.value)
