"""Who was present and who was absent: run-in lists, lists under a heading of that meaning, tables of people."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.minutes import Block, Section
from pipeline.segment.identify import walk_blocks
from pipeline.segment.paragraphs import ends_sentence
from pipeline.segment.persons import Mention, is_name, names_role, read_people, split_honorific
from pipeline.segment.sightings import Presence, Sighting, part_of
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import cell, columns_by_heads, runs
from pipeline.segment.vocabulary import phrases, words

_SEPARATOR = re.compile(r"\s*(?:[,;|]|\band\b|&|\sនិង\s)\s*(?![^()]*\))")
_LABEL_END = re.compile(r"\s*[:៖]|\s+(?:were|was)\b:?")
_NOTE = re.compile(r"\s*\(([^)]*)\)\s*\.?$")
_MOST_LABEL_WORDS = 5
_MARK = re.compile(r"[✓✔☑√xX]|yes|y|p|មាន", re.I)
_GOES_ON = re.compile(r"\W*(?:$|(?:of|at|in|from|and|list|sheet|by)\b|[\u1780-\u17d3])", re.I)
_LONGEST_NAME = 60
_LONGEST_LABEL = 40
_KHMER = re.compile(r"[\u1780-\u17d3\s\u200b]+")


def read_attendance(section: Section) -> dict[str, list[Sighting]]:
    """Return the people that a section lists as present or absent, by the ids of its blocks."""
    of_heading = _of_heading(section.heading.text) if section.heading else None
    found: dict[str, list[Sighting]] = {}
    for is_table, run in runs(list(walk_blocks(section.blocks))):
        if is_table:
            found.update(_table(run, of_heading))
            continue
        of_label: Presence | None = None
        for block in run:
            label = _label_alone(block.text)
            listed = list(_listed(block.text))
            if label is not None or listed or block.kind != "list_item":
                of_label = label
            listed = listed or list(_items(block, of_label or of_heading))
            if listed:
                found[block.id] = listed
    return found


def _of_heading(text: str) -> Presence | None:
    """What a heading says: it is a phrase for those who came or did not, with nothing but their kind behind it."""
    names: tuple[tuple[Presence, tuple[str, ...]], ...] = (("absent", ("absent",)), ("present", ("present", "lists")))
    for presence, group in names:
        taken = phrases("attendance", *group).begins(text)
        if taken and _GOES_ON.match(text[taken:]):
            return presence
    return None


def _presence(label: str) -> Presence | None:
    """What a label or heading says of the people it stands over."""
    if len(label.split()) > _MOST_LABEL_WORDS:
        return None
    if phrases("attendance", "absent").within(label):
        return "absent"
    return "present" if phrases("attendance", "present").within(label) else None


def _label_alone(text: str) -> Presence | None:
    """What a line says that is nothing but a label: "Absent:"."""
    bare = text.rstrip()
    if bare.endswith((":", "៖")):
        return _presence(bare.rstrip(" :៖"))
    return _of_heading(bare) if len(bare) <= _LONGEST_LABEL and not ends_sentence(bare) and ":" not in bare else None


def _listed(text: str) -> Iterator[Sighting]:
    """The people of run-in lists ("Present: A, B and C. Absent: D")."""
    labels = list(_labels(text))
    for n, (_, end, presence) in enumerate(labels):
        until = labels[n + 1][0] if n + 1 < len(labels) else len(text)
        rest = text[end:until]
        spans = sentence_spans(rest)
        if presence and spans:
            for mention in _names(rest[slice(*spans[0])]):
                yield Sighting(mention, part_of(mention, "participant"), presence)


def _labels(text: str) -> Iterator[tuple[int, int, Presence | None]]:
    """Start and end of each label of a text with what it says; one that says nothing of attendance ends a list."""
    begin = 0
    for mark in _LABEL_END.finditer(text):
        head = text[begin : mark.start()]
        label = head if begin == 0 and _is_label(head) else _last_label_words(head)
        if label or mark[0].strip() in (":", "៖"):
            yield mark.start() - len(label), mark.end(), _presence(label.strip()) if label else None
            begin = mark.end()


def _is_label(head: str) -> bool:
    return _presence(head) is not None and "." not in head


def _last_label_words(head: str) -> str:
    """The end of a text that is a label without a mark before it ("... and Ms. Im Sophy Absent" -> "Absent")."""
    tokens = head.split()
    label_words = words("attendance", "absent") | words("attendance", "present")
    for count in range(min(_MOST_LABEL_WORDS, len(tokens)), 0, -1):
        tail = " ".join(tokens[-count:])
        if tail.lower() in label_words:
            return head[head.rindex(tokens[-count]) :]
    return ""


def _names(text: str) -> list[Mention]:
    """The people of a list in print; a role behind a name ("Anne Keller, Chair; ...") belongs to it."""
    found: list[Mention] = []
    parts = [part for part in _SEPARATOR.split(text.strip().rstrip(".។")) if part]
    alone_too = len(parts) > 1 and all(is_name(_NOTE.sub("", split_honorific(part)[1])) for part in parts)
    for part in parts:
        mention = _one(part)
        if mention is not None and (mention.honorific or " " in mention.name or alone_too):
            found.append(mention)
        elif found and found[-1].role is None and names_role(part):
            last = found.pop()
            found.append(Mention(last.name, last.honorific, part.strip(), last.organization))
    return found


def _one(text: str) -> Mention | None:
    """A single person, with a role or an organisation in brackets or behind the name."""
    note = _NOTE.search(text)
    honorific, bare = split_honorific(_NOTE.sub("", text).strip())
    if is_name(bare) and not _nobody(bare):
        role = note[1] if note and names_role(note[1]) else None
        return Mention(bare, honorific, role, None)
    people = read_people(text)
    return people[0] if len(people) == 1 and not _nobody(people[0].name) else None


def _nobody(name: str) -> bool:
    return phrases("attendance", "nobody").equals(name)


def _items(block: Block, presence: Presence | None) -> Iterator[Sighting]:
    """The people whom a point, or a paragraph that is nothing but people, names under a heading or label."""
    if presence is None or block.kind not in ("list_item", "paragraph") or len(block.text.split()) > 30:
        return
    for mention in _people_of_item(block.text, block.kind == "list_item"):
        yield Sighting(mention, part_of(mention, "participant"), presence)


def _people_of_item(text: str, is_point: bool) -> list[Mention]:
    people = read_people(text)
    if people and (is_point or people[0].honorific or people[0].role):
        return list(people)
    honorific, rest = split_honorific(text)
    name, comma, described = rest.partition(",")
    if honorific and comma and is_name(name) and split_honorific(described.strip())[0] is None:
        return [Mention(name, honorific, described.strip().rstrip(".") or None, None)]
    parts = [part for part in _SEPARATOR.split(text.rstrip(".")) if part]
    named = _names(text)
    return named if named and len(named) >= len(parts) / 2 and (len(named) > 1 or is_point) else []


def _table(rows: Sequence[Block], of_heading: Presence | None) -> dict[str, list[Sighting]]:
    """The people of a table whose heads say that it lists people, or which stands under a heading of that meaning."""
    columns = columns_by_heads(rows[0].cells, "attendance_table")
    if "name" not in columns or not (of_heading or columns.keys() & {"role", "organization", "presence"}):
        return {}
    found = {}
    for row in rows[1:]:
        name = cell(row, columns["name"])
        mention = _person_of_cell(name) if name and len(name) <= _LONGEST_NAME else None
        if mention is not None:
            role = cell(row, columns.get("role")) or mention.role
            organization = cell(row, columns.get("organization")) or mention.organization
            mention = Mention(mention.name, mention.honorific, role, organization)
            presence = _presence_of_cell(row, columns.get("presence"), of_heading)
            found[row.id] = [Sighting(mention, part_of(mention, "participant"), presence)]
    return found


def _person_of_cell(text: str) -> Mention | None:
    honorific, bare = split_honorific(text)
    if _KHMER.fullmatch(bare) and 1 <= len(bare.split()) <= 4:
        return Mention(bare, honorific, None, None)
    return _one(text)


def _presence_of_cell(row: Block, column: int | None, of_heading: Presence | None) -> Presence | None:
    if column is None:
        return of_heading
    text = cell(row, column)
    return "present" if _MARK.fullmatch(text) else _presence(text)
