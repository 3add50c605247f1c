"""The sample workshop minutes, from the text file and from the PDF that the press makes of them."""

import pytest

from benchmarks.khmer_errors import canonical, edits
from pipeline.khmer.order import normalize
from pipeline.model.minutes import Meeting, Section
from tests.press.battambang import khmer_lines
from tests.segment.conftest import INPUTS, blocks, read_minutes, sections

BULLET = "\uf0b7"


@pytest.fixture(scope="module")
def from_text() -> Meeting:
    return read_minutes(INPUTS / "battambang-2019-09-05.txt").meetings[0]


@pytest.fixture(scope="module")
def from_pdf() -> Meeting:
    return read_minutes(INPUTS / "battambang-2019-09-05.pdf").meetings[0]


@pytest.fixture(params=["from_text", "from_pdf"])
def meeting(request: pytest.FixtureRequest) -> Meeting:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Meeting)
    return found


def agenda(meeting: Meeting) -> Section:
    (found,) = sections(meeting, "agenda")
    return found


def test_cover_and_introduction_give_the_facts(meeting: Meeting) -> None:
    assert meeting.title is not None
    assert meeting.title.text == (
        "Minutes of Issues Briefing Workshop on CSO Strategic Discussion for Policies and Programing"
    )
    assert meeting.classification == "workshop"
    assert (meeting.start_date, meeting.end_date, meeting.date_text) == ("2019-09-05", None, "5 September 2019")
    assert meeting.location is not None
    assert meeting.location.venue == "Preseident Hotel"
    assert (meeting.location.province, meeting.location.country) == ("Battambang", "Cambodia")
    assert meeting.areas == ["Battambang", "Banteay Meanchey", "Siem Reap", "Pursat"]
    assert [(found.name, found.acronym) for found in meeting.organizers] == [
        ("Cooperation Committee for Cambodia", "CCC")
    ]
    assert [(count.label, count.quantity, count.text) for count in meeting.attendance] == [
        ("total", 63, "63 CSO participants"),
        ("women", 22, "22 female"),
    ]
    assert meeting.source_ids


def test_parts_before_the_agenda_hold_their_points(meeting: Meeting) -> None:
    (introduction,) = sections(meeting, "introduction")
    assert [block.kind for block in introduction.blocks] == ["paragraph", "paragraph"]
    assert introduction.blocks[0].text.endswith("from research recommendations.")
    for kind in ("objectives", "expected_results"):
        (section,) = sections(meeting, kind)
        assert [(block.kind, block.marker) for block in section.blocks] == [("list_item", BULLET)] * 3


def test_agenda_has_its_ten_rows_in_order(meeting: Meeting) -> None:
    found = agenda(meeting)
    assert [(block.kind, block.cells) for block in found.blocks] == [("table_row", ["Topics", "Detailed Discussion"])]
    assert [(row.kind, row.number, row.heading.text if row.heading else "") for row in found.sections] == [
        ("opening", None, "Welcome Remark & Opening Remarks"),
        ("session", "1", "Sharing Development Polices and Partnership Mechanism"),
        ("break", None, "Refreshment"),
        ("session", "2", "Share Key Research Finding"),
        ("break", None, "Solidarity Lunch"),
        ("session", "3", "Discussion and Share Key Research Finding and Challenges"),
        ("session", "4", "Group Discussion"),
        ("break", None, "Refreshment"),
        ("session", "5", "Common suggestions and action to better programing and policies"),
        ("closing", None, "Wrap Up and Closing Remark"),
    ]
    assert [[block.text for block in row.blocks] for row in found.sections if row.kind == "break"] == [["All"]] * 3


def test_topics_of_the_left_cells_stand_apart_from_what_was_said(meeting: Meeting) -> None:
    topics = [
        [(topic.marker, topic.text) for topic in row.topics]
        for row in agenda(meeting).sections
        if row.kind == "session"
    ]
    assert topics == [
        [(BULLET, "CSDGs"), (BULLET, "DCPS"), (None, "Q&A from participants")],
        [
            (BULLET, "CSO Public Image"),
            (BULLET, "CSO Ennabling Environment and Inclusive Partnership"),
            (BULLET, "CSO Sustainability Index"),
            (BULLET, "Needs and Challenges of Older People"),
            (None, "Q&A from participants"),
        ],
        [
            (BULLET, "CSO Road Map"),
            (BULLET, "Key challenges at the sub-national level"),
            (None, "Q&A from participants"),
        ],
        [(BULLET, "Addressing challenges and for betterment of programing and policies")],
        [],
    ]


def test_speakers_have_role_and_organisation_as_printed(meeting: Meeting) -> None:
    people = [
        (person.honorific, person.name, person.role, person.organization, len(person.mentions))
        for person in meeting.people
    ]
    assert people == [
        ("Mr.", "Soeung Saroeun", "Executive Director", "CCC", 3),
        ("Ms.", "Kiet Thoeun", "Represent", "Provincial NGO Network in Battambang", 1),
        ("Dr.", "El Sotheary", "Head of Program", "CCC", 2),
        (None, "Sochoeun", "RMD Manger", None, 1),
        ("Mr.", "Tom Vira", "Executive Director", "HAC", 1),
    ]
    names = {person.id: person.name for person in meeting.people}
    speeches = blocks(meeting, "speech")
    assert [names[speech.speaker_id or ""] for speech in speeches] == [
        "Soeung Saroeun", "Kiet Thoeun", "Soeung Saroeun", "El Sotheary", "Sochoeun", "Tom Vira", "Soeung Saroeun",
        "El Sotheary",
    ]  # fmt: skip
    assert all(speech.text == "" and speech.attribution and speech.blocks for speech in speeches)


def test_a_speech_goes_on_over_the_page_break(meeting: Meeting) -> None:
    by_attribution = {speech.attribution: speech for speech in blocks(meeting, "speech")}
    study = by_attribution["Sharing of CSO enabling environment and IP by Sochoeun, RMD Manger"]
    assert "The study study have analys and have recommendation on each dimensions." in study.blocks[0].text
    assert [block.kind for block in study.blocks] == ["paragraph"] + ["list_item"] * 8
    road_map = by_attribution["CSO Road Map by Mr. Saroeun, Executive Director, CCC"]
    assert [block.kind for block in road_map.blocks] == (
        ["paragraph"] + ["list_item"] * 6 + ["paragraph"] + ["list_item"] * 6
    )


def test_questions_have_their_answers(meeting: Meeting) -> None:
    texts = {block.id: block.text for kind in ("question", "answer") for block in blocks(meeting, kind)}
    found = [
        (exchange.number, texts[exchange.question_ids[0]][:20], texts[exchange.answer_ids[0]][:20], exchange.confidence)
        for exchange in meeting.exchanges
    ]
    assert found == [
        ("1", "This report reflect ", "There are 404 respon", 1.0),
        ("2", "Approch of working t", "The approach of work", 1.0),
    ]


def test_groups_answer_the_prompts_of_their_number(meeting: Meeting) -> None:
    session = agenda(meeting).sections[6]
    prompts = [block for block in session.blocks if block.kind == "prompt"]
    assert [(prompt.number, prompt.marker, prompt.text) for prompt in prompts] == [
        (None, None, "What should CSO do:"),
        ("1", "1-", "to promote financial sustainability?"),
        ("2", "2-", "to better response to policies and legal frameworks?"),
        ("3", "3-", "to promote inclusive partnership with government, private, and CSOs?"),
        ("4", "4-", prompts[4].text),
    ]
    assert " ".join(prompts[4].text.split()) == (
        "What should be the key interventions of CCC to support for improve enabling environment for provincial "
        "based NGOs?"
    )
    assert [(group.kind, group.number, group.prompt_id, len(group.blocks)) for group in session.sections] == [
        ("group", str(n), prompts[n].id, count) for n, count in ((1, 8), (2, 4), (3, 7), (4, 7))
    ]


def test_outcomes_hold_group_results_and_the_list_inside_a_sentence(meeting: Meeting) -> None:
    session = agenda(meeting).sections[6]
    by_group = {
        group.id: [outcome for outcome in meeting.outcomes if outcome.section_id == group.id]
        for group in session.sections
    }
    assert [(len(found), {outcome.type for outcome in found}) for found in by_group.values()] == [
        (8, {"recommendation"}),
        (4, {"recommendation"}),
        (7, {"finding"}),
        (7, {"request"}),
    ]
    assert {outcome.addressed_to for outcome in by_group[session.sections[3].id]} == {"CCC"}
    inside = [outcome for outcome in meeting.outcomes if outcome.charspan is not None]
    assert [outcome.text for outcome in inside] == [
        "if affiliate to political party needed to clear cut to CSO work and their entity",
        "build more trust to stakeholders and partnership even among CSO",
        "review exising internal regularations if enough and compliance",
        "if regulations compliant to legal framework, consider about the accountability line both horizontal and "
        "vertical",
        "effective communication channels",
        "harmonization among CSOs",
    ]
    texts = {block.id: block.text for block in blocks(meeting, "list_item")}
    for outcome in inside:
        assert outcome.charspan is not None
        assert texts[outcome.block_id][slice(*outcome.charspan)] == outcome.text


def test_every_bullet_of_the_text_stands_once_as_list_item_or_topic(from_text: Meeting) -> None:
    assert len([block for block in blocks(from_text, "list_item") if block.marker == BULLET]) == 101
    assert len([block for block in blocks(from_text, "topic") if block.marker == BULLET]) == 9


def test_annex_has_two_parts_with_their_groups(from_text: Meeting) -> None:
    (annex,) = sections(from_text, "annex")
    assert annex.heading is not None
    assert annex.heading.text == "Annex: Result of the group discussions"
    assert [(part.kind, part.heading is not None) for part in annex.sections] == [("other", True)] * 2
    assert [[(group.kind, group.number) for group in part.sections] for part in annex.sections] == [
        [("group", "1"), ("group", "2"), ("group", "3"), ("group", None)],
        [("group", "1"), ("group", "2"), ("group", "3")],
    ]
    requests = [outcome for outcome in from_text.outcomes if outcome.section_id.startswith(annex.sections[1].id)]
    assert {outcome.type for outcome in requests} == {"request"}


def _source_lines() -> list[str]:
    return (INPUTS / "battambang-2019-09-05.txt").read_text(encoding="utf-8").split("\n")


def _points_between(first: int, *headings: int) -> list[int]:
    """How many bullets the source has between lines (1-based) and the next ones."""
    lines = _source_lines()
    ends = [*headings, len(lines)]
    return [
        sum(line.lstrip().startswith(BULLET) for line in lines[start:end])
        for start, end in zip((first, *headings), ends, strict=True)
    ]


def test_annex_is_deciphered_and_each_point_stands_in_its_group(from_text: Meeting) -> None:
    (annex,) = sections(from_text, "annex")
    groups = [group for part in annex.sections for group in part.sections]
    assert [len(group.blocks) for group in groups] == _points_between(409, 427, 441, 453, 463, 469, 487)
    true = khmer_lines()
    headed = {427: groups[1], 441: groups[2], 453: groups[3], 469: groups[5]}
    for line, group in headed.items():
        assert group.heading is not None
        assert normalize(group.heading.text) == normalize(true[line].lstrip("0123456789 "))


def test_annex_reads_as_a_person_read_it_from_the_page(from_text: Meeting) -> None:
    (annex,) = sections(from_text, "annex")
    parts = [*annex.sections, *(group for part in annex.sections for group in part.sections)]
    read = [block for part in parts for block in (part.heading, *part.blocks) if block is not None]
    begun = {place.line: block for block in read for place in block.prov}
    wrong = total = 0
    for line, true in khmer_lines().items():
        if line in begun:
            goal = canonical(true).lstrip("0123456789")
            wrong += edits(goal, canonical(begun[line].text)[: len(goal)])
            total += len(goal)
    assert total > 600
    assert wrong < 0.03 * total
    assert all(block.orig and block.repair and block.repair.method == "decipher" for block in read)


def test_what_the_annex_asks_for_are_outcomes_in_true_khmer(from_text: Meeting) -> None:
    (annex,) = sections(from_text, "annex")
    told = {
        group.id: {outcome.type for outcome in from_text.outcomes if outcome.section_id == group.id}
        for part in annex.sections
        for group in part.sections
    }
    assert list(told.values()) == [
        *({"recommendation"}, {"recommendation"}, {"finding"}, {"recommendation"}),
        *({"request"}, {"request"}, {"request"}),
    ]


def test_a_heading_in_another_font_is_flagged_as_a_whole(from_text: Meeting) -> None:
    (heading,) = [
        part.heading for part in from_text.sections if part.heading and part.heading.orig and part.kind != "annex"
    ]
    assert heading.repair is not None
    assert [flag.charspan for flag in heading.repair.flags] == [(0, len(heading.text))]


def test_text_and_pdf_tell_the_same_story_in_english(from_text: Meeting, from_pdf: Meeting) -> None:
    def english(meeting: Meeting) -> list[tuple[str, str, str | None, str | None]]:
        kinds = ("paragraph", "list_item", "question", "answer", "prompt", "note", "topic", "speech")
        return [
            (kind, " ".join(block.text.split()), block.marker, block.attribution)
            for kind in kinds
            for block in blocks(meeting, kind)
            if block.language == "en"
        ]

    assert english(from_text) == english(from_pdf)


def test_every_block_says_where_it_stands(from_text: Meeting, from_pdf: Meeting) -> None:
    for block in blocks(from_text, "list_item"):
        assert [(place.page_no, place.bbox) for place in block.prov] == [(1, None)]
        assert block.prov[0].line is not None
    for block in blocks(from_pdf, "list_item"):
        assert all(place.bbox is not None and place.line is None for place in block.prov)
    cut = [block for block in blocks(from_pdf, "paragraph") if len(block.prov) > 1]
    assert cut
    assert all(place.charspan is not None for block in cut for place in block.prov)
