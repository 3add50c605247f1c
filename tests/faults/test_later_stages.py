"""A process that dies, hangs or needs too much memory after the pages were read: these are kept, the reason is told."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest

from pipeline.config import Limits, Ocr, Settings
from pipeline.emit import OUTPUTS
from pipeline.pace import Pace
from pipeline.run.attempt import attempt
from pipeline.run.crew import Crew
from pipeline.run.nursery import Orders
from pipeline.run.task import Outcome, Task
from tests.faults.hostile import good, written
from tests.faults.stages import nothing
from tests.faults.test_children import done, task

LIMITS = Limits(seconds=6, silence=1.5, memory_mb=600)


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _raise() -> None:
    raise LookupError("a bug")


def _eat() -> None:
    raise MemoryError


FAULTS: dict[str, tuple[Callable[[], object], str]] = {
    "kill": (_kill, "crashed"),
    "hang": (lambda: time.sleep(1000), "timed out"),
    "eat": (_eat, "out of memory"),
    "raise": (_raise, "crashed"),
}
STAGES = {
    "looking for tables on page 2": "Page 2 was read row by row",
    "laying out page 2": "Page 2 was read row by row",
    "looking over the pages": "Running heads",
    "putting Latin letters right": "not fully repaired",
    "judging": "not fully repaired",
    "reading the minutes": "line by line",
    "summing up": "There is no summary",
    "translating": "The minutes are not translated",
    "making report.docx": "report.docx was not made",
    "making summary.km.md": "summary.km.md was not made",
}


class _Faulty(Pace):
    """The pace of a child in which the piece of work that the file's name says goes wrong when it is begun."""

    def __init__(self, pace: Pace, mark: str, fault: Callable[[], object]) -> None:
        self._pace, self._mark, self._fault = pace, mark, fault

    def __getattribute__(self, name: str) -> object:
        if name in ("work", "attempt") or name.startswith("_"):
            return object.__getattribute__(self, name)
        return getattr(self._pace, name)

    @contextmanager
    def work(self, mark: str) -> Iterator[None]:
        with self._pace.work(mark):
            if mark == self._mark:
                self._fault()
            yield


def faulty(task: Task, settings: Settings, pace: Pace) -> Outcome:
    fault, _, mark = task.name.removesuffix(".pdf").partition(" ")
    return attempt(task, settings, _Faulty(pace, mark, FAULTS[fault][0]))


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(1, Orders(Settings(limits=LIMITS, ocr=Ocr(enabled=False)), faulty, nothing)) as crew:
        yield crew


CASES = [("kill", mark) for mark in STAGES] + [
    (fault, mark)
    for fault in FAULTS
    for mark in ("reading the minutes", "making report.docx")
    if fault != "kill" and (fault, mark) != ("hang", "making report.docx")
]


@pytest.mark.parametrize(("fault", "mark"), CASES)
def test_the_text_of_the_pages_is_kept(crew: Crew, tmp_path: Path, fault: str, mark: str) -> None:
    name = f"{fault} {mark}.pdf"
    (tmp_path / name).write_bytes(written(good(3)))
    (outcome,) = done(crew, task(tmp_path, name))
    assert (outcome.status, outcome.category, outcome.pages) == ("partial", FAULTS[fault][1], 3)
    assert STAGES[mark] in str(outcome.reason)
    outputs = tmp_path / f"scratch-{name}" / "outputs"
    text = (outputs / "text.txt").read_text(encoding="utf-8")
    assert all(f"Minutes of the meeting on page {number}" in text for number in (1, 2, 3))
    assert sorted(path.name for path in outputs.iterdir()) == sorted(OUTPUTS)
    issues = json.loads((outputs / "minutes.json").read_bytes())["issues"]
    assert any(STAGES[mark] in issue["message"] for issue in issues)


def test_a_file_that_was_not_made_says_so_in_its_place(crew: Crew, tmp_path: Path) -> None:
    for name in ("report.docx", "text.txt"):
        (tmp_path / f"kill making {name}.pdf").write_bytes(written(good(1)))
        (outcome,) = done(crew, task(tmp_path, f"kill making {name}.pdf"))
        assert outcome.status == "partial"
    report = docx.Document(str(tmp_path / "scratch-kill making report.docx.pdf/outputs/report.docx"))
    assert "report.docx was not made: SIGKILL" in report.paragraphs[0].text
    text = (tmp_path / "scratch-kill making text.txt.pdf/outputs/text.txt").read_text(encoding="utf-8")
    assert text.startswith("text.txt was not made: SIGKILL")
    minutes = (tmp_path / "scratch-kill making text.txt.pdf/outputs/minutes.json").read_text(encoding="utf-8")
    assert "Minutes of the meeting on page 1" in minutes


def test_what_dies_in_every_stage_is_still_text(tmp_path: Path) -> None:
    (tmp_path / "kill any.pdf").write_bytes(written(good(3)))
    with Crew(1, Orders(Settings(limits=LIMITS, ocr=Ocr(enabled=False)), dies_again_and_again, nothing)) as crew:
        (outcome,) = done(crew, task(tmp_path, "kill any.pdf"))
    issues = json.loads((tmp_path / "scratch-kill any.pdf/outputs/minutes.json").read_bytes())["issues"]
    assert outcome.status == "partial"
    assert [issue["code"] for issue in issues].count("stage-crashed") == 4


def dies_again_and_again(task: Task, settings: Settings, pace: Pace) -> Outcome:
    for mark in ("laying out page 1", "reading the minutes", "translating", "making report.docx"):
        pace = _Faulty(pace, mark, _kill)
    return attempt(task, settings, pace)
