"""Khmer in 8-bit fonts read in place: span by span, those that stand side by side as one."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from pipeline.model.document import Document, Line, Page, Span, Table
from pipeline.model.minutes import Flag, Repair
from pipeline.repair.legacy_codes import cp1252_of
from pipeline.repair.legacy_codings import BLANK, codes_drawn
from pipeline.repair.legacy_decode import Reading, decode, read_together
from pipeline.repair.legacy_faces import Face, Findings, find_faces
from pipeline.repair.legacy_issues import legacy_doubts, legacy_issues
from pipeline.repair.legacy_sections import Section, reads_khmer, sections
from pipeline.repair.legacy_suspects import has_khmer, is_english, is_odd
from pipeline.repair.legacy_tables import Family, tables

_BLANKS = " \t"
_NUMBERED = re.compile(r"[0-9]+[^\s\w.)]")
_POINTED = re.compile(r"[០-៩]+[.)]")
_CODE = re.compile("[\uf030-\uf07a]")
"""A letter or figure where Word keeps the codes of symbol fonts; bullets lie elsewhere."""


@dataclass(slots=True)
class _Part:
    """A stretch of a span."""

    span: Span
    section: Section


def read_legacy(document: Document) -> Document:
    """Return the document with what is set in 8-bit Khmer fonts in Unicode; all other text is left as it is.

    Each span that is read keeps what it said as `orig`. Ornaments are left out, and an issue says how many. Issues name
    the fonts, how their family was told, and those that could not be read.
    """
    findings = find_faces(document)
    if findings.faces:
        lines = [line for page in document.pages for line in (*page.lines(), *page.furniture)]
        chosen = _chosen_spans(lines, findings)
        for line in lines:
            _read_marker(line, findings)
            _rewrite(line, findings, chosen)
        document.issues += legacy_issues(findings, _drop_ornaments(document, findings))
        for key, face in findings.faces.items():
            if face.named and key in document.fonts:
                _settle_font(document, key)
    document.issues += legacy_doubts(findings)
    return document


def _settle_font(document: Document, key: str | None) -> None:
    """Nothing more is to be asked of a font whose text is known: neither its outlines nor its map."""
    font = document.fonts[key or ""]
    font.program, font.said, font.swapped = None, {}, {}


def _chosen_spans(lines: Iterable[Line], findings: Findings) -> set[int]:
    """The spans, by `id`, that are Khmer though no font's name says so; figures are what stands around them."""
    looked: list[tuple[list[Span], bool | None]] = []
    for line in lines:
        for face, group in groupby(line.spans, lambda span: findings.faces.get(span.font)):
            if face is not None and not face.named:
                run = [*group]
                looked.append((run, reads_khmer("".join(codes_drawn(run, face.codings, _blank(face))), face.family)))
    khmer = [kind for _, kind in looked]
    before, after = _carried(khmer), _carried(khmer[::-1])[::-1]
    return {
        id(span)
        for (run, kind), one, other in zip(looked, before, after, strict=True)
        if kind or (kind is None and one and other)
        for span in run
    }


def _carried(kinds: Sequence[bool | None]) -> list[bool]:
    """For each the nearest that is known, up to it."""
    found, last = [], False
    for kind in kinds:
        last = last if kind is None else kind
        found.append(last)
    return found


def _rewrite(line: Line, findings: Findings, chosen: set[int]) -> None:
    """Read the runs of neighbouring spans of one family."""
    run: list[tuple[Span, Face]] = []
    for span in [*line.spans, None]:
        face = findings.faces.get(span.font) if span is not None and _is_read(span, findings, chosen) else None
        if run and (face is None or face.family is not run[-1][1].family):
            _read_run(run, line)
            run = []
        if span is not None and face is not None:
            run.append((span, face))


def _read_marker(line: Line, findings: Findings) -> None:
    """Read a number that the source keeps apart, and codes of a symbol font that were taken for a bullet.

    Word numbers a paragraph in the font of its words, in which another sign than "." draws a point.
    """
    face = findings.faces.get(line.spans[0].font) if line.spans else None
    if line.marker is None or face is None or not face.named or face.family is Family.TACTEING:
        return
    text = decode(line.marker, face.family)
    if _CODE.fullmatch(line.marker) or (_NUMBERED.fullmatch(line.marker) and _POINTED.fullmatch(text)):
        line.marker = text


def _is_read(span: Span, findings: Findings, chosen: set[int]) -> bool:
    face = findings.faces.get(span.font)
    if face is None or (span.font not in face.codings and has_khmer(span.text)):
        return False
    return id(span) in chosen or (face.named and not _is_english(span, face))


def _is_english(span: Span, face: Face) -> bool:
    """Whether a span is English for all that its font's name and other text say: nobody typed that to be seen so."""
    if face.family is Family.TACTEING or is_odd(span.text) or not is_english(span.text):
        return False
    return len(span.text.split()) >= 3 and not reads_khmer(span.text, face.family)


def _read_run(run: Sequence[tuple[Span, Face]], line: Line) -> None:
    face = run[0][1]
    spans = [span for span, _ in run]
    ways = {key: coding for _, each in run for key, coding in each.codings.items()}
    drawn = codes_drawn(spans, ways, _blank(face))
    if spans[0].glyphs:
        drawn[0] = drawn[0].lstrip(_BLANKS) if spans[0] is line.spans[0] else drawn[0]
        drawn[-1] = drawn[-1].rstrip(_BLANKS) if spans[-1] is line.spans[-1] else drawn[-1]
    parts = [part for named, group in groupby(zip(run, drawn, strict=True), _is_named) for part in _parts(group, named)]
    readings = _readings(parts, face.family)
    for span, own in run:
        _settle(span, [reading for part, reading in zip(parts, readings, strict=True) if part.span is span], own)


def _is_named(drawn: tuple[tuple[Span, Face], str]) -> bool:
    return drawn[0][1].named


def _parts(group: Iterable[tuple[tuple[Span, Face], str]], named: bool) -> Iterator[_Part]:
    """Neighbouring spans cut where codes and Latin words meet; in fonts that their names tell there are but codes."""
    drawn = [(span, face, codes) for (span, face), codes in group]
    whole = "".join(codes for _, _, codes in drawn)
    cut = [Section(whole, True)] if named else sections(whole, drawn[0][1].family)
    ends = [*accumulate(len(section.codes) for section in cut)]
    start = 0
    for span, _, codes in drawn:
        end = start + len(codes)
        borders = [start, *(border for border in ends if start < border < end), end]
        for first, last in pairwise(borders):
            kind = cut[min(bisect_right(ends, first), len(cut) - 1)].is_khmer if cut else True
            yield _Part(span, Section(whole[first:last], kind))
        start = end


def _readings(parts: Sequence[_Part], family: Family) -> list[Reading]:
    """What each part says; neighbouring Khmer is read as one."""
    found: list[Reading] = []
    while len(found) < len(parts):
        first = len(found)
        last = next((n for n in range(first, len(parts)) if not parts[n].section.is_khmer), len(parts))
        found += read_together([part.section.codes for part in parts[first:last]], family) if last > first else []
        if last < len(parts):
            found.append(Reading(cp1252_of(parts[last].section.codes), []))
    return found


def _settle(span: Span, readings: Sequence[Reading], face: Face) -> None:
    text, flags = "", list[Flag]()
    for reading in readings:
        for flag in reading.flags:
            start, end = flag.charspan
            flags.append(flag.model_copy(update={"charspan": (start + len(text), end + len(text))}))
        text += reading.text
    if text == span.text:
        return
    broken = sum(flag.charspan[1] - flag.charspan[0] for flag in flags if flag.reason != "rival")
    sure = face.confidence * (1 - min(1.0, broken / len(text))) if text else face.confidence
    span.orig = span.text if span.orig is None else span.orig
    span.text = text
    span.repair = Repair(method="legacy", confidence=round(sure, 4), flags=flags)


def _blank(face: Face) -> str:
    """The code that draws a blank: in fonts whose blank is a word break it is another one."""
    if face.family is Family.TACTEING:
        return BLANK
    texts = tables()[face.family].texts
    return BLANK if texts.get(BLANK, " ") == " " else next(code for code, text in texts.items() if text == " ")


def _drop_ornaments(document: Document, findings: Findings) -> Counter[str]:
    """Take ornaments, and lines of nothing else, out of the document; how many signs there were, by font."""
    counted: Counter[str] = Counter()

    def is_ornament(span: Span) -> bool:
        face = findings.faces.get(span.font)
        return face is not None and face.family is Family.TACTEING

    def stays(line: Line) -> bool:
        gone = [span for span in line.spans if is_ornament(span)]
        for span in gone:
            said = "".join(glyph.text for glyph in span.glyphs) or span.orig or span.text
            counted[document.fonts[span.font or ""].name] += len("".join(said.split()))
        line.spans = [span for span in line.spans if not is_ornament(span)]
        return not gone or bool(line.text.strip() or line.marker)

    for page in document.pages:
        _filter(page, stays)
    return counted


def _filter(page: Page, stays: Callable[[Line], bool]) -> None:
    for item in page.body:
        if isinstance(item, Table):
            for cell in (cell for row in item.rows for cell in row.cells):
                cell.lines = [line for line in cell.lines if stays(line)]
    page.body = [item for item in page.body if isinstance(item, Table) or stays(item)]
    page.furniture = [line for line in page.furniture if stays(line)]
