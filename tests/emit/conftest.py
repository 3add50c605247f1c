"""Minutes to write: the shared example, and a rich one that has every kind of block, outcome and doubt."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.model.minutes import (
    Attendance,
    Block,
    BlockKind,
    Exchange,
    Flag,
    Issue,
    Location,
    Meeting,
    Minutes,
    Organizer,
    Outcome,
    PageFacts,
    Person,
    Provenance,
    Repair,
    Section,
    SectionKind,
    Source,
    Summary,
    SummarySentence,
)

EXAMPLE = Path(__file__).parent.parent / "data" / "example_minutes.json"
LONG = (
    "The chair recalled that the budget of the year had been approved with conditions, that two donors had since "
    "withdrawn, and that the network in the four provinces had asked for a plan by the end of the quarter. "
) * 4
KHMER_LONG = (
    "អង្គប្រជុំបានពិភាក្សាអំពីការលើកកម្ពស់ភាពជាដៃគូរវាងសង្គមស៊ីវិល និងរដ្ឋបាលថ្នាក់ក្រោមជាតិ ដើម្បីដោះស្រាយបញ្ហាប្រឈម "
    "ក្នុងខេត្តបាត់ដំបង (CCC និង NGO Forum) រួមមាន LANGO, Taxation និង NSSF។ "
)


@pytest.fixture
def example() -> Minutes:
    return Minutes.model_validate_json(EXAMPLE.read_bytes())


@pytest.fixture
def rich() -> Minutes:
    return rich_minutes()


@pytest.fixture
def doubtful() -> Minutes:
    """The rich minutes with one guess more: a heading, a speaker, somebody who took part, and a told exchange."""
    minutes = rich_minutes()
    meeting = minutes.meetings[0]
    session, business = meeting.sections[2].sections[1], meeting.sections[2].sections[4]
    assert session.heading is not None
    session.heading.confidence = session.blocks[0].confidence = 0.5
    meeting.people[1].confidence = 0.45
    meeting.people[1].mentions = [session.blocks[0].id]
    told = [business.blocks[0].id]
    meeting.exchanges.append(Exchange(id="m1.x4", number=None, question_ids=told, answer_ids=told, confidence=0.55))
    return minutes


def rich_minutes() -> Minutes:
    """Return minutes with every kind of block and section, named by position as design section 5 says."""
    meeting = Meeting(
        id="m1",
        title=_block("title", "កំណត់ហេតុកិច្ចប្រជុំស្តីពីផែនការឆ្នាំ២០២០ Annual Planning Meeting", language="km"),
        classification="meeting",
        start_date="2020-01-14",
        end_date="2020-01-15",
        date_text="ថ្ងៃទី១៤-១៥ ខែមករា ឆ្នាំ២០២០",
        location=Location(name="សាលប្រជុំសាលាខេត្តបាត់ដំបង", province="Battambang", country="Cambodia"),
        areas=["Battambang", "Pursat"],
        organizers=[Organizer(name="Provincial NGO Network", acronym="PNN"), Organizer(name="អង្គការសម្ព័ន្ធ")],
        people=_people(),
        sections=_sections(),
        summary=[
            Summary(
                language="en",
                section_id=None,
                sentences=[SummarySentence(text="Twenty-one people met for two days.", block_ids=[])],
                state="needs-review-translation",
            )
        ],
    )
    _name_blocks(meeting)
    _link(meeting)
    return Minutes(
        document=Source(
            id="sha256:" + "ab" * 32,
            path="2020/planning meeting.pdf",
            file_name="planning meeting.pdf",
            media_type="application/pdf",
            page_count=7,
            producer="Word",
            languages=["en", "km"],
        ),
        pages=_pages(),
        meetings=[meeting],
        issues=[
            Issue(code="unread-font", severity="warning", page_no=5, message="A font on this page could not be read."),
            Issue(code="no-time", severity="info", message="No time of opening was found."),
        ],
    )


def _block(kind: BlockKind, text: str, **fields: Any) -> Block:
    prov = [Provenance(page_no=fields.pop("page_no", 1), bbox=None, line=None, charspan=None)]
    return Block(kind=kind, text=text, prov=prov, **fields)


def _section(kind: SectionKind, heading: str | None = None, **fields: Any) -> Section:
    marker, number = fields.pop("marker", None), fields.get("number")
    head = _block("heading", heading, marker=marker, number=number) if heading else None
    return Section(kind=kind, heading=head, **fields)


def _people() -> list[Person]:
    return [
        Person(id="m1.p1", name="Sok Dara", honorific="Mr.", role="Chair of the board", organization="PNN",
               speaker_type="chair", attendance="present"),
        Person(id="m1.p2", name="កែវ សុភា", honorific="លោកស្រី", role="នាយកប្រតិបត្តិ", organization="អង្គការសម្ព័ន្ធ",
               speaker_type="speaker", attendance="present"),
        Person(id="m1.p3", name="Chan Vuthy", speaker_type="secretary", attendance="present"),
        Person(id="m1.p4", name="Ly Bopha", honorific="Ms.", role="Treasurer", speaker_type="participant",
               attendance="absent"),
    ]  # fmt: skip


def _pages() -> list[PageFacts]:
    native: dict[str, Any] = {
        "width": 595.0,
        "height": 842.0,
        "text_source": "native",
        "confidence": 1.0,
        "evidence": {},
    }
    return [
        *[PageFacts(page_no=number, methods={"native": 2400}, **native) for number in (1, 2, 3, 4)],
        PageFacts(page_no=5, width=595, height=842, text_source="damaged", confidence=0.31,
                  methods={"native": 1800}, evidence={"broken_clusters": 0.42}),
        PageFacts(page_no=6, width=595, height=842, text_source="repaired", confidence=0.93,
                  methods={"native": 300, "glyph": 1500}, evidence={"broken_clusters": 0.18, "font": "DaunPenh"}),
        PageFacts(page_no=7, width=595, height=842, text_source="repaired", confidence=0.93,
                  methods={"native": 10, "glyph": 900}, evidence={"broken_clusters": 0.22, "font": "DaunPenh"}),
    ]  # fmt: skip


def _sections() -> list[Section]:
    front = _section("front", blocks=[_block("paragraph", "ព្រះរាជាណាចក្រកម្ពុជា"), _block("paragraph", "Battambang")])
    present = _section("introduction", "Present", blocks=[
        _block("table_row", "Name Role Signature", cells=["Name", "Role", "Signature"]),
        _block("table_row", "Mr. Sok Dara Chair of the board", cells=["Mr. Sok Dara", "Chair of the board", ""]),
        _block("table_row", "លោកស្រី កែវ សុភា នាយកប្រតិបត្តិ បានចុះហត្ថលេខា",
               cells=["លោកស្រី កែវ សុភា", "នាយកប្រតិបត្តិ", "បានចុះហត្ថលេខា"]),
        _block("paragraph", "In all 21 people, nine of them women, took part. " + LONG),
    ])  # fmt: skip
    return [front, present, _agenda(), _annex(), _section("other", blocks=[_block("note", "Signed: ____________")])]


def _agenda() -> Section:
    opening = _section("opening", "Call to order", marker="I.", number="1", blocks=[
        _block("speech", "", speaker_id="m1.p1", attribution="Mr. Sok Dara, Chair of the board:", blocks=[
            _block("paragraph", "He welcomed everybody. " + LONG),
            _block("list_item", "quorum was reached", marker="\uf0b7", level=1),
            _block("list_item", "twelve of fifteen members", marker="-", level=2),
            _block("list_item", "proxies are counted", marker="o", level=3),
        ]),
    ])  # fmt: skip
    session = _section("session", "ផែនការ និងថវិកា Budget", marker="វគ្គទី២៖", number="2", topics=[
        _block("topic", "Budget 2020", marker="\uf0a7", level=1),
        _block("topic", "ផែនការសកម្មភាព", marker="\uf0a7", level=1),
        _block("topic", "Q&A from participants"),
    ], blocks=[
        _block("speech", "", speaker_id="m1.p2", attribution="លោកស្រី កែវ សុភា នាយកប្រតិបត្តិ", blocks=[
            _block("paragraph", KHMER_LONG * 3, language="km", page_no=6,
                   repair=Repair(method="glyph", confidence=0.95, flags=[
                       Flag(charspan=(0, 10), reason="rival", margin=0.3, rivals=["អង្គប្រជំុ", "អង្គ"])])),
            _block("list_item", "រៀបចំគម្រោងសកម្មភាព", marker="ក.", number="1", level=1),
            _block("list_item", "ពង្រឹងសមត្ថភាព", marker="ខ.", number="2", level=1),
            _block("list_item", "three further points", marker="(iii)", number="3", level=2),
        ]),
        _block("note", "Questions and Answers:"),
        _block("question", "Who pays for the audit? " + LONG[:200], marker="Q1:", number="1"),
        _block("question", "តើថវិកាគ្រប់គ្រាន់ដែរឬទេ?", marker="Q2:", number="2"),
        _block("answer", "The network pays for the audit.", marker="A1:", number="1"),
        _block("answer", "គ្រប់គ្រាន់សម្រាប់ឆ្នាំ២០២០។", marker="A2:", number="2"),
        _block("question", "A member asked when the plan is due."),
        _block("answer", "By the end of March.", attribution="Mr. Sok Dara"),
        _block("paragraph", "A stray \x0b control \x00 character, <w:b/> and =SUM(A1) & { PAGE } stay text."),
        _block("note", "(please see the slide presentation)"),
    ])  # fmt: skip
    lunch = _section("break", "Lunch", blocks=[_block("note", "All")])
    groups = _section("session", "Group discussion", marker="Session", number="3", blocks=[
        _block("prompt", "What should members do:"),
        _block("prompt", "to find money?", marker="1-", number="1"),
    ], sections=[
        _section("group", "Money:", marker="1-", number="1", blocks=[
            _block("list_item", "Members should share their donors " + LONG, marker="•", level=1),
            _block("list_item", "ធ្វើផែនការហិរញ្ញវត្ថុ", marker="•", level=1),
        ]),
    ])  # fmt: skip
    business = _section("item", "New business", marker="B", number="B", blocks=[
        _block("paragraph", "Ms. Ly Bopha moved, Mr. Sok Dara seconded, to adopt the budget. Carried 5-0."),
        _block("heading", "Action points", marker="B.1", number="B.1"),
        _block("paragraph", "Chan Vuthy will send the plan by 31 March 2020."),
    ])  # fmt: skip
    rows = [opening, session, lunch, groups, business]
    return _section("agenda", "Detailed Agenda", blocks=[_block("table_row", "Topics Detailed Discussion",
                    cells=["Topics", "Detailed Discussion"])], sections=rows)  # fmt: skip


def _annex() -> Section:
    damaged = "អវីដដលអង្គការសង្គមគួរធ្វើធដើមបធី្វើធោយ"
    return _section("annex", "Annex: ឧបសម្ព័ន្ធ", sections=[
        _section("group", "ពាក់ព័ន្ធហិរញ្ញវត្ថុ", marker="១", number="1", blocks=[
            _block("list_item", damaged, marker="\uf0b7", level=1, page_no=5,
                   repair=Repair(method="decipher", confidence=0.4, flags=[])),
        ]),
    ])  # fmt: skip


def _name_blocks(meeting: Meeting) -> None:
    assert meeting.title is not None
    meeting.title.id = f"{meeting.id}.title"
    for number, section in enumerate(meeting.sections, 1):
        _name_section(section, f"{meeting.id}.s{number}")


def _name_section(section: Section, name: str) -> None:
    section.id = name
    if section.heading is not None:
        section.heading.id = f"{name}.h"
    for number, topic in enumerate(section.topics, 1):
        topic.id = f"{name}.t{number}"
    for number, block in enumerate(section.blocks, 1):
        block.id = f"{name}.b{number}"
        for inner_number, inner in enumerate(block.blocks, 1):
            inner.id = f"{block.id}.b{inner_number}"
    for number, inner_section in enumerate(section.sections, 1):
        _name_section(inner_section, f"{name}.s{number}")


def _link(meeting: Meeting) -> None:
    """Add what points at blocks by id: head-counts, exchanges and outcomes of every type."""
    meeting.attendance = [
        Attendance(label="total", quantity=21, text="21 people", block_id="m1.s2.b4"),
        Attendance(label="women", quantity=9, text="nine of them women", block_id="m1.s2.b4"),
        Attendance(label="youth", quantity=3, text="three young people", block_id="m1.s2.b4"),
    ]
    talk = "m1.s3.s2"
    meeting.exchanges = [
        Exchange(id="m1.x1", number="1", question_ids=[f"{talk}.b3"], answer_ids=[f"{talk}.b5"], confidence=1.0),
        Exchange(id="m1.x2", number="2", question_ids=[f"{talk}.b4"], answer_ids=[f"{talk}.b6"], confidence=1.0),
        Exchange(id="m1.x3", number=None, question_ids=[f"{talk}.b7"], answer_ids=[f"{talk}.b8"], confidence=0.5),
    ]
    meeting.sections[2].sections[3].sections[0].prompt_id = "m1.s3.s4.b2"
    group, business = "m1.s3.s4.s1", "m1.s3.s5"
    shown: list[dict[str, Any]] = [
        {"type": "recommendation", "text": "Members should share their donors " + LONG,
         "theme": "financial sustainability", "addressed_to": "Members",
         "section_id": group, "block_id": f"{group}.b1", "confidence": 0.9},
        {"type": "request", "text": "ធ្វើផែនការហិរញ្ញវត្ថុ", "theme": "ហិរញ្ញវត្ថុ", "addressed_to": "រាជរដ្ឋាភិបាល",
         "section_id": group, "block_id": f"{group}.b2", "confidence": 0.5},
        {"type": "motion", "text": "to adopt the budget", "charspan": (45, 64), "moved_by": "Ms. Ly Bopha",
         "seconded_by": "Mr. Sok Dara", "result": "carried", "votes": "5-0", "section_id": business,
         "block_id": f"{business}.b1", "confidence": 0.95},
        {"type": "action_item", "text": "send the plan", "owner": "Chan Vuthy", "due_date": "2020-03-31",
         "section_id": business, "block_id": f"{business}.b3", "confidence": 0.9},
        {"type": "decision", "text": "The budget is adopted.", "section_id": business, "block_id": f"{business}.b1",
         "confidence": 0.85},
        {"type": "finding", "text": "Two donors had withdrawn.", "section_id": "m1.s2", "block_id": "m1.s2.b4",
         "confidence": 0.55},
    ]  # fmt: skip
    meeting.outcomes = [Outcome(id=f"m1.o{number}", **one) for number, one in enumerate(shown, 1)]
