"""The words of the report that are not in the minutes, from `resources/labels.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["en", "km"]

_TABLE = Path(__file__).parent / "resources" / "labels.toml"
_FULL_DATE = len("2019-09-05")
_DIGITS = {"en": "0123456789", "km": "០១២៣៤៥៦៧៨៩"}


@dataclass(frozen=True)
class Labels:
    """The labels in one language."""

    language: Language
    words: dict[str, str]
    kinds: dict[str, dict[str, str]]
    """Name of a vocabulary of the model (`outcome_type`, `kind`, ...) -> its word -> label."""

    def __call__(self, key: str, **values: str | int) -> str:
        """Return a label with its braces filled in.

        Raises:
            KeyError: there is no such label.
        """
        return self.words[key].format(**values)

    def of(self, kind: str, word: str) -> str:
        """Return the label of a word of the model; a word that a table does not know (a new flag) stands for itself."""
        return self.kinds[kind].get(word, word.replace("_", " "))

    def date(self, iso: str, *, spelt: bool = False) -> str:
        """Return a full or partial ISO date in words, month named; anything else as it is.

        As `spelt`, each part says what it is, where the language does so in sentences (ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩).
        """
        year, month, day = (*iso.split("-"), "", "")[:3]
        name = self.kinds["months"].get(month.removeprefix("0"))
        return self.figures(iso) if name is None else self._told(day.removeprefix("0"), name, year, spelt)

    def dates(self, start: str, end: str | None, *, spelt: bool = False) -> str:
        """Return a first and a last day in words, what they share said once (5–6 September 2019); one day as `date`."""
        if not end or end == start:
            return self.date(start, spelt=spelt)
        year, month, day = (*start.split("-"), "", "")[:3]
        name, last = self.kinds["months"].get(month.removeprefix("0")), self.date(end, spelt=spelt)
        if name and start[:7] == end[:7] and len(start) == len(end) == _FULL_DATE:
            return self._told(f"{day.removeprefix('0')}–{end[8:].removeprefix('0')}", name, year, spelt)
        if name and start[:4] == end[:4]:
            return f"{self._told(day.removeprefix('0'), name, '', spelt)} – {last}"
        return f"{self.date(start, spelt=spelt)} – {last}"

    def _told(self, day: str, month: str, year: str, spelt: bool) -> str:
        parts = {"day": day, "month": month, "year": year}
        forms = self.kinds["date_part"] if spelt else {}
        return self.figures(" ".join(forms.get(name, "{}").format(part) for name, part in parts.items() if part))

    def figures(self, text: str) -> str:
        """Return a text with its digits in those of the language."""
        return text.translate(str.maketrans(_DIGITS["en"], _DIGITS[self.language]))


@cache
def load_labels(language: Language) -> Labels:
    """Return the labels of a language."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[language]
    return Labels(
        language,
        words={key: value for key, value in table.items() if isinstance(value, str)},
        kinds={key: value for key, value in table.items() if isinstance(value, dict)},
    )
