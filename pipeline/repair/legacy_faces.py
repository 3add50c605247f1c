"""Which fonts of a document draw Khmer over 8-bit codes: told by name, or by what all of their codes say."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import exp

from pipeline.model.document import Document, Span
from pipeline.repair.legacy import ENOUGH, Family, Verdict, decode, detect, family_of, family_of_font, is_legacy_font
from pipeline.repair.legacy_codings import Coding
from pipeline.repair.legacy_detect import surplus
from pipeline.repair.legacy_suspects import has_khmer, is_english, is_odd
from pipeline.repair.legacy_ways import Run, codes_of_runs, is_silent, is_suspect, odd_texts, ways_of

SURE_MARGIN = 3.0
"""Nats; nearer sisters leave a family untold where no name helps. The least margin measured on lines is 2.6."""
NAMED, BELIEVED, TOLD = 0.997, 0.95, 0.99
"""Confidence in a text: name and codes agree; the name alone, the codes being too few; the codes alone, far ahead."""
RIVALRY = 0.95
"""What a rival as probable as the chosen family takes away from the last."""
HIGH_SHARE = 0.03
"""Share of codes from 80 on: 0.05 at the least in minutes in any family, next to none in source code and figures."""
CREDIT = -25.0
"""Nats by which a known name's text may fall short of Khmer: a few codes may be a rare name."""


@dataclass(frozen=True, slots=True)
class Face:
    """All fonts of one name."""

    name: str | None
    """None for text that names no font: a text file's."""
    family: Family
    codings: Mapping[str, Coding]
    """By font key; empty for fonts of no PDF."""
    margin: float
    """In nats, over the next best family that reads another text; inf without one."""
    confidence: float
    named: bool
    """Whether the name says so; else text in another script may stand beside the codes, and each line is looked at."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of a document's fonts."""

    faces: Mapping[str | None, Face]
    """By font key."""
    unread: tuple[str, ...]
    """Names of fonts that draw Khmer over codes of which nobody knows the meaning."""
    lying: tuple[str, ...]
    """Names of fonts that are called as if they did, and do not."""
    untold: tuple[tuple[Family, ...], ...]
    """For each font, or text without one, that looks like codes: the families it may be of; none where nobody knows."""


def find_faces(document: Document) -> Findings:
    """Return the fonts of a document that are read by their codes, and those that cannot be."""
    by_name = _by_name(document)
    looks = [look for name, runs in by_name.items() if (look := _look(document, name, runs))]
    told = {look.verdict.family for look in looks if look.is_told} - {None, Family.TACTEING}
    if told:
        rest = (name for name in by_name if all(look.name != name for look in looks))
        looks += [look for name in rest if (look := _minor_look(document, name, by_name[name], told))]
    proven = {look.named for look in looks if look.verdict.family is look.named and look.verdict.margin > 0.0}
    looks = [look.believed() if look.is_short and look.named in proven else look for look in looks]
    faces: dict[str | None, Face] = {}
    for look in looks:
        if look.is_told:
            face = look.face()
            faces.update((span.font, face) for span in look.spans if not look.is_unread(span))
    named = [(look, look.name) for look in looks if look.name is not None and look.is_called_legacy]
    return Findings(
        faces,
        unread=tuple(name for look, name in named if look.is_without_meaning()),
        lying=tuple(name for look, name in named if not look.is_told and not look.is_without_meaning()),
        untold=tuple(look.families() for look in looks if not look.is_called_legacy and look.is_worth_a_word()),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What there is to know of all fonts of one name."""

    name: str | None
    runs: Sequence[Run]
    ways: Mapping[str, Coding]
    codes: str
    """Those on which the verdict rests, a run a line."""
    verdict: Verdict

    @property
    def spans(self) -> list[Span]:
        return [span for run in self.runs for span in run]

    @property
    def named(self) -> Family | None:
        return family_of_font(self.name) if self.name is not None else None

    @property
    def is_called_legacy(self) -> bool:
        return self.name is not None and is_legacy_font(self.name)

    @property
    def is_told(self) -> bool:
        return self.verdict.family is not None and (self.is_called_legacy or self.verdict.margin >= SURE_MARGIN)

    @property
    def is_short(self) -> bool:
        """Whether there are so few codes that a name which other fonts bear out is believed for them."""
        return self.verdict.family is None and len(self.codes) < ENOUGH and not _is_plain(self.codes, self.spans)

    def believed(self) -> "_Look":
        return replace(self, verdict=Verdict(self.named, 0.0, (), ()))

    def face(self) -> Face:
        assert self.verdict.family is not None
        sure = _confidence(self.verdict, self.name)
        return Face(self.name, self.verdict.family, self.ways, self.verdict.margin, sure, self.is_called_legacy)

    def is_unread(self, span: Span) -> bool:
        return is_silent(span) and span.font not in self.ways

    def is_without_meaning(self) -> bool:
        if any(self.is_unread(span) for span in self.spans):
            return True
        if not self.is_told and all(map(is_silent, self.spans)):
            return True
        return not self.is_told and self.named is None and not _is_plain(self.codes, self.spans)

    def is_worth_a_word(self) -> bool:
        """Whether text that may be codes, and is not told, is so odd that its readers should know."""
        if self.is_told or all(map(is_silent, self.spans)):
            return False
        if self.verdict.family is not None:
            return True
        codes = codes_of_runs(self.runs, self.ways)
        high = sum(code > "\x7f" for code in codes)
        return len(self.codes) >= ENOUGH and high >= HIGH_SHARE * len(codes) and is_odd(codes)

    def families(self) -> tuple[Family, ...]:
        return (self.verdict.family, *self.verdict.rivals[:1]) if self.verdict.family is not None else ()


def _look(document: Document, name: str | None, runs: Sequence[Run]) -> _Look | None:
    """A look at a font that is called a legacy one, or whose text may be codes; None for all others."""
    known = name is not None and is_legacy_font(name)
    if not (known or is_suspect(document, runs)):
        return None
    ways = ways_of(document, name, runs)
    codes = codes_of_runs(runs, ways, odd_only=not known)
    verdict = _verdict(name, codes, [span for run in runs for span in run])
    if verdict.family not in (None, Family.TACTEING) and verdict.margin == 0.0 and _is_left_over(document, runs):
        verdict = Verdict(None, 0.0, (), ())
    return _Look(name, runs, ways, codes, verdict)


def _is_left_over(document: Document, runs: Iterable[Run]) -> bool:
    """Whether a font is but named in a file that says its Khmer in Unicode: for the figures and brackets beside it.

    Converters change the letters and leave the name, and nobody who has not got the font sees that.
    """
    if any(span.glyphs for run in runs for span in run):
        return False
    return any(has_khmer(line.text) for page in document.pages for line in (*page.lines(), *page.furniture))


def _minor_look(
    document: Document, name: str | None, runs: Sequence[Run], told: Collection[Family | None]
) -> _Look | None:
    """A look at a font of too few codes to tell a family, beside others whose family is told; None if it is in none."""
    if not any(odd_texts(runs)):
        return None
    ways = ways_of(document, name, runs)
    codes = codes_of_runs(runs, ways, odd_only=True)
    found = {family: surplus(codes, decode(codes, family), family) for family in told if family is not None}
    family = max(found, key=lambda each: found[each])
    return _Look(name, runs, ways, codes, Verdict(family, found[family], (), ())) if found[family] > 0 else None


def _by_name(document: Document) -> dict[str | None, list[Run]]:
    """The runs of every font name, in the order of the document."""
    found: dict[str | None, list[Run]] = defaultdict(list)
    for page in document.pages:
        for line in (*page.lines(), *page.furniture):
            for name, run in groupby(line.spans, lambda span: _name(document, span)):
                found[name].append([*run])
    return found


def _name(document: Document, span: Span) -> str | None:
    font = document.fonts.get(span.font or "")
    return font.name if font is not None else None


def _verdict(name: str | None, codes: str, spans: Sequence[Span]) -> Verdict:
    """The family, or none where the text is what it says: plain English, or Khmer in Unicode."""
    verdict = family_of(name, codes)
    named = family_of_font(name) if name is not None else None
    if verdict.family is None or verdict.family is Family.TACTEING:
        return verdict
    if named is not verdict.family:
        return verdict
    is_short = len(codes.strip()) < ENOUGH or verdict.margin == 0.0
    text = decode(codes, named)
    if _is_plain(codes, spans) or (is_short and surplus(codes, text, named) < CREDIT):
        return Verdict(None, 0.0, (), ())
    return verdict


def _is_plain(codes: str, spans: Sequence[Span]) -> bool:
    """Whether a font says what it draws: English, or glyphs of which the file says that they are Khmer."""
    khmer = sum(len(span.text) for span in spans if span.glyphs and has_khmer(span.text))
    if khmer * 2 > sum(len(span.text) for span in spans):
        return True
    return is_english(codes) and not is_odd(codes) and detect(codes).family is None


def _confidence(verdict: Verdict, name: str | None) -> float:
    if name is not None and family_of_font(name) is verdict.family:
        return NAMED if verdict.margin > 0.0 else BELIEVED
    return TOLD * (1 - RIVALRY * exp(-verdict.margin))
