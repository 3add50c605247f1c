"""What rows of an agenda hold, in documents made up for these tests."""

from pipeline.model.document import Line, Span
from pipeline.model.minutes import Meeting
from pipeline.segment.agenda_titles import join_title
from pipeline.segment.identify import walk_sections
from tests.segment.conftest import blocks, sections
from tests.segment.documents import meeting_of

HEAD = ("Report of the Workshop", "12 March 2021")


def rows_of(meeting: Meeting) -> list[tuple[str, str | None, str]]:
    (agenda,) = sections(meeting, "agenda")
    found = [section for section in walk_sections(agenda.sections) if section.heading]
    return [(section.kind, section.number, section.heading.text) for section in found if section.heading]


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
