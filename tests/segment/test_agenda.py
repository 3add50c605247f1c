"""What rows of an agenda hold, in documents made up for these tests."""

import pytest

from pipeline.model.document import Line, Span
from pipeline.model.minutes import Meeting
from pipeline.segment.agenda_titles import join_title
from pipeline.segment.columns import columns_of
from pipeline.segment.identify import walk_sections
from tests.segment.conftest import blocks, sections
from tests.segment.documents import meeting_of

HEAD = ("Report of the Workshop", "12 March 2021")


def test_groups_numbered_by_label_hold_who_presents_them_and_their_results() -> None:
    meeting = meeting_of(
        *HEAD,
        [
            ("Topics", "Discussion"),
            (
                "Session 1: Group work\n1. What stops your patrols?\n2. What do you ask for?",
                "They worked for an hour.\nGroup 1: North of the bridge\nPresented by Mrs. Yin Chanthou\n"
                "1. Water hyacinth blocks the channel.\n2. The telephone is switched off.\n"
                "Group 2: Women fishers\n1. Meetings in the evening are hard to reach.",
            ),
        ],
    )
    groups = sections(meeting, "group")
    assert [(group.number, group.heading.text if group.heading else "") for group in groups] == [
        ("1", "North of the bridge"),
        ("2", "Women fishers"),
    ]
    assert [[block.kind for block in group.blocks] for group in groups] == [["speech"], ["list_item"]]
    assert [len(group.blocks[0].blocks) for group in groups] == [2, 0]
    assert [group.prompt_id for group in groups] == [None, None]  # both answered both


def test_groups_in_khmer_without_a_name() -> None:
    meeting = meeting_of(
        "កំណត់ហេតុសិក្ខាសាលា",
        [("ប្រធានបទ", "ការពិភាក្សា"), ("ពិភាក្សាក្រុម", "ក្រុមទី១\n• កង្វះព័ត៌មាន\nក្រុមទី២\n• កង្វះថវិកា")],
    )
    assert [group.heading.text for group in sections(meeting, "group") if group.heading] == ["ក្រុមទី១", "ក្រុមទី២"]


def test_a_sentence_about_a_group_opens_none() -> None:
    meeting = meeting_of(
        *HEAD,
        [("Topics", "Discussion"), ("Session 1: Group work", "Group 1 was led by Mr. Sok Dara.\n• It was short.")],
    )
    assert sections(meeting, "group") == []


def test_a_line_that_only_says_by_whom_opens_a_speech() -> None:
    meeting = meeting_of(
        *HEAD, [("Topics", "Discussion"), ("Opening speech", "By H.E. Tep Borin, Deputy Governor\nHe thanked all.")]
    )
    (speech,) = blocks(meeting, "speech")
    assert (speech.attribution, [block.text for block in speech.blocks]) == (
        "By H.E. Tep Borin, Deputy Governor",
        ["He thanked all."],
    )
    assert speech.confidence is None


def test_a_speaker_known_by_one_bare_name_is_a_guess() -> None:
    meeting = meeting_of(
        *HEAD, [("Topics", "Discussion"), ("Opening speech", "Welcome remarks by Borin\nHe thanked all.")]
    )
    (speech,) = blocks(meeting, "speech")
    assert speech.confidence is not None
    assert speech.confidence < 0.6


def test_what_was_resolved_is_not_the_last_speakers_words() -> None:
    meeting = meeting_of(
        "Minutes of the Call",
        "12 March 2021",
        "Names",
        "Anna Verne: We have three comments.",
        "Carl Obi: I would keep it short.",
        "Anna Verne: So would I.",
        "RESOLVED: Keep it short",
    )
    speeches = blocks(meeting, "speech")
    assert [len(speech.blocks) for speech in speeches] == [1, 1, 1]
    held = [block.text for section in walk_sections(meeting.sections) for block in section.blocks]
    assert "RESOLVED: Keep it short" in held


def rows_of(meeting: Meeting) -> list[tuple[str, str | None, str]]:
    (agenda,) = sections(meeting, "agenda")
    found = [section for section in walk_sections(agenda.sections) if section.heading]
    return [(section.kind, section.number, section.heading.text) for section in found if section.heading]


@pytest.mark.parametrize(
    ("heads", "columns"),
    [
        (["Agenda item", "Key points discussed", "Follow-up actions"], ["topics", "discussion", "discussion"]),
        (["No.", "Items", "Deliberations", "Action by"], ["number", "topics", "discussion", "owner"]),
        (
            ["Item", "Discussion", "Decision", "Responsible", "Deadline"],
            ["topics", "discussion", "discussion", "owner", "due"],
        ),
        (["Agenda item", "Discussion", "Status", "Date"], ["topics", "discussion", "other", "due"]),
        (["ល.រ", "របៀបវារៈ", "ខ្លឹមសារពិភាក្សា", "អ្នកទទួលខុសត្រូវ"], ["number", "topics", "discussion", "owner"]),
    ],
)
def test_columns_are_known_by_words_inside_their_heads(heads: list[str], columns: list[str]) -> None:
    assert columns_of(heads) == columns


@pytest.mark.parametrize(
    "heads",
    [
        ["Item", "Action", "Owner", "Due date"],
        ["Item", "Quantity", "Price"],
        ["Agenda item", "Page", "Annex", "Discussion"],
        ["Activity", "Expected outcome", "Budget"],
    ],
)
def test_tables_of_tasks_and_costs_are_no_agendas(heads: list[str]) -> None:
    assert columns_of(heads) is None


def test_a_khmer_table_of_hours_and_results_is_an_agenda() -> None:
    meeting = meeting_of(
        "កំណត់ហេតុអង្គប្រជុំ",
        [
            ("ល.រ", "ពេលវេលា", "សកម្មភាព", "អ្នកទទួលខុសត្រូវ", "លទ្ធផល"),
            ("១", "៨:០០-៨:៣០", "បើកអង្គប្រជុំ", "លោក ហេង សុភា", "អង្គប្រជុំបានបើក។"),
            ("២", "៨:៣០-១០:០០", "របាយការណ៍", "លោកស្រី កែវ មាលា", "ចំណាយបានកើនឡើង។\n• ថ្លៃសាំង\n• ថ្លៃជួល"),
        ],
    )
    assert rows_of(meeting) == [("item", "1", "បើកអង្គប្រជុំ"), ("item", "2", "របាយការណ៍")]
    assert [block.text for block in blocks(meeting, "list_item")] == ["ថ្លៃសាំង", "ថ្លៃជួល"]
    assert meeting.outcomes == []


def test_a_programme_without_a_discussion_stays_rows_and_is_no_list_of_tasks() -> None:
    meeting = meeting_of(
        *HEAD,
        "Agenda",
        [
            ("Time", "Activity", "Responsible"),
            ("8:00-9:00", "Opening remarks", "Mr. Sok Dara"),
            ("9:00-10:00", "Presentation on wells", "Ms. Keo Maly"),
        ],
    )
    assert len(blocks(meeting, "table_row")) == 3
    assert meeting.outcomes == []


def test_a_programme_in_an_annex_is_an_agenda() -> None:
    meeting = meeting_of(
        *HEAD,
        "Annex 1: Programme",
        [("Time", "Session", "Responsible"), ("8:00", "Lunch", "All"), ("9:00", "Tea", "All")],
    )
    (agenda,) = sections(meeting, "agenda")
    assert [row.kind for row in agenda.blocks] == ["table_row"] * 3


def test_the_rows_of_a_day_stand_in_its_section() -> None:
    meeting = meeting_of(
        *HEAD,
        [
            ("Time", "Topic", "Discussion"),
            ("Day 1: 12 March 2021",),
            ("8:00-9:00", "Opening remarks", "The Director welcomed all."),
            ("Day 2: 13 March 2021",),
            ("8:00-8:30", "Recap", "The first day was recalled."),
            ("8:30-9:00", "Session 1: Wells", "Their depth was explained."),
        ],
    )
    (agenda,) = sections(meeting, "agenda")
    told = [(day.heading.text, len(day.sections)) for day in agenda.sections if day.heading]
    assert told == [("Day 1: 12 March 2021", 1), ("Day 2: 13 March 2021", 2)]


def test_a_row_without_a_title_goes_on_the_row_above() -> None:
    meeting = meeting_of(
        *HEAD,
        [
            ("Agenda item", "Discussion", "Decision"),
            ("1. Roof", "The roof leaks.", "Mend it in May."),
            ("", "The gutter is broken too.", "Ask for a price."),
            ("2. Yard", "The yard is full.", ""),
        ],
    )
    assert rows_of(meeting) == [("item", "1", "Roof"), ("item", "2", "Yard")]
    assert [outcome.text for outcome in meeting.outcomes] == ["Mend it in May.", "Ask for a price."]


def test_who_speaks_may_stand_below_the_title_of_the_session() -> None:
    meeting = meeting_of(
        *HEAD,
        [
            ("Topics", "Discussion"),
            ("Session 1: Wells\nMs. Keo Maly, Engineer, STAR", "She explained the depth of wells."),
        ],
    )
    (speech,) = blocks(meeting, "speech")
    assert (speech.attribution, speech.blocks[0].text) == (
        "Ms. Keo Maly, Engineer, STAR",
        "She explained the depth of wells.",
    )
    assert blocks(meeting, "topic") == []


QUESTIONS = [
    ("No", "Asked by", "Question", "Answer"),
    ("1", "Mr. Sok Dara", "Who pays for fuel?", "The Fund pays."),
    ("2", "Ms. Keo Maly", "May children fish?", ""),
    ("3", "Mr. Lim Thy", "When does it end?", "In May."),
]


def test_a_table_of_questions_and_answers() -> None:
    meeting = meeting_of("Minutes of the Meeting", "12 March 2021", "Questions", QUESTIONS)
    asked = blocks(meeting, "question")
    assert [(block.marker, block.number, block.attribution, block.text) for block in asked] == [
        ("1", "1", "Mr. Sok Dara", "Who pays for fuel?"),
        ("2", "2", "Ms. Keo Maly", "May children fish?"),
        ("3", "3", "Mr. Lim Thy", "When does it end?"),
    ]
    answers = {block.id: block.text for block in blocks(meeting, "answer")}
    assert [[answers[one] for one in exchange.answer_ids] for exchange in meeting.exchanges] == [
        ["The Fund pays."],
        [],
        ["In May."],
    ]


def test_heads_of_a_table_of_questions_may_name_more_and_cells_who_speaks() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        [("Question / comment", "Answer"), ("Mr. Sok Dara (STAR): Who pays?", "Ms. Lim Sopha: The Fund pays.")],
    )
    (asked,), (answer,) = blocks(meeting, "question"), blocks(meeting, "answer")
    assert (asked.attribution, asked.text) == ("Mr. Sok Dara (STAR):", "Who pays?")
    assert (answer.attribution, answer.text) == ("Ms. Lim Sopha:", "The Fund pays.")


def test_a_table_with_a_column_of_questions_alone_stays_rows() -> None:
    rows = [("Group", "Question"), ("North", "Who pays for fuel?"), ("South", "When does it end?")]
    assert len(blocks(meeting_of("Minutes of the Meeting", "12 March 2021", rows), "table_row")) == 3


def test_rows_without_heads_that_are_titles_and_prose_are_parts() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        "Topic 1: New displacements",
        [
            ("Summary of discussion", "• It was said that 62 households arrived.\n• All agreed."),
            ("Key challenges", "• No flat land is left."),
            ("Action points", "• Clear Spring to build 12 latrines by 30 November 2021."),
        ],
    )
    (topic,) = (section for section in meeting.sections if section.kind == "session")
    told = [(part.heading.text, len(part.blocks)) for part in topic.sections if part.heading]
    assert told == [("Summary of discussion", 2), ("Key challenges", 1), ("Action points", 1)]
    assert [outcome.type for outcome in meeting.outcomes] == ["finding", "action_item"]


def test_numbered_titles_of_business_without_heads_are_an_agenda() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        [
            ("1.", "Apologies", "None were received from the members of the board."),
            ("2.", "Roof", "The roof leaks in two places and will be mended."),
            ("3.", "Next meeting", "The next meeting is held on 12 April 2021."),
        ],
    )
    assert rows_of(meeting) == [("item", "1", "Apologies"), ("item", "2", "Roof"), ("item", "3", "Next meeting")]


def test_facts_and_data_without_heads_stay_rows() -> None:
    facts = [("Date", "12 March 2021"), ("Venue", "Hall"), ("Purpose", "To talk about the roof and the yard of it.")]
    data = [("Roof", "12", "Mended in May by the firm from town."), ("Yard", "40", "Cleared in June by the members.")]
    meeting = meeting_of("Minutes of the Meeting", facts, "Works", data)
    assert len(blocks(meeting, "table_row")) == 5


def test_people_named_line_by_line_are_a_list_and_no_speakers() -> None:
    meeting = meeting_of(
        "Minutes of the Meeting",
        "12 March 2021",
        "Present",
        "Ursula Brandt, Chair",
        "Calvin Osgood, Nurse Manager",
        "Mireille Taft, Pharmacist",
        "Minutes",
        "They were read.",
    )
    assert blocks(meeting, "speech") == []


@pytest.mark.parametrize(
    ("line", "said", "speeches"),
    [
        ("Rick Tanaka, Mechanic", "He had looked at both engines.", 1),
        ("Rick Tanaka, Mechanic", "Rick had looked at both engines.", 1),
        ("Rick Tanaka, Mechanic", "President Hallstrom called the meeting to order.", 0),
        ("Presentation by Rick Tanaka, Mechanic", "Both engines are old.", 1),
    ],
)
def test_who_is_named_outside_an_agenda_speaks_where_what_follows_is_theirs(
    line: str, said: str, speeches: int
) -> None:
    meeting = meeting_of("Minutes of the Meeting", "12 March 2021", "Guests", line, said, "The pump is new.")
    assert len(blocks(meeting, "speech")) == speeches


def test_a_khmer_title_wrapped_in_a_narrow_column_is_one() -> None:
    def line(n: int, text: str, x1: float) -> Line:
        return Line([Span(text)], 1, (0, 14.0 * n, x1, 14.0 * n + 10))

    wrapped = [line(1, "បទពិសោធន៍", 57), line(2, "សហគមន៍ព្រែក", 68), line(3, "សណ្តែក", 38)]
    assert [each.ends_paragraph for each in join_title(wrapped, edge=87)] == [False, False, None]
    topics = [line(1, "វគ្គ", 20), line(2, "ទឹក", 18)]
    assert [each.ends_paragraph for each in join_title(topics, edge=87)] == [None, None]


def test_hours_in_khmer_digits_stand_apart_from_the_day_above_them() -> None:
    meeting = meeting_of(
        "កំណត់ហេតុសិក្ខាសាលា",
        [
            ("កាលវិភាគ", "ប្រធានបទ", "ខ្លឹមសារសង្ខេប"),
            ("ថ្ងៃទី១\n៨:៣០", "មតិបើក", "លោកបានបើក។"),
            ("៩:១៥", "វឌ្ឍនភាព", "លោកបានរាយការណ៍។"),
        ],
    )
    (agenda,) = sections(meeting, "agenda")
    assert [[block.text for block in row.blocks] for row in agenda.sections] == [
        ["ថ្ងៃទី១", "៨:៣០", "លោកបានបើក។"],
        ["៩:១៥", "លោកបានរាយការណ៍។"],
    ]
