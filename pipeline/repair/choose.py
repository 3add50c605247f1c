"""One string for each glyph over a whole document: the language model settles what its shape leaves open."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.khmer.ngrams import CharacterModel, model
from pipeline.khmer.visual import to_logical

MOST_WINDOWS = 14
"""Places in the text, spread over the document, that speak for each glyph."""
REACH = 7
"""Glyphs before and behind that a place shows."""
MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that a glyph may stand for."""

    text: str
    prior: float
    """Natural logarithm of how much its shape alone speaks for it."""
    rung: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The string chosen for a glyph."""

    candidate: Candidate
    margin: float
    """By how much the text is more probable than with the next best string, in nats a place; inf without rivals."""
    rivals: tuple[str, ...]


Key = Hashable
Glyphs = Sequence[Key]


@dataclass(frozen=True, slots=True)
class _Window:
    """A place of one glyph in the text."""

    keys: tuple[Key, ...]


def choose(runs: Sequence[Glyphs], candidates: Mapping[Key, Sequence[Candidate]]) -> dict[Key, Choice]:
    """Return the best string for every glyph.

    Args:
        runs: the document's lines as glyphs in drawing order.
        candidates: for each glyph the strings it may stand for, at least one, likeliest first.
    """
    chosen = {key: Choice(options[0], float("inf"), ()) for key, options in candidates.items()}
    windows = _windows(runs, {key for key, options in candidates.items() if len(options) > 1})
    order = sorted(windows, key=lambda key: (len(candidates[key]), -len(windows[key])))
    language = model()
    stale = set(order)
    for _ in range(MOST_ROUNDS):
        changed: set[Key] = set()
        for key in order:
            if key not in stale:
                continue
            best = _best(key, candidates[key], windows[key], chosen, language)
            if best.candidate != chosen[key].candidate:
                changed.add(key)
            chosen[key] = best
        if not changed:
            break
        stale = {key for key in order if any(changed.intersection(window.keys) for window in windows[key])}
    return chosen


def _windows(runs: Sequence[Glyphs], wanted: set[Key]) -> dict[Key, list[_Window]]:
    """The places of each glyph that has rivals, evenly spread where there are more than are looked at."""
    places: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for row, run in enumerate(runs):
        for column, key in enumerate(run):
            if key in wanted:
                places[key].append((row, column))
    return {key: [_window(runs, *place) for place in _spread(found)] for key, found in places.items()}


def _spread(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    step = max(1, len(places) // MOST_WINDOWS)
    return places[::step][:MOST_WINDOWS]


def _window(runs: Sequence[Glyphs], row: int, column: int) -> _Window:
    run = runs[row]
    return _Window(tuple(run[max(0, column - REACH) : column + REACH + 1]))


def _best(
    key: Key,
    options: Sequence[Candidate],
    windows: Sequence[_Window],
    chosen: Mapping[Key, Choice],
    language: CharacterModel,
) -> Choice:
    scored = []
    for option in options:
        total = sum(_score(window, key, option.text, chosen, language) for window in windows)
        scored.append((total / len(windows) + option.prior, option))
    scored.sort(key=lambda pair: -pair[0])
    margin = scored[0][0] - scored[1][0] if len(scored) > 1 else float("inf")
    return Choice(scored[0][1], margin, tuple(option.text for _, option in scored[1:3]))


def _score(window: _Window, key: Key, text: str, chosen: Mapping[Key, Choice], language: CharacterModel) -> float:
    pieces = [text if other == key else chosen[other].candidate.text for other in window.keys if other in chosen]
    return language.logprob(to_logical(pieces))
