"""Alembic's entry: migrate over the connection that `pipeline.load.migrating` hands in, within its transaction."""

from alembic import context

from pipeline.load.columns import metadata
from pipeline.load.migrating import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
