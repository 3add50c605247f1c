"""The catalogue that Datasette shows of an SQLite database: what the tables are, and the ready questions."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_TABLES = {
    "passage": "Every piece of text with its meeting, date, section, speaker and page.",
    "outcome_overview": "What was recommended, asked for, decided, handed out and found, with province and year.",
    "speaker_session": "Who said something in which session.",
    "attendance_by_sex": "Head-counts of the meetings.",
    "doubtful_page": "Pages whose text may be wrong.",
    "document": "The files that were read.",
    "page": "How the text of each page was had, and how sure it is.",
    "meeting": "Meetings: when, where, what.",
    "section": "The parts of the meetings.",
    "block": "The text, piece by piece, as the minutes have it.",
    "person": "People over all documents.",
    "participation": "People as each meeting names them, and who they were taken for.",
    "organisation": "Bodies that held meetings or sent people.",
    "exchange": "Questions with their answers.",
    "outcome": "What meetings decided, recommended, asked for.",
    "issue": "What a reader of a document should know.",
}
_LABELS = {
    "document": "path",
    "meeting": "title",
    "section": "heading",
    "person": "name",
    "organisation": "name",
    "block": "ref",
}
_FACETS = {
    "passage": ["kind", "province", "language"],
    "outcome_overview": ["type", "province", "year"],
    "meeting": ["classification", "province"],
    "page": ["text_source"],
    "issue": ["severity", "code"],
    "participation": ["speaker_type"],
}
_SORTED = {"passage": "date", "outcome_overview": "date", "meeting": "start_date", "attendance_by_sex": "date"}
_HIDDEN = (
    *("khmer_minutes_version", "search_text", "search_words", "search_trigram", "block_prov", "repair_flag"),
    *("meeting_source", "section_prompt", "participation_mention", "exchange_question", "exchange_answer"),
    *("summary_sentence", "summary_source"),
)
"""What serves the others: there to be joined, not to be browsed."""


@cache
def questions() -> dict[str, dict[str, str]]:
    """Return title and SQL of the ready questions, by name."""
    return tomllib.loads((files("pipeline.resources") / "questions.toml").read_text(encoding="utf-8"))


def datasette_metadata(database: str) -> dict[str, Any]:
    """Return the metadata.json of Datasette for a database file of this name, without its suffix.

    Blocks and passages can be searched by any three letters or more in a row, as FTS5's trigrams have them.
    """
    tables: dict[str, dict[str, Any]] = {name: {"description": text} for name, text in _TABLES.items()}
    for name, column in _LABELS.items():
        tables[name]["label_column"] = column
    for name, facets in _FACETS.items():
        tables[name]["facets"] = facets
    for name, column in _SORTED.items():
        tables[name]["sort_desc"] = column
    for name in ("passage", "block"):
        tables[name] |= {"fts_table": "search_trigram", "fts_pk": "search_text_id"}
    for name in _HIDDEN:
        tables[name] = {"hidden": True}
    queries = {name: {"title": each["title"], "sql": each["sql"].strip()} for name, each in questions().items()}
    about = {"title": "Minutes", "description": "Who met, who spoke, what was asked, answered and recommended."}
    return about | {"databases": {database: about | {"tables": tables, "queries": queries}}}
