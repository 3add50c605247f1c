"""What a reader asks first, as sentences in either language: what, when, where, by whom, how many, who spoke."""

from collections.abc import Iterator, Mapping

from pipeline.labels import Labels
from pipeline.model.minutes import Meeting, Person, SpeakerType, SummarySentence

_PARTS: tuple[SpeakerType, ...] = ("chair", "secretary", "speaker")


Translated = Mapping[str, str]
"""Translations by what they translate, as `pipeline.translate.segments` names it."""


def fact_sentences(meeting: Meeting, labels: Labels, translated: Translated) -> list[SummarySentence]:
    """Return the facts of a meeting as sentences in the language of the labels; what is not translated as printed."""
    return [
        sentence for told in (_event, _organizers, _counts, _people) for sentence in told(meeting, labels, translated)
    ]


def named(person: Person, translated: Translated) -> str:
    """Return a person with title, role and organisation: Mr. Soeung Saroeun (Executive Director, CCC)."""
    honorific = translated.get(f"{person.id}.honorific", person.honorific)
    name = f"{honorific} {person.name}" if honorific else person.name
    role = translated.get(f"{person.id}.role", person.role)
    office = ", ".join(
        part for part in (role, translated.get(f"{person.id}.organization", person.organization)) if part
    )
    return f"{name} ({office})" if office else name


def _event(meeting: Meeting, labels: Labels, translated: Translated) -> Iterator[SummarySentence]:
    title = labels.of("classification", meeting.classification)
    if meeting.title:
        title = translated.get(meeting.title.id, meeting.title.text)
    date = labels.dates(meeting.start_date, meeting.end_date, spelt=True) if meeting.start_date else meeting.date_text
    if meeting.date_text and meeting.date_text in title:
        date = None
    place = translated.get(f"{meeting.id}.place", meeting.location.name) if meeting.location else None
    text = labels.of("sentence", "event").format(
        title=title,
        date=labels.of("sentence", "on").format(date=date) if date else "",
        place=labels.of("sentence", "at").format(place=_set_apart(place, labels)) if place else "",
    )
    sources = [*([meeting.title.id] if meeting.title else []), *meeting.source_ids]
    yield SummarySentence(text=text, block_ids=list(dict.fromkeys(sources)))


def _set_apart(place: str, labels: Labels) -> str:
    """A place as it stands behind a Khmer word: Latin letters with a blank before them."""
    return f" {place}" if labels.language == "km" and not "\u1780" <= place[:1] <= "\u17ff" else place


def _organizers(meeting: Meeting, labels: Labels, translated: Translated) -> Iterator[SummarySentence]:
    names = []
    for number, one in enumerate(meeting.organizers, 1):
        name = translated.get(f"{meeting.id}.organizer{number}", one.name)
        names.append(f"{name} ({one.acronym})" if one.acronym else name)
    if names:
        yield _sentence(labels, "organizers", meeting.source_ids, names=", ".join(names))


def _counts(meeting: Meeting, labels: Labels, translated: Translated) -> Iterator[SummarySentence]:
    count_as = labels.of("sentence", "count")
    counts = [
        count_as.format(quantity=labels.figures(str(count.quantity)), label=labels.of("count", count.label))
        for count in meeting.attendance
    ]
    if counts:
        yield _sentence(labels, "counts", [count.block_id for count in meeting.attendance], counts=", ".join(counts))
    if meeting.areas:
        areas = [translated.get(f"{meeting.id}.area{number}", area) for number, area in enumerate(meeting.areas, 1)]
        yield _sentence(labels, "areas", meeting.source_ids, areas=", ".join(areas))


def _people(meeting: Meeting, labels: Labels, translated: Translated) -> Iterator[SummarySentence]:
    for part in _PARTS:
        people = [person for person in meeting.people if person.speaker_type == part]
        if people:
            sources = [person.mentions[0] for person in people if person.mentions]
            names = "; ".join(named(person, translated) for person in people)
            yield _sentence(labels, part, sources, names=names)


def _sentence(labels: Labels, word: str, sources: list[str], **values: str) -> SummarySentence:
    text = labels.of("sentence", word).format(**values)
    return SummarySentence(text=text.replace("..", "."), block_ids=list(dict.fromkeys(sources)))
