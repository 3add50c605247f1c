"""How Word's number formats print a number (ECMA-376, 17.18.59), Khmer digits and letters included."""

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_KHMER = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
_CHICAGO = "*†‡§"
_ZEROS = {
    "khmer": 0x17E0, "thaiNumbers": 0x0E50, "lao": 0x0ED0, "hindiNumbers": 0x0966, "decimalFullWidth": 0xFF10,
    "arabicIndic": 0x0660,
}  # fmt: skip
"""The digit nought by the format that counts in such digits."""


def format_number(number: int, number_format: str) -> str:
    """Return a number as a number format prints it; formats that are not known here print digits."""
    if number_format in _ZEROS:
        return "".join(chr(_ZEROS[number_format] + int(digit)) for digit in str(number))
    printed = _FORMATS.get(number_format)
    return printed(number) if printed is not None and number > 0 else str(number)


def custom_format(pattern: str) -> str:
    """Return the format that a custom one ("001, 002, 003, ...") is: Khmer digits, Khmer letters, digits with noughts.

    Word writes the first numbers of the row as the format.
    """
    first = pattern.split(",")[0].strip()
    if first and first[-1] == "១":
        return "khmer"
    if first == "ក":
        return "khmerLetter"
    return {"01": "decimalZero", "001": "decimalZero3", "0001": "decimalZero4"}.get(first, "decimal")


def _letters(alphabet: str) -> Callable[[int], str]:
    """Word's way to count in letters: behind the last they are doubled, then tripled."""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def _roman(number: int) -> str:
    roman, rest = "", number
    for value, sign in _ROMAN:
        roman += sign * (rest // value)
        rest %= value
    return roman


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "khmerLetter": _letters(_KHMER),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalZero3": lambda number: f"{number:03d}",
    "decimalZero4": lambda number: f"{number:04d}",
    "ordinal": _ordinal,
    "chicago": _letters(_CHICAGO),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if number <= 20 else str(number),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
}
