"""Names of the months, English and Khmer: `resources/months.toml` and `resources/khmer_dates.toml`."""

import tomllib
from functools import cache
from pathlib import Path

from pipeline.khmer.date_patterns import date_patterns

_TABLE = Path(__file__).parent.parent / "resources" / "months.toml"


@cache
def english_months() -> dict[str, int]:
    """Return every English name of a month, in small letters without a full stop -> its number."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["en"]
    return {name: int(number) for number, names in table.items() for name in names}


@cache
def month_names() -> frozenset[str]:
    """Return the names of the months in both languages, with the misspellings that we know."""
    return frozenset(english_months()) | frozenset(date_patterns().months)
