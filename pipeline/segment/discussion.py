"""What was said: the paragraphs of one part of a meeting to speeches, questions, answers, lists and groups."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.minutes import Block, Section, SectionKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.footnotes import is_footnote
from pipeline.segment.group_labels import labelled_group, opens_group
from pipeline.segment.names import introduces_speaker, read_attribution, says_by_whom
from pipeline.segment.numbered_parts import numbered_parts
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.question_labels import labelled_block
from pipeline.segment.speakers import is_about_speaker, whole_speakers
from pipeline.segment.vocabulary import phrases

_MOST_HEADING_WORDS = 16
_MOST_NOTE_WORDS = 6
_NUMBER_OUT = 6.0
"""Points that a number counts as further left than the bullets below it, which say what it holds."""
_TITLED = 0.8
"""Confidence from which a line's honorific makes it a speaker's, whatever follows."""


@dataclass
class Content:
    """Blocks of a section and the sections nested in it."""

    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def read_discussion(found: Sequence[Paragraph], maker: BlockMaker, in_cell: bool, in_groups: bool) -> Content:
    """Return the blocks and nested sections of a part of the meeting, in order.

    `in_cell`: the paragraphs are the discussion cell of an agenda, where a short line without a speaker is a note and
    numbered lines may head what stands below them. `in_groups`: groups tell their results here, so that a numbered
    line before bullets heads those of one group.
    """
    whole = whole_speakers(found, in_cell)
    reader = _Reader(whole, maker, in_cell, in_groups)
    for n in range(len(whole)):
        reader.take(n)
    return reader.content


def names_groups(text: str) -> bool:
    """Return whether a heading says that groups worked or tell their results."""
    return phrases("agenda", "groups").within(text)


def heads_list(found: Sequence[Paragraph], n: int) -> bool:
    """Return whether a paragraph is the heading of the bullets behind it; only a numbered one may be a question."""
    paragraph = found[n]
    stops = (".", "។") if paragraph.number else (".", "។", "?")
    following = found[n + 1] if n + 1 < len(found) else None
    return (
        following is not None
        and following.is_item
        and paragraph.word_count <= _MOST_HEADING_WORDS
        and not paragraph.text.endswith(stops)
    )


class _Reader:
    """Walks the paragraphs; `_speech` and `_group` are what the next block goes into, the innermost that is open."""

    def __init__(self, found: Sequence[Paragraph], maker: BlockMaker, in_cell: bool, in_groups: bool) -> None:
        self.content = Content()
        self._found = found
        self._maker = maker
        self._in_cell = in_cell
        self._in_groups = in_groups
        self._groups = _group_labels(found, in_cell or in_groups)
        self._numbered = numbered_parts(found) if in_cell and not in_groups else frozenset[int]()
        self._speech: Block | None = None
        self._group: Section | None = None
        self._indents: list[float] = []

    def take(self, n: int) -> None:
        """Place one paragraph."""
        paragraph = self._found[n]
        label = paragraph.label
        kind = label.kind if label else None
        if is_footnote(paragraph):
            self._place(self._maker.block("note", paragraph))
        elif kind == "question" or kind == "answer":
            self._close()
            self._place(labelled_block(paragraph, self._maker))
        elif n in self._groups:
            self._open_section(labelled_group(paragraph, self._maker))
        elif kind == "number" and self._heads_points(n):
            self._open_section(self._numbered_section(paragraph))
        elif kind in ("bullet", "dash", "number"):
            self._place(self._maker.block("list_item", paragraph, level=self._level(n)))
        elif phrases("questions", "heading").equals(paragraph.text):
            self._close()
            self._place(self._maker.block("note", paragraph))
        elif paragraph.names_speaker or (self._introduces(n) and not self._signs(n)):
            self._open_speech(paragraph)
        elif self._is_note(paragraph):
            self._note(n)
        else:
            if phrases("labels", "formal").equals(paragraph.text.partition(":")[0]):
                self._speech = None  # "Resolved: ..." are nobody's words
            self._place(self._maker.block("paragraph", paragraph))

    def _heads_points(self, n: int) -> bool:
        """Whether a number heads what stands below it rather than a point of a list; no point of a labelled group."""
        if self._groups and self._group is not None:
            return False
        return heads_list(self._found, n) if self._in_groups else n in self._numbered

    def _introduces(self, n: int) -> bool:
        """Whether a line says who speaks next.

        Outside a cell, people named line by line are a list, and who has no title speaks only where what follows is
        about them.
        """
        text = self._found[n].text
        if not introduces_speaker(text, self._in_cell):
            return False
        if self._in_cell or says_by_whom(text):
            return True
        following = self._found[n + 1] if n + 1 < len(self._found) else None
        if following is None or self._is_name(n - 1) or self._is_name(n + 1):
            return False
        attribution = read_attribution(text)
        titled = attribution is not None and attribution.confidence >= _TITLED
        return titled or is_about_speaker(text, following.text)

    def _is_name(self, n: int) -> bool:
        if not 0 <= n < len(self._found):
            return False
        text = self._found[n].text
        return introduces_speaker(text, in_cell=False) and not says_by_whom(text)

    def _signs(self, n: int) -> bool:
        """Whether a name is a signature: it stands under words of that meaning, or, without a title, last of all."""
        if self._in_cell:
            return False
        before = self._found[n - 1].text if n else ""
        if phrases("people", "taken_by").equals(before):
            return True
        attribution = read_attribution(self._found[n].text)
        return n + 1 == len(self._found) and attribution is not None and attribution.confidence < _TITLED

    def _place(self, block: Block) -> None:
        if block.kind != "list_item":
            self._indents = []
        if self._speech is not None:
            self._speech.blocks.append(block)
        elif self._group is not None:
            self._group.blocks.append(block)
        else:
            self.content.blocks.append(block)

    def _close(self) -> None:
        self._speech = self._group = None

    def _open_speech(self, paragraph: Paragraph) -> None:
        """Begin a speech: who presents a labelled group's results speaks inside the group."""
        group = self._group if self._groups else None
        self._close()
        speech = self._maker.speech(paragraph)
        attribution = read_attribution(paragraph.text)
        if attribution is not None and attribution.confidence < _TITLED:
            speech.confidence = attribution.confidence
        self._group = group
        self._place(speech)
        self._speech = speech

    def _numbered_section(self, paragraph: Paragraph) -> Section:
        kind: SectionKind = "group" if self._in_groups else "item"
        return Section(kind=kind, number=paragraph.number, heading=self._maker.block("heading", paragraph))

    def _open_section(self, section: Section) -> None:
        self._close()
        self._group = section
        self.content.sections.append(section)

    def _level(self, n: int) -> int:
        """Depth of a list item among those before it: 1 for the outermost, by the source's own word or by indent."""
        paragraph = self._found[n]
        own = paragraph.lines[0].level
        if own is not None:
            return own
        over_bullets = not paragraph.is_item and heads_list(self._found, n)
        indent = paragraph.indent - (_NUMBER_OUT if over_bullets else 0)
        self._indents = [known for known in self._indents if known < indent - 4]
        self._indents.append(indent)
        return len(self._indents)

    def _is_note(self, paragraph: Paragraph) -> bool:
        if phrases("notes", "refer").begins(paragraph.text) or paragraph.text.startswith("("):
            return paragraph.word_count <= 3 * _MOST_NOTE_WORDS
        if not self._in_cell or self._speech is not None or self._group is not None:
            return False
        return paragraph.word_count <= _MOST_NOTE_WORDS and not paragraph.ends_sentence

    def _note(self, n: int) -> None:
        """A note closes the speech before it, unless the speech goes on behind it."""
        following = self._found[n + 1] if n + 1 < len(self._found) else None
        if following is None or following.label is not None or introduces_speaker(following.text, self._in_cell):
            self._close()
        self._place(self._maker.block("note", self._found[n]))


def _group_labels(found: Sequence[Paragraph], expected: bool) -> frozenset[int]:
    """The places of the lines that label groups: two of them, or one where groups are expected."""
    places = frozenset(n for n, paragraph in enumerate(found) if opens_group(paragraph))
    return places if expected or len(places) > 1 else frozenset()
