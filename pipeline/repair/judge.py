"""Says of each page whether its text can be believed, on evidence that is kept with the page."""

from collections import Counter

from pipeline.khmer.cluster import broken_share, clusters
from pipeline.model.document import Document, Line, Page
from pipeline.model.minutes import Issue

DAMAGED_SHARE = 0.02
"""Share of Khmer clusters that break the syllable grammar from which a page's Khmer counts as damaged. Published Khmer
stays below 0.005, text through Word's map is at 0.15 and above (tests/repair/test_judge.py measures both)."""
FEWEST_CLUSTERS = 12
"""With fewer clusters than this a share says nothing."""
FEW_UNKNOWN = 0.005
"""Share of letters without text that is not worth a word: a bullet or two, a logo set in type."""
UNKNOWN = "\ufffd"


def judge(document: Document) -> Document:
    """Return the document, the facts of its pages and its languages filled in on evidence."""
    amounts = {"en": 0, "km": 0}
    for page in document.pages:
        text = _text(page)
        khmer = sum(1 for character in text if "\u1780" <= character <= "\u17dd")
        amounts["km"] += khmer
        amounts["en"] += sum(1 for character in text if character.isascii() and character.isalpha())
        _count_methods(page)
        if khmer:
            _judge_khmer(document, page, text, khmer)
        _judge_unknown(document, page)
    document.source.languages = [name for name, amount in sorted(amounts.items(), key=lambda item: -item[1]) if amount]
    return document


def _count_methods(page: Page) -> None:
    """Count a page's repaired characters by method, and take its confidence from theirs."""
    counts: Counter[str] = Counter()
    sure = 0.0
    for span in (span for line in page.lines() for span in line.spans if span.repair is not None):
        assert span.repair is not None
        counts[span.repair.method] += len(span.text)
        sure += span.repair.confidence * len(span.text)
    if not counts:
        return
    repaired = counts.total()
    native = max(0, sum(len(line.text) for line in page.lines()) - repaired)
    page.facts.text_source = "repaired"
    page.facts.methods = {**({"native": native} if native else {}), **counts}
    page.facts.confidence = round((native + sure) / (native + repaired), 4)


def _judge_khmer(document: Document, page: Page, text: str, khmer: int) -> None:
    share = broken_share(text)
    page.facts.evidence["broken_clusters"] = round(share, 4)
    if share < DAMAGED_SHARE or len(clusters(text)) < FEWEST_CLUSTERS:
        return
    letters = sum(1 for character in text if character.isalpha())
    broken = "it stands as extracted" if page.facts.text_source == "native" else "even as repaired"
    if page.facts.text_source == "native":
        page.facts.text_source = "damaged"
        page.facts.confidence = round(max(0.0, 1.0 - khmer / max(letters, khmer)), 4)
    else:
        page.facts.confidence = round(max(0.0, page.facts.confidence - share), 4)
    document.issues.append(
        Issue(
            code="damaged-khmer",
            severity="warning",
            page_no=page.facts.page_no,
            message=f"The Khmer of this page is damaged in the file itself ({share:.0%} of its syllables "
            f"cannot be Khmer): {broken}.",
        )
    )


def _judge_unknown(document: Document, page: Page) -> None:
    """Say of a page how much of its text nobody knows: the file has none for its glyphs, or U+FFFD."""
    lines = [*page.lines(), *page.furniture]
    known = sum(not character.isspace() and character != UNKNOWN for line in lines for character in line.text)
    unknown = sum(max(line.text.count(UNKNOWN), _missing(line)) for line in lines)
    share = unknown / (known + unknown) if unknown else 0.0
    if share < FEW_UNKNOWN:
        return
    facts = page.facts
    facts.evidence["unknown_share"] = round(share, 4)
    facts.confidence = round(facts.confidence * (1.0 - share), 4)
    if not known:
        facts.text_source, facts.methods = "none", {}
    elif facts.text_source == "native" and share >= DAMAGED_SHARE:
        facts.text_source = "damaged"
    document.issues.append(
        Issue(
            code="text-layer-incomplete",
            severity="warning",
            page_no=facts.page_no,
            message=f"The file does not say what {share:.1%} of the letters on this page are: they are missing from "
            "the text, or stand as \ufffd.",
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


def _text(page: Page) -> str:
    return "\n".join(line.text for line in page.lines())
