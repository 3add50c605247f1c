"""Labels of questions and answers that only their neighbours bear out, or that stand inside a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from pipeline.model.minutes import Block, BlockKind
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.labels import Label, LabelKind, ascii_number, label_in
from pipeline.segment.names import introduces_speaker
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.persons import is_name
from pipeline.segment.turn_words import alternatives

_LETTER = re.compile(
    r"(?P<marker>[(\[]?(?P<letter>[QA])(?P<number>\d{1,2})?(?:[.)\]:]+|\s?[-–—](?=\s)|(?<=\d)(?=\s+[A-Z])))\s+(?=\S)"
)
_SENTENCE_END = re.compile(r"[?.!។][\"'”’»)\]]*\s+(?:[-–—]\s+)?(?=\S)")
_COLON = re.compile(r"\s*[:៖]\s+(?=\S)")
_LONGEST_SPEAKER = 120
"""Characters before the colon behind the one who asks."""
_FARTHEST_ANSWER = 3
"""Paragraphs from a question to its answer."""
_FROM = re.compile(r"(?:\b(?:from|by)|ពី|របស់|ដោយ)$", re.I)
_KINDS: dict[str, LabelKind] = {"Q": "question", "A": "answer"}
_ASKS = ("question", "answer")


def label_questions(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with questions and answers labelled, those on one line as paragraphs of their own."""
    believed = _letters_believed(found)
    labelled: list[Paragraph] = []
    for n, paragraph in enumerate(found):
        labelled += _parted(_labelled(paragraph, n in believed), n in believed)
    return labelled


def labelled_block(paragraph: Paragraph, maker: BlockMaker) -> Block:
    """Return a labelled question or answer as a block ("Q1: Mr. Sok Dara: Who ...")."""
    label = paragraph.label
    return asked_block("answer" if label is not None and label.kind == "answer" else "question", paragraph, maker)


def asked_block(kind: BlockKind, paragraph: Paragraph, maker: BlockMaker) -> Block:
    """Return a question or answer as a block, with who asks or answers apart ("Mr. Sok Dara: Who ...")."""
    colon = _COLON.search(paragraph.text, 0, _LONGEST_SPEAKER)
    head = paragraph.text[: colon.start()] if colon else ""
    halves = paragraph.cut(colon.end()) if colon and _names_speaker(head, paragraph.label) else None
    if halves is None:
        return maker.block(kind, paragraph)
    block = maker.block(kind, halves[1])
    if paragraph.label is not None:
        block.marker, block.number = paragraph.label.marker, paragraph.label.number
    block.attribution = halves[0].text
    block.prov = maker.provenance([*halves[0].pieces, *halves[1].pieces])
    return block


def _names_speaker(head: str, label: Label | None) -> bool:
    """Whether what stands before a colon is who asks or answers: in brackets or behind "from", whatever it says."""
    if label is not None and _FROM.search(label.marker):
        return True
    return (head.startswith("(") and head.endswith(")")) or introduces_speaker(head, in_cell=True) or is_name(head)


def relabelled(paragraph: Paragraph, label: Label) -> Paragraph:
    """Return the paragraph with a label that its text begins with; as it is where the label fills its first line."""
    _, end, line = paragraph.pieces[0]
    if label.length >= end:
        return paragraph
    words = paragraph.text[label.length : end]
    pieces = [(0, len(words), line)]
    pieces += [(first - label.length, last - label.length, later) for first, last, later in paragraph.pieces[1:]]
    length = len(line.text.rstrip()) - len(words)
    return replace(paragraph, label=replace(label, length=length), text=paragraph.text[label.length :], pieces=pieces)


def _letters_believed(found: Sequence[Paragraph]) -> frozenset[int]:
    """The places where "Q." and "A." stand for a question and the answer right behind it, not for points of a list."""
    placed = [(n, letter) for n, paragraph in enumerate(found) for letter in _letters(paragraph)]
    pairs = [
        (one, other)
        for (one, first), (other, second) in pairwise(placed)
        if (first, second) == ("Q", "A") and other - one <= _FARTHEST_ANSWER
    ]
    return frozenset(n for pair in pairs for n in pair)


def _letters(paragraph: Paragraph) -> Iterator[str]:
    """The letters that a paragraph and the sentences in it begin with."""
    label = paragraph.label
    if label is not None and label.kind == "number" and label.number in _KINDS:
        yield label.number
    for start in (0, *(match.end() for match in _SENTENCE_END.finditer(paragraph.text))):
        match = _LETTER.match(paragraph.text, start)
        if match is not None:
            yield match["letter"]


def _labelled(paragraph: Paragraph, by_letter: bool) -> Paragraph:
    own = paragraph.label
    if own is not None and own.kind in _ASKS:
        return paragraph
    if own is not None and own.kind == "number" and own.number in _KINDS and by_letter:
        return replace(paragraph, label=replace(own, kind=_KINDS[own.number], number=None))
    label = _label_at(paragraph.text, by_letter) or _label_with_name(paragraph.text)
    if label is None:
        return paragraph
    if own is not None and own.kind == "number":
        label = replace(label, marker=f"{own.marker} {label.marker}", number=label.number or own.number)
    return relabelled(paragraph, label)


def _parted(paragraph: Paragraph, by_letter: bool) -> list[Paragraph]:
    """A labelled question and what is labelled behind it on its lines."""
    if paragraph.label is None or paragraph.label.kind not in _ASKS:
        return [paragraph]
    for end in _SENTENCE_END.finditer(paragraph.text):
        label = _label_at(paragraph.text[end.end() :], by_letter)
        halves = paragraph.cut(end.end()) if label else None
        if label is not None and halves is not None:
            return [halves[0], *_parted(relabelled(halves[1], label), by_letter)]
    return [paragraph]


def _label_at(text: str, by_letter: bool) -> Label | None:
    """The label of a question or answer that a text begins with; `length` is what it takes of the text."""
    label = label_in(text)
    if label is not None and label.kind in _ASKS:
        return label
    match = _LETTER.match(text) if by_letter else None
    return Label(_KINDS[match["letter"]], match["marker"], match["number"], match.end()) if match else None


def _label_with_name(text: str) -> Label | None:
    """The label before the name of who asks or answers ("Question from Mr. Low: ...")."""
    match = _with_name().match(text)
    if match is None:
        return None
    kind: LabelKind = "question" if match["question"] else "answer"
    return Label(kind, match["marker"].strip(), ascii_number(match["number"]), match.end())


@cache
def _with_name() -> re.Pattern[str]:
    behind = r"(?:\s*\.?\s*(?:ទី)?(?P<number>\d{1,2}|[០-៩]{1,2}))?\s*(?:(?:from|by)\b|ពី|របស់|ដោយ|(?=\())"
    words = rf"(?:(?P<question>{alternatives('question')})|{alternatives('answer')}){behind}"
    return re.compile(rf"(?P<marker>{words})\s*(?=[^:៖?]{{2,80}}[:៖]\s)", re.I)
