"""An archive of minutes made for measuring: as many documents as wanted, of as many blocks, in Khmer and English.

Every text is two or three pieces of sentences put together by chance (from a seed): of the Khmer texts of the tests and
of English wordings below. So there are tens of thousands of distinct texts, and none is real.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

from pipeline.model.minutes import (
    Attendance,
    Block,
    Exchange,
    Location,
    Meeting,
    Minutes,
    Organizer,
    Outcome,
    PageFacts,
    Person,
    Provenance,
    Section,
    Source,
)

ROOT = Path(__file__).resolve().parents[1]
KHMER_TEXTS = (ROOT / "tests/data/minutes_khm.txt", ROOT / "tests/data/udhr_khm.txt")
PROVINCES = ("Battambang", "Siem Reap", "Pursat", "Kampot", "Takeo", "Kratie", "Phnom Penh", "Kandal")
FAMILIES = ("Sok", "Chea", "Heng", "Keo", "Ly", "Meas", "Nhem", "Ouch", "Pen", "Prum", "Ros", "Soeung", "Tep", "Yim")
GIVEN = ("Bopha", "Chan", "Dara", "Kosal", "Maly", "Nary", "Phalla", "Rithy", "Saroeun", "Thida", "Vibol", "Vuthy")
BODIES = ("Lamps for All", "Rice Growers’ Union", "Water Users Community", "Youth Forum", "Legal Aid Network")
ENGLISH = """
the committee asked the treasurer to send the accounts before the next meeting
members complained that the road to the health centre is closed in the rainy season
the water pump of the lower village has been broken since March
villagers want the school to hire two more teachers
the budget for training was spent to the last riel
a register of land titles will be kept at the commune office
fishermen reported nets stolen at night on the lake
the director explained how the tax on small shops is worked out
women said that the market has no safe place for their children
the bank lends only to those who own a house
the clinic ran out of vaccines in the second week
buses no longer stop at the bridge after the flood
young people leave for the city because wages are low
the report of the auditors was read aloud and signed
the wells were tested and three contain arsenic
partners promised seeds and tools for forty families
""".strip().splitlines()


@cache
def _khmer_pieces() -> list[str]:
    lines = [line for path in KHMER_TEXTS for line in path.read_text(encoding="utf-8").splitlines()]
    pieces = [piece.strip() for line in lines for piece in re.split("[។ ,]", line)]
    return [piece for piece in pieces if 15 <= len(piece) <= 70]


def archive(documents: int, blocks: int = 50, seed: int = 9) -> Iterator[Minutes]:
    """Yield minutes of one meeting each, half of their blocks Khmer."""
    chance = random.Random(seed)
    for number in range(documents):
        yield _minutes(chance, number, blocks)


def _minutes(chance: random.Random, number: int, size: int) -> Minutes:
    name = f"{2000 + number % 25}/minutes-{number:05}.pdf"
    source = Source(
        id=f"sha256:{number:064x}",
        path=name,
        file_name=Path(name).name,
        media_type="application/pdf",
        page_count=2,
        producer="press",
        languages=["km", "en"],
    )
    pages = [_page(number) for number in (1, 2)]
    return Minutes(document=source, pages=pages, meetings=[_meeting(chance, size)])


def _page(number: int) -> PageFacts:
    facts: dict[str, float | int | str] = {"lines": 40}
    return PageFacts(
        page_no=number,
        width=595.0,
        height=842.0,
        text_source="native",
        confidence=0.97,
        methods={"native": 2000},
        evidence=facts,
    )


def _meeting(chance: random.Random, size: int) -> Meeting:
    people = _people(chance)
    place = chance.choice(PROVINCES)
    date = f"{chance.randrange(2000, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    title = _block("m1.title", "title", f"Minutes of the meeting of {date}", 1)
    sections = _sections(chance, size - 1, [person.id for person in people])
    blocks = [block for section in sections for block in section.blocks]
    for person, block in zip(people, blocks, strict=False):
        person.mentions = [block.id]
    pair = Exchange(id="m1.x1", number="1", question_ids=[blocks[2].id], answer_ids=[blocks[3].id], confidence=0.9)
    heads = zip(("total", "women"), (40, 17), strict=True)
    return Meeting(
        id="m1",
        title=title,
        classification="meeting",
        start_date=date,
        location=Location(name=place, province=place, country="Cambodia"),
        organizers=[Organizer(name=chance.choice(BODIES))],
        attendance=[Attendance(label=who, quantity=n, text=f"{n} {who}", block_id=blocks[0].id) for who, n in heads],
        people=people,
        sections=sections,
        exchanges=[pair],
        outcomes=[_outcome(n, section) for n, section in enumerate(sections[:4], 1)],
    )


def _people(chance: random.Random) -> list[Person]:
    names = {f"{chance.choice(FAMILIES)} {chance.choice(GIVEN)}" for _ in range(5)}
    return [
        Person(id=f"m1.p{n}", name=name, honorific="Mr.", organization=chance.choice(BODIES), speaker_type="speaker")
        for n, name in enumerate(sorted(names), 1)
    ]


def _sections(chance: random.Random, size: int, people: list[str]) -> list[Section]:
    """Sections of a heading and up to nine blocks, the first of them a speech with one block in it."""
    sections = []
    left = size
    for n in count(1):
        name = f"m1.s{n}"
        heading = _block(f"{name}.h", "heading", _text(chance), 1)
        blocks = [
            _block(f"{name}.b{k}", chance.choice(("paragraph", "list_item")), _text(chance), 1 + k % 2)
            for k in range(1, _blocks_under_heading(left) + 1)
        ]
        blocks[0].speaker_id = chance.choice(people)
        sections.append(Section(id=name, kind="session", number=str(n), heading=heading, blocks=blocks))
        left -= 1 + len(blocks)
        if left < 2:
            return sections
    return sections


def _blocks_under_heading(left: int) -> int:
    """Up to nine, and never so many that one block is left over, which could be no section with a heading."""
    return min(left - 1, 8 if left == 11 else 9)


def _block(name: str, kind: str, text: str, page_no: int) -> Block:
    prov = Provenance(page_no=page_no, bbox=(72.0, 100.0, 520.0, 114.0), line=None, charspan=None)
    language = "km" if any("\u1780" <= character <= "\u17ff" for character in text) else "en"
    return Block.model_validate({"id": name, "kind": kind, "text": text, "language": language, "prov": [prov]})


def _text(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return " ".join(chance.sample(_khmer_pieces(), chance.randrange(2, 4)))
    return "; ".join(chance.sample(ENGLISH, chance.randrange(1, 3))).capitalize() + f" ({chance.randrange(1, 400)})."


def _outcome(number: int, section: Section) -> Outcome:
    block = section.blocks[-1]
    return Outcome(
        id=f"m1.o{number}",
        type="recommendation",
        text=block.text,
        theme=section.heading.text if section.heading else None,
        section_id=section.id,
        block_id=block.id,
        confidence=0.8,
    )
