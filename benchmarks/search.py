"""How well a search finds: recall and precision over queries with known answers, beside what SQLite does by itself.

    .venv/bin/python -m benchmarks.search [--misses]

The passages and queries are those of tests/data/search (ORIGIN.md says how they were made). `LIKE` looks for each term
of a query between blanks anywhere in the text, letter case aside; `unicode61` is an FTS5 table as it comes.
"""

import argparse
import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.emit.json_file import minutes_json
from pipeline.load.database import open_database, parse_address, reading
from pipeline.load.loading import load
from pipeline.load.searching import search
from pipeline.model.minutes import Block, Meeting, Minutes, PageFacts, Provenance, Section, Source

DATA = Path(__file__).resolve().parents[1] / "tests/data/search"
Search = Callable[[str], set[str]]


def passages() -> dict[str, str]:
    """Text of each passage, by name."""
    return dict(_table("passages.tsv"))


def queries() -> dict[str, set[str]]:
    """The names of all passages that answer each query."""
    return {query: set(names.split()) for query, names in _table("queries.tsv")}


def _table(name: str) -> list[tuple[str, str]]:
    rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(row.split("\t")[0], row.split("\t")[1]) for row in rows]


def minutes_of(texts: Mapping[str, str]) -> Minutes:
    """Minutes of one section whose blocks are the texts, with their names as ids."""
    prov = Provenance(page_no=1, bbox=None, line=None, charspan=None)
    blocks = [Block(id=name, kind="paragraph", text=text, prov=[prov]) for name, text in texts.items()]
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
    meeting = Meeting(id="m1", sections=[Section(id="m1.s1", kind="other", blocks=blocks)])
    return Minutes(document=source, pages=[page], meetings=[meeting])


def score(find: Search) -> tuple[float, float, list[str]]:
    """Recall and precision over all pairs of a query and a passage, and a line for each query that is not all right."""
    right = wanted = found = 0
    misses = []
    for query, answers in queries().items():
        got = find(query)
        right, wanted, found = right + len(got & answers), wanted + len(answers), found + len(got)
        if got != answers:
            misses.append(f"{query}: missing {sorted(answers - got)}, wrong {sorted(got - answers)}")
    return right / wanted, right / found if found else 1.0, misses


def like(texts: Mapping[str, str]) -> Search:
    def find(query: str) -> set[str]:
        terms = query.lower().split()
        return {name for name, text in texts.items() if all(term in text.lower() for term in terms)}

    return find


def unicode61(texts: Mapping[str, str]) -> Search:
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE passage USING fts5(name UNINDEXED, text)")
    index.executemany("INSERT INTO passage VALUES (?, ?)", texts.items())

    def find(query: str) -> set[str]:
        quoted = " ".join('"' + term.replace('"', "") + '"' for term in query.split())
        return {name for (name,) in index.execute("SELECT name FROM passage WHERE text MATCH ?", (quoted,))}

    return find


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true", help="name the queries that are not all right")
    shows_misses = options.parse_args().misses
    texts = passages()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "passages.txt"
        place.mkdir()
        (place / "minutes.json").write_bytes(minutes_json(minutes_of(texts)))
        address = parse_address(str(Path(folder) / "minutes.sqlite"))
        load(Path(folder), address)
        with reading(open_database(address)) as connection:
            ours = score(lambda query: {hit.ref for hit in search(connection, query, limit=None).passages})
    print(f"{len(texts)} passages, {len(queries())} queries\n\n| search | recall | precision |\n|---|---|---|")
    for name, scored in (("khmer-minutes", ours), ("LIKE", score(like(texts))), ("unicode61", score(unicode61(texts)))):
        print(f"| {name} | {scored[0]:.3f} | {scored[1]:.3f} |")
    if shows_misses:
        print("", *ours[2], sep="\n")


if __name__ == "__main__":
    main()
