"""The people of a meeting: those who are listed, those who led or wrote, those who speak and act."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.model.minutes import Block, Meeting, Person
from pipeline.segment.appositions import described
from pipeline.segment.attendance import read_attendance
from pipeline.segment.blocks import language_of
from pipeline.segment.entities import people_in
from pipeline.segment.honorifics import honoured, split_honorific
from pipeline.segment.identify import all_blocks, walk_blocks, walk_sections
from pipeline.segment.khmer_names import plain
from pipeline.segment.mentions import Mention
from pipeline.segment.names import read_attribution
from pipeline.segment.part_labels import part_of_label
from pipeline.segment.participants import Participant, Seen, settle
from pipeline.segment.parts import people_with_parts
from pipeline.segment.persons import is_name, name_in, read_people, speaks_for_a_person
from pipeline.segment.roles import is_role, is_role_word
from pipeline.segment.rolls import read_line, share_of_people
from pipeline.segment.sightings import Sighting, part_of
from pipeline.segment.signatures import people_who_sign
from pipeline.segment.standing import settle_parts
from pipeline.segment.tables import labelled_cells, table_at
from pipeline.segment.tellers import khmer_tellers, tellers
from pipeline.segment.vocabulary import phrases

_SURE_ATTRIBUTION = 0.75
_BELIEVED = ("meeting", "other")
_LONGEST_HEAD = 80
_LONGEST_TITLE = 160
_LONG_CELL = 60
"""A cell of so many characters holds sentences."""
_MOST_SIGNATURES = 8
"""Blocks at the end of a part, and rows of a table, in which people sign."""
_MOST_SIGNED_PARTS = 2
_MOST_OFFICE_WORDS = 3


def find_people(meeting: Meeting, model: str | None) -> list[Person]:
    """Return the people of a meeting in order of first mention, and set `speaker_id` of its speeches.

    `model` names the user's spaCy pipeline, or is None for rules alone. Who only says something, named without title
    or role, is believed in minutes of a meeting alone, and as a guess: reports tell what organisations say.
    """
    seen = [Seen(n, block, sighting) for n, (block, sighting) in enumerate(_sightings(meeting, model))]
    found = settle(seen, guesses=meeting.classification in _BELIEVED)
    settle_parts(meeting, found)
    order = {block.id: n for n, (_, block) in enumerate(all_blocks(meeting))}
    for person in found:
        person.block_ids.sort(key=lambda block_id: order.get(block_id, 0))
    _link_speeches(meeting, found)
    return [_person(meeting, n, person) for n, person in enumerate(found, 1)]


def _sightings(meeting: Meeting, model: str | None) -> Iterator[tuple[Block, Sighting]]:
    """Every person met in a meeting, with the block."""
    listed = read_attendance(meeting.sections)
    talked_about = _talked_about(meeting, model)
    sections = list(walk_sections(meeting.sections))
    for place, section in enumerate(sections):
        signs = section.kind == "closing" or place + _MOST_SIGNED_PARTS >= len(sections)
        headings = [section.heading] if section.heading else []
        blocks = [*headings, *section.topics, *walk_blocks(section.blocks)]
        texts = [plain(block.attribution or block.text).strip() for block in blocks]
        for n, block in enumerate(blocks):
            for sighting in listed.get(block.id, []):
                yield block, sighting
            if block is section.heading:
                found = _of_heading(block, texts[:2])
            elif n == 1 and section.heading is not None and (office := _office(section.heading.text)):
                found = _by_role(office, _of_block(block, texts, n, bool(listed.get(block.id)), signs))
            elif block.kind == "table_row":
                found = _of_row(blocks, n, bool(listed.get(block.id)), signs)
            else:
                found = _of_block(block, texts, n, bool(listed.get(block.id)), signs)
            for sighting in (*found, *talked_about.get(block.id, [])):
                yield block, sighting


def _of_block(block: Block, texts: list[str], n: int, is_listed: bool, signs: bool) -> Iterator[Sighting]:
    """The people of a block; `signs`: it is of a part in which people sign."""
    if block.attribution and not is_listed:
        yield from _attributed(block)
    if block.kind in ("list_item", "paragraph") and len(block.text) <= (
        _LONGEST_HEAD if not block.marker else _LONGEST_TITLE
    ):
        yield from _of_title(block.text)
    is_last = signs and not is_listed and block.kind == "paragraph" and n + _MOST_SIGNATURES >= len(texts)
    yield from people_with_parts(texts, n, is_last)
    yield from _tellers(plain(block.text), is_listed)


def _office(heading: str) -> str | None:
    """The office that a heading is and nothing else ("Treasurer"), or whose report it is ("Treasurer's report")."""
    owner, mark, given = heading.strip(" :–—-.").replace("’", "'").partition("'s ")
    if mark and not phrases("people", "given").equals(given):
        return None
    words = owner.split()
    is_office = 0 < len(words) <= _MOST_OFFICE_WORDS and is_role_word(words[-1]) and is_role(owner)
    if mark and phrases("people", "not_roles").within(f"{words[-1]}s"):
        return None
    return owner if is_office else None


def _by_role(role: str, found: Iterator[Sighting]) -> Iterator[Sighting]:
    """The first who acts below a heading that is a role ("Treasurer: Joyce Mandel reported ...") may have that role."""
    for n, sighting in enumerate(found):
        yield sighting
        if n == 0 and not sighting.is_weak and sighting.mention.role is None:
            yield replace(sighting, mention=replace(sighting.mention, role=role), is_weak=True)


def _of_row(blocks: list[Block], n: int, is_listed: bool, signs: bool) -> Iterator[Sighting]:
    """The people of a row of a table: its cells are read apart, as texts where they are long."""
    rows = table_at(blocks, n) if signs else []
    if 0 < len(rows) <= _MOST_SIGNATURES and not any(len(cell) > _LONG_CELL for row in rows for cell in row.cells):
        yield from people_who_sign(rows)
    cells = [_text_of_cell(blocks[n], column) for column, text in enumerate(blocks[n].cells) if text.strip()]
    if not is_listed:
        for label, text in labelled_cells(blocks[n]):
            yield from people_with_parts([f"{label}: {text}"], 0, is_last=False)
    for cell in cells:
        if len(cell) > _LONG_CELL:
            yield from people_with_parts([cell], 0, is_last=False)
            yield from _tellers(cell)


def _text_of_cell(row: Block, column: int) -> str:
    """The text of a cell; Khmer, which has no blanks, with one where a line ends."""
    text = row.cells[column] if language_of(row.cells[column]) != "km" else " ".join(row.cell_lines(column))
    return plain(text).strip()


def _tellers(text: str, is_listed: bool = False) -> Iterator[Sighting]:
    if language_of(text) == "km":
        yield from khmer_tellers(text)
    elif text:
        yield from _before_colon(text)
        yield from tellers(text)
        yield from (Sighting(mention, "participant", is_weak=True) for mention in described(text, is_listed))


def _attributed(block: Block) -> Iterator[Sighting]:
    """The people whom the line that opens a speech names."""
    attribution = read_attribution(block.attribution or "")
    for mention in attribution.people if attribution else ():
        sure = attribution is None or attribution.confidence >= _SURE_ATTRIBUTION
        confidence = None if sure or attribution is None else attribution.confidence
        yield Sighting(mention, part_of(mention, "speaker"), confidence=confidence)


def _of_heading(block: Block, texts: list[str]) -> Iterator[Sighting]:
    """Who reports under a heading, where it says so: "New radar head, presented by ...", "Treasurer's report – ..."."""
    yield from people_with_parts(texts, 0, is_last=False)
    if len(texts) > 1 and part_of_label(texts[0].rstrip(":៖ –")) and _is_name_line(texts[1]):
        yield from people_with_parts([f"{texts[0].rstrip(':៖ –')}: {texts[1]}"], 0, is_last=False)
    if block.language != "km":
        yield from _tellers(block.text)
        yield from _of_title(block.text)


def _of_title(text: str) -> Iterator[Sighting]:
    """Who reports, by the title of a part: "Treasurer's report – Owen Lacey", "Soils – Dr. Name, ORG"."""
    for mark in (" – ", " - ", " — "):
        for mention in read_people(text.rpartition(mark)[2]) if mark in text else ():
            if mention.honorific or (mention.role and " " in mention.name):
                yield Sighting(mention, "speaker")
    for mark in (" – ", " - ", " — ", ": ", " ("):
        head, _, tail = text.partition(mark)
        name = tail.strip(" ).")
        is_report = phrases("people", "given").within(head)
        if " " in name and is_report and is_name(name) and speaks_for_a_person(name):
            yield Sighting(Mention(name, None, None, None), "speaker", confidence=0.7)


def _is_name_line(text: str) -> bool:
    """Whether a line is a person or people and says nothing else."""
    entries = read_line(text) if len(text) <= _LONGEST_HEAD else []
    return bool(entries) and share_of_people(text, entries) == 1


def _before_colon(text: str) -> Iterator[Sighting]:
    """Who speaks where a text begins with a person and a colon ("Mr. Sok Dara, Director: ...")."""
    head, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(head) > _LONGEST_HEAD:
        return
    for mention in read_people(head):
        if mention.honorific or (mention.role and " " in mention.name):
            yield Sighting(mention, part_of(mention, "speaker"))
        elif " " in mention.name and speaks_for_a_person(mention.name) and len(head.split()[0].strip(".")) > 1:
            yield Sighting(mention, "speaker", confidence=0.65)


def _talked_about(meeting: Meeting, model: str | None) -> dict[str, list[Sighting]]:
    """People whom sentences name with an honorific, and with a statistical model those that it finds, by block.

    Who is talked about need not be there: the sightings are weak. spaCy reads all texts in one go, since it takes
    longer to begin than to read.
    """
    texts = [
        (block.id, near)
        for _, block in all_blocks(meeting)
        if block.language != "km" and (near := _prose(block) if model is not None else honoured(_prose(block)))
    ]
    found: dict[str, list[Sighting]] = {}
    for block_id, entity in people_in(texts, model):
        honorific, rest = split_honorific(entity)
        name = name_in(rest)
        if name and (is_name(name) or honorific):
            mention = Mention(name, honorific, None, None)
            found.setdefault(block_id, []).append(Sighting(mention, "participant", is_weak=True))
    return found


def _prose(block: Block) -> str:
    return " ; ".join(block.cells) if block.cells else block.text


def _link_speeches(meeting: Meeting, found: list[Participant]) -> None:
    for _, block in all_blocks(meeting):
        if block.kind == "speech":
            n = next((n for n, person in enumerate(found, 1) if block.id in person.block_ids), None)
            block.speaker_id = f"{meeting.id}.p{n}" if n else None


def _person(meeting: Meeting, n: int, found: Participant) -> Person:
    mention = found.mention
    return Person(
        id=f"{meeting.id}.p{n}",
        name=mention.name,
        honorific=mention.honorific,
        role=mention.role,
        organization=mention.organization,
        speaker_type=found.part,
        attendance=found.presence,
        mentions=found.block_ids,
        confidence=found.confidence,
    )
