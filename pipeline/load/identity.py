"""A mention of somebody in minutes, people made of mentions, and what speaks for or against two being one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.load.fold_text import fold_text
from pipeline.load.local_bodies import is_local_office
from pipeline.load.names import is_khmer
from pipeline.segment.honorifics import gender_of

ALONE = (1.0, "no other mention")

Evidence = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in one meeting."""

    id: int
    place: tuple[str, str]
    """Path of the document and id within it, which are the same whenever it is loaded."""
    name: str
    honorific: str | None
    role: str | None
    organization: str | None
    bodies: frozenset[str]
    """Folded names and acronyms of the person's own organisation, all that is known of it."""
    hosts: frozenset[str]
    """The same of those who held the meeting."""
    province: str | None = None
    """Where the meeting was."""

    @property
    def document(self) -> str:
        """Return the path of the document."""
        return self.place[0]


@dataclass(slots=True)
class Someone:
    """Mentions taken for one person."""

    mentions: dict[int, Evidence] = field(default_factory=dict)
    members: list[Mention] = field(default_factory=list)
    bodies: set[str] = field(default_factory=set)
    """All names of the organisations of the mentions."""
    hosts: set[str] = field(default_factory=set)
    """All names of those who held the meetings."""
    documents: set[str] = field(default_factory=set)
    """Where the person is mentioned."""
    provinces: set[str] = field(default_factory=set)
    """Where the meetings were, as far as that is known."""
    genders: set[str] = field(default_factory=set)
    """What the honorifics say: nothing, "f", "m", or both."""
    roles: set[str] = field(default_factory=set)
    """Folded."""

    @classmethod
    def of(cls, *mentions: Mention) -> "Someone":
        """Return who is meant by mentions that nothing else speaks for."""
        person = cls()
        for mention in mentions:
            person.take(mention, ALONE)
        return person

    def take(self, mention: Mention, evidence: Evidence) -> None:
        """Add a mention, with what speaks for it."""
        self.members.append(mention)
        self.mentions[mention.id] = evidence
        self.bodies |= mention.bodies
        self.hosts |= mention.hosts
        self.documents.add(mention.document)
        self.provinces |= {mention.province} if mention.province else set()
        self.roles |= {fold_text(mention.role)} if mention.role else set()
        gender = gender_of(mention.honorific)
        self.genders |= {gender} if gender else set()

    def take_all(self, other: "Someone", evidence: Evidence) -> None:
        """Add all mentions of another, the sure ones among them no surer than what joins the two."""
        for member in other.members:
            self.take(member, min(evidence, other.mentions[member.id]))


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Return mentions in an order that is the same however the documents came."""
    return sorted(mentions, key=lambda mention: mention.place)


def are_of_two_genders(one: Someone, other: Someone) -> bool:
    """Return whether the honorifics tell the two apart."""
    return len(one.genders | other.genders) > 1


def are_of_two_bodies(one: Someone, other: Someone) -> bool:
    """Return whether the organisation of each is known and they are two."""
    return bool(one.bodies and other.bodies) and not one.bodies & other.bodies


def are_of_two_provinces(one: Someone, other: Someone) -> bool:
    """Return whether each was somewhere, and never both in one province."""
    return bool(one.provinces and other.provinces) and not one.provinces & other.provinces


def have_two_roles(one: Someone, other: Someone) -> bool:
    """Return whether the role of each is known and they have none in common."""
    return bool(one.roles and other.roles) and not one.roles & other.roles


def have_a_telling_role(one: Someone, other: Someone) -> bool:
    """Return whether the two have one role, and not one that every village has."""
    return any(not is_local_office(role) for role in one.roles & other.roles)


def share(one: Someone, other: Someone) -> bool:
    """Return whether an organisation (also as the host of a meeting) or a document speaks for it besides the name."""
    is_of_one = one.bodies & (other.bodies | other.hosts) or one.hosts & other.bodies
    return bool(is_of_one or one.documents & other.documents)


def were_guests_of_one(one: Someone, other: Someone) -> bool:
    """Return whether one body held meetings of both, in one province as far as that is known."""
    return bool(one.hosts & other.hosts) and not are_of_two_provinces(one, other)


def differ_in_one_document(one: Someone, other: Someone) -> bool:
    """Return whether a document tells the two apart: two names there, in one script, are two people."""
    scripts = {(member.document, is_khmer(member.name)) for member in one.members}
    return any((member.document, is_khmer(member.name)) in scripts for member in other.members)
