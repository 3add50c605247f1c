"""What a database holds, as numbers that can be compared: rows by table, and one hash over all of them."""

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa

from pipeline.load import tables_found as _tables_found  # noqa: F401 (declares its tables)
from pipeline.load.columns import metadata


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Two databases with equal fingerprints hold the same rows."""

    rows: dict[str, int]
    """How many there are, by table."""
    sha256: str
    """Hex digest over the values of all rows, table by table in the order of their keys."""


def fingerprint(connection: sa.Connection) -> Fingerprint:
    """Return the fingerprint of all that was loaded."""
    rows: dict[str, int] = {}
    digest = hashlib.sha256()
    for table in metadata.sorted_tables:
        values = connection.execute(sa.select(table).order_by(*table.primary_key.columns))
        rows[table.name] = 0
        for row in values:
            rows[table.name] += 1
            digest.update(f"{table.name}\t{tuple(row)!r}\n".encode())
    return Fingerprint(rows, digest.hexdigest())
