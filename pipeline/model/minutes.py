"""What the pages say: the contract of minutes.json, version 1.

Nouns come from Popolo and Open Civic Data, provenance from Docling's `prov`, languages are BCP 47. Unknown is
`None`, a list is never `None`. The JSON Schema in `pipeline/resources/minutes.schema.json` is generated from here.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

SCHEMA_NAME = "khmer-minutes"
SCHEMA_VERSION = "1.0"

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points; the origin is the top left corner of the page."""

TextSource = Literal["native", "repaired", "ocr", "damaged", "none"]
RepairMethod = Literal["glyph", "legacy", "decipher", "ocr", "person"]
Classification = Literal["meeting", "workshop", "training", "conference", "report", "other"]
SectionKind = Literal[
    "front",
    "introduction",
    "objectives",
    "expected_results",
    "agenda",
    "item",
    "opening",
    "session",
    "break",
    "closing",
    "group",
    "annex",
    "other",
]
BlockKind = Literal[
    "title",
    "heading",
    "topic",
    "paragraph",
    "list_item",
    "speech",
    "prompt",
    "question",
    "answer",
    "note",
    "table_row",
]
SpeakerType = Literal["chair", "speaker", "participant", "secretary"]
OutcomeType = Literal["recommendation", "request", "decision", "motion", "action_item", "finding"]
TranslationState = Literal[
    "new", "needs-translation", "needs-adaptation", "needs-review-translation", "translated", "signed-off", "final"
]
Severity = Literal["info", "warning", "error"]


def _is_none(value: object) -> bool:
    return value is None


class _Value(BaseModel):
    """A plain value: unknown fields are refused, so that a misspelt one never passes in silence."""

    model_config = ConfigDict(extra="forbid")


class Source(_Value):
    """The file that was read."""

    id: str
    """`sha256:` and the hex digest of the file's bytes."""
    path: str
    """POSIX path relative to the root the run was given: the key in the database."""
    file_name: str
    media_type: str
    page_count: int | None
    producer: str | None
    languages: list[str]
    """BCP 47, the language with most text first."""


class PageFacts(_Value):
    """How the text of one page was had, and how sure it is. A text file and a DOCX are one page."""

    page_no: int
    width: float | None
    height: float | None
    text_source: TextSource
    confidence: float = Field(ge=0, le=1)
    methods: dict[str, int]
    """Number of characters by method: native, glyph, legacy, decipher, ocr."""
    evidence: dict[str, float | int | str]
    """The figures that decided `text_source`."""


class Provenance(_Value):
    """Where a block's words stand in the source. A block over two pages has one for each."""

    page_no: int
    bbox: Box | None
    line: int | None
    """First line of a text file (1-based), or paragraph of a DOCX."""
    charspan: tuple[int, int] | None
    """Start and end of this piece within the block's text, where the block has more than one piece."""


class Flag(_Value):
    """A doubtful place in a repaired text."""

    charspan: tuple[int, int]
    reason: str
    margin: float
    rivals: list[str]


class Repair(_Value):
    """How a text was repaired, and how sure that is."""

    method: RepairMethod
    confidence: float = Field(ge=0, le=1)
    flags: list[Flag]


class Block(_Value):
    """A piece of the minutes; marker, printed number and attribution have fields of their own and are not in `text`."""

    id: str = ""
    kind: BlockKind
    text: str
    orig: str | None = None
    language: str | None = None
    number: str | None = None
    marker: str | None = None
    level: int | None = None
    speaker_id: str | None = None
    attribution: str | None = None
    cells: list[str] = Field(default_factory=list)
    blocks: list["Block"] = Field(default_factory=list)
    confidence: float | None = Field(default=None, ge=0, le=1, exclude_if=_is_none)
    """How sure it is that the block is what its kind says, and of a speech that its speaker is right. The key is there
    only where that was a guess."""
    repair: Repair | None = None
    prov: list[Provenance] = Field(default_factory=list)
    _lines: list[list[str]] = PrivateAttr(default_factory=list)
    _column: str | None = PrivateAttr(default=None)

    @property
    def column(self) -> str | None:
        """The head of the column of an agenda that the block was read from ("Decision"), while the minutes are made.

        It is no part of minutes.json.
        """
        return self._column

    def read_from(self, head: str | None) -> "Block":
        """Keep the head of the column that the block was read from, and return the block."""
        self._column = head
        return self

    def cell_lines(self, column: int) -> list[str]:
        """Return the printed lines of a cell of a table_row, where they are known; they are no part of minutes.json."""
        if column < len(self._lines) and self._lines[column]:
            return self._lines[column]
        return [self.cells[column]] if column < len(self.cells) and self.cells[column] else []

    def keep_lines(self, lines: list[list[str]]) -> None:
        """Keep the printed lines of each cell while the minutes are made."""
        self._lines = lines


class Section(_Value):
    """A part of a meeting. Its own blocks stand before its nested sections."""

    id: str = ""
    kind: SectionKind
    number: str | None = None
    heading: Block | None = None
    topics: list[Block] = Field(default_factory=list)
    prompt_id: str | None = None
    blocks: list[Block] = Field(default_factory=list)
    sections: list["Section"] = Field(default_factory=list)


class Location(_Value):
    """Where a meeting was held."""

    name: str
    venue: str | None = None
    locality: str | None = None
    province: str | None = None
    country: str | None = None


class Organizer(_Value):
    """An organisation that held the meeting."""

    name: str
    acronym: str | None = None


class Attendance(_Value):
    """A head-count as printed."""

    label: str
    quantity: int
    text: str
    block_id: str


class Person(_Value):
    """Somebody who is named with a part in the meeting."""

    id: str
    name: str
    honorific: str | None = None
    role: str | None = None
    organization: str | None = None
    speaker_type: SpeakerType
    attendance: Literal["present", "absent"] | None = None
    mentions: list[str] = Field(default_factory=list)
    confidence: float | None = Field(default=None, ge=0, le=1, exclude_if=_is_none)
    """How sure it is that this is somebody who takes part. The key is there only where that was a guess."""


class Exchange(_Value):
    """Questions and the answers they got."""

    id: str
    number: str | None
    question_ids: list[str]
    answer_ids: list[str]
    confidence: float = Field(ge=0, le=1)


class Outcome(_Value):
    """What the meeting recommends, asks for, decides, moves, hands out or finds."""

    id: str
    type: OutcomeType
    text: str
    charspan: tuple[int, int] | None = None
    """Start and end within the block's text, where the outcome is a part of it."""
    language: str | None = None
    theme: str | None = None
    addressed_to: str | None = None
    owner: str | None = None
    due_date: str | None = None
    moved_by: str | None = None
    seconded_by: str | None = None
    result: str | None = None
    votes: str | None = None
    section_id: str
    block_id: str
    confidence: float = Field(ge=0, le=1)


class SummarySentence(_Value):
    """A sentence of a summary, with the blocks it rests on."""

    text: str
    block_ids: list[str]


class Summary(_Value):
    """A summary of a section, or of the whole meeting (`section_id` None)."""

    language: str
    section_id: str | None
    sentences: list[SummarySentence]
    state: TranslationState


class Meeting(_Value):
    """One meeting."""

    id: str
    title: Block | None = None
    classification: Classification = "other"
    start_date: str | None = None
    end_date: str | None = None
    date_text: str | None = None
    location: Location | None = None
    areas: list[str] = Field(default_factory=list)
    organizers: list[Organizer] = Field(default_factory=list)
    source_ids: list[str] = Field(default_factory=list)
    attendance: list[Attendance] = Field(default_factory=list)
    people: list[Person] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    exchanges: list[Exchange] = Field(default_factory=list)
    outcomes: list[Outcome] = Field(default_factory=list)
    summary: list[Summary] = Field(default_factory=list)


class Translation(_Value):
    """A draft or finished translation of one block, or of a text within a block, a person or a meeting."""

    target_id: str
    """The block's id; `.c2` behind it for a cell, `.attribution`; `.role` behind a person's, `.place` a meeting's."""
    source_language: str
    language: str
    text: str
    state: TranslationState
    engine: str | None = None
    checks: list[str] = Field(default_factory=list)


class Issue(_Value):
    """Something a reader of these minutes should know."""

    code: str
    severity: Severity
    page_no: int | None = None
    message: str


class Minutes(_Value):
    """The whole of minutes.json."""

    schema_name: Literal["khmer-minutes"] = "khmer-minutes"
    schema_version: Literal["1.0"] = "1.0"
    document: Source
    pages: list[PageFacts] = Field(default_factory=list)
    meetings: list[Meeting] = Field(default_factory=list)
    translations: list[Translation] = Field(default_factory=list)
    issues: list[Issue] = Field(default_factory=list)
