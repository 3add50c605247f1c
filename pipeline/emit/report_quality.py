"""The quality note: how each page's text was had, which pages and words are doubtful, and why."""

from dataclasses import dataclass
from itertools import groupby

from pipeline.emit.report_body import section_reference
from pipeline.emit.report_doubts import set_doubts
from pipeline.emit.report_marks import FLAGGED_WORDS
from pipeline.emit.word_manuscript import Manuscript
from pipeline.khmer.shorten import shorten
from pipeline.model.doubt import CODE_PREFIX
from pipeline.model.minutes import Block, Issue, Meeting, Minutes, PageFacts, Section
from pipeline.model.walk import section_blocks, walk_sections
from pipeline.shown import percent

DAMAGED_TEXT = 0.8
"""Confidence of a page's or block's text below which its letters are doubtful."""
MOST_WORDS = 300
"""Doubtful words listed; more would bury the report, and minutes.json has them all."""
_SHOWN = 60


@dataclass(frozen=True)
class _DoubtfulWord:
    word: str
    rivals: list[str]
    reason: str
    page_no: int | None
    section: Section | None


def set_quality(manuscript: Manuscript, minutes: Minutes) -> None:
    """Set the note on a page of its own: pages, remarks, guesses, doubtful words.

    The remarks that name guesses are left out: the list of guesses has each of them.
    """
    labels = manuscript.labels
    manuscript.heading(1, labels("quality"), on_new_page=True)
    manuscript.line("TableLead", labels("quality_intro"))
    _set_pages(manuscript, minutes.pages)
    issues = [issue for issue in minutes.issues if not issue.code.startswith(CODE_PREFIX)]
    _set_issues(manuscript, issues)
    has_doubts = set_doubts(manuscript, minutes)
    words = [word for meeting in minutes.meetings for word in _doubtful_words(manuscript, meeting)]
    _set_words(manuscript, words)
    damaged = [page for page in minutes.pages if page.confidence < DAMAGED_TEXT]
    doubts = [issue for issue in issues if issue.severity != "info"]
    if not (damaged or doubts or has_doubts or words):
        manuscript.line("Normal", labels("nothing_doubtful"))


def _set_pages(manuscript: Manuscript, pages: list[PageFacts]) -> None:
    labels = manuscript.labels
    rows = []
    for (source, sure), group in groupby(pages, key=lambda page: (page.text_source, percent(page.confidence))):
        alike = list(group)
        texts = (_range(alike), labels.of("page_text", source), sure, _evidence(manuscript, alike))
        rows.append([manuscript.cell(text) for text in texts])
    if rows:
        head = [labels(key) for key in ("pages", "text_source", "confidence", "remark")]
        manuscript.table((1.8, 5.4, 2.4, 7.4), rows, head)


def _range(pages: list[PageFacts]) -> str:
    first, last = pages[0].page_no, pages[-1].page_no
    return str(first) if first == last else f"{first}–{last}"


def _evidence(manuscript: Manuscript, pages: list[PageFacts]) -> str:
    """Return characters by method, then (of repaired and damaged pages) the figures that decided, but zeros."""
    methods: dict[str, int] = {}
    figures: dict[str, list[float | int | str]] = {}
    for page in pages:
        for method, count in page.methods.items():
            methods[method] = methods.get(method, 0) + count
        for name, value in page.evidence.items() if page.text_source != "native" else ():
            figures.setdefault(name, []).append(value)
    figures = {name: values for name, values in figures.items() if any(values)}
    labels = manuscript.labels
    parts = [
        labels("characters", count=f"{count:,}", method=labels.of("method", method))
        for method, count in methods.items()
        if count
    ]
    parts += [f"{labels.of('evidence', name)} {_spread(values)}" for name, values in figures.items()]
    return "; ".join(parts)


def _spread(values: list[float | int | str]) -> str:
    numbers = [value for value in values if not isinstance(value, str)]
    if len(numbers) < len(values):
        return ", ".join(dict.fromkeys(str(value) for value in values))
    low, high = (f"{figure:.3g}" for figure in (min(numbers), max(numbers)))
    return low if low == high else f"{low}–{high}"


def _set_issues(manuscript: Manuscript, issues: list[Issue]) -> None:
    if not issues:
        return
    labels = manuscript.labels
    manuscript.heading(2, labels("issues"))
    rows = [
        [
            manuscript.cell(labels("all_pages") if issue.page_no is None else str(issue.page_no)),
            manuscript.cell(labels.of("weight", issue.severity)),
            manuscript.cell(issue.message),
        ]
        for issue in issues
    ]
    manuscript.table((1.8, 2.4, 12.8), rows, [labels(key) for key in ("pages", "severity", "message")])


def _doubtful_words(manuscript: Manuscript, meeting: Meeting) -> list[_DoubtfulWord]:
    blocks: list[tuple[Block, Section | None]] = [(meeting.title, None)] if meeting.title else []
    for section in walk_sections(meeting.sections):
        blocks += [(block, section) for block in section_blocks(section)]
    return [word for block, section in blocks for word in _words_of(manuscript, block, section)]


def _words_of(manuscript: Manuscript, block: Block, section: Section | None) -> list[_DoubtfulWord]:
    """Return the flagged words of a block, or its beginning where the whole block is doubtful."""
    if block.repair is None:
        return []
    page_no = block.prov[0].page_no if block.prov else None
    flagged = [
        _DoubtfulWord(
            block.text[slice(*flag.charspan)], flag.rivals, manuscript.labels.of("flag", flag.reason), page_no, section
        )
        for flag in block.repair.flags
    ]
    if flagged or block.repair.confidence >= DAMAGED_TEXT:
        return flagged
    reason = f"{manuscript.labels('confidence')} {percent(block.repair.confidence)}"
    return [_DoubtfulWord(shorten(block.text, _SHOWN), [], reason, page_no, section)]


def _set_words(manuscript: Manuscript, words: list[_DoubtfulWord]) -> None:
    if not words:
        return
    labels = manuscript.labels
    manuscript.heading(2, labels("flagged"), FLAGGED_WORDS)
    manuscript.line("TableLead", labels("flagged_intro"))
    rows = [
        [
            manuscript.cell(word.word),
            manuscript.cell(", ".join(word.rivals)),
            manuscript.cell(word.reason),
            section_reference(manuscript, word.section),
            manuscript.cell(str(word.page_no or "")),
        ]
        for word in words[:MOST_WORDS]
    ]
    head = [labels(key) for key in ("word", "rivals", "reason", "section", "pages")]
    manuscript.table((3.6, 3.6, 3.2, 5, 1.6), rows, head)
    if len(words) > MOST_WORDS:
        manuscript.line("Note", labels("rest", count=len(words) - MOST_WORDS))
