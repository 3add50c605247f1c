"""Ways to make small truths and the Minutes that a pipeline could make of them."""

from collections.abc import Iterator

from benchmarks.minutes_score.truth import Case, Truth
from pipeline.model.minutes import Block, BlockKind, Meeting, Minutes, Section, Source
from pipeline.model.walk import walk_blocks, walk_sections


def case(*lines: str, meetings: list[dict[str, object]] | None = None, **facts: object) -> Case:
    """Return a minutes of these lines; a meeting has the given facts, and nothing where the rules want something."""
    plain = {"title": "", "classification": "meeting", "start_date": "", "place": "", "headings": []}
    told = [plain | meeting for meeting in (meetings or [{}])]
    return Case("made", (), Truth.model_validate({"made_by": "hand", "meetings": told, **facts}), lines)


def minutes(*meetings: Meeting) -> Minutes:
    """Return Minutes with ids on all blocks."""
    source = Source(id="", path="a.pdf", file_name="a.pdf", media_type="", page_count=1, producer=None, languages=[])
    for number, block in enumerate(block for meeting in meetings for block in _blocks(meeting)):
        block.id = block.id or f"b{number}"
    return Minutes(document=source, meetings=list(meetings))


def meeting(*sections: Section, **facts: object) -> Meeting:
    """Return a meeting of these sections."""
    return Meeting.model_validate({"id": "m1", "classification": "meeting", "sections": list(sections), **facts})


def section(
    heading: str | None, *blocks: Block, number: str | None = None, sections: list[Section] | None = None
) -> Section:
    """Return a part of a meeting."""
    head = Block(kind="heading", text=heading, number=number) if heading is not None else None
    return Section(kind="item", number=number, heading=head, blocks=list(blocks), sections=sections or [])


def block(kind: BlockKind, text: str, **facts: object) -> Block:
    """Return a block."""
    return Block.model_validate({"kind": kind, "text": text, **facts})


def _blocks(meeting: Meeting) -> Iterator[Block]:
    for part in walk_sections(meeting.sections):
        yield from walk_blocks(part.blocks)
