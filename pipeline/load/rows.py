"""Minutes as rows: one row a noun, numbered from the document's own number.

Here the writing itself; what was found in it is `rows_found`.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.load import tables as t
from pipeline.load import tables_found as f
from pipeline.load.bulk import Row, json_text
from pipeline.load.fold_text import fold_text
from pipeline.load.names import name_key
from pipeline.model.minutes import Block, Meeting, Minutes, Section

ROW_FORMAT = 4
"""Raised when rows or words are made otherwise: documents loaded by an older number are loaded anew."""
ROOM = 1 << 20
"""So many ids one document has in each table: its own number times this, and on."""

WRITTEN_IN_ORDER = (
    t.page,
    t.meeting,
    t.meeting_area,
    f.meeting_organizer,
    f.participation,
    t.section,
    t.block,
    t.block_prov,
    t.repair_flag,
    f.section_prompt,
    f.meeting_source,
    f.participation_mention,
    f.attendance,
    f.exchange,
    f.exchange_question,
    f.exchange_answer,
    f.outcome,
    f.summary,
    f.summary_sentence,
    f.summary_source,
    f.translation,
    f.issue,
)
"""The tables of what belongs to a document, each behind those it points to."""


class _Place(NamedTuple):
    """Where a block stands."""

    meeting: int
    section: int | None
    name: str
    """title, heading, topic or body."""
    parent: int | None = None
    said_by: int | None = None


class Rows:
    """The rows of one document; `digests` are those of its searched texts, by the id of the block."""

    def __init__(self, minutes: Minutes, document_id: int, digests: Mapping[str, bytes]) -> None:
        self.by_table: dict[str, list[Row]] = {table.name: [] for table in WRITTEN_IN_ORDER}
        self.document_id = document_id
        self.ids: dict[str, int] = {}
        """Of meetings, people, sections and blocks, by their names in the minutes."""
        self.blocks: dict[str, int] = {}
        self._digests = digests
        self._first = document_id * ROOM
        self._numbers: Counter[str] = Counter()
        self._add_pages(minutes)
        for meeting in minutes.meetings:
            self._add_meeting(meeting)

    def add(self, table: str, **values: Any) -> int:
        """Add a row under the next number of its table; return the number."""
        self._numbers[table] += 1
        number = self._first + self._numbers[table]
        self.by_table[table].append({"id": number, **values})
        return number

    def list_blocks(self, table: str, owner: str, owner_id: int, refs: list[str]) -> None:
        """Add the blocks that a row of `owner` names."""
        column = f"{owner}_id"
        self.by_table[table].extend({column: owner_id, "n": n, "block_id": self.ids[ref]} for n, ref in enumerate(refs))

    def _add_pages(self, minutes: Minutes) -> None:
        for page in minutes.pages:
            values = page.model_dump(exclude={"methods", "evidence"})
            values |= {"methods": json_text(page.methods), "evidence": json_text(page.evidence)}
            self.ids[f"page {page.page_no}"] = self.add("page", document_id=self.document_id, **values)

    def _add_meeting(self, meeting: Meeting) -> None:
        place = meeting.location
        meeting_id = self.add(
            "meeting",
            document_id=self.document_id,
            ref=meeting.id,
            title=meeting.title.text if meeting.title else None,
            classification=meeting.classification,
            start_date=meeting.start_date,
            end_date=meeting.end_date,
            date_text=meeting.date_text,
            location=place.name if place else None,
            venue=place.venue if place else None,
            locality=place.locality if place else None,
            province=place.province if place else None,
            country=place.country if place else None,
        )
        self.ids[meeting.id] = meeting_id
        self.by_table["meeting_area"] += [
            {"meeting_id": meeting_id, "n": n, "name": name} for n, name in enumerate(meeting.areas)
        ]
        self.by_table["meeting_organizer"] += [
            {"meeting_id": meeting_id, "n": n, "name": body.name, "acronym": body.acronym, "organisation_id": None}
            for n, body in enumerate(meeting.organizers)
        ]
        self._add_people(meeting, meeting_id)
        if meeting.title is not None:
            self._add_block(meeting.title, _Place(meeting_id, None, "title"))
        for section in meeting.sections:
            self._add_section(section, meeting_id, None)

    def _add_people(self, meeting: Meeting, meeting_id: int) -> None:
        for person in meeting.people:
            self.ids[person.id] = self.add(
                "participation",
                document_id=self.document_id,
                meeting_id=meeting_id,
                ref=person.id,
                name=person.name,
                honorific=person.honorific,
                role=person.role,
                organization=person.organization,
                speaker_type=person.speaker_type,
                attendance=person.attendance,
                confidence=person.confidence,
                folded=fold_text(person.name),
                name_key=name_key(person.name),
            )

    def _add_section(self, section: Section, meeting_id: int, parent_id: int | None) -> None:
        section_id = self.add(
            "section",
            document_id=self.document_id,
            meeting_id=meeting_id,
            parent_id=parent_id,
            ref=section.id,
            kind=section.kind,
            number=section.number,
            heading=section.heading.text if section.heading else None,
        )
        self.ids[section.id] = section_id
        if section.heading is not None:
            self._add_block(section.heading, _Place(meeting_id, section_id, "heading"))
        for topic in section.topics:
            self._add_block(topic, _Place(meeting_id, section_id, "topic"))
        for block in section.blocks:
            self._add_block(block, _Place(meeting_id, section_id, "body"))
        for inner in section.sections:
            self._add_section(inner, meeting_id, section_id)

    def _add_block(self, block: Block, place: _Place) -> None:
        speaker = self.ids[block.speaker_id] if block.speaker_id is not None else None
        said_by = place.said_by if speaker is None else speaker
        repair = block.repair
        block_id = self.add(
            "block",
            document_id=self.document_id,
            meeting_id=place.meeting,
            section_id=place.section,
            parent_id=place.parent,
            ref=block.id,
            place=place.name,
            kind=block.kind,
            text=block.text,
            orig=block.orig,
            language=block.language,
            number=block.number,
            marker=block.marker,
            level=block.level,
            speaker_id=speaker,
            said_by_id=said_by,
            attribution=block.attribution,
            cells=json_text(block.cells),
            confidence=block.confidence,
            repair_method=repair.method if repair else None,
            repair_confidence=repair.confidence if repair else None,
            page_no=block.prov[0].page_no if block.prov else None,
            search_text_id=self._digests[block.id],
        )
        self.ids[block.id] = self.blocks[block.id] = block_id
        self._add_provenance(block, block_id)
        for inner in block.blocks:
            self._add_block(inner, place._replace(name="body", parent=block_id, said_by=said_by))

    def _add_provenance(self, block: Block, block_id: int) -> None:
        for n, prov in enumerate(block.prov):
            x0, top, x1, bottom = prov.bbox or (None, None, None, None)
            first, last = prov.charspan or (None, None)
            page_id = self.ids[f"page {prov.page_no}"]
            self.by_table["block_prov"].append(
                {"block_id": block_id, "n": n, "page_id": page_id, "x0": x0, "top": top, "x1": x1, "bottom": bottom}
                | {"line": prov.line, "first": first, "last": last}
            )
        for n, flag in enumerate(block.repair.flags if block.repair else ()):
            first, last = flag.charspan
            self.by_table["repair_flag"].append(
                {"block_id": block_id, "n": n, "first": first, "last": last, "reason": flag.reason}
                | {"margin": flag.margin, "rivals": json_text(flag.rivals)}
            )
