"""The words of one Word paragraph: runs to spans, soft breaks to lines, text boxes beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.extract.docx_notes import Notes
from pipeline.extract.lines import RAISED
from pipeline.extract.markers import strip_blanks
from pipeline.model.document import Span

_SKIPPED = {qn(name) for name in ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:delText", "w:instrText")}
_SKIPPED.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_TEXT_BOX = qn("w:txbxContent")
_RUN = qn("w:r")
_PIECES = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:cr"): "\n",
}


@dataclass(slots=True)
class ParagraphWords:
    """What one paragraph holds."""

    lines: list[list[Span]] = field(default_factory=list)
    """Spans of each line; a soft break begins another."""
    text_boxes: list[Any] = field(default_factory=list)
    """`w:txbxContent` elements anchored in the paragraph."""
    hidden: int = 0
    """Characters of hidden text left out."""


class StyleBook:
    """The styles of one Word file, each looked up once: python-docx searches the whole list at every question."""

    def __init__(self, word: WordDocument) -> None:
        self._styles = word.styles
        self._known: dict[tuple[str | None, WD_STYLE_TYPE], Any] = {}
        self._values: dict[tuple[str, str], Any] = {}

    def of_paragraph(self, paragraph: Paragraph) -> Any:
        """Return a paragraph's style, the file's default where it names none, or None."""
        return self._look_up(paragraph._p.style, WD_STYLE_TYPE.PARAGRAPH)

    def value(self, run: Run, paragraph: Paragraph, name: str) -> Any:
        """Return a property of a run's font, or of the styles behind it, nearest first."""
        value = getattr(run.font, name)
        if value is None and run._r.style is not None:
            value = self._inherited(self._look_up(run._r.style, WD_STYLE_TYPE.CHARACTER), name)
        if value is None:
            value = self._inherited(self.of_paragraph(paragraph), name)
        return value

    def _look_up(self, style_id: str | None, kind: WD_STYLE_TYPE) -> Any:
        key = (style_id, kind)
        if key not in self._known:
            self._known[key] = self._styles.get_by_id(style_id, kind)
        return self._known[key]

    def _inherited(self, style: Any, name: str) -> Any:
        if style is None:
            return None
        key = (style.style_id, name)
        if key not in self._values:
            value, behind = None, style
            while value is None and behind is not None:
                value = getattr(behind.font, name)
                behind = behind.base_style
            self._values[key] = value
        return self._values[key]


def read_words(paragraph: Paragraph, styles: StyleBook, notes: Notes) -> ParagraphWords:
    """Return a paragraph's words: insertions kept, deletions and field codes left out, hidden text counted.

    The notes it refers to are added to `notes`.
    """
    words = ParagraphWords(lines=[[]])
    for run in _runs(paragraph._p, words):
        _read_run(Run(run, paragraph), paragraph, words, styles, notes)
    for spans in words.lines:
        if spans:
            spans[0].text = spans[0].text.lstrip()
            spans[-1].text = spans[-1].text.rstrip()
    words.lines = [spans for spans in words.lines if strip_blanks("".join(span.text for span in spans))]
    return words


def _runs(element: Any, words: ParagraphWords) -> Iterator[Any]:
    """The runs below an element in order, inside links, insertions, fields and content controls."""
    for child in element.iterchildren():
        if child.tag == _RUN:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _runs(child, words)


def _read_run(run: Run, paragraph: Paragraph, words: ParagraphWords, styles: StyleBook, notes: Notes) -> None:
    text = "".join(_text_of(run._r, words, notes))
    if run.font.superscript and text.isdecimal() and text.isascii():
        text = text.translate(RAISED)
    if not text:
        return
    if run.font.hidden:
        words.hidden += len(text)
        return
    for index, part in enumerate(text.split("\n")):
        if index:
            words.lines.append([])
        if part:
            _add_span(words.lines[-1], part, run, paragraph, styles)


def _text_of(element: Any, words: ParagraphWords, notes: Notes) -> Iterator[str]:
    for child in element.iterchildren():
        tag = child.tag
        if tag == qn("w:t"):
            yield (child.text or "").replace("\n", " ")
        elif tag in _PIECES:
            yield _PIECES[tag]
        elif tag == qn("w:br"):
            yield " " if child.get(qn("w:type")) in ("page", "column") else "\n"
        elif tag == qn("w:sym"):
            yield chr(int(child.get(qn("w:char"), "FFFD"), 16))
        elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            yield notes.refer("footnote" if tag == qn("w:footnoteReference") else "endnote", child)
        elif tag == _TEXT_BOX:
            words.text_boxes.append(child)
        elif isinstance(tag, str) and tag not in _SKIPPED:
            yield from _text_of(child, words, notes)


def _add_span(spans: list[Span], text: str, run: Run, paragraph: Paragraph, styles: StyleBook) -> None:
    bold, italic = _toggled(run, paragraph, styles, "bold"), _toggled(run, paragraph, styles, "italic")
    size, name = styles.value(run, paragraph, "size"), styles.value(run, paragraph, "name")
    span = Span(text, font=name, size=None if size is None else size.pt, bold=bold, italic=italic)
    last = spans[-1] if spans else None
    if last is not None and (last.font, last.size, last.bold, last.italic) == (name, span.size, bold, italic):
        last.text += text
    else:
        spans.append(span)


def _toggled(run: Run, paragraph: Paragraph, styles: StyleBook, name: str) -> bool:
    """Bold or italic; the complex-script switch is the one that counts for Khmer."""
    complex_script = getattr(run.font, f"cs_{name}")
    return bool(styles.value(run, paragraph, name)) or bool(complex_script)
