"""A picture to lines with their words: found, cut out, read as Khmer and where needed as English, and corrected."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from pipeline.scan.blobs import Blobs, find_blobs
from pipeline.scan.bullets import bullet_of, bullet_word
from pipeline.scan.clean import clean
from pipeline.scan.correct import Corrected, correct
from pipeline.scan.picture import Gray
from pipeline.scan.pieces import Piece, cut_out, find_pieces
from pipeline.scan.rulings import Ruling, take_rulings
from pipeline.scan.scripts import ENGLISH, KHMER, choose, is_sure_khmer
from pipeline.scan.tesseract import Program, Word, read_lines

_SAME_ROW = 0.7
"""Heights of a letter between the middles of pieces that stand in one row."""


@dataclass(slots=True)
class PrintedLine:
    """A stretch of print on one line; all in pixels of the straightened picture."""

    gray: Gray
    """Its picture alone."""
    x0: int
    """Of that picture's corner."""
    piece: Piece
    bullet: Corrected | None = None
    """What stands in front of it, and is not in its picture."""
    words: list[Corrected] = field(default_factory=list)
    """Their places are in pixels of the line's own picture."""


@dataclass(slots=True)
class Print:
    """What is printed on a picture."""

    lines: list[PrintedLine]
    rulings: list[Ruling]
    blobs: Blobs
    angle: float
    """Degrees the picture was turned by, counter-clockwise about its middle."""


def find_print(gray: Gray, scale: float) -> Print:
    """Return the lines of a picture row by row, not read yet; `scale` is in pixels a point."""
    cleaned = clean(gray)
    whole = find_blobs(cleaned.ink, scale)
    ink, rulings = take_rulings(cleaned.ink, whole.letter) if whole.letter else (cleaned.ink, [])
    blobs = find_blobs(ink, scale, whole.letter)
    gray = np.where(cleaned.ink & ~ink, np.uint8(255), cleaned.gray)
    lines = []
    for piece in _in_rows(find_pieces(blobs, rulings), blobs.letter):
        lines.append(_line(piece, gray, blobs))
    return Print(lines, rulings, blobs, cleaned.angle)


def _line(piece: Piece, gray: Gray, blobs: Blobs) -> PrintedLine:
    """A piece cut out, without the bullet in front of it."""
    bullet = bullet_of(piece, blobs)
    if bullet is not None:
        piece.blobs.remove(bullet)
    cut, x0, _ = cut_out(piece, gray, blobs)
    line = PrintedLine(cut, x0, piece)
    if bullet is not None:
        left, _, right, _ = map(int, blobs.boxes[bullet])
        line.bullet = bullet_word(left - x0, right - x0)
    return line


def find_lines(gray: Gray, scale: float) -> list[PrintedLine]:
    """Return the lines of a picture row by row, not read yet."""
    return find_print(gray, scale).lines


def read_print(found: Print, program: Program, languages: Sequence[str], seconds: float) -> None:
    """Fill in the words of the lines.

    Raises:
        OcrError: tesseract failed, or took longer than so many seconds for one language.
    """
    lines, letter = found.lines, found.blobs.letter
    if sorted(languages) != [ENGLISH, KHMER]:
        for line, words in zip(lines, _read(program, lines, "+".join(languages), seconds), strict=True):
            _set_words(line, words)
        return
    khmer = _read(program, lines, KHMER, seconds)
    doubtful = [n for n, words in enumerate(khmer) if not is_sure_khmer(words)]
    english = _read(program, [lines[n] for n in doubtful], ENGLISH, seconds)
    chosen = dict(enumerate(khmer))
    for n, words in zip(doubtful, english, strict=True):
        chosen[n] = choose(khmer[n], words, letter)
    for n, line in enumerate(lines):
        _set_words(line, chosen[n])


def _set_words(line: PrintedLine, words: Sequence[Word]) -> None:
    line.words = [*([line.bullet] if line.bullet is not None else []), *correct(words)]


def _read(program: Program, lines: Sequence[PrintedLine], language: str, seconds: float) -> list[list[Word]]:
    read = read_lines(program, [line.gray for line in lines], language, seconds)
    for words in read:
        _end_words(words)
    return read


def _end_words(words: Sequence[Word]) -> None:
    """Let each word end with its last sign, and before the next word begins: tesseract's own ends may be far off."""
    for word in words:
        word.x1 = max(symbol.x1 for symbol in word.symbols)
    for word, following in pairwise(words):
        word.x1 = max(word.x0 + 1, min(word.x1, following.x0))


def _in_rows(pieces: Sequence[Piece], letter: float) -> list[Piece]:
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if rows and piece.middle - rows[-1][0].middle < _SAME_ROW * letter:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda piece: piece.x0)]
