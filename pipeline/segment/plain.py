"""A document whose minutes could not be read: what is on its pages, line by line and row by row."""

from pipeline.model.document import Document, Line
from pipeline.model.minutes import Meeting, Minutes, Section
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.identify import assign_ids
from pipeline.segment.set_apart import tell_set_apart


def plain_minutes(document: Document) -> Minutes:
    """Return minutes of one meeting of unknown kind with a section of kind `other` that has every line and row.

    Nothing is joined, told apart or looked for, so that this cannot fail where reading the minutes has.
    """
    maker = BlockMaker(document.measured)
    blocks = []
    for item in (item for page in document.pages for item in page.body):
        blocks += [maker.line(item)] if isinstance(item, Line) else maker.rows(item)
    meeting = Meeting(id="m1", sections=[Section(kind="other", blocks=blocks)])
    assign_ids(meeting)
    return Minutes(
        document=document.source,
        pages=[page.facts for page in document.pages],
        meetings=[meeting],
        issues=[*document.issues, *tell_set_apart(document)],
    )
