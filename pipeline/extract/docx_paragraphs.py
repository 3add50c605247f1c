"""The words of Word paragraphs: runs to spans, breaks to lines, fields to their results, text boxes beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn

from pipeline.extract.docx_fields import Fields
from pipeline.extract.docx_layout import Segment
from pipeline.extract.docx_notes import Notes
from pipeline.extract.docx_shapes import ALTERNATIVES, Shape, chosen, shapes
from pipeline.extract.docx_styles import Face, Setting, StyleBook
from pipeline.extract.docx_values import PROPERTIES, switch_of
from pipeline.extract.letterforms import LETTERFORMS
from pipeline.extract.markers import RAISED, strip_blanks
from pipeline.extract.signs import shown_by, sign_font
from pipeline.model.document import Span

_TAB = "\t"
_TABS = re.compile(r" *\t[ \t]*")
_SKIPPED = {
    qn(name) for name in ("w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:rt", *PROPERTIES)
}
_DRAWN = {qn(name) for name in ("w:drawing", "w:pict", "w:object")}
_BREAKS = {qn("w:br"), qn("w:cr")}
_SIGNS = {qn("w:tab"): _TAB, qn("w:ptab"): _TAB, qn("w:noBreakHyphen"): "-"}
_WORDS = {qn("w:t"), qn("m:t")}
_PLAIN = {0xA0: " ", 0xAD: None, 0x2011: "-", 0x0A: " ", 0x0D: " "} | LETTERFORMS
_COMPLEX = re.compile("[\u0590-\u109f\u1780-\u17ff\u19e0-\u19ff]+(?:[^\\w\u0590-\u109f]+|$)?")
"""Letters of scripts that Word sets in its complex face, and the signs behind them."""


@dataclass(slots=True)
class ParagraphWords:
    """What one paragraph holds."""

    lines: list[list[Span]] = field(default_factory=lambda: [[]])
    """Spans of each line, tabs as they are; a break begins another."""
    shapes: list[Shape] = field(default_factory=list)
    """Text boxes anchored in the paragraph."""
    hidden: int = 0
    """Characters of hidden text left out."""

    @property
    def blank(self) -> bool:
        """Whether nothing is printed."""
        return not any(span.text.strip() for spans in self.lines for span in spans)

    def append(self, other: "ParagraphWords") -> None:
        """Add what stands behind this paragraph when the mark between the two goes."""
        self.lines[-1].extend(other.lines[0])
        self.lines.extend(other.lines[1:])
        self.shapes.extend(other.shapes)
        self.hidden += other.hidden


class WordReader:
    """Reads the words of one paragraph after the other; fields and the numbers of notes go on from one to the next."""

    def __init__(self, styles: StyleBook, notes: Notes) -> None:
        self._styles = styles
        self._notes = notes
        self._fields = Fields()

    def read(self, paragraph: Any, table: Sequence[Any] = ()) -> ParagraphWords:
        """Return a paragraph's words: insertions kept, deletions and field codes left out, hidden text counted.

        The notes it refers to are added to the file's. `table` are the run properties of a table's style.
        """
        words = ParagraphWords()
        properties = paragraph.find(qn("w:pPr"))
        self._walk(paragraph, words, self._styles.setting(None, properties, table), properties, table)
        return words

    def _walk(
        self, element: Any, words: ParagraphWords, setting: Setting, properties: Any, table: Sequence[Any]
    ) -> None:
        """Read what stands below an element: runs set as they say, all else as what is around it."""
        for child in element.iterchildren():
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == qn("w:r"):
                own = self._styles.setting(child.find(qn("w:rPr")), properties, table)
                self._walk(child, words, own, properties, table)
            elif tag == ALTERNATIVES:
                self._walk(chosen(child), words, setting, properties, table)
            elif tag in _DRAWN:
                words.shapes.extend(shapes(child))
            elif tag == qn("w:txbxContent"):
                words.shapes.append(Shape(child))
            elif tag == qn("w:fldChar"):
                self._write(self._fields.take(child), words, setting)
            elif tag in _BREAKS:
                words.lines.append([])
            elif tag == qn("w:sym"):
                sign, own = _sign(child, setting)
                self._write(sign, words, own)
            elif (text := self._text(child, setting)) is not None:
                self._write(text, words, setting)
            else:
                self._walk(child, words, setting, properties, table)

    def _text(self, element: Any, setting: Setting) -> str | None:
        """The text that an element prints by itself; None where it only holds others."""
        tag = element.tag
        if tag in _WORDS:
            return _plain(element.text or "", setting)
        if tag in _SIGNS:
            return _SIGNS[tag]
        if tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            return self._notes.refer(element)
        return None

    def _write(self, text: str, words: ParagraphWords, setting: Setting) -> None:
        if self._fields.in_code or not text:
            return
        if setting.hidden:
            words.hidden += len(text)
            return
        for part, face in _by_script(text, setting):
            _add_span(words.lines[-1], part, face, setting.underline)


def goes_on(properties: Any | None) -> bool:
    """Return whether the next paragraph goes on in a paragraph's last line.

    Its mark is deleted, moved away or hidden, or it is but the large initial of the next.
    """
    if properties is None:
        return False
    frame = properties.find(qn("w:framePr"))
    if frame is not None and frame.get(qn("w:dropCap"), "none") != "none":
        return True
    mark = properties.find(qn("w:rPr"))
    gone = mark is not None and any(mark.find(qn(name)) is not None for name in ("w:del", "w:moveFrom"))
    return gone or bool(switch_of(mark, "w:vanish") or switch_of(mark, "w:specVanish"))


def at_tabs(spans: list[Span]) -> list[Segment]:
    """Return the words of a line cut at its tabs; one segment where there are none between words."""
    found: list[Segment] = []
    tabs, kept = 0, list[Span]()
    for span in [*spans, None]:
        pieces = [(span, text) for text in re.split(f"({_TAB})", span.text)] if span is not None else [(None, _TAB)]
        for source, text in pieces:
            if source is not None and text != _TAB:
                kept.append(replace(source, text=text))
                continue
            if words := printed(kept):
                found.append(Segment(words, tabs))
                tabs = 0
            tabs, kept = tabs + 1, []
    return found


def printed(spans: list[Span]) -> list[Span]:
    """Return the spans of a line: no blanks at its ends, a tab and the blanks beside it as one blank."""
    letters = list("".join(span.text for span in spans))
    for match in _TABS.finditer("".join(letters)):
        letters[match.start() : match.end()] = [" ", *[""] * (len(match[0]) - 1)]
    end = 0
    for span in spans:
        start, end = end, end + len(span.text)
        span.text = "".join(letters[start:end])
    while spans and not strip_blanks(spans[0].text):
        spans = spans[1:]
    while spans and not strip_blanks(spans[-1].text):
        spans = spans[:-1]
    if spans:
        spans[0].text, spans[-1].text = spans[0].text.lstrip(), spans[-1].text.rstrip()
    return spans


def _plain(text: str, setting: Setting) -> str:
    """The text of a run as it is printed."""
    text = text.translate(_PLAIN)
    if (font := sign_font(setting.plain.font or "")) is not None:
        return shown_by(font, text)
    if setting.raised and text.isdecimal() and text.isascii():
        return text.translate(RAISED)
    return text.upper() if setting.capitals else text


def _sign(element: Any, setting: Setting) -> tuple[str, Setting]:
    """What a `w:sym` prints, and how it is set: in a font of its own, unless that is one of known signs."""
    letter, name = chr(int(element.get(qn("w:char"), "FFFD"), 16)), element.get(qn("w:font"), "")
    font = sign_font(name)
    if font is not None or not name:
        return shown_by(font, letter) if font else letter, setting
    return letter, setting._replace(
        plain=setting.plain._replace(font=name), complex=setting.complex._replace(font=name)
    )


def _by_script(text: str, setting: Setting) -> Iterator[tuple[str, Face]]:
    """The text in pieces of one face; signs and blanks go with the letters before them."""
    plain, script = setting.plain, setting.complex
    script = script._replace(font=script.font or plain.font, size=script.size or plain.size)
    if setting.all_complex:
        yield text, script
        return
    end = 0
    for match in _COMPLEX.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], plain
        yield match[0], script
        end = match.end()
    if end < len(text):
        yield text[end:], plain


def _add_span(spans: list[Span], text: str, face: Face, underline: bool) -> None:
    last = spans[-1] if spans else None
    alike = last is not None and (last.font, last.size, last.bold, last.italic, last.underline) == (*face, underline)
    if last is not None and alike:
        last.text += text
    else:
        spans.append(
            Span(text, font=face.font, size=face.size, bold=face.bold, italic=face.italic, underline=underline)
        )
