"""Who is whom over many minutes: mentions of one person joined where the evidence allows, and how sure that is.

Two people of one name in two organisations stay two; a name that fits two people is joined to neither. What is joined
depends on the mentions alone, not on the order in which documents were loaded.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from pipeline.load.identity import (
    Evidence,
    Mention,
    Someone,
    are_of_two_bodies,
    are_of_two_genders,
    are_of_two_provinces,
    differ_in_one_document,
    have_a_telling_role,
    have_two_roles,
    in_order,
    share,
    were_guests_of_one,
)
from pipeline.load.local_bodies import is_local_office
from pipeline.load.names import (
    bare_words,
    is_khmer,
    is_short,
    middle_initials,
    name_words,
    names_nobody,
    sound_alike,
    sounds,
)

_SAME_NAME_AND_BODY = (0.95, "same name and organisation")
_SAME_NAME_AND_HOST = (0.85, "same name, at meetings of the same organisation")
_SAME_NAME_AND_ROLE = (0.8, "same name and role")
_SAME_NAME = (0.6, "same name, nothing that speaks against it")
_SAME_SOUND_AND_BODY = (0.75, "name of the same sound, same organisation or document")
_GIVEN_NAME_HERE = (0.7, "only person of this given name in the document")
_GIVEN_NAME_OF_BODY = (0.6, "only person of this given name, of the same organisation")

_Test = Callable[[Someone, Someone], bool]


def settle(mentions: Sequence[Mention]) -> list[Someone]:
    """Return the people whom mentions of one `name_key` name; the order of the mentions makes no difference.

    Each mention is in exactly one of them.
    """
    nobody = [mention for mention in in_order(mentions) if names_nobody(mention.name)]
    named = [mention for mention in in_order(mentions) if not names_nobody(mention.name)]
    people: list[Someone] = []
    for group in _by_name(mention for mention in named if not is_short(mention.name)):
        people.extend(_of_one_name(group))
    people = _join_by_sound(people)
    lone = [mention for mention in named if is_short(mention.name)]
    return [*people, *_join_given_names(lone, people), *_of_nobody(nobody)]


def _of_nobody(mentions: Sequence[Mention]) -> list[Someone]:
    return [Someone.of(mention) for mention in mentions]


def _by_name(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Mentions of one name together; middle initials count where there are two of them."""
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(bare_words(mention.name), []).append(mention)
    found: list[list[Mention]] = []
    for group in groups.values():
        if len({middle_initials(mention.name) for mention in group} - {()}) < 2:
            found.append(group)
            continue
        apart: dict[tuple[str, ...], list[Mention]] = {}
        for mention in group:
            apart.setdefault(middle_initials(mention.name), []).append(mention)
        found.extend(apart.values())
    return found


def _of_one_name(mentions: list[Mention]) -> list[Someone]:
    """The people of one full name, the strongest evidence first."""
    people = [Someone.of(mention) for mention in mentions]
    people = _join_by_body(people)
    people = _join(people, share, _are_two, _SAME_NAME_AND_BODY)
    people = _join(people, were_guests_of_one, _are_two, _SAME_NAME_AND_HOST)
    people = _join(people, have_a_telling_role, _are_two, _SAME_NAME_AND_ROLE)
    return _joined([people], _are_two_or_apart, _SAME_NAME)


def _are_two(one: Someone, other: Someone) -> bool:
    return are_of_two_genders(one, other) or are_of_two_bodies(one, other)


def _are_two_or_apart(one: Someone, other: Someone) -> bool:
    return _are_two(one, other) or are_of_two_provinces(one, other) or have_two_roles(one, other)


def _join_by_body(people: list[Someone]) -> list[Someone]:
    """Join who is of one organisation, by whichever of its names; where men and women are, each gender."""
    joined = [person for person in people if not person.bodies]
    for component in _by_body([person for person in people if person.bodies]):
        genders: dict[frozenset[str], list[Someone]] = {}
        for person in component:
            genders.setdefault(frozenset(person.genders), []).append(person)
        unknown = genders.pop(frozenset(), [])
        if len(genders) > 1:
            joined += [_one(group, _SAME_NAME_AND_BODY) for group in genders.values()] + unknown
        else:
            joined.append(_one(component, _SAME_NAME_AND_BODY))
    return sorted(joined, key=lambda person: person.members[0].place)


def _by_body(people: Sequence[Someone]) -> list[list[Someone]]:
    circles = _Circles(people)
    first: dict[str, int] = {}
    for at, person in enumerate(people):
        for body in sorted(person.bodies):
            circles.link(first.setdefault(body, at), at)
    return circles.all()


class _Circles:
    """People in circles, at first each in one of their own."""

    def __init__(self, people: Sequence[Someone]) -> None:
        self._people = people
        self._leader = list(range(len(people)))

    def find(self, at: int) -> int:
        """Return the first of the circle of somebody, all by their places."""
        while self._leader[at] != at:
            self._leader[at] = self._leader[self._leader[at]]
            at = self._leader[at]
        return at

    def link(self, one: int, other: int) -> None:
        """Make one circle of two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._leader[second] = first

    def all(self) -> list[list[Someone]]:
        """Return the circles, in the order of their first."""
        groups: dict[int, list[Someone]] = {}
        for at, person in enumerate(self._people):
            groups.setdefault(self.find(at), []).append(person)
        return list(groups.values())


def _join(people: list[Someone], speaks_for: _Test, speaks_against: _Test, evidence: Evidence) -> list[Someone]:
    """Join people who hang together by what speaks for it, where nothing speaks against any two of them."""
    circles = _Circles(people)
    for places in _with_one_thing_in_common(people):
        for at, before in combinations(places, 2):
            if circles.find(at) != circles.find(before) and speaks_for(people[at], people[before]):
                circles.link(at, before)
    return _joined(circles.all(), speaks_against, evidence)


def _with_one_thing_in_common(people: Sequence[Someone]) -> Iterable[list[int]]:
    """The places of people with a body, a document or a role in common: nothing can speak for others."""
    places: dict[str, list[int]] = {}
    for at, person in enumerate(people):
        telling = {role for role in person.roles if not is_local_office(role)}
        for key in person.bodies | person.hosts | person.documents | telling:
            places.setdefault(key, []).append(at)
    return places.values()


def _joined(groups: Sequence[list[Someone]], speaks_against: _Test, evidence: Evidence) -> list[Someone]:
    joined: list[Someone] = []
    for group in groups:
        if any(speaks_against(one, other) for at, one in enumerate(group) for other in group[:at]):
            joined += group
        else:
            joined.append(_one(group, evidence))
    return joined


def _one(people: Sequence[Someone], evidence: Evidence) -> Someone:
    first, *others = people
    for other in others:
        first.take_all(other, evidence)
    return first


def _join_by_sound(people: list[Someone]) -> list[Someone]:
    """Join what sounds alike (Khmer and Latin, two spellings) where more speaks for it and nobody else is meant."""
    groups: dict[tuple[str, ...], list[Someone]] = {}
    for person in people:
        groups.setdefault(sounds(person.members[0].name), []).append(person)
    return [
        person for group in groups.values() for person in _join(group, share, _sound_like_two, _SAME_SOUND_AND_BODY)
    ]


def _sound_like_two(one: Someone, other: Someone) -> bool:
    name, like = one.members[0].name, other.members[0].name
    return (
        not sound_alike(name, like)
        or (bare_words(name) == bare_words(like) and middle_initials(name) != middle_initials(like))
        or _are_two(one, other)
        or differ_in_one_document(one, other)
    )


def _join_given_names(mentions: Sequence[Mention], people: Sequence[Someone]) -> list[Someone]:
    """Give each mention by one name to the only person it can mean; return those that stay by themselves."""
    left: list[Someone] = []
    known = [(person, Someone.of(*person.members)) for person in people]
    for mention in mentions:
        alone = Someone.of(mention)
        fitting = [
            (person, before)
            for person, before in known
            if not _are_two(before, alone) and _has_given_name(before.members, mention)
        ]
        here = [person for person, before in fitting if mention.document in before.documents]
        if len(here) == 1:
            here[0].take(mention, _GIVEN_NAME_HERE)
        elif not here and len(fitting) == 1 and _is_of_the_same_body(fitting[0][1], alone):
            fitting[0][0].take(mention, _GIVEN_NAME_OF_BODY)
        else:
            left.append(alone)
    return left


def _is_of_the_same_body(person: Someone, alone: Someone) -> bool:
    """Whether the mention has the person's organisation, or is of a meeting of it in a province of the person."""
    if person.bodies & alone.bodies or person.hosts & alone.bodies:
        return True
    return bool(person.bodies & alone.hosts) and not (
        are_of_two_provinces(person, alone) or have_two_roles(person, alone)
    )


def _has_given_name(members: Sequence[Mention], mention: Mention) -> bool:
    """Whether somebody's last name is the last word of a mention, in its script by letters, else by sound.

    Initials before it are those of the words before the last name.
    """
    *initials, last = name_words(mention.name)
    for member in members:
        *before, own = name_words(member.name)
        if initials and [word[0] for word in before] != initials:
            continue
        if own == last or (is_khmer(own) != is_khmer(last) and sound_alike(own, last)):
            return True
    return False
