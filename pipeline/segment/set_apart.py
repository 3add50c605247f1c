"""What is printed on the pages and is no part of the minutes, named once: running heads and feet."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.extract.page_numbers import is_page_number
from pipeline.model.document import Document, Line
from pipeline.model.minutes import Issue

_MOST_NAMED = 100
"""Heads that one issue names: those of a dictionary, other ones on every page, would be a text of their own."""
_FEWEST_IN_RUN = 3
"""Texts whose numbers go on evenly from which the first and the last are named for all."""
_EVEN = {0, 1, 2}
"""Steps of a number from page to page: the same, the next, the next on pages of one side."""
_NUMBER = re.compile(r"\d{1,9}")
_BLANKS = re.compile(r"\s+")


def tell_set_apart(document: Document) -> Iterator[Issue]:
    """Yield one issue that names the running heads and feet of a document, each once, with how often it is printed.

    Of those that differ by a number that goes on evenly the first and the last are named. Bare page numbers are no
    words, and what stands in the text as well (the head of a table that goes on) is not lost.
    """
    in_text = {_printed(line) for line in document.lines()}
    alike: dict[str, list[tuple[int, str]]] = {}
    for page in document.pages:
        for text in filter(None, map(_printed, page.furniture)):
            if text not in in_text:
                alike.setdefault(_NUMBER.sub("#", text), []).append((page.facts.page_no, text))
    named = [_named([text for _, text in group]) for group in alike.values() if not _are_page_numbers(group)]
    if named:
        more = len(named) - _MOST_NAMED
        rest = f"; and {more:,} more, which khmer-minutes repair prints with their pages" if more > 0 else ""
        message = f"Set apart as running heads and feet: {'; '.join(named[:_MOST_NAMED])}{rest}."
        yield Issue(code="set-apart", severity="info", message=message)


def _are_page_numbers(group: Sequence[tuple[int, str]]) -> bool:
    """Whether texts are bare numbers that grow with the pages: `3`, `- 3 -`, `3 / 12`; a year on all pages is none."""
    if any(character.isalpha() for _, text in group for character in text):
        return False
    if not all(is_page_number(text) for _, text in group):
        return False
    firsts = [_numbers(text)[0] for _, text in group]
    return firsts == [group[0][0]] if len(firsts) == 1 else all(one < other for one, other in pairwise(firsts))


def _named(texts: Sequence[str]) -> str:
    """Return texts alike but for their numbers: `“Page 1 of 9” to “Page 9 of 9” (9 times)`."""
    said = ", ".join(f"“{run[0]}” to “{run[-1]}”" if len(run) > 1 else f"“{run[0]}”" for run in _runs(texts))
    return f"{said} ({len(texts)} times)" if len(texts) > 1 else said


def _runs(texts: Sequence[str]) -> Iterator[list[str]]:
    """Yield the distinct texts, by themselves or in runs whose numbers go on by even steps."""
    run: list[str] = []
    steps: list[int] | None = None
    for text in dict.fromkeys(texts):
        following = _steps(run[-1], text) if run else None
        if following is not None and (following != (steps or following) or not set(following) <= _EVEN):
            yield from _told(run)
            run, following = [], None
        run.append(text)
        steps = following
    yield from _told(run)


def _steps(text: str, next_text: str) -> list[int]:
    """How much each number of a text grows to the next, which is like it."""
    return [after - before for before, after in zip(_numbers(text), _numbers(next_text), strict=True)]


def _told(run: list[str]) -> Iterator[list[str]]:
    if len(run) >= _FEWEST_IN_RUN:
        yield run
    else:
        yield from ([text] for text in run)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(text)]


def _printed(line: Line) -> str:
    return _BLANKS.sub(" ", f"{line.marker or ''} {line.text}").strip()
