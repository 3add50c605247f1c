"""The index from texts to blocks with the block's id in it, so that PostgreSQL need not look at the blocks of a search.

SQLite's indexes have it anyway.
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the index anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_block_search_text_id", "block")
        op.create_index("ix_block_search_text_id", "block", ["search_text_id", "meeting_id"], postgresql_include=["id"])
