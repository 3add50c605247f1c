"""How many took part: head-counts in sentences, labels and tables of both languages."""

import re
from collections.abc import Iterator, Sequence

from pipeline.khmer.numerals import to_ascii
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import Block
from pipeline.segment.blocks import language_of
from pipeline.segment.counted import NUMBER, Counted, counted_in, number_of
from pipeline.segment.khmer_counts import HEAD_KM, KHMER_LABELS, khmer_counts
from pipeline.segment.spans import sentence_spans
from pipeline.segment.tables import cell, labelled_cells, table_at
from pipeline.segment.vocabulary import phrases, words

Count = tuple[str, int, str]
"""Label (total, women, men, present, absent, quorum, else as printed), number, as printed."""

_LABELLED = re.compile(
    rf"^(?P<label>[^:៖\d]{{3,48}}?)\s*(?:[:=]|\s[–-]\s)\s*(?P<rest>(?:about\s+|approx\w*\.?\s+)?{NUMBER}.*)$",
    re.I | re.S,
)
_IN_BRACKETS = re.compile(
    r"(?:^|(?<=[.;,\s]))(?P<label>[A-Z][a-z]+(?:\s[A-Za-z]+){0,3}?)\s*\(\s*(?P<number>\d{1,4})\s*\)(?=\s*(?::|$|\n))"
)
_QUORUM = re.compile(
    rf"\bquorum\s+(?:\(?(?:of|is|was|being|set\s+at|requirement\s+(?:of|is|was))\s+)(?:at\s+least\s+)?(?P<number>{NUMBER})"
    rf"|\b(?P<before>{NUMBER})\s+(?:\w+\s+){{0,3}}?(?:constitut(?:es?|ing)|forms?|makes?|is|being)\s+(?:a|the)\s+quorum",
    re.I,
)
_OF_ALL = re.compile(rf"\b(?P<number>{NUMBER})\s+(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+)?(?P<all>{NUMBER}\s+)?", re.I)
_YES_OF = re.compile(r"\(\s*(?P<number>\d{1,3})\s+(?:out\s+)?of\s+\d{1,3}\b")
_NUMBER_OF = re.compile(r"^(?:total\s+)?(?:no\.?|nr\.?|number|#)\s+of\s+(?P<what>.+)$", re.I)
_BY_SEX = re.compile(r"\b(?P<label>F|M|[Ff]emales?|[Mm]ales?|[Ww]omen|[Mm]en)\s*[:=]\s*(?P<number>\d{1,4})\b")
_LABELS_APART = re.compile(r";\s+(?=[A-Z][A-Za-z ]{2,30}:\s*\d)")
_IS_COUNT = re.compile(rf"{NUMBER}\s+[a-z]+(?:\s+of\s+the\s+public)?", re.I)
"""A cell that counts and says nothing else ("Three parishioners")."""
_IS_THERE = re.compile(r"\b(?:present|in\s+the\s+room|there\s+was\s+a\s+quorum)\b")
_LONG_CELL = 60
"""A cell of so many characters holds sentences."""


def counts_of(blocks: Sequence[Block], tells_attendance: bool) -> Iterator[tuple[Count, Block]]:
    """Yield the head-counts of the blocks of a part in order, each with its block.

    `tells_attendance`: the part is about who came; else only sentences that say so are believed.
    """
    for n, block in enumerate(blocks):
        if block.kind == "table_row":
            rows = table_at(blocks, n)
            if rows:
                yield from _of_table(rows) if tells_attendance else _of_labels(rows, is_sure=False)
            for text in block.cells:
                yield from ((count, block) for count in _of_text(text, False) if len(text) > _LONG_CELL)
            continue
        yield from ((count, block) for count in _of_text(block.text, tells_attendance))


def _of_text(text: str, tells_attendance: bool) -> Iterator[Count]:
    text = text.replace(ZWSP, "")
    return khmer_counts(text, tells_attendance) if language_of(text) == "km" else _english(text, tells_attendance)


def _english(text: str, tells_attendance: bool) -> Iterator[Count]:
    for bracketed in _IN_BRACKETS.finditer(text):
        if kind := _of_label(bracketed["label"]):
            yield kind, int(bracketed["number"]), bracketed[0]
    for sentence in _clauses(text):
        labelled = _LABELLED.match(sentence)
        kind = _of_label(labelled["label"]) if labelled else None
        if labelled and kind is not None:
            yield from _run_in(kind, labelled["rest"], labelled["label"])
            yield from _by_sex(labelled["rest"])
        elif (yes := _YES_OF.search(sentence)) and sentence.lower().startswith("quorum"):
            yield "quorum", int(yes["number"]), sentence
        elif not labelled or not phrases("labels", "run_in").equals(labelled["label"]):
            yield from _sentence(sentence, tells_attendance)


def _clauses(text: str) -> Iterator[str]:
    """The sentences of a text; those parts of one apart that have labels of their own ("Delegates: 9; Guests: 2")."""
    for start, end in sentence_spans(text):
        parts = _LABELS_APART.split(text[start:end])
        yield from parts if len(parts) > 1 else (text[start:end],)


def _of_label(label: str) -> str | None:
    """What a label before a number counts."""
    numbered = _NUMBER_OF.match(label.strip())
    if numbered and phrases("attendance", "own_kinds").equals(numbered["what"]):
        return numbered["what"].strip().lower()
    if numbered and phrases("attendance", "totals", "people").equals(numbered["what"]):
        return "total"
    if phrases("attendance", "own_kinds").equals(label):
        return label.strip().lower()
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
    """The counts behind a label ("Attendance: 76, 21 by proxy and 55 actual"): the first is what the label says.

    Of whom some are women or men, there are so many in all.
    """
    counted = list(counted_in(rest))
    if kind == "present" and any(found.label in ("women", "men") for found in counted[1:]):
        kind = "total"
    for n, found in enumerate(counted):
        label = kind if n == 0 and found.label in (None, "total", "present") else found.label
        label = found.what.lower() if n and label == "total" else label
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
    for found in counted_in(_OF_ALL.sub(lambda match: f"{match['number']} ", sentence)):
        is_told = came or found.is_people or "quorum" in sentence
        if found.label is None or (found.label == "total" and not is_told):
            continue
        yield _settled(found, sentence), number_of(found.number), found.printed
    yield from _by_sex(sentence)


def _by_sex(text: str) -> Iterator[Count]:
    """The counts of women and men behind their letters ("F: 19, M: 12")."""
    for match in _BY_SEX.finditer(text):
        yield "women" if match["label"][0] in "FfWw" else "men", int(match["number"]), match[0]


def _settled(found: Counted, sentence: str) -> str:
    """A count of members whom the sentence says to be there counts those present, one of participants all."""
    if found.label != "total":
        return found.label or "total"
    is_group = phrases("attendance", "groups").within(found.what) and not found.what.endswith("participants")
    return "present" if _IS_THERE.search(sentence) and is_group else "total"


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
    yield from _of_labels(rows, is_sure=True)


def _of_labels(rows: Sequence[Block], is_sure: bool) -> Iterator[tuple[Count, Block]]:
    """Counts beside their labels; what the label does not say the words around the number do ("Turn-out | 34 people").

    `is_sure`: the table stands where those who came are told; else a label has to name them.
    """
    for row in rows:
        texts = [text for text in row.cells if text.strip()]
        for text in texts if is_sure else ():
            yield from ((count, row) for count in _of_text(text, True) if _IS_COUNT.fullmatch(text.strip()))
        if not is_sure and len(texts) != 2:
            continue
        if len(texts) == 2 and re.fullmatch(r"\d{1,4}", to_ascii(texts[1].strip())) and (kind := _of_head(texts[0])):
            yield (kind, int(to_ascii(texts[1])), " ".join(texts)), row
            continue
        for label, text in labelled_cells(row):
            if not re.match(r"[\d០-៩]", text):
                continue
            kind = (_of_label(label) or _of_people(text, is_sure)) if label.isascii() else None
            if kind is not None:
                yield from ((count, row) for count in (*_run_in(kind, text, label), *_by_sex(text)))
            elif _counts_people(label):
                yield from ((count, row) for count in _of_text(f"{label}: {text}", True))


def _of_people(text: str, is_sure: bool) -> str | None:
    """What a number counts whose label does not say it: all people, where people or women and men stand behind it."""
    counted = list(counted_in(text)) if is_sure else []
    return "total" if counted and (counted[0].is_people or any(one.label == "women" for one in counted)) else None


def _of_head(head: str) -> str | None:
    head = head.replace(ZWSP, "").strip()
    for name in ("women", "men", "totals"):
        if phrases("attendance", name).equals(head):
            return name if name != "totals" else "total"
    return next((kind for kind, pattern in KHMER_LABELS[:2] if pattern.fullmatch(head)), None)


def _counts_people(label: str) -> bool:
    return (
        _of_label(label) is not None
        or any(pattern.search(label) for _, pattern in KHMER_LABELS)
        or (HEAD_KM.search(label) is not None)
    )
