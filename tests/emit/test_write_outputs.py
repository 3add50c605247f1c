from pathlib import Path

import pytest

import pipeline.emit
from pipeline.config import Settings
from pipeline.emit import write_outputs
from pipeline.model.minutes import Minutes

OUTPUTS = {"minutes.json", "report.docx", "text.txt", "summary.en.md", "summary.km.md"}


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_files_are_written_into_a_new_folder(example: Minutes, tmp_path: Path) -> None:
    write_outputs(example, tmp_path / "a" / "x.pdf", Settings())
    assert set(_contents(tmp_path / "a" / "x.pdf")) == OUTPUTS


def test_a_second_run_writes_the_same_bytes(rich: Minutes, tmp_path: Path) -> None:
    write_outputs(rich, tmp_path, Settings())
    first = _contents(tmp_path)
    write_outputs(rich.model_copy(deep=True), tmp_path, Settings())
    assert _contents(tmp_path) == first


def test_corrections_and_other_files_are_left_alone(example: Minutes, tmp_path: Path) -> None:
    (tmp_path / "corrections.json").write_text("{}")
    write_outputs(example, tmp_path, Settings())
    assert (tmp_path / "corrections.json").read_text() == "{}"


@pytest.mark.parametrize("broken", ["minutes_json", "text", "report_docx"])
def test_a_failure_while_making_a_file_leaves_the_older_outputs(
    example: Minutes, rich: Minutes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    write_outputs(example, tmp_path, Settings())
    before = _contents(tmp_path)

    def fail(*_: object) -> bytes:
        raise RuntimeError("no")

    monkeypatch.setattr(pipeline.emit, broken, fail)
    with pytest.raises(RuntimeError):
        write_outputs(rich, tmp_path, Settings())
    assert _contents(tmp_path) == before


@pytest.mark.parametrize("written_before_failing", [0, 1, 2])
def test_a_full_disk_leaves_the_older_outputs_and_no_temporary_files(
    example: Minutes, rich: Minutes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written_before_failing: int
) -> None:
    write_outputs(example, tmp_path, Settings())
    before = _contents(tmp_path)
    really_write, count = Path.write_bytes, 0

    def write(path: Path, content: bytes) -> int:
        nonlocal count
        if count == written_before_failing:
            really_write(path, content[: len(content) // 2])
            raise OSError(28, "No space left on device")
        count += 1
        return really_write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write)
    with pytest.raises(OSError, match="No space left"):
        write_outputs(rich, tmp_path, Settings())
    assert _contents(tmp_path) == before
