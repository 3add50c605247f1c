"""Ways to look into a report that was made."""

import io
from typing import Any

import docx
from docx.oxml.ns import qn

from pipeline.config import Report
from pipeline.emit.report import report_docx
from pipeline.model.minutes import Minutes


def open_report(minutes: Minutes, **settings: Any) -> Any:
    """The report of minutes as python-docx opens it."""
    return docx.Document(io.BytesIO(report_docx(minutes, Report(**settings))))


def text_of(element: Any) -> str:
    """The text of an element."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def paragraphs_of(document: Any) -> list[tuple[str, str]]:
    """Style id and text of every paragraph, those in cells too."""
    return [(style_of(p), text_of(p)) for p in document.element.body.iter(qn("w:p"))]
