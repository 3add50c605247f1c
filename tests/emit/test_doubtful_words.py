"""Words of repaired text that may be wrong: dots under them in the body, a legend at the front, a list at the end."""

import io
from typing import Any

import docx
from docx.oxml.ns import qn

from pipeline.config import Report
from pipeline.emit.report import report_docx
from pipeline.model.minutes import Block, Flag, Minutes, Repair, Section


def _paragraphs(minutes: Minutes) -> list[Any]:
    return list(docx.Document(io.BytesIO(report_docx(minutes, Report()))).element.body.iter(qn("w:p")))


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def _dotted(paragraph: Any) -> list[str]:
    runs = (run for run in paragraph.iter(qn("w:r")) if run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None)
    return [_text(run) for run in runs if run.rPr.find(qn("w:rStyle")).get(qn("w:val")) == "DoubtfulWord"]


def _flag(start: int, end: int) -> Flag:
    return Flag(charspan=(start, end), reason="rival", margin=0.5, rivals=[])


def _with(minutes: Minutes, *blocks: Block) -> Minutes:
    minutes.meetings[0].sections = [Section(id="m1.s1", kind="annex", blocks=list(blocks))]
    return minutes


def test_flagged_words_have_dots_under_them_in_paragraphs_and_points(rich: Minutes) -> None:
    text = "សំណូមពរ និងយោបល់ NGO"
    repair = Repair(method="decipher", confidence=0.9, flags=[_flag(17, 20), _flag(0, 7), _flag(3, 9)])
    blocks = (Block(id=f"m1.s1.b{n}", kind=kind, text=text, repair=repair)
              for n, kind in enumerate(("paragraph", "list_item"), 1))  # fmt: skip
    shown = [paragraph for paragraph in _paragraphs(_with(rich, *blocks)) if text in _text(paragraph)]
    assert [_dotted(paragraph) for paragraph in shown] == [["សំណូមពរ", " ន", "NGO"]] * 2


def test_the_legend_leads_to_the_list_of_doubtful_words(rich: Minutes) -> None:
    paragraphs = _paragraphs(rich)
    (legend,) = [p for p in paragraphs if _text(p).startswith("Words with dots under them")]
    anchor = next(legend.iter(qn("w:hyperlink"))).get(qn("w:anchor"))
    (target,) = [p for p in paragraphs for mark in p.iter(qn("w:bookmarkStart")) if mark.get(qn("w:name")) == anchor]
    assert _text(target) == "Doubtful words"


def test_without_flags_there_is_no_legend(rich: Minutes) -> None:
    block = Block(id="m1.s1.b1", kind="paragraph", text="ក", repair=Repair(method="glyph", confidence=1, flags=[]))
    assert not [p for p in _paragraphs(_with(rich, block)) if _text(p).startswith("Words with dots")]
