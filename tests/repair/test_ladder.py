from types import SimpleNamespace
from typing import Any

from pipeline.repair.ladder import Ladder, UsedGlyph


def test_hyphen_that_shares_its_glyph_with_the_soft_one_is_a_hyphen() -> None:
    program = SimpleNamespace(
        exact=lambda glyph: b"hyphen", letters=lambda: {0x2D: 5, 0xAD: 5}, glyph_count=9, has_gsub=False
    )
    font: Any = SimpleNamespace(name="Invented", data=b"", program=program, glyph=lambda code: 5)
    unknown: Any = SimpleNamespace(
        find_font=lambda program, glyphs: None,
        find_outlines=lambda hashes: None,
        readings=lambda exact: (),
        layouts=lambda count: [],
    )
    item = UsedGlyph(1, "")
    assert [found.text for found in Ladder(font, [item], unknown).candidates(item)] == ["-"]
