"""What the tables of the database share: names of constraints, types of columns, ways to write a column."""

from collections.abc import Sequence
from typing import Any, get_args

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits in both: SQLite's INTEGER is, and only under that name does it stand for the row's own number."""


def key() -> sa.Column[int]:
    """Return the primary key `id`, which the loader gives out."""
    return sa.Column("id", BIG, primary_key=True, autoincrement=False)


def number() -> sa.Column[int]:
    """Return `n`, a row's place among those of its parent, from 0: the second half of the primary key."""
    return sa.Column("n", sa.Integer, primary_key=True, autoincrement=False)


def parent(table: str, *, primary_key: bool = False) -> sa.Column[int]:
    """Return a column that every row has and that names the row of `table` to which it belongs."""
    return sa.Column(f"{table}_id", BIG, sa.ForeignKey(f"{table}.id"), primary_key=primary_key, nullable=False)


def reference(name: str, table: str) -> sa.Column[int]:
    """Return a column that may name a row of `table`."""
    return sa.Column(name, BIG, sa.ForeignKey(f"{table}.id"), nullable=True)


def sparse_index(table: str, name: str) -> sa.Index:
    """Return an index of a column that is mostly empty: of the rows that have it."""
    given = sa.column(name).is_not(None)
    return sa.Index(f"ix_{table}_{name}", name, sqlite_where=given, postgresql_where=given)


def text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column of text."""
    return sa.Column(name, sa.Text, nullable=nullable)


def share(name: str = "confidence", *, nullable: bool = False) -> list[SchemaItem]:
    """Return a column of a number from 0 to 1 and its check."""
    within = sa.CheckConstraint(sa.column(name).between(0.0, 1.0), name=f"{name}_is_a_share")
    return [sa.Column(name, sa.Float, nullable=nullable), within]


def one_of(name: str, literal: Any, *, nullable: bool = False) -> list[SchemaItem]:
    """Return a column of text and the check that it holds one of the words of a `Literal` of the model."""
    return [sa.Column(name, sa.Text, nullable=nullable), known(name, get_args(literal))]


def known(name: str, words: Sequence[str]) -> sa.CheckConstraint:
    """Return the check that a column holds one of some words.

    IN says the same, but SQLite makes its list anew for every row: half of the time of a block.
    """
    return sa.CheckConstraint(sa.or_(*(sa.column(name) == word for word in words)), name=f"{name}_is_known")


def block_list(name: str, owner: str) -> sa.Table:
    """Return a table of the blocks that a row of `owner` names, in order."""
    return sa.Table(
        name,
        metadata,
        parent(owner, primary_key=True),
        number(),
        parent("block"),
        sa.Index(f"ix_{name}_block_id", "block_id"),
    )
