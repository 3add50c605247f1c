"""What a process died of, by its exit code."""

import signal

import pytest

from pipeline.run.causes import cause_of_death


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (-signal.SIGSEGV, "SIGSEGV: a fault in a library"),
        (-40, "signal 40: the process was ended"),  # of real time, without a name
        (3, "ended by itself (exit code 3)"),
        (None, "exit code unknown"),
    ],
)
def test_every_end_of_a_process_has_its_words(status: int | None, words: str) -> None:
    assert words in cause_of_death(status, "").reason
