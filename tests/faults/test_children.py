"""Children that hang, die and talk nonsense: each is known for what it is, and the others go on."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.config import Limits, Settings
from pipeline.errors import MissingProgramError
from pipeline.run.crew import MOST_NURSERIES, Crew
from pipeline.run.nursery import Orders, Work
from pipeline.run.task import Outcome, Task
from tests.faults.stages import by_pages, do, nothing

LIMITS = Limits(seconds=100, silence=50, memory_mb=300, documents_per_process=3)
HASTY = Limits(seconds=2.5, silence=0.6, memory_mb=300, documents_per_process=3)


def crew_for(work: Work, size: int = 1, limits: Limits = LIMITS) -> Crew:
    return Crew(size, Orders(Settings(limits=limits), work, nothing))


@pytest.fixture
def crew() -> Iterator[Crew]:
    with crew_for(do) as crew:
        yield crew


@pytest.fixture
def hasty() -> Iterator[Crew]:
    with crew_for(do, limits=HASTY) as crew:
        yield crew


def task(folder: Path, name: str) -> Task:
    scratch = folder / f"scratch-{name}"
    scratch.mkdir()
    return Task(str(folder / name), str(folder), str(scratch), str(folder / f"outputs-{name}"))


def done(crew: Crew, *tasks: Task) -> list[Outcome]:
    """What comes of tasks, in their order."""
    waiting, finished = list(tasks), {}
    while waiting or not crew.is_idle():
        while waiting and crew.is_free():
            crew.submit(waiting.pop(0))
        finished |= {task.path: outcome for task, outcome in crew.wait(10)}
    return [finished[task.path] for task in tasks]


@pytest.mark.parametrize(
    ("fault", "category", "words"),
    [
        ("abort", "out of memory", "limits.memory_mb"),
        ("kill", "crashed", "SIGKILL: killed from outside"),
        ("segfault", "crashed", "SIGSEGV"),
        ("overflow", "crashed", "SIGSEGV"),
        ("leave", "crashed", "exit code 3"),
        ("garbage", "crashed", "answered with garbage"),
        ("endless", "crashed", "answered with garbage"),
        ("raise", "crashed", "exit code 1"),
    ],
)
def test_a_fault_is_told_by_its_kind_and_the_next_document_is_done(
    crew: Crew, tmp_path: Path, fault: str, category: str, words: str
) -> None:
    bad, good = done(crew, task(tmp_path, f"{fault}.pdf"), task(tmp_path, "good.pdf"))
    assert (bad.status, bad.category, good.status) == ("failed", category, "done")
    assert words in str(bad.reason)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("hang", "no progress for 0.6 s (limits.silence), at start"),
        ("spin", "no progress for 0.6 s (limits.silence), at start"),
        ("chatter", "over 2.5 s (limits.seconds), at still at it"),
    ],
)
def test_what_hangs_is_killed_and_the_next_document_is_done(
    hasty: Crew, tmp_path: Path, fault: str, words: str
) -> None:
    bad, good = done(hasty, task(tmp_path, f"{fault}.pdf"), task(tmp_path, "good.pdf"))
    assert (bad.status, bad.category, bad.reason) == ("failed", "timed out", words)
    assert good.status == "done"


def test_what_libraries_print_goes_nowhere(crew: Crew, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert [outcome.status for outcome in done(crew, task(tmp_path, "print.pdf"))] == ["done"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["grandchild", "grandchild.session"])
def test_programs_that_a_stage_has_started_die_with_its_process(hasty: Crew, tmp_path: Path, name: str) -> None:
    (outcome,) = done(hasty, task(tmp_path, f"{name}.pdf"))
    assert outcome.category == "timed out"
    pid = int((tmp_path / f"{name}.pid").read_text())
    _await_end(pid)


def _await_end(pid: int) -> None:
    until = time.monotonic() + 20
    while _lives(pid):
        assert time.monotonic() < until
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize(
    ("fault", "category"),
    [("hang", "timed out"), ("kill", "crashed"), ("abort", "out of memory"), ("segfault", "crashed")],
)
def test_pages_that_are_done_are_kept_and_the_one_that_kills_is_gone_round(
    tmp_path: Path, fault: str, category: str
) -> None:
    with crew_for(by_pages, limits=HASTY if fault == "hang" else LIMITS) as crew:
        (outcome,) = done(crew, task(tmp_path, f"{fault}.pdf"))
    assert outcome.reason == f"1 kept, 2 kept, {category}, 4 read, 5 read"


def test_when_the_time_is_up_the_pages_read_by_then_are_put_together(tmp_path: Path) -> None:
    limits = Limits(seconds=1.2, silence=60, memory_mb=300)
    with crew_for(by_pages, limits=limits) as crew:
        (outcome,) = done(crew, task(tmp_path, "hang.slow.pdf"))
    assert outcome.reason == "1 kept, 2 kept, timed out, timed out, timed out"


def test_children_work_side_by_side(tmp_path: Path) -> None:
    with crew_for(do, size=2, limits=HASTY) as crew:
        crew.submit(task(tmp_path, "hang.pdf"))
        outcomes = done(crew, *(task(tmp_path, f"good{n}.pdf") for n in range(9)))
    assert [outcome.status for outcome in outcomes] == ["done"] * 9


def test_when_the_nursery_is_killed_the_documents_in_work_are_done_all_the_same(hasty: Crew, tmp_path: Path) -> None:
    hasty.submit(task(tmp_path, "hang.pdf"))
    (child,) = _born(hasty, 1)
    os.kill(_parent(child), 9)
    (bad, good) = (hasty.wait(10)[0][1], done(hasty, task(tmp_path, "good.pdf"))[0])
    assert (bad.category, good.status) == ("timed out", "done")


def test_a_document_that_takes_the_nursery_down_time_and_again_is_given_up(crew: Crew, tmp_path: Path) -> None:
    (bad,) = done(crew, task(tmp_path, "matricide.pdf"))
    assert (bad.category, "time and again" in str(bad.reason)) == ("crashed", True)
    assert done(crew, task(tmp_path, "good.pdf"))[0].status == "done"


def test_a_nursery_may_be_lost_often_while_documents_are_done_in_between(crew: Crew, tmp_path: Path) -> None:
    for number in range(MOST_NURSERIES + 1):
        assert done(crew, task(tmp_path, f"once.{number}.pdf"))[0].status == "done"


def test_what_a_library_says_last_is_heard_though_it_has_said_much(crew: Crew, tmp_path: Path) -> None:
    (bad,) = done(crew, task(tmp_path, "talk.pdf"))
    assert bad.category == "out of memory"


def test_a_document_without_room_for_its_journal_is_not_held_to_be_bad(crew: Crew, tmp_path: Path) -> None:
    full = task(tmp_path, "good.pdf")
    full.journal.mkdir()
    assert done(crew, full)[0].category == "unwritable"
    gone = task(tmp_path, "good2.pdf")
    Path(gone.scratch).rmdir()
    assert done(crew, gone)[0].category == "unwritable"


def _parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_a_disk_that_is_full_is_no_fault_of_the_document_whatever_its_stages_make_of_it(
    crew: Crew, tmp_path: Path
) -> None:
    (outcome,) = done(crew, task(tmp_path, "full.pdf"))
    assert (outcome.status, outcome.category) == ("failed", "unwritable")
    assert "File too large" in str(outcome.reason)


def test_a_child_that_is_killed_while_it_waits_costs_nothing(crew: Crew, tmp_path: Path) -> None:
    done(crew, task(tmp_path, "good.pdf"))
    (child,) = crew.children()
    os.kill(child, 9)
    assert [outcome.status for outcome in done(crew, task(tmp_path, "good2.pdf"))] == ["done"]


def _born(crew: Crew, number: int) -> list[int]:
    """The children, as soon as there are so many."""
    while len(crew.children()) < number:
        assert not crew.wait(0.02)
    return crew.children()


def test_nothing_is_left_when_the_crew_goes(tmp_path: Path) -> None:
    with crew_for(do, size=2) as crew:
        crew.submit(task(tmp_path, "hang.pdf"))
        crew.submit(task(tmp_path, "spin.pdf"))
        children = _born(crew, 2)
    for child in children:
        _await_end(child)


def test_a_nursery_that_cannot_live_is_the_machines_fault(tmp_path: Path) -> None:
    with Crew(1, Orders(Settings(), do, _die)) as crew, pytest.raises(MissingProgramError, match="die as soon as"):
        done(crew, task(tmp_path, "good.pdf"))


def _die() -> None:
    os._exit(1)
