"""Agendas that an extractor flattened, in minutes made up for these tests."""

from collections.abc import Callable

from pipeline.model.minutes import Meeting
from tests.segment.conftest import blocks, sections

WORKSHOP = """\
Report of the Consultation Workshop on Land Titling

12-13 March 2021
Kampong Thom Province

Background
The Land Forum Cambodia (LFC) organized a two days consultation at Arunras Hotel with 41
participants/17 women from Kampong Thom and Preah Vihear Provinces to hear what communities
think of the new sub-decree.

Agenda:
Activities Key discussion

Opening Remarks

Welcome remarks by H.E. Sok Lundy, Deputy Governor of Kampong Thom
He thanked the organizers and said that land titling is a priority of the province and that the
working groups have to finish their reports before the rainy season begins in May.

Panel 1: Collective
titling so far

• Procedure
• Cases from Sandan
district
Q&A from participants

Presentation on collective titling by Ms. Chea Mony, Legal Officer, LFC
She explained the eight steps of the procedure, of which only three are done by most of the
communities. Two findings stood out for her:
• Maps are seldom signed by the neighbours
• Costs are higher than what the communities can pay without support from donors and from the
network
Question 1: Who pays for the demarcation of the borders?
Answer 1: The ministry pays for posts, the community for the work.

Tea break All
Activities Key discussion

Panel 2: What
communities need

1. What should
the network
do first?
2. What should
donors do?

1. First steps of the network:
• Train two members of each community
• Write a guide in plain Khmer
2. Requests to donors:
• Pay for legal advice
• Meet twice a year

Lunch All
Closing

Mr. Heng Sopheak, Director of LFC
He closed the workshop and promised the report within two weeks.
"""


def test_rows_are_told_apart_whatever_their_labels(read: Callable[[str], Meeting]) -> None:
    (agenda,) = sections(read(WORKSHOP), "agenda")
    assert [(row.kind, row.number, row.heading.text if row.heading else None) for row in agenda.sections] == [
        ("opening", None, "Opening Remarks"),
        ("session", "1", "Collective titling so far"),
        ("break", None, "Tea break"),
        ("session", "2", "What communities need"),
        ("break", None, "Lunch"),
        ("closing", None, "Closing"),
    ]
    assert [topic.text for topic in agenda.sections[1].topics] == [
        "Procedure",
        "Cases from Sandan district",
        "Q&A from participants",
    ]


def test_speakers_questions_and_groups_of_another_workshop(read: Callable[[str], Meeting]) -> None:
    meeting = read(WORKSHOP)
    assert [(person.honorific, person.name, person.role, person.organization) for person in meeting.people] == [
        ("H.E.", "Sok Lundy", "Deputy Governor", "Kampong Thom"),
        ("Ms.", "Chea Mony", "Legal Officer", "LFC"),
        ("Mr.", "Heng Sopheak", "Director", "LFC"),
    ]
    assert [(exchange.number, exchange.confidence) for exchange in meeting.exchanges] == [("1", 1.0)]
    groups = sections(meeting, "group")
    assert [(group.number, len(group.blocks), group.prompt_id is not None) for group in groups] == [
        ("1", 2, True),
        ("2", 2, True),
    ]
    assert [prompt.text for prompt in blocks(meeting, "prompt")] == [
        "What should the network do first?",
        "What should donors do?",
    ]
    assert [(outcome.type, outcome.text) for outcome in meeting.outcomes if outcome.section_id == groups[1].id] == [
        ("request", "Pay for legal advice"),
        ("request", "Meet twice a year"),
    ]


def test_facts_of_another_workshop(read: Callable[[str], Meeting]) -> None:
    meeting = read(WORKSHOP)
    assert (meeting.start_date, meeting.end_date) == ("2021-03-12", "2021-03-13")
    assert meeting.location is not None
    assert (meeting.location.venue, meeting.location.province) == ("Arunras Hotel", "Kampong Thom")
    assert meeting.areas == ["Kampong Thom", "Preah Vihear"]
    assert [organizer.acronym for organizer in meeting.organizers] == ["LFC"]
    assert [(count.label, count.quantity) for count in meeting.attendance] == [("total", 41), ("women", 17)]


def test_page_numbers_between_the_lines_belong_to_no_cell(read: Callable[[str], Meeting]) -> None:
    lines = WORKSHOP.split("\n")
    numbered = [*lines[:12], "1", *lines[12:28], "2", *lines[28:44], "3", *lines[44:]]
    texts = [block.text for kind in ("paragraph", "list_item") for block in blocks(read("\n".join(numbered)), kind)]
    assert texts == [block.text for kind in ("paragraph", "list_item") for block in blocks(read(WORKSHOP), kind)]


def test_heads_on_two_lines_are_heads(read: Callable[[str], Meeting]) -> None:
    two_lines = WORKSHOP.replace("Activities Key discussion\n", "Activities\nKey discussion\n")
    (agenda,) = sections(read(two_lines), "agenda")
    (expected,) = sections(read(WORKSHOP), "agenda")
    assert agenda.blocks[0].cells == ["Activities", "Key discussion"]
    assert [(row.kind, len(row.topics), len(row.blocks)) for row in agenda.sections] == [
        (row.kind, len(row.topics), len(row.blocks)) for row in expected.sections
    ]


def test_two_headings_that_could_be_heads_are_none_without_rows(read: Callable[[str], Meeting]) -> None:
    meeting = read("Minutes of the Meeting\n\nAgenda\nDiscussion\nThe members spoke of the well.\n")
    assert not blocks(meeting, "table_row")


def test_hours_before_a_title_stand_apart_from_it(read: Callable[[str], Meeting]) -> None:
    timed = WORKSHOP.replace("Opening Remarks\n", "8:00-8:30 Opening Remarks\n").replace(
        "Lunch All", "12:00-13:30 Lunch All"
    )
    timed = timed.replace("Panel 1: Collective\n", "8.30 - 10.00\nPanel 1: Collective\n")
    (agenda,) = sections(read(timed), "agenda")
    assert [(row.kind, row.heading.text if row.heading else None) for row in agenda.sections] == [
        ("opening", "Opening Remarks"),
        ("session", "Collective titling so far"),
        ("break", "Tea break"),
        ("session", "What communities need"),
        ("break", "Lunch"),
        ("closing", "Closing"),
    ]
    hours = [(row.kind, row.blocks[0].text) for row in agenda.sections if row.blocks and row.blocks[0].kind == "note"]
    assert hours[:2] == [("opening", "8:00-8:30"), ("session", "8.30 - 10.00")]
    assert hours[-1] == ("break", "12:00-13:30")
    assert len(agenda.sections[1].topics) == 3


def test_the_closing_row_of_a_khmer_agenda_keeps_what_was_said(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "កំណត់ហេតុសិក្ខាសាលា\n\nរបៀបវារៈ ការពិភាក្សា\n\nវគ្គទី១៖ ទឹក\n\nសមាជិកបានពិភាក្សាអំពីទឹកស្អាតនៅក្នុងភូមិទាំងអស់របស់ឃុំយើង។\n\n"
        "មតិបិទ\n\nលោក ចាន់ ដារា បានបិទសិក្ខាសាលានៅម៉ោង ៤ រសៀល ហើយបានជូនពរសមាជិកទាំងអស់។\n\nអនុសាសន៍\n\n- ជួសជុលអណ្តូង\n"
    )
    (agenda,) = sections(meeting, "agenda")
    closing = agenda.sections[-1]
    assert (closing.kind, len(closing.blocks)) == ("closing", 1)
    assert [section.heading.text for section in meeting.sections[-1:] if section.heading] == ["អនុសាសន៍"]


def test_hours_before_a_line_that_begins_no_row_are_kept(read: Callable[[str], Meeting]) -> None:
    spoken = WORKSHOP.replace(
        "Welcome remarks by H.E. Sok Lundy",
        "8:30 - 9:00\nWelcome remarks by H.E. Sok Lundy, in the name of the province",
    )
    held = " ".join(
        " ".join((block.attribution or "", block.text, *(inner.text for inner in block.blocks)))
        for kind in ("note", "speech", "paragraph")
        for block in blocks(read(spoken), kind)
    )
    assert "8:30 - 9:00" in held


def test_a_khmer_speech_named_as_its_row_is_opens_no_second_row(read: Callable[[str], Meeting]) -> None:
    meeting = read(
        "កំណត់ហេតុសិក្ខាសាលា\n\nរបៀបវារៈ ការពិភាក្សា\n\nមតិស្វាគមន៍\n\nមតិស្វាគមន៍ដោយ លោក ចាន់ ដារា នាយកអង្គការ\n"
        "លោកបានស្វាគមន៍សមាជិកទាំងអស់ដែលបានមកពីភូមិនានាក្នុងឃុំរបស់យើង។\n\nវគ្គទី១៖ ទឹក\n\nសមាជិកបានពិភាក្សាអំពីទឹក។\n\nមតិបិទ\n"
    )
    (agenda,) = sections(meeting, "agenda")
    assert [row.kind for row in agenda.sections] == ["opening", "session", "closing"]
    assert [block.kind for block in agenda.sections[0].blocks] == ["speech"]
