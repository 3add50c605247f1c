"""How many took part: head-counts in sentences of both languages."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.syllable import BASES, COENG, ZWSP
from pipeline.model.minutes import Block
from pipeline.segment.spans import sentence_spans
from pipeline.segment.vocabulary import phrases, tables, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

Count = tuple[str, int, str]
"""Label (total, women, men), number, as printed."""

_HEAD_COUNT = re.compile(r"\battend(?:ance|ees?)\s*[:=]\s*(?P<number>\d{1,4})", re.I)
_KHMER_COUNT = re.compile(r"(?P<words>[\u1780-\u17d3\s៖(]{0,24}?)(?P<number>[0-9០-៩]{1,4})\s*(?:នាក់|រូប|អង្គ)")
_KHMER_HEAD = re.compile("អ្នកចូលរួម|សមាជិក|តំណាង|សរុប|ចំនួន|ក្នុងនោះ|ស្រី|នារី|ប្រុស|បុរស")
_LABEL = re.compile(r"^(?P<label>[^:៖]{3,40}?)\s*[:៖]")
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def counts_in(block: Block, doc: "Doc | None") -> Iterator[Count]:
    """Yield the head-counts of a block; people counted apart ("Observers: 12 villagers") are none of the meeting's."""
    label = _LABEL.match(block.text)
    if label and phrases("attendance", "apart").equals(label["label"]):
        return
    head = _HEAD_COUNT.search(block.text)
    if head:
        yield "total", int(head["number"]), head[0]
    if doc is None:
        yield from _khmer(block.text.replace(ZWSP, ""))
        return
    for span in doc.ents:
        money = span.start > 0 and span.doc[span.start - 1].text in ("$", "USD", "US$", "€")
        if span.label_ == "COUNT" and not money and (kind := _label(span)):
            yield kind, int(re.sub(r"\D", "", next(token.text for token in span if token.text[0].isdigit()))), span.text
    yield from _spelled(block.text)


def _label(span: "Span") -> str | None:
    for label in ("women", "men"):
        if phrases("attendance", label).within(span.text):
            return label
    last = span.text.lower().split()[-1]
    if last in ("respondents", "residents", "households"):
        return None
    if last in words("attendance", "people_attending"):
        return "total" if _attends(span) else None
    return "total"


def _attends(span: "Span") -> bool:
    """Whether the sentence of a count says that they attend."""
    text = span.doc.text
    return any(
        start <= span.start_char < end and phrases("facts", "attend").within(text[start:end])
        for start, end in sentence_spans(text)
    )


def _spelled(text: str) -> Iterator[Count]:
    """Numbers in words before people who attend: "Forty-six members attended"."""
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        match = _in_words().search(sentence)
        if (
            match
            and phrases("facts", "attend").within(sentence)
            and not phrases("attendance", "absent").within(sentence)
        ):
            yield "total", _number(match["number"]), match[0]


def _number(text: str) -> int:
    values = {word: n for n, word in enumerate(_ONES, 1)} | {word: n for n, word in enumerate(_TEENS, 10)}
    values |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
    return sum(values[word] for word in re.split(r"[\s-]+", text.lower()))


@cache
def _in_words() -> re.Pattern[str]:
    nouns = "|".join(sorted({*tables()["attendance"]["people"], *tables()["attendance"]["people_attending"]}))
    tens = rf"(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?"
    return re.compile(rf"\b(?P<number>{tens}|{'|'.join((*_TEENS, *_ONES))})\s+(?:[a-z]+\s+){{0,2}}(?:{nouns})\b", re.I)


def _khmer(text: str) -> Iterator[Count]:
    for match in _KHMER_COUNT.finditer(text):
        head = match["words"]
        label = "women" if re.search("ស្រី|នារី", head) else "men" if re.search("ប្រុស|បុរស", head) else "total"
        yield label, int(to_ascii(match["number"])), text[_word_start(match) : match.end()].strip(" (៖")


def _word_start(match: re.Match[str]) -> int:
    """Where the words before a number begin: at a word known from counts, else at a syllable."""
    head = _KHMER_HEAD.search(match["words"])
    if head:
        return match.start() + head.start()
    start, text = match.start(), match.string
    while start < match.start("number") and (
        not re.match(f"[{BASES}\\s(]", text[start]) or text[start - 1 : start] == COENG
    ):
        start += 1
    return start
