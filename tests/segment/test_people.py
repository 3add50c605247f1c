"""Who took part, and how: in lists, tables, sentences and signatures."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting, Person

Read = Callable[[str], Meeting]


def by_name(meeting: Meeting) -> dict[str, Person]:
    return {person.name: person for person in meeting.people}


@pytest.mark.parametrize("name", ["Im Sophy", "Id Vanna", "Well Chantha"])
def test_names_that_look_like_contractions_stay_whole(read: Read, name: str) -> None:
    meeting = read(f"Minutes of the Board Meeting\n\n3 May 2021\n\nThe report was written by Ms. {name} in April.\n")
    assert [person.name for person in meeting.people] == [name]
