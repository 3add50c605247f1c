"""Labels that number a group before its name or its results ("Group 2: Women fishers")."""

import re
from functools import cache

from pipeline.model.minutes import Section
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.labels import Label, ascii_number
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.question_labels import relabelled
from pipeline.segment.turn_words import alternatives

_MOST_TITLE_WORDS = 16


def opens_group(paragraph: Paragraph) -> bool:
    """Return whether a line is nothing but the label of a group and its name."""
    if paragraph.label is not None or paragraph.word_count > _MOST_TITLE_WORDS:
        return False
    return not paragraph.text.endswith((".", "។", ";", "?")) and _label().match(paragraph.text) is not None


def labelled_group(paragraph: Paragraph, maker: BlockMaker) -> Section:
    """Return the group that a line opens, without its results."""
    match = _label().match(paragraph.text)
    number = ascii_number(match["number"]) if match else None
    if match is not None and match["sign"] and match.end() < len(paragraph.text):
        paragraph = relabelled(paragraph, Label("session", match["marker"].strip(), number, match.end()))
    return Section(kind="group", number=number, heading=maker.block("heading", paragraph))


@cache
def _label() -> re.Pattern[str]:
    number = r"(?P<number>\d{1,2}|[០-៩]{1,2}|[IVX]{1,4}|[A-H]|[ក-ង])"
    sign = r"\s*[:៖.)]"
    words = rf"(?i:{alternatives('label', 'groups')})\s*(?i:no\.?\s*)?"
    return re.compile(rf"(?P<marker>{words}{number}(?:(?P<sign>{sign})|$|(?=\s+[-–—]\s)))\s*")
