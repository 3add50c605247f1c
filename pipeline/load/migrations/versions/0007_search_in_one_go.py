"""FTS5 writes what one transaction adds to the search as one piece, and joins pieces only where sixteen are there.

It does both a megabyte at a time otherwise, and a hundred documents are seven: the trigrams of 76,000 texts then take
1.5 s of processor time, not 1.0 (`benchmarks.load`). The memory of a transaction's pieces is 16 MiB at most.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

_PIECE = 16 * 1024 * 1024


def upgrade() -> None:
    """Set how much is kept in memory, and that pieces are not joined little by little."""
    if op.get_bind().dialect.name == "sqlite":
        for table in ("search_words", "search_trigram"):
            op.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_PIECE})")
            op.execute(f"INSERT INTO {table}({table}, rank) VALUES ('automerge', 0)")
