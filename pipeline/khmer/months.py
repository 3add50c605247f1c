"""Names of the months in English, from `resources/months.toml`; the Khmer ones are in `khmer_dates.toml`."""

import tomllib
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "resources" / "months.toml"


@cache
def english_months() -> dict[str, int]:
    """Return every English name of a month, in small letters without a full stop -> its number."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["en"]
    return {name: int(number) for number, names in table.items() for name in names}
