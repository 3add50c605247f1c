"""Says of each page whether its text can be believed, on evidence that is kept with the page."""

from pipeline.khmer.cluster import broken_share, clusters
from pipeline.model.document import Document, Page, Table
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
        if khmer:
            _judge_khmer(document, page, text, khmer)
    document.source.languages = [name for name, amount in sorted(amounts.items(), key=lambda item: -item[1]) if amount]
    return document


def _judge_khmer(document: Document, page: Page, text: str, khmer: int) -> None:
    share = broken_share(text)
    page.facts.evidence["broken_clusters"] = round(share, 4)
    if share < DAMAGED_SHARE or len(clusters(text)) < FEWEST_CLUSTERS:
        return
    page.facts.text_source = "damaged"
    letters = sum(1 for character in text if character.isalpha())
    page.facts.confidence = round(max(0.0, 1.0 - khmer / max(letters, khmer)), 4)
    document.issues.append(
        Issue(
            code="damaged-khmer",
            severity="warning",
            page_no=page.facts.page_no,
            message=f"The Khmer of this page is damaged in the file itself ({share:.0%} of its syllables "
            "cannot be Khmer): it stands as extracted.",
        )
    )


def _text(page: Page) -> str:
    lines = [line for item in page.body for line in (item.lines() if isinstance(item, Table) else (item,))]
    return "\n".join(line.text for line in lines)
