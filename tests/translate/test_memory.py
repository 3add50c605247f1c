import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.errors import UsageError
from pipeline.translate.glossary import key
from pipeline.translate.memory import VERSION, Memory, Unit
from pipeline.translate.tmx import read_tmx, write_tmx

_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip()) and "\ufffe" not in text and "\uffff" not in text
)


def _unit(source: str, target: str = "x") -> Unit:
    return Unit("en", "km", source, target, "a.pdf")


def test_the_same_text_is_found_however_it_is_cased_and_spaced(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m.sqlite") as memory:
        memory.add([_unit("The budget was approved.", "ថវិកាត្រូវបានអនុម័ត។")])
        found = memory.find("the  budget was APPROVED.", "en", "km", 0.75)
        assert found is not None and (found.target, found.likeness) == ("ថវិកាត្រូវបានអនុម័ត។", 1)
        assert memory.find("The budget was approved.", "km", "en", 0.75) is None


def test_a_text_nearly_the_same_is_found_and_never_called_the_same(tmp_path: Path) -> None:
    with Memory.open(tmp_path / "m.sqlite") as memory:
        memory.add([_unit("The budget was approved by all members."), _unit("Nothing like it at all, no way.")])
        found = memory.find("The budget was approved by all member.", "en", "km", 0.75)
        assert found is not None
        assert found.source == "The budget was approved by all members." and 0.9 < found.likeness < 1
        assert memory.find("Quite another text about water.", "en", "km", 0.75) is None


@given(st.lists(_TEXTS, min_size=1, max_size=20), _TEXTS, st.floats(0.3, 0.95))
def test_the_band_of_lengths_loses_no_match(texts: list[str], wanted: str, least: float) -> None:
    with Memory.open(Path(":memory:")) as memory:
        memory.add([_unit(text) for text in texts])
        found = memory.find(wanted, "en", "km", least)
        best = max(fuzz.ratio(key(wanted, "en"), key(text, "en")) / 100 for text in texts)
        assert (found is not None) == (best >= least) or abs(best - least) < 1e-9
        if found is not None:
            assert abs(min(found.likeness, 1) - best) < 0.01


def test_a_later_translation_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    with Memory.open(path) as memory:
        before = memory.version()
        assert memory.add([_unit("Agenda", "របៀប"), _unit("agenda", "របៀបវារៈ")]) == 2
        assert memory.version() != before
    with Memory.open(path) as memory:
        assert [unit.target for unit in memory.units()] == ["របៀបវារៈ"]


def test_a_newer_or_foreign_file_is_refused(tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite"
    with sqlite3.connect(newer) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(UsageError, match="later version"), Memory.open(newer):
        pass
    foreign = tmp_path / "text.sqlite"
    foreign.write_text("no database " * 100)
    with pytest.raises(UsageError, match="no translation memory"), Memory.open(foreign):
        pass


@given(st.lists(st.tuples(_TEXTS, _TEXTS), max_size=8))
def test_tmx_out_and_in_again_is_the_same(pairs: list[tuple[str, str]]) -> None:
    import tempfile

    units = [Unit("en", "km", source, target, "x.tmx") for source, target in pairs]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.tmx"
        path.write_bytes(write_tmx(units))
        assert list(read_tmx(path)) == units


_OTHER_TOOLS = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US" segtype="sentence" o-tmf="x" adminlang="en" datatype="plaintext"/><body>
<tu><tuv xml:lang="en-US"><seg>The <bpt i="1">&lt;b&gt;</bpt>board<ept i="1">&lt;/b&gt;</ept> met.</seg></tuv>
<tuv xml:lang="km-KH"><seg>ក្រុមប្រឹក្សាបានប្រជុំ។</seg></tuv></tu>
<tu><tuv lang="EN"><seg>Only one language</seg></tuv></tu></body></tmx>"""


def test_tmx_of_other_tools_is_read_without_its_markup(tmp_path: Path) -> None:
    path = tmp_path / "other.tmx"
    path.write_text(_OTHER_TOOLS, encoding="utf-8")
    assert list(read_tmx(path)) == [Unit("en", "km", "The board met.", "ក្រុមប្រឹក្សាបានប្រជុំ។", "other.tmx")]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<!DOCTYPE tmx [<!ENTITY a "aaaa">]><tmx>&a;</tmx>', "entities"),
        ("<tmx><body>", "not well-formed"),
        ("<xliff/>", "no TMX"),
    ],
)
def test_hostile_or_foreign_xml_is_refused(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "bad.tmx"
    path.write_text(content)
    with pytest.raises(UsageError, match=told):
        list(read_tmx(path))
