"""Sentences in which somebody recommends, asks or finds: "Participants recommended that ...", "បានស្នើសុំ ... ឱ្យ"."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.model.minutes import OutcomeType
from pipeline.segment.advice_khmer import advice_km, words_km
from pipeline.segment.hints import holds_any
from pipeline.segment.khmer_names import plain
from pipeline.segment.vocabulary import phrases, tables, words

_IT_WAS = re.compile(
    r"\bit\s+(?:was|is)\s+(?:(?:\w+ly|also|further)\s+)*(?P<verb>recommended|suggested|proposed|advised|requested)\s+(?:that|to)\b",
    re.I,
)
_REQUESTED = re.compile(r"\b(?:is|are|was|were)\s+(?:kindly\s+|also\s+)?requested\s+to\s+\w+", re.I)
_WERE = re.compile(
    r"^(?P<who>(?:(?:The|All)\s+)?[A-Z][\w&’'-]*(?:\s+[\w&’'-]+){0,5}?)\s+(?:was|were|is|are)\s+(?:(?:also|further|\w+ly)\s+)?"
    r"(?P<verb>encouraged|urged|advised|invited|asked|called\s+(?:up)?on)\s+to\s+(?!(?:introduce|sign|comment|ask|speak|raise|explain"
    r"|present|attend|join|leave|take|stand|observe|be\b|have\b|say|tell|describe|confirm|clarify|return|come)\b)\w"
)
"""Who was asked or encouraged to do what; what somebody is to do in the meeting itself is none."""
_ASKS_ALL = frozenset(
    ("participants", "attendees", "everyone", "everybody", "groups", "he", "she", "they", "it", "i", "we")
)
_NOT_SAID = re.compile(
    r"\b(?:if|whether|unless|who|which|that|asked|as|previously|had|last\s+(?:year|meeting))\b", re.I
)
_NAMED = (
    r"(?:(?:Mrs?|Ms|Miss|Dr|Prof|H\.E|Cllr|Rev)\.?\s+)?[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){0,3}"
    r"(?:\s*\([^()]{1,40}\)|,[^,]{3,60},)?"
)
_SUBJECT = (
    r"(?:(?:The|A|An|One|Some|Several|All|Our|Their|Many|Most|Other|Another|Two|Three)\s+)?"
    r"(?!(?:It|He|She|I|We|You|There|This|That|These|Those|If|When|After|Before|While|As|What|Who|In|On|At|By|For|To|From|With)\b)"
    r"[A-Za-z][\w&’'-]*(?:\s+(?!(?:that|which|who|if|when|was|were|is|are|be|been|has|had|have|will|would|should|and|or|not|no)\b)"
    r"(?:\([^()]{1,30}\)|[\w&’'-]+)){0,6}?"
)
"""Whoever a sentence begins with: a body, a kind of people, somebody by office."""
_IDEA = re.compile(
    r"\b(?:(?P<there>there\s+(?:was|were)\s+)|an?\s+|the\s+)(?:an?\s+)?(?:\w+\s+)?(?P<what>suggestion|recommendation|proposal|request|appeal)s?\s+"
    r"(?(there)|(?:was|were)\s+(?:made|put\s+forward|raised)\s+)(?:that|to)\b|\b(?:put|puts)\s+forward\s+(?:the|an?)\s+(?:idea|suggestion|proposal)\b"
    r"|\bit\s+(?:would|might|may)\s+be\s+(?:\w+\s+)?(?:advisable|better|desirable|useful|good|wise|helpful|best)\s+(?:to|if|that)\b",
    re.I,
)
_MADE_REQUEST = re.compile(
    r"\b(?:made|submitted|addressed|put|sent)\s+(?:an?|the|their|its)\s+(?:\w+\s+)?(?:request|appeal|petition)s?\s+to\s+(?P<who>[^.;,]{2,60}?)\s+(?:for|to|that)\b"
)
_VIEW = re.compile(
    r"\b(?:(?:was|were|is|are)\s+of\s+the\s+(?:view|opinion)|stress(?:ed|es)|emphasi[sz](?:ed|es)|felt|believed|underlin(?:ed|es)"
    r"|highlight(?:ed|s)|insist(?:ed|s))\s+that\s+(?:[^.;]{2,80}?)\b(?:should|ought\s+to|must|needs?\s+to|has\s+to|have\s+to)\b"
)
_THAT_SOMEBODY = re.compile(
    r"^\s*that\s+(?:the\s+)?(?P<who>[A-Z][\w&’'-]*(?:\s+(?:(?:of|for|and|the|on)\s+)*[A-Z][\w&’'-]*)*)\s+[a-z]"
)
"""Who is to do what is asked for ("requested that the Ministry of Education print the rules")."""
_ADDRESSEE = re.compile(
    r"^\s*(?P<who>(?:(?:the|all|each|every|our|their)\s+[\w’'-]+|[A-Z][\w&'’-]*|residents|members|staff|local\s+\w+|participants|[a-z]{3,}s)"
    r"(?:\s+(?!to\b|that\b)[\w&'’-]+){0,5}?)\s+(?P<link>to|that|for)\s"
)
_THINGS = re.compile(r"(?!(?:residents|members|participants)$)[a-z]+s")
"""What may be asked for as well as whom: "requested funds to repair the roof"."""
_INQUIRES = re.compile(
    r"\s+(?:(?:more|further|any|some|additional|the|an?)\s+)*(?:clarification|information|details?|explanation|comments?|questions?"
    r"|volunteers|time|feedback|updates?|copy|copies|names?|nominations|suggestions|ideas|opinions?|views?)\b",
    re.I,
)
"""What is asked for in a discussion, and is no request to anybody."""
_THAT = re.compile(r"\s+that\s+(?!the\s+(?:minutes|record)\b)")
_ADVERBS = r"(?:(?:also|then|further|strongly|has|have|again|\w+ly)\s+)*"
_SOMETHING = r"(?=\s+(?!(?:by|in|at|on)\b)\w)"
_BODY, _LOOSE, _PERSON, _VIEWED = 0.75, 0.65, 0.6, 0.55


@dataclass(frozen=True)
class Advice:
    """What a sentence recommends, asks for or finds, to whom it is said, and how sure it is."""

    kind: OutcomeType
    confidence: float
    addressed_to: str | None = None
    is_of_subject: bool = False
    """Whether it is said to the sentence's subject ("The clerk was asked to ..."), who may own a task by it."""


def advice_in(sentence: str) -> Advice | None:
    """Return what a sentence recommends, asks for or finds, or None; a question is none."""
    if not holds_any(plain(sentence), _hints()) or sentence.endswith(("?", ":", "៖")):
        return None
    khmer = None if sentence.isascii() else advice_km(plain(sentence))
    if khmer is not None:
        return Advice(khmer[0], _PERSON, khmer[1])
    return _by_nobody(sentence) or _by_somebody(sentence)


def _by_nobody(sentence: str) -> Advice | None:
    idea = _IDEA.search(sentence)
    if idea and not _NOT_SAID.search(sentence[: idea.start()]):
        asks = (idea["what"] or "").lower() in ("request", "appeal")
        return Advice("request" if asks else "recommendation", _PERSON)
    it_was = _IT_WAS.search(sentence)
    if it_was and not _NOT_SAID.search(sentence[: it_was.start()]):
        kind: OutcomeType = "request" if it_was["verb"].lower() == "requested" else "recommendation"
        return Advice(kind, _BODY if it_was["verb"].lower() in ("recommended", "requested") else _LOOSE)
    requested = _REQUESTED.search(sentence)
    if requested and not _NOT_SAID.search(sentence[: requested.start()]):
        return Advice("request", _LOOSE, sentence[: requested.start()].strip() or None, is_of_subject=True)
    were = _WERE.match(sentence)
    if were is None or were["who"].split()[-1].lower() in _ASKS_ALL or _NOT_SAID.search(were["who"]):
        return None
    advised = were["verb"] in tables()["advice"]["recommends"]
    if not advised and phrases("decisions", "bodies").equals(re.sub(r"^(?:the|all)\s+", "", were["who"], flags=re.I)):
        return None  # what is put to the meeting itself
    return Advice(
        "recommendation" if advised else "request", _LOOSE if advised else _PERSON, were["who"], is_of_subject=True
    )


def _by_somebody(sentence: str) -> Advice | None:
    """What a body or a person recommends or asks for; where one person asks for something of nobody, it is talk."""
    made = _MADE_REQUEST.search(sentence)
    if made:
        return Advice("request", _PERSON, made["who"])
    match = _by_body().search(sentence) or _by_person().search(sentence) or _by_anybody().search(sentence)
    if match is None and _VIEW.search(sentence) and not _NOT_SAID.search(sentence.split(" that ")[0]):
        return Advice("recommendation", _VIEWED)
    if match is None or _NOT_SAID.search(sentence[: match.start()]):
        return None
    verb = (match["verb"] or match.groupdict().get("then") or "").lower()
    behind = sentence[match.end() :]
    if not match["verb"] and verb != "requested" and not _THAT.match(behind):
        return None
    is_body = match.re is _by_body()
    if verb in tables()["advice"]["suggests"]:
        return Advice("recommendation", _LOOSE if is_body else _PERSON)
    addressee = _ADDRESSEE.match(behind)
    if _is_talk(verb, behind, addressee, is_person=match.re is _by_person()):
        return None
    to = _said_to(verb, behind, addressee)
    if verb in tables()["advice"]["requests"]:
        is_plain = is_body or to or _THAT.match(behind)
        return Advice("request", _LOOSE if is_body else _PERSON, to) if is_plain else None
    return Advice("recommendation", _BODY if is_body else _PERSON, to)


def _is_talk(verb: str, behind: str, addressee: re.Match[str] | None, is_person: bool) -> bool:
    """Whether what follows a verb belongs to the talk itself: what people ask each other, or do in the meeting."""
    if _INQUIRES.match(behind) or (is_person and verb in ("wish", "wishes")):
        return True
    if verb in tables()["advice"]["to_somebody"] and (addressee is None or addressee["link"] != "to"):
        return True
    if verb in ("asked", "asks", "invited", "invites") and addressee and addressee["link"] == "to":
        task = behind[addressee.end() :].split(" ")[0].lower()
        everyone = verb.startswith("invite") and addressee["who"].lower() in _ASKS_ALL
        if task in words("advice", "in_meeting") or everyone:
            return True
    return verb == "asked" and is_person and not _asks_body(addressee)


def _said_to(verb: str, behind: str, addressee: re.Match[str] | None) -> str | None:
    """To whom it is said, by the words behind the verb."""
    somebody = None if addressee else _THAT_SOMEBODY.match(behind)
    to = addressee["who"] if addressee else somebody["who"] if somebody else None
    is_thing = to and _THINGS.fullmatch(to) and verb not in tables()["advice"]["to_somebody"] and not _are_people(to)
    return None if is_thing else to


def _are_people(noun: str) -> bool:
    kinds = ("people", "people_attending", "groups")
    return any(noun in words("attendance", kind) for kind in kinds) or noun in words("decisions", "bodies")


def _asks_body(addressee: re.Match[str] | None) -> bool:
    if addressee is None:
        return False
    who = addressee["who"]
    return phrases("decisions", "bodies").ends(who) or phrases("people", "organisations").within(who)


@cache
def _hints() -> tuple[str, ...]:
    return (*_verbs(), "invited", *tables()["advice"]["ideas"], *words_km())


def _verbs() -> list[str]:
    table = tables()["advice"]
    return sorted((*table["recommends"], *table["suggests"], *table["requests"]), key=len, reverse=True)


@cache
def _by_body() -> re.Pattern[str]:
    bodies = "|".join(sorted({*tables()["decisions"]["bodies"], *tables()["advice"]["who"]}, key=len, reverse=True))
    return re.compile(
        rf"(?<!\bno\s)(?<!\bother\s)\b(?:{bodies})\s+{_ADVERBS}(?P<verb>{'|'.join(_verbs())}){_SOMETHING}", re.I
    )


@cache
def _by_anybody() -> re.Pattern[str]:
    return re.compile(rf"^{_SUBJECT}\s+{_ADVERBS}(?P<verb>(?i:{'|'.join(_verbs())})){_SOMETHING}")


@cache
def _by_person() -> re.Pattern[str]:
    verbs, table = "|".join(_verbs()), tables()["advice"]
    behind = "|".join((*table["recommends"], *table["suggests"], "requested"))
    return re.compile(
        rf"^(?:The\s+)?{_NAMED}\s+(?:{_ADVERBS}(?P<verb>{verbs}){_SOMETHING}"
        rf"|[^.;]{{3,120}}\sand\s+{_ADVERBS}(?P<then>{behind})(?=\s+(?:that|the|all|[A-Z])))"
    )
