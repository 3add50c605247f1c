"""Khmer whose glyphs cannot be read, put right from the text alone: text files, pasted text, PDFs without fonts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.khmer.visual import to_logical_spans
from pipeline.model.document import Document, Line, Span
from pipeline.model.minutes import Flag, Issue, Repair
from pipeline.repair.damaged_text import Damage, count_khmer, diagnose, drawn_pieces
from pipeline.repair.rewrite import unknown_words

ORDERED = 0.97
"""How sure a line is whose letters were only put in order: coeng RO may belong to the letter on either side."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span with Khmer that no other repair has read."""

    line: Line
    span: Span

    def settle(self, text: str, confidence: float, flags: Sequence[Flag]) -> None:
        """Put a text in the place of the span's own, which is kept; a text that is the same changes nothing."""
        if text != self.span.text:
            self.span.orig = self.span.text if self.span.orig is None else self.span.orig
            self.span.text = text
            self.span.repair = Repair(method="decipher", confidence=confidence, flags=list(flags))


def read_bare_text(document: Document) -> Document:
    """Return the document with damaged Khmer put right that was left as its text layer has it.

    Text that is not damaged stays as it is, letter for letter; where there is no Khmer no model is loaded.
    """
    for stretches in _by_font(document).values():
        diagnosis = diagnose([stretch.span.text for stretch in stretches])
        damaged = [stretches[index] for index in diagnosis.lines]
        if diagnosis.damage is Damage.ORDER:
            document.issues.append(_put_in_order(damaged))
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
        stretch.settle(text, ORDERED, flags)
        lines, words = lines + 1, words + len(flags)
    return Issue(
        code="khmer-reordered",
        severity="info",
        message=f"The Khmer of {lines} lines stood in the order in which it is drawn and was put in the "
        f"order in which it is typed; {words} words are doubtful.",
    )
