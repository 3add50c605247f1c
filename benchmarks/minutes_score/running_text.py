"""The text as a whole: sentences in reading order, every word exactly once, running heads kept out."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.minutes_score.keys import is_long, key, sentences, without_bullet, words
from benchmarks.minutes_score.output import lead
from benchmarks.minutes_score.tally import Tally
from benchmarks.minutes_score.truth import Truth
from pipeline.model.minutes import Block, Minutes
from pipeline.model.walk import meeting_blocks

_BREAK = " \n "
_FEW = 3
"""A running text of fewer letters, such as a page number, is looked for as a whole line only."""


def sentences_in_order(truth: Truth, lines: Sequence[str], minutes: Minutes) -> Tally:
    """Compare sentences: those of the text whole in one block and in order, those of the blocks whole in the text.

    A title is a field of its own, so that nothing tells its place among the blocks.
    """
    titles = _joined(meeting.title.text for meeting in minutes.meetings if meeting.title)
    held = _joined(units(minutes))
    wanted = [(wording, text) for wording, text in _sentences_of(truth, lines) if not _within(wording, titles)]
    places = [_places(wording, held) for wording, _ in wanted]
    right = _longest_rising(places)
    missed = [
        f"out of order: {text}" if places[index] else text
        for index, (_, text) in enumerate(wanted)
        if index not in right
    ]
    return Tally(len(right), missed, *_made_and_invented(lines, minutes))


def _made_and_invented(lines: Sequence[str], minutes: Minutes) -> tuple[int, list[str]]:
    text = f" {key(_BREAK.join(map(without_bullet, lines)))} "
    made = [sentence for unit in units(minutes) for sentence in sentences(unit) if is_long(words(sentence))]
    invented = [sentence for sentence in made if not _within(key(sentence), text)]
    return len(made) - len(invented), invented


def words_once(lines: Sequence[str], minutes: Minutes) -> Tally:
    """Compare how often every word stands in the text and in the blocks."""
    wanted = Counter(word for line in lines for word in words(without_bullet(line)))
    made = Counter(word for unit in units(minutes) for word in words(unit))
    common = (wanted & made).total()
    return Tally(common, _listed(wanted - made), common, _listed(made - wanted))


def running_heads(truth: Truth, lines: Sequence[str], minutes: Minutes) -> Tally:
    """Tell which running texts, whatever their digits, stand in the blocks more often than in the text."""
    held = list(units(minutes))
    forms = {_digits_open(text): text for text in truth.running}
    leaked = [text for form, text in forms.items() if form and _often(form, held) > _often(form, lines)]
    if not held:
        leaked = list(forms.values())
    found = len(forms) - len(leaked)
    return Tally(found, leaked, found, [])


def units(minutes: Minutes) -> Iterator[str]:
    """Yield every printed piece once: a block, a cell of a table row, a speaker's name with the first words."""
    for meeting in minutes.meetings:
        pending = ""
        for block in meeting_blocks(meeting):
            pieces = [pending + piece for piece in _pieces(block)] if pending else _pieces(block)
            pending = ""
            if block.kind == "speech" and block.blocks:
                pending = " ".join(pieces) + " "
            else:
                yield from pieces
        if pending:
            yield pending


def _pieces(block: Block) -> list[str]:
    if block.cells:
        return [piece for piece in (lead(block), *block.cells) if piece]
    return [" ".join(part for part in (lead(block), block.text) if part)]


def _sentences_of(truth: Truth, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The key and the text of each long sentence; a run-in heading is no part of the sentence behind it."""
    headings = [(number, text) for meeting in truth.meetings for number, text in meeting.headings]
    forms = [form for number, text in headings for form in (text, f"{number} {text}")]
    leads = sorted(map(words, forms), key=len, reverse=True)
    for line in lines:
        before = 0
        for sentence in sentences(without_bullet(line)):
            found = words(sentence)
            rest = _behind_heading(found, leads) if before <= 1 else found
            before += len(found)
            if is_long(rest):
                yield " ".join(rest), sentence


def _behind_heading(sentence: list[str], leads: Sequence[list[str]]) -> list[str]:
    for heading in leads:
        if heading and sentence[: len(heading)] == heading:
            return sentence[len(heading) :] or sentence
    return sentence


def _joined(texts: Iterable[str]) -> str:
    return _BREAK + _BREAK.join(map(key, texts)) + _BREAK


def _within(wording: str, held: str) -> bool:
    return f" {wording} " in held


def _places(wording: str, held: str) -> list[int]:
    """Where a sentence stands, last place first."""
    places = []
    place = held.find(f" {wording} ")
    while place >= 0:
        places.append(place)
        place = held.find(f" {wording} ", place + 1)
    return places[::-1]


def _longest_rising(choices: Sequence[Sequence[int]]) -> set[int]:
    """The indices of most choices of which one place each rises strictly; places are listed from the last."""
    ends: list[int] = []
    at: list[tuple[int, ...]] = []
    for index, places in enumerate(choices):
        for place in places:
            length = bisect_left(ends, place)
            chain = (*at[length - 1], index) if length else (index,)
            ends[length : length + 1] = [place]
            at[length : length + 1] = [chain]
    return set(at[-1]) if at else set()


def _listed(counts: "Counter[str]") -> list[str]:
    return list(counts.elements())


def _digits_open(text: str) -> str:
    return " ".join(re.sub(r"\d+", r"\\d+", word) for word in words(text))


def _often(form: str, texts: Sequence[str]) -> int:
    if len(form.replace(r"\d+", "").replace(" ", "")) < _FEW:
        return sum(bool(re.fullmatch(form, key(text))) for text in texts)
    return sum(len(re.findall(rf"(?<!\S){form}(?!\S)", key(text))) for text in texts)
