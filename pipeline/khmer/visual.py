"""Lines in drawing order and the same lines as typed: what glyphs draw from left to right, what draws a text.

A piece is the visual string of one glyph: the letters whose ink it is, in the order in which they are typed inside
their syllable. Nothing here knows where the pieces come from. `pipeline.khmer.drawing` says how a syllable is drawn.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.khmer.cluster import is_cluster, split
from pipeline.khmer.drawing import AHEAD, DOTTED_CIRCLE, STAND_INS, drawn, has_room, settle
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import COENG, INVISIBLES, LOOSE_BASES, LOOSE_MARKS, ZWSP, is_wellformed

_UNITS = re.compile(
    f"(?P<ahead>{AHEAD})"
    f"|(?P<base>[{LOOSE_BASES}{STAND_INS}])"
    f"|(?P<mark>{COENG}+[{LOOSE_BASES}]|[{LOOSE_MARKS}{COENG}])"
    f"|(?P<hint>{ZWSP}+)"
    f"|(?P<joiner>[{INVISIBLES}])"
    f"|(?P<other>[^{LOOSE_BASES}{LOOSE_MARKS}{COENG}{INVISIBLES}{STAND_INS}]+)"
)
_BLANKS = f" \u00a0{ZWSP}"


class Doubt(StrEnum):
    """Why the reading of a cluster is not certain."""

    ORDER = "order"
    """A sign stood where no shaper draws it; it was put where the grammar allows it."""
    STRAY = "stray"
    """A sign has no base, or has a dotted circle for one."""
    BROKEN = "broken"
    """The cluster breaks the grammar of the syllable, or one of its pieces could not be read (U+FFFD)."""


class Cluster(NamedTuple):
    """A syllable as written, or a run of anything else in one piece."""

    text: str
    """In canonical order."""
    first_piece: int
    last_piece: int
    """All its ink is in pieces [first_piece, last_piece]; a piece of two syllables belongs to both."""
    doubt: Doubt | None = None


def to_logical(pieces: Iterable[str]) -> str:
    """The text that `pieces`, in drawing order, draw; its syllables are in canonical order.

    No letter is lost or invented but by the rules of `normalize` and `settle`. A zero-width space inside a syllable
    stays behind it as a word hint.
    """
    return "".join(cluster.text for cluster in to_logical_spans(pieces))


def to_logical_spans(pieces: Iterable[str]) -> list[Cluster]:
    """As `to_logical`, cut into clusters that know the pieces they were made from; an empty piece makes none."""
    line = _Line()
    for place, piece in enumerate(pieces):
        line.read(place, piece)
    return line.clusters()


def to_visual(text: str) -> list[str]:
    """Pieces in drawing order that draw `text`: a letter, subscript or half of a split vowel each.

    `to_logical` of them is `normalize(text)` where its clusters are well formed.
    """
    pieces: list[str] = []
    for part in split(normalize(text)):
        pieces += drawn(part) if is_cluster(part) else part
    return pieces


@lru_cache(maxsize=8192)
def _units(piece: str) -> list[tuple[str, str]]:
    """What a piece holds, with the name of the group of `_UNITS` each unit belongs to."""
    return [(match.lastgroup or "", match[0]) for match in _UNITS.finditer(piece)]


@lru_cache(maxsize=8192)
def _settled(ahead: str, body: str) -> tuple[str, Doubt | None]:
    text = settle(ahead, body)
    if is_wellformed(text) or text in ("", DOTTED_CIRCLE):
        return text, None
    return text, Doubt.BROKEN if _units(text)[0][0] == "base" else Doubt.STRAY


class _Part:
    """A syllable that grows while pieces are read, or something else that does not."""

    __slots__ = ("ahead", "body", "doubt", "first", "is_syllable", "last")

    def __init__(self, place: int, body: str, is_syllable: bool = True) -> None:
        self.first = self.last = place
        self.ahead = ""
        self.body = body
        self.is_syllable = is_syllable
        self.doubt: Doubt | None = None

    @property
    def is_blank(self) -> bool:
        return not self.is_syllable and not self.body.strip(_BLANKS)

    @property
    def carries_on_circle(self) -> bool:
        return self.body[0] == DOTTED_CIRCLE and self.is_syllable and self.ahead + self.body != DOTTED_CIRCLE

    def add(self, place: int, units: str, doubt: Doubt | None = None) -> None:
        self.body += units
        self.last = max(self.last, place)
        self.doubt = self.doubt or doubt

    def cluster(self) -> Cluster:
        if not self.is_syllable:
            return Cluster(self.body, self.first, self.last)
        text, doubt = _settled(self.ahead, self.body)
        return Cluster(text, self.first, self.last, self.doubt or doubt)


class _Line:
    """The pieces of a line, put together one after the other."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._current: _Part | None = None
        """The syllable that takes the next mark; only word hints stand behind it."""
        self._ahead: _Part | None = None
        """What was drawn ahead of a base that has not come yet."""
        self._held: list[_Part] = []
        """Blanks and word hints behind what is ahead."""

    def read(self, place: int, piece: str) -> None:
        """Takes the next piece; signs behind a base or mark of the same piece belong to the same syllable."""
        inside = False
        for kind, unit in _units(piece):
            if kind == "base":
                self._start(place, unit)
            elif kind == "mark" or (kind == "ahead" and inside):
                self._hang(place, unit, inside)
            elif kind == "ahead":
                self._wait(place, unit)
            else:
                self._pass(place, unit, kind)
            inside = kind in ("base", "mark") or (inside and kind in ("ahead", "joiner"))

    def clusters(self) -> list[Cluster]:
        """All that was read, in order."""
        self._end()
        return [part.cluster() for part in self._without_circles()]

    def _without_circles(self) -> list[_Part]:
        """The parts, with signs on a dotted circle given back to the syllable from which a shaper cut them."""
        kept: list[_Part] = []
        syllable = None
        for part in self._parts:
            if syllable and part.carries_on_circle:
                syllable.add(part.last, part.ahead + part.body[1:], Doubt.STRAY)
                continue
            kept.append(part)
            if part.is_syllable or part.body.strip(ZWSP):
                syllable = part if part.is_syllable else None
        return kept

    def _wait(self, place: int, unit: str) -> None:
        if self._ahead:
            self._ahead.add(place, unit)
        else:
            self._ahead = _Part(place, unit)

    def _start(self, place: int, base: str) -> None:
        """A base begins a syllable, but it completes an open subscript."""
        current, ahead = self._current, self._ahead
        if current and ahead is None and current.body[-1] == COENG and base != DOTTED_CIRCLE:
            current.add(place, base)
            return
        self._current = _Part(place, base)
        if ahead:
            self._parts += [part for part in self._held if part.body[0] != ZWSP]
            self._held = [part for part in self._held if part.body[0] == ZWSP]
            self._current.ahead, self._current.first, self._current.doubt = ahead.body, ahead.first, ahead.doubt
        self._parts.append(self._current)
        self._release()

    def _hang(self, place: int, mark: str, inside: bool) -> None:
        """A mark goes on the current syllable, or on an earlier one if this has no room for it."""
        if self._current is None and self._ahead:
            self._ahead.add(place, mark)
            return
        target, doubt = self._current, Doubt.ORDER if self._ahead else None
        if not inside and (target is None or not has_room(target.ahead + target.body, mark)):
            earlier = self._earlier(mark)
            target, doubt = (earlier, Doubt.ORDER) if earlier else (target, doubt)
        if target:
            target.add(place, mark, doubt)
        else:
            self._current = _Part(place, mark)
            self._parts.append(self._current)

    def _earlier(self, mark: str) -> _Part | None:
        """One of the last few syllables, no text between, that `mark` makes well formed; none for a doubled mark."""
        if self._current and mark in self._current.body:
            return None
        for part in reversed(self._parts[-4:]):
            if part is self._current or part.is_blank:
                continue
            if not part.is_syllable:
                break
            if _settled(part.ahead, part.body + mark)[1] is None:
                return part
        return None

    def _pass(self, place: int, unit: str, kind: str) -> None:
        """Joiners belong to a syllable, word hints do not end it, nor do blanks before its base; all else ends it."""
        part = _Part(place, unit, is_syllable=False)
        open_part = self._ahead or self._current
        if kind == "joiner" and open_part:
            open_part.add(place, unit)
        elif self._ahead and part.is_blank:
            self._held.append(part)
            self._ahead.doubt = Doubt.ORDER if kind == "other" else self._ahead.doubt
        elif kind == "hint":
            self._parts.append(part)
        else:
            self._end()
            self._parts.append(part)

    def _end(self) -> None:
        """Ends the syllable; what is still ahead of a base was drawn behind its own, or has none."""
        if self._ahead and self._current:
            self._current.add(self._ahead.last, self._ahead.body, Doubt.ORDER)
        elif self._ahead:
            self._ahead.doubt = Doubt.STRAY
            self._parts.append(self._ahead)
        self._release()
        self._current = None

    def _release(self) -> None:
        self._ahead = None
        self._parts += self._held
        self._held = []
