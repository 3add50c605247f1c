"""Microsoft Word 2019 to 2024: right glyphs, wrong letters (shared knowledge, "How PDF producers break Khmer").

Glyph ids are kept and layout tables dropped. Inside a cluster the i-th glyph is said to be the i-th character; what the
first occurrence in the document said of a glyph stands for all. Characters left over go to the cluster's last or first
glyph (`tests.press.text_maps`). ASCII is set in a second, WinAnsi font object. Lines come in several pieces.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tests.press.content import colour, placed
from tests.press.embed import descriptor, subset_tag, type0, win_ansi
from tests.press.fonts import PRESS_SANS, Face
from tests.press.pdf import PdfFile, Ref, number
from tests.press.producers import PlainRules
from tests.press.programs import keep_ids
from tests.press.shape import Cluster, Glyph
from tests.press.sheet import GlyphRun, PlacedLine
from tests.press.text_maps import Rule, said_of

WORDS_IN_A_PIECE = 5
"""Word cuts a line where its own runs end: at marks of spelling and revision. Here after so many words."""


@dataclass
class _Shown:
    """What has been shown in a face so far."""

    index: int
    to_unicode: dict[int, str] = field(default_factory=dict)
    ascii: set[int] = field(default_factory=set)
    characters: set[int] = field(default_factory=set)

    @property
    def simple(self) -> str:
        """Resource name of the WinAnsi font."""
        return f"F{2 * self.index + 1}"

    @property
    def composite(self) -> str:
        """Resource name of the Type0 font."""
        return f"F{2 * self.index + 2}"

    def note(self, cluster: Cluster, rule: Rule) -> None:
        """Say of each glyph of the cluster what Word says of it, unless it has been said already."""
        for glyph, text in zip(cluster.glyphs, said_of(cluster, rule), strict=True):
            self.to_unicode.setdefault(glyph.id, text)


class Word(PlainRules):
    """A producer that writes as Microsoft Word does."""

    name = "Microsoft® Word 2019 (as khmer-minutes tests/press imitates it)"

    def __init__(self, rule: Rule = Rule.LAST) -> None:
        self._rule = rule
        self._faces: dict[Face, _Shown] = {}
        self._marked = 0

    def show(self, line: PlacedLine, page_height: float, furniture: bool) -> bytes:
        """Return a marked-content sequence of one text object for each piece of the line."""
        pieces = [piece for run in line.runs for piece in _pieces(run)]
        if line.ends_paragraph and pieces:
            pieces.append(_paragraph_mark(pieces[-1]))
        tag = b"/Artifact <</Type /Pagination>> BDC\n" if furniture else b"/P <</MCID %d>> BDC\n" % self._next_mark()
        return tag + b"".join(self._text_object(piece, page_height) for piece in pieces) + b"EMC\n"

    def _next_mark(self) -> int:
        self._marked += 1
        return self._marked - 1

    def _text_object(self, run: GlyphRun, page_height: float) -> bytes:
        seen = self._faces.setdefault(run.face, _Shown(len(self._faces)))
        seen.characters.update(map(ord, run.text))
        if _is_ascii(run.clusters[0]):
            seen.ascii.update(map(ord, run.text))
            resource = seen.simple
            coded = [(cluster.text.encode("ascii"), cluster.glyphs[0]) for cluster in run.clusters]
        else:
            resource = seen.composite
            coded = [(glyph.id.to_bytes(2, "big"), glyph) for cluster in run.clusters for glyph in cluster.glyphs]
            for cluster in run.clusters:
                seen.note(cluster, self._rule)
        return b"BT\n/%s %s Tf\n%s%sET\n" % (
            resource.encode(),
            number(run.size),
            colour(run.colour),
            placed(coded, run.face, run.size, run.x, page_height - run.y),
        )

    def fonts(self, pdf: PdfFile) -> dict[str, Ref]:
        """Write each face once, and one or two font objects for it."""
        fonts: dict[str, Ref] = {}
        for face, seen in self._faces.items():
            base_font = subset_tag(seen.index) + face.name
            ids = {*seen.to_unicode, *(face.cmap[code] for code in seen.ascii)}
            program = keep_ids(face, ids, seen.characters)
            file = pdf.add_stream(program, Length1=len(program))
            if seen.ascii:
                described = descriptor(pdf, face, base_font, file, symbolic=False)
                fonts[seen.simple] = win_ansi(pdf, face, base_font, described, seen.ascii)
            if seen.to_unicode:
                described = descriptor(pdf, face, base_font, file, symbolic=True)
                codes = {glyph_id: glyph_id for glyph_id in seen.to_unicode}
                fonts[seen.composite] = type0(pdf, face, base_font, described, seen.to_unicode, codes)
        return fonts


def _is_ascii(cluster: Cluster) -> bool:
    return cluster.text.isascii() and len(cluster.text) == len(cluster.glyphs) == 1


def _pieces(run: GlyphRun) -> Iterator[GlyphRun]:
    """Yield the parts of a run that are shown by themselves: ASCII or not, a few words long, the last space apart."""
    starts, words = [], 0
    for index, (before, here) in enumerate(pairwise(run.clusters), start=1):
        words += before.is_space
        last = index == len(run.clusters) - 1
        full = words == WORDS_IN_A_PIECE
        if _is_ascii(before) != _is_ascii(here) or full or (last and here.is_space):
            starts.append(index)
            words = 0
    yield from run.split(*starts)


def _paragraph_mark(last: GlyphRun) -> GlyphRun:
    """Return the space that Word shows at the end of each paragraph."""
    face = last.face if ord(" ") in last.face.cmap else PRESS_SANS.face()
    glyph_id = face.cmap[ord(" ")]
    space = Cluster(" ", (Glyph(glyph_id, face.width(glyph_id)),), face, last.size, last.colour)
    return GlyphRun((space,), last.x + last.width, last.y)
