"""Questions and answers that are told in prose; the people and bodies are made up."""

from collections.abc import Callable

import pytest

from pipeline.model.minutes import Exchange, Meeting

HEAD = "Minutes of the Board Meeting\n12 March 2021\n\n1. Accounts\n"
HEAD_KM = "កំណត់ហេតុអង្គប្រជុំ\nថ្ងៃទី១២ ខែមីនា ឆ្នាំ២០២១\n\n១. ហិរញ្ញវត្ថុ\n"


def told(read: Callable[[str], Meeting], *paragraphs: str) -> list[Exchange]:
    head = HEAD if paragraphs[0].isascii() else HEAD_KM
    return read(head + "\n\n".join(paragraphs) + "\n").exchanges


@pytest.mark.parametrize(
    "text",
    [
        "A member asked whether the hall could be let on Sundays. The Treasurer replied that it could.",
        "A member asked if the fee would rise; the Treasurer said that it would not.",
        "Mr. Tran wanted to know how many keys there are. Ms. Odell explained that there are three.",
        "Mr. Tran asked Ms. Odell when the bill is due and she answered that it is due in June.",
        "Ann Reed asked what becomes of the old signs and Barry Low suggested that they be sold.",
        "Mrs. Doyle raised a question about parking. It was noted that the yard is full by nine.",
        "A question was raised as to whether the lift is safe. The surveyor advised that it is.",
        "Mr. Low queried the cost of the skip. Ms. Odell confirmed that it includes carriage.",
        "Ann Reed inquired about the fence. Karen Yates stated the fence is switched off.",
        "Mr. Penn asked why the drain was blocked. He had seen it twice. The Manager said that roots grow in it.",
        "In response to a question from Mrs. Doyle about the roof, Mr. Penn said that it will be mended in May.",
        "Asked about the lease, the Chair said that it runs for nine years.",
        "Ana asks whether the link works on telephones. Ben confirms that it does.",
        "A member asked about the fee. It will stay as it is until the end of the year.",
        "Cllr Low asked, through the Chair, whether the gate is locked. The Clerk advised that it is.",
        "Mr. Low asked Ann Reed, the new treasurer of the club, whether it is solvent. She replied that it is.",
        "Mr. Low asked could the fence be moved. Ms. Odell said that it could.",
        "Director Nakamura asked why the bill had doubled. Director Pruett said that two hearings were held.",
        "The Chairperson asked if buses could use the road; Mr Lind undertook to ask the forest owner.",
        "Mr. Low said that the yard floods each year, so who clears the drain? The Manager said that he does.",
        "Mr. Penn was asked whether the fence is ours and said that it is.",
        "Ann Reed wondered if the wall is safe, to which the surveyor replied that it is.",
        "In response to a member's question on parking, the Manager noted that the yard is full.",
    ],
)
def test_a_question_and_its_answer_told_in_one_paragraph(read: Callable[[str], Meeting], text: str) -> None:
    (exchange,) = told(read, text)
    assert exchange.question_ids == exchange.answer_ids
    assert len(exchange.question_ids) == 1


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("A member asked whether the hall could be let. The Treasurer replied that it could.", 0.8),
        ("A member asked whether the hall could be let. The Treasurer said that it could.", 0.7),
        ("A member asked whether the hall could be let. It stands empty on most days.", 0.5),
        ("A member asked whether the hall could be let.", 0.6),
    ],
)
def test_confidence_falls_with_what_says_that_it_is_an_answer(
    read: Callable[[str], Meeting], text: str, confidence: float
) -> None:
    assert [exchange.confidence for exchange in told(read, text)] == [confidence]


def test_an_answer_in_the_next_paragraph(read: Callable[[str], Meeting]) -> None:
    (exchange,) = told(
        read,
        "Mr. Low asked who cleans the stairs of the old wing on Sundays.",
        "Ms. Odell answered that nobody does, and that she will look for somebody.",
    )
    assert exchange.question_ids != exchange.answer_ids
    assert len(exchange.answer_ids) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Felix Low asked when the house will have heat again. No one knew; the furnace man has not called back.",
        "Felix Low asked when the house will have heat again. Mr. Low said that his own rooms are cold.",
        "Mr. Penn asked when the house will have heat again. He said that his own rooms are cold.",
        "Mr. Penn asked when the house will have heat again. Another tenant said that hers are cold too.",
        "Mr. Penn asked when the list would be shown, but no reply was given.",
        "Mr. Penn asked when the house will have heat again. Moved by Ann Reed to close the list of speakers.",
    ],
)
def test_a_question_that_nobody_answers(read: Callable[[str], Meeting], text: str) -> None:
    (exchange,) = told(read, text)
    assert exchange.question_ids and not exchange.answer_ids


def test_each_question_of_a_paragraph_is_an_exchange_unless_one_person_goes_on_asking(
    read: Callable[[str], Meeting],
) -> None:
    two = "Ann Reed asked if dogs are let in. Mr. Low said no. Barry Penn asked about cats. Mr. Low said the same."
    assert len(told(read, two)) == 2
    one = "Ann Reed asked if dogs are let in. She also asked if cats are. Mr. Low answered that neither is."
    assert len(told(read, one)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Chair asked the Secretary to write to the county. The Secretary said that she would.",
        "The Treasurer asked for approval of the accounts. The members said that they were content.",
        "The Chair asked if there were any questions. The members said that there were none.",
        "The Chair asked whether anyone had further comments on the draft. None were made.",
        "Mr. Low asked that the minutes be corrected. The Secretary agreed to do so.",
        "Patrick asked to see the contract. Colin will bring it.",
        "The survey asked how often people use the bus. Most said that they never do.",
        "Participants were asked what they expect of the day. They said that they want to learn.",
        "The trainer asked the groups how they would begin. They said that they would ask the chief.",
        "Ms. Odell will ask whether the money could be used for paths. The members agreed.",
        "Members who asked about the fee were sent a letter. The Clerk said that it was long.",
        "The county has not answered the two letters. The Clerk said that she will send a third.",
        "Who would pay for such a road? The farmers said that they would not.",
        "In reply to questions, Mr. Low advised that most came on Sundays.",
        "The questions asked are answered in the report. The Clerk said that it is long.",
        "The Board discussed how the fee is set. The Treasurer explained the table.",
    ],
)
def test_what_is_no_question_put_to_the_meeting(read: Callable[[str], Meeting], text: str) -> None:
    assert told(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "អ្នកចូលរួមម្នាក់បានសួរថា តើថវិកានេះមកពីណា។ លោក ហេង សុភា បានឆ្លើយថា ថវិកាបានមកពីឃុំ។",
        "អ្នកចូលរួមម្នាក់បានសួរអំពីថវិកាឆ្នាំនេះ។ លោក ហេង សុភា បានឆ្លើយតបថា ថវិកាបានមកពីឃុំ។",
        "លោកស្រី កែវ មាលា ចង់ដឹងថា ហេតុអ្វីបានជាទឹកមិនហូរ? លោក ហេង សុភា បានបកស្រាយថា បំពង់បានខូច។",
        "កញ្ញា ចាន់ ធី បានលើកសំណួរអំពីផ្លូវលំ។ លោកមេឃុំបានពន្យល់ថា ផ្លូវនឹងជួសជុលនៅខែក្រោយ។",
        "លោកស្រី កែវ មាលា បានសួរទៅលោក ហេង សុភា ថា តើអណ្តូងរួចនៅពេលណា ហើយលោក ហេង សុភា បានឆ្លើយថា នៅខែមេសា។",
        "មានសំណួរពីសមាជិកម្នាក់អំពីតម្លៃទឹក។ លោកប្រធានបានបញ្ជាក់ថា តម្លៃមិនប្តូរទេ។",
        "លោក ចាន់ ធី មានចម្ងល់អំពីថ្លៃជួល។ លោកស្រី កែវ មាលា តបវិញថា ថ្លៃជួលនៅដដែល។",
    ],
)
def test_a_question_and_its_answer_told_in_khmer(read: Callable[[str], Meeting], text: str) -> None:
    (exchange,) = told(read, text)
    assert exchange.question_ids == exchange.answer_ids
    assert len(exchange.question_ids) == 1


@pytest.mark.parametrize(
    "text",
    [
        "សិក្ខាកាម ២៦ នាក់ បានឆ្លើយកម្រងសំណួរ។ លោក ហេង សុភា បានបញ្ជាក់ថា ភាគច្រើនពេញចិត្ត។",
        "ក្រុមការងារបានសួរព័ត៌មានពីគ្រួសារចំនួន ៦០។ លោក ហេង សុភា បានបង្ហាញលទ្ធផល។",
        "វគ្គនេះបង្រៀនពីការសួរសំណួរដោយមិនលម្អៀង។ លោក ហេង សុភា បានពន្យល់អំពីជំហានទាំង ៥។",
    ],
)
def test_khmer_words_of_asking_that_ask_nothing(read: Callable[[str], Meeting], text: str) -> None:
    assert told(read, text) == []


def test_a_khmer_question_that_is_said_to_have_no_answer_yet(read: Callable[[str], Meeting]) -> None:
    (exchange,) = told(read, "លោក ហេង សុភា បានសួរថា តើអណ្តូងរួចនៅពេលណា? សំណួរនេះមិនទាន់មានចម្លើយ ព្រោះរង់ចាំការបញ្ជាក់ពីឃុំ។")
    assert exchange.answer_ids == []


def test_what_a_khmer_meeting_does_next_is_no_answer(read: Callable[[str], Meeting]) -> None:
    (exchange,) = told(read, "លោក ហេង សុភា បានសួរថា តើអណ្តូងរួចនៅពេលណា? អង្គប្រជុំបានឯកភាពលើរបៀបវារៈបន្ទាប់។")
    assert exchange.answer_ids == []


def test_a_translation_beside_its_original_has_its_own_exchange(read: Callable[[str], Meeting]) -> None:
    found = told(
        read,
        "លោក ហេង សុភា បានសួរថា តើអណ្តូងរួចនៅពេលណា?",
        "Mr. Heng Sophea asked when the well would be ready.",
        "លោកស្រី កែវ មាលា បានឆ្លើយថា នៅខែមេសា។",
        "Ms. Keo Mealea answered that it would be in April.",
    )
    assert [(len(exchange.question_ids), len(exchange.answer_ids)) for exchange in found] == [(1, 1), (1, 1)]
    assert len({block_id for exchange in found for block_id in (*exchange.question_ids, *exchange.answer_ids)}) == 4
