import csv
from pathlib import Path

import pytest

from pipeline.khmer.syllable import VOWEL_U
from pipeline.repair.legacy_tables import TEXT_FAMILIES, Family, tables
from pipeline.resources.make_legacy import codes_file, fonts_file, read_table

CONSONANTS = [chr(code) for code in range(0x1780, 0x17A3) if code not in (0x179D, 0x179E)]


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_every_family_has_all_letters_and_vowels(family: Family) -> None:
    drawn = set("".join(tables()[family].texts.values()))
    vowels = {chr(code) for code in range(0x17B6, 0x17C6)} - set("\u17be\u17c4")
    assert set(CONSONANTS) | vowels <= drawn


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_no_family_has_deprecated_or_private_letters(family: Family) -> None:
    drawn = set("".join(tables()[family].texts.values()))
    assert not drawn & set("\u17a3\u17a4\u17b4\u17b5\u17d3\u17d8\u17ea")


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_every_family_has_one_deep_vowel_u(family: Family) -> None:
    table = tables()[family]
    assert sum(table.texts[code] == VOWEL_U for code in table.deep) == 1


def write_table(folder: Path, name: str, rows: list[tuple[str, ...]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


HEAD = ("legacy_code_hex", "unicode_hex", "position", "note")


def test_sequences_that_are_their_codes_one_by_one_are_left_out(tmp_path: Path) -> None:
    rows = [HEAD, ("47", "17A2", "base", ""), ("61", "17B6", "vowel-right", ""), ("47 61", "17A2 17B6", "ligature", "")]
    rows += [("5D", "17A7", "base", ""), ("5D 61", "17B3", "base", ""), ("7E", "", "other", "logo")]
    assert read_table(write_table(tmp_path, "x.csv", rows), "abc") == {
        "47": "17A2",
        "61": "17B6",
        "5D": "17A7",
        "5D 61": "17B3",
        "7E": "-",
    }


def test_codes_of_several_readings_and_deep_forms_are_marked(tmp_path: Path) -> None:
    rows = [
        HEAD,
        ("B3", "17C8", "sign", ""),
        ("FA", "17BB", "vowel-below", "deep form: used below"),
        ("92", "17CC", "", ""),
    ]
    cells = read_table(write_table(tmp_path, "x.csv", rows), "limon")
    assert cells["B3"] == "17C8|17D6|3A"
    assert cells["FA"] == "17BB deep"
    assert cells["27"] == "27|17CC|17CA"


def test_tables_stand_side_by_side_single_codes_first() -> None:
    lines = codes_file({"limon": {"5D 61": "17B3", "61": "17B6"}, "abc": {"61": "17B6"}}).splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "code\tlimon\tabc",
        "61\t17B6\t17B6",
        "5D 61\t17B3\t",
    ]


def test_names_that_differ_in_a_number_are_one_series_but_for_those_of_another_family(tmp_path: Path) -> None:
    rows = [
        ("font_name", "encoding_family"),
        ("X-01", "abc"),
        ("X-02", "abc"),
        ("X-03", "abc2"),
        ("Y", "unknown_legacy"),
    ]
    lines = fonts_file(write_table(tmp_path, "f.csv", rows)).splitlines()
    assert lines[3:6] == ["X-#\tabc", "X-03\tabc2", "Y\tunknown"]
