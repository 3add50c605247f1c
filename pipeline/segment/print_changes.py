"""Whether a line is printed otherwise than the one before it."""

from pipeline.model.document import Line
from pipeline.segment.sentences import ends_sentence


def style_changes(last: Line, line: Line, full: bool) -> bool:
    """Return whether a line is printed otherwise than the one before it; inside a sentence a word's size may be."""
    before, after = last.spans[-1:], line.spans[:1]
    if not before or not after:
        return False
    if ends_sentence(last.text) and (after[0].bold, after[0].underline) > (before[0].bold, before[0].underline):
        return True  # a heading that runs in
    sizes = before[0].size, after[0].size
    if sizes[0] and sizes[1] and abs(sizes[0] - sizes[1]) > 0.6:
        return not full or ends_sentence(last.text) or (_in_one_size(last) and _in_one_size(line))
    apart = _print_of_all(last) != _print_of_all(line)
    return apart and (before[0].bold, before[0].underline) != (after[0].bold, after[0].underline)


def _in_one_size(line: Line) -> bool:
    return len({round(span.size or 0.0) for span in line.spans if span.text.strip()}) == 1


def _print_of_all(line: Line) -> tuple[bool, bool]:
    """Whether every word of a line is bold, and whether every word is underlined."""
    spans = [span for span in line.spans if span.text.strip()]
    return all(span.bold for span in spans), all(span.underline for span in spans)
