"""What runs that died or were interrupted leave in work: it comes last, then alone, and is given up in the end."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.run import batch
from pipeline.run.inputs import Input
from pipeline.run.ledger import Ledger
from pipeline.run.order import MOST_DEATHS
from pipeline.run.places import content_hash
from pipeline.run.plan import plan
from pipeline.run.standing import terms_of
from pipeline.run.task import Outcome, Task
from pipeline.run.version import current_version
from pipeline.run.visit import blank
from tests.run.conftest import Followed, entries


class _Hands:
    """Two hands that find no text in anything, and keep what was in work together."""

    def __init__(self) -> None:
        self.together: list[list[str]] = []
        self._at_work: list[Task] = []

    def is_free(self) -> bool:
        return len(self._at_work) < 2

    def is_idle(self) -> bool:
        return not self._at_work

    def submit(self, task: Task) -> None:
        self._at_work.append(task)
        self.together.append([each.name for each in self._at_work])

    def wait(self, longest: float) -> list[tuple[Task, Outcome]]:
        return [(self._at_work.pop(0), Outcome("failed", "no text", "empty"))]


def _run(archive: Path, output: Path) -> list[list[str]]:
    """What was in work whenever one more was taken up."""
    hands = _Hands()

    @contextmanager
    def hire(settings: Settings, jobs: int) -> Iterator[_Hands]:
        yield hands

    batch.run([archive], Settings(), output, Followed(), hire=hire)
    return hands.together


def _die_of(archive: Path, output: Path, *names: str, runs: int = 1) -> None:
    """Leave a ledger as so many runs do that are killed while these are in work."""
    terms = terms_of(Settings(), output, current_version().name)
    for _ in range(runs):
        with Ledger.open(output) as ledger:
            ledger.begin_run(4, "")
            left = ledger.left()
            for name in names:
                path = archive / name
                item = Input(path, archive, name)
                ledger.begin(blank(item, content_hash(path), None, left.get(name), terms))


@pytest.fixture
def four(tmp_path: Path) -> Path:
    folder = tmp_path / "four"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    return folder


def test_what_was_in_work_when_a_run_died_comes_last(four: Path, output: Path) -> None:
    _die_of(four, output, "a.txt", "b.txt")
    assert [together[-1][0] for together in _run(four, output)] == ["c", "d", "a", "b"]
    assert [entry.attempts for entry in entries(output).values()] == [2, 2, 1, 1]


def test_what_two_runs_have_died_of_is_done_alone(four: Path, output: Path) -> None:
    _die_of(four, output, "a.txt", "b.txt", runs=2)
    assert _run(four, output) == [["c.txt"], ["c.txt", "d.txt"], ["a.txt"], ["b.txt"]]


def test_what_too_many_runs_have_died_of_is_given_up_and_says_so(four: Path, output: Path) -> None:
    _die_of(four, output, "a.txt", runs=MOST_DEATHS)
    assert _run(four, output) == [["b.txt"], ["b.txt", "c.txt"], ["c.txt", "d.txt"]]
    given_up = entries(output)["a.txt"]
    assert (given_up.status, given_up.category, given_up.attempts) == ("failed", "crashed", MOST_DEATHS + 1)
    assert f"{MOST_DEATHS} runs died while it was in work" in str(given_up.reason)
    assert _run(four, output) == []


def test_a_file_that_has_changed_since_is_a_new_one(four: Path, output: Path) -> None:
    _die_of(four, output, "a.txt", runs=MOST_DEATHS)
    (four / "a.txt").write_text("mended", encoding="utf-8")
    assert _run(four, output)[0] == ["a.txt"]
    assert entries(output)["a.txt"].category == "no text"


def test_a_run_that_is_interrupted_says_nothing_against_what_was_in_work(four: Path, output: Path) -> None:
    terms = terms_of(Settings(), output, current_version().name)
    path = four / "a.txt"
    for _ in range(MOST_DEATHS + 1):
        with Ledger.open(output) as ledger:
            ledger.begin_run(4, "")
            ledger.begin(blank(Input(path, four, "a.txt"), content_hash(path), None, ledger.left().get("a.txt"), terms))
            ledger.end_run(None)
    assert _run(four, output)[-1][-1] == "a.txt"


def test_plan_says_what_a_run_would_do_with_it(four: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.plan._look_at", lambda *_: Outcome("failed", "no text", "empty"))
    monkeypatch.setattr("pipeline.run.plan.doctor", lambda _: [])
    _die_of(four, output, "a.txt")
    planned = list(plan([four], Settings(), output))
    assert [(each.key, str(each.standing)) for each in planned][-1] == ("a.txt", "interrupted")
    assert planned[-1].why == "a run died while it was in work; it comes last"


def _await_work(output: Path) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with Ledger.open(output) as ledger:
            if ledger.left():
                return
        time.sleep(0.02)
    raise TimeoutError


def test_a_run_that_is_asked_to_end_lets_go_of_what_is_in_work(four: Path, output: Path) -> None:
    line = [sys.executable, "-m", "pipeline", "run", str(four), "-o", str(output), "--log-json"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as run:
        assert run.stderr is not None
        assert '"begin"' in run.stderr.readline()
        _await_work(output)
        run.send_signal(signal.SIGTERM)
        said = run.stderr.read()
    assert (run.returncode, "Traceback" in said) == (130, False)
    assert "the same command goes on from there" in said
    with Ledger.open(output) as ledger:
        ledger.begin_run(4, "")
        assert {left.deaths for left in ledger.left().values()} == {0}
    assert not (output / ".work").exists()
