"""Texts to measure on: Khmer that no model or lexicon of the project has been made from."""

from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


def declaration() -> list[str]:
    """Return the paragraphs of the Universal Declaration of Human Rights in Khmer."""
    return _lines("udhr_khm.txt")


def minutes() -> list[str]:
    """Return sentences of minutes and letters, with Latin names, amounts and dates among them."""
    return _lines("minutes_khm.txt")


def _lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf8")
    return [line.strip() for line in text.splitlines() if line.strip()]
