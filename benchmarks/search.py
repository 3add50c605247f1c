"""How well a search finds: recall and precision over queries with known answers, beside what SQLite does by itself.

    .venv/bin/python -m benchmarks.search [--misses]

The passages and queries are those of tests/data/search (ORIGIN.md says how they were made). `LIKE` looks for each term
of a query between blanks anywhere in the text, letter case aside; `unicode61` is an FTS5 table as it comes.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.emit.json_file import minutes_json
from pipeline.load.database import open_database, parse_address, reading
from pipeline.load.filters import Filters
from pipeline.load.loading import load
from pipeline.load.searching import search
from pipeline.model.minutes import Block, Location, Meeting, Minutes, PageFacts, Person, Provenance, Section, Source

DATA = Path(__file__).resolve().parents[1] / "tests/data/search"
SETS = ("", "_2")
"""The first was there while the search was made; the second was measured before anything was mended by it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage: what is said, when and where, and who says it; empty where that is nowhere given."""

    text: str
    date: str = ""
    province: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, what it is narrowed to, and the names of all passages that answer it."""

    text: str
    filters: Filters
    answers: set[str]


Search = Callable[[Query], set[str]]


def passages(which: str = "") -> dict[str, Text]:
    """The passages of a set by name."""
    return {name: Text(*rest) for name, *rest in _table(f"passages{which}.tsv")}


def queries(which: str = "") -> list[Query]:
    """The queries of a set."""
    return [_query(*row) for row in _table(f"queries{which}.tsv")]


def _query(text: str, answers: str, narrowed: str = "") -> Query:
    filters = dict(part.split("=") for part in narrowed.split())
    return Query(text, Filters(**filters), set(answers.split()))


def _table(name: str) -> list[list[str]]:
    return [row.split("\t") for row in (DATA / name).read_text(encoding="utf-8").splitlines()]


def minutes_of(texts: Mapping[str, Text]) -> Minutes:
    """Minutes of a meeting for each day and place, its blocks the texts with their names as ids."""
    source = Source(
        id="sha256:0",
        path="passages.txt",
        file_name="passages.txt",
        media_type="text/plain",
        page_count=None,
        producer=None,
        languages=["km", "en"],
    )
    page = PageFacts(page_no=1, width=None, height=None, text_source="native", confidence=1.0, methods={}, evidence={})
    together: dict[tuple[str, str], dict[str, Text]] = {}
    for name, text in texts.items():
        together.setdefault((text.date, text.province), {})[name] = text
    meetings = [_meeting(f"m{n}", *place, part) for n, (place, part) in enumerate(together.items(), 1)]
    return Minutes(document=source, pages=[page], meetings=meetings)


def _meeting(name: str, date: str, province: str, texts: Mapping[str, Text]) -> Meeting:
    prov = Provenance(page_no=1, bbox=None, line=None, charspan=None)
    speakers = sorted({each.speaker for each in texts.values()} - {""})
    ids = {speaker: f"{name}.p{n}" for n, speaker in enumerate(speakers, 1)}
    blocks = [
        Block(id=ref, kind="paragraph", text=each.text, speaker_id=ids.get(each.speaker), prov=[prov])
        for ref, each in texts.items()
    ]
    return Meeting(
        id=name,
        start_date=date or None,
        location=Location(name=province, province=province) if province else None,
        people=[Person(id=ref, name=speaker, speaker_type="speaker") for speaker, ref in ids.items()],
        sections=[Section(id=f"{name}.s1", kind="other", blocks=blocks)],
    )


def score(find: Search, asked: Sequence[Query]) -> tuple[float, float, list[str]]:
    """Recall and precision over all pairs of a query and a passage, and a line for each query that is not all right."""
    right = wanted = found = 0
    misses = []
    for query in asked:
        got = find(query)
        answers = query.answers
        right, wanted, found = right + len(got & answers), wanted + len(answers), found + len(got)
        if got != answers:
            misses.append(f"{query.text}: missing {sorted(answers - got)}, wrong {sorted(got - answers)}")
    return right / wanted, right / found if found else 1.0, misses


def like(texts: Mapping[str, Text]) -> Search:
    def find(query: Query) -> set[str]:
        terms = query.text.lower().split()
        return {name for name, each in texts.items() if all(term in each.text.lower() for term in terms)}

    return find


def unicode61(texts: Mapping[str, Text]) -> Search:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE passage USING fts5(name UNINDEXED, text)")
    index.executemany("INSERT INTO passage VALUES (?, ?)", ((name, each.text) for name, each in texts.items()))

    def find(query: Query) -> set[str]:
        quoted = " ".join('"' + term.replace('"', "") + '"' for term in query.text.split())
        return {name for (name,) in index.execute("SELECT name FROM passage WHERE text MATCH ?", (quoted,))}

    return find


def narrowed(find: Search, texts: Mapping[str, Text]) -> Search:
    """The filters of a query for those that have none: they are given what they would need to know."""

    def fits(each: Text, filters: Filters) -> bool:
        provinces = {"សៀមរាប": "Siem Reap"}
        return (
            each.date.startswith(filters.date or "")
            and (not filters.province or each.province == provinces.get(filters.province, filters.province))
            and (filters.speaker or "") in each.speaker
        )

    return lambda query: {name for name in find(query) if fits(texts[name], query.filters)}


def measure(which: str) -> list[str]:
    """Print the table of a set; return a line for each query that is not all right."""
    texts, asked = passages(which), queries(which)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "passages.txt"
        place.mkdir()
        (place / "minutes.json").write_bytes(minutes_json(minutes_of(texts)))
        address = parse_address(str(Path(folder) / "minutes.sqlite"))
        load(Path(folder), address)
        with reading(open_database(address)) as connection:

            def find(query: Query) -> set[str]:
                return {hit.ref for hit in search(connection, query.text, query.filters, limit=None).passages}

            ours = score(find, asked)
    others = {"LIKE": narrowed(like(texts), texts), "unicode61": narrowed(unicode61(texts), texts)}
    print(f"\n{len(texts)} passages, {len(asked)} queries\n\n| search | recall | precision |\n|---|---|---|")
    for name, scored in {"khmer-minutes": ours, **{name: score(each, asked) for name, each in others.items()}}.items():
        print(f"| {name} | {scored[0]:.3f} | {scored[1]:.3f} |")
    return ours[2]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true", help="name the queries that are not all right")
    shows_misses = options.parse_args().misses
    for which in SETS:
        misses = measure(which)
        if shows_misses:
            print("", *misses, sep="\n")


if __name__ == "__main__":
    main()
