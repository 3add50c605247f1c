"""Sentences that tell what was found: "The survey showed that ...", "The main problem is ..."."""

import re
from functools import cache

from pipeline.segment.hints import holds_any
from pipeline.segment.khmer_names import plain
from pipeline.segment.vocabulary import tables

_SURE, _LOOSE = 0.65, 0.6
_ADVERBS = r"(?:(?:also|then|further|has|have|had|clearly|again|already|\w+ly)\s+)*"
_IT_WAS = re.compile(
    r"^(?:\w+,\s+)?it\s+(?:was|is|has\s+been|became)\s+(?:(?:also|further|\w+ly)\s+)*"
    r"(?:found|observed|discovered|noted\s+with\s+(?:\w+\s+)?(?:concern|regret|worry)|apparent|clear\s+from\s+\w[^.]{3,60}?)\s+that\b",
    re.I,
)
_CONCERN = re.compile(
    r"\b(?:(?:raised|expressed|voiced|shared)\s+(?:(?:a|an|their|its|his|her|the|serious|great|deep|some|strong|grave)\s+)*concerns?"
    r"\s+that|(?:noted|notes|observed|sees|saw)\s+with\s+(?:\w+\s+)?(?:concern|regret|worry)\s+that)\b",
    re.I,
)
_ELSEWHERE = re.compile(r"\b(?:below|above|as\s+follows|annex\w*|table)\b", re.I)
_NOT_TOLD = re.compile(r"\b(?:if|whether|asked|who|which|when|hopes?|will|would|should|may|might)\b", re.I)


def finding_in(sentence: str) -> float | None:
    """Return how sure it is that a sentence tells what somebody found, or None; a question is none."""
    is_whole = not sentence.rstrip().endswith(("?", "៖", ":"))
    if is_whole and not sentence.isascii() and _km().search(plain(sentence)):
        return _LOOSE
    if not is_whole or not holds_any(sentence, tables()["findings"]["hints"]) or _ELSEWHERE.search(sentence):
        return None
    for pattern, confidence in ((_IT_WAS, _SURE), (_by_finder(), _SURE), (_is_problem(), _LOOSE), (_CONCERN, _LOOSE)):
        match = pattern.search(sentence)
        if match is not None and not _NOT_TOLD.search(sentence[: match.start()]):
            return confidence
    return None


@cache
def _km() -> re.Pattern[str]:
    finders, verbs, faults = ("|".join(tables()["findings"][name]) for name in ("finders_km", "verbs_km", "faults_km"))
    return re.compile(
        rf"(?:{finders})[^។៖]{{0,30}}?(?:បាន)?(?:{verbs})(?=[^។]{{5,}})"
        rf"|^(?:{faults})(?:ធំ|ចម្បង|សំខាន់|មួយ|ដែល|ជួបប្រទះ|ជាងគេ|បំផុត|ៗ|របស់|[\s\u200b])*(?:គឺ|នៅតែ)(?=[^។៖]{{5,}})"
    )


@cache
def _by_finder() -> re.Pattern[str]:
    """What looks into things, and bodies, with a verb of finding behind: no person by name, who may find anything."""
    finders = "|".join(sorted(tables()["findings"]["finders"], key=len, reverse=True))
    verbs = "|".join(sorted(tables()["findings"]["verbs"], key=len, reverse=True))
    things = "|".join(sorted(tables()["findings"]["faults"], key=len, reverse=True))
    spelled = "|".join(tables()["motions"]["spelled"])
    number = rf"(?:\d+|an?|some|several|many|{spelled}|the\s+following|serious|major|minor)"
    return re.compile(
        rf"(?:^|[.;,]\s+)(?:The|This|These|Our|An?|Their|Its|Recent|[A-Z]\w+(?:'s|’s))\s+(?:[\w-]+\s+){{0,3}}?(?:{finders})\s+"
        rf"(?:(?:of|on|by|in|at|to)\s+(?:[\w'’-]+\s+){{1,6}}?)?{_ADVERBS}(?:{verbs})\s+"
        rf"(?:that\b|(?:{number}\s+)+(?:[\w-]+\s+){{0,2}}(?:{things})\b)",
        re.I,
    )


@cache
def _is_problem() -> re.Pattern[str]:
    faults = "|".join(sorted(tables()["findings"]["faults"], key=len, reverse=True))
    return re.compile(
        rf"^(?:(?:The|A|An|One|Another|Our|Their|Some)\s+)(?:[\w-]+\s+){{0,3}}?(?:{faults})\s+"
        rf"(?:(?:faced|met|encountered|raised|mentioned|reported|in|of|for|with|here|now|today|that)\s+(?:[\w'’-]+\s+){{0,6}}?)?"
        rf"(?:is|was|are|were|remains?|remained|include[sd]?|has\s+been)\s+(?:that\b|still\s|the\s|a\s|an\s|lack|\w)",
        re.I,
    )
