"""What kind of gathering the minutes are of, or that they are no minutes but a report."""

from collections.abc import Iterator

from pipeline.model.minutes import Block, Classification, Meeting
from pipeline.segment.identify import walk_blocks, walk_sections
from pipeline.segment.vocabulary import phrases

_GATHERINGS: tuple[Classification, ...] = ("workshop", "training", "conference", "meeting")
_FEWEST_SIGNS, _FEWEST_SIGNS_OF_REPORT = 2, 3
"""Signs that make a meeting of what no title names, and of what its title calls a report."""
_WEIGHTS = {"attendance": 2, "offices": 1, "procedure": 1, "close": 1}
_FEWEST_PARTS = 2
_OPENING = 60
"""Characters at a block's beginning in which the words stand that tell who came or led."""


def classify(meeting: Meeting) -> Classification:
    """Return what a title names, or else what the parts and first words of the blocks are signs of.

    A title that names a gathering is believed; one that names only a report, or none, gives way to signs of a meeting:
    who was present, who led or wrote, calling to order, motions, adjournment.
    """
    title = meeting.title.text if meeting.title else ""
    for kind in _GATHERINGS:
        if phrases("titles", kind).within(title):
            return kind
    signs = sum(_WEIGHTS[sign] for sign in set(_signs(meeting)))
    if title and phrases("titles", "report").within(title):
        return "meeting" if signs >= _FEWEST_SIGNS_OF_REPORT else "report"
    if signs >= _FEWEST_SIGNS or (title and phrases("titles", "body").within(title)):
        return "meeting"
    parts = sum(section.heading is not None for section in walk_sections(meeting.sections))
    return "report" if parts >= _FEWEST_PARTS else "other"


def _signs(meeting: Meeting) -> Iterator[str]:
    """Yield a word for each thing that only the minutes of a meeting have."""
    for section in walk_sections(meeting.sections):
        blocks = [section.heading] if section.heading else []
        for block in (*blocks, *walk_blocks(section.blocks)):
            yield from _signs_of(block)


def _signs_of(block: Block) -> Iterator[str]:
    text = block.text[:_OPENING]
    if phrases("attendance", "present", "absent").begins(text):
        yield "attendance"
    if phrases("people", "led_by", "taken_by").begins(text):
        yield "offices"
    if phrases("titles", "formal").within(block.text):
        yield "procedure"
    if phrases("titles", "adjourned").within(block.text):
        yield "close"
