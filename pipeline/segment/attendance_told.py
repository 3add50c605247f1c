"""Sentences that say that people came to a meeting or stayed away ("Director Lim was absent", "... អវត្តមាន")."""

import re
from collections.abc import Iterator

from pipeline.segment.entries import Entry
from pipeline.segment.khmer_names import khmer_people
from pipeline.segment.presence import Listed, presence_of
from pipeline.segment.rolls import read_roll, share_of_people
from pipeline.segment.sightings import Sighting, part_of
from pipeline.segment.spans import sentences

_LEAST_SHARE = 0.5
_CAME = r"(?:present|in\s+attendance|in\s+the\s+room|at\s+the\s+meeting|on\s+the\s+call|attending|online)"
_STAYED_AWAY = (
    r"(?:absent|excused|not\s+present|not\s+in\s+attendance"
    r"|unable\s+to\s+(?:attend|participate|join|take\s+part|be\s+present))"
)
_ADVERBS = r"(?:(?:also|all|both|each|not|then|further|noted|marked|recorded|listed|as|apologetically|again)\s+)*"
_WAS = re.compile(
    rf"^(?P<names>[^:;]+?),?\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:(?P<away>{_ADVERBS}{_STAYED_AWAY})|{_ADVERBS}{_CAME})\b"
)
_ATTENDED = re.compile(
    r"^(?P<names>[^:;]+?),?\s+(?:also\s+)?(?:attended|participated|took\s+part|joined\s+(?:by|via|the\s+(?:meeting|call)|remotely|online))\b"
)
_APOLOGIES = re.compile(
    r"\b(?:(?i:apolog(?:y|ies)|regrets|excuses)\b[^.:;]*?\b(?:from|by|for|of|on\s+behalf\s+of)"
    r"|(?i:leave\s+of\s+absence)\b[^.:;]*?\b(?:from|for|to))\s+(?:the\s+)?(?P<names>[A-Z][^.;]*(?:\.[^.;]+)*)"
)
_NO_WORD = re.compile(r"^(?P<names>[^:;]+?)\s+ha(?:d|s|ve)\s+(?P<away>not\s+(?:sent|given|responded))\b")
_SENT = re.compile(
    r"^(?P<names>[^:;]+?)\s+(?:had\s+)?(?:sent|gave|tendered|offered|conveyed|submitted)\s+(?:\w+\s+)?(?:apologies|regrets)\b"
)
_EXCEPT = re.compile(
    r"\bpresent\b.*?\b(?:except(?:\s+for)?|with\s+the\s+exception\s+of|other\s+than|but\s+for)\s+(?P<names>[A-Z].+)$"
)
_KHMER = re.compile("[\u1780-\u17ff]")
_AWAY_KM = re.compile("(?:បាន)?(?:អវត្តមាន|សុំច្បាប់|មិនបានចូលរួម|មិនបានមក|ឈប់សម្រាក|អវត្ដមាន)|ដែលអវត្តមាន")
_CAME_KM = re.compile("(?:បាន)?(?:ចូលរួម|មានវត្តមាន|អញ្ជើញចូលរួម)")
TELLING = re.compile(r"present|attend|absen[tc]|excused|apolog|regrets|joined|participat|took part|sent word", re.I)
"""Words without which a text says of nobody that they came or stayed away."""


def told_in(text: str) -> Iterator[Sighting]:
    """Yield the people of whom a text says that they came or did not ("Director Lim was absent")."""
    yield from _in_khmer(text)
    if not TELLING.search(text):
        return
    for sentence in sentences(text):
        for pattern, says in _patterns():
            match = pattern.search(sentence)
            entries = read_roll(match["names"]) if match else []
            if match is None or not entries or share_of_people(match["names"], entries) <= _LEAST_SHARE:
                continue
            away = says == "absent" or bool(match.groupdict().get("away")) or " not " in match[0]
            for entry in entries:
                yield sighting_of(entry, "absent" if away else "present")
            break


def _in_khmer(text: str) -> Iterator[Sighting]:
    """The people behind whose names Khmer prose says that they came or did not."""
    for person in khmer_people(text) if _KHMER.search(text) else ():
        rest = text[person.end :].lstrip(" )")
        says: Listed | None = "absent" if _AWAY_KM.match(rest) else "present" if _CAME_KM.match(rest) else None
        if says is not None:
            yield sighting_of(Entry(person.mention), says)


def _patterns() -> tuple[tuple[re.Pattern[str], Listed], ...]:
    return (
        (_EXCEPT, "absent"),
        (_APOLOGIES, "absent"),
        (_SENT, "absent"),
        (_NO_WORD, "absent"),
        (_WAS, "present"),
        (_ATTENDED, "present"),
    )


def sighting_of(entry: Entry, says: Listed) -> Sighting:
    """Return a person of a list of those who came or did not, by what it says of this one, else of all."""
    presence = entry.presence or presence_of(says)
    part = entry.part or part_of(entry.mention, "participant")
    return Sighting(entry.mention, part, presence, is_said=entry.part is not None)
