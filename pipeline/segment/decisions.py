"""Sentences that tell of a decision: "It was resolved that ...", "The Board agreed to ...", "អង្គប្រជុំបានសម្រេច ..."."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from pipeline.khmer.fold import fold
from pipeline.segment.decisions_khmer import decided_km
from pipeline.segment.hints import holds_any
from pipeline.segment.khmer_names import plain
from pipeline.segment.vocabulary import tables, words
from pipeline.segment.votes import votes_of

_RESOLVED = re.compile(
    r"(?:^|[;:–—]\s*|\band\s+)(?:(?:now,?\s+)?(?:therefore,?\s+)?(?:be\s+it\s+)?(?:further\s+)?(?:hereby\s+)?)resolved\b[,:]?"
    r"\s+(?:that|to|by)\b"
    r"|^(?:RESOLVED|AGREED|DECIDED)\b[,:]?\s+(?:THAT|that|TO|to)\b",
    re.I,
)
_IT_WAS = re.compile(
    r"\bit\s+(?:was|is|has\s+been)\s+(?:(?:\w+ly|also|then|further|therefore)\s+)*(?P<verb>resolved|agreed|decided|determined|settled)\b"
    r"(?:\s+(?:by|among|with)\s+[^.;]{1,60}?)?\s*[,:]?\s+(?:that|to|not\s+to|upon|on)\b",
    re.I,
)
_AGREED = re.compile(r"^(?:all\s+)?(?:agreed|decided)\s+(?:unanimously\s+)?(?:that|to|not\s+to)\b", re.I)
_CONSENSUS = re.compile(
    r"\b(?:there\s+was\s+(?:an?\s+|general\s+|unanimous\s+|full\s+)*(?:consensus|agreement)"
    r"|(?:the\s+|an?\s+)?(?:consensus|agreement)\s+(?:was|is)(?:\s+reached)?"
    r"|(?:reach|came\s+to|come\s+to)(?:ed|es)?\s+(?:an?\s+)?(?:consensus|agreement))\s+(?:that|to|on|upon|about|regarding)\b"
    r"|(?<!no\s)\bdecision\s+(?:was|has\s+been|is)\s+(?:made|taken|reached)\s+(?:that|to|not\s+to)\b"
    r"|\b(?:made|took|reached)\s+(?:the|a)\s+decision\s+(?:that|to|not\s+to)\b"
    r"|^by\s+(?:unanimous\s+|general\s+|common\s+)?(?:consent|consensus|agreement),?\s+(?=(?:the|it|all|we)\b.*\.$)"
    r"|\b(?:directed|agreed|decided|determined|instructed)\s+by\s+(?:general\s+|unanimous\s+)?consensus\b",
    re.I,
)
_GRANTED = re.compile(
    r"\b(?:gave|gives|given|granted|grants)\s+(?:(?:its|their|the|his|her|a|an|formal|final|full|unanimous)\s+)*"
    r"(?:approval|consent|green\s+light|go-ahead|blessing|authori[sz]ation|endorsement)\s+(?:to|for|of)\b"
    r"|\b(?:approval|consent|authori[sz]ation|endorsement)\s+(?:was|were|has\s+been|is)\s+(?:given|granted)\s+(?:to|for|of|by)\b"
    r"|\bruled(?:,\s+and\s+[^,]{3,30},)?\s+that\b",
    re.I,
)
"""A decision as a noun: "gave its approval to", "approval was given for"."""
_FORMED = re.compile(
    r"^(?:An?|The|This)\s+(?:[\w-]+\s+){0,3}?(?:committee|working\s+group|task\s+force|sub-?committee|team|group|commission|panel)"
    r"\s+(?:(?:of|for|on)\s+(?:[\w-]+\s+){1,6}?)?(?:was|were|is|will\s+be)\s+(?:set\s+up|formed|established|created)\b",
    re.I,
)
_CONCLUDED = re.compile(r"\b(?:it\s+was\s+concluded|(?:came|come)\s+to\s+the\s+conclusion)\s+that\b(?P<what>.*)", re.I)
_TO_BE = re.compile(r"\b(?:should|shall|will|must|be|to)\b", re.I)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|stands?)\s+(?:(?:\w+ly|then|all|(?:read|taken|presented|reviewed|discussed|signed|received)\s+and)\s+)*"
    r"(?:approved|adopted|agreed|accepted|ratified|endorsed|confirmed|turned\s+down|voted\s+down|thrown\s+out|rejected|put\s+off"
    r"|postponed|signed\s+as\s+(?:an?\s+)?(?:true|correct|accurate)|taken\s+as\s+read|passed\s+for\s+payment|passed)\b"
    r"|\b(?:declared|considered)\s+(?:the\s+\w+\s+)?(?:adopted|approved|carried)\b",
    re.I,
)
_DECIDED_BY = re.compile(r"\b(?:approved|adopted|passed|accepted|rejected|ratified)\b(?=\s+by\s+the\b)", re.I)
_ELECTED = re.compile(
    r"\b(?:was|were)\s+(?:\w+ly\s+)?(?:re-?)?(?:elected|appointed|co-opted)\s+(?:as|to|for|by|chair|president|treasurer)",
    re.I,
)
_OPINION = re.compile(
    r"\b(?:agreed|agree|agrees)\s+(?:that\s+)?(?:(?!\b(?:until|when|if|unless|where|while)\b)[^,;.]){1,60}?\b(?:was|were|is|are|had|has|have)\b(?!\s+(?:to|been|be)\b)",
    re.I,
)
_SHALL = re.compile(r"\b(?:should|shall|will|would|must|be|to|need|needs|not)\b", re.I)
"""What they agreed is what they think, unless it says what is to be ("agreed that the path should be closed")."""
_COURTESY = re.compile(r"\W*(?:\w+\W+){0,3}?(?:apolog\w+|thanks|invitation|regrets|congratulations)\b", re.I)
_EN_BLOC = re.compile(r"(?:the\s+following|these)\b.{0,40}\b(?:approved|adopted|agreed|ratified|confirmed)\b", re.I)
_AT_END = re.compile(r"\w.{8,}\s[–—-]\s*(?:all\s+)?(?:agreed|approved|resolved|adopted|accepted)\s*\.?$", re.I)
_BY_WHOM = re.compile(r"\s+(?:unanimously\s+)?by\s+(?:the\s+)?(\w+)")
_UNTOLD = re.compile(
    r"\b(?:if|until|unless|whether|once|asked|hopes?|when|which|who|how|that\s+(?:was|were|is|are)"
    r"|(?:report|said|say|note|explain|inform|remind|announce|mention|state|recall|ask|claim|hear|learn)\w*"
    r"(?:\s+\w+){0,4}\s+that)\b"
    r"|\b(?:should|would|could|may|might|must|will|can|to)\s+(?:\w+\s+){0,2}$",
    re.I,
)
"""What before a decision's verb says that it is asked for, thought of or told of others."""
_PAST = re.compile(
    r"\b(?:at|in|during)\s+(?:the|our|its|their|an?)\s+(?:last|previous|prior|earlier)\s+(?:\w+\s+){0,2}meeting\b"
    r"|\b(?:previously|already|last\s+(?:year|month|week|time)|earlier\s+this)\b|\bhad\s+(?:been\s+)?\w+(?:ed|en)\b",
    re.I,
)
_IN_YEAR = re.compile(r"\b(?:in|of|since|on\s+\d{1,2}\s+\w+|on\s+\w+\s+\d{1,2},?)\s+((?:19|20)\d\d)\b")
_BEFORE = r"(?P<before>(?:[A-Za-z][\w'’&.-]*\s+){0,5}?)"
_ARTICLE = re.compile(r"\s(?:[Tt]he|[Oo]ur|[Tt]heir|[Aa]n?|[Aa]nother)\s")
_BOTH_SIDES = re.compile(r"\b(?:for|in\s+favou?r)\s+(?:and|to)\s+(?:\w+\s+)?(?:\w+\s+)?against\b,?", re.I)
_FEWEST_DECIDED = 4
"""Words behind the figures of a vote that say what was decided ("19 for and 12 against, the camp goes to Nam Ou")."""
_STEM = 6
_FIRM, _COMPLETE, _PLAIN, _LOOSE = 0.9, 0.8, 0.75, 0.65


@dataclass(frozen=True)
class DecisionReader:
    """Reads decisions of one meeting; `own` is its title and the like, folded, `year` the meeting's."""

    own: str
    year: int | None

    def confidence(self, sentence: str) -> float | None:
        """Return how sure it is that a sentence tells of a decision of the meeting, or None."""
        sentence = plain(sentence)
        if not holds_any(sentence, _hints()) or sentence.endswith("?"):
            return None
        khmer = None if sentence.isascii() else decided_km(sentence)
        if khmer is not None:
            return khmer
        return None if self._is_past(sentence) else self._told(sentence)

    def is_elsewhere(self, sentence: str) -> bool:
        """Return whether a sentence tells of what was decided before, or by others ("adopted by the county")."""
        decided = _DECIDED_BY.search(sentence)
        return self._is_past(sentence) or (decided is not None and _by_others(sentence[decided.end() :]))

    def _told(self, sentence: str) -> float | None:
        if _RESOLVED.search(sentence):
            return _FIRM
        if _OPINION.search(sentence) and not _SHALL.search(sentence):
            return None
        it_was = _IT_WAS.search(sentence)
        if it_was and not _UNTOLD.search(_clause(sentence[: it_was.start()])):
            return _FIRM if it_was["verb"].lower() == "resolved" else _COMPLETE
        if _AGREED.search(sentence):
            return _COMPLETE
        concluded = _CONCLUDED.search(sentence)
        if concluded and _TO_BE.search(concluded["what"]):
            return _PLAIN
        consensus = _CONSENSUS.search(sentence)
        if consensus and not _UNTOLD.search(_clause(sentence[: consensus.start()])):
            return _COMPLETE
        found = (self._by_body(sentence), self._passive(sentence), _by_nobody(sentence))
        return max((each for each in found if each is not None), default=None)

    def _by_body(self, sentence: str) -> float | None:
        for match in _by_body().finditer(sentence):
            if _COURTESY.match(sentence, match.end()) or _UNTOLD.search(_clause(sentence[: match.start("body")])):
                continue
            own = self._is_own(match["before"], match["body"])
            if own:
                return _COMPLETE if match["firm"] or match["agreed"] or votes_of(sentence) else _PLAIN
        return None

    def _is_own(self, before: str, body: str) -> bool:
        """Whether a body is the one that meets: no name stands before it, or one that the meeting's own title has.

        `before` are the words before it; those behind the last article are its name, or without one the capitals.
        """
        if body.isupper() and body.lower() not in tables()["decisions"]["bodies"]:
            return re.search(rf"\b{body.lower()}\b", self.own) is not None
        parts = _ARTICLE.split(f" {before}")
        near = parts[-1].split()
        named = near if len(parts) > 1 else list(reversed([*takewhile(_is_capital, reversed(near))]))
        named = [word for word in named if word.lower() not in words("decisions", "before_bodies")]
        return not named or fold(f"{' '.join(named)} {body}") in self.own

    def _passive(self, sentence: str) -> float | None:
        match = _PASSIVE.search(sentence) or _ELECTED.search(sentence)
        if match is None:
            return None
        if sentence.endswith((":", "៖")):
            return _PLAIN if _EN_BLOC.match(sentence) else None
        before = _clause(sentence[: match.start()])
        if _UNTOLD.search(before) or _by_others(sentence[match.end() :]):
            return None
        if votes_of(sentence):
            return _COMPLETE
        if match.re is _ELECTED:
            return _LOOSE
        return _PLAIN if _matters(not match[0].lower().endswith("accepted")).search(before) else None

    def _is_past(self, sentence: str) -> bool:
        year = _IN_YEAR.search(sentence)
        return _PAST.search(sentence) is not None or bool(year and self.year and int(year[1]) < self.year)


def _by_nobody(sentence: str) -> float | None:
    """How sure it is that a sentence that names no body which decides tells of a decision."""
    if _AT_END.search(sentence):
        return _PLAIN
    granted = _GRANTED.search(sentence) or _FORMED.search(sentence)
    if granted and not _UNTOLD.search(_clause(sentence[: granted.start()])):
        return _LOOSE
    voted = _BOTH_SIDES.search(sentence)
    return _LOOSE if voted and votes_of(sentence) and len(sentence[voted.end() :].split()) > _FEWEST_DECIDED else None


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _clause(text: str) -> str:
    return text[text.rfind(";") + 1 :]


def _by_others(text: str) -> bool:
    """Whether what follows "was approved" says that others did ("by the governor"), not the meeting or its vote."""
    match = _BY_WHOM.match(text)
    first_words = {body.split()[0] for body in tables()["decisions"]["bodies"]} | set(tables()["decisions"]["manners"])
    return match is not None and match[1].lower() not in first_words


@cache
def _hints() -> tuple[str, ...]:
    verbs = {verb[:_STEM] for verb in tables()["decisions"]["verbs"]}
    return (
        *verbs,
        "decision",
        "consensus",
        *tables()["decisions"]["hints"],
        *tables()["decisions"]["verbs_km"],
        *tables()["decisions"]["votes_km"],
    )


@cache
def _matters(are_approved: bool) -> re.Pattern[str]:
    """Nouns that a meeting accepts, and with them those that it approves."""
    table = tables()["decisions"]
    nouns = [*table["matters"], *(table["expenses"] if are_approved else ())]
    return re.compile(rf"\b(?:{'|'.join(nouns)})\b", re.I)


@cache
def _by_body() -> re.Pattern[str]:
    bodies = "|".join(re.escape(body) for body in sorted(tables()["decisions"]["bodies"], key=len, reverse=True))
    adverbs = r"(?:(?:has|have|also|then|further|all|therefore|hereby|\w+ly)\s+)*"
    verbs = "|".join(tables()["decisions"]["verbs"])
    return re.compile(
        rf"{_BEFORE}\b(?P<body>(?i:{bodies})|[A-Z]{{2,6}})(?:\s+(?:present|there))?\s+{adverbs}(?:"
        r"(?P<firm>(?:decided|decides|resolved|resolves|voted)\s+(?:unanimously\s+)?(?:to|that|on|not|in\s+favou?r|against)\b)"
        r"|(?P<agreed>agree[ds])\s+(?:unanimously\s+)?(?:to|that|on|upon|not)\b"
        r"|(?:determined|consented|opted|undertook|preferred|chose)\s+(?:to|that|for)\b"
        rf"|(?:{verbs})\s+(?!(?:by|in|at|on|with|that|and|with|as)\b)\w)"
    )
