"""People and organisations over all documents: who has not been settled yet, together with all of a like name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from pipeline.load.bodies import body_key, longest, names_in
from pipeline.load.bulk import next_id, parts
from pipeline.load.identity import Mention, Someone
from pipeline.load.joining import settle
from pipeline.load.names import is_khmer
from pipeline.load.tables import document, meeting
from pipeline.load.tables_found import meeting_organizer, organisation, participation, person

_KEYS_AT_ONCE = 300


def settle_people(connection: sa.Connection) -> None:
    """Give every mention its person and organisation, within a transaction of the caller.

    Only names under which somebody is not settled are looked at, and all mentions of these. A person has the id of the
    first mention, so that the same documents give the same people.
    """
    unsettled = participation.c.person_id.is_(None)
    keys = list(connection.scalars(sa.select(participation.c.name_key).where(unsettled).distinct()))
    for at in range(0, len(keys), _KEYS_AT_ONCE):
        _settle_keys(connection, keys[at : at + _KEYS_AT_ONCE])
    _settle_bodies(connection)


def _settle_keys(connection: sa.Connection, keys: Sequence[str]) -> None:
    columns = participation.c
    of_these = columns.name_key.in_(keys)
    hosts = _hosts(connection, sa.select(columns.meeting_id).where(of_these))
    groups: dict[str, list[Mention]] = {}
    before: dict[int, tuple[int | None, float | None, str | None]] = {}
    joined = participation.join(document, document.c.id == columns.document_id)
    joined = joined.join(meeting, meeting.c.id == columns.meeting_id)
    rows = sa.select(participation, document.c.path, meeting.c.province).select_from(joined).where(of_these)
    for row in connection.execute(rows):
        hosting = hosts.get(row.meeting_id, [])
        named = names_in(row.province, row.organization)
        mention = Mention(
            id=row.id,
            place=(row.path, row.ref),
            name=row.name,
            honorific=row.honorific,
            role=row.role,
            organization=row.organization,
            bodies=named.union(*(host for host in hosting if host & named)),
            hosts=frozenset[str]().union(*hosting),
            province=row.province,
        )
        groups.setdefault(row.name_key, []).append(mention)
        before[row.id] = (row.person_id, row.identity_confidence, row.identity_evidence)
    people = [someone for key in sorted(groups) for someone in settle(groups[key])]
    _write_people(connection, people, before)


def _hosts(connection: sa.Connection, meetings: sa.Select[tuple[int]]) -> dict[int, list[frozenset[str]]]:
    """All names of each of the bodies that held a meeting, by meeting."""
    found: dict[int, list[frozenset[str]]] = {}
    columns = meeting_organizer.c
    joined = meeting_organizer.join(meeting, meeting.c.id == columns.meeting_id)
    rows = sa.select(meeting_organizer, meeting.c.province).select_from(joined).where(columns.meeting_id.in_(meetings))
    for row in connection.execute(rows):
        found.setdefault(row.meeting_id, []).append(names_in(row.province, row.name, row.acronym))
    return found


def _write_people(
    connection: sa.Connection, people: Iterable[Someone], before: dict[int, tuple[int | None, float | None, str | None]]
) -> None:
    """Write what is not as it was."""
    rows = {min(someone.mentions): _person_row(someone) for someone in people}
    after = {
        mention: (min(someone.mentions), *evidence)
        for someone in people
        for mention, evidence in someone.mentions.items()
    }
    there = {person_id for person_id, _, _ in before.values() if person_id is not None}
    for person_id in sorted(rows.keys() & there):
        connection.execute(person.update().where(person.c.id == person_id), rows[person_id])
    new = [rows[person_id] for person_id in sorted(rows.keys() - there)]
    if new:
        connection.execute(person.insert(), new)
    changed = [
        {"mention": mention, "whose": values[0], "sure": values[1], "why": values[2]}
        for mention, values in after.items()
        if values != before[mention]
    ]
    if changed:
        columns: dict[str, Any] = {
            "person_id": sa.bindparam("whose"),
            "identity_confidence": sa.bindparam("sure"),
            "identity_evidence": sa.bindparam("why"),
        }
        update = participation.update().where(participation.c.id == sa.bindparam("mention")).values(**columns)
        connection.execute(update, changed)
    gone = sorted(there - rows.keys())
    for ids in parts(gone):
        connection.execute(person.delete().where(person.c.id.in_(ids)))


def _person_row(someone: Someone) -> dict[str, object]:
    members = someone.members
    latin = [member.name for member in members if not is_khmer(member.name)]
    khmer = [member.name for member in members if is_khmer(member.name)]
    return {
        "id": min(someone.mentions),
        "name": longest(latin) or longest(khmer) or members[0].name,
        "name_km": longest(khmer),
        "honorific": _commonest(member.honorific for member in members),
        "role": _commonest(member.role for member in members),
        "organization": _commonest(member.organization for member in members),
    }


def _commonest(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _settle_bodies(connection: sa.Connection) -> None:
    """Give every named organisation its row: one for each folded name."""
    there = {row.folded: row.id for row in connection.execute(sa.select(organisation.c.folded, organisation.c.id))}
    for table, name in ((participation, participation.c.organization), (meeting_organizer, meeting_organizer.c.name)):
        missing = sa.select(name).where(table.c.organisation_id.is_(None), name.is_not(None)).distinct()
        names = sorted(connection.scalars(missing))
        _add_bodies(connection, names, there)
        links = [{"printed": text, "body": there[body_key(text)]} for text in names if body_key(text) in there]
        if links:
            which = table.update().where(name == sa.bindparam("printed"), table.c.organisation_id.is_(None))
            connection.execute(which.values(organisation_id=sa.bindparam("body")), links)
    _give_acronyms(connection)


def _give_acronyms(connection: sa.Connection) -> None:
    """Give organisations the acronym that minutes print for them where they held a meeting; of several the first."""
    printed = sa.select(sa.func.min(meeting_organizer.c.acronym))
    here = printed.where(meeting_organizer.c.organisation_id == organisation.c.id).scalar_subquery()
    connection.execute(organisation.update().where(organisation.c.acronym.is_distinct_from(here)).values(acronym=here))


def _add_bodies(connection: sa.Connection, names: Sequence[str], there: dict[str, int]) -> None:
    new = {body_key(text): text for text in reversed(names) if body_key(text) and body_key(text) not in there}
    if not new:
        return
    numbered = enumerate(sorted(new.items()), next_id(connection, organisation))
    rows = [{"id": number, "folded": folded, "name": text} for number, (folded, text) in numbered]
    connection.execute(organisation.insert(), rows)
    there |= {str(row["folded"]): int(str(row["id"])) for row in rows}
