"""The text as a whole: sentences in reading order, every word exactly once, running heads kept out."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.minutes_score.keys import is_long, key, sentences, without_bullet, words
from benchmarks.minutes_score.output import lead
from benchmarks.minutes_score.tally import Tally
from benchmarks.minutes_score.truth import Truth
from pipeline.emit.printed import meeting_blocks
from pipeline.model.minutes import Block, Minutes

_BREAK = " \n "
_FEW = 3
"""A running text of fewer letters, such as a page number, is looked for as a whole line only."""


def sentences_in_order(truth: Truth, lines: Sequence[str], minutes: Minutes) -> Tally:
    """Compare sentences: those of the text whole in one block and in order, those of the blocks whole in the text."""
    held = _BREAK + _BREAK.join(key(unit) for unit in units(minutes)) + _BREAK
    wanted = list(_sentences_of(truth, lines))
    places = _places([wording for wording, _ in wanted], held)
    found = [index for index, place in enumerate(places) if place >= 0]
    right = {found[index] for index in _longest_rising([places[index] for index in found])}
    missed = [
        text if places[index] < 0 else f"out of order: {text}"
        for index, (_, text) in enumerate(wanted)
        if index not in right
    ]
    text = f" {key(_BREAK.join(map(without_bullet, lines)))} "
    made = [sentence for unit in units(minutes) for sentence in sentences(unit) if is_long(words(sentence))]
    invented = [sentence for sentence in made if f" {key(sentence)} " not in text]
    return Tally(len(right), missed, len(made) - len(invented), invented)


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


def _places(wanted: Sequence[str], held: str) -> list[int]:
    """Where each sentence stands, one that comes again behind its last place; -1 for one that does not."""
    places: list[int] = []
    last: dict[str, int] = {}
    for sentence in wanted:
        place = held.find(f" {sentence} ", last.get(sentence, -1) + 1)
        places.append(place)
        last[sentence] = max(place, last.get(sentence, -1))
    return places


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The indices of a longest rising subsequence."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    chosen, index = set(), at[-1] if at else -1
    while index >= 0:
        chosen.add(index)
        index = before[index]
    return chosen


def _listed(counts: "Counter[str]") -> list[str]:
    return list(counts.elements())


def _digits_open(text: str) -> str:
    return " ".join(re.sub(r"\d+", r"\\d+", word) for word in words(text))


def _often(form: str, texts: Sequence[str]) -> int:
    if len(form.replace(r"\d+", "").replace(" ", "")) < _FEW:
        return sum(bool(re.fullmatch(form, key(text))) for text in texts)
    return sum(len(re.findall(rf"(?<!\S){form}(?!\S)", key(text))) for text in texts)
