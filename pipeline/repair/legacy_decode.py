"""Codes of one family of 8-bit Khmer fonts as text: longest match, visual order to logical, canonical order."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from pipeline.khmer.drawing import AHEAD, settle
from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.syllable import (
    COENG,
    KHMER,
    LOOSE_BASES,
    LOOSE_MARKS,
    SHIFTERS,
    VOWEL_U,
    VOWELS,
    is_wellformed,
    low_shifter,
)
from pipeline.khmer.visual import Cluster, Doubt, to_logical_spans
from pipeline.model.minutes import Flag
from pipeline.repair.legacy_choice import Decision, decide, substituted
from pipeline.repair.legacy_codes import codes_of, cp1252_of
from pipeline.repair.legacy_readings import sites
from pipeline.repair.legacy_tables import Family, Table, tables

CLOSE = 2.0
"""Nats; a rival no farther than this is worth a look."""

_LINE = re.compile(r"[^\r\n]+|[\r\n]+")
_UNITS = re.compile(
    f"(?P<ahead>(?:{AHEAD})*)(?P<body>[{LOOSE_BASES}](?:(?!{AHEAD})(?:{COENG}[{LOOSE_BASES}]|[{LOOSE_MARKS}]))*)"
    f"|(?P<stray>[{LOOSE_MARKS}{COENG}]+)|[^{LOOSE_BASES}{LOOSE_MARKS}{COENG}]+"
)
"""Visual syllables whole, signs without a base, and anything else."""
_TWO_VOWELS = re.compile(
    f"(?P<letters>[^{VOWELS}{SHIFTERS}]+)(?=[{VOWELS}]*{VOWEL_U}){VOWEL_U}?(?P<vowel>[{VOWELS}]){VOWEL_U}?"
    f"(?P<signs>[^{VOWELS}{SHIFTERS}]*)"
)
_KHMER_RUN = re.compile(f"[{KHMER}]+")
_ALIKE = re.compile(f"{COENG}[\u178a\u178f]|[\u17b1\u17b2]")
"""Letters that most fonts do not tell apart: subscripts DA and TA, the two forms of OO."""
_MIXED_NUMBER = re.compile("(?<![១-៩])(?=[0-9]+០|០[0-9])[0-9០]+(?![១-៩])")
_KHMER_ZERO = "០"


class Reading(NamedTuple):
    """What codes say in one family."""

    text: str
    flags: list[Flag]
    """Doubtful places: a sign out of order, a broken syllable, a glyph of several readings with a close rival."""


def decode(codes: bytes | str, family: Family) -> str:
    """The text of `codes` in a font of `family`, its Khmer in canonical order; line breaks and tabs stay in place.

    Codes that are not the family's own are their cp1252 characters. Ornaments (`Family.TACTEING`) are no text: "".
    """
    return read(codes, family).text


def read(codes: bytes | str, family: Family) -> Reading:
    """As `decode`, with what is doubtful in the text.

    Args:
        codes: 8-bit codes, or the text that an extractor made of them (`pipeline.repair.legacy_codes.codes_of`).
        family: the encoding of their font.
    """
    if family is Family.TACTEING:
        return Reading("", [])
    decoder = _decoder(family)
    texts: list[str] = []
    flags: list[Flag] = []
    done = 0
    for line in _LINE.findall(codes_of(codes)):
        reading = decoder.read(line)
        flags += [_moved(flag, done) for flag in reading.flags]
        texts.append(reading.text)
        done += len(reading.text)
    return Reading("".join(texts), flags)


def read_together(parts: Sequence[bytes | str], family: Family) -> list[Reading]:
    """As `read`, of codes that stand side by side on one line in several parts, such as bold and plain ones.

    Syllables and words may go over from part to part: a syllable belongs to the part in which its ink begins.
    """
    if len(parts) == 1 or family is Family.TACTEING:
        return [read(part, family) for part in parts]
    return _decoder(family).read_together([codes_of(part) for part in parts])


class _Decoder:
    """What it takes to read one family, laid out once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        sequences = sorted((key for key in table.texts if len(key) > 1), key=len, reverse=True)
        self._tokens = re.compile("|".join((*map(re.escape, sequences), ".")), re.DOTALL)
        self._has_latin_zero = "0" in table.texts.values() or "1" not in table.texts.values()

    def read(self, line: str) -> Reading:
        """The text of a line of codes, and its flags."""
        _, pieces, decisions = self._decided(line)
        reading = _assembled(pieces, decisions)
        return reading._replace(text=self._spelt(reading.text))

    def read_together(self, parts: Sequence[str]) -> list[Reading]:
        """The text of a line of codes and its flags, part by part."""
        tokens, pieces, decisions = self._decided("".join(parts))
        clusters = [_mended(cluster) for cluster in to_logical_spans(substituted(pieces, decisions, 0, len(pieces)))]
        owners = _owners(_parts_of(tokens, parts), decisions)
        lengths, place = [0] * len(parts), 0
        for cluster in clusters:
            place = max(place, owners[cluster.first_piece])
            lengths[place] += len(cluster.text)
        written = "".join(cluster.text for cluster in clusters)
        text = self._spelt(written)
        text = text if len(text) == len(written) else written
        return _split(Reading(text, _flags(clusters, _doubtful(decisions))), lengths)

    def _decided(self, line: str) -> tuple[list[str], list[str], list[Decision]]:
        """The tokens of a line, what each draws, and how those of several readings are read."""
        tokens = self._tokens.findall(line)
        text_of = self._table.texts.get
        pieces = [text if (text := text_of(token)) is not None else cp1252_of(token) for token in tokens]
        return tokens, pieces, decide(pieces, sites(tokens, pieces, self._table))

    def _spelt(self, text: str) -> str:
        """The text with letters that are drawn alike as each known word is spelt, and numbers in one kind of digits."""
        text = _KHMER_RUN.sub(_respelt, text)
        if self._has_latin_zero:
            return text
        return _MIXED_NUMBER.sub(lambda number: number[0].replace(_KHMER_ZERO, "0"), text)


@cache
def _decoder(family: Family) -> _Decoder:
    return _Decoder(tables()[family])


def _parts_of(tokens: Iterable[str], parts: Sequence[str]) -> list[int]:
    """The part in which each token begins."""
    ends = [*accumulate(map(len, parts))]
    starts = accumulate(map(len, tokens), initial=0)
    return [bisect_right(ends, start) for start, _ in zip(starts, tokens, strict=False)]


def _owners(parts: Sequence[int], decisions: Iterable[Decision]) -> list[int]:
    """The part of each piece once the sites are decided."""
    owners: list[int] = []
    done = 0
    for decision in decisions:
        first, last = decision.site.first, decision.site.last
        owners += [*parts[done:first], *[parts[first]] * len(decision.pieces)]
        done = last + 1
    return [*owners, *parts[done:]]


def _split(reading: Reading, lengths: Iterable[int]) -> list[Reading]:
    """A reading cut into parts of these lengths; each flag lies in one part."""
    found, start = [], 0
    for length in lengths:
        end = start + length
        flags = [_moved(flag, -start) for flag in reading.flags if start <= flag.charspan[0] < end]
        found.append(Reading(reading.text[start:end], flags))
        start = end
    return found


def _assembled(pieces: Sequence[str], decisions: Sequence[Decision]) -> Reading:
    """The text that pieces draw once the sites among them are decided; the quick way where every syllable is whole."""
    drawn = substituted(pieces, decisions, 0, len(pieces))
    is_close = any(decision.margin < CLOSE for decision in decisions)
    texts = [_whole(match) for match in _UNITS.finditer("".join(drawn))]
    if not is_close and None not in texts:
        return Reading("".join(text for text in texts if text), [])
    clusters = [_mended(cluster) for cluster in to_logical_spans(drawn)]
    return Reading("".join(cluster.text for cluster in clusters), _flags(clusters, _doubtful(decisions)))


def _whole(match: re.Match[str]) -> str | None:
    """The text of a visual syllable that is whole, or of what is none; None for signs that need their neighbours."""
    if match["body"]:
        return _settled(match["ahead"], match["body"])
    return None if match["stray"] else match[0]


@lru_cache(maxsize=16384)
def _settled(ahead: str, body: str) -> str | None:
    text = settle(ahead, body)
    return next((one for one in (text, _with_shifter(text)) if is_wellformed(one)), None)


def _mended(cluster: Cluster) -> Cluster:
    if cluster.doubt is Doubt.BROKEN and is_wellformed(text := _with_shifter(cluster.text)):
        return cluster._replace(text=text, doubt=None)
    return cluster


def _with_shifter(cluster: str) -> str:
    """The cluster with a shifter for U beside another vowel: the low mark of these fonts, drawn before any vowel."""
    match = _TWO_VOWELS.fullmatch(cluster)
    return match["letters"] + low_shifter(match["letters"]) + match["vowel"] + match["signs"] if match else cluster


def _doubtful(decisions: Iterable[Decision]) -> dict[int, Decision]:
    """Decisions with a close rival by the place of their first piece once all are made."""
    found, shift = {}, 0
    for decision in decisions:
        if decision.margin < CLOSE:
            found[decision.site.first + shift] = decision
        shift += len(decision.pieces) - (decision.site.last - decision.site.first + 1)
    return found


def _flags(clusters: Iterable[Cluster], doubtful: dict[int, Decision]) -> list[Flag]:
    flags, end = [], 0
    for cluster in clusters:
        span = end, end + len(cluster.text)
        end = span[1]
        if cluster.doubt:
            flags.append(Flag(charspan=span, reason=str(cluster.doubt), margin=0.0, rivals=[]))
        for place in range(cluster.first_piece, cluster.last_piece + 1):
            if decision := doubtful.pop(place, None):
                margin, rivals = round(decision.margin, 3), list(decision.rivals)
                flags.append(Flag(charspan=span, reason="rival", margin=margin, rivals=rivals))
    return flags


def _moved(flag: Flag, by: int) -> Flag:
    start, end = flag.charspan
    return flag.model_copy(update={"charspan": (start + by, end + by)})


def _respelt(run: re.Match[str]) -> str:
    return lexicon().respelt(run[0]) if _ALIKE.search(run[0]) else run[0]
