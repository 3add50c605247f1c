"""The database: tables, migrations, loading, search, exports."""
