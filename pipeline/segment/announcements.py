"""Lines that announce the points below them: what those are, and to whom they are said."""

import re
from collections.abc import Sequence

from pipeline.model.minutes import Block, OutcomeType
from pipeline.segment.leads import announced_type, types_of
from pipeline.segment.movers import moved_by
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import phrases

_COLONS = (":", "៖")
_ENDS = (".", "?", "!", "។")
_MOST_TITLE_WORDS = 6
"""Words of a line above a table that is its title."""
_ASKED = re.compile(
    r"\b(?:asks?|asked|requests?|requested|urges?|urged|advised|encouraged|invited|call(?:s|ed)\s+(?:up)?on|appeal(?:s|ed)\s+to)\s+"
    r"(?:the\s+)?(?P<who>[^:,.;]{2,60}?)\s+to\s*:?$"
)
_SAID_TO = re.compile(
    r"\b(?:[Rr]ecommendations?|[Rr]equests?|[Ss]uggestions?)\b.*?\b(?:to|for)\s+(?P<who>(?:the\s+|[A-Z])[^:,.;]{1,60}?)\s*:$"
)
_SHAPES = ((re.compile(r"[\d០-៩]+"), "1"), (re.compile(r"[A-Za-z]+"), "a"), (re.compile(r"[\u1780-\u17d3]+"), "ក"))


class Announcement:
    """What the last line before a list or table announces."""

    def __init__(self) -> None:
        self.kind: OutcomeType | None = None
        self.titled: Sequence[OutcomeType] = ()
        """The types that the line names as a title."""
        self.is_past = False
        """Whether the points tell of what has been."""
        self.addressed_to: str | None = None
        self._shape: str | None = None

    def take(self, block: Block, following: Block | None) -> None:
        """Read the line of a block; a point is one only where points of another shape stand below it."""
        if block.kind in ("paragraph", "note", "speech"):
            self._read(block.text or block.attribution or "")
            self._shape = None
        elif block.kind == "list_item" and self._leads(block, following):
            self._read(block.text)
            self._shape = _shape_of(block)
        elif block.kind == "list_item" and self._shape is not None and _shape_of(block) == self._shape:
            self._read("")
            self._shape = None

    def is_by(self, block: Block) -> bool:
        """Return whether a block is the point that announces."""
        return block.kind == "list_item" and self._shape is not None and _shape_of(block) == self._shape

    def _leads(self, block: Block, following: Block | None) -> bool:
        is_above = following is not None and following.kind == "list_item" and _shape_of(following) != _shape_of(block)
        return is_above and block.text.rstrip().endswith(_COLONS)

    def _read(self, text: str) -> None:
        spans = sentence_spans(text)
        last = text[spans[-1][0] :] if spans else ""
        self.kind = None if not last or moved_by(last) else announced_type(text)
        is_title = len(text.split()) <= _MOST_TITLE_WORDS and not text.endswith(_ENDS)
        self.titled = types_of(text) if is_title else ()
        opens = text.rstrip().endswith(_COLONS) and self.kind is None
        self.is_past = opens and phrases("tasks", "done").within(text)
        said_to = _ASKED.search(last) or _SAID_TO.search(last)
        self.addressed_to = said_to["who"].removeprefix("the ") if said_to and self.kind else None


def _shape_of(block: Block) -> str:
    """A point's marker without its number: "(1)" of "(a)" and "1." apart."""
    shape = block.marker or ""
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    return shape
