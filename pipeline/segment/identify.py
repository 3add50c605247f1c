"""Ids by position, and ways to walk a meeting."""

from collections.abc import Iterator

from pipeline.model.minutes import Block, Meeting, Section
from pipeline.model.walk import walk_blocks as walk_blocks
from pipeline.model.walk import walk_sections as walk_sections
from pipeline.segment.vocabulary import phrases


def assign_ids(meeting: Meeting) -> None:
    """Give every section and block of a meeting its id: `m1.s3`, `m1.s3.h`, `m1.s3.t1`, `m1.s3.b7.b2`, `m1.s3.s2`."""
    if meeting.title is not None:
        meeting.title.id = f"{meeting.id}.title"
    _identify(meeting.sections, meeting.id)


def _identify(sections: list[Section], parent: str) -> None:
    for n, section in enumerate(sections, 1):
        section.id = f"{parent}.s{n}"
        if section.heading is not None:
            section.heading.id = f"{section.id}.h"
        for k, topic in enumerate(section.topics, 1):
            topic.id = f"{section.id}.t{k}"
        _identify_blocks(section.blocks, section.id)
        _identify(section.sections, section.id)


def _identify_blocks(blocks: list[Block], parent: str) -> None:
    for n, block in enumerate(blocks, 1):
        block.id = f"{parent}.b{n}"
        _identify_blocks(block.blocks, block.id)


def all_blocks(meeting: Meeting) -> Iterator[tuple[Section, Block]]:
    """Yield every block of a meeting with its section: heading, topics, then blocks."""
    for section in walk_sections(meeting.sections):
        if section.heading is not None:
            yield section, section.heading
        for block in (*section.topics, *walk_blocks(section.blocks)):
            yield section, block


def link_prompts(meeting: Meeting) -> None:
    """Set `prompt_id` of each group whose number is that of a question put to the groups of its section.

    A group that is numbered as a group ("Group 2: Women fishers") has answered all of them.
    """
    for section in walk_sections(meeting.sections):
        prompts = {block.number: block.id for block in section.blocks if block.kind == "prompt" and block.number}
        for nested in section.sections:
            if nested.kind == "group" and nested.number is not None and not _is_named(nested):
                nested.prompt_id = prompts.get(nested.number)


def _is_named(group: Section) -> bool:
    heading = group.heading
    return heading is not None and phrases("groups", "label").begins(heading.marker or heading.text) > 0
