import pytest

from pipeline.repair.legacy import Family, family_of_font, is_legacy_font


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Limon S1", Family.LIMON),
        ("LimonR7", Family.LIMON),
        ("Limon F8", Family.LIMON),
        ("LmnTTFantBig", Family.LIMON),
        ("LmnTT-F2", Family.LIMON),
        ("lmns1", Family.LIMON),
        ("Truth11", Family.TRUTH),
        ("ABC-TEXT-05", Family.ABC),
        ("ABC-HEAD-08", Family.ABC),
        ("ABC-TEXT-06", Family.ABC2),
        ("ABC-TEXT-11", Family.ABC2),
        ("ABC-TEXT-24", Family.ABC3),
        ("ABC-TEXT-05A", Family.ABC_ZWSP),
        ("ABC-TEXT-24A", Family.ABC_ZWSP),
        ("ABC-FANCY-14A", Family.ABC_ZWSP),
        ("Baidok3C", Family.BAIDOK),
        ("@Battambang Khek", Family.KHEK),
        ("Khek Mool", Family.KHEK),
        ("FK1", Family.FK),
        ("A Rasmei Kampuchea Text", Family.RASMEI),
        ("Khmer Kep", Family.RASMEI),
        ("KSW kaoh kong", Family.KAOHKONG),
        ("TacteingA", Family.TACTEING),
    ],
)
def test_fonts_are_known_by_name_in_every_dress(name: str, family: Family) -> None:
    closed = name.replace(" ", "")
    dresses = [name, f"ABCDEF+{closed}", f"{name},Bold", f"{closed}-BoldItalic", name.upper(), name.replace(" ", "_")]
    dresses += [name.replace("-", " "), f"{closed} Bold", f"{closed}.ttf", f"ABCDEF+{closed},BoldItalic"]
    assert [family_of_font(dress) for dress in dresses] == [family] * len(dresses)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Limon S10", Family.LIMON),
        ("Limon", Family.LIMON),
        ("LmnTT-S3", Family.LIMON),
        ("ABC-TEXT-5", Family.ABC),
        ("ABC-TEXT-30", Family.ABC),
        ("Baidok4", Family.BAIDOK),
    ],
)
def test_other_numbers_of_a_series_are_of_its_family(name: str, family: Family) -> None:
    assert family_of_font(name) is family


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Times New Roman",
        "TimesNewRomanPSMT",
        "Khmer OS Battambang",
        "Limonata",
        "FK Grotesk",
        "Truth",
        "ABCDiatype",
    ],
)
def test_other_fonts_are_not_taken_for_legacy_ones(name: str) -> None:
    assert family_of_font(name) is None
    assert not is_legacy_font(name)


@pytest.mark.parametrize("name", ["APSARA", "ABCDEF+ThoeunA1", "Bidokk1"])
def test_a_legacy_font_without_a_published_table_has_no_family(name: str) -> None:
    assert family_of_font(name) is None
    assert is_legacy_font(name)
