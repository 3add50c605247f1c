"""Passages found again, in SQLite and PostgreSQL alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import URL

from benchmarks.search import Text, minutes_of, passages, queries, score
from pipeline.errors import UsageError
from pipeline.load.database import open_database, parse_address, reading
from pipeline.load.filters import Filters
from pipeline.load.fold_text import fold_text, folded_pieces
from pipeline.load.index_words import index_words
from pipeline.load.loading import load
from pipeline.load.marks import find_marks
from pipeline.load.query import parse_query
from pipeline.load.searching import search
from tests.load.conftest import EXAMPLE, put


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Connection]:
    """A database with the example and the passages of the search's own test set."""
    folder = tmp_path_factory.mktemp("search")
    put(EXAMPLE, folder)
    put(minutes_of(passages()), folder)
    if request.param == "sqlite":
        address = parse_address(str(folder / "minutes.sqlite"))
    else:
        address = request.getfixturevalue("new_database")()
    load(folder, address)
    engine = open_database(address)
    with reading(engine) as connection:
        yield connection
    engine.dispose()


def refs(connection: sa.Connection, query: str, **filters: str) -> list[str]:
    return [hit.ref for hit in search(connection, query, Filters(**filters), limit=None).passages]


def test_queries_in_other_spellings_orders_and_forms_find_what_answers_them(found: sa.Connection) -> None:
    texts = passages()
    recall, precision, misses = score(lambda query: {ref for ref in refs(found, query.text) if ref in texts}, queries())
    assert recall >= 0.98, misses
    assert precision >= 0.95, misses


@pytest.mark.parametrize("written", ["ធ្វើឱ្យទឹកកខ្វក់", "ធ្វើឲ្យទឹកកខ្វក់", "ធ្វើអោយទឹកកខ្វក់", "ធ្វើ\u200bឲ្យ\u200bទឹកកខ្វក់"])
def test_variants_of_oy_are_one(found: sa.Connection, written: str) -> None:
    assert refs(found, written) == ["waste"]


@pytest.mark.parametrize(
    ("one", "many"),
    [("midwife", "midwives"), ("chairwoman", "chairwomen"), ("policeman", "policemen"), ("wolf", "wolves")],
)
def test_a_plural_inside_a_compound_is_found_by_its_singular(one: str, many: str) -> None:
    assert index_words(one) == index_words(many)
    assert index_words("specimen") == index_words("specimens")


@pytest.mark.parametrize("written", ["បណ្តាញអង្គការ", "បណ្ដាញអង្គការ"])
def test_subscript_da_and_ta_are_one(found: sa.Connection, written: str) -> None:
    assert refs(found, written) == ["network"]


def test_a_run_of_khmer_is_found_between_whole_clusters_only(found: sa.Connection) -> None:
    assert "tax-shop" in refs(found, "ពន្ធប៉ាតង់")
    assert refs(found, "ពន្ធប") == []


def test_a_passage_comes_with_meeting_date_speaker_and_page(found: sa.Connection) -> None:
    (hit,) = search(found, "statistic of older age").passages
    assert (hit.path, hit.page_no, hit.date, hit.province) == (EXAMPLE.document.path, 1, "2019-09-05", "Battambang")
    assert (hit.ref, hit.kind) == ("m1.s3.s1.b1.b1", "paragraph")
    assert (hit.speaker, hit.person) == ("Mr. Tom Vira", "Tom Vira")
    assert [hit.text[first:last] for first, last in hit.marks] == ["statistic", "older", "age"]


@pytest.mark.parametrize(
    ("filters", "is_found"),
    [
        ({"date": "2019"}, True),
        ({"date": "២០១៩-០៩"}, True),
        ({"date": "2019-09-05"}, True),
        ({"date": "2018..2019-09"}, True),
        ({"date": "..2019-08"}, False),
        ({"date": "2020.."}, False),
        ({"province": "battambang"}, True),
        ({"province": "បាត់ដំបង"}, True),
        ({"province": "Pursat"}, True),
        ({"province": "Kampot"}, False),
        ({"speaker": "vira"}, True),
        ({"speaker": "Saroeun"}, False),
        ({"kind": "paragraph"}, True),
        ({"kind": "speech"}, False),
    ],
)
def test_filters_narrow_what_is_found(found: sa.Connection, filters: dict[str, str], is_found: bool) -> None:
    assert (refs(found, "older age group", **filters) == ["m1.s3.s1.b1.b1"]) == is_found


def test_outcomes_are_kinds_too(found: sa.Connection) -> None:
    assert refs(found, "human resources", kind="recommendation") == ["m1.s3.s3.s1.b1"]
    assert refs(found, "human resources", kind="decision") == []


@pytest.mark.parametrize("query", ["", " ", "។", "!?", '""'])
def test_a_query_without_words_is_bad_usage(found: sa.Connection, query: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        search(found, query)


@pytest.mark.parametrize("filters", [{"date": "soon"}, {"date": ".."}, {"kind": "sermon"}])
def test_filters_that_make_no_sense_are_bad_usage(found: sa.Connection, filters: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        search(found, "law", Filters(**filters))


@pytest.mark.parametrize(
    "query",
    [
        "tax' OR 1=1 --",
        '"tax',
        "100%",
        "tax*",
        "a_b",
        "NEAR(tax law)",
        "-tax",
        "ពន្ធ'ដារ",
        "ច្បាប់[ពន្ធ",
        "ខ្មែរ*?",
        "\\tax",
    ],
)
def test_no_sign_in_a_query_is_an_instruction(found: sa.Connection, query: str) -> None:
    assert search(found, query).total < len(passages()) // 2


def test_the_limit_is_of_what_is_given_not_of_what_is_counted(found: sa.Connection) -> None:
    hits = search(found, "law", limit=2)
    assert (len(hits.passages), hits.total > 2) == (2, True)


@given(st.text(st.sampled_from([*"កខមនរសាិុំះ្៊៍០៥។ៗលោកអយឲឱដត", "\u200b", *" aéÉ.,-(1İßﬁ’"]), max_size=25))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text(st.sampled_from([*"កខមនរាិុំះ្៊ដតអោយឲ", *" aB.,1é"]), max_size=20))
def test_pieces_stand_in_order_and_hold_all_but_blanks(text: str) -> None:
    pieces = list(folded_pieces(text))
    places = [place for start, end, _ in pieces for place in range(start, end)]
    assert places == sorted(set(places))
    assert all(text[place].isspace() for place in range(len(text)) if place not in set(places))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisation", "organizations"),
        ("labour", "labor"),
        ("centre", "centers"),
        ("programme", "programs"),
        ("NGOs", "ngo"),
        ("women", "woman"),
        ("co-operatives", "cooperative"),
        ("taught", "teaching"),
        ("Café", "cafe"),
        ("licences", "license"),
        ("analyses", "analysis"),
        ("analysed", "analyzing"),
        ("crises", "crisis"),
    ],
)
def test_forms_of_an_english_word_are_one(one: str, other: str) -> None:
    assert index_words(fold_text(one)) == index_words(fold_text(other))


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("gillnets", "caught in gill-nets"),
        ("database", "the data base of vendors"),
        ("percent", "fell by 40 per cent"),
        ("bee-keeper", "two beekeepers"),
    ],
)
def test_compounds_are_found_however_they_are_spaced(
    address: URL, opened: Any, tmp_path: Path, query: str, written: str
) -> None:
    put(minutes_of({"wanted": Text(written), "other": Text("a data sheet, a base of honey bees and gills")}), tmp_path)
    load(tmp_path, address)
    with opened() as connection:
        hits = search(connection, query).passages
    assert [hit.ref for hit in hits] == ["wanted"]
    [(first, last)] = hits[0].marks
    assert fold_text(written[first:last]).replace("-", "").replace(" ", "").startswith(query.replace("-", ""))


@pytest.mark.parametrize(
    ("one", "other"), [("taxi", "tax"), ("minister", "ministry"), ("policy", "police"), ("differ", "defense")]
)
def test_other_english_words_stay_others(one: str, other: str) -> None:
    assert index_words(one) != index_words(other)


def test_marks_are_places_in_the_text_as_it_is_written() -> None:
    text = "តម្រូវឲ្យ\u200bដាក់ របាយការណ៍ (Annual  Reports)"
    marked = [text[first:last] for first, last in find_marks(text, parse_query("ឱ្យដាក់ report"))]
    assert marked == ["ឲ្យ\u200bដាក់", "Reports"]
