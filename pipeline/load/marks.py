"""Where in a passage the terms of a query stand."""

import re
from collections.abc import Iterator, Sequence

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
    runs = [term.run for term in terms if term.run is not None]
    khmer = [word for word in words if _HAS_KHMER.search(word)]
    found = [*_runs(text, runs)]
    for term in terms:
        if term.run is None or not any(True for _ in _runs(text, [term.run])):
            found += _runs(text, [word for word in term.words if word in khmer])
    for match in _LATIN_WORD.finditer(text):
        if words.intersection(index_words(fold_text(match[0]))):
            found.append(match.span())
    return _joined(sorted(found))


def _runs(text: str, runs: Sequence[str]) -> Iterator[Span]:
    """Where Khmer runs stand between whole clusters, blanks and invisible characters aside."""
    pieces = list(folded_pieces(text))
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    at = 0
    for start, end, folded in pieces:
        starts.setdefault(at, start)
        at += len(folded)
        ends[at] = end
    whole = "".join(folded for _, _, folded in pieces)
    for run in runs:
        wanted = run.replace(" ", "")
        for match in re.finditer(re.escape(wanted), whole):
            if match.start() in starts and match.end() in ends:
                yield starts[match.start()], ends[match.end()]


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
