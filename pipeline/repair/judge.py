"""Says of each page whether its text can be believed, on evidence that is kept with the page.

A page's confidence is the share of its characters that are probably right (`pipeline.repair.evidence`): 1 where nothing
speaks against a native text, the repair's own word where it has read the glyphs, less where the figures say less.
What of a page cannot be believed is left to be read from its picture (`Page.unread`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt

from pipeline.extract.pictures import share_of_page
from pipeline.model.document import Document, Line, Page, Table
from pipeline.model.minutes import Box, Issue, Severity
from pipeline.repair.evidence import Evidence, no_language, soundness

DAMAGED_SHARE = 0.02
"""Share of Khmer clusters that break the syllable grammar from which a page's Khmer counts as damaged. Published Khmer
stays below 0.005, text through Word's map is at 0.04 and above (`benchmarks/judge.py`)."""
FEWEST_KHMER = 24
"""Khmer letters and signs below which their share of broken clusters says nothing."""
SOUND, UNSURE = 0.94, 0.75
"""Khmer of n letters counts as damaged below a score of SOUND - UNSURE / sqrt(n): good Khmer of 60 letters has 0.85 and
more (names and lists), of 1,000 letters 0.95; what eight producers' text layers say of it 0.8 and less, as a rule."""
MOST_NONSENSE = 0.3
"""Share of a page's letters that are nonsense from which the page is not read."""
FEWEST_NONSENSE = 60
"""Letters; fewer may be abbreviations."""
SCAN = 0.6
"""Share of a page under pictures from which it is a scan, and its text the layer of somebody's OCR."""
MOST_WEIGHED = 1500
"""Characters of a page on which its Khmer is measured: lines from all over it."""
FEW_UNKNOWN = 0.005
"""Share of letters without text that is not worth a word: a bullet or two, a logo set in type."""
UNKNOWN = "\ufffd"
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
_NOBODYS = re.compile(f"{UNKNOWN}|{_PRIVATE}{{2,}}|(?<=\\w){_PRIVATE}(?=\\w)")
"""Letters that a file does not tell: private characters, too, but where one stands alone, as bullets and boxes do."""


def judge(document: Document) -> Document:
    """Return the document, the facts of its pages, what of them is unread, and its languages filled in on evidence."""
    for page in document.pages:
        judge_page(document, page)
    tell_languages(document)
    return document


def tell_languages(document: Document) -> None:
    """Fill in the languages of a document, that with most letters first."""
    amounts = {"en": 0, "km": 0}
    for line in document.lines():
        amounts["km"] += sum(1 for character in line.text if "\u1780" <= character <= "\u17dd")
        amounts["en"] += sum(1 for character in line.text if character.isascii() and character.isalpha())
    document.source.languages = [name for name, amount in sorted(amounts.items(), key=lambda item: -item[1]) if amount]


def judge_page(document: Document, page: Page) -> None:
    """Fill in the facts of one page on evidence, with what of it is unread; what is wrong becomes an issue."""
    lines = [line for line in page.lines() if line.text.strip()]
    evidence = soundness("\n".join(_sample(lines)))
    page.facts.evidence |= evidence.figures()
    if page.facts.text_source == "none":
        return
    if page.unread and page.facts.width and page.facts.height:
        page.facts.evidence["unread_share"] = round(share_of_page(page.unread, page.facts.width, page.facts.height), 4)
    _count_methods(page)
    _judge_khmer(document, page, lines, evidence)
    _judge_nonsense(document, page, lines, evidence)
    _judge_unknown(document, page)


def tell_unread(document: Document) -> Document:
    """Return the document with an issue for each page of which some is still unread."""
    for page in document.pages:
        if page.facts.text_source == "none":
            message = "The text of this page is a picture, or cannot be believed, and has not been read."
            document.issues.append(_unread("text-unread", "error", page, message))
        elif page.unread and "unread_share" in page.facts.evidence:
            message = "A part of this page is a picture of text that has not been read."
            document.issues.append(_unread("part-unread", "warning", page, message))
    return document


def _unread(code: str, severity: Severity, page: Page, message: str) -> Issue:
    return Issue(code=code, severity=severity, page_no=page.facts.page_no, message=message)


def _count_methods(page: Page) -> None:
    """Count a page's repaired characters by method, and take its confidence from theirs."""
    counts: Counter[str] = Counter()
    sure = 0.0
    for span in (span for line in page.lines() for span in line.spans if span.repair is not None):
        assert span.repair is not None
        counts[span.repair.method] += len(span.text)
        sure += span.repair.confidence * len(span.text)
    if not counts.total():  # no repair, or only of glyphs that stand for nothing
        return
    repaired = counts.total()
    native = max(0, sum(len(line.text) for line in page.lines()) - repaired)
    page.facts.text_source = "ocr" if 2 * counts["ocr"] > repaired else "repaired"
    page.facts.methods = {**({"native": native} if native else {}), **counts}
    page.facts.confidence = round((native + sure) / (native + repaired), 4)


def _sample(lines: Sequence[Line]) -> Iterator[str]:
    """The lines' texts, or of a long page some from all over it."""
    total = sum(len(line.text) for line in lines)
    every = max(1, -(-total // MOST_WEIGHED)) if any(map(_is_khmer, (line.text for line in lines))) else 1
    return (line.text for line in lines[::every])


def is_damaged(evidence: Evidence) -> bool:
    """Whether the Khmer of a text is damaged, by its syllables, its words and the language model."""
    if evidence.khmer < FEWEST_KHMER or evidence.broken_clusters is None:
        return False
    is_broken = evidence.broken_clusters >= DAMAGED_SHARE
    return is_broken or evidence.khmer_score < SOUND - UNSURE / sqrt(evidence.khmer)


def _judge_khmer(document: Document, page: Page, lines: Sequence[Line], evidence: Evidence) -> None:
    if not is_damaged(evidence):
        return
    facts = page.facts
    as_extracted = facts.text_source == "native"
    facts.confidence = round(min(facts.confidence, evidence.score), 4)
    if as_extracted:
        facts.text_source = "damaged"
    if facts.text_source != "ocr":
        _read_again(page, [line for line in lines if is_damaged(soundness(line.text))], lines)
    broken = "it stands as extracted" if as_extracted else "even as repaired"
    share = f"{evidence.broken_clusters:.0%} of its syllables cannot be Khmer"
    if (evidence.broken_clusters or 0.0) < DAMAGED_SHARE:
        share = f"{evidence.out_of_lexicon:.0%} of its syllables stand in no word"
    document.issues.append(
        Issue(
            code="damaged-khmer",
            severity="warning",
            page_no=facts.page_no,
            message=f"The Khmer of this page is damaged in the file itself ({share}): {broken}.",
        )
    )


def _judge_nonsense(document: Document, page: Page, lines: Sequence[Line], evidence: Evidence) -> None:
    """Find Latin letters that are no language: a layer of OCR in the wrong language, or codes of an unknown font."""
    if evidence.latin_plausibility is None or evidence.latin_plausibility >= 1.0:
        return
    nonsense = [lines[n] for n in no_language([line.text for line in lines])]
    letters = sum(map(_letters, lines))
    share = sum(map(_letters, nonsense)) / letters if letters else 0.0
    if sum(map(_letters, nonsense)) < FEWEST_NONSENSE or share < MOST_NONSENSE:
        return
    facts = page.facts
    facts.evidence["nonsense_share"] = round(share, 4)
    facts.confidence = round(min(facts.confidence, 1.0 - share), 4)
    _read_again(page, lines, lines)
    if _cover(page) >= SCAN:
        facts.text_source, facts.methods, facts.confidence = "none", {}, 0.0
        return
    facts.text_source = "damaged"
    document.issues.append(
        Issue(
            code="no-language",
            severity="warning",
            page_no=facts.page_no,
            message=f"{share:.0%} of the letters of this page are no language: codes of an unknown font, or OCR that "
            "took Khmer for Latin letters.",
        )
    )


def _is_khmer(text: str) -> bool:
    return any("\u1780" <= letter <= "\u17dd" for letter in text)


def _letters(line: Line) -> int:
    return sum(letter.isalpha() for letter in line.text)


def _cover(page: Page) -> float:
    return float(page.facts.evidence.get("image_cover", 0.0))


def _read_again(page: Page, damaged: Sequence[Line], lines: Sequence[Line]) -> None:
    """Leave to be read from the picture: the page if half of it is damaged, else its damaged lines outside tables."""
    width, height = page.facts.width, page.facts.height
    if width is None or height is None:
        return
    if 2 * sum(map(_letters, damaged)) >= sum(map(_letters, lines)):
        page.unread = [(0.0, 0.0, width, height)]
        return
    known = {id(line) for line in damaged}
    runs = groupby(page.body, key=lambda item: isinstance(item, Table) or id(item) not in known)
    page.unread = [*page.unread, *(_around(list(run)) for is_sound, run in runs if not is_sound)]


def _around(items: Sequence[Line | Table]) -> Box:
    lefts, tops, rights, bottoms = zip(*(item.box for item in items), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _judge_unknown(document: Document, page: Page) -> None:
    """Say of a page how much of its text nobody knows: the file has none for its glyphs, or U+FFFD."""
    lines = [*page.lines(), *page.furniture]
    untold = [sum(map(len, _NOBODYS.findall(line.text))) for line in lines]
    known = sum(not character.isspace() for line in lines for character in line.text) - sum(untold)
    unknown = sum(max(letters, _missing(line)) for letters, line in zip(untold, lines, strict=True))
    share = unknown / (known + unknown) if unknown else 0.0
    if share < FEW_UNKNOWN:
        return
    facts = page.facts
    facts.evidence["unknown_share"] = round(share, 4)
    facts.confidence = round(facts.confidence * (1.0 - share), 4)
    if share >= MOST_NONSENSE:
        _read_again(page, lines, lines)
    if not known:
        facts.text_source, facts.methods = "none", {}
    elif facts.text_source == "native" and share >= DAMAGED_SHARE:
        facts.text_source = "damaged"
    document.issues.append(
        Issue(
            code="text-layer-incomplete",
            severity="warning",
            page_no=facts.page_no,
            message=f"The file does not say what {share:.1%} of the letters on this page are: unless read from "
            "its picture, they are missing from the text, or stand as \ufffd or as private characters.",
        )
    )


def _missing(line: Line) -> int:
    """Glyphs of a line that the text goes without, where no repair has read them.

    Some producers have the first glyph of a syllable stand for all of it and the others for nothing: these miss
    nothing.
    """
    missing = covered = 0
    for span in line.spans:
        if span.repair is not None:
            covered = 0
            continue
        for glyph in span.glyphs:
            if glyph.text:
                covered = len(glyph.text) if len(glyph.text) > 1 else 0
            elif covered:
                covered -= 1
            else:
                missing += 1
    return missing
