"""A translation is of a block, or of a text within a block, a person or a meeting, which has no row of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_STATES = "new needs-translation needs-adaptation needs-review-translation translated signed-off final"


def upgrade() -> None:
    """Name what each translation is of; so far all were of blocks."""
    op.add_column("translation", sa.Column("target", sa.Text(), nullable=True))
    op.execute("UPDATE translation SET target = (SELECT ref FROM block WHERE block.id = translation.block_id)")
    known = sa.CheckConstraint(
        " OR ".join(f"state = '{state}'" for state in _STATES.split()), name=op.f("ck_translation_state_is_known")
    )  # SQLite makes the table anew, and Alembic does not read checks from it
    with op.batch_alter_table("translation", table_args=(known,)) as table:
        table.alter_column("target", existing_type=sa.Text(), nullable=False)
        table.alter_column("block_id", existing_type=sa.BigInteger(), nullable=True)
