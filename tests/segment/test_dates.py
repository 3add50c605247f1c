import pytest

from pipeline.segment.dates import find_day_and_month, find_english_date


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("held on 5 September 2019 in town", "2019-09-05", "2019-09-05"),
        ("February 13, 2020", "2020-02-13", "2020-02-13"),
        ("12-13 March 2021", "2021-03-12", "2021-03-13"),
        ("from 3rd to 5th June 2018", "2018-06-03", "2018-06-05"),
        ("July 11th, 2026", "2026-07-11", "2026-07-11"),
        ("2019-09-05", "2019-09-05", "2019-09-05"),
        ("05/09/2019", "2019-09-05", "2019-09-05"),
        ("Sept. 2017", "2017-09", "2017-09"),
    ],
)
def test_dates_become_iso(text: str, start: str, end: str) -> None:
    found = find_english_date(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("29 August – 2 September 2020", "2020-08-29", "2020-09-02"),
        ("August 29 to September 2, 2020", "2020-08-29", "2020-09-02"),
        ("30 December 2018 - 2 January 2019", "2018-12-30", "2019-01-02"),
        ("30 December - 2 January 2019", "2018-12-30", "2019-01-02"),
        ("December 30, 2018 – January 2, 2019", "2018-12-30", "2019-01-02"),
        ("Monday 3 and Tuesday 4 May 2021", "2021-05-03", "2021-05-04"),
        ("7th -8th of April 2022", "2022-04-07", "2022-04-08"),
        ("4-5 and 7 May 2020", "2020-05-04", "2020-05-07"),
        ("May 3 – 4, 2020", "2020-05-03", "2020-05-04"),
        ("March-April 2022", "2022-03", "2022-04"),
    ],
)
def test_a_range_has_its_first_and_last_day(text: str, start: str, end: str) -> None:
    found = find_english_date(text)
    assert found is not None
    assert text.endswith(found.text)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Date: 17-03-2022", "2022-03-17"),
        ("17 - Mar - 2022", "2022-03-17"),
        ("17-Mar-2022", "2022-03-17"),
        ("17.3.2022.", "2022-03-17"),
        ("17/03/22", "2022-03-17"),
        ("3/17/22", "2022-03-17"),
        ("2022/03/17", "2022-03-17"),
        ("17/03/1998", "1998-03-17"),
    ],
)
def test_dates_in_figures_are_read_day_first_unless_only_the_month_can_be_first(text: str, day: str) -> None:
    found = find_english_date(text)
    assert found is not None
    assert (found.start, found.end) == (day, day)


def test_the_first_date_of_a_text_wins_whatever_its_form() -> None:
    found = find_english_date("24-11-2023, the minutes of 20 October 2023 were read")
    assert found is not None
    assert found.start == "2023-11-24"


@pytest.mark.parametrize(
    "text",
    ["in 2019", "32 May 2020", "30 February 2020", "version 1.2.2019.4", "May be", "at 10:30", "012-345-678", "1.2.19"],
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert find_english_date(text) is None


def test_a_day_and_month_without_a_year() -> None:
    assert find_day_and_month("by 30 May") == (5, 30)
    assert find_day_and_month("before June 3rd") == (6, 3)
    assert find_day_and_month("3 members may come") is None


def test_figures_that_end_before_a_date_are_no_days_of_it() -> None:
    found = find_english_date("Meeting No. 6 of 2022–23, 14 March 2023, 3:05 p.m.")
    assert found is not None
    assert (found.text, found.start, found.end) == ("14 March 2023", "2023-03-14", "2023-03-14")
