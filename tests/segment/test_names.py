import pytest

from pipeline.segment.names import introduces_speaker, read_attribution
from pipeline.segment.persons import Mention


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Sharing of Needs by Mr. Tom Vira, Executive Director of HAC",
            Mention("Tom Vira", "Mr.", "Executive Director", "HAC"),
        ),
        ("Dr. El Sotheary, Head of Program, CCC", Mention("El Sotheary", "Dr.", "Head of Program", "CCC")),
        ("Dr. Sotheary, Head of Program of CCC", Mention("Sotheary", "Dr.", "Head of Program", "CCC")),
        (
            "H.E. Chan Vuthy, Secretary of State of the Ministry of Interior:",
            Mention("Chan Vuthy", "H.E.", "Secretary of State", "Ministry of Interior"),
        ),
        ("Sharing of the study by Sochoeun, RMD Manager", Mention("Sochoeun", None, "RMD Manager", None)),
        ("Presented by: Mr. Tom Vira, Officer", Mention("Tom Vira", "Mr.", "Officer", None)),
        ("Speaker: Mr. Tom Vira, Director", Mention("Tom Vira", "Mr.", "Director", None)),
        ("Opening Remarks Mr. Tom Vira, Minister", Mention("Tom Vira", "Mr.", "Minister", None)),
        ("បទបង្ហាញដោយលោក ទុំ វីរៈ នាយកអង្គការ", Mention("ទុំ វីរៈ", "លោក", "នាយកអង្គការ", None)),
        ("មតិស្វាគមន៍ដោយ លោកស្រី ទុំ វីរៈ", Mention("ទុំ វីរៈ", "លោកស្រី", None, None)),
        ("Prof. Ly Sam (University of Battambang)", Mention("Ly Sam", "Prof.", None, "University of Battambang")),
    ],
)
def test_a_line_that_introduces_a_speaker_gives_name_role_and_organisation(text: str, person: Mention) -> None:
    found = read_attribution(text)
    assert found is not None
    assert found.people == (person,)


def test_two_speakers_of_one_line_are_two_people() -> None:
    found = read_attribution("Facilitated by Mr. Sok Dara, Director of ABC and Ms. Keo Maly, Officer of DEF")
    assert found is not None
    assert [(person.name, person.organization) for person in found.people] == [("Sok Dara", "ABC"), ("Keo Maly", "DEF")]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Saroeun warmly welcomed all participants and thanked the network",
        "Battambang Province",
        "Battambang, Chair",
        "Discussion from Group B",
        "Expected Results",
        "The survey was led by the network of CSOs in the province",
        "Present: Pich Sothea (Chair), Lim Dara (Treasurer)",
        "Susan Morton, Secretary, February 20, 2020",
        "Summary of Action Items by Person:",
        "He thanked Mr. Sok Dara, Director of ABC.",
    ],
)
def test_other_lines_introduce_nobody(text: str) -> None:
    assert not introduces_speaker(text, in_cell=False)
