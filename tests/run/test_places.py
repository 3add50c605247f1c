"""Where outputs go, and where they never go."""

from pathlib import Path

import pytest

from pipeline.errors import Category, DocumentError, UsageError
from pipeline.run.places import folder_of, locked, publish


@pytest.mark.parametrize("key", ["a.pdf", "x/y.txt", "..hidden/a..b.txt", "new\nline.pdf", "សន្និបាត.pdf", "=1+1.txt"])
def test_a_document_has_a_folder_of_its_name(tmp_path: Path, key: str) -> None:
    assert folder_of(key, tmp_path) == tmp_path / key


@pytest.mark.parametrize(
    "key", ["", ".", "..", "../a.pdf", "a/../../b.pdf", "/etc/passwd", "a\0b.pdf", "link/a.pdf", "round/a"]
)
def test_no_name_leads_out_of_the_output_folder(tmp_path: Path, key: str) -> None:
    output = tmp_path / "outputs"
    output.mkdir()
    (output / "link").symlink_to(tmp_path)
    (output / "round").symlink_to("round")
    with pytest.raises(DocumentError) as raised:
        folder_of(key, output)
    assert raised.value.category is Category.UNWRITABLE


def test_a_path_that_is_too_long_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="File name too long"):
        folder_of("n" * 256, tmp_path)


def test_a_file_in_the_place_of_the_folder_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("minutes")
    with pytest.raises(DocumentError, match=r"choose another output folder \(-o\)"):
        folder_of("a.txt", tmp_path)


def test_outputs_take_the_place_of_older_ones_and_leave_others_alone(tmp_path: Path) -> None:
    made, folder = tmp_path / "made", tmp_path / "deep/folder"
    made.mkdir()
    folder.mkdir(parents=True)
    (folder / "text.txt").write_text("old")
    (folder / "corrections.json").write_text("{}")
    (made / "text.txt").write_text("new")
    publish(made, folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == {"text.txt": "new", "corrections.json": "{}"}


def test_two_runs_never_write_to_one_folder(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(UsageError, match=r"another run is writing to .* \(process \d+ on .*\); wait"):
        locked(tmp_path).__enter__()
    with locked(tmp_path):
        assert (tmp_path / "ledger.lock").is_file()


def test_what_a_killed_run_left_in_work_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".work/7/outputs").mkdir(parents=True)
    with locked(tmp_path):
        assert not (tmp_path / ".work").exists()
