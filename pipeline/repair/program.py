"""What every kind of font program gives: outlines, advances, and what it says of its own glyphs."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from struct import error as struct_error
from struct import pack
from typing import TypeVar

from pipeline.repair.raster import Curves, Shape, describe

MOST_POINTS = 20_000
"""Points of one outline; more is no letter."""

_Read = TypeVar("_Read")


class FontProgramError(Exception):
    """An embedded font program that is damaged, or of a kind that is not read here."""


@dataclass(frozen=True)
class Outline:
    """The ink of one glyph."""

    exact: bytes
    """Eight bytes: equal for the same points, tags, contours and place on the baseline, all in font units."""
    curves: Curves
    """In font units, y upwards."""
    units_per_em: float
    advance: float
    """In font units."""

    @cached_property
    def shape(self) -> Shape:
        """What the ink looks like, free of scale and of how the curves are written."""
        return describe(self.curves, self.units_per_em, self.advance)


class Program(ABC):
    """A font program opened for its outlines. Methods raise FontProgramError on damage they cannot read past."""

    glyph_count: int
    units_per_em: float
    has_gsub: bool = False

    @abstractmethod
    def outline(self, glyph: int) -> Outline | None:
        """The outline of a glyph id; None where the glyph has no ink or there is no such glyph."""

    @abstractmethod
    def advance(self, glyph: int) -> float:
        """The advance width in font units; 0 where the program does not say."""

    def exact(self, glyph: int) -> bytes | None:
        """The exact hash of a glyph's outline, without the work of drawing it; None where it has no ink."""
        outline = self.outline(glyph)
        return outline.exact if outline is not None else None

    def cmap(self) -> dict[int, int]:
        """Code point to glyph id, as far as the program itself says; a symbol font's codes stay as they are."""
        return {}

    def letters(self) -> dict[int, int]:
        """Unicode code point to glyph id, where the program's character map is one of Unicode; else nothing."""
        return {}

    def glyph_name(self, glyph: int) -> str | None:
        """The PostScript name of a glyph, or None where the program has none."""
        return None


def guarded(read: Callable[[], _Read]) -> _Read:
    """What `read` returns; damage that it runs into is raised as FontProgramError."""
    try:
        return read()
    except (struct_error, IndexError, ValueError, OverflowError, RecursionError) as error:
        raise FontProgramError(f"a damaged font program: {error}") from error


def hash_points(kind: bytes, ends: Sequence[int], tags: bytes, coordinates: Sequence[float]) -> bytes:
    """The exact hash of an outline: `kind` tells curves of one degree from another; coordinates are rounded.

    Raises:
        FontProgramError: a coordinate is out of all bounds.
    """
    digest = blake2b(kind, digest_size=8)
    digest.update(pack(f">{len(ends)}i", *ends))
    digest.update(tags)
    digest.update(guarded(lambda: pack(f">{len(coordinates)}i", *map(round, coordinates))))
    return digest.digest()
