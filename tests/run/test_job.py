from pipeline.config import Limits
from pipeline.errors import Category
from pipeline.pace import OUT_OF_TIME, Cause
from pipeline.run.job import FINISHING_SHARE, Job
from pipeline.run.task import Task

LIMITS = Limits(seconds=100, silence=50)


def _begun() -> Job:
    job = Job(Task("a.pdf", ".", "scratch", "outputs"), LIMITS)
    job.assign(0.0)
    job.hear("step", "extract", 1.0)
    return job


def test_when_the_time_is_up_one_more_process_finishes_what_is_read_wherever_the_first_one_was() -> None:
    job = _begun()
    assert job.bury(OUT_OF_TIME, 101.0)
    assert (job.assign(102.0).seconds, job.deadline) == (0.0, 101.0 + FINISHING_SHARE * 100)


def test_a_process_that_dies_of_nothing_new_while_it_finishes_is_the_last() -> None:
    job = _begun()
    job.bury(OUT_OF_TIME, 101.0)
    job.assign(102.0)
    job.hear("step", "extract", 103.0)
    assert not job.bury(OUT_OF_TIME, 131.0)


def test_a_death_outside_every_piece_of_work_would_come_again() -> None:
    assert not _begun().bury(Cause(Category.CRASHED, "killed by SIGSEGV"), 20.0)
