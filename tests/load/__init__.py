"""The database: the same tests for SQLite and PostgreSQL."""
