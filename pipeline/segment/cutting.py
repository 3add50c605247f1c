"""A printed line cut in two where one paragraph ends and the next begins inside it."""

from dataclasses import replace

from pipeline.extract.widths import text_width
from pipeline.model.document import Line, Span
from pipeline.model.minutes import Box


def cut_line(line: Line, offset: int) -> tuple[Line, Line] | None:
    """Return a line as two, parted before the character at `offset` of its text, or None where it cannot be.

    A repaired span is cut only where what was extracted can be cut at the same sign. Boxes are parted by the widths of
    the words.
    """
    head: list[Span] = []
    rest: list[Span] = []
    start = 0
    for span in line.spans:
        end = start + len(span.text)
        if end <= offset:
            head.append(span)
        elif start >= offset:
            rest.append(span)
        else:
            parts = _cut_span(span, offset - start)
            if parts is None:
                return None
            head.append(parts[0])
            rest.append(parts[1])
        start = end
    before, behind = _cut_box(line, offset)
    return (
        replace(line, spans=head, box=before, ends_paragraph=True),
        replace(line, spans=rest, box=behind, marker=None, level=None, style=None),
    )


def _cut_span(span: Span, offset: int) -> tuple[Span, Span] | None:
    head, rest = span.text[:offset], span.text[offset:]
    if span.orig is None:
        return replace(span, text=head, glyphs=(), actual=()), replace(span, text=rest, glyphs=(), actual=())
    place = _same_sign(span.orig, head)
    if place is None:
        return None
    flags = span.repair.flags if span.repair else []
    first = [flag for flag in flags if flag.charspan[1] <= offset]
    second = [
        flag.model_copy(update={"charspan": (flag.charspan[0] - offset, flag.charspan[1] - offset)})
        for flag in flags
        if flag.charspan[0] >= offset
    ]
    repairs = [span.repair.model_copy(update={"flags": each}) if span.repair else None for each in (first, second)]
    return (
        replace(span, text=head, orig=span.orig[:place], glyphs=(), actual=(), repair=repairs[0]),
        replace(span, text=rest, orig=span.orig[place:], glyphs=(), actual=(), repair=repairs[1]),
    )


def _same_sign(orig: str, head: str) -> int | None:
    """Where what was extracted goes on behind the sign that `head` ends with, blanks included; None: it has others."""
    sign = head.rstrip()[-1:]
    count = head.count(sign)
    if not sign or sign.isalnum() or orig.count(sign) < count:
        return None
    place = -1
    for _ in range(count):
        place = orig.index(sign, place + 1)
    return place + 1 + (len(head) - len(head.rstrip()))


def _cut_box(line: Line, offset: int) -> tuple[Box, Box]:
    x0, top, x1, bottom = line.box
    whole = text_width(line.text)
    middle = x0 + (x1 - x0) * (text_width(line.text[:offset]) / whole if whole else 0.0)
    return (x0, top, middle, bottom), (middle, top, x1, bottom)
