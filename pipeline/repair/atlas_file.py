"""The atlas on disk: fonts packed into two files, one for known fonts and one, larger, for unknown ones."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from math import log2
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.repair.font_entry import FontEntry, Readings
from pipeline.repair.nearest import USUAL_HEIGHT, letter_height
from pipeline.repair.raster import SIDE

BOX_UNITS = 4096
"""Steps to the em in which boxes of shapes are stored."""
_SHARES = 255
_WEIGHT_STEPS = 9
"""Steps of a stored weight to a factor of two."""
_RAREST = 0.99


class FontFacts(NamedTuple):
    """A font of the atlas, its glyphs apart."""

    name: str
    """PostScript name."""
    family: str
    style: str
    units_per_em: int
    glyph_count: int
    misread: float
    height: float = USUAL_HEIGHT
    """Of its letters, in ems."""


@dataclass(frozen=True)
class Shapes:
    """The shapes of the outlines that stand for Khmer."""

    outlines: NDArray[np.uint32]
    """For each shape the place of its outline in `AtlasFile.hashes`, plus one."""
    bitmaps: NDArray[np.uint8]
    """(n, SIDE * SIDE), 0 to 15."""
    boxes: NDArray[np.float32]
    """(n, 5) in ems, as in `Shape.box`."""


class AtlasFile:
    """One packed part of the atlas: the shipped fonts together, or a font taught by the user."""

    def __init__(self, path: Path) -> None:
        """Read what known fonts need; the shapes beside it are read when they are asked for.

        Raises:
            OSError, ValueError: the file is missing or is no atlas.
        """
        self.path = path
        with np.load(path) as arrays:
            self.fonts = [FontFacts(*font) for font in json.loads(arrays["fonts"].tobytes())]
            self.texts: list[str | None] = [None, *arrays["texts"].tobytes().decode("utf-8").split("\n")]
            self.hashes: NDArray[np.uint64] = np.cumsum(arrays["hash_steps"], dtype=np.uint64)
            self.outlines: NDArray[np.uint32] = np.cumsum(arrays["outline_steps"], dtype=np.int64).astype(np.uint32)
            self.strings: NDArray[np.uint16] = arrays["strings"]
            self.weights: NDArray[np.uint8] = arrays["weights"]
            self._others: tuple[NDArray[Any], ...] = tuple(
                arrays[f"other_{part}"] for part in ("rows", "texts", "shares")
            )
        self.starts = np.cumsum([0, *(font.glyph_count for font in self.fonts)])

    @cached_property
    def others(self) -> dict[int, list[tuple[str, float]]]:
        """For rows with more than one reading, the further ones with their shares."""
        found: dict[int, list[tuple[str, float]]] = {}
        for row, text, share in zip(*(part.tolist() for part in self._others), strict=True):
            found.setdefault(row, []).append((self.texts[text] or "", share / _SHARES))
        return found

    @cached_property
    def shapes(self) -> Shapes:
        """The shapes of this part's outlines."""
        with np.load(shapes_path(self.path)) as arrays:
            nibbles = arrays["bitmaps"]
            bitmaps = np.stack([nibbles >> 4, nibbles & 15], axis=2).reshape(len(nibbles), -1)
            return Shapes(arrays["outlines"], bitmaps, arrays["boxes"].astype(np.float32) / np.float32(BOX_UNITS))

    @cached_property
    def advances(self) -> NDArray[np.float64]:
        """The advance of each row's glyph in ems; nan where it has no shape."""
        known = np.full(len(self.hashes) + 1, np.nan)
        with np.load(shapes_path(self.path)) as arrays:
            known[arrays["outlines"]] = arrays["boxes"][:, 4] / BOX_UNITS
        return known[self.outlines]

    @cached_property
    def by_outline(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows sorted by outline, and where the rows of each outline begin among them."""
        order = np.argsort(self.outlines, kind="stable")
        return order, np.searchsorted(self.outlines[order], np.arange(len(self.hashes) + 2))

    def place(self, exact: bytes) -> int | None:
        """The place of a hash in `hashes` plus one, as `outlines` has it; None if it is not there."""
        value = np.uint64(int.from_bytes(exact))
        place = int(np.searchsorted(self.hashes, value))
        return place + 1 if place < len(self.hashes) and self.hashes[place] == value else None

    def rows(self, outline: int) -> NDArray[np.int64]:
        """The rows (glyphs of fonts) that have an outline."""
        order, begins = self.by_outline
        return order[begins[outline] : begins[outline + 1]]

    def font_of(self, row: int) -> int:
        """The font that a row belongs to."""
        return int(np.searchsorted(self.starts, row, side="right")) - 1

    def readings(self, row: int) -> Readings:
        """The visual strings of a row, likeliest first, with their shares; empty where nothing is known."""
        first = self.texts[self.strings[row]]
        if first is None:
            return ()
        others = self.others.get(row, [])
        return ((first, max(0.0, 1.0 - sum(share for _, share in others))), *others)

    def weight(self, row: int) -> float:
        """How often a row's glyph is drawn in ten million words of its font; never 0."""
        return float(2.0 ** (int(self.weights[row]) / _WEIGHT_STEPS) - _RAREST)


def shapes_path(path: Path) -> Path:
    """Where the shapes of an atlas file are kept."""
    return path.with_name(f"{path.stem}_shapes{path.suffix}")


def write_atlas(entries: Sequence[FontEntry], path: Path, shaped: Sequence[FontEntry] | None = None) -> None:
    """Write fonts to `path` and the shapes of `shaped` (default: all of them) beside it; same fonts, same bytes."""
    hashes = sorted({int.from_bytes(value) for entry in entries for value in entry.hashes if value})
    places = {value: place for place, value in enumerate(hashes, 1)}
    texts = sorted({text for entry in entries for readings in entry.strings.values() for text, _ in readings})
    numbers = {text: number for number, text in enumerate(texts, 1)}
    outlines = [places[int.from_bytes(value)] if value else 0 for entry in entries for value in entry.hashes]
    facts = [_facts(entry) for entry in entries]
    arrays: dict[str, NDArray[Any]] = {
        "fonts": _bytes(json.dumps(facts, ensure_ascii=False)),
        "texts": _bytes("\n".join(texts)),
        "hash_steps": np.diff(np.array([0, *hashes], np.uint64)),
        "outline_steps": np.diff(np.array([0, *outlines], np.int64)).astype(np.int32),
        "strings": np.array(_first_numbers(entries, numbers), np.uint16),
        "weights": np.array([weight for entry in entries for weight in _stored_weights(entry)], np.uint8),
        **_packed_others(entries, numbers),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    _save(path, arrays)
    _save(shapes_path(path), _packed_shapes(entries if shaped is None else shaped, places))


def _facts(entry: FontEntry) -> FontFacts:
    height = letter_height(entry.shapes.values())
    size = (entry.units_per_em, len(entry.hashes))
    return FontFacts(entry.name, entry.family, entry.style, *size, round(entry.misread, 6), round(height, 4))


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), np.uint8)


def _save(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write beside and rename, so that the file is there whole or not at all."""
    packed = BytesIO()
    np.savez_compressed(packed, allow_pickle=False, **arrays)
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(packed.getvalue())
    beside.replace(path)


def _first_numbers(entries: Sequence[FontEntry], numbers: Mapping[str, int]) -> list[int]:
    """For each row the number of its first reading; 0 where nothing is known."""
    return [
        numbers[entry.strings[glyph][0][0]] if glyph in entry.strings else 0
        for entry in entries
        for glyph in range(len(entry.hashes))
    ]


def _stored_weights(entry: FontEntry) -> list[int]:
    weights = (entry.weights.get(glyph, 0.0) for glyph in range(len(entry.hashes)))
    return [min(255, round(log2(1 + weight) * _WEIGHT_STEPS)) for weight in weights]


def _packed_others(entries: Sequence[FontEntry], numbers: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    start, others = 0, []
    for entry in entries:
        for glyph, readings in sorted(entry.strings.items()):
            others += [(start + glyph, numbers[text], round(share * _SHARES)) for text, share in readings[1:]]
        start += len(entry.hashes)
    rows, texts, shares = zip(*others, strict=True) if others else ((), (), ())
    return {
        "other_rows": np.array(rows, np.uint32),
        "other_texts": np.array(texts, np.uint16),
        "other_shares": np.array(shares, np.uint8),
    }


def _packed_shapes(entries: Sequence[FontEntry], places: Mapping[int, int]) -> dict[str, NDArray[Any]]:
    shapes = {
        places[int.from_bytes(entry.hashes[glyph])]: shape
        for entry in entries
        for glyph, shape in sorted(entry.shapes.items())
    }
    bitmaps = np.array([shape.bitmap for shape in shapes.values()], np.uint8).reshape(len(shapes), SIDE * SIDE)
    boxes = np.array([shape.box for shape in shapes.values()], float).reshape(len(shapes), 5) * BOX_UNITS
    return {
        "outlines": np.array(list(shapes), np.uint32),
        "bitmaps": bitmaps[:, ::2] << 4 | bitmaps[:, 1::2],
        "boxes": np.clip(np.rint(boxes), -(2**15), 2**15 - 1).astype(np.int16),
    }
