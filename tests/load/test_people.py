"""One person, one row: joined where the evidence allows, apart where it does not, undone when it is gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from benchmarks import people
from pipeline.load.bodies import names_in, names_of
from pipeline.load.database import open_database, reading
from pipeline.load.identity import Mention
from pipeline.load.joining import settle
from pipeline.load.loading import load
from pipeline.load.names import name_key, sound_alike, sounds
from pipeline.load.tables import document
from pipeline.load.tables_found import organisation, participation, person
from pipeline.model.minutes import Meeting, Minutes, Organizer, Person, Source
from pipeline.segment.honorifics import gender_of
from tests.load.conftest import put

CCC = Organizer(name="Cooperation Committee for Cambodia", acronym="CCC")


def minutes(number: int, people: list[dict[str, str]], hosts: tuple[Organizer, ...] = ()) -> Minutes:
    source = Source(
        id=f"sha256:{number}",
        path=f"{number}.txt",
        file_name=f"{number}.txt",
        media_type="text/plain",
        page_count=None,
        producer=None,
        languages=["en"],
    )
    named = [
        Person.model_validate({"id": f"m1.p{n}", "speaker_type": "speaker"} | values)
        for n, values in enumerate(people, 1)
    ]
    return Minutes(document=source, meetings=[Meeting(id="m1", people=named, organizers=list(hosts))])


def settled(opened: Any) -> set[frozenset[tuple[str, str]]]:
    """The people, each as all paths and names under which they are mentioned."""
    with opened() as connection:
        joined = participation.join(document, document.c.id == participation.c.document_id)
        columns = (participation.c.person_id, document.c.path, participation.c.name)
        mentions: dict[int, set[tuple[str, str]]] = {}
        for person_id, path, name in connection.execute(sa.select(*columns).select_from(joined)):
            mentions.setdefault(person_id, set()).add((path, name))
        assert mentions.keys() == set(connection.scalars(sa.select(person.c.id)))
    return {frozenset(each) for each in mentions.values()}


def loaded(folder: Path, address: URL, *documents: Minutes) -> None:
    for each in documents:
        put(each, folder)
    load(folder, address)


SAROEUN = (
    minutes(1, [{"name": "Saroeun", "honorific": "Mr."}], (CCC,)),
    minutes(2, [{"name": "Soeung Saroeun", "honorific": "Mr.", "role": "Executive Director", "organization": "CCC"}]),
    minutes(3, [{"name": "សឿង សារឿន", "honorific": "លោក", "organization": "អង្គការ CCC"}]),
    minutes(4, [{"name": "Sok Saroeun", "honorific": "Ms.", "organization": "Rice Growers’ Union"}]),
)


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_given_name_full_name_and_khmer_name_are_one_in_whatever_order_they_come(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    mentions = [
        Mention(
            id=order[n - 1],
            place=(minutes_of_one.document.path, each.id),
            name=each.name,
            honorific=each.honorific,
            role=each.role,
            organization=each.organization,
            bodies=names_of(each.organization),
            hosts=hosts,
        )
        for n, minutes_of_one in enumerate(SAROEUN, 1)
        for each in minutes_of_one.meetings[0].people
        for hosts in [
            frozenset[str]().union(*(names_of(h.name, h.acronym) for h in minutes_of_one.meetings[0].organizers))
        ]
    ]
    people = settle(mentions)
    paths = [sorted(member.document for member in someone.members) for someone in people]
    assert sorted(paths) == [["1.txt", "2.txt", "3.txt"], ["4.txt"]]


def test_the_person_has_the_fullest_name_and_each_mention_its_evidence(
    address: URL, opened: Any, tmp_path: Path
) -> None:
    loaded(tmp_path / "outputs", address, *SAROEUN)
    with opened() as connection:
        row = connection.execute(sa.select(person).where(person.c.name == "Soeung Saroeun")).one()
        mentions = sa.select(participation).where(participation.c.person_id == row.id).order_by(participation.c.id)
        evidence = [(each.name, each.identity_confidence) for each in connection.execute(mentions)]
    assert (row.name_km, row.honorific, row.role, row.organization) == ("សឿង សារឿន", "Mr.", "Executive Director", "CCC")
    assert [name for name, _ in evidence] == ["Saroeun", "Soeung Saroeun", "សឿង សារឿន"]
    assert all(0.5 < sure < 1 for name, sure in evidence if name != "Soeung Saroeun")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Sok Chea", "organization": "Lamps for All"}, {"name": "Sok Chea", "organization": "Youth Forum"}),
        ({"name": "Sok Chea", "honorific": "Mr."}, {"name": "Sok Chea", "honorific": "Ms."}),
        ({"name": "Sok Chea", "role": "Teacher"}, {"name": "Sok Chea", "role": "Deputy Governor"}),
        ({"name": "Chea"}, {"name": "Sok Chea"}),
        ({"name": "Chea"}, {"name": "Chea"}),
        ({"name": "Sok Chea"}, {"name": "សុខ ជា"}),
        ({"name": "Sok Chea", "organization": "Youth Forum"}, {"name": "Sek Chea", "organization": "Lamps for All"}),
    ],
)
def test_what_the_name_alone_does_not_prove_stays_two(
    address: URL, opened: Any, tmp_path: Path, one: dict[str, str], other: dict[str, str]
) -> None:
    loaded(tmp_path / "outputs", address, minutes(1, [one]), minutes(2, [other]))
    assert len(settled(opened)) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "SOK Chea", "organization": "The Youth Forum"}, {"name": "Sok Chea", "organization": "Youth Forum"}),
        ({"name": "Sok Chea", "role": "Chief"}, {"name": "Sok Chea", "role": "chief"}),
        ({"name": "Sok Chea", "organization": "Legal Aid Network (LAN)"}, {"name": "សុខ ជា", "organization": "LAN"}),
        (
            {"name": "Soeung Saroeun", "organization": "CCC"},
            {"name": "Soeung Saroeurn", "organization": "Cooperation Committee for Cambodia"},
        ),
    ],
)
def test_a_name_with_something_besides_is_one(
    address: URL, opened: Any, tmp_path: Path, one: dict[str, str], other: dict[str, str]
) -> None:
    loaded(tmp_path / "outputs", address, minutes(1, [one]), minutes(2, [other]))
    assert len(settled(opened)) == 1


def test_two_who_are_named_in_one_document_are_not_joined_by_sound(address: URL, opened: Any, tmp_path: Path) -> None:
    both = [{"name": "Sok Chea", "organization": "CCC"}, {"name": "Sok Chhea", "organization": "CCC"}]
    loaded(tmp_path / "outputs", address, minutes(1, both))
    assert len(settled(opened)) == 2


def test_a_given_name_that_fits_two_is_joined_to_neither(address: URL, opened: Any, tmp_path: Path) -> None:
    three = [{"name": "Sok Chea"}, {"name": "Keo Chea"}, {"name": "Chea", "honorific": "Mr."}]
    loaded(tmp_path / "outputs", address, minutes(1, three))
    assert len(settled(opened)) == 3


def test_a_joining_is_undone_when_its_evidence_is_gone(address: URL, opened: Any, tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    loaded(folder, address, *SAROEUN)
    assert len(settled(opened)) == 2
    loaded(folder, address, minutes(2, [{"name": "Tom Vira"}]))
    assert settled(opened) == {
        frozenset({("1.txt", "Saroeun"), ("3.txt", "សឿង សារឿន")}),
        frozenset({("2.txt", "Tom Vira")}),
        frozenset({("4.txt", "Sok Saroeun")}),
    }
    loaded(folder, address, SAROEUN[1])
    assert len(settled(opened)) == 2


def test_an_organisation_has_the_acronym_that_is_printed_for_it_and_loses_it_again(
    address: URL, opened: Any, tmp_path: Path
) -> None:
    for host in (CCC, Organizer(name=CCC.name)):
        loaded(tmp_path, address, minutes(1, [], (host,)), minutes(2, [], (Organizer(name=CCC.name.upper()),)))
        with opened() as connection:
            assert list(connection.scalars(sa.select(organisation.c.acronym))) == [host.acronym]


def test_one_organisation_is_one_row_however_it_is_capitalised(address: URL, opened: Any, tmp_path: Path) -> None:
    names = ("The Youth Forum", "YOUTH FORUM", "Youth Forum", "Lamps for All")
    people = [{"name": f"Sok Dara{n}", "organization": name} for n, name in enumerate(names)]
    loaded(tmp_path / "outputs", address, minutes(1, people, (Organizer(name="Youth forum"),)))
    with opened() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(organisation)) == 2
        assert connection.scalar(sa.text("SELECT count(*) FROM participation WHERE organisation_id IS NULL")) == 0
        assert connection.scalar(sa.text("SELECT count(*) FROM meeting_organizer WHERE organisation_id IS NULL")) == 0


@pytest.mark.parametrize(
    ("latin", "khmer"),
    [
        ("Yim Sreymom", "យឹម ស្រីមុំ"),
        ("Long Channy", "ឡុង ចាន់នី"),
        ("Som Chhorn", "សោម ឆន"),
        ("Soeung Saroeun", "សឿង សារឿន"),
        ("Kim Sovath", "គឹម សុវត្ថិ"),
        ("Ly Vuthy", "លី វុទ្ធី"),
        ("Ouch Vibol", "អ៊ូច វិបុល"),
        ("Chhay Sophea", "ឆាយ សុភា"),
        ("Keo Rattanak", "កែវ រតនៈ"),
        ("Prum Sarath", "ព្រំ សារ៉ាត់"),
    ],
)
def test_a_name_sounds_alike_in_both_scripts(latin: str, khmer: str) -> None:
    assert sounds(latin) == sounds(khmer)
    assert name_key(latin) == name_key(khmer)
    assert sound_alike(latin, khmer)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chanthy", "Chantha"), ("Sarin", "Saroeun"), ("Dara", "ដារី"), ("Sovanna", "សុវណ្ណ"), ("សុភា", "សុភី")],
)
def test_consonants_alone_do_not_make_two_names_one(one: str, other: str) -> None:
    assert sounds(one) == sounds(other)
    assert not sound_alike(one, other)


@pytest.mark.parametrize("which", people.SETS)
def test_nobody_is_taken_for_somebody_else_and_four_of_five_are_known_again(which: str) -> None:
    pairs = people.score(which)
    assert pairs.wrong == []
    assert len(pairs.missed) <= 0.2 * (pairs.right + len(pairs.missed))


def test_whoever_is_joined_is_so_in_whatever_order_documents_are_loaded(
    address: URL, bare_address: URL, tmp_path: Path
) -> None:
    org = {"honorific": "Mr.", "name": "Sok Chea", "organization": "Lamps for All"}
    both = (CCC, Organizer(name="Lamps for All"))
    documents = [
        minutes(1, [{"name": "Sok Chea", "role": "Teacher"}], (CCC,)),
        minutes(2, [{"name": "Sok Chea", "role": "Judge"}]),
        minutes(3, [{"name": "Sok Chea"}]),
        minutes(4, [org, {"name": "Chea"}]),
        minutes(5, [{"name": "សុខ ជា"}], both),
    ]
    for each in documents:
        loaded(tmp_path / "one", address, each)
    for each in reversed(documents):
        loaded(tmp_path / "other", bare_address, each)
    found = []
    for each_address in (address, bare_address):
        engine = open_database(each_address)

        @contextmanager
        def opened(engine: sa.Engine = engine) -> Iterator[sa.Connection]:
            with reading(engine) as connection:
                yield connection

        found.append(settled(opened))
        engine.dispose()
    assert found[0] == found[1]


def test_a_body_that_every_place_has_is_another_in_another_province() -> None:
    assert names_in("Kampot", "Commune Council").isdisjoint(names_in("Takeo", "Commune council"))
    assert names_in("Kampot", "ក្រុមប្រឹក្សាឃុំ") == names_in("Kampot", "ក្រុមប្រឹក្សា ឃុំ")
    assert names_in("Kampot", "Ministry of Interior") & names_in("Takeo", "ក្រសួងមហាផ្ទៃ")
    assert names_of("NGO Forum") & names_of("NGO Forum on Cambodia")
    assert names_of("NGO Gamma").isdisjoint(names_of("NGO Delta"))


@pytest.mark.parametrize(
    ("honorific", "gender"), [("Lok Chumteav", "f"), ("Lok Srey", "f"), ("Lok", "m"), ("H.E.", None)]
)
def test_lok_before_a_womans_word_is_no_man(honorific: str, gender: str | None) -> None:
    assert gender_of(honorific) == gender
