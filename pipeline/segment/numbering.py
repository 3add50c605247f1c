"""Printed numbers in their order: which comes behind which, and which numbered lines head what stands below them."""

from functools import cache

_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
_KHMER_LETTERS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"


@cache
def successors(number: str) -> frozenset[str]:
    """Return the numbers that may follow a printed one: "2.1" -> "2.2", "i" -> "ii" and "j", "24/16" -> "24/17"."""
    head, dot, last = number.rpartition(".")
    return frozenset(head + dot + found for found in (_serial_steps(last) if "/" in last else _steps(last, 1)))


@cache
def neighbours(number: str) -> frozenset[str]:
    """Return the numbers right before and behind a printed one."""
    head, dot, last = number.rpartition(".")
    return frozenset(head + dot + found for step in (-1, 1) for found in _steps(last, step))


def begins_list(number: str) -> bool:
    """Return whether a printed number may be the first of a list: "1", "2.1", "a", "i", "ក", or a serial "24/016"."""
    return "/" in number or number.rpartition(".")[2].lower() in ("1", "a", "i", "ក")


def _serial_steps(number: str) -> list[str]:
    """The numbers behind one that a body gives its minutes in a series ("23/104"): any part may count."""
    parts = number.split("/")
    if not all(part.isdigit() for part in parts):
        return []
    return ["/".join([*parts[:n], f"{int(part) + 1:0{len(part)}d}", *parts[n + 1 :]]) for n, part in enumerate(parts)]


def _steps(number: str, step: int) -> list[str]:
    if number.isdigit():
        return [str(int(number) + step)]
    found: list[str] = []
    for sequence in (_ROMANS, "abcdefghijklmnopqrstuvwxyz", _KHMER_LETTERS):
        place = sequence.index(number.lower()) + step if number.lower() in sequence else -1
        if 0 <= place < len(sequence):
            found.append(sequence[place].upper() if number.isupper() else sequence[place])
    return found
