"""Outcomes of Khmer minutes: what was decided, recommended, asked for, found and handed out."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Meeting

HEAD = (
    "កំណត់ហេតុអង្គប្រជុំគណៈកម្មាធិការសាលា\n\nថ្ងៃទី១០ ខែមីនា ឆ្នាំ២០២២ នៅសាលាបឋមសិក្សាទួលពេជ្រ\n\n១. ការងារសាលា\n\nសាលាមានសិស្ស ៤០ នាក់។\n\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("អង្គប្រជុំបានសម្រេចជួលជាងពីរនាក់ជួសជុលដំបូល។", "decision"),
        ("ក្រុមប្រឹក្សាភិបាលសម្រេចទិញស្រូវពីសមាជិក។", "decision"),
        ("អង្គប្រជុំមូលមតិទទួលយកសមាជិកថ្មី ២៣ គ្រួសារ។", "decision"),
        ("សម្រេចយកថ្ងៃទី ១២ មីនា ២០២២។", "decision"),
        ("របៀបវារៈត្រូវបានអង្គប្រជុំអនុម័ត។", "decision"),
        ("អ្នកចូលរួមបានផ្តល់អនុសាសន៍ថា សាលាគួរមានទឹកស្អាត។", "recommendation"),
        ("លោក អាន វិបុល ណែនាំឲ្យសាលាបង្កើតមូលនិធិ។", "recommendation"),
        ("អាណាព្យាបាលបានស្នើសុំឱ្យសាលាដាំដើមឈើបន្ថែម។", "request"),
        ("អ្នកស្រី ប៊ុន ចាន់រី សុំឱ្យក្រុមជ្រើសអ្នកទៅរៀន ៣ នាក់។", "request"),
        ("សហជីពទាមទារឱ្យក្រុមហ៊ុនប្រកាសមូលហេតុ។", "request"),
    ],
)
def test_sentences_tell_their_type(read: Callable[[str], Meeting], text: str, kind: str) -> None:
    (found,) = read(f"{HEAD}{text}\n").outcomes
    assert (found.type, found.text) == (kind, text)


@pytest.mark.parametrize(
    "text",
    [
        "លោក ហេង ដារ៉ា បានសួរថា តើគណៈកម្មាធិការបានសម្រេចជួលជាងហើយឬនៅ?",
        "លោកប្រធានបានសុំឱ្យអង្គប្រជុំអនុម័តរបៀបវារៈ។",
        "គណៈកម្មាធិការបានសម្រេចបានគោលដៅ។",
        "សូមឱ្យសាលាទទួលបានជោគជ័យ។",
        "លោក ថុល បូរ៉ា សុំឱ្យបញ្ជាក់អំពីថ្លៃទឹក។",
        "អង្គប្រជុំយល់ព្រម។",
    ],
)
def test_questions_wishes_and_bare_assent_are_no_outcomes(read: Callable[[str], Meeting], text: str) -> None:
    assert read(f"{HEAD}{text}\n").outcomes == []


def test_a_vote_and_the_sentence_that_refers_back_are_one_decision(read: Callable[[str], Meeting]) -> None:
    text = "អង្គប្រជុំបានបោះឆ្នោតលើសំណើទិញម៉ាស៊ីនបូមទឹក៖ គាំទ្រ ៤ សំឡេង អនុប្បវាទ ១ សំឡេង។ សំណើនេះត្រូវបានអនុម័ត។\n"
    (found,) = read(HEAD + text).outcomes
    assert (found.type, found.votes) == ("decision", "គាំទ្រ ៤ សំឡេង អនុប្បវាទ ១ សំឡេង")


def test_whom_a_request_is_for_stands_behind_it(read: Callable[[str], Meeting]) -> None:
    (found,) = read(f"{HEAD}អង្គការផ្កាយព្រឹក សំណូមពរដល់រដ្ឋបាលខេត្តឱ្យបើកសាលាមត្តេយ្យ។\n").outcomes
    assert (found.type, found.addressed_to) == ("request", "រដ្ឋបាលខេត្ត")


def test_lists_below_headings(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}២. អ្វីដែលបានសម្រេច\n\n- ទិញតុថ្មី ២០\n- ជួលជាងជួសជុលដំបូល\n\n៣. បញ្ហាប្រឈម\n\n- ខ្វះគ្រូបង្រៀន\n\n"
        "៤. សំណូមពរ\n\n- សូមមន្ទីរអប់រំផ្តល់គ្រូបន្ថែម\n"
    )
    assert [found.type for found in meeting.outcomes] == ["decision", "decision", "finding", "request"]
    assert all(found.confidence >= 0.85 for found in meeting.outcomes)


def test_tasks_name_their_owner_before_or_behind(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        f"{HEAD}២. ការងារបន្ត\n\n- លោក ហេង ដារ៉ា ទិញសម្ភារៈ ត្រឹមថ្ងៃទី២០ ខែមីនា\n"
        "- បង ណារិន៖ ទិញសំបុត្រ (មុន ១០ មេសា ២០២២)\n- ម្ហូបអាហារ ៣ ថ្ងៃ៖ លោកគ្រូ មាស ចាន់ធួន ត្រូវរួចមុន ១៥ មេសា ២០២២\n"
    )
    assert [(found.type, found.owner, found.due_date) for found in meeting.outcomes] == [
        ("action_item", "លោក ហេង ដារ៉ា", "2022-03-20"),
        ("action_item", "បង ណារិន", "2022-04-10"),
        ("action_item", "លោកគ្រូ មាស ចាន់ធួន", "2022-04-15"),
    ]


def test_what_was_not_adopted_is_no_decision(read: Callable[[str], Meeting]) -> None:
    meeting = read(f"{HEAD}២. សេចក្តីសម្រេច\n\n- កែមាត្រា ១២ (គាំទ្រ ៨១ ប្រឆាំង ៤)\n- តម្លើងថ្លៃទឹក (គាំទ្រ ៣ ប្រឆាំង ៤ មិនអនុម័ត)\n")
    assert [(found.type, found.result, found.votes) for found in meeting.outcomes] == [
        ("decision", None, "គាំទ្រ ៨១ ប្រឆាំង ៤"),
        ("motion", "មិនអនុម័ត", "គាំទ្រ ៣ ប្រឆាំង ៤"),
    ]


def test_how_the_meeting_ended_is_no_outcome(read: Callable[[str], Meeting]) -> None:
    meeting = read(f"{HEAD}២. សេចក្តីសម្រេច\n\nសាលាបិទទ្វារនៅថ្ងៃសុក្ររៀងរាល់សប្តាហ៍។\n\nកិច្ចប្រជុំបានបញ្ចប់នៅវេលាម៉ោង ១១:០០ ព្រឹក។\n")
    assert [found.text for found in meeting.outcomes] == ["សាលាបិទទ្វារនៅថ្ងៃសុក្ររៀងរាល់សប្តាហ៍។"]
