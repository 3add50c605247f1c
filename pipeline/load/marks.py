"""Where in a passage the terms of a query stand."""

import re
from collections.abc import Sequence

from pipeline.khmer.syllable import KHMER
from pipeline.load.fold_text import fold_text, folded_pieces
from pipeline.load.index_words import index_words
from pipeline.load.query import Term

Span = tuple[int, int]
_LATIN_WORD = re.compile(f"[^\\W_{KHMER}]+")
_HAS_KHMER = re.compile(f"[{KHMER}]")


def find_marks(text: str, terms: Sequence[Term]) -> list[Span]:
    """Return start and end of what in a text matches, in order, touching ones joined; empty where the text has none."""
    words = {word for term in terms for word in term.words}
    runs = _RunFinder(text)
    found: list[Span] = []
    for term in terms:
        spans = runs.find(term.run) if term.run is not None else []
        found += spans or [span for word in term.words if _HAS_KHMER.search(word) for span in runs.find(word)]
    latin = [(*match.span(), index_words(fold_text(match[0]))) for match in _LATIN_WORD.finditer(text)]
    found += [(start, end) for start, end, stems in latin if words.intersection(stems)]
    for row in {row for term in terms for row in term.or_rows}:
        found += _rows(latin, row)
    return _joined(sorted(found))


def _rows(latin: Sequence[tuple[int, int, tuple[str, ...]]], row: tuple[str, ...]) -> list[Span]:
    """Where words stand in a row, from the first to the last of them."""
    places = range(len(latin) - len(row) + 1)
    starts = [at for at in places if all(word in latin[at + n][2] for n, word in enumerate(row))]
    return [(latin[at][0], latin[at + len(row) - 1][1]) for at in starts]


class _RunFinder:
    """Where Khmer runs stand in a text between whole clusters, blanks and invisible characters aside."""

    def __init__(self, text: str) -> None:
        pieces = list(folded_pieces(text))
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        at = 0
        for start, end, folded in pieces:
            self._starts.setdefault(at, start)
            at += len(folded)
            self._ends[at] = end
        self._whole = "".join(folded for _, _, folded in pieces)

    def find(self, run: str) -> list[Span]:
        matches = re.finditer(re.escape(run.replace(" ", "")), self._whole)
        return [
            (self._starts[match.start()], self._ends[match.end()])
            for match in matches
            if match.start() in self._starts and match.end() in self._ends
        ]


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
