"""Who is to do something: the owner of a task, as printed."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from pipeline.segment.hints import holds_any
from pipeline.segment.khmer_names import khmer_people, plain
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import is_name, is_role, names_role, split_honorific
from pipeline.segment.roles import is_role_word
from pipeline.segment.vocabulary import tables, words

_AND = re.compile(r"\s*(?:,|/|&|\band\b|\bនិង\b)\s*")
_SUBJECT = re.compile(
    r"^(?P<owner>(?:[Tt]he\s+|All\s+)?[A-Z][^:;()]{0,70}?)\s+"
    r"(?:to|will|shall|must|should|(?:is|are|agreed|agrees|volunteered|offered|undertook|promised|was\s+asked|were\s+asked)\s+to)\s+[a-z]"
)
_HEAD = re.compile(r"^@?(?P<owner>[A-Z][^:()\d]{1,40}?)\s*(?P<sign>:|[–—]\s|\s-\s)\s*(?=\S)")
_TAIL = re.compile(
    r"(?:[(\[]\s*(?P<inside>[^()\[\]]{2,60}?)\s*[)\]]|(?:\s[–—-]\s+|[.;]\s+)(?P<dashed>[A-Z][^.;:–—]{1,40}?))"
    r"(?:\s*[,;–-]?\s*(?:by|before|due|until)\b.{0,40})?[\s.]*$"
)
_UNTIL_DATE = re.compile(r"\s*(?:[,;–-]\s*)?(?:\b(?:by|before|due|until)\b|\d|\b(?:asap|ongoing|next)\b).*$", re.I)
_INITIALS_FIRST = re.compile(r"^(?P<owner>[A-Z]{2,3}(?:\s*(?:/|,|&|\band\b)\s*[A-Z]{2,3})*)\s+(?=[a-z]{3})")
_PARTS_KM = re.compile(r"(?P<first>[^៖:]{2,60}?)\s*[៖:]\s*(?P<second>[^៖:]+)")
_BEHIND_KM = re.compile(r"\s(?=ត្រូវ|មុន|ត្រឹម|យ៉ាងយូរ|ឱ្យ|នៅ|ក្នុង)|\(|។")
_MOST_KM = 60
_INITIALS = re.compile(r"[A-Z]{2,3}")
_MOST_OWNERS_WORDS = 9
_MOST_ALONE, _MOST_IN_PART = 9, 5
_SAYS = re.compile(
    r"\b(?:[a-z]{2,}ed|that|who|which|was|were|had|has|have|is|are|be|told|said|felt|met|and\s+[a-z]+ed)\b"
)
"""Words by which a text says more than who somebody is."""
_TOLD = re.compile(r"\b(?:to|will|shall|must|should|is|are|was|were|has|have)\b")


@dataclass(frozen=True)
class Owners:
    """Tells owners of tasks in one meeting; `known` are words of its people's names in small letters."""

    known: Collection[str]
    initials: Collection[str]

    def owner_of(self, text: str) -> str | None:
        """Return who is to do what a task says: "X to ...", "X: ...", "... (X)", "... – X", "Owner: X"."""
        labelled = _labelled().search(text)
        if labelled and self.is_owner(labelled["owner"]):
            return labelled["owner"].strip()
        for pattern in (_SUBJECT, _HEAD):
            match = pattern.match(text)
            before_to = pattern is _SUBJECT
            if match and self._could_own(match["owner"], before_to, before_to or match["sign"] == ":"):
                return match["owner"]
        initials = _INITIALS_FIRST.match(text)
        if initials:
            return initials["owner"]
        tail = _TAIL.search(text)
        owner = _UNTIL_DATE.sub("", tail["inside"] or tail["dashed"]).strip(" ,;–-") if tail else ""
        if owner and self.is_owner(owner):
            return owner
        return self._khmer_owner(text)

    def is_owner(self, text: str) -> bool:
        """Return whether a text is nothing but people, roles or bodies who could own a task."""
        if text and all(word.lower() in self.known for word in text.split()):
            return True
        parts = [part.removeprefix("the ").removeprefix("The ") for part in _AND.split(text.strip(" .@")) if part]
        if not parts or len(text.split()) > _MOST_ALONE or _TOLD.search(text):
            return False
        return all(self._is_somebody(part) and len(part.split()) <= _MOST_IN_PART for part in parts)

    def is_known(self, text: str) -> bool:
        """Return whether a text is the name of somebody who is known, or a name with an honorific."""
        honorific, name = split_honorific(text.strip(" :"))
        return is_name(name) and (honorific is not None or all(word.lower() in self.known for word in name.split()))

    def is_somebody_named(self, text: str) -> bool:
        """Return whether a text names people or single offices: "Lim Dara and John Hart", "The Treasurer"."""
        first, *others = [part for part in _AND.split(text) if part] or [""]
        if not (self._is_person(first) or self._is_office(first)):
            return False
        return all(self._is_person(part) or self._is_office(part) or is_name(part) for part in others)

    def is_body_or_office(self, text: str) -> bool:
        """Return whether a text names nothing but bodies, offices or those who hold them: "NGO Forum", "Deans"."""
        parts = [part.removeprefix("the ").removeprefix("The ") for part in _AND.split(text) if part]
        itself = words("tasks", "meeting_itself")
        if not parts or _SAYS.search(text) or any(part.lower() in itself for part in parts):
            return False
        return all(_is_body(part) or is_role(part) or is_role_word(part.split()[-1]) for part in parts)

    def assigned_km(self, sentence: str) -> str | None:
        """Return whom a sentence in Khmer says that the meeting hands a task to, or None."""
        sentence = plain(sentence)
        if sentence.isascii() or not holds_any(sentence, tables()["tasks"]["assigned_km"]):
            return None
        assigned = tuple(tables()["tasks"]["assigned_km"])
        people = (one for one in khmer_people(sentence) if sentence[: one.start].rstrip().endswith(assigned))
        return next((_printed(one.mention) for one in people), None)

    def _could_own(self, owner: str, before_to: bool, may_be_title: bool) -> bool:
        parts = [part for part in _AND.split(owner) if part]
        if not parts or len(owner.split()) > _MOST_OWNERS_WORDS:
            return False
        if before_to and len(owner.split()) == 1 and owner.lower() in words("tasks", "before_to"):
            return False
        parts = [part.removeprefix("The ").removeprefix("the ").removeprefix("All ") for part in parts]
        one_word = before_to and len(parts[0].split()) == 1
        could = (
            self._is_somebody(part) or (one_word and is_name(part)) or (may_be_title and _is_title(part))
            for part in parts
        )
        return all(could)

    def _is_somebody(self, part: str) -> bool:
        part = part.strip(" .")
        if _INITIALS.fullmatch(part):
            return True
        return self._is_person(part) or is_role(part) or names_role(part) or _is_body(part)

    def _is_person(self, part: str) -> bool:
        honorific, name = split_honorific(part)
        if honorific and honorific[0] >= "\u1780":
            return True
        if honorific is not None and name:
            return all(word[0].isupper() for word in name.split())
        if not is_name(name) or name.split()[0].lower() in words("tasks", "before_to"):
            return False
        return " " in name or name.lower() in self.known

    def _is_office(self, part: str) -> bool:
        """Whether a phrase is one person's office, with or without an article and a name."""
        bare = part.removeprefix("The ").removeprefix("the ")
        tokens = bare.split()
        if len(tokens) > 1 and tokens[0] in ("new", "incoming", "outgoing", "acting"):
            tokens = tokens[1:]
            bare = " ".join(tokens)
        if not tokens or tokens[0].lower() in words("tasks", "before_to") or not names_role(bare):
            return bool(_INITIALS.fullmatch(bare) and bare in self.initials)
        return is_role(bare) and not tokens[-1].lower().endswith("s")

    def _khmer_owner(self, text: str) -> str | None:
        """The person in Khmer whom a task begins with, is handed to, or who stands in brackets."""
        if text.isascii():
            return None
        text = plain(text)
        parts = _PARTS_KM.fullmatch(text)
        if parts:
            beside = (parts["first"], _BEHIND_KM.split(parts["second"])[0].rstrip(" ("))
            owner = next((part for part in beside if _is_honoured_km(part)), None)
            if owner:
                return owner
        for person in khmer_people(text):
            before = text[: person.start].strip(" -–(")
            if not before or before.endswith(tuple(tables()["tasks"]["handed_km"])) or text[person.start - 1] == "(":
                return _printed(person.mention)
        return None


def _is_honoured_km(part: str) -> bool:
    """Whether a phrase in Khmer is somebody with an honorific, and others behind."""
    honorific, name = split_honorific(part)
    is_kin = part.split(" ")[0] in words("tasks", "kin_km") and " " in part
    return len(part) <= _MOST_KM and (is_kin or (honorific is not None and not honorific.isascii() and name != ""))


def _is_title(part: str) -> bool:
    """Whether a phrase is capitalised throughout, as the name of a body is: "Clear Spring Action"."""
    tokens = [token for token in part.split() if token not in ("of", "the", "and", "for", "&")]
    first = tokens[0].lower() if tokens else ""
    return len(tokens) > 1 and all(token[0].isupper() for token in tokens) and first not in words("tasks", "before_to")


def _printed(person: Mention) -> str:
    return " ".join(filter(None, (person.honorific, person.name)))


def _is_body(text: str) -> bool:
    """Whether a phrase names a body: an acronym, or one whose last noun is an organisation's or people's."""
    tokens = text.split()
    if not tokens or len(tokens) > _MOST_OWNERS_WORDS:
        return False
    if len(tokens) == 1 and tokens[0].isupper() and len(tokens[0]) > 1:
        return True
    last = tokens[-1].lower().strip(".,")
    bodies = words("people", "organisations") | words("attendance", "people") | words("tasks", "bodies")
    return last in bodies or last.removesuffix("s") in bodies


@cache
def _labelled() -> re.Pattern[str]:
    heads = sorted(tables()["action_table"]["owner"], key=len, reverse=True)
    return re.compile(
        rf"(?<![A-Za-z])(?i:{'|'.join(map(re.escape, heads))})\s*[:៖]\s*(?P<owner>[^.;:()\[\]៖។]{{2,50}})"
    )
