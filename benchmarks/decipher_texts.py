"""What the deciphering of damaged text is measured on: texts, fonts, and the ways they are damaged; each in two halves.

No text here is a source of the language model or the lexicon (`pipeline/resources/*.ORIGIN.md`). With the half `tune`
the decoder was made; `report` is the half that nobody looked at while it was. `unseen` came when it was made: other
texts, in fonts that it was not tried with, three of which npm brings (`PRESS_FONTS`, see `tests.press.fonts`).
"""

import gettext
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from benchmarks.decipher_unseen import unseen_texts
from tests.press.corpus import declaration, minutes
from tests.press.fonts import Family, installed_khmer_families

Half = Literal["tune", "report", "unseen"]

MINUTES = Path(__file__).parent / "minutes"
GIVEN = 5
"""Lines that a person corrects."""
LEAST = 3000
"""Khmer letters and signs in a text at the least."""
FONTS: dict[Half, tuple[str, ...]] = {
    "tune": ("Khmer OS Battambang", "Khmer OS Siemreap", "Noto Sans Khmer", "Khmer Mondulkiri", "Khmer OS Muol Light"),
    "report": ("Khmer OS", "Khmer OS Content", "Noto Serif Khmer", "Khmer Busra", "Khmer OS Bokor"),
    "unseen": ("Hanuman", "Kantumruy Pro", "Nokora", "Khmer OS Metal Chrieng", "Khmer Ratanakiri"),
}
MESSAGES = ("dpkg", "apt", "gtk30", "shadow", "evolution-data-server", "iso_3166-1", "glib-networking", "Linux-PAM")
"""Debian's translated programs that are no source: messages with variables, names of countries."""
_CATALOGUES = Path("/usr/share/locale/km/LC_MESSAGES")


def families(half: Half) -> list[Family]:
    """Return the fonts of a half.

    Raises:
        SystemExit: one is not installed.
    """
    known = {family.name: family for family in installed_khmer_families()}
    missing = [name for name in FONTS[half] if name not in known]
    if missing:
        raise SystemExit(
            f"{', '.join(missing)} not found: apt-get install fonts-khmeros fonts-sil-mondulkiri "
            "fonts-sil-mondulkiri-extra fonts-noto-core; npm install @fontsource/hanuman @fontsource/kantumruy-pro "
            "@fontsource/nokora in a folder, and its name in PRESS_FONTS"
        )
    return [known[name] for name in FONTS[half]]


def texts(half: Half) -> dict[str, list[str]]:
    """Return texts by name, each of `LEAST` letters and more, a paragraph a line."""
    if half == "unseen":
        return unseen_texts()
    articles = list(_parts(declaration(), LEAST))
    if half == "tune":
        return {"Declaration 1": articles[0], **dict(islice(_minutes("tune"), 3))}
    named = {f"Declaration {number}": part for number, part in enumerate(articles[1:], 2)}
    letters = [*minutes(), *_read("report", "km-library-annual-report")]
    return {**named, "sentences, library": letters, **dict(islice(_minutes("report"), 3))}


def all_tuned() -> dict[str, list[str]]:
    """Return every text of the half that settings may be fitted to."""
    return {**texts("tune"), **dict(_minutes("tune"))}


def chosen(truth: Sequence[str]) -> list[int]:
    """Return the lines that a person would correct: long ones, spread over the text."""
    long = [index for index, line in enumerate(truth) if count_khmer(line) >= 25]
    return long[:: max(1, len(long) // GIVEN)][:GIVEN]


def clean_texts() -> dict[str, list[str]]:
    """Return every text that is good Khmer, by name: all minutes, the Declaration, messages of programs."""
    found = {"Declaration": declaration(), "sentences": minutes()}
    for half in ("tune", "report"):
        for path in sorted((MINUTES / half).glob("km*.txt")):
            found[path.stem] = _read(half, path.stem)
    for name in MESSAGES:
        path = _CATALOGUES / f"{name}.mo"
        if path.exists():
            with path.open("rb") as stream:
                catalogue: dict[object, str] = vars(gettext.GNUTranslations(stream))["_catalog"]
            found[f"messages of {name}"] = [line for text in catalogue.values() for line in text.split("\n")]
    return found


def count_khmer(text: str) -> int:
    """Return how many Khmer letters and signs a text has."""
    return len(re.findall("[\u1780-\u17d3]", text))


def _read(half: str, name: str) -> list[str]:
    text = (MINUTES / half / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.split("\n") if line.strip()]


def _minutes(half: Half) -> Iterator[tuple[str, list[str]]]:
    """Texts of as many minutes of a half as it takes."""
    names: list[str] = []
    lines: list[str] = []
    for path in sorted((MINUTES / half).glob("km*.txt")):
        names.append(path.stem.removeprefix("km-").removeprefix("km2-"))
        lines += _read(half, path.stem)
        if sum(map(count_khmer, lines)) >= LEAST:
            yield ", ".join(names), lines
            names, lines = [], []


def _parts(lines: list[str], least: int) -> Iterator[list[str]]:
    """The lines cut into parts of so many letters and more; what is too short goes with the last."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if sum(map(count_khmer, parts[-1])) >= least:
            parts.append([])
        parts[-1].append(line)
    if len(parts) > 1 and sum(map(count_khmer, parts[-1])) < least:
        short = parts.pop()
        parts[-1] += short
    yield from parts
