"""Says of each page whether its text can be believed, on evidence that is kept with the page."""

from collections import Counter

from pipeline.khmer.cluster import broken_share, clusters
from pipeline.model.document import Document, Page
from pipeline.model.minutes import Issue

DAMAGED_SHARE = 0.02
"""Share of Khmer clusters that break the syllable grammar from which a page's Khmer counts as damaged. Published Khmer
stays below 0.005, text through Word's map is at 0.15 and above (tests/repair/test_judge.py measures both)."""
FEWEST_CLUSTERS = 12
"""With fewer clusters than this a share says nothing."""


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


def _text(page: Page) -> str:
    return "\n".join(line.text for line in page.lines())
