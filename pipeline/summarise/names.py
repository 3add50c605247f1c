"""The name of a session in a summary, with those who speak in it."""

from pipeline.labels import Labels
from pipeline.model.minutes import Meeting, Section, SummarySentence
from pipeline.model.walk import walk_blocks
from pipeline.summarise.facts import Translated, named

_CALLED = frozenset(("session", "group"))
"""Kinds whose number is said with the kind's name."""


def section_name(section: Section, meeting: Meeting, labels: Labels, translated: Translated) -> list[SummarySentence]:
    """Return a section's heading with its speakers as one sentence; none where it has no heading."""
    if section.heading is None:
        return []
    heading = translated.get(section.heading.id, section.heading.text).rstrip(" :៖.។–—-")
    speaking = {block.speaker_id for block in walk_blocks(section.blocks)}
    names = [named(person, translated) for person in meeting.people if person.id in speaking]
    speakers = f" – {'; '.join(names)}" if names else ""
    if section.kind in _CALLED and section.number:
        name = f"{labels.of('kind', section.kind)} {labels.figures(section.number)}"
        text = labels.of("sentence", "session").format(name=name, heading=heading, speakers=speakers)
    else:
        text = labels.of("sentence", "heading").format(heading=heading, speakers=speakers)
    return [SummarySentence(text=text, block_ids=[section.heading.id])]
