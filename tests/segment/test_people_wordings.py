"""People in the wordings of minutes: lists, rows, sentences and signatures, in English and Khmer."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting, Person

Read = Callable[[str], Meeting]
HEAD = "Minutes of the Board Meeting\n\n3 May 2021\n\n"
HEAD_KM = "កំណត់ហេតុប្រជុំ\n\nថ្ងៃទី៣ ខែឧសភា ឆ្នាំ២០២១\n\n"


def people(meeting: Meeting) -> dict[str, Person]:
    return {person.name: person for person in meeting.people}


def test_staff_behind_those_excused_were_there(read: Read) -> None:
    found = people(
        read(f"{HEAD}Present: Ada Quill, Ben Roper, Cora Vane\n\nExcused: Dan Frey\n\nStaff: Eve Holt, Clerk\n")
    )
    assert (found["Dan Frey"].attendance, found["Eve Holt"].attendance) == ("absent", "present")


def test_hours_in_a_list_end_no_name(read: Read) -> None:
    found = people(read(f"{HEAD}Present: Ada Quill, Chair; Ben Roper (arrived at 7:20 p.m.); Cora Vane\n"))
    assert [person.attendance for person in found.values()] == ["present"] * 3


def test_initials_behind_a_person_are_no_part_of_the_name(read: Read) -> None:
    found = people(read(f"{HEAD}Present: Revd Ada Quill (Vicar) AQ; Ben Roper (Treasurer) BR; Cora Vane CV\n"))
    assert list(found) == ["Ada Quill", "Ben Roper", "Cora Vane"]


def test_a_note_gives_body_and_part(read: Read) -> None:
    person = people(read(f"{HEAD}Present: Ada Quill (Northbank, chair), Ben Roper, Cora Vane\n"))["Ada Quill"]
    assert (person.organization, person.speaker_type) == ("Northbank", "chair")


def test_leave_of_absence_is_absence(read: Read) -> None:
    found = people(read(f"{HEAD}Present: Ada Quill, Ben Roper\n\nLeave of absence was granted to Mr. Dan Frey.\n"))
    assert found["Dan Frey"].attendance == "absent"


def test_the_office_before_a_name_and_the_body_in_brackets(read: Read) -> None:
    text = (
        "The representative of Wells for All, Ms. Ada Quill, asked for the list. Mr. Ben Roper (Delta Aid) noted this."
    )
    found = people(read(f"{HEAD}{text}\n"))
    assert (found["Ada Quill"].role, found["Ada Quill"].organization) == ("representative", "Wells for All")
    assert found["Ben Roper"].organization == "Delta Aid"


def test_who_chairs_what_is_yet_to_be_chairs_no_meeting(read: Read) -> None:
    text = "Ms. Ada Quill asked for seed. It was resolved to form a platform under the chairmanship of Ms. Ada Quill."
    assert people(read(f"{HEAD}{text}\n"))["Ada Quill"].speaker_type != "chair"


def test_labels_inside_a_line(read: Read) -> None:
    found = people(read(f"{HEAD}Moderator: Ada Quill (Coordinator). Notes: Ben Roper, intern.\n"))
    assert (found["Ada Quill"].speaker_type, found["Ben Roper"].speaker_type) == ("chair", "secretary")


@pytest.mark.parametrize("said", ["Ada Quill reported on the roof.", "Ms. Quill was thanked in her absence."])
def test_what_is_a_guess_says_so_and_who_is_talked_about_is_nobody(read: Read, said: str) -> None:
    assert all(person.confidence is not None for person in read(f"{HEAD}{said}\n").people)


def test_a_khmer_list_below_a_numbered_heading(read: Read) -> None:
    text = "A. អ្នកចូលរួម\n\n1) លោក សំ ប៊ុនធឿន អនុប្រធាន\n\n2) លោកស្រី ឃុត ចំរើន សមាជិក\n\n3) លោក ឡូ គីមហេង សមាជិក\n"
    assert [person.attendance for person in read(f"{HEAD_KM}{text}").people] == ["present"] * 3


def test_a_role_before_a_khmer_honorific(read: Read) -> None:
    person = people(read(f"{HEAD_KM}បេឡា អ្នកគ្រូ ទូច សុខា រាយការណ៍តាមសៀវភៅ។\n"))["ទូច សុខា"]
    assert (person.honorific, person.role, person.speaker_type) == ("អ្នកគ្រូ", "បេឡា", "speaker")


def test_a_khmer_verb_is_no_given_name(read: Read) -> None:
    assert "ចាន់រី ឆ្លើយថា" not in people(read(f"{HEAD_KM}អ្នកស្រី ចាន់រី ឆ្លើយថា មានម្នាក់។\n"))


def test_a_latin_name_behind_a_khmer_honorific(read: Read) -> None:
    assert "Marc Delvaux" in people(read(f"{HEAD_KM}លោក Marc Delvaux បានសួរថា តើមានផែនការទេ?\n"))


def test_minutes_in_khmer_tell_who_came_in_so_many_words(read: Read) -> None:
    assert people(read(f"{HEAD_KM}លោក សំ ប៊ុនធឿន បានរាយការណ៍អំពីថវិកា។\n"))["សំ ប៊ុនធឿន"].attendance is None
