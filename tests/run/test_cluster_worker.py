"""What a worker of a cluster answers, and what it does with a document: no scheduler is needed for that."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config import Limits, Settings
from pipeline.run import cluster_worker
from pipeline.run.cluster_worker import Post, Refusal, Sight, Unseen, do_document, roll_call, size_of
from pipeline.run.machine import Machine, other_packages, this_machine, unlike
from pipeline.run.task import Task
from tests.faults.stages import do, nothing

HASTY = Settings(limits=Limits(seconds=20, silence=10, memory_mb=300))


@pytest.fixture(scope="module")
def machine() -> Machine:
    return this_machine()


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The post of a worker whose documents are done by `stages.do`."""
    monkeypatch.setattr(cluster_worker, "attempt", do)
    monkeypatch.setattr(cluster_worker, "warm", nothing)
    monkeypatch.setattr(cluster_worker, "LOOK", 0.2)
    monkeypatch.setattr(cluster_worker, "_address", lambda: "tcp://worker:1")
    post = Post()
    monkeypatch.setattr(cluster_worker, "_post", lambda: post)
    yield post
    post.let_go()


def task(folder: Path, name: str) -> Task:
    scratch = folder / f"scratch-{name}"
    scratch.mkdir()
    (folder / name).write_text(name)
    return Task(str(folder / name), str(folder), str(scratch), str(folder / f"outputs-{name}"))


def test_a_document_that_kills_every_child_fails_and_the_next_one_is_done(
    post: Post, machine: Machine, tmp_path: Path
) -> None:
    poison = do_document(task(tmp_path, "kill.pdf"), None, HASTY, machine)
    assert (poison.status, poison.category) == ("failed", "crashed")
    assert do_document(task(tmp_path, "good.pdf"), None, HASTY, machine).status == "done"


def test_a_worker_whose_machine_is_at_fault_refuses_and_goes_on_with_the_next_document_itself(
    post: Post, machine: Machine, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match="no such model"):
        do_document(task(tmp_path, "stop.pdf"), None, HASTY, machine)
    assert do_document(task(tmp_path, "good.pdf"), None, HASTY, machine).status == "done"


def test_a_document_whose_run_is_over_is_given_up_with_its_child(post: Post, machine: Machine, tmp_path: Path) -> None:
    given = task(tmp_path, "vanish.pdf")
    with pytest.raises(Refusal, match="the run is over"):
        do_document(given, None, HASTY, machine)
    pid = int(Path(given.path).with_suffix(".pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_worker_that_does_not_see_the_document_as_the_run_does_gives_it_back(
    post: Post, machine: Machine, tmp_path: Path
) -> None:
    with pytest.raises(Unseen, match="reads 99 bytes") as caught:
        do_document(task(tmp_path, "good.pdf"), 99, HASTY, machine)
    assert caught.value.worker == "tcp://worker:1"


def test_a_worker_that_would_make_other_outputs_refuses(post: Post, machine: Machine, tmp_path: Path) -> None:
    other = replace(machine, parts=machine.parts | {"code": "another"})
    with pytest.raises(Refusal, match=f"code {machine.parts['code']} there, another here"):
        do_document(task(tmp_path, "good.pdf"), None, HASTY, other)


def test_the_answer_to_a_roll_call_says_what_is_not_seen(machine: Machine, tmp_path: Path) -> None:
    given = task(tmp_path, "good.pdf")
    sight = Sight(given.scratch, given.path, size_of(given.path))
    assert roll_call(sight) == (machine, None)
    assert "does not see" in str(roll_call(sight._replace(scratch=f"{given.scratch}/none"))[1])
    assert "cannot be read" in str(roll_call(sight._replace(path=f"{given.path}/none"))[1])
    assert "has 8 bytes" in str(roll_call(sight._replace(size=7))[1])


def test_a_worker_that_was_upgraded_while_it_ran_is_to_be_started_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given = task(tmp_path, "good.pdf")
    monkeypatch.setattr(cluster_worker, "parts_at_start", lambda: {"code": "older"})
    assert "start the worker again" in str(roll_call(Sight(given.scratch, given.path, None))[1])


def test_what_is_no_regular_file_has_no_size_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    assert size_of(str(tmp_path / "pipe.pdf")) is None
    assert size_of(str(tmp_path)) is None


def test_machines_differ_by_what_makes_outputs_and_libraries_are_told_apart(machine: Machine) -> None:
    assert unlike(machine, machine) is None
    blind = replace(machine, parts=machine.parts | {"tesseract": "none"})
    seeing = replace(machine, parts=machine.parts | {"tesseract": "5.3.0 (khm)"})
    assert unlike(seeing, blind) == "tesseract none there, 5.3.0 (khm) here"
    older = replace(machine, packages=machine.packages | {"playa-pdf": "0.0.1"})
    assert unlike(machine, older) is None
    assert other_packages(machine, older) == f"playa-pdf 0.0.1 there, {machine.packages['playa-pdf']} here"
