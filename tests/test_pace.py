"""The journal of a document: what a fresh process knows of those that died before it."""

from contextlib import closing
from pathlib import Path

from pipeline.errors import Category
from pipeline.pace import Cause, Journal

CRASH = Cause(Category.CRASHED, "SIGSEGV")
TIME = Cause(Category.TIMED_OUT, "over 5 s")


def begun(place: Path, deaths: tuple[Cause, ...], *marks: str) -> None:
    """Leave behind what a process does that ends inside these pieces of work, the innermost last."""
    with closing(Journal(place, deaths, 100)) as journal:
        for mark in marks:
            journal.begin(mark)


def test_what_a_process_died_of_is_the_innermost_piece_of_its_work(tmp_path: Path) -> None:
    begun(tmp_path / "journal", (), "layout", "page 3")
    begun(tmp_path / "journal", (CRASH,), "page 5")
    with closing(Journal(tmp_path / "journal", (CRASH, TIME), 100)) as journal:
        assert [journal.fatal(mark) for mark in ("layout", "page 3", "page 5")] == [None, CRASH, TIME]


def test_a_process_that_was_lost_with_its_machine_has_not_died_of_its_work(tmp_path: Path) -> None:
    begun(tmp_path / "journal", (), "page 2")  # of a worker that is lost: nobody says that it died
    begun(tmp_path / "journal", (), "page 3")
    with closing(Journal(tmp_path / "journal", (CRASH,), 100)) as journal:
        assert [journal.fatal(mark) for mark in ("page 2", "page 3")] == [None, CRASH]


def test_a_process_that_died_before_it_began_shifts_no_blame(tmp_path: Path) -> None:
    begun(tmp_path / "journal", (TIME,), "page 3")  # the first one died without a word in the journal
    with closing(Journal(tmp_path / "journal", (TIME, CRASH), 100)) as journal:
        assert journal.fatal("page 3") == CRASH
