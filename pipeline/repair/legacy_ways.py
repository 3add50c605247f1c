"""The codes of a document's fonts: whether they may be those of 8-bit Khmer, and which way leads to them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from pipeline.model.document import Document, Font, Span
from pipeline.repair.legacy import Family, decode, detect, family_of_font
from pipeline.repair.legacy_codes import codes_of
from pipeline.repair.legacy_codings import BLANK, Coding, best_known, codes_drawn, codings
from pipeline.repair.legacy_detect import SHORTAGE, surplus
from pipeline.repair.legacy_suspects import is_odd

Run = Sequence[Span]
"""Spans of one font name that stand side by side: Word draws one word in two font objects."""

FEWEST_CODES = 40
"""Odd codes in a font without a telling name that are worth a look: the shortest line whose family is told surely."""
_EXCERPT = 600
"""Codes by which the ways to a font's codes are compared."""
_SILENT = "\0\ufffd \t"


def is_suspect(document: Document, runs: Sequence[Run]) -> bool:
    """Whether there is enough in a font that may be codes, by what is said of it or, where nothing is, by its ways."""
    if sum(map(len, odd_texts(runs))) >= FEWEST_CODES:
        return True
    silent: dict[str, list[Span]] = defaultdict(list)
    for span in (span for run in runs for span in run):
        if is_silent(span):
            silent[span.font or ""].append(span)
    return any(
        sum(len(span.glyphs) for span in own) >= FEWEST_CODES
        and any(
            is_odd(codes_of_runs([[span] for span in _first(own, _EXCERPT)], {key: way}))
            for way in _known_ways(document.fonts[key])
        )
        for key, own in silent.items()
    )


def odd_texts(runs: Iterable[Run]) -> Iterator[str]:
    """Yield what runs say that looks like no text in Latin letters."""
    texts = (codes_of("".join(span.text for span in run)) for run in runs)
    return (text for text in texts if is_odd(text))


def is_silent(span: Span) -> bool:
    """Whether a file says nothing of what is drawn."""
    return bool(span.glyphs) and not span.text.strip(_SILENT)


def ways_of(document: Document, name: str | None, runs: Iterable[Run]) -> dict[str, Coding]:
    """The way to the codes of each of the PDF fonts: the only one, or that whose text is best."""
    drawn: dict[str, list[Span]] = defaultdict(list)
    for span in (span for run in runs for span in run):
        if span.glyphs:
            drawn[span.font or ""].append(span)
    found = {}
    for key, own in drawn.items():
        ways = _known_ways(document.fonts[key])
        if len(ways) > 1:
            first = [[span] for span in _first(own, _EXCERPT)]
            ways.sort(key=lambda way: -_quality(codes_of_runs(first, {key: way}), name))
        if ways:
            found[key] = ways[0]
    return found


def _first(spans: Sequence[Span], glyphs: int) -> list[Span]:
    """The first spans, until they have so many glyphs."""
    counts = accumulate((len(span.glyphs) for span in spans), initial=0)
    return [span for span, count in zip(spans, counts, strict=False) if count < glyphs]


def _known_ways(font: Font) -> list[Coding]:
    return best_known(codings(font), font.said)


def _quality(codes: str, name: str | None) -> float:
    """How much better than the least that is Khmer codes read, in the family of that name or the one they tell."""
    named = family_of_font(name) if name is not None else None
    if named is Family.TACTEING:
        return 0.0
    own = surplus(codes, decode(codes, named), named) if named is not None else 0.0
    if own > SHORTAGE:
        return own
    told = detect(codes).family
    return max(own, surplus(codes, decode(codes, told), told)) if told is not None else own


def codes_of_runs(runs: Iterable[Run], ways: Mapping[str, Coding], odd_only: bool = False) -> str:
    """The codes of all runs, one a line."""
    read = ([span for span in run if span.font in ways or not is_silent(span)] for run in runs)
    texts = ("".join(codes_drawn(run, ways, BLANK)) for run in read)
    return "\n".join(text for text in texts if not odd_only or is_odd(text))
