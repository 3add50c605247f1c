"""What a line opens with by its words alone: hours, a known part, a label, what stands over a signature."""

import re
from functools import cache

from pipeline.segment.sentences import dangles, ends_sentence
from pipeline.segment.vocabulary import is_formal, phrases, tables

_TIME = r"[0-2០-២]?\d[:.h៖][0-5០-៥]\d(?:\s*[ap]\.?m\b\.?)?"
_CLOCK = re.compile(rf"{_TIME}\s*(?:-|–|to)\s*{_TIME}", re.I)
_HOURS = re.compile(rf"{_TIME}(?:\s*(?:-|–|to)\s*{_TIME})?\s*", re.I)
_RUN_IN = re.compile(r"(?P<head>[^:៖]{2,40}?)\s*[\d០-៩]{0,2}\s*[:៖]")
_LABELLED = re.compile(
    r"(?:[A-Z][\w’'/&.-]*(?:\s[\w’'/&.-]+){0,3}|[\u1780-\u17b3][\u1780-\u17d3\u200b/ ]{2,24})\s?(?::(?=\s)|៖)"
)
_FULL_STOP = re.compile(r"[.?!។៕][\"'”’»)\]]*$")
_MOST_HEADING_WORDS = 6
_MOST_SEAL = 40
_OPEN_HOURS = re.compile(rf"(?:{_TIME}|[០-៩]{{1,2}}[:.៖][០-៩]{{2}})\s*[-–]$", re.I)
"""Hours of which a narrow cell has only the first half on its line."""


def breaks_softly(last: str, text: str) -> bool:
    """Return whether a line break that the writer made inside a paragraph parts what stands before and behind it."""
    return ends_in_stop(last) or begins_part(text, True) or begins_run_in(last, text) or is_hours(text)


def is_hours(text: str) -> bool:
    """Return whether a text is nothing but hours: when something began, or from when to when."""
    return _HOURS.fullmatch(text.strip()) is not None


def split_hours(text: str) -> tuple[str, str]:
    """Return the hours that a text begins with, "" where it begins with none, and the rest."""
    match = _HOURS.match(text)
    return (match[0].strip(), text[match.end() :].strip()) if match else ("", text)


def begins_part(text: str, after_end: bool) -> bool:
    """Return whether a line opens something new by its words: hours, "Q&A ...", a known heading behind a sentence."""
    if phrases("questions", "heading").begins(text) or _CLOCK.match(text):
        return True
    if not after_end or len(text.split()) > _MOST_HEADING_WORDS or not text[:1].isupper() or ends_sentence(text):
        return False
    return phrases("headings", "introduction", "objectives", "expected_results", "annex").begins(text) > 0


def is_seal(text: str) -> bool:
    """Return whether a line is nothing but what stands over a signature."""
    if len(text) > _MOST_SEAL:
        return False
    seals = phrases("labels", "seals")
    return bool(seals.begins(text)) and not (seals.behind(text) or "").strip(" ,:")


def begins_run_in(last: str, text: str) -> bool:
    """Return whether a line opens with a label of the vocabulary ("Absent: ...") and goes on no phrase."""
    if _article().match(text):
        return True
    match = _RUN_IN.match(text)
    if match is None or text[0].islower() or dangles(last):
        return False
    head = match["head"]
    if is_formal(match[0].rstrip(" :៖")) or phrases("labels", "seals").begins(head):
        return True
    return any(
        found.equals(head)
        for found in (phrases("labels", "run_in"), phrases("outcomes"), phrases("attendance", "present", "absent"))
    )


@cache
def _article() -> re.Pattern[str]:
    """An article with its number: "ប្រការ ២.-", "Article 3:", "AP2:"."""
    names = "|".join(tables()["labels"]["articles"])
    return re.compile(rf"(?i:{names})[\s\u200b]*(?:ទី|no\.?\s)?[\s\u200b]*[\d០-៩]{{1,3}}\s*(?:[:៖]|\.?[-–]|\.\s)")


def are_labelled(first: str, text: str) -> bool:
    """Return whether a paragraph and a line below it both begin with a label ("Notes: ...", "អ្នកសរសេរ៖ ...")."""
    return all(_LABELLED.match(each) for each in (first, text))


def is_open_hours(text: str) -> bool:
    """Return whether a text ends in the first half of hours ("8:00 -")."""
    return _OPEN_HOURS.search(text) is not None


def ends_in_stop(text: str) -> bool:
    """Return whether a text ends in a full stop or another mark that ends a sentence."""
    return _FULL_STOP.search(text.rstrip()) is not None
