import pytest

from pipeline.segment.dates import find_english_date


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


@pytest.mark.parametrize("text", ["in 2019", "32 May 2020", "version 1.2.2019.4", "May be", "at 10:30"])
def test_other_figures_are_no_dates(text: str) -> None:
    assert find_english_date(text) is None
