import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.khmer.dates import find_dates, gregorian_year
from pipeline.khmer.numerals import to_khmer

MONTHS = ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"]
WEEKDAYS = ["ច័ន្ទ", "អង្គារ", "ពុធ", "ព្រហស្បតិ៍", "សុក្រ", "សៅរ៍", "អាទិត្យ"]


def only(text: str) -> tuple[str, str | None, bool]:
    (found,) = find_dates(text)
    return found.iso, found.iso_end, found.certain


@pytest.mark.parametrize(
    "text",
    [
        "ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩",
        "ធ្វើនៅថ្ងៃទី០៥ខែកញ្ញាឆ្នាំ២០១៩ វេលាម៉ោង ៨:០០",
        "ថ្ងៃព្រហស្បតិ៍ ទី៥ ខែកញ្ញា ឆ្នាំ២០១៩",
        "ថ្ងៃព្រហស្បត្ដិ៍ ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩",
        "ថ្ងៃទី 05 ខែ 09 ឆ្នាំ 2019",
        "ថ្ងៃទី៥ នៅ... ០៥/០៩/២០១៩",
        "កាលបរិច្ឆេទ៖ 5.9.2019",
        "៥ កញ្ញា ២០១៩",
        "ថ្ងៃទី៥ ខែកញ្ញា គ.ស. ២០១៩",
        "ថ្ងៃ\u200bទី\u200b៥ ខែ\u200bកញ្ញា\nឆ្នាំ\u200b២០១៩",
        "២០១៩-០៩-០៥",
        "១- ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩",
    ],
)
def test_one_day_is_read_however_it_is_printed(text: str) -> None:
    assert only(text) == ("2019-09-05", None, True)


@given(st.dates(date(1950, 1, 1), date(2199, 12, 31)))
def test_any_day_written_out_reads_back_with_its_span(day: date) -> None:
    printed = to_khmer(
        f"ថ្ងៃ{WEEKDAYS[day.weekday()]} ទី{day.day} ខែ{MONTHS[day.month - 1]} ឆ្នាំ{day.year}",
    )
    (found,) = find_dates(f"អង្គប្រជុំ {printed}។")
    assert (found.iso, found.certain, found.text) == (day.isoformat(), True, printed)
    assert f"អង្គប្រជុំ {printed}។"[found.start : found.end] == printed


@pytest.mark.parametrize("spelling", ["កុម្ភៈ", "កុម្ភះ", "កុម្ភ:", "កុម្ភ", "គុម្ភៈ"])
def test_months_are_known_in_their_usual_misspellings(spelling: str) -> None:
    assert only(f"ថ្ងៃទី៥ ខែ{spelling} ឆ្នាំ២០១៩")[0] == "2019-02-05"


@pytest.mark.parametrize("text", ["ខែកញ្ញា ឆ្នាំ២០១៩", "ថ្ងៃទី......ខែកញ្ញា ឆ្នាំ២០១៩", "លើកទី៥ ខែកញ្ញា ឆ្នាំ២០១៩", "ខែ០៩/២០១៩"])
def test_without_a_day_the_date_is_partial(text: str) -> None:
    assert only(text) == ("2019-09", None, True)


@pytest.mark.parametrize(
    ("text", "iso", "iso_end"),
    [
        ("ថ្ងៃទី៥-៦ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-05", "2019-09-06"),
        ("ថ្ងៃទី៥ និងទី៦ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-05", "2019-09-06"),
        ("ពីថ្ងៃទី៥ ដល់ថ្ងៃទី៧ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-05", "2019-09-07"),
        ("ថ្ងៃទី៣០ ខែសីហា ដល់ថ្ងៃទី២ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-08-30", "2019-09-02"),
        ("ថ្ងៃទី៣០ ខែធ្នូ រហូតដល់ថ្ងៃទី២ ខែមករា ឆ្នាំ២០២០", "2019-12-30", "2020-01-02"),
        ("ថ្ងៃទី៥-៦/០៩/២០១៩", "2019-09-05", "2019-09-06"),
        ("ខែមករា-មីនា ឆ្នាំ២០១៩", "2019-01", "2019-03"),
        ("ខែមករាដល់មីនា ឆ្នាំ២០១៩", "2019-01", "2019-03"),
    ],
)
def test_a_range_has_its_first_and_last_day(text: str, iso: str, iso_end: str) -> None:
    assert only(text) == (iso, iso_end, True)


def test_dates_joined_by_and_stay_two_and_share_the_year() -> None:
    for text in (
        "ថ្ងៃទី៥ ខែកញ្ញា និងថ្ងៃទី១២ ខែតុលា ឆ្នាំ២០១៩",
        "ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩ និងថ្ងៃទី១២ ខែតុលា",
    ):
        assert [found.iso for found in find_dates(text)] == ["2019-09-05", "2019-10-12"]


def test_a_lunar_date_gives_way_to_the_solar_one_behind_it() -> None:
    text = "ថ្ងៃព្រហស្បតិ៍ ៧កើត ខែភទ្របទ ឆ្នាំកុរ ឯកស័ក ព.ស.២៥៦៣ ត្រូវនឹងថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩"
    (found,) = find_dates(text)
    assert found.iso == "2019-09-05"
    assert found.text == "ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩"


@pytest.mark.parametrize(
    "text",
    [
        "៧កើត ខែភទ្របទ ឆ្នាំកុរ ឯកស័ក ព.ស.២៥៦៣",
        "ផែនការឆ្នាំ២០១៩",
        "ថ្ងៃទី៥ ខែកញ្ញា",
        "Meeting of 05/09/2019\nកំណត់ហេតុ",
        "៤៥/១៣/២០១៩",
        "រយៈពេល ៣ ខែ",
        "",
    ],
)
def test_what_names_no_solar_month_and_year_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "iso", "certain"),
    [
        ("ថ្ងៃទី៥ ខែកញ្ញា ព.ស. ២៥៦៣", "2019-09-05", True),
        ("ថ្ងៃទី៥ ខែមករា ពុទ្ធសករាជ ២៥៦២", "2019-01-05", True),
        ("ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២៥៦៣", "2019-09-05", True),
        ("ថ្ងៃទី៥ ខែកញ្ញា ព.ស.២៥៦៣ គ.ស.២០១៩", "2019-09-05", True),
        ("ថ្ងៃទី១០ ខែឧសភា ព.ស.២៥៦៣", "2019-05-10", False),
        ("ថ្ងៃអាទិត្យ ទី១០ ខែឧសភា ព.ស.២៥៦៣", "2020-05-10", True),
    ],
)
def test_a_buddhist_year_is_543_or_544_ahead_by_season(text: str, iso: str, certain: bool) -> None:
    assert only(text) == (iso, None, certain)


def test_between_the_seasons_the_buddhist_year_is_uncertain() -> None:
    assert gregorian_year(2563, 4, 19) == (2020, True)
    assert gregorian_year(2563, 4, 25) == (2020, False)
    assert gregorian_year(2563, 5) == (2019, False)
    assert gregorian_year(2563, 6) == (2019, True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ថ្ងៃសុក្រ ទី៥ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-05"),
        ("ថ្ងៃទី៣១ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09"),
        ("ថ្ងៃទី៦-៥ ខែកញ្ញា ឆ្នាំ២០១៩", "2019-09-06"),
    ],
)
def test_a_date_that_contradicts_itself_is_uncertain(text: str, iso: str) -> None:
    assert only(text) == (iso, None, False)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*"ថ០១២៩៥-/ .,", "ថ្ងៃទី", "ខែ", "កញ្ញា", "ឆ្នាំ", "២០១៩", "ដល់", "និង"]), max_size=20).map(
        "".join
    )
)
def test_found_dates_stand_in_order_and_quote_the_text(text: str) -> None:
    found = find_dates(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("filler", ["១, ", "ខែកញ្ញា ", " ", "ថ្ងៃ", "២០១៩ ", "ថ្ងៃទី៥ "])
def test_repetitive_text_takes_no_longer_than_its_length_warrants(filler: str) -> None:
    text = filler * (20_000 // len(filler)) + "២០១៩"
    begin = time.perf_counter()
    find_dates(text)
    assert time.perf_counter() - begin < 2
