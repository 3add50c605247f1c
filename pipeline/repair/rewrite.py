"""Lines of a page written anew from what their glyphs are: visual strings to logical text, spaces from geometry."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.syllable import COENG, DA, TA, is_dependent
from pipeline.khmer.visual import Cluster, to_logical_spans
from pipeline.model.document import Line, Span
from pipeline.model.minutes import Flag, Repair, RepairMethod

SPACE_GAP = 0.16
"""Em; a wider gap between two glyphs is a space, as in pipeline.extract.lines."""
REAL_SPACE = 0.06
"""Em; a space glyph after which the pen stands less than this beyond the ink before it moves nothing: an artefact."""
WITNESSED = 0.97
"""Confidence in what a file's own ActualText says."""
DOUBTFUL = 0.95
"""Confidence below which words outside the lexicon are flagged; above it they are the author's."""
CLOSE = 2.0
"""Nats; a rival no farther than this is worth a look."""
UNREAD = "\ufffd"
_ALIKE = (DA, TA)


@dataclass(frozen=True, slots=True)
class GlyphReading:
    """What one glyph of a font stands for."""

    text: str
    """Its visual string: the letters whose ink it is; empty for a spacer."""
    confidence: float
    rung: str
    """How it was found: id, outline, gsub, layout, cmap, tounicode, geometry, shape, actualtext or codes."""
    spelling_open: bool = False
    """Whether it may as well be the other of subscript DA and TA, which are drawn alike."""
    margin: float = math.inf
    """By how much the text is more probable than with the next best string, in nats a place."""
    rivals: tuple[str, ...] = ()
    """The next best strings."""


_UNKNOWN = GlyphReading(UNREAD, 0.0, "none")
_GAP = GlyphReading(" ", 1.0, "gap")

Readings = Mapping[str, Mapping[int, GlyphReading]]
"""For each font key the reading of each of its codes; fonts that are not listed keep their text."""


@dataclass(slots=True)
class _Piece:
    """One glyph of a run, or a space that the geometry shows."""

    reading: GlyphReading
    span: int

    @property
    def text(self) -> str:
        """Its visual string."""
        return self.reading.text


def rewrite_line(
    line: Line, readings: Readings, witnesses: Collection[str] = (), method: RepairMethod = "glyph"
) -> None:
    """Replace the text of a line's spans in fonts that have readings; `orig` and `repair` say what was done.

    `witnesses` are the fonts of which the file's own ActualText is believed instead. A span is as sure as its least
    sure glyph; where what the glyphs stand for was deciphered, as sure as they are in the mean, and words outside the
    lexicon are flagged.
    """
    run: list[Span] = []
    for span in [*line.spans, None]:
        if span is not None and span.font in readings and span.glyphs:
            run.append(span)
            continue
        if run:
            pieces = _pieces(run, readings, witnesses)
            if not _is_wanted(run, pieces):
                run = []
                continue
            if run[0] is line.spans[0]:
                _drop_blanks(pieces, 0)
            if span is None:
                _drop_blanks(pieces, -1)
            _rewrite(run, pieces, method)
        run = []


def _is_wanted(run: Sequence[Span], pieces: Sequence[_Piece]) -> bool:
    """Whether a run is read anew: it holds Khmer, or its text layer is silent; other scripts stay as given."""
    if any("\u1780" <= letter <= "\u17ff" for piece in pieces for letter in piece.text):
        return True
    said = "".join(span.text for span in run)
    return said.count(UNREAD) >= len(said) / 2


def _rewrite(run: Sequence[Span], pieces: Sequence[_Piece], method: RepairMethod) -> None:
    """Neighbouring spans are read as one: a syllable may begin in one and end in the next; it goes to the first."""
    texts: list[list[str]] = [[] for _ in run]
    flags: list[list[Flag]] = [[] for _ in run]
    sure: list[list[float]] = [[] for _ in run]
    for cluster in to_logical_spans([piece.text for piece in pieces]):
        place = pieces[cluster.first_piece].span
        flags[place] += _flags(
            sum(map(len, texts[place])), cluster, pieces[cluster.first_piece : cluster.last_piece + 1]
        )
        texts[place].append(cluster.text)
    for piece in pieces:
        sure[piece.span].append(piece.reading.confidence)
    for index, (span, parts, doubts, shares) in enumerate(zip(run, texts, flags, sure, strict=True)):
        text = "".join(parts)
        confidence = 1.0 if not shares else min(shares) if method == "glyph" else mean(shares)
        if any(piece.reading.spelling_open and piece.span == index for piece in pieces):
            text = _respelt(text)
        if confidence < DOUBTFUL or method == "decipher":
            doubts += unknown_words(text)
        _settle(span, text, doubts, confidence, method)


def _respelt(text: str) -> str:
    """The text with subscripts DA and TA as each known word is spelt; nothing else of it changes."""
    spelt = lexicon().respelt(text)
    if len(spelt) != len(text):
        return text
    return "".join(
        new if new in _ALIKE and n and text[n - 1] == COENG else old
        for n, (old, new) in enumerate(zip(text, spelt, strict=True))
    )


def own_readings(span: Span) -> list[GlyphReading]:
    """Return what the file says of each glyph: ActualText, whole at the first glyph it covers, else its text layer."""
    said = [GlyphReading(glyph.text, WITNESSED, "actualtext") for glyph in span.glyphs]
    for actual in span.actual:
        said[actual.first : actual.last + 1] = [
            GlyphReading(actual.text if n == actual.first else "", WITNESSED, "actualtext")
            for n in range(actual.first, actual.last + 1)
        ]
    return said


def _pieces(run: Sequence[Span], readings: Readings, witnesses: Collection[str]) -> list[_Piece]:
    """The visual strings of a run's glyphs in content order, with the spaces that the geometry shows.

    A sign without width of its own that was moved over its base shows none.
    """
    pieces: list[_Piece] = []
    pen: float | None = None
    blanks: list[_Piece] = []
    for index, span in enumerate(run):
        size, known = span.size or 10.0, readings[span.font or ""]
        own = span.font in witnesses
        found = own_readings(span) if own else [known.get(glyph.cid, _UNKNOWN) for glyph in span.glyphs]
        for glyph, reading in zip(span.glyphs, found, strict=True):
            x0, x1 = glyph.box[0], glyph.box[2]
            if reading.text.isspace():
                blanks.append(_Piece(reading, index))
                continue
            attached = x1 <= x0 and is_dependent(reading.text[:1])
            gap = 0.0 if pen is None or attached else (x0 - pen) / size
            if blanks and (pen is None or gap > REAL_SPACE):
                pieces += blanks
            elif gap > SPACE_GAP:
                pieces.append(_Piece(_GAP, index))
            blanks = []
            pieces.append(_Piece(reading, index))
            if not attached:
                pen = x1 if pen is None else max(pen, x1)
    return pieces + blanks


def _drop_blanks(pieces: list[_Piece], end: int) -> None:
    while pieces and pieces[end].text.isspace():
        pieces.pop(end)


def _flags(start: int, cluster: Cluster, pieces: Sequence[_Piece]) -> list[Flag]:
    """What is doubtful about a cluster: its order, or a glyph whose string has a close rival."""
    span = start, start + len(cluster.text)
    flags = [Flag(charspan=span, reason=str(cluster.doubt), margin=0.0, rivals=[])] if cluster.doubt else []
    weakest = min((piece.reading for piece in pieces), key=lambda reading: reading.margin)
    if weakest.margin < CLOSE:
        flags.append(Flag(charspan=span, reason="rival", margin=round(weakest.margin, 3), rivals=list(weakest.rivals)))
    return flags


def unknown_words(text: str) -> list[Flag]:
    """Return flags for the stretches of a doubtful text that no word of the list covers."""
    return [
        Flag(charspan=(stretch.start, stretch.end), reason="unknown-word", margin=0.0, rivals=[])
        for stretch in lexicon().segment(text)
        if not stretch.in_lexicon and "\u1780" <= text[stretch.start] <= "\u17b3"
    ]


def _settle(span: Span, text: str, flags: Sequence[Flag], confidence: float, method: RepairMethod) -> None:
    if text == span.text and (text or not span.glyphs):
        return
    span.orig = span.text if span.orig is None else span.orig
    span.text = text
    span.repair = Repair(method=method, confidence=confidence, flags=list(flags))
