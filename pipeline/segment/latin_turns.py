"""Asking and answering told in English ("Mr. Low asked why ..., and the Treasurer replied that ...")."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.segment.speaking import Speaking, Turn, of_latin
from pipeline.segment.turn_words import alternatives, whole_words
from pipeline.segment.vocabulary import phrases, words

_FARTHEST = 120
"""Characters of a sentence within which its own verb stands; further on it is what somebody says that others said."""
_ANY = re.compile(r"\bany(?:one|body)?\b|\b(?:further|other|more)\b", re.I)
_MOST_BEHIND_ANY = 7
"""Words behind "any" among which the noun of a question of form stands ("any member had comments")."""
_MARK = re.compile(r"\?[\"'”’)]*$")
_PASSIVE = re.compile(r"\b(?:was|were)(?:\s+also|\s+then)?\s*$", re.I)
_MOST_SUBJECT_WORDS = 3
"""Words of a clause among which its subject's name stands."""
_NO_SUBJECT = re.compile(r"(?:,|\band\b|\bor\b)\s*(?:also|then)?\s*$")
_SUBORDINATE = re.compile(r"\b(?:that|which|who)\b")


def latin_turns(sentence: str) -> Iterator[Turn]:
    """Yield the turns of an English sentence."""
    if whole_words("answering").match(sentence) or _answers_question(sentence):
        yield Turn("both", of_latin(""), True)
        return
    asked = [match for match in _asks().finditer(sentence) if _is_asked(sentence, match)]
    told = list(_answer(sentence[: asked[0].start()] if asked else sentence))
    if not asked and told and _MARK.search(sentence):
        yield Turn("asks", told[0].by, True)  # "Mr. Low said that it leaks: when will it be mended?"
        return
    yield from told
    edges = [*(match.start() for match in asked), len(sentence)]
    begin = 0
    for match, (start, end) in zip(asked, pairwise(edges), strict=True):
        subject = sentence[begin:start]
        if begin and _NO_SUBJECT.search(subject):
            continue  # "asked if ... and wanted to know why ..."
        begin = match.end()
        passive = _PASSIVE.search(subject) is not None
        asker = of_latin("" if passive else subject)
        yield Turn("asks", asker, match["weak"] is None)
        yield from _answer_behind(sentence[begin:end], asker, passive)


def is_form(asked: str) -> bool:
    """Return whether what is asked is no more than "any comments"."""
    some = _ANY.search(asked, 0, _FARTHEST)
    if some is None:
        return False
    behind = re.findall(r"[\w'’-]+", asked[some.end() : some.end() + _FARTHEST].lower())
    return any(word in words("questions", "formal") for word in behind[:_MOST_BEHIND_ANY])


def _is_asked(sentence: str, match: re.Match[str]) -> bool:
    """Whether a verb asks here and now, neither as a matter of form nor as a task for those who take part."""
    before = [word.lower().strip(".,") for word in sentence[: match.start()].split()]
    last = before[-1] if before else ""
    if last in words("questions", "not_asked_behind") or not words("questions", "no_askers").isdisjoint(before):
        return False
    whom = {word.lower().strip(".,") for word in (match["whom"] or "").split()}
    if _PASSIVE.search(sentence, 0, match.start()):
        whom |= set(before)
    return whom.isdisjoint(words("questions", "audience")) and not is_form(sentence[match.end() :])


def _answers_question(sentence: str) -> bool:
    """Whether a sentence begins with the question that it answers ("In reply to a question on X, Mr. Low ...")."""
    question = _to_question().match(sentence)
    if question is None:
        return False
    told = whole_words("tells").search(sentence, question.end())
    return (
        whole_words("subject_words").search(sentence, question.end(), told.start() if told else len(sentence))
        is not None
    )


def _answer(sentence: str) -> Iterator[Turn]:
    """The answer in a sentence, or before what it asks."""
    match = whole_words("answers").search(sentence)
    if match is not None and _is_told(sentence[: match.start()]):
        yield Turn("answers", of_latin(sentence[: match.start()]), True)
        return
    if whole_words("told").match(sentence):
        yield Turn("answers", of_latin(""), False)
        return
    for match in whole_words("tells").finditer(sentence, 0, _FARTHEST):
        subject = sentence[: match.start()]
        if subject.strip() and _is_told(subject) and not _SUBORDINATE.search(subject):
            yield Turn("answers", of_latin(subject), False)
            return


def _is_told(subject: str) -> bool:
    before = subject.split()
    return not before or before[-1].lower().strip(",") not in words("questions", "not_answered_behind")


def _answer_behind(rest: str, asker: Speaking, passive: bool) -> Iterator[Turn]:
    """The answer behind a question in its own sentence ("..., and Ed replied that ...").

    `passive`: the one who was asked may go on without a new subject ("Ed was asked ... and said that ...").
    """
    for match in _own_answers().finditer(rest):
        subject = match["subject"] or match["teller"] or ""
        by = of_latin(subject)
        if _is_told(subject) and not by.is_same(asker):
            yield Turn("answers", by, match["subject"] is not None)
            return
    if passive and _goes_on_telling().search(rest):
        yield Turn("answers", of_latin(""), False)
        return
    _, semicolon, clause = rest.partition(";")
    by = of_latin(" ".join(clause.split()[:_MOST_SUBJECT_WORDS]))
    if semicolon and clause.strip() and not by.is_same(asker) and not _says_nothing(clause):
        yield Turn("answers", by, False)


def _says_nothing(clause: str) -> bool:
    return (
        phrases("questions", "unanswered").within(clause) or phrases("questions", "no_answer_begins").begins(clause) > 0
    )


@cache
def _asks() -> re.Pattern[str]:
    verbs = alternatives("asks")
    whom = r"(?P<whom>(?:(?!(?:to|that|for|and|but|or|because|when|after)\b)[\w'’.\-]+,?\s+){0,9}?)"
    return re.compile(
        rf"(?<![\w-])(?:(?:{verbs})(?:,[^,;.]{{2,60}},)?\s+"
        rf"(?:(?:{alternatives('close_openings')})\b|{whom}(?:{alternatives('openings')})\b)"
        rf"|(?:{verbs})[,:]?\s+(?=[\"“‘])"
        rf"|(?:{alternatives('asking')})(?![\w-])|(?P<weak>{alternatives('asking_weakly')})(?![\w-]))",
        re.I,
    )


@cache
def _to_question() -> re.Pattern[str]:
    things = alternatives("asked_things")
    return re.compile(rf"(?:{alternatives('answering_to')})\s+(?:[\w'’.\-]+\s+){{0,6}}?(?:{things})\b", re.I)


@cache
def _goes_on_telling() -> re.Pattern[str]:
    verbs = rf"{alternatives('answers')}|{alternatives('tells')}"
    return re.compile(rf"(?:,|\band\b)\s+(?:he|she|they)?\s*(?:{verbs})(?![\w-])", re.I)


@cache
def _own_answers() -> re.Pattern[str]:
    link = r"(?:[;,—–]|\band\b|\bbut\b|\bto which\b)\s*"
    other = r"(?:;|[—–]|,?\s+(?:and|but|while)|,?\s+to which)\s+"
    teller = r"(?P<teller>(?:[A-Z][\w'’.\-]*|the|it|he|she|they)(?:\s+[\w'’.&\-]+){0,5}?)"
    return re.compile(
        rf"{link}(?P<subject>[^;,—–]{{0,60}}?)\s*(?<![\w-])(?i:{alternatives('answers')})(?![\w-])"
        rf"|{other}{teller}\s+(?i:{alternatives('tells')})(?![\w-])"
        rf"|;\s*(?i:{alternatives('told')})(?![\w-])"
    )
