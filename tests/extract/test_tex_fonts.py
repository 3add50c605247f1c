from pipeline.extract.tex_fonts import is_named_by_code, tex_texts


def told(*fonts: bytes) -> list[str | None]:
    """What the strings read as, each in a font of its own."""
    found = tex_texts({str(n): set(codes) for n, codes in enumerate(fonts)})
    return [
        "".join(found[str(n)][code] for code in codes) if str(n) in found else None for n, codes in enumerate(fonts)
    ]


def test_names_that_only_repeat_the_codes_are_known() -> None:
    assert is_named_by_code({28: "a28", 97: "a97", 98: ".notdef"})
    assert not is_named_by_code({28: "fi", 97: "a97"})
    assert not is_named_by_code({97: "a98"})
    assert not is_named_by_code({97: ".notdef"})


def test_old_encoding_of_text_is_known_by_its_ligatures() -> None:
    assert told(b"sta\x0bo\x0ece\\so\"1\x7b2\x7cit's") == ["staffoffice“so”1–2—it’s"]


def test_cork_encoding_is_known_by_its_ligatures_and_accented_letters() -> None:
    assert told(b"sta\x1bo\x1ece\x10so\x111\x152caf\xe9") == ["staffoffice“so”1–2café"]


def test_font_without_marks_goes_with_the_others() -> None:
    assert told(b"o\x1ece caf\xe9".replace(b" ", b""), b"a\x10b") == ["officecafé", "a“b"]
    assert told(b"o\x0ece", b"na\x10ve") == ["office", "naıve"]


def test_fonts_of_signs_are_known_by_having_no_letters() -> None:
    assert told(b"\x88\xa7\xa9\xbf", b"\x0f\x00", b"\x0b\x0c") == ["•§©€", "•−", None]
