"""Search: in SQLite two FTS5 tables, in PostgreSQL a tsvector of the cut words and a trigram index.

The loader fills FTS5's tables itself: a trigger for each row takes five times as long (3.8 ms for 45 texts, not 0.8).
FTS5's unicode61 parts words at Khmer vowel signs unless marks (Mn, Mc) are among the letters of words.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

_SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
        words, content='search_text', content_rowid='id',
        tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'")""",
    """CREATE VIRTUAL TABLE search_trigram USING fts5(
        folded, content='search_text', content_rowid='id', tokenize='trigram case_sensitive 1')""",
    """CREATE TRIGGER search_text_delete AFTER DELETE ON search_text BEGIN
        INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
        INSERT INTO search_trigram(search_trigram, rowid, folded) VALUES ('delete', old.id, old.folded);
    END""",
    """CREATE TRIGGER search_text_update BEFORE UPDATE ON search_text BEGIN
        SELECT RAISE(ABORT, 'a text of the search is written once: delete it and insert another');
    END""",
)
_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "ALTER TABLE search_text ADD COLUMN lexemes tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX ix_search_text_lexemes ON search_text USING gin (lexemes)",
    "CREATE INDEX ix_search_text_folded ON search_text USING gin (folded gin_trgm_ops)",
)


def upgrade() -> None:
    """Make the indexes of the search."""
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRESQL:
        op.execute(statement)
