"""What is printed on the pages and is no part of the minutes, named once: running heads and feet."""

import re
from collections.abc import Iterator

from pipeline.model.document import Document
from pipeline.model.minutes import Issue

_MOST_SAID = 3
"""Texts that differ in their numbers alone which are named one by one; of more the first and the last."""
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")


def tell_set_apart(document: Document) -> Iterator[Issue]:
    """Yield one issue that names the running heads and feet of a document, each once, with how often it is printed.

    Page numbers alone are no words, and what stands in the text as well (the head of a table that goes on) is not lost.
    """
    in_text = {_plain(line.text) for line in document.lines()}
    alike: dict[str, list[str]] = {}
    for page in document.pages:
        for line in page.furniture:
            text = _plain(f"{line.marker or ''} {line.text}")
            if text not in in_text and any(character.isalpha() for character in text):
                alike.setdefault(_DIGITS.sub("#", text), []).append(text)
    if alike:
        named = "; ".join(map(_named, alike.values()))
        yield Issue(code="set-apart", severity="info", message=f"Set apart as running heads and feet: {named}.")


def _named(texts: list[str]) -> str:
    """The texts that are alike but for their numbers: `“Page 1 of 9” to “Page 9 of 9” (9 times)`."""
    distinct = [f"“{text}”" for text in dict.fromkeys(texts)]
    said = ", ".join(distinct) if len(distinct) <= _MOST_SAID else f"{distinct[0]} to {distinct[-1]}"
    return f"{said} ({len(texts)} times)" if len(texts) > 1 else said


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
