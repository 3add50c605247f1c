"""Tables that list people: with heads for names and marks, sign-in sheets, lists side by side, tables without heads."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.khmer.fold import fold
from pipeline.model.minutes import Block
from pipeline.segment.entries import Entry, with_role
from pipeline.segment.honorifics import is_honorific, split_honorific
from pipeline.segment.khmer_names import is_khmer_name, plain, split_role_km
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import is_nobody, speaks_for_a_person
from pipeline.segment.presence import heading_says, is_absence, presence_of, says
from pipeline.segment.roles import is_role, names_role, of_one
from pipeline.segment.rolls import read_line, read_roll, share_of_people
from pipeline.segment.sightings import Presence, Sighting, part_of
from pipeline.segment.tables import cell, columns_by_heads
from pipeline.segment.vocabulary import words

_LONGEST_NAME = 80
_LEAST_SHARE = 0.5
_OTHERS = frozenset(("role", "organization", "presence", "absence", "signature"))

Found = dict[str, list[Sighting]]


def read_people_table(rows: Sequence[Block], context: Presence | None) -> Found:
    """Return the people of a table by the ids of its rows; nothing where it is a table of other things.

    `context` is what the heading or label above says of the people it stands over, or None.
    """
    if columns_by_heads(rows[0].cells, "action_table").keys() >= {"action", "due"}:
        return {}  # who is to do what
    parts = _parts(rows, context)
    if len(parts) > 1:
        return _in_parts(parts)
    labelled = _label_rows(rows)
    if labelled:
        return labelled
    columns = columns_by_heads(rows[0].cells, "attendance_table")
    listing = _listing_columns(rows)
    if "name" not in columns and len(listing) == 1 and columns.keys() & _OTHERS:
        (n, presence) = next(iter(listing.items()))
        return _with_heads(rows[1:], {**{k: v for k, v in columns.items() if v != n}, "name": n}, presence)
    if listing and "name" not in columns:
        return _lists_side_by_side(rows[1:], listing)
    if "name" in columns and "role" not in columns:
        columns |= _role_column(rows, columns)
    if "name" in columns and not columns.keys() & {"presence", "absence"}:
        columns |= _mark_column(rows, columns)
    if "name" in columns and (context or columns.keys() & _OTHERS):
        return _with_heads(rows[1:], columns, context)
    return _without_heads(rows, context) if context and "name" not in columns else {}


def _parts(rows: Sequence[Block], context: Presence | None) -> list[tuple[Presence | None, list[Block]]]:
    """The rows of a table parted where a row is nothing but a heading of attendance ("ABSENT")."""
    parts: list[tuple[Presence | None, list[Block]]] = [(context, [])]
    for row in rows:
        texts = [text for text in row.cells if text.strip()]
        said = heading_says(texts[0]) if len(texts) == 1 and len(row.cells) > 1 else None
        if said in ("present", "absent"):
            parts.append((presence_of(said), []))
        else:
            parts[-1][1].append(row)
    return [(presence, part) for presence, part in parts if part]


def _in_parts(parts: list[tuple[Presence | None, list[Block]]]) -> Found:
    """The people of parts of a table below their headings; heads of columns stand in the first part alone."""
    first = parts[0][1]
    columns = columns_by_heads(first[0].cells, "attendance_table")
    found: Found = {}
    for presence, part in parts:
        if "name" in columns:
            found |= _with_heads(part[1:] if part is first else part, columns, presence)
        else:
            found |= _without_heads(part, presence) if presence else {}
    return found


def _role_column(rows: Sequence[Block], columns: dict[str, int]) -> dict[str, int]:
    """The column that holds roles, whatever its head says."""
    for n in range(len(rows[0].cells)):
        texts = [text for row in rows[1:] if (text := cell(row, n))]
        roles = [text for text in texts if len(text) <= _LONGEST_NAME and names_role(text)]
        if n not in columns.values() and len(roles) > len(texts) * _LEAST_SHARE:
            return {"role": n}
    return {}


def _mark_column(rows: Sequence[Block], columns: dict[str, int]) -> dict[str, int]:
    """The column whose words say who came, whatever its head says ("Remarks: present, absent, present")."""
    for n in range(len(rows[0].cells)):
        texts = [text for row in rows[1:] if (text := cell(row, n))]
        marks = [text for text in texts if len(text) > 1 and _is_mark(text)]
        if n not in columns.values() and len(marks) > len(texts) * _LEAST_SHARE:
            return {"presence": n}
    return {}


def _listing_columns(rows: Sequence[Block]) -> dict[int, Presence]:
    """The columns whose head says who came or did not, where names stand below it and no marks."""
    found: dict[int, Presence] = {}
    for n, head in enumerate(rows[0].cells):
        said = heading_says(head) if head else None
        if said not in ("present", "absent"):
            continue
        texts = [text for row in rows[1:] if (text := cell(row, n))]
        people = [row for row in rows[1:] if _people_of_cell(row, n) and not _is_mark(cell(row, n))]
        if texts and len(people) > len(texts) * _LEAST_SHARE:
            found[n] = "absent" if said == "absent" else "present"
    return found


def _lists_side_by_side(rows: Sequence[Block], columns: dict[int, Presence]) -> Found:
    """Lists that stand beside each other, each below its head ("Present | Absent | Guests")."""
    found: Found = {}
    for row in rows:
        for n, presence in columns.items():
            sightings = [_sighting(entry, presence) for entry in _people_of_cell(row, n)]
            if sightings:
                found.setdefault(row.id, []).extend(sightings)
    return found


def _people_of_cell(row: Block, column: int) -> list[Entry]:
    """The people of a cell: one on each of its lines, or a list that runs over them."""
    lines = [plain(line).strip() for line in row.cell_lines(column) if line.strip()]
    whole: list[str] = []
    for line in lines:
        if whole and (whole[-1].endswith((",", " and", "&")) or not read_line(line)):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    if len(whole) > 1 and not any("," in line.rstrip(",") and len(read_roll(line)) > 1 for line in whole):
        return [entry for line in whole for entry in read_line(line)]
    text = cell(row, column)
    return read_line(text) or read_roll(text)


def _label_rows(rows: Sequence[Block]) -> Found:
    """Rows whose first cell is a label and whose others are the list ("Present | A, B and C")."""
    found: Found = {}
    before: Presence | None = None
    for row in rows:
        head, *others = [n for n, text in enumerate(row.cells) if text.strip()] or [0]
        said = says(cell(row, head)) if others else None
        if said is None or _is_mark(cell(row, others[0])) or (said == "group" and before is None):
            continue
        before = presence_of(said) if said != "group" else before
        entries = [entry for n in others for entry in _people_of_cell(row, n)]
        if entries:
            found[row.id] = [_sighting(entry, before) for entry in entries]
    is_table_of_labels = all(not read_line(row.cells[0]) for row in rows if row.id in found and row.cells)
    return found if is_table_of_labels else {}


def _with_heads(rows: Sequence[Block], columns: dict[str, int], context: Presence | None) -> Found:
    found: Found = {}
    blank = _of_blank(rows, columns.get("presence"))
    for row in rows:
        mention = _person_of_row(row, columns)
        if mention is not None:
            presence = _presence_of_row(row, columns, context, blank)
            found[row.id] = [Sighting(mention, part_of(mention, "participant"), presence)]
    return found


def _person_of_row(row: Block, columns: dict[str, int]) -> Mention | None:
    name = cell(row, columns["name"])
    mention = _person_of_cell(name) if 0 < len(name) <= _LONGEST_NAME else None
    if mention is None:
        return None
    title = cell(row, columns.get("honorific"))
    role, organization = cell(row, columns.get("role")), cell(row, columns.get("organization"))
    return Mention(
        mention.name,
        mention.honorific or (title if title and is_honorific(title) else None),
        role or mention.role,
        organization or mention.organization,
    )


def _person_of_cell(text: str) -> Mention | None:
    honorific, bare = split_honorific(text)
    if is_khmer_name(bare):
        return Mention(bare, honorific, None, None)
    entries = read_line(text)
    return entries[0].mention if len(entries) == 1 and not is_nobody(entries[0].mention.name) else None


def _of_blank(rows: Sequence[Block], column: int | None) -> Presence | None:
    """What an empty cell says in a column of marks: where all that is in it are ticks, that somebody did not come."""
    marks = [text for row in rows if (text := cell(row, column))]
    return "absent" if marks and all(_of_mark(text) == "present" for text in marks) else None


def _presence_of_row(
    row: Block, columns: dict[str, int], context: Presence | None, blank: Presence | None
) -> Presence | None:
    """What the marks of a row say: under a head for those who came, one for those who did not, or a signature."""
    away = cell(row, columns.get("absence"))
    if away and fold(away) not in ("no", "n", "-", "–"):
        return "absent"
    if "presence" in columns:
        text = cell(row, columns["presence"])
        return _of_mark(text) if text else blank
    if "absence" in columns:
        return "present"
    if "signature" in columns and is_absence(cell(row, columns["signature"])):
        return "absent"
    return context or ("present" if "signature" in columns else None)


def _of_mark(text: str) -> Presence | None:
    folded = fold(text).strip(" .()")
    if folded in words("attendance_table", "came"):
        return "present"
    if folded in words("attendance_table", "away") or is_absence(text):
        return "absent"
    return "present" if says(text) == "present" else None


def _is_mark(text: str) -> bool:
    return _of_mark(text) is not None


def _without_heads(rows: Sequence[Block], context: Presence | None) -> Found:
    """A table below a heading of attendance: names in columns side by side, or one with role and body in each row."""
    width = max(len(row.cells) for row in rows)
    named = [n for n in range(width) if _holds_names(rows, n)]
    if not named and not all(_behind_role(row) for row in rows):
        return {}
    found: Found = {}
    for row in rows:
        entries = [entry for n in named for entry in _people_of_cell(row, n)]
        if not entries:
            entries = _behind_role(row)
        if len(named) == 1 and len(entries) == 1:
            entries = [_with_cells(entries[0], row, named[0])]
        if entries:
            found[row.id] = [_sighting(entry, context) for entry in entries]
    return found


def _behind_role(row: Block) -> list[Entry]:
    """The people of a row that is a role and who has it ("Roading Manager | Gareth Lind")."""
    filled = [n for n in range(len(row.cells)) if cell(row, n)]
    role = cell(row, filled[0]) if len(filled) == 2 else ""
    if not is_role(role):
        return []
    return [with_role(entry, of_one(role)) for entry in _people_of_cell(row, filled[1])]


def _holds_names(rows: Sequence[Block], n: int) -> bool:
    texts = [text for row in rows if (text := cell(row, n))]
    people = [text for text in texts if (entries := read_line(text)) and _is_all_people(text, entries)]
    sure = [text for text in people if any(_is_sure(entry) for entry in read_line(text))]
    return bool(texts) and len(people) > len(texts) * _LEAST_SHARE and len(sure) * 2 >= len(people)


def _is_all_people(text: str, entries: list[Entry]) -> bool:
    return share_of_people(text, entries) > _LEAST_SHARE


def _is_sure(entry: Entry) -> bool:
    mention = entry.mention
    return bool(mention.honorific or mention.role or not mention.name.isascii() or speaks_for_a_person(mention.name))


def _with_cells(entry: Entry, row: Block, name: int) -> Entry:
    """A person with what the other cells of the row tell: role, body, or a mark."""
    mention, presence = entry.mention, entry.presence
    for n, text in enumerate(row.cells):
        text = text.strip()
        if n == name or not text or text.strip(".").isdigit():
            continue
        if n > name and (mark := _of_mark(text)) is not None:
            presence = mark
        elif is_honorific(text):
            mention = replace(mention, honorific=mention.honorific or text)
        elif mention.role is None and (names_role(text) or split_role_km(text)[0]):
            mention = replace(mention, role=text)
        elif mention.organization is None and n > name and any(character.isalpha() for character in text):
            mention = replace(mention, organization=text)
    return replace(entry, mention=mention, presence=presence)


def _sighting(entry: Entry, context: Presence | None) -> Sighting:
    part = entry.part or part_of(entry.mention, "participant")
    return Sighting(entry.mention, part, entry.presence or context, is_said=entry.part is not None)
