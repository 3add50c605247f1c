"""Khmer whose glyphs cannot be read, put right from the text alone: text files, pasted text, PDFs without fonts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from pipeline.extract.markers import split_bullet, strip_blanks
from pipeline.khmer.visual import to_logical_spans
from pipeline.model.document import Document, Line, Span
from pipeline.model.minutes import Flag, Issue, Repair, RepairMethod
from pipeline.repair.damaged_text import Damage, count_khmer, diagnose, drawn_pieces, reads_well
from pipeline.repair.decipher import DecipheredLine, decipher
from pipeline.repair.evidence import soundness
from pipeline.repair.guide import UNGUIDED, Guide
from pipeline.repair.rewrite import unknown_words

FEWEST = 200
"""Khmer letters and signs from which a map is learnt; names of people and places may be strange on fewer."""
BELIEVED = 0.95
"""How sure a reading has to be. Damaged texts in ten fonts, by six kinds of damage, were read with 0.98 and more;
letters and syllables put together by chance, for which some map always makes words, with 0.93 and less."""
ORDERED = 0.97
"""How sure a line is whose letters were only put in order: coeng RO may belong to the letter on either side."""
OUTSIDER = 0.9
"""Nats a character by which a line reads worse than the others where it was drawn in another font."""
STRANGE = 0.5
"""As `OUTSIDER`, of a line that is read but doubtful as a whole, where it is no surer than `FIRM`."""
FIRM = 0.97
UNREAD = "unread"
"""Why a line is flagged that stands as extracted because it was drawn in a font of which there is too little."""
STRANGE_LINE = "strange-line"
"""Why a line is flagged that reads worse than the others: it may have been drawn in another font."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span with Khmer that no other repair has read."""

    line: Line
    span: Span

    def settle(self, text: str, method: RepairMethod, confidence: float, flags: Sequence[Flag]) -> None:
        """Put a text in the place of the span's own, which is kept; a text that is the same changes nothing."""
        if text != self.span.text:
            self.span.orig = self.span.text if self.span.orig is None else self.span.orig
            self.span.text = text
            self.span.repair = Repair(method=method, confidence=confidence, flags=list(flags))

    def leave(self) -> None:
        """Keep the text as extracted, and say that it could not be read."""
        flag = Flag(charspan=(0, len(self.span.text)), reason=UNREAD, margin=0.0, rivals=[])
        self.span.repair = Repair(method="decipher", confidence=0.0, flags=[flag])


def read_bare_text(document: Document, guide: Guide = UNGUIDED) -> Document:
    """Return the document with damaged Khmer put right that was left as its text layer has it.

    Text that is not damaged stays as it is, letter for letter. The maps that were learnt stand in `document.learnt`.
    """
    for font, stretches in _by_font(document).items():
        diagnosis = diagnose([stretch.span.text for stretch in stretches])
        damaged = [stretches[index] for index in diagnosis.lines]
        if diagnosis.damage is Damage.ORDER and not guide:
            document.issues.append(_put_in_order(damaged))
        elif damaged or guide.corrected:
            given = [stretch for stretch in stretches if stretch.line.number in guide.corrected]
            _decipher(document, font, _in_order(stretches, damaged + given), guide)
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


def _decipher(document: Document, font: str, damaged: Sequence[Stretch], guide: Guide) -> None:
    """Decipher the stretches of one font, and once more those that turn out to be of another one, if they are many."""
    texts = [stretch.span.text for stretch in damaged]
    letters = sum(map(count_khmer, texts))
    if letters < FEWEST and not guide:
        return
    corrected = {
        index: split_bullet(strip_blanks(guide.corrected[stretch.line.number]))[1]
        for index, stretch in enumerate(damaged)
        if stretch.line.number is not None and stretch.line.number in guide.corrected
    }
    found = decipher(texts, known=guide.known, corrected=corrected)
    others = {index for index in _worse(found.lines, OUTSIDER) if index not in corrected}
    doubtful = {index for index in _worse(found.lines, STRANGE) if found.lines[index].confidence < FIRM}
    read = [index for index in range(len(damaged)) if index not in others]
    if not corrected and not (found.confidence >= BELIEVED and reads_well([found.lines[n].text for n in read])):
        return
    for index in read:
        line = found.lines[index]
        method: RepairMethod = "person" if index in corrected else "decipher"
        strange = index in doubtful and method == "decipher"
        damaged[index].settle(line.text, method, line.confidence, [_whole(line.text)] if strange else line.flags)
    document.learnt.setdefault(font, found.map.to_toml())
    rest = [damaged[index] for index in sorted(others)]
    if sum(count_khmer(stretch.span.text) for stretch in rest) >= FEWEST:
        _decipher(document, f"{font}+", rest, UNGUIDED)
    for stretch in rest:
        if stretch.span.repair is None:
            stretch.leave()
    document.issues.append(_told([found.lines[index] for index in read], sum(s.span.orig is None for s in rest)))


def _worse(lines: Sequence[DecipheredLine], by: float) -> list[int]:
    """Lines that read worse than the others by so many nats a character: they may have been drawn in another font."""
    figures = [soundness(line.text).log_probability for line in lines]
    known = [figure for figure in figures if figure is not None]
    usual = mean(known) if known else 0.0
    return [index for index, figure in enumerate(figures) if figure is not None and figure < usual - by]


def _whole(text: str) -> Flag:
    start = len(text) - len(text.lstrip())
    return Flag(charspan=(start, len(text.rstrip())), reason=STRANGE_LINE, margin=0.0, rivals=[])


def _told(lines: Sequence[DecipheredLine], unread: int) -> Issue:
    doubtful = sum(len(line.flags) for line in lines)
    return Issue(
        code="khmer-deciphered",
        severity="warning",
        message=f"The Khmer of {len(lines)} lines was damaged in the file and has been deciphered; "
        f"{doubtful} words are doubtful" + (f", {unread} lines in another font stay unread." if unread else "."),
    )
