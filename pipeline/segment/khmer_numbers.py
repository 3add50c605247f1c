"""Khmer numbers in words, as minutes of offices write dates: ឆ្នាំពីរពាន់ម្ភៃបី ខែកញ្ញា ថ្ងៃទីដប់ប្រាំ."""

import re

_ONES = ["មួយ", "ពីរ", "បី", "បួន", "ប្រាំ", "ប្រាំមួយ", "ប្រាំពីរ", "ប្រាំបី", "ប្រាំបួន"]
_TENS = {
    "ដប់": 10, "ម្ភៃ": 20, "សាមសិប": 30, "សែសិប": 40, "ហាសិប": 50, "ហុកសិប": 60, "ចិតសិប": 70, "ប៉ែតសិប": 80, "កៅសិប": 90,
}  # fmt: skip
_VALUES = {word: n for n, word in enumerate(_ONES, 1)} | _TENS | {"ប្រាំពិល": 7, "រយ": 100, "ពាន់": 1000}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_TOKEN = re.compile(_WORD)
_NUMBER = rf"(?:{_WORD})(?:[ \u200b]*(?:{_WORD}))*"
_YEAR_FIRST = re.compile(
    rf"ឆ្នាំ\s*(?P<year>{_NUMBER})[\s,]*ខែ\s*(?P<month>[\u1780-\u17d3]+?)[\s,]*ថ្ងៃ(?:ទី)?\s*(?P<day>{_NUMBER})"
)
_DAY_FIRST = re.compile(
    rf"ថ្ងៃ(?:ទី)?\s*(?P<day>{_NUMBER})[\s,]*ខែ\s*(?P<month>[\u1780-\u17d3]+?)[\s,]*ឆ្នាំ\s*(?P<year>{_NUMBER})"
)


def date_in_words(text: str) -> tuple[str, str] | None:
    """Return the first date in words of a text as printed, and with figures, the day first; None without one."""
    if "ឆ្នាំ" not in text:
        return None
    match = _YEAR_FIRST.search(text) or _DAY_FIRST.search(text)
    if match is None:
        return None
    return match[0], f"ថ្ងៃទី{_value(match['day'])} ខែ{match['month']} ឆ្នាំ{_value(match['year'])}"


def _value(words: str) -> int:
    """The value of a number in words: ពីរពាន់ម្ភៃបី is 2023."""
    total = last = 0
    for token in _TOKEN.findall(words):
        value = _VALUES[token]
        if value >= 100:
            total, last = total - last + (last or 1) * value, 0
        else:
            total, last = total + value, value
    return total
