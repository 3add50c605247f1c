import pytest

from pipeline.extract.font_names import font_style, plain_font_name


@pytest.mark.parametrize(
    "name",
    [
        "CMBX12",
        "ABCDEF+CMSSBX10",
        "cmb10",
        "SFBX1095",
        "ecrb1000",
        "LMRoman10-Bold",
        "NimbusRomNo9L-Medi",
        "HelveticaNeueLTStd-Bd",
        "HelveticaNeueLTStd-BdCn",
        "URWGothic-Demi",
        "Calibri,Bold",
        "TimesNewRomanPS-BoldMT",
        "NimbusSansBold",
        "Arial-Black",
    ],
)
def test_upright_bold_faces_are_known_by_their_names(name: str) -> None:
    assert font_style(name) == (True, False)


@pytest.mark.parametrize(
    "name", ["CMTI10", "CMSL12", "SFTI1000", "NimbusSanL-ReguItal", "MyriadPro-It", "LMRomanSlant10-Regular", "CMSSI8"]
)
def test_italic_and_slanted_faces_are_known_by_their_names(name: str) -> None:
    assert font_style(name) == (False, True)


@pytest.mark.parametrize("name", ["CMBXTI10", "SFBI1000", "NimbusRomNo9L-MediItal", "MinionPro-BoldIt", "C059-BdIta"])
def test_bold_italic_faces_are_both(name: str) -> None:
    assert font_style(name) == (True, True)


@pytest.mark.parametrize(
    "name", ["CMR10", "CMCSC10", "SFCC1200", "Academic-Regular", "DMSans-Regular", "Roboto-Medium", "Sans-DemiLight"]
)
def test_names_that_only_look_so_are_neither(name: str) -> None:
    assert font_style(name) == (False, False)


def test_descriptor_tells_what_the_name_does_not() -> None:
    assert font_style("Invented", weight=700) == (True, False)
    assert font_style("Invented", weight=500, angle=-9.46) == (False, True)
    assert font_style("Invented", flags=1 << 6 | 1 << 18) == (True, True)


def test_subset_tag_is_no_part_of_a_name() -> None:
    assert [plain_font_name(name) for name in ("ABCDEF+CMR10", "Word+Art")] == ["CMR10", "Word+Art"]
