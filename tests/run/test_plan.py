"""A plan says what a run would do, and touches nothing."""

from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.errors import ExitCode, UsageError
from pipeline.run.batch import run
from pipeline.run.entry import Entry
from pipeline.run.flow import Progress
from pipeline.run.plan import Planned, Tally, plan
from pipeline.run.standing import Standing
from tests.bad_files import MINUTES
from tests.press.collage import Picture, collage, printed
from tests.press.corpus import declaration


class Nobody(Progress):
    def begin(self, key: str, number: int, total: int) -> None: ...

    def end(self, entry: Entry) -> None: ...

    def wait(self) -> None: ...

    def note(self, message: str) -> None: ...


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "a.txt").write_text(MINUTES)
    (folder / "empty.txt").write_text("")
    (folder / "scan.pdf").write_bytes(collage([[Picture(printed(declaration()[:10]))]]))
    return folder


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def planned(archive: Path, output: Path) -> dict[str, Planned]:
    return {each.key: each for each in plan([archive], Settings(), output)}


def test_plan_before_and_after_a_run_touches_nothing(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    before = planned(archive, output)
    assert not output.exists()
    assert [(each.key, each.standing, each.is_run) for each in before.values()] == [
        (key, Standing.NEW, True) for key in ("a.txt", "empty.txt", "scan.pdf")
    ]
    run([archive / "a.txt", archive / "empty.txt"], Settings(), output, Nobody())
    (archive / "b.txt").write_text(MINUTES)
    seen = everything(tmp_path)
    after = planned(archive, output)
    assert everything(tmp_path) == seen
    assert {key: each.standing for key, each in after.items()} == {
        "a.txt": Standing.DONE,
        "b.txt": Standing.NEW,
        "empty.txt": Standing.KNOWN_BAD,
        "scan.pdf": Standing.NEW,
    }
    assert [key for key, each in after.items() if each.is_run] == ["b.txt", "scan.pdf"]


def test_a_scan_says_what_it_needs_and_lacks(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = planned(archive, tmp_path / "out")
    assert found["scan.pdf"].reported() | {"why": ""} == {
        "path": "scan.pdf",
        "action": "run",
        "state": "new",
        "why": "",
        "pages": 1,
        "pages_looked_at": 1,
        "text": {"scan": 1},
        "families": [],
        "category": None,
        "reason": None,
        "needs": ["tesseract"],
        "lacks": ["tesseract"],
    }
    assert (found["empty.txt"].category, found["empty.txt"].survey) == ("no text", None)
    assert exit_code(*found.values()) is ExitCode.SOME_FAILED
    assert exit_code(found["a.txt"]) is ExitCode.OK
    assert exit_code(found["empty.txt"]) is ExitCode.NONE_SUCCEEDED


def exit_code(*planned: Planned) -> ExitCode:
    tally = Tally()
    for each in planned:
        tally.add(each)
    return tally.exit_code


def test_paths_are_refused_as_in_a_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name a file or folder that is there"):
        plan([tmp_path / "nowhere"], Settings(), tmp_path / "out")
