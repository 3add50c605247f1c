"""Usual wordings of outcomes, each by itself in a part of a meeting; and what only sounds like one."""

import pytest

from pipeline.segment.due import DueDates
from tests.segment.documents import meeting_of

_HEAD = (
    "Minutes of the River Basin Forum",
    "Held on 3 March 2021",
    "Present: Mr. Heng Dara, Ms. Crouse Lim, Tom Hall (TH)",
)
_HEAD_KM = ("កំណត់ហេតុប្រជុំ", "ថ្ងៃទី៣ ខែមីនា ឆ្នាំ២០២១")


def _types(sentence: str) -> list[str]:
    head, part = (_HEAD, "1. Discussion") if sentence.isascii() else (_HEAD_KM, "១. ការពិភាក្សា")
    return [outcome.type for outcome in meeting_of(*head, part, sentence).outcomes]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("decision", "It was concluded that no member will send children to a hostel without a licence after August."),
        ("decision", "After a show of hands, 19 for and 12 against, the camp goes to Nam Ou and not to the capital."),
        ("decision", "Members approved a sum of up to 900 for repairs (proposed TH, seconded JO, unanimous)."),
        ("decision", "The meeting gave its approval to the budget for 2021."),
        ("decision", "The proposal to open a branch in Takeo was turned down."),
        ("decision", "A committee of five was set up to follow the matter."),
        ("decision", "The agenda was adopted without amendment."),
        ("decision", "អង្គប្រជុំយល់ស្របលើសំណើរបស់ក្រុមទី២ ក្នុងការទិញម៉ាស៊ីនបូមទឹក។"),
        ("decision", "ក្រុមប្រឹក្សាឃុំបានបោះឆ្នោតអនុម័តផែនការអភិវឌ្ឍន៍ឃុំ ដោយសំឡេង ៧ លើ ៧។"),
        ("recommendation", "The Committee on Committees recommends that each standing committee keep a seat."),
        ("recommendation", "There was a suggestion to combine the two trainings."),
        ("recommendation", "Participants were of the view that the guidelines should be translated into Khmer."),
        ("recommendation", "It would be advisable to hold the exam before Khmer New Year."),
        ("recommendation", "ក្រុមទី១ យល់ថា គួរមានរថយន្តសង្គ្រោះនៅមណ្ឌលសុខភាព។"),
        ("recommendation", "លោកអភិបាលបានលើកទឹកចិត្តឱ្យសហគមន៍ដាំដើមឈើតាមដងទន្លេ។"),
        ("request", "The District Council is called upon to hold a site visit before it decides."),
        ("request", "Farmers called for lower interest rates from the microfinance institutions."),
        ("request", "The union demands that employers give gloves free of charge."),
        ("request", "កសិករស្នើសុំគ្រាប់ពូជស្រូវពីមន្ទីរកសិកម្ម។"),
        ("action_item", "The secretariat shall circulate the draft within two weeks."),
        ("action_item", "Ms. Lim was tasked with preparing the budget."),
        ("action_item", "WFP to follow up with the Provincial Department on the rice stock."),
        ("action_item", "លោក លី ហួត ទទួលខុសត្រូវទាក់ទងជាងជួសជុល។"),
        ("finding", "The survey showed that half of the wells are dry in March."),
        ("finding", "The Board noted with concern that the overhead stands at 24 percent."),
        ("finding", "Key constraints: boats are too few; the textbooks were lost."),
        ("finding", "The inspection had found three faults: the chains are worn, and the gate does not shut."),
        ("finding", "ការងារនេះនៅជួបបញ្ហាប្រឈមមួយចំនួន ដូចជា៖ ទ្វារទឹកចំនួនពីរបើកមិនរួច។"),
        ("finding", "សវនករបានរកឃើញថា បញ្ជីសាច់ប្រាក់មានកំហុសពីរកន្លែង។"),
    ],
)
def test_usual_wordings_are_outcomes_of_their_type(kind: str, sentence: str) -> None:
    assert kind in _types(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The chair asked all members to introduce themselves.",
        "The Director invited Ms. Kea to present the budget.",
        "He said the ministry had decided to close the office last year.",
        "President Warren Teel called the meeting to order at 10:05 a.m.",
        "Several members feared that fewer would come to meetings.",
        "The challenges reported in the plenary are summarised below.",
        "លោក សុខ បានសួរថា តើអង្គប្រជុំនឹងសម្រេចនៅថ្ងៃណា?",
        "លោកស្រីបានស្នើសុំការបំភ្លឺអំពីការដាំស្រូវ។",
    ],
)
def test_what_only_sounds_like_an_outcome_is_none(sentence: str) -> None:
    assert _types(sentence) == []


@pytest.mark.parametrize(
    ("term", "day"),
    [
        ("end of June", "2019-06-30"),
        ("the end of the month", "2019-05-31"),
        ("end of February 2020", "2020-02-29"),
        ("within 2 weeks", "2019-06-07"),
        ("ចុងខែមករា", "2020-01-31"),
        ("ក្នុងរយៈពេល ២ សប្តាហ៍", "2019-06-07"),
        ("ongoing", None),
    ],
)
def test_terms_of_tasks_are_read_from_the_day_of_the_meeting(term: str, day: str | None) -> None:
    assert DueDates("2019-05-24").date_at(term) == day


def test_a_time_from_the_meeting_on_is_unknown_where_the_meeting_has_no_day() -> None:
    assert DueDates("2019-05").date_at("within 2 weeks") is None
