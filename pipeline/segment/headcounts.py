"""How many took part: head-counts in sentences, labels and tables of both languages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import Block
from pipeline.segment.blocks import language_of
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import cell
from pipeline.segment.vocabulary import phrases, tables, words

Count = tuple[str, int, str]
"""Label (total, women, men, present, absent, quorum, else as printed), number, as printed."""

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})"
_FIGURE = r"\d{1,3}(?:,\d{3})+|\d{1,4}"
_NUMBER = rf"(?<![\w$€£.,:\-–])(?<!\d/)(?:{_FIGURE}|{_WORD})(?![\w:/]|[.,\-–]\d|\s*(?:%|per\s?cent|a\.?m|p\.?m|o'clock))"
_MANNER = (
    r"(?:present\s+(?:in\s+person\s+)?or\s+by\s+proxy|present|in\s+person|by\s+proxy|by\s+phone|via\s+zoom|on\s+zoom|online|remotely"
    r"|virtually|represented|actual(?:ly)?|in\s+attendance|in\s+the\s+room|absent|excused)"
)
_MANNER_BEHIND = re.compile(
    rf"(?:\s+(?P<what>(?!(?:were|was|are|is|and|by|in|of|or|at|on)\b)[a-z]+))?(?:\s+(?:were|was|are|is|being|also|all|who|both|attending))*"
    rf"\s+(?P<manner>{_MANNER})\b",
    re.I,
)
_STOP = r"(?:and|or|by|of|are|were|was|had|has|have|in|at|on|to|from|with|for|per|out|who|that|which)\b"
_LABELLED = re.compile(rf"^(?P<label>[^:៖\d]{{3,48}}?)\s*(?:[:=]|\s[–-]\s)\s*(?P<rest>(?:about\s+|approx\w*\.?\s+)?{_NUMBER}.*)$", re.I | re.S)
_IN_BRACKETS = re.compile(r"^(?P<label>[A-Za-z][A-Za-z\s]{3,40}?)\s*\(\s*(?P<number>\d{1,4})\s*\)")
_QUORUM = re.compile(
    rf"\bquorum\s+(?:\(?(?:of|is|was|being|set\s+at|requirement\s+(?:of|is|was))\s+)(?:at\s+least\s+)?(?P<number>{_NUMBER})"
    rf"|\b(?P<before>{_NUMBER})\s+(?:\w+\s+){{0,3}}?(?:constitutes?|constituting|forms?|makes?|is|being)\s+(?:a|the)\s+quorum",
    re.I,
)
_OF_ALL = re.compile(rf"\b(?P<number>{_NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+)?(?P<all>{_NUMBER}\s+)?", re.I)
_LONG_CELL = 60
"""A cell of so many characters holds sentences."""
_KHMER_COUNT = re.compile(
    r"(?P<words>[\u1780-\u17d3\s៖(:]{0,40}?)(?P<number>[0-9០-៩]{1,4}(?:[.,][0-9០-៩]{3})?)\s*(?:នាក់|រូប|អង្គ)(?!\s*(?:ក្នុងចំណោម|បានឆ្លើយ))"
)
_KHMER_HEAD = re.compile("អ្នកចូលរួម|សមាជិក|តំណាង|សរុប|ចំនួន|ក្នុងនោះ|ស្រី|នារី|ប្រុស|បុរស|វត្តមាន|អវត្តមាន|ភ្ញៀវ")
_KHMER_LABELS = (
    ("women", re.compile("ស្រី|ស្ត្រី|នារី|យុវតី")),
    ("men", re.compile("ប្រុស|បុរស")),
    ("absent", re.compile("អវត្តមាន|សុំច្បាប់|មិនបានចូលរួម")),
    ("present", re.compile("វត្តមាន")),
    ("quorum", re.compile("កូរ៉ុម")),
)


def counts_of(blocks: Sequence[Block], tells_attendance: bool) -> Iterator[tuple[Count, Block]]:
    """Yield the head-counts of the blocks of a part in order, each with its block.

    `tells_attendance`: the part is about who came; else only sentences that say so are believed.
    """
    for n, block in enumerate(blocks):
        if block.kind == "table_row":
            if tells_attendance and (n == 0 or blocks[n - 1].kind != "table_row"):
                yield from _of_table([row for row in blocks[n:] if row.kind == "table_row"])
            for text in block.cells:
                yield from ((count, block) for count in _of_text(text, False) if len(text) > _LONG_CELL)
            continue
        yield from ((count, block) for count in _of_text(block.text, tells_attendance))


def _of_text(text: str, tells_attendance: bool) -> Iterator[Count]:
    text = text.replace(ZWSP, "")
    return _khmer(text, tells_attendance) if language_of(text) == "km" else _english(text, tells_attendance)


def number_of(text: str) -> int:
    """Return the value of a number in figures or English words."""
    figures = re.sub(r"\D", "", to_ascii(text))
    if figures:
        return int(figures)
    values = {word: n for n, word in enumerate(_ONES, 1)} | {word: n for n, word in enumerate(_TEENS, 10)}
    values |= {word: 10 * n for n, word in enumerate(_TENS, 2)}
    return sum(values[word] for word in re.split(r"[\s-]+", text.lower().strip()))


def _english(text: str, tells_attendance: bool) -> Iterator[Count]:
    for bracketed in _IN_BRACKETS.finditer(text):
        if kind := _of_label(bracketed["label"]):
            yield kind, int(bracketed["number"]), bracketed[0]
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        labelled = _LABELLED.match(sentence)
        kind = _of_label(labelled["label"]) if labelled else None
        if labelled and kind is not None:
            yield from _run_in(kind, labelled["rest"], labelled["label"])
        elif not labelled or not phrases("labels", "run_in").equals(labelled["label"]):
            yield from _sentence(sentence, tells_attendance)


def _of_label(label: str) -> str | None:
    """What a label before a number counts."""
    if phrases("attendance", "women").equals(label):
        return "women"
    if phrases("attendance", "men").equals(label):
        return "men"
    if phrases("attendance", "totals").equals(label):
        return "total"
    if "quorum" in label.lower():
        return "quorum"
    if phrases("attendance", "apart").equals(label):
        return label.strip().lower()
    if phrases("attendance", "absent").within(label):
        return "absent"
    return "present" if phrases("attendance", "present").within(label) else None


def _run_in(kind: str, rest: str, printed_label: str) -> Iterator[Count]:
    """The counts behind a label ("Attendance: 76, 21 by proxy and 55 actual"): the first is what the label says."""
    for n, found in enumerate(_numbers(rest)):
        label = found.label
        if n == 0 and label in (None, "total", "present") and not found.what:
            label = "total" if kind == "present" else kind
        elif n == 0 and kind not in ("total", "present"):
            label = kind
        if label:
            printed = found.printed if n or found.what else f"{printed_label}: {found.printed}"
            yield label, number_of(found.number), printed
        if kind in words("attendance", "apart"):
            return


def _sentence(sentence: str, tells_attendance: bool) -> Iterator[Count]:
    quorum = _QUORUM.search(sentence)
    if quorum:
        printed = quorum["number"] or quorum["before"]
        yield "quorum", number_of(printed), quorum[0]
        sentence = sentence.replace(printed, " ", 1)
    came = phrases("facts", "attend").within(sentence)
    if not (tells_attendance or came or phrases("attendance", "people").within(sentence)):
        return
    if phrases("attendance", "away_verbs").within(sentence) and not came:
        return
    for found in _numbers(_OF_ALL.sub(lambda match: f"{match['number']} ", sentence)):
        is_told = came or found.is_people or "quorum" in sentence
        if found.label is None or (found.label == "total" and not is_told):
            continue
        yield _settled(found, sentence), number_of(found.number), found.printed


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with what it counts."""

    number: str
    what: str
    label: str | None
    printed: str

    @property
    def is_people(self) -> bool:
        return phrases("attendance", "people").within(self.what)


def _numbers(text: str) -> Iterator[_Number]:
    """The numbers of a text with the words behind that say what they count, and how those took part."""
    for match in re.finditer(_NUMBER, text, re.I):
        money = text[max(0, match.start() - 5) : match.start()].rstrip().endswith(("$", "USD", "€", "£", "No.", "Rule"))
        if money:
            continue
        what = _what().match(text, match.end())
        if what is None and match[0].lower() == "one":
            continue
        place = what.end() if what else match.end()
        manner = _MANNER_BEHIND.match(text, place)
        if what is None and manner is None:
            what = _subject().match(text, match.end())
        end = manner.end() if manner else what.end() if what else match.end()
        counted = (what["what"] if what else manner["what"] if manner else "") or ""
        label = _label(counted, manner["manner"] if manner else "", is_subject=manner is None and what is not None)
        yield _Number(match[0], counted, label, text[match.start() : end].strip(" ,.;("))


def _settled(found: _Number, sentence: str) -> str:
    """A count of members whom the sentence says to be there counts those present, one of participants all."""
    if found.label != "total":
        return found.label or "total"
    is_there = re.search(r"\b(?:present|in\s+the\s+room|there\s+was\s+a\s+quorum)\b", sentence) is not None
    return "present" if is_there and phrases("attendance", "groups").within(found.what) else "total"


def _label(what: str, manner: str, is_subject: bool) -> str | None:
    """What a number counts by the words behind it; None where it counts no people of the meeting."""
    for name in ("women", "men"):
        if phrases("attendance", name).within(what):
            return name
    manner, what = " ".join(manner.lower().split()), " ".join(what.lower().split())
    if "proxy" in manner:
        return f"{what} present or by proxy".strip() if "present" in manner else "by proxy"
    if manner in ("absent", "excused"):
        return "absent"
    if manner in ("present", "in attendance", "in the room"):
        return "present"
    if manner.startswith("actual"):
        return "actual"
    if manner:
        return f"{what} {manner}".strip()
    last = what.split()[-1] if what else ""
    if last in words("attendance", "apart") or last in words("attendance", "own_kinds"):
        return last
    if last in words("attendance", "people") or last in words("attendance", "people_attending"):
        return "total"
    return what if is_subject and what else None


def _of_table(rows: Sequence[Block]) -> Iterator[tuple[Count, Block]]:
    """A table of counts: heads for women, men and total over its last row, or labels with a number beside them."""
    columns = {kind: n for n, head in enumerate(rows[0].cells) if (kind := _of_head(head))}
    last = rows[-1]
    if len(columns) > 1 and len(rows) > 1:
        for kind, n in columns.items():
            text = to_ascii(cell(last, n))
            if re.fullmatch(r"\d{1,4}", text):
                yield (kind, int(text), f"{rows[0].cells[n]} {cell(last, n)}"), last
        return
    for row in rows:
        texts = [text for text in row.cells if text.strip()]
        if len(texts) == 2 and re.fullmatch(r"\d{1,4}", to_ascii(texts[1].strip())) and (kind := _of_head(texts[0])):
            yield (kind, int(to_ascii(texts[1])), " ".join(texts)), row


def _of_head(head: str) -> str | None:
    head = head.replace(ZWSP, "").strip()
    for name in ("women", "men", "totals"):
        if phrases("attendance", name).equals(head):
            return name if name != "totals" else "total"
    return next((kind for kind, pattern in _KHMER_LABELS[:2] if pattern.fullmatch(head)), None)


@cache
def _what() -> re.Pattern[str]:
    """Up to four words behind a number, the last of which names people, or what part of them they are."""
    attendance = tables()["attendance"]
    names = ("people", "people_attending", "women", "men", "apart")
    kinds = {noun for name in names for noun in attendance[name] if noun.isascii()}
    nouns = "|".join(sorted(kinds, key=len, reverse=True))
    return re.compile(
        rf"(?:\s+of\s+(?:them|whom|these|which)(?:\s+(?:were|are|was|is))?)?"
        rf"\s+(?P<what>(?:(?!{_STOP})[A-Za-z][\w'’/-]*\s+){{0,4}}?(?:{nouns}))\b(?!['’])",
        re.I,
    )


@cache
def _subject() -> re.Pattern[str]:
    """A plural noun behind a number of which the sentence says that they took part ("28 midwives ... took part")."""
    verbs = "|".join(re.escape(verb) for verb in tables()["attendance"]["taking_part"])
    others = "|".join(tables()["attendance"]["no_people"])
    return re.compile(
        rf"\s+(?P<what>(?!(?:{others})\b)[a-z]{{3,}}s)\b(?:\s*\([^)]*\))?(?:\s+[\w-]+){{0,8}}?\s+(?:{verbs})\b", re.I
    )


def _khmer(text: str, tells_attendance: bool) -> Iterator[Count]:
    """Counts of people; where the part is not about who came, those of sentences with those who did, alone."""
    if not tells_attendance and not _KHMER_ATTEND.search(text):
        return
    before = "total"
    for match in _KHMER_COUNT.finditer(text):
        clause = re.split("[។;]", match["words"])[-1]
        label = next((kind for kind, pattern in _KHMER_LABELS if pattern.search(clause)), "total")
        if label in ("women", "men") and before == "other":
            continue
        if label == "total" and not tells_attendance and not _KHMER_PEOPLE.search(clause):
            before = "other"
            continue
        before = label if label not in ("women", "men") else before
        yield label, int(to_ascii(re.sub(r"[.,]", "", match["number"]))), text[_word_start(match) : match.end()].strip(" (៖:")


_KHMER_ATTEND = re.compile("ចូលរួម|វត្តមាន|សិក្ខាកាម|អ្នកចូល")
_KHMER_PEOPLE = re.compile("ចូលរួម|សរុប|វត្តមាន|សិក្ខាកាម|សមាជិក|តំណាង|ភ្ញៀវ|មានមនុស្ស")


def _word_start(match: re.Match[str]) -> int:
    """Where the words before a number begin: at a word known from counts, else at the number."""
    head = _KHMER_HEAD.search(match["words"])
    return match.start() + head.start() if head else match.start("number")
