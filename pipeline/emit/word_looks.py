"""How the report looks: its styles as data."""

from dataclasses import dataclass

INK, ACCENT, MUTED, ALERT = "1F3A5F", "2B6A86", "5B6670", "B3491F"
RULE, WASH, PALE = "C5D0D9", "EEF3F6", "A9BBC8"
LIST_LEVELS = 5
HEADING_LEVELS = 6
TEXT_WIDTH = 9638
"""Twentieths of a point: A4 less two margins of 2 cm."""

LIST_STEP = 340
"""Indent of a list level."""

_BUILT_IN = ("Normal", "Title", "Heading", "List", "TOC", "Header", "Footer", "Hyperlink")
"""How the ids of the styles begin that Word has itself."""


@dataclass(frozen=True)
class Look:
    """A style. Lengths are twentieths of a point; `scale` is the size over that of the running text."""

    id: str
    name: str
    based_on: str | None = "Normal"
    is_character: bool = False
    scale: float | None = None
    bold: bool | None = None
    """None: as the text around it."""
    caps: bool = False
    color: str | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: int | None = None
    hanging: int | None = None
    keep_next: bool = False
    left_bar: str | None = None
    underline: str | None = None
    """Colour of a rule below a paragraph."""
    dotted: str | None = None
    """Colour of dots under the letters."""
    shade: str | None = None
    outline: int | None = None
    list_level: int | None = None
    right_tab: bool = False
    follow: str | None = None

    @property
    def is_ours(self) -> bool:
        """Tell whether Word has no style of this name of its own."""
        return not self.id.startswith(_BUILT_IN)


def _headings() -> list[Look]:
    shapes = ((1.5, INK, 360, 120), (1.22, ACCENT, 280, 80), (1.06, INK, 220, 60), (1.0, MUTED, 180, 60))
    looks = []
    for level in range(1, HEADING_LEVELS + 1):
        scale, color, before, after = shapes[min(level, len(shapes)) - 1]
        looks.append(
            Look(
                f"Heading{level}", f"heading {level}", scale=scale, bold=True, color=color,
                before=before, after=after, keep_next=True, outline=level - 1, follow="Normal",
                underline=RULE if level == 1 else None,
            )
        )  # fmt: skip
    return looks


def _lists() -> list[Look]:
    looks = []
    for level in range(1, LIST_LEVELS + 1):
        suffix = "" if level == 1 else str(level)
        end = f" {suffix}" if suffix else ""
        looks.append(Look(f"ListBullet{suffix}", f"List Bullet{end}", after=60, list_level=level))
        looks.append(
            Look(
                f"ListNumber{suffix}",
                f"List Number{end}",
                after=60,
                indent=level * LIST_STEP + 60,
                hanging=LIST_STEP + 60,
            )
        )
    return looks


def _contents() -> list[Look]:
    return [
        Look("TOCHeading", "TOC Heading", scale=1.22, bold=True, color=INK, before=320, after=100, keep_next=True),
        Look("TOC1", "toc 1", color=INK, before=60, after=20, right_tab=True),
        Look("TOC2", "toc 2", indent=280, after=10, right_tab=True),
        Look("TOC3", "toc 3", scale=0.92, color=MUTED, indent=560, after=0, right_tab=True),
    ]


def looks() -> list[Look]:
    """Return every style of the report."""
    return [
        Look("Normal", "Normal", based_on=None, scale=1.0, after=100, line=264),
        Look("Kicker", "Kicker", scale=0.95, bold=True, caps=True, color=ACCENT, after=60, keep_next=True),
        Look("Title", "Title", scale=2.0, bold=True, color=INK, after=100, line=250, keep_next=True),
        *_headings(),
        *_lists(),
        *_contents(),
        Look("TableLead", "Table Lead", after=100, line=264, keep_next=True),
        Look("Cover", "Cover", color=MUTED, after=20),
        Look("TopicsLabel", "Topics Label", scale=0.85, bold=True, caps=True, color=ACCENT, indent=220, before=40,
             after=0, keep_next=True, left_bar=PALE, shade=WASH),
        Look("Topic", "Topic", indent=440, hanging=220, after=0, left_bar=PALE, shade=WASH),
        Look("Speaker", "Speaker", bold=True, color=INK, before=180, after=60, keep_next=True),
        Look("Prompt", "Prompt", color=INK, indent=120, before=60, after=60, left_bar=ACCENT, shade=WASH),
        Look("Question", "Question", indent=240, before=120, after=40, keep_next=True, left_bar=ACCENT),
        Look("Answer", "Answer", indent=240, after=60, left_bar=PALE),
        Look("Exchange", "Exchange", indent=240, before=120, after=60, left_bar=ACCENT),
        Look("Note", "Note", color=MUTED, before=40, after=80),
        Look("Legend", "Legend", scale=0.87, color=MUTED, before=60, after=0),
        Look("TableText", "Table Text", scale=0.87, before=20, after=20, line=250),
        Look("TableHead", "Table Head", based_on="TableText", bold=True, color=INK, keep_next=True),
        Look("TableBand", "Table Band", based_on="TableText", bold=True, before=100, after=20, keep_next=True),
        Look("TableGap", "Table Gap", scale=0.4, after=0),
        Look("Header", "header", scale=0.8, color=MUTED, after=0, right_tab=True),
        Look("Footer", "footer", scale=0.8, color=MUTED, after=0, right_tab=True),
        Look("Mark", "Mark", is_character=True, bold=True, color=ACCENT),
        Look("Attribution", "Attribution", is_character=True, bold=True),
        Look("Muted", "Muted", is_character=True, bold=False, color=MUTED),
        Look("Doubt", "Doubt", is_character=True, color=ALERT),
        Look("DoubtfulWord", "Doubtful Word", is_character=True, dotted=ALERT),
        Look("Hyperlink", "Hyperlink", is_character=True, color=ACCENT),
    ]  # fmt: skip
