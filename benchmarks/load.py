"""How fast minutes go into a database and are found in it, beside executemany of the same rows.

    .venv/bin/python -m benchmarks.load [--documents 2000] [--blocks 50] [--database postgresql://user@host/empty]

An archive is made (`benchmarks.archive`), its words are cut (timed on their own: that takes longest, and a text is cut
once however often it stands somewhere), then it is loaded, loaded again, and searched. Without --database into a new
SQLite file. The measure is a second database with the same tables and indexes, filled by the driver's executemany with
the rows of the first, table by table, in one transaction. Processor time is that of this process alone.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from benchmarks.archive import archive
from pipeline.emit.json_file import minutes_json
from pipeline.load.database import open_database, parse_address, reading
from pipeline.load.fold_text import fold_text
from pipeline.load.index_words import index_words
from pipeline.load.loading import load
from pipeline.load.migrating import bring_up_to_date
from pipeline.load.rows import WRITTEN_IN_ORDER
from pipeline.load.searching import search
from pipeline.load.tables import document, search_text
from pipeline.load.tables_found import organisation, person
from pipeline.model.walk import meeting_blocks

QUERIES = (
    *("ច្បាប់", "សិទ្ធិមនុស្ស", "ឃុំ", "ការអប់រំ", "ប្រជាពលរដ្ឋ", "ក្រុមប្រឹក្សាឃុំ", "សេរីភាព", "ដោយឥតគិតថ្លៃ"),
    *(
        "tax",
        "water pump",
        "land titles",
        "budget training",
        '"safe place"',
        "villagers teachers",
        "arsenic wells",
        "flood",
    ),
)
RUNS = 7
TABLES = (document, organisation, person, search_text, *WRITTEN_IN_ORDER)


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock and of this process."""
    clock, own = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - own


def write_archive(folder: Path, documents: int, blocks: int) -> list[str]:
    """Write minutes.json files; return the distinct texts that are searched, folded."""
    texts: dict[str, None] = {}
    for minutes in archive(documents, blocks):
        place = folder / minutes.document.path
        place.mkdir(parents=True)
        (place / "minutes.json").write_bytes(minutes_json(minutes))
        texts |= dict.fromkeys(fold_text(block.text) for block in meeting_blocks(minutes.meetings[0]))
    return list(texts)


def stored_rows(address: URL) -> dict[str, list[Any]]:
    """All rows as the driver takes them; JSON as text."""
    engine = open_database(address)
    with reading(engine) as connection:
        found = {}
        for table in TABLES:
            columns = [sa.cast(each, sa.Text) if isinstance(each.type, sa.JSON) else each for each in table.columns]
            found[table.name] = [tuple(row) for row in connection.execute(sa.select(*columns))]
    engine.dispose()
    return found


def executemany(rows: dict[str, list[Any]], address: URL) -> tuple[float, float]:
    """Fill the tables of an empty database by the driver's executemany."""
    engine = open_database(address, create=True)
    bring_up_to_date(engine)
    is_named = engine.dialect.name == "postgresql"
    work = []
    for table in TABLES:
        if rows[table.name]:
            names = [column.name for column in table.columns]
            named = [dict(zip(names, row, strict=True)) for row in rows[table.name]] if is_named else rows[table.name]
            work.append((str(table.insert().compile(engine)), named))
    with engine.connect() as connection:
        connection.execution_options(writes=True)

        def fill() -> None:
            with connection.begin():
                for statement, values in work:
                    connection.exec_driver_sql(statement, values)

        result = timed(fill)
    engine.dispose()
    return result


def search_times(address: URL) -> list[tuple[str, int, float]]:
    """Each query, how many passages it finds, and the median of its times once warm, in milliseconds."""
    engine = open_database(address)
    found = []
    with reading(engine) as connection:
        for query in QUERIES:
            total = search(connection, query).total
            times = [timed(lambda query=query: search(connection, query))[0] for _ in range(RUNS)]
            found.append((query, total, 1000 * statistics.median(times)))
    engine.dispose()
    return found


def second_database(address: URL, folder: Path) -> URL:
    """An empty database beside the first."""
    if address.get_backend_name() == "sqlite":
        return parse_address(str(folder / "second.sqlite"))
    name = f"{address.database}_second"
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        quoted = connection.dialect.identifier_preparer.quote(name)
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {quoted}")
        connection.exec_driver_sql(f"CREATE DATABASE {quoted}")
    engine.dispose()
    return address.set(database=name)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=2000)
    options.add_argument("--blocks", type=int, default=50)
    options.add_argument("--database", help="an empty PostgreSQL database; default: a new SQLite file")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = parse_address(wanted.database or str(folder / "first.sqlite"))
        texts = write_archive(folder / "outputs", wanted.documents, wanted.blocks)
        cutting = timed(lambda: [index_words(text) for text in texts])
        loading = timed(lambda: load(folder / "outputs", address))
        again = timed(lambda: load(folder / "outputs", address))
        rows = stored_rows(address)
        plain = executemany(rows, second_database(address, folder))
        times = search_times(address)
    count = wanted.documents
    print(f"{address.get_backend_name()}: {count} documents of {wanted.blocks} blocks, {len(texts)} distinct texts\n")
    print("| | seconds | of this process | documents a second |\n|---|---|---|---|")
    named = {"cutting words": cutting, "loading": loading, "loading again": again, "executemany, same rows": plain}
    for what, (clock, own) in named.items():
        print(f"| {what} | {clock:.1f} | {own:.1f} | {count / clock:.0f} |")
    ratios = f"{loading[0] / plain[0]:.2f} by the clock, {loading[1] / plain[1]:.2f} of this process"
    print(f"\nloading / executemany: {ratios}")
    print("\n| query | passages | ms, warm |\n|---|---|---|")
    for query, total, milliseconds in times:
        print(f"| {query} | {total} | {milliseconds:.1f} |")


if __name__ == "__main__":
    main()
