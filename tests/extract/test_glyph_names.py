import pytest

from pipeline.extract.glyph_names import dingbat_text, glyph_text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A", "A"),
        ("eacute", "é"),
        ("uni1780", "ក"),
        ("uni00660069", "fi"),
        ("u1F600", "😀"),
        ("f_i", "fi"),
        ("f_f_i.liga", "ffi"),
        ("fi", "fi"),
        ("T_h", "Th"),
        ("A.sc", "A"),
        ("one.oldstyle", "1"),
        ("oneoldstyle", "1"),
        ("Asmall", "a"),
        ("Lslashsmall", "ł"),
        ("parenleftbigg", "("),
        ("summationdisplay", "∑"),
        ("copyrightserif", "©"),
        ("angbracketleft", "⟨"),
        (" ellipsis", "…"),
    ],
)
def test_name_gives_what_it_stands_for(name: str, text: str) -> None:
    assert glyph_text(name) == text


@pytest.mark.parametrize(("name", "text"), [("sterlin", "£"), ("quotedbllef", "“"), ("endas", "–")])
def test_name_cut_off_gives_the_only_character_it_can_mean(name: str, text: str) -> None:
    assert glyph_text(name) == text


@pytest.mark.parametrize(
    "name", [".notdef", "g32", "a136", "cid1234", "glyph00051", "uniD800", "uni12", "f_g32", "par"]
)
def test_name_that_does_not_say_it_gives_nothing(name: str) -> None:
    assert glyph_text(name) == ""


def test_dingbats_have_names_of_their_own() -> None:
    assert [dingbat_text(name) for name in ("a19", "a71", "a89", "a161", "space")] == ["✓", "●", "❨", "→", " "]
