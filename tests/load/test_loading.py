"""Outputs into a database: once, again, changed, removed, refused."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import URL

from benchmarks.archive import archive
from pipeline.errors import MissingProgramError, UsageError
from pipeline.finished import find_minutes
from pipeline.load import loading, made
from pipeline.load.columns import metadata
from pipeline.load.database import open_database, parse_address
from pipeline.load.fingerprint import Fingerprint, fingerprint
from pipeline.load.loading import Loaded, load
from pipeline.load.migrating import VERSION_TABLE
from pipeline.load.restoring import restore_minutes
from pipeline.load.tables import document, search_text
from pipeline.model.minutes import Block, Flag, Minutes, Repair
from tests.load.conftest import EXAMPLE, put

BY_PATH = {minutes.document.path: minutes for minutes in (EXAMPLE, *archive(4, blocks=12))}


def print_of(opened: Any) -> Fingerprint:
    with opened() as connection:
        return fingerprint(connection)


def restored(opened: Any) -> dict[str, Minutes]:
    with opened() as connection:
        ids = connection.execute(sa.select(document.c.path, document.c.id)).all()
        return {path: restore_minutes(connection, document_id) for path, document_id in ids}


def test_what_is_loaded_can_be_read_back_whole(address: URL, opened: Any, outputs: Path) -> None:
    assert load(outputs, address) == Loaded(new=5)
    assert restored(opened) == BY_PATH


def test_loading_twice_changes_nothing(address: URL, opened: Any, outputs: Path) -> None:
    load(outputs, address)
    before = print_of(opened)
    assert before.rows["document"] == 5
    assert before.rows["block"] > 50
    assert load(outputs, address, prune=True) == Loaded(unchanged=5)
    assert print_of(opened) == before


def test_a_changed_document_replaces_its_rows_and_no_others(address: URL, opened: Any, outputs: Path) -> None:
    load(outputs, address)
    changed = EXAMPLE.model_copy(deep=True)
    changed.meetings[0].sections[1].blocks[0].text = "Another text altogether."
    del changed.meetings[0].outcomes[0]
    put(changed, outputs)
    assert load(outputs, address) == Loaded(changed=1, unchanged=4)
    assert restored(opened) == BY_PATH | {EXAMPLE.document.path: changed}


def test_changing_there_and_back_leaves_the_database_as_it_was(address: URL, opened: Any, outputs: Path) -> None:
    load(outputs, address)
    before = print_of(opened).rows
    changed = EXAMPLE.model_copy(deep=True)
    changed.meetings[0].sections[1].blocks[0].text = "A text that no other block has."
    put(changed, outputs)
    load(outputs, address)
    put(EXAMPLE, outputs)
    load(outputs, address)
    assert print_of(opened).rows == before
    assert restored(opened) == BY_PATH


def test_the_order_of_loading_makes_no_difference(address: URL, opened: Any, tmp_path: Path) -> None:
    for minutes in reversed(BY_PATH.values()):
        put(minutes, tmp_path / "outputs")
        load(tmp_path / "outputs", address)
    assert restored(opened) == BY_PATH


def test_what_is_gone_stays_until_it_is_pruned(address: URL, opened: Any, outputs: Path) -> None:
    load(outputs, address)
    (outputs / EXAMPLE.document.path / "minutes.json").unlink()
    assert load(outputs, address) == Loaded(unchanged=4)
    assert EXAMPLE.document.path in restored(opened)
    assert load(outputs, address, prune=True) == Loaded(unchanged=4, removed=1)
    assert restored(opened).keys() == BY_PATH.keys() - {EXAMPLE.document.path}


def test_what_another_loader_has_put_in_meanwhile_is_not_pruned(
    address: URL, opened: Any, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(outputs, address)
    some = find_minutes(outputs)[:-1]
    monkeypatch.setattr(loading, "find_minutes", lambda _: some)
    assert load(outputs, address, prune=True) == Loaded(unchanged=4)
    assert restored(opened) == BY_PATH


def test_what_a_run_is_still_working_on_is_left_alone(address: URL, outputs: Path) -> None:
    put(EXAMPLE, outputs / ".work/1")
    assert load(outputs, address) == Loaded(new=5)


def test_a_text_too_long_for_the_index_is_refused_alone(used_again: URL, emptied: URL, outputs: Path) -> None:
    changed = EXAMPLE.model_copy(deep=True)
    changed.meetings[0].sections[1].blocks[0].text = " ".join(f"word{number}" for number in range(88_000))
    put(changed, outputs)
    done = load(outputs, emptied)
    assert done.new == 4
    assert "too long" in done.refused[EXAMPLE.document.path]


def test_a_document_with_more_than_it_has_room_for_is_refused(
    address: URL, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = max(map(len, made.make(EXAMPLE, "", 1).rows.values()))
    monkeypatch.setattr(made, "ROOM", most)
    done = load(outputs, address)
    assert done.new == 4
    assert done.refused == {EXAMPLE.document.path: f"has {most} pieces of one kind; the database takes {most - 1}"}


def test_no_text_stays_that_no_block_has(address: URL, opened: Any, outputs: Path) -> None:
    load(outputs, address)
    for file in sorted(outputs.rglob("minutes.json"))[1:]:
        file.unlink()
    load(outputs, address, prune=True)
    with opened() as connection:
        kept = connection.scalar(sa.select(sa.func.count()).select_from(search_text))
        used = connection.scalar(sa.text("SELECT count(DISTINCT search_text_id) FROM block"))
    assert kept == used > 0


def test_an_empty_folder_is_not_taken_for_an_archive_that_was_deleted(address: URL, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no minutes\.json below"):
        load(tmp_path, address, prune=True)


def newer(value: dict[str, Any]) -> None:
    value["schema_version"] = "1.7"


def misspelt(value: dict[str, Any]) -> None:
    value["meetings"][0]["titel"] = value["meetings"][0].pop("title")


def dangling(value: dict[str, Any]) -> None:
    value["meetings"][0]["outcomes"][0]["block_id"] = "m1.s99.b1"


def doubled(value: dict[str, Any]) -> None:
    blocks = value["meetings"][0]["sections"][1]["blocks"]
    blocks.append(blocks[0])


def outside(value: dict[str, Any]) -> None:
    value["meetings"][0]["exchanges"][0]["id"] = "/tmp/../m1.x1"


def elsewhere(value: dict[str, Any]) -> None:
    value["document"]["path"] = "another.txt"


def impossible(value: dict[str, Any]) -> None:
    value["pages"][0]["confidence"] = 1.5


def nul(value: dict[str, Any]) -> None:
    value["meetings"][0]["date_text"] = "a\0b"


def speakerless(value: dict[str, Any]) -> None:
    value["meetings"][0]["people"].clear()


def dateless(value: dict[str, Any]) -> None:
    value["meetings"][0]["start_date"] = "5 September"


def without_that_day(value: dict[str, Any]) -> None:
    value["meetings"][0]["end_date"] = "2019-02-31"


def crowded(value: dict[str, Any]) -> None:
    value["meetings"][0]["attendance"][0]["quantity"] = 10**30


def beyond_postgresql(value: dict[str, Any]) -> None:
    value["pages"][0]["evidence"]["lines"] = 2**31


def pageless(value: dict[str, Any]) -> None:
    value["pages"].clear()


def nameless(value: dict[str, Any]) -> None:
    value["meetings"][0]["people"][0]["name"] = " "


def named_without_end(value: dict[str, Any]) -> None:
    value["meetings"][0]["people"][0]["name"] = " ".join(f"name{number}" for number in range(200))


def fewer_than_nobody(value: dict[str, Any]) -> None:
    value["meetings"][0]["attendance"][0]["quantity"] = -5


def told_as_text(value: dict[str, Any]) -> None:
    value["meetings"][0]["attendance"][0]["quantity"] = "25"


def beyond_the_last_page(value: dict[str, Any]) -> None:
    value["document"]["page_count"] = 2
    value["pages"].append(value["pages"][0] | {"page_no": 3})


def boundless(value: dict[str, Any]) -> None:
    value["pages"][0]["evidence"]["share"] = float("nan")


def endless(value: dict[str, Any]) -> None:
    value["meetings"][0]["sections"][0]["blocks"][0]["text"] = "x" * 1_000_001


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (nameless, "m1.p3 has no name"),
        (named_without_end, "m1.p3 has a name of 1489 characters"),
        (fewer_than_nobody, "a head-count of m1 is -5"),
        (told_as_text, "quantity: Input should be a valid integer"),
        (beyond_the_last_page, "a page 3 in a document of 2"),
        (boundless, "page 1 has a figure that is no number"),
        (endless, "m1.s1.b1 has 1000001 characters"),
        (newer, "schema version 1.7, later than 1.0"),
        (misspelt, "meetings.0.titel"),
        (dangling, "m1.o1 points at m1.s99.b1, which is not there"),
        (doubled, "two of the block m1.s2.b1"),
        (outside, "'/tmp/../m1.x1' is no id"),
        (elsewhere, "is the minutes of another.txt"),
        (impossible, "pages.0.confidence"),
        (nul, r"U\+0000"),
        (speakerless, "said by m1.p3, who is not there"),
        (pageless, "page 1, which is not there"),
        (dateless, "the date '5 September', which is none"),
        (without_that_day, "the date '2019-02-31', which is none"),
        (crowded, "the number of more than 20 digits"),
        (beyond_postgresql, "the number 2147483648"),
    ],
)
def test_what_cannot_be_believed_is_refused_with_the_reason(
    address: URL, opened: Any, outputs: Path, spoil: Any, reason: str
) -> None:
    load(outputs, address)
    before = print_of(opened)
    file = outputs / EXAMPLE.document.path / "minutes.json"
    value = json.loads(file.read_text(encoding="utf-8"))
    spoil(value)
    file.write_text(json.dumps(value), encoding="utf-8")
    done = load(outputs, address)
    assert (done.unchanged, done.exit_code) == (4, 1)
    assert done.refused.keys() == {EXAMPLE.document.path}
    assert re.search(reason, done.refused[EXAMPLE.document.path])
    assert print_of(opened) == before


@pytest.mark.parametrize("content", [b'{"schema_name": "khmer-min', b"", b"\xff\xfe", b"[" * 100_000, b"[]", b'"text"'])
def test_what_is_cut_off_or_no_json_is_refused_and_the_rest_loaded(address: URL, outputs: Path, content: bytes) -> None:
    (outputs / EXAMPLE.document.path / "minutes.json").write_bytes(content)
    done = load(outputs, address)
    assert (done.new, len(done.refused), done.exit_code) == (4, 1, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xef\xbb\xbf{}", "byte order mark"),
        ("{}".encode("utf-16"), "byte order mark"),
        (b'{"a": "\xe9"}', "not in UTF-8"),
        (b"[" * 100_000, "too deep"),
    ],
)
def test_what_an_editor_did_to_the_file_is_told(address: URL, outputs: Path, content: bytes, reason: str) -> None:
    (outputs / EXAMPLE.document.path / "minutes.json").write_bytes(content)
    assert reason in load(outputs, address).refused[EXAMPLE.document.path]


def test_what_is_no_file_is_refused_and_its_document_not_pruned(address: URL, outputs: Path, opened: Any) -> None:
    load(outputs, address)
    first, second, third, *_ = sorted(outputs.rglob("minutes.json"))
    for file in (first, second, third):
        file.unlink()
    first.symlink_to(outputs / "gone.json")
    second.mkdir()
    os.mkfifo(third)
    before = print_of(opened)
    done = load(outputs, address, prune=True)
    assert (done.removed, done.unchanged, len(done.refused)) == (0, 2, 3)
    assert "link to what is not there" in done.refused[first.parent.relative_to(outputs).as_posix()]
    assert print_of(opened) == before


def test_a_database_that_gives_up_is_told_in_one_line(
    address: URL, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object) -> None:
        raise sa.exc.OperationalError("INSERT", None, Exception("attempt to write a readonly database"))

    monkeypatch.setattr("pipeline.load.loading.write_documents", give_up)
    with pytest.raises((UsageError, MissingProgramError), match="gave up: attempt to write a readonly") as raised:
        load(outputs, address)
    assert raised.type is (UsageError if address.get_backend_name() == "sqlite" else MissingProgramError)


def test_where_all_is_refused_none_succeeded(address: URL, outputs: Path) -> None:
    for file in outputs.rglob("minutes.json"):
        file.write_bytes(b"{}")
    assert load(outputs, address).exit_code == 3


def test_the_migrations_make_what_the_code_expects(bare_address: URL, outputs: Path) -> None:
    load(outputs, bare_address)
    engine = open_database(bare_address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        found = compare_metadata(context, metadata)
    engine.dispose()
    ours = [change for change in found if not _is_of_the_search(change)]
    assert ours == []


def _is_of_the_search(change: Any) -> bool:
    return "search_" in str(change) or VERSION_TABLE in str(change)


def test_a_database_of_a_later_version_is_refused(bare_address: URL, outputs: Path) -> None:
    load(outputs, bare_address)
    engine = open_database(bare_address)
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE {VERSION_TABLE} SET version_num = '0999'"))
    engine.dispose()
    with pytest.raises(UsageError, match="later version of khmer-minutes"):
        load(outputs, bare_address)


def test_a_database_of_another_program_is_left_alone(bare_address: URL, outputs: Path) -> None:
    engine = open_database(bare_address, create=True)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE document (title TEXT)"))
    engine.dispose()
    with pytest.raises(UsageError, match="tables of another program"):
        load(outputs, bare_address)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, outputs: Path) -> None:
    from pipeline.load.database import parse_address

    file = tmp_path / "letter.txt"
    file.write_text("Dear reader, " * 200)
    with pytest.raises(UsageError, match="not a database"):
        load(outputs, parse_address(str(file)))
    assert file.read_text() == "Dear reader, " * 200


def test_a_doubt_in_who_speaks_is_believed_and_one_beyond_it_is_not(address: URL, opened: Any, tmp_path: Path) -> None:
    minutes = EXAMPLE.model_copy(deep=True)
    speech = Block(id="m1.s1.b99", kind="speech", text="", attribution="Dr. Net Rasy")
    speech.repair = Repair(
        method="glyph", confidence=0.6, flags=[Flag(charspan=(4, 12), reason="rival", margin=0.1, rivals=["x"])]
    )
    minutes.meetings[0].sections[0].blocks.append(speech)
    put(minutes, tmp_path)
    assert load(tmp_path, address) == Loaded(new=1)
    speech.repair.flags[0].charspan = (4, 13)
    put(minutes, tmp_path)
    [reason] = load(tmp_path, address).refused.values()
    assert "beyond its text" in reason
    assert restored(opened)[EXAMPLE.document.path] != minutes


def test_another_folder_than_the_outputs_is_refused_once_with_the_one_to_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = tmp_path / "outputs"
    nested = EXAMPLE.model_copy(deep=True)
    nested.document.path = "2019/battambang/minutes.pdf"
    put(nested, outputs)
    database = parse_address(str(tmp_path / "minutes.sqlite"))
    assert load(outputs, database) == Loaded(new=1)
    monkeypatch.chdir(tmp_path)
    for given in ("outputs/2019", f"outputs/{nested.document.path}", "."):
        with pytest.raises(UsageError, match=r"give \S*outputs$"):
            load(Path(given), database, prune=True)
    assert load(outputs, database, prune=True) == Loaded(unchanged=1)


def test_a_document_that_was_moved_does_not_speak_for_the_folder(tmp_path: Path) -> None:
    put(EXAMPLE, tmp_path / "outputs")
    lying = tmp_path / "outputs" / EXAMPLE.document.path
    lying.rename(tmp_path / "outputs/another.pdf")
    loaded = load(tmp_path / "outputs", parse_address(str(tmp_path / "minutes.sqlite")))
    assert list(loaded.refused) == ["another.pdf"]
