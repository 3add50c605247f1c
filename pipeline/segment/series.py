"""Labels that only the lines around them bear out: letters in their order, numbers that go on in a series."""

from collections.abc import Sequence

from pipeline.model.document import Line
from pipeline.segment.labels import Label, capital_label, serial_label
from pipeline.segment.numbering import successors

_FEWEST_SERIALS = 3
_MOST_NAME_WORDS = 2
"""Words of an initial and a surname."""


def lettered(lines: Sequence[Line]) -> dict[int, Label]:
    """Return the labels "A.", "B.", "C." by the ids of their lines: capitals in their order, which initials are not in.

    Where all of them stand before one word, they are a list of names. An "A." alone counts right below or above others.
    """
    found: dict[int, Label] = {}
    chain: list[tuple[Line, Label]] = []
    for line in lines:
        label = capital_label(line)
        if label is None or label.number is None:
            continue
        if label.number == "A" or (chain and label.number in successors(chain[-1][1].number or "")):
            chain = [] if label.number == "A" else chain
            chain.append((line, label))
            if len(chain) > 1 and any(len(each.text.split()) > _MOST_NAME_WORDS for each, _ in chain):
                found.update({id(each): known for each, known in chain})
    edges = {round(line.box[0]) for line in lines if id(line) in found}
    singles = ((line, capital_label(line)) for line in lines if round(line.box[0]) in edges and id(line) not in found)
    return found | {id(line): label for line, label in singles if label is not None and label.number == "A"}


def serials(lines: Sequence[Line]) -> dict[int, Label]:
    """Return the labels of lines whose numbers go on in a series ("24/016", "24/017"), by the ids of the lines."""
    found = [(line, label) for line in lines if (label := serial_label(line))]
    later = [successors(label.number or "") for _, label in found]
    ends = {number for numbers in later for number in numbers}
    chained = [
        (line, label)
        for (line, label), numbers in zip(found, later, strict=True)
        if label.number in ends or any(other.number in numbers for _, other in found)
    ]
    return {id(line): label for line, label in chained} if len(chained) >= _FEWEST_SERIALS else {}
