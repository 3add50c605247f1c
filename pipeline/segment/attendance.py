"""Who was present and who was absent: run-in lists, lists below a heading or label, tables, and sentences."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.minutes import Block, Section
from pipeline.segment.attendance_told import TELLING, sighting_of, told_in
from pipeline.segment.entries import Entry, with_role
from pipeline.segment.identify import walk_blocks
from pipeline.segment.khmer_names import plain
from pipeline.segment.part_labels import part_of_label
from pipeline.segment.people_tables import read_people_table
from pipeline.segment.persons import speaks_for_a_person
from pipeline.segment.presence import Label, Listed, end_says, heading_says, labels_in, presence_of
from pipeline.segment.roles import names_role, of_one, of_several
from pipeline.segment.rolls import read_line, read_roll, share_of_people
from pipeline.segment.sentences import ends_sentence
from pipeline.segment.sightings import Sighting
from pipeline.segment.spans import sentence_spans, sentences
from pipeline.segment.tables import runs
from pipeline.segment.vocabulary import phrases

_LONGEST_LABEL = 60
_LEAST_SHARE = 0.5
_MOST_EARLY = 3
_MOST_KIND_WORDS = 4
_NEGATIVE = re.compile(r"\b(?:unable|not|cannot|absent|away|sorry|without|missing)\b", re.I)
_RECEIVED = re.compile(r"^[A-Z][a-z]+\s+(?:[a-z]+\s+){0,5}?(?:from|by|for)\s+(?:the\s+)?(?=[A-Z])")
"""What stands before names below a heading of apologies ("Received and accepted from ...")."""
_BROKEN = re.compile(r"(?::|,|;|\band)\s+(?:[A-Z][a-z]{1,4}\.?\s+)?[A-Z](?:\.|[a-z]+)$")
"""A list that ends in a single word of a name."""
_TO_NEXT = re.compile(r"[A-Z][\w'’-]+(?=\s*[,;.(]|$)(?:\s*\([^()]*\))?")
_FROM = re.compile(r"^(?:[a-z]+\s+){1,5}?(?:from|by|for|of)\s+(?:the\s+)?(?=[A-Z])")
_WORTH_READING = re.compile(
    rf"{TELLING.pattern}|regret|roll|guest|observer|visitor|:\s*$|^[A-Z][\w\s]{{2,40}}(?::|$)|[\u1780-\u17ff]", re.I
)


def read_attendance(sections: Sequence[Section]) -> dict[str, list[Sighting]]:
    """Return the people whom sections list as present or absent, by the ids of the blocks that name them."""
    found: dict[str, list[Sighting]] = {}
    for n, section in enumerate(sections):
        _read(section, None, found, is_early=n < _MOST_EARLY or section.kind in ("front", "opening"))
    return found


def _read(section: Section, inherited: Listed | None, found: dict[str, list[Sighting]], is_early: bool) -> None:
    """Read a section and those in it, which a heading of attendance covers where kinds of people head them."""
    said = heading_says(section.heading.text) if section.heading else inherited
    if said == "group" and inherited is None and not _lists_people(section):
        said = None
    if said == "group":
        said = inherited or "present"
    if section.heading is not None and inherited is not None and said is None:
        _keep(found, section.heading, list(_below(section.heading, inherited)))
    _read_blocks(list(walk_blocks(section.blocks)), said, found, is_early)
    for nested in section.sections:
        _read(nested, said, found, is_early)


def _lists_people(section: Section) -> bool:
    """Whether a heading that names a kind of people ("Staff") stands over nothing but people."""
    blocks = list(walk_blocks(section.blocks))
    return bool(blocks) and all(block.kind != "table_row" and _are_people(_whole(block)) for block in blocks)


def _are_people(text: str) -> bool:
    entries = read_line(text)
    return bool(entries) and share_of_people(text, entries) > _LEAST_SHARE


def _read_blocks(
    blocks: list[Block], of_heading: Listed | None, found: dict[str, list[Sighting]], is_early: bool
) -> None:
    """Read the blocks of a part; `is_early`: kinds of people may head lists there without a word of attendance."""
    of_label: Listed | None = None
    goes_on = False
    for is_table, run in runs(blocks):
        if is_table:
            of_table = read_people_table(run, presence_of(of_label or of_heading))
            found.update(of_table)
            of_label = heading_says(run[0].cells[0]) if of_table and run[0].cells[0] else of_label
            continue
        for n, block in enumerate(run):
            text = _whole_list(run, n)
            if of_label is None and of_heading is None and not _WORTH_READING.search(text):
                continue
            context = of_label or of_heading
            label = _label_alone(text, context, run[n + 1 : n + 2] if is_early else [])
            over_kinds = of_heading if goes_on and of_label == "absent" else context
            sightings = _each_once([*_listed(text, over_kinds, is_early), *told_in(text)])
            if label is None and (not sightings or context == "absent"):
                sightings = _each_once([*sightings, *_below(block, context)])
            if label is not None or (not sightings and block.kind != "list_item"):
                of_label, goes_on = label, False
            elif sightings and (last := _last_label(text)) is not None:
                of_label, goes_on = last, True
            _keep(found, block, sightings)


def _by_list(following: Sequence[Block]) -> Listed | None:
    """What a kind of people above a list says where nothing else does: that they came."""
    return "present" if following and _are_people(_whole(following[0])) else None


def _keep(found: dict[str, list[Sighting]], block: Block, sightings: list[Sighting]) -> None:
    if sightings:
        found[block.id] = sightings


def _whole(block: Block) -> str:
    """What a block says, with the line that a speech was believed to begin with."""
    return plain(block.attribution or block.text).strip()


def _whole_list(run: Sequence[Block], n: int) -> str:
    """What a block says, made whole where a list breaks off inside a name that the block below goes on with."""
    text = _whole(run[n])
    if n + 1 == len(run) or run[n + 1].kind != "paragraph" or not _BROKEN.search(text):
        return text
    rest = _TO_NEXT.match(_whole(run[n + 1]))
    return f"{text} {rest[0]}" if rest else text


def _label_alone(text: str, context: Listed | None, following: Sequence[Block]) -> Listed | None:
    """What a line says that is nothing but a label: "Absent:", or "Staff" where people are listed."""
    bare = text.rstrip()
    is_marked = bare.endswith((":", "៖"))
    if len(bare) > _LONGEST_LABEL:
        return end_says(bare) if is_marked else None
    if not is_marked and (ends_sentence(bare) or ":" in bare):
        return None
    said = heading_says(bare)
    if said == "group":
        return context or ("present" if is_marked else _by_list(following))
    return said


def _last_label(text: str) -> Listed | None:
    """What the last label of a text says of people: a list may go on in the lines below."""
    said = [label.says for label in labels_in(text) if label.says in ("present", "absent")]
    return said[-1] if said and not ends_sentence(text) else None


def _listed(text: str, context: Listed | None, is_early: bool) -> Iterator[Sighting]:
    """The people of run-in lists ("Present: A, B and C. Absent: D").

    A kind of people ("Staff: E") came or not as the label above it says; behind those who did not come it is a list of
    its own, of people who came.
    """
    labels = list(labels_in(text))
    above: Listed | None = context
    for n, label in enumerate(labels):
        until = labels[n + 1].start if n + 1 < len(labels) else len(text)
        listed = _FROM.sub("", _first_sentence(text[label.end : until]))
        says = label.says
        if says == "group":
            is_list = (is_early or n > 0) and _are_people(listed)
            says = above or ("present" if is_list else None)
        elif says is None and _gives_part(_words_of(text, labels, n)):
            continue  # who led or wrote, whatever stands above
        elif says is None and above is not None and context is not None and _are_people(listed):
            says = above
        elif says is None and is_early and _are_several(_words_of(text, labels, n), listed):
            says = "absent" if _NEGATIVE.search(_words_of(text, labels, n)) else "present"
        elif says is not None:
            above = says if says == "present" or not listed.strip(" .") else None
        if says is None:
            continue
        role = _role_of(text[label.start : label.end])
        for entry in read_roll(listed, alone=says == "absent"):
            yield sighting_of(with_role(entry, role), says)


def _gives_part(words: str) -> bool:
    """Whether words before a sign, or the last of them, are a label of who leads or writes."""
    return any(part_of_label(label) is not None for label in (words, words.rpartition(" ")[2]))


def _words_of(text: str, labels: Sequence[Label], n: int) -> str:
    """The words that the n-th label of a text stands behind, its sign apart, back to where a list before it ends."""
    head = text[labels[n - 1].end if n else 0 : labels[n].end]
    return re.split(r"[.;។]\s+", head.strip(" :៖–-"))[-1]


def _are_several(label: str, listed: str) -> bool:
    """Whether what follows a label at the beginning of minutes is nothing but people, whatever kind it calls them."""
    name = label.strip(" :៖–-")
    if not name or len(name.split()) > _MOST_KIND_WORDS or phrases("attendance", "elsewhere").equals(name):
        return False
    if phrases("facts", "place", "date").equals(name):
        return False
    entries = read_line(listed)
    sure = all(_is_surely_one(entry) for entry in entries)
    return len(entries) > 1 and sure and share_of_people(listed, entries) == 1


def _is_surely_one(entry: Entry) -> bool:
    mention = entry.mention
    return bool(mention.honorific or mention.role or mention.organization) or speaks_for_a_person(mention.name)


def _role_of(label: str) -> str | None:
    """The role of those whom a label calls by it ("Trustees absent: ...")."""
    first = label.split(" ")[0].strip(" :")
    is_role = first[:1].isupper() and names_role(first) and of_several(first)
    return of_one(first) if is_role and not phrases("people", "not_roles").equals(first) else None


def _each_once(sightings: list[Sighting]) -> list[Sighting]:
    """The sightings of a block without a second one of the same name."""
    return list({sighting.mention.name: sighting for sighting in reversed(sightings)}.values())[::-1]


def _first_sentence(text: str) -> str:
    spans = sentence_spans(text)
    return text[slice(*spans[0])] if spans else ""


def _below(block: Block, context: Listed | None) -> Iterator[Sighting]:
    """The people whom a point, or a line that is nothing but people, names below a heading or label."""
    text = _whole(block)
    if context is None or block.kind in ("title", "table_row") or _is_heading_word(text):
        return
    if part_of_label(re.split("[:៖]", text)[0].strip()) is not None:
        return  # who led or wrote, whatever stands above
    is_point = block.kind == "list_item"
    if not is_point and ends_sentence(text) and len(text) > _LONGEST_LABEL and "," not in text:
        return
    for line in (text, *sentences(text)) if context == "absent" else (text,):
        line = _RECEIVED.sub("", line)
        entries = read_line(line)
        if entries and share_of_people(line, entries) > _LEAST_SHARE:
            for entry in entries:
                yield sighting_of(entry, context)
            return


def _is_heading_word(text: str) -> bool:
    return phrases("headings").equals(text)
