import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translate.glossary import Glossary
from pipeline.translate.protection import Protector, restore


@pytest.fixture(scope="module")
def protector(glossary: Glossary) -> Protector:
    return Protector(glossary, "en", "km")


def test_numbers_acronyms_and_bodies_stand_aside(protector: Protector) -> None:
    protected = protector.protect("The Ministry of Environment gave HAC 2,500 USD in Battambang, see www.x.org/[1]")
    assert protected.items[:4] == ("ក្រសួងបរិស្ថាន", "HAC", "2,500", "USD")
    assert "បាត់ដំបង" in protected.items and "[1]" in protected.items
    assert protected.text.startswith("The [0] gave [1] [2] [3] in")


def test_ordinary_words_stay(protector: Protector) -> None:
    assert protector.protect("The members agreed on a plan").text == "The members agreed on a plan"


def test_what_the_machine_lost_or_doubled_is_told(protector: Protector) -> None:
    protected = protector.protect("HAC and NEP")
    assert restore("[0] និង NEP", protected) == ("HAC និង NEP", ["NEP"])
    assert restore("( 0 ) [1] [1] [7]", protected) == ("HAC NEP NEP [7]", ["NEP"])


@given(st.lists(st.sampled_from(["HAC", "12", "៣៤", "agreed", "a@b.org", "[3]", "and", "5.5%", "x"]), max_size=12))
def test_what_comes_back_untouched_is_the_text_again(protector: Protector, words: list[str]) -> None:
    text = " ".join(words)
    protected = protector.protect(text)
    assert restore(protected.text, protected) == (text, [])
