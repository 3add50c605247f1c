"""The steps from the pages of a document to its minutes, in their order."""

from pipeline.config import Settings
from pipeline.model.document import Document
from pipeline.model.minutes import Meeting, Minutes
from pipeline.pace import Pace
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.classification import classify
from pipeline.segment.doubts import tell_doubts
from pipeline.segment.exchanges import pair_exchanges
from pipeline.segment.facts import read_facts
from pipeline.segment.identify import assign_ids, link_prompts
from pipeline.segment.meetings import part_meetings
from pipeline.segment.outcomes import find_outcomes
from pipeline.segment.outline import outline
from pipeline.segment.people import find_people
from pipeline.segment.set_apart import tell_set_apart
from pipeline.segment.story import Story, tell


def segment(document: Document, settings: Settings, pace: Pace) -> Minutes:
    """Return the minutes that a document holds.

    Raises:
        UsageError: the configuration names a spaCy model that is not installed.
    """
    model = settings.segmentation.spacy_model
    maker = BlockMaker(document.measured)
    stories = part_meetings(tell(document))
    meetings = [_meeting(f"m{n}", story, maker, model, pace) for n, story in enumerate(stories, 1)]
    return Minutes(
        document=document.source,
        pages=[page.facts for page in document.pages],
        meetings=meetings,
        issues=[*document.issues, *tell_set_apart(document), *tell_doubts(meetings)],
    )


def _meeting(name: str, story: Story, maker: BlockMaker, model: str | None, pace: Pace) -> Meeting:
    pace.beat("segment")
    tree = outline(story, maker)
    pace.beat("segment")
    meeting = Meeting(id=name, title=tree.title, sections=tree.sections)
    assign_ids(meeting)
    link_prompts(meeting)
    meeting.classification = classify(meeting)
    if meeting.classification != "report":
        read_facts(meeting, model)
        pace.beat("segment")
        meeting.people = find_people(meeting, model)
        pace.beat("segment")
        meeting.exchanges = pair_exchanges(meeting.id, meeting.sections)
        pace.beat("segment")
    meeting.outcomes = find_outcomes(meeting)
    return meeting
