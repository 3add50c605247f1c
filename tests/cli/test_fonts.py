"""`khmer-minutes fonts`."""

from pathlib import Path

import pytest

from tests.cli.conftest import Call

FONTS = Path(__file__).parents[1] / "fonts"


def test_list_names_the_fonts_of_the_atlas(call: Call) -> None:
    printed = call("fonts", "list").stdout
    assert "Battambang" in printed
    assert "Khmer OS Muol" in printed


def test_a_font_that_is_added_is_known_from_then_on(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("uharfbuzz")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    result = call("fonts", "add", str(FONTS / "Moul-Regular.ttf"))
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "khmer-minutes" / "fonts").iterdir()] != []


def test_a_file_that_is_no_font_is_refused(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_text("no font")
    assert call("fonts", "add", str(path)).exit_code == 2
