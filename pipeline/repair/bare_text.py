"""Khmer whose glyphs cannot be read, put right from the text alone: text files, pasted text, PDFs without fonts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from pipeline.extract.markers import split_bullet, strip_blanks
from pipeline.khmer.visual import to_logical_spans
from pipeline.model.document import Document, Line, Span
from pipeline.model.minutes import Flag, Issue, Repair, RepairMethod
from pipeline.pace import UNHURRIED, Pace
from pipeline.repair.cut_lines import put_together
from pipeline.repair.damaged_text import Damage, count_khmer, diagnose, drawn_pieces, reads_well
from pipeline.repair.decipher import UNREAD, DecipheredLine, decipher
from pipeline.repair.evidence import soundness
from pipeline.repair.guide import UNGUIDED, Guide
from pipeline.repair.rewrite import unknown_words

FEWEST = 200
"""Khmer letters and signs from which a map is learnt; names of people and places may be strange on fewer."""
BELIEVED = 0.95
"""How sure a reading has to be. Some thirty damaged texts in three fonts were read with 0.98 and more; eight texts of
letters and syllables put together by chance, for which some map always makes words, with 0.93 and less."""
ORDERED = 0.97
"""How sure a line is whose letters were only put in order: coeng RO may belong to the letter on either side."""
STRANGE = 0.5
"""Nats a character by which a line reads worse than the others where it is doubtful as a whole, if not surer than FIRM;
with `OUTSIDER` it is no reading."""
OUTSIDER = 0.9
GUESSED = 0.5
"""How sure a line at most is that is doubtful as a whole, or one of a few in a font of their own."""
FIRM = 0.97
STRANGE_LINE = "strange-line"
"""Why a line is flagged that reads worse than the others: it may have been drawn in another font."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span with Khmer that no other repair has read."""

    line: Line
    span: Span

    def settle(self, text: str, method: RepairMethod, confidence: float, flags: Sequence[Flag]) -> None:
        """Put a text in the place of the span's own, which is kept; one that is the same and sure changes nothing."""
        if text != self.span.text:
            self.span.orig = self.span.text if self.span.orig is None else self.span.orig
            self.span.text = text
        elif not flags:
            return
        self.span.repair = Repair(method=method, confidence=confidence, flags=list(flags))


def read_bare_text(document: Document, guide: Guide = UNGUIDED, pace: Pace = UNHURRIED) -> Document:
    """Return the document with damaged Khmer put right that was left as its text layer has it.

    Text that is not damaged stays as it is, letter for letter. The maps that were learnt stand in `document.learnt`.
    """
    mended = put_together(document)
    for font, stretches in _by_font(document).items():
        diagnosis = diagnose([stretch.span.text for stretch in stretches])
        damaged = [stretches[index] for index in diagnosis.lines]
        if diagnosis.damage is Damage.ORDER and not guide:
            document.issues.append(_put_in_order(damaged))
        elif damaged or guide.corrected:
            given = [stretch for stretch in stretches if stretch.line.number in guide.corrected]
            _decipher(document, font, _in_order(stretches, damaged + given), guide, pace)
    for line in mended:
        line.take_apart_unless_read()
    return document


def _by_font(document: Document) -> dict[str, list[Stretch]]:
    """The spans with Khmer that no repair has read, by what may have a map of its own: a PDF's font, else the file."""
    found: defaultdict[str, list[Stretch]] = defaultdict(list)
    for line in document.all_lines():
        for span in line.spans:
            if span.repair is None and count_khmer(span.text):
                font = document.fonts.get(span.font or "")
                found[span.font if span.font and font and font.kind != "docx" else ""].append(Stretch(line, span))
    return found


def _in_order(stretches: Iterable[Stretch], wanted: Sequence[Stretch]) -> list[Stretch]:
    chosen = {id(stretch.span) for stretch in wanted}
    return [stretch for stretch in stretches if id(stretch.span) in chosen]


def _put_in_order(damaged: Iterable[Stretch]) -> Issue:
    """Put letters that stand as they are drawn in the order in which they are typed."""
    lines = words = 0
    for stretch in damaged:
        text, flags = "", []
        for cluster in to_logical_spans(drawn_pieces(stretch.span.text)):
            if cluster.doubt:
                place = len(text), len(text) + len(cluster.text)
                flags.append(Flag(charspan=place, reason=str(cluster.doubt), margin=0.0, rivals=[]))
            text += cluster.text
        flags += unknown_words(text)
        stretch.settle(text, "decipher", ORDERED, flags)
        lines, words = lines + 1, words + len(flags)
    return Issue(
        code="khmer-reordered",
        severity="info",
        message=f"The Khmer of {lines} lines stood in the order in which it is drawn and was put in the "
        f"order in which it is typed; {words} words are doubtful.",
    )


def _decipher(document: Document, font: str, damaged: Sequence[Stretch], guide: Guide, pace: Pace) -> None:
    """Decipher the damaged stretches of what may have maps of its own, unless nothing sure can come of it."""
    texts = [stretch.span.text for stretch in damaged]
    if sum(map(count_khmer, texts)) < FEWEST and not guide:
        return
    corrected = {
        index: split_bullet(strip_blanks(guide.corrected[stretch.line.number]))[1]
        for index, stretch in enumerate(damaged)
        if stretch.line.number is not None and stretch.line.number in guide.corrected
    }
    found = decipher(texts, known=guide.known, corrected=corrected, pace=pace)
    if not corrected and not _is_believed(found.lines):
        return
    strange = _strange(found.lines)
    letters_in: Counter[int] = Counter()
    for line in found.lines:
        letters_in[line.font] += count_khmer(line.orig)
    for index, (stretch, line) in enumerate(zip(damaged, found.lines, strict=True)):
        method: RepairMethod = "person" if index in corrected else "decipher"
        alone = line.font > 0 and letters_in[line.font] < FEWEST and line.confidence > 0
        if index in corrected or not (alone or index in strange):
            stretch.settle(line.text, method, line.confidence, line.flags)
        elif strange.get(index, 0.0) > OUTSIDER:
            stretch.settle(line.orig, method, 0.0, [_whole(line.orig, UNREAD)])
        else:
            stretch.settle(line.text, method, min(line.confidence, GUESSED), [_whole(line.text, STRANGE_LINE)])
    document.learnt.setdefault(font, found.map.to_toml())
    document.issues.append(_told([stretch.span for stretch in damaged]))


def _is_believed(lines: Sequence[DecipheredLine]) -> bool:
    """Whether what was read is Khmer, and surely so; lines that were not read do not count."""
    read = [line for line in lines if line.confidence]
    letters = [count_khmer(line.orig) for line in read]
    sure = sum(line.certainty * count for line, count in zip(read, letters, strict=True))
    return sure >= BELIEVED * max(1, sum(letters)) and reads_well([line.text for line in read])


def _strange(lines: Sequence[DecipheredLine]) -> dict[int, float]:
    """Lines that read worse than the others, and by how much: they may have been drawn in another font."""
    figures = [soundness(line.text).log_probability if 0 < line.certainty < 1 else None for line in lines]
    known = [figure for figure in figures if figure is not None]
    usual = mean(known) if known else 0.0
    return {
        index: usual - figure
        for index, figure in enumerate(figures)
        if figure is not None and figure < usual - STRANGE and lines[index].certainty < FIRM
    }


def _whole(text: str, reason: str) -> Flag:
    start = len(text) - len(text.lstrip())
    return Flag(charspan=(start, len(text.rstrip())), reason=reason, margin=0.0, rivals=[])


def _told(spans: Sequence[Span]) -> Issue:
    repairs = [span.repair for span in spans if span.repair is not None]
    unread = sum(repair.confidence == 0 for repair in repairs)
    doubtful = sum(len(repair.flags) for repair in repairs if repair.confidence)
    return Issue(
        code="khmer-deciphered",
        severity="warning",
        message=f"The Khmer of {len(spans) - unread} lines was damaged in the file and has been deciphered; "
        f"{doubtful} words are doubtful" + (f"; {unread} lines in another font stay unread." if unread else "."),
    )
