"""An annex of results: parts, the numbered groups in them, and the points of each group."""

from collections.abc import Sequence

from pipeline.model.minutes import Block, Section
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.discussion import Content, heads_list
from pipeline.segment.paragraphs import Paragraph


def read_groups(found: Sequence[Paragraph], maker: BlockMaker) -> Content:
    """Return the parts and groups of an annex.

    An unlabelled line before bullets, or a numbered one, heads a group; an unlabelled line before a numbered group
    heads a part that holds the groups after it.
    """
    content = Content()
    part: Section | None = None
    group: Section | None = None
    for n, paragraph in enumerate(found):
        if paragraph.is_item:
            _blocks(content, part, group).append(maker.block("list_item", paragraph))
        elif _heads_group(found, n):
            group = Section(kind="group", number=paragraph.number, heading=maker.block("heading", paragraph))
            (part.sections if part else content.sections).append(group)
        elif _heads_part(found, n):
            part, group = Section(kind="other", heading=maker.block("heading", paragraph)), None
            content.sections.append(part)
        else:
            _blocks(content, part, group).append(maker.block("paragraph", paragraph))
    return content


def _blocks(content: Content, part: Section | None, group: Section | None) -> list[Block]:
    innermost = group or part
    return innermost.blocks if innermost else content.blocks


def _heads_group(found: Sequence[Paragraph], n: int) -> bool:
    label = found[n].label
    if label is not None and label.kind not in ("number", "bare"):
        return False
    return heads_list(found, n)


def _heads_part(found: Sequence[Paragraph], n: int) -> bool:
    following = n + 1
    return (
        found[n].label is None
        and following < len(found)
        and found[following].label is not None
        and _heads_group(found, following)
    )
