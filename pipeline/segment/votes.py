"""How a motion went, and with how many votes: words and figures as printed."""

import re
from functools import cache

from pipeline.segment.vocabulary import tables

_FIGURE = r"(?<![\d.,$£€/\-–])\d{1,4}(?![\d/%]|[.,]\d)"
_KHMER_FIGURE = r"(?:\d{1,4}|[០-៩]{1,4})"
_JOINT = r"(?:\s*\([^()]{1,80}\))?\s*(?:[,;/.]\s*)?(?:(?:and|with|to|but)\s+)?"
_SCORE = re.compile(
    r"(?<![\d.,$£€/\-–])\d{1,3}(?:\s?[-–:/]\s?\d{1,3}){1,3}"
    r"(?![\d/%]|[.,]\d|[-–]\d|\s*(?:[ap]\.?m\b|%|[A-Z][a-z]))"
)
_BEFORE_SCORE = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballot|carrie[ds]|passe[ds]|approved|adopted|failed|fails|defeated|lost|rejected|agreed"
    r"|unanimous(?:ly)?|motion)\b"
    r"(?:\W+(?:by|with|on|of|an?|the|was|were|is|roll|call|voice|recorded|margin|votes?|unanimously|count|favou?r|in|as"
    r"|taken|result|resulted|carried|passed))*\W{0,4}$",
    re.I,
)
_ROLL = re.compile(r"\b(?:(?:those\s+)?voting\s+)?(?i:ayes?|yeas?|yes|in\s+favou?r)\s*[:–-]\s*(?=[A-Z][\w.'’-]*[\s,;])")
_CALLED = re.compile(
    r"(?:[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3}(?:\s*[:,–-]\s*|\s+)(?i:aye|nay|yea|yes|no|abstain(?:ed)?)\b[;,.]?\s*(?:and\s+)?){2,}"
    r"|(?:[A-Z][\w.'’-]*(?:,?\s+(?:and\s+)?[A-Z][\w.'’-]*)*\s+vot(?:ing|ed)\s+(?i:yes|no|aye|nay|in\s+favou?r|against)\b[;,.]?\s*(?:and\s+)?)+"
)
_END_OF_ROLL = re.compile(r"\.\s+(?=(?:the\s+)?(?:motion|resolution|carried|passed|chair|vote)\b)|$", re.I)
_REFUSED = re.compile(
    r"\b(?:did|does|was|were|is|has)\s+not\s+(?:been\s+)?(?:pass|carry|carried|passed|approved|adopted)\b", re.I
)
_LETTERS = re.compile(r"\bM(?:\s?/\s?|\.)?S(?:\s?/\s?|\.)?(?P<letter>[CPA])\b(?!\s*=)")
_RESULT_LETTERS = {"C": "carried", "P": "passed", "A": "approved"}
_THIRD = re.compile(
    r"\([^()/]{2,40}/[^()/]{2,40}/\s*(?P<votes>\d{1,2}\s?[-–]\s?\d{1,2}(?:\s?[-–]\s?\d{1,2})?|[Uu]nanimous(?:ly)?)\b"
)
"""What stands behind mover and seconder in brackets: (Stubbs/Kowal/4-0)."""
_WORD = re.compile(r"[^\W\d_]+")


def result_of(text: str, opening: bool = False) -> str | None:
    """Return how a motion went, in small letters as printed ("carried"), or None.

    `opening`: the text states the motion too, so that "was adopted" in it may be told of something else.
    """
    refused = _REFUSED.search(text)
    if refused:
        return refused[0].lower()
    patterns = _results() if opening else _results() + _passives()
    hits = (match for pattern in patterns if (match := pattern.search(text)))
    return next((match["result"].lower() for match in hits), None)


def refusal_of(text: str) -> str | None:
    """Return the words at the end of a text in Khmer that say that it was not adopted, or None."""
    match = None if text.isascii() else _refused_km().search(text)
    return match[1] if match else None


def is_roll(votes: str) -> bool:
    """Return whether votes are told member by member ("Hollis, aye; Zavala, no"), not summed up."""
    return _CALLED.match(votes) is not None


def result_in_letters(text: str) -> str | None:
    """Return the result that the letters before mover and seconder stand for: "carried" of M/S/C and MSC."""
    match = _LETTERS.search(text)
    return _RESULT_LETTERS[match["letter"]] if match else None


def is_result(text: str) -> bool:
    """Return whether a text is a result or votes and nothing else: "CARRIED", "Motion carried unanimously.", "5-0"."""
    found = {word.lower() for word in _WORD.findall(text)}
    table = tables()["motions"]
    telling = {*table["results"], *table["for"], *table["against"], *table["unanimous"]}
    return bool(found & telling) and found <= {*telling, *table["around_results"]}


def votes_of(text: str, opening: bool = False) -> str | None:
    """Return the votes as printed ("5-0", "4 in favour, 0 against", "unanimously"), or None.

    A score goes before names, names before counts, counts before words. `opening`: the text states the motion too, so
    that a way to vote in it may be what was moved.
    """
    score = next((match for match in _SCORE.finditer(text) if _BEFORE_SCORE.search(text[: match.start()])), None)
    if score:
        return score[0]
    third = _THIRD.search(text) or _khmer_score().search(text)
    if third:
        return third["votes"]
    roll = _ROLL.search(text)
    end = _END_OF_ROLL.search(text, roll.end()) if roll else None
    if roll and end:
        return _trimmed(text[roll.start() : end.start()])
    patterns = (_figures(), _khmer_figures(), *_manners()[: 3 if opening else None], _CALLED)
    return next((_trimmed(match[0]) for pattern in patterns if (match := pattern.search(text))), None)


def _trimmed(text: str) -> str:
    return text.strip(" \t.,;:(–-")


@cache
def _results() -> tuple[re.Pattern[str], ...]:
    """Ways to tell a result, the clearest first."""
    result = rf"(?P<result>{_any_of('results')})\b"
    told = r"(?:was|is|has|been|were|then|therefore|hereby|thus|put\s+and|as\s+amended|\w+ly)"
    by = r"by\s+(?:an?\s+|the\s+)?(?:unanim|majority|show|voice|votes?|consensus|acclam|roll|ballot|general|\d|all)"
    votes = (
        rf"(?:unanim|nem\b|{by}|with(?:out)?\s+(?:\d|one|two|three|no|all|a\s+vote|objection|dissent)|on\s+an?\s|as\s)"
    )
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"\b(?:{_any_of('things')})(?:\s+{told}){{0,4}}\s*[:,–-]?\s*{result}",
            rf"(?:^|(?:[;,:.(–—-]|\band\b)\s*(?:and\s+)?(?:{told}\s+)?)[\"“]?{result}(?=\s*(?:[.;,()!:\"”]|$|\d|{votes}))",
            rf"\b{result}\s+\(?(?:unanim|{by}|with(?:out)?\s+(?:\d|one|two|no|all|objection)|\d{{1,3}}\s?[-–]\s?\d)",
            rf"\bunanimous(?:ly|\s+vote)\s+{result}",
            rf"\b{result}\s+(?:the|this)\s+(?:main\s+)?motion\b(?=\s*(?:[.;,]|$|unanim|by\b|as\b))",
            rf"\b(?:was|were)\s+(?:\w+ly\s+)?{result}\s+(?:as\s+proposed|on\s+|upon\s+|having\s|after\s|following\s|to\s+be\s)",
            rf"\bmotion\b[^.;]{{0,90}}?\b(?P<result>{_any_of('of_motions')})\b",
        )
    )


@cache
def _passives() -> tuple[re.Pattern[str], ...]:
    result = rf"(?P<result>{_any_of('results')})\b"
    return (
        re.compile(rf"\b(?:was|were|is|are)\s+(?:\w+ly\s+)?{result}", re.I),
        re.compile(rf"\b(?:minutes|agenda|report|accounts|all)\s+{result}", re.I),
    )


@cache
def _figures() -> re.Pattern[str]:
    """Counts with the sides they were cast for, in either order: two of them, or one whose side is plain."""
    sides, plain = rf"(?:{_any_of('for', 'against')})", _any_of("sides")
    number = rf"(?:{_FIGURE}|\b(?:{_any_of('spelled')})\b)(?:\s*\(\w+\))?"
    count = rf"{number}\s+(?:(?:members?|votes?|directors?|people)\s+)?(?:vot(?:ed|ing)\s+|were\s+)?"
    before, behind = (
        rf"{count}{sides}\b(?:\s+(?:of\s+)?the\s+(?:motion|proposal|amendment|resolution))?",
        rf"\b{sides}\s*[:–-]?\s*{number}",
    )
    return re.compile(
        rf"{number}\s+ayes?\s*,\s*(?:and\s+)?(?-i:[A-Z])[\w.'’-]+\s+(?:nay|no|abstain\w*)\b"
        rf"|(?:votes?\s+)?(?:{behind}(?:{_JOINT}{behind})+|{before}(?:{_JOINT}{before})+|{count}(?:{plain})\b"
        rf"|\b(?:{plain})\s*[:–-]\s*{_FIGURE}"
        rf"|\ball\s+(?:{number}\s+)?(?:\w+\s+)?(?:present\s+)?vot(?:ed|ing)\s+(?:in\s+the\s+affirmative|yes|aye|in\s+favou?r)\b"
        rf"|{number}\s+(?:votes?\s+)?to\s+{number}(?=\s*(?:[.,;)]|$|in\s+favou?r)))",
        re.I,
    )


@cache
def _khmer_figures() -> re.Pattern[str]:
    side = rf"(?:{_any_of('votes_km')})?\s*(?:{_any_of('sides_km')})"
    unit = rf"(?:{_any_of('votes_km', 'voters_km')})"
    of_all = rf"(?:\s*លើ\s*{_KHMER_FIGURE})"
    counted = rf"{side}\s*(?:ចំនួន|មាន)?\s*[:៖]?\s*{_KHMER_FIGURE}"
    one = rf"{counted}(?:\s*{unit}|{of_all})|{_KHMER_FIGURE}\s*{unit}\s*{side}"
    joint = r"\s*(?:,|និង|ហើយ|ដោយ)?\s*"
    return re.compile(
        rf"{counted}(?:\s*{unit}|{of_all})?(?:{joint}{counted}(?:\s*{unit}|{of_all})?)+|(?:{one})(?:{joint}(?:{one}))*"
    )


@cache
def _khmer_score() -> re.Pattern[str]:
    """A score in brackets behind the way of voting: "លើកដៃ (២៣/២៣)"."""
    score = rf"{_KHMER_FIGURE}\s?(?:[/-]|លើ)\s?{_KHMER_FIGURE}"
    return re.compile(rf"(?:{_any_of('manners_km', 'votes_km', 'sides_km')})\s*\((?P<votes>{score})\)")


@cache
def _refused_km() -> re.Pattern[str]:
    return re.compile(rf"({_any_of('refused_km')})\W*$")


@cache
def _manners() -> tuple[re.Pattern[str], ...]:
    names = ("unanimous", "agreeing", "manners_km", "manners")
    raised = "".join(f"(?<!{verb} )" for verb in ("raise", "raised", "lodge", "make", "made", "have", "had", "has"))
    return tuple(re.compile(rf"(?<![A-Za-z]){raised}(?:{_any_of(name)})(?![A-Za-z])", re.I) for name in names)


def _any_of(*names: str) -> str:
    found = (phrase for name in names for phrase in tables()["motions"][name])
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(found, key=len, reverse=True))
