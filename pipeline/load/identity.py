"""Who is whom over many minutes: mentions of one person joined where the evidence allows, and how sure that is.

A mention is joined to others by its name and something besides (`_shares`): the organisation, the body that held the
meeting, the document. Two people of one name in two organisations stay two; a name that fits two people is joined to
neither.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.load.fold_text import fold_text
from pipeline.load.names import is_khmer, name_words, sounds
from pipeline.segment.honorifics import gender_of

_ALONE = (1.0, "no other mention")
_SAME_NAME_AND_BODY = (0.95, "same name and organisation")
_SAME_NAME_AND_ROLE = (0.8, "same name and role")
_SAME_NAME = (0.6, "same name, nothing that speaks against it")
_SAME_SOUND_AND_BODY = (0.75, "name of the same sound, same organisation or document")
_GIVEN_NAME_HERE = (0.7, "only person of this given name in the document")
_GIVEN_NAME_OF_BODY = (0.6, "only person of this given name, of the same organisation")

Evidence = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in one meeting."""

    id: int
    document: int
    name: str
    honorific: str | None
    role: str | None
    organization: str | None
    bodies: frozenset[str]
    """Folded names and acronyms of the person's own organisation, all that is known of it."""
    hosts: frozenset[str]
    """The same of those who held the meeting."""


@dataclass(slots=True)
class Someone:
    """Mentions taken for one person."""

    mentions: dict[int, Evidence] = field(default_factory=dict)
    members: list[Mention] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    """All names of the organisations of the mentions."""
    hosts: set[str] = field(default_factory=set)
    """All names of those who held the meetings."""
    documents: set[int] = field(default_factory=set)
    """Where the person is mentioned."""
    genders: set[str] = field(default_factory=set)
    """What the honorifics say: nothing, "f", "m", or both."""

    @classmethod
    def of(cls, *mentions: Mention) -> "Someone":
        """Return who is meant by mentions that nothing else speaks for."""
        person = cls()
        for mention in mentions:
            person.take(mention, _ALONE)
        return person

    def take(self, mention: Mention, evidence: Evidence) -> None:
        """Add a mention, with what speaks for it."""
        self.members.append(mention)
        self.mentions[mention.id] = evidence
        self.bodies |= mention.bodies
        self.hosts |= mention.hosts
        self.documents.add(mention.document)
        gender = gender_of(mention.honorific)
        if gender:
            self.genders.add(gender)


def settle(mentions: Sequence[Mention]) -> list[Someone]:
    """Return the people whom mentions of one `name_key` name; the order of the mentions makes no difference.

    Each mention is in exactly one of them.
    """
    in_order = sorted(mentions, key=lambda mention: mention.id)
    whole = [mention for mention in in_order if len(name_words(mention.name)) > 1]
    single = [mention for mention in in_order if len(name_words(mention.name)) <= 1]
    people: list[Someone] = []
    for group in _by_name(whole):
        people.extend(_of_one_name(group))
    people = _join_by_sound(people)
    lone = [Someone.of(mention) for mention in single]
    return people + _join_given_names(lone, people)


def _by_name(mentions: Iterable[Mention]) -> list[list[Mention]]:
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(name_words(mention.name), []).append(mention)
    return list(groups.values())


def _of_one_name(mentions: list[Mention]) -> list[Someone]:
    """The people of one full name: one for each organisation; who is without goes to the only one there is."""
    people: list[Someone] = []
    for mention in mentions:
        if mention.bodies:
            known = [person for person in people if person.bodies & mention.bodies and _may_be(person, mention)]
            if len(known) == 1:
                known[0].take(mention, _SAME_NAME_AND_BODY)
            else:
                people.append(Someone.of(mention))
    for mention in mentions:
        if not mention.bodies:
            fitting = [person for person in people if _may_be(person, mention) and _has_no_other_role(person, mention)]
            here = [person for person in fitting if _shares(person, mention)]
            if len(here or fitting) == 1:
                person = (here or fitting)[0]
                same_role = _SAME_NAME_AND_ROLE if _roles(person) & _roles_of(mention) else _SAME_NAME
                person.take(mention, _SAME_NAME_AND_BODY if here else same_role)
            else:
                people.append(Someone.of(mention))
    return people


def _roles(person: Someone) -> set[str]:
    return {role for member in person.members for role in _roles_of(member)}


def _roles_of(mention: Mention) -> set[str]:
    return {fold_text(mention.role)} if mention.role else set()


def _has_no_other_role(person: Someone, mention: Mention) -> bool:
    """Whether the roles agree, or one has none, or more than the name speaks for it."""
    one, other = _roles(person), _roles_of(mention)
    return not one or not other or bool(one & other) or _shares(person, mention)


def _may_be(person: Someone, mention: Mention) -> bool:
    """Whether the honorifics do not speak against it."""
    gender = gender_of(mention.honorific)
    return gender is None or person.genders <= {gender}


def _shares(person: Someone, mention: Mention) -> bool:
    """Whether more than the name speaks for it: an organisation, the body that held the meeting, the document."""
    is_of_one = person.bodies & (mention.bodies | mention.hosts) or person.hosts & mention.bodies
    return bool(is_of_one) or mention.document in person.documents


def _join_by_sound(people: list[Someone]) -> list[Someone]:
    """Join what sounds alike (Khmer and Latin, two spellings) where more speaks for it and nobody else is meant."""
    done: list[Someone] = []
    for person in people:
        first = person.members[0]
        fitting = [
            other
            for other in done
            if sounds(other.members[0].name) == sounds(first.name) and all(sounds(first.name)) and _agree(other, person)
        ]
        if len(fitting) == 1:
            for member in person.members:
                fitting[0].take(member, _SAME_SOUND_AND_BODY)
        else:
            done.append(person)
    return done


def _agree(one: Someone, other: Someone) -> bool:
    if len(one.genders | other.genders) > 1 or _differ_in_one_place(one, other):
        return False
    if one.bodies and other.bodies and not one.bodies & other.bodies:
        return False
    return any(_shares(one, mention) for mention in other.members)


def _differ_in_one_place(one: Someone, other: Someone) -> bool:
    """Whether one document tells the two apart: two names there, in one script, are two people."""
    scripts = {(member.document, is_khmer(member.name)) for member in one.members}
    return any((member.document, is_khmer(member.name)) in scripts for member in other.members)


def _join_given_names(lone: list[Someone], people: list[Someone]) -> list[Someone]:
    """Give each mention by one name to the only person it can mean; return those that stay by themselves."""
    left: list[Someone] = []
    known = [(person, tuple(person.members)) for person in people]
    for someone in lone:
        mention = someone.members[0]
        fitting = [
            (person, members)
            for person, members in known
            if _has_given_name(members, mention) and _may_be(person, mention)
        ]
        here = [person for person, members in fitting if mention.document in {member.document for member in members}]
        of_body = [person for person, members in fitting if _shares(Someone.of(*members), mention)]
        if len(here) == 1:
            here[0].take(mention, _GIVEN_NAME_HERE)
        elif not here and len(of_body) == 1 and len(fitting) == 1:
            of_body[0].take(mention, _GIVEN_NAME_OF_BODY)
        else:
            left.append(someone)
    return left


def _has_given_name(members: Sequence[Mention], mention: Mention) -> bool:
    """Whether somebody's last name is the one word of a mention, in its script by letters, else by sound."""
    alone = name_words(mention.name)
    for member in members:
        last = name_words(member.name)[-1:]
        if last == alone or (
            is_khmer(member.name) != is_khmer(mention.name) and sounds(member.name)[-1:] == sounds(mention.name)
        ):
            return True
    return False
