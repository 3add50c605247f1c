"""The atlas: known fonts are known again, their glyphs give the text back, and a user can teach more."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pipeline.errors import UsageError
from pipeline.khmer.fold import fold
from pipeline.khmer.visual import to_logical
from pipeline.repair.atlas import Atlas, atlas, design
from pipeline.repair.atlas_file import AtlasFile, write_atlas
from pipeline.repair.closure import listed_strings, mapped_strings
from pipeline.repair.font_entry import read_font
from pipeline.repair.glyph_strings import learn_strings, units
from pipeline.repair.nearest import letter_height
from pipeline.repair.outlines import Program, open_program
from pipeline.repair.taught import add_font, taught_files

FONTS = Path(__file__).parents[1] / "fonts"
BATTAMBANG = FONTS / "Battambang-Regular.ttf"
MOUL = FONTS / "Moul-Regular.ttf"
TEXT = "ព្រះរាជាណាចក្រកម្ពុជា ជាតិ សាសនា ព្រះមហាក្សត្រ ក្រុមប្រឹក្សាឃុំបានប្រជុំនៅថ្ងៃទី១២ ខែមីនា ដើម្បីពិនិត្យលើកិច្ចការស្ត្រីនិងសេដ្ឋកិច្ច"
CONSONANTS = "កខគឃងចឆជញដតថទធនបផពភមយរលវសហឡអ"


def subset(path: Path, retain_gids: bool) -> Program:
    """The part of a font that draws `TEXT`, as producers embed it."""
    font = TTFont(path)
    subsetter = Subsetter(Options(retain_gids=retain_gids, notdef_outline=True, hinting=False))
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    del font["GSUB"], font["cmap"]
    stream = BytesIO()
    font.save(stream)
    return open_program(stream.getvalue())


def shaped(path: Path, text: str) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Khmr", "km"
    hb.shape(hb.Font(hb.Face(hb.Blob(path.read_bytes()))), buffer, {})
    return [info.codepoint for info in buffer.glyph_infos]


def inked(program: Program) -> dict[int, bytes]:
    return {glyph: exact for glyph in range(program.glyph_count) if (exact := program.exact(glyph))}


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    yield tmp_path


@pytest.mark.parametrize("path", [BATTAMBANG, MOUL])
def test_glyphs_in_drawing_order_give_the_text_back(path: Path) -> None:
    font = atlas().find_font(open_program(path.read_bytes()))
    assert font is not None
    strings = [font.string(glyph) for glyph in shaped(path, TEXT)]
    assert None not in strings
    assert fold(to_logical([string or "" for string in strings])) == fold(TEXT)


def test_font_that_kept_its_glyph_ids_is_known_by_them() -> None:
    font = atlas().find_font(subset(BATTAMBANG, retain_gids=True))
    assert font is not None
    assert font.facts.family == "Battambang"
    assert font.agreement == 1.0


def test_renumbered_font_is_not_known_by_ids_but_by_its_outlines() -> None:
    program = subset(BATTAMBANG, retain_gids=False)
    assert atlas().find_font(program) is None
    hashes = inked(program)
    origin = atlas().find_outlines(hashes.values())
    assert origin is not None
    assert origin.facts.family == "Battambang"
    assert origin.agreement == 1.0
    known = {atlas().strings(exact) for exact in hashes.values()}
    assert ("ក",) in known and ("េ",) in known and ("្រ",) in known
    assert all(origin.strings_of(exact) for exact in hashes.values() if atlas().strings(exact))


def test_outlines_that_fonts_read_differently_come_with_all_readings() -> None:
    shares = [dict(atlas().readings(exact)) for exact in inked(subset(BATTAMBANG, retain_gids=True)).values()]
    assert all(sum(readings.values()) == pytest.approx(1) for readings in shares if readings)
    assert any({"្ត", "្ដ"} <= readings.keys() for readings in shares)


def test_upper_half_of_nyo_drawn_like_po_with_aa_is_read_by_what_follows() -> None:
    program = open_program(MOUL.read_bytes())
    font = atlas().find_font(program)
    assert font is not None
    for text in ("ពាក្យ", "បញ្ញា", "បញ្ចប់"):
        hashes = [program.exact(glyph) for glyph in shaped(MOUL, text)]
        read = [font.strings_of(exact)[0] if exact else "" for exact in hashes]
        assert to_logical(read) == text


def test_family_left_out_is_as_if_it_had_never_been_seen() -> None:
    rest = atlas().leave_out("Battambang")
    program = subset(BATTAMBANG, retain_gids=True)
    assert rest.find_font(program) is None
    assert "khmerosbattambang" not in {facts.name.lower() for facts in rest.list_fonts()}
    known = atlas().find_font(program)
    assert known is not None
    letter = open_program(BATTAMBANG.read_bytes())
    outline = letter.outline(letter.cmap()[ord("ក")])
    assert outline is not None
    assert atlas().nearest(outline.shape, 1, known.facts.height)[0].distance < 0.01
    assert rest.nearest(outline.shape, 1, known.facts.height)[0].distance > 0.05


@pytest.mark.parametrize("family", ["Battambang", "Khmer OS Battambang", "battambang"])
def test_editions_of_a_design_go_together(family: str) -> None:
    assert design(family) == design("Battambang")


def test_unknown_text_face_is_read_by_its_shapes() -> None:
    program = open_program(BATTAMBANG.read_bytes())
    cmap, rest = program.cmap(), atlas().leave_out("Battambang")
    outlines = {letter: program.outline(cmap[ord(letter)]) for letter in CONSONANTS}
    height = letter_height(outline.shape for outline in outlines.values() if outline)
    lists = {letter: rest.nearest(outline.shape, 5, height) for letter, outline in outlines.items() if outline}
    assert sum(found[0].string == letter for letter, found in lists.items()) >= 0.9 * len(CONSONANTS)
    assert all(letter in {match.string for match in found} for letter, found in lists.items())


def test_layouts_say_what_ids_stand_for_in_fonts_of_one_size() -> None:
    font = atlas().find_font(open_program(BATTAMBANG.read_bytes()))
    assert font is not None
    layouts = atlas().layouts(font.facts.glyph_count)
    assert font.layout() in layouts
    assert atlas().layouts(3) == []


def test_dotted_circle_is_read_as_itself() -> None:
    program = open_program(BATTAMBANG.read_bytes())
    font = atlas().find_font(program)
    assert font is not None
    assert font.string(program.cmap()[0x25CC]) == "\u25cc"


def test_every_font_of_the_shipped_atlas_reads_all_but_a_few_syllables() -> None:
    fonts = atlas().list_fonts()
    assert len(fonts) > 90
    assert max(facts.misread for facts in fonts) < 0.0003


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("កោ", ("ក", "េ", "ា")),
        ("បើ", ("ប", "េ", "ី")),
        ("សៀ", ("ស", "េ", "ៀ")),
        ("ស្ត្រី", ("ស", "្ត", "្រ", "ី")),
        ("ស៊ី", ("ស", "↓៊", "ី")),
        ("ស៊", ("ស", "៊")),
    ],
)
def test_syllable_is_taken_apart_into_what_glyphs_draw(text: str, drawn: tuple[str, ...]) -> None:
    assert units(text) == drawn


def test_character_map_is_read_without_private_codes_and_with_the_plainest_character() -> None:
    assert mapped_strings({0x20: 3, 0xA0: 3, 0x1780: 5, 0xE000: 6, 0x17A4: 7, 0x200B: 8, 0x200C: 9}) == {
        3: " ",
        5: "ក",
        7: "អា",
        8: "\u200b",
        9: "",
    }


def test_font_lists_the_subscripts_and_ligatures_it_substitutes() -> None:
    data = BATTAMBANG.read_bytes()
    listed, learnt = listed_strings(data), learn_strings(data, {"ក្រ": 1.0, "ក": 1.0, "កា": 1.0, "ប": 1.0, "បា": 1.0})
    assert {"្រ", "្ក"} <= set(listed.values())
    assert learnt.misread == 0
    assert "្រ" in {readings[0][0] for readings in learnt.strings.values()}


def test_taught_font_is_known_in_runs_to_come(own_folder: Path) -> None:
    facts = add_font(MOUL)
    assert facts.name == "Moul-Regular"
    assert facts.misread < 0.001
    (file,) = taught_files()
    assert own_folder in file.parents
    taught = Atlas([AtlasFile(file)])
    font = taught.find_font(open_program(MOUL.read_bytes()))
    assert font is not None
    strings = [font.string(glyph) or "" for glyph in shaped(MOUL, TEXT)]
    assert fold(to_logical(strings)) == fold(TEXT)


def test_what_is_no_khmer_font_cannot_be_taught(own_folder: Path) -> None:
    for path, reason in (
        (FONTS / "PressSans-Regular.ttf", "no Khmer"),
        (FONTS / "ORIGIN.md", "font"),
        (FONTS / "missing.ttf", "missing"),
    ):
        with pytest.raises(UsageError, match=reason):
            add_font(path)
    assert taught_files() == []


def test_same_fonts_make_the_same_files(tmp_path: Path) -> None:
    entry = read_font(BATTAMBANG, {"ក": 1.0, "ខ្មែរ": 1.0, "ក្រុម": 1.0})
    for name in ("one.npz", "two.npz"):
        write_atlas([entry], tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert (tmp_path / "one_shapes.npz").read_bytes() == (tmp_path / "two_shapes.npz").read_bytes()
