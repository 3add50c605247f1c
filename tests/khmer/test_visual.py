import re
from collections import Counter
from functools import cache
from itertools import permutations, product
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import INVISIBLES, is_wellformed
from pipeline.khmer.visual import Cluster, Doubt, to_logical, to_logical_spans, to_visual
from tests.press.fonts import Face

FONTS = Path(__file__).parents[1] / "fonts"
DATA = Path(__file__).parents[1] / "data"
COENG = "\u17d2"
BASES = [chr(code) for code in (*range(0x1780, 0x17A3), *range(0x17A5, 0x17B4))]
VOWELS = ["", *(chr(code) for code in range(0x17B6, 0x17C6))]
SIGNS = [chr(code) for code in (0x17C6, 0x17CB, *range(0x17CD, 0x17D2), 0x17DD)]
SHIFTERS = ["", "\u17c9", "\u17ca"]

MINUTES = (
    "អង្គប្រជុំបានបើកនៅវេលាម៉ោង ៨:៣០ នាទីព្រឹក ក្រោមអធិបតីភាពលោកស្រី ប្រធានមន្ទីរកិច្ចការនារី និងមានអ្នកចូលរួមសរុប ៦៣ នាក់ "
    "(ស្រី ២២ នាក់)។ លោកប្រធានបានស្នើឱ្យអង្គការសមាជិករៀបចំផែនការសកម្មភាពឲ្យបានច្បាស់លាស់ ស្របតាមគោលការណ៍ណែនាំ។ល។ "
    "ស្ត្រី៣នាក់ញ៉ាំបាយ ស៊ីឈ្នួល ប៉័ង ម្យ៉ាង អ៊ំ ពន្ធ៌ ជឿ រឿង រៀន ពៅ កម្ពុជា បញ្ហា បញ្ចេញ សញ្ញា អង់គ្លេស សន្ទ្រ ធ្វើ ព្រៃ ស៊ើបអង្កេត "
    "រដ្ឋាភិបាល គណៈកម្មាធិការ ក៏ដូចជា ឥឡូវ ឧទាហរណ៍ ឫស្សី ព្រះរាជាណាចក្រ ទេសរដ្ឋមន្ត្រី អាស៊ាន ប៊ិច ក្រៅ គ្រឿង ភ្លៀង"
)


def syllables() -> st.SearchStrategy[str]:
    """Well-formed clusters drawn from the grammar, those that canonical order would spell otherwise left out."""
    subscript = st.sampled_from(BASES).map(lambda base: COENG + base)
    parts = st.tuples(
        st.sampled_from(BASES),
        st.sampled_from(["", "", "", "\u17cc"]),
        st.lists(subscript, max_size=2).map("".join),
        st.sampled_from([*SHIFTERS, "\u17c9\u200c", "\u17ca\u200c"]),
        st.sampled_from(VOWELS),
        st.lists(st.sampled_from(SIGNS), max_size=2).map("".join),
        st.sampled_from(["", "", "\u17c7", "\u17c8"]),
    )
    return parts.map("".join).filter(is_wellformed)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ("េ ក ា", "កោ"),
        ("េ ក ី", "កើ"),
        ("េ ក ើ", "កើ"),
        ("េ ក ឿ", "កឿ"),
        ("េ ក ៀ", "កៀ"),
        ("េ ក ៅ", "កៅ"),
        ("េ ក", "កេ"),
        ("ែ ្រ ព", "ព្រែ"),
        ("្រ ែ ព", "ព្រែ"),
        ("្រ ក ុ ម", "ក្រុម"),
        ("្រ ស ្ត ី", "ស្ត្រី"),
        ("្រ ន ្ទ", "ន្ទ្រ"),
        ("ស ុ ី", "ស៊ី"),
        ("ម ុ ី", "ម៉ី"),
        ("េ ស ុ ី ប", "ស៊ើប"),
        ("ស ុ ា ំ", "ស៊ាំ"),
        ("ប ុ ័ ង", "ប៉័ង"),
        ("ក ុ ំ", "កុំ"),
        ("ច ុ ះ", "ចុះ"),
        ("ស ៊ ី", "ស៊ី"),
        ("ស ៉ ី", "ស៉ី"),
        ("ព ា ៌", "ព៌ា"),
        ("ម ៉ ្យា ង", "ម្យ៉ាង"),
        ("កំ ា", "កាំ"),
        ("េ អ ា ះ ៎", "អោ៎ះ"),
        ("ក ្ត", "ក្ត"),
        ("ក ្ដ", "ក្ដ"),
        ("ក ្ រ ា", "ក្រា"),
    ],
)
def test_glyphs_in_drawing_order_become_text(pieces: str, text: str) -> None:
    found = to_logical_spans(pieces.split())
    assert "".join(cluster.text for cluster in found) == text
    assert {cluster.doubt for cluster in found} == {None}


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["េ", "កា"], "កោ"),
        (["កេ", "ី"], "កើ"),
        (["កេ", "ឿ"], "កឿ"),
        (["កា", "្ត"], "ក្តា"),
        (["ប", "ំ៉"], "ប៉ំ"),
        (["ក", "័រ"], "ក័រ"),
        (["ស្រ", "្ត", "", "ី"], "ស្ត្រី"),
        (["កែ", "ព្រែ"], "កែព្រែ"),
        (["ក", "ណ៉\u200cេ", "័"], "កណ៉\u200cេ័"),
        (["ក", "េ្រ", "ប"], "កប្រេ"),
        (["នាក់", "េ", "ស្រ"], "នាក់ស្រេ"),
        (["", "ក", "", "ា", ""], "កា"),
    ],
)
def test_ligatures_and_whole_syllables_join_with_their_neighbours(pieces: list[str], text: str) -> None:
    assert to_logical(pieces) == text


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ("ប េ ព ា ្ច ញ", "បញ្ចេញ"),
        ("ម ុ ព ា ្ច េ ន ា ប ា យ", "មុញ្ចនោបាយ"),
        ("ព ា េ ល ា", "ពាលោ"),
        ("ព ា ្យ", "ព្យា"),
        ("្រ បា រ ព ្ធ", "ប្រារព្ធ"),
        ("ញ ុ ិ ញ ញ ុ ុ ញ", "ញ៉ិញញ៉ុញ"),
        ("េ ញ ុ ច ញ ុ ូ ច", "ញ៉េចញ៉ូច"),
        ("ែ ញ ុ ង", "ញ៉ែង"),
        ("ល ក ្ស ្ម ណ ៈ", "លក្ស្មណៈ"),
        ("ទ ្វ ន ្ទ ្យ ុ ទ ្ធ", "ទ្វន្ទ្យុទ្ធ"),
        ("ប ិ ដ ្ឋ ្យា ដ ្ឋ ិ ក", "បិដ្ឋ្យាដ្ឋិក"),
        ("បា ៉", "ប៉ា"),
        ("បា ្ដ", "ប្ដា"),
    ],
)
def test_the_habits_of_eight_bit_typists_are_read(pieces: str, text: str) -> None:
    assert to_logical(pieces.split()) == text


@pytest.mark.parametrize("pieces", list(permutations(["ុ", "ី", "្ត", "៍"])))
def test_marks_may_be_drawn_in_any_order(pieces: tuple[str, ...]) -> None:
    assert to_logical(["្រ", "ស", *pieces]) == "ស្ត្រ៊ី៍"


def test_other_text_passes_and_ends_a_syllable() -> None:
    pieces = ["1.", " ", "េ", "ក", "3", "²", "(", "Café", ")", "៛", "។", "\u200c", "x", "\n"]
    assert to_logical(pieces) == "1. កេ3²(Café)៛។\u200cx\n"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["ក", "\u200b", "ខ"], "ក\u200bខ"),
        (["ក", "\u200b", "ា", "ខ"], "កា\u200bខ"),
        (["េ", "\u200b", "ក", "ខ"], "កេ\u200bខ"),
        (["ក", "\u200b", "េ", "ខ"], "ក\u200bខេ"),
        (["ស", "៊", "\u200c", "ី"], "ស៊\u200cី"),
        (["ក", "\u200d", "ា"], "កា"),
    ],
)
def test_word_hints_stay_between_syllables_and_joiners_only_where_they_tell(pieces: list[str], text: str) -> None:
    assert to_logical(pieces) == text


@pytest.mark.parametrize(
    ("pieces", "clusters"),
    [
        (["ក", "េ"], [Cluster("កេ", 0, 1, Doubt.ORDER)]),
        (["ក", "េ", "ី", " "], [Cluster("កើ", 0, 2, Doubt.ORDER), Cluster(" ", 3, 3)]),
        (["េ", " "], [Cluster("េ", 0, 0, Doubt.STRAY), Cluster(" ", 1, 1)]),
        (["ក", "េ", "ុ", "ខ"], [Cluster("កុ", 0, 2, Doubt.ORDER), Cluster("ខេ", 1, 3)]),
        (["េ", "ុ", "ខ"], [Cluster("ខេុ", 0, 2, Doubt.BROKEN)]),
        (["ក", "ខា", "ិ"], [Cluster("កិ", 0, 2, Doubt.ORDER), Cluster("ខា", 1, 1)]),
        (["ក", " ", "ិ"], [Cluster("កិ", 0, 2, Doubt.ORDER), Cluster(" ", 1, 1)]),
        (["ក", "េ", " ", "ខ"], [Cluster("ក", 0, 0), Cluster(" ", 2, 2), Cluster("ខេ", 1, 3, Doubt.ORDER)]),
        (["ក", "េ", " ", "."], [Cluster("កេ", 0, 1, Doubt.ORDER), Cluster(" ", 2, 2), Cluster(".", 3, 3)]),
        (["ក", "េ", "\ufffd", "ា"], [Cluster("ក", 0, 0), Cluster("\ufffdេា", 1, 3, Doubt.BROKEN)]),
        (["ក", "x", "ិ"], [Cluster("ក", 0, 0), Cluster("x", 1, 1), Cluster("ិ", 2, 2, Doubt.STRAY)]),
        (["ក", "ខា", "ា"], [Cluster("ក", 0, 0), Cluster("ខាា", 1, 2, Doubt.BROKEN)]),
        (["ក", "្"], [Cluster("ក្", 0, 1, Doubt.BROKEN)]),
    ],
)
def test_what_no_shaper_draws_is_kept_and_reported(pieces: list[str], clusters: list[Cluster]) -> None:
    assert to_logical_spans(pieces) == clusters


@pytest.mark.parametrize(
    ("pieces", "text", "doubts"),
    [
        (["◌", "ា"], "ា", [Doubt.STRAY]),
        (["ក", " ", "◌", "ា"], "ក ា", [None, None, Doubt.STRAY]),
        (["េ", "◌"], "េ", [Doubt.STRAY]),
        (["ក", "ិ", "◌", "ុ"], "ក៊ិ", [Doubt.STRAY]),
        (["ក", "ា", "េ", "◌"], "កោ", [Doubt.STRAY]),
        (["ក", "◌", " "], "ក◌ ", [None, None, None]),
    ],
)
def test_a_dotted_circle_goes_where_it_carries_a_sign(pieces: list[str], text: str, doubts: list[Doubt | None]) -> None:
    assert to_logical(pieces) == text
    assert [cluster.doubt for cluster in to_logical_spans(pieces)] == doubts


def test_clusters_know_their_pieces() -> None:
    assert to_logical_spans(["", "េ", "", "ក", "ា", "", "នាក់", "3"]) == [
        Cluster("កោ", 1, 4),
        Cluster("នា", 6, 6),
        Cluster("ក់", 6, 6),
        Cluster("3", 7, 7),
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ស៊ើប ។", "េ ស ុ ី ប _ ។"),
        ("ព្រែ", "ែ ្រ ព"),
        ("ស្ត្រី", "្រ ស ្ត ី"),
        ("ភឿន", "េ ភ ឿ ន"),
        ("ក៊ី ក៉ី ប៉័", "ក ុ ី _ ក ៉ ី _ ប ុ ័"),
        ("ក ា", "ក _ ◌ ា"),
        ("េ", "េ ◌"),
    ],
)
def test_a_text_is_drawn_as_shapers_draw_it(text: str, pieces: str) -> None:
    assert to_visual(text) == [" " if piece == "_" else piece for piece in pieces.split()]


@settings(deadline=None)
@given(syllables())
def test_a_wellformed_syllable_drawn_is_read_back(syllable: str) -> None:
    [cluster] = to_logical_spans(to_visual(syllable))
    assert cluster.text == normalize(syllable)
    assert cluster.doubt is None


def test_every_short_syllable_drawn_is_read_back() -> None:
    letters = [base + subscripts for base in "កញបពសរឧ" for subscripts in ("", "្រ", "្ច", "្យ", "្ត្រ")]
    endings = ["", *SIGNS, "\u17c7", "\u17c6\u17c7"]
    texts = ("".join(parts) for parts in product(letters, SHIFTERS, VOWELS, endings))
    wrong = [text for text in texts if is_wellformed(text) and to_logical(to_visual(text)) != normalize(text)]
    assert wrong == []


@settings(deadline=None)
@given(st.lists(st.one_of(syllables(), st.sampled_from([" ", "\u200b", "។", "៣", "a", "\u17d7", "(", ".\n"]))))
def test_a_line_drawn_is_read_back(parts: list[str]) -> None:
    text = "".join(parts)
    assert to_logical(to_visual(text)) == normalize(text)


@settings(deadline=None)
@given(st.lists(syllables().flatmap(lambda syllable: st.sampled_from([[syllable], to_visual(syllable)]))))
def test_whole_syllables_may_stand_among_glyphs(parts: list[list[str]]) -> None:
    pieces = [piece for part in parts for piece in part]
    assert to_logical(pieces) == "".join(to_logical(part) for part in parts)


PIECES = st.lists(
    st.one_of(
        st.text(st.sampled_from([chr(code) for code in range(0x1780, 0x17EA)] + [*"◌\u200b\u200c a."]), max_size=4),
        st.sampled_from(["េ", "្រ", "ា", "ី", "ុ", "ក", "្ត", "◌", "់"]),
    ),
    max_size=12,
)


def ink(text: str) -> Counter[str]:
    """The letters of a text with all undone that reading it may change; coeng and the left half E apart."""
    text = re.sub(f"[{INVISIBLES}\u17b4\u17b5◌{COENG}]", "", normalize(text))
    text = text.replace("ញ", "ពា").replace("ើ", "ី").replace("ោ", "ា").replace("េ", "")
    return Counter(re.sub("[៉៊]", "ុ", text))


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_no_letter_is_lost_or_invented(pieces: list[str]) -> None:
    text, drawn = to_logical(pieces), "".join(pieces)
    assert ink(text) == ink(drawn)
    left_halves, split_vowels = drawn.count("េ"), sum(drawn.count(vowel) for vowel in "ើឿៀោៅ")
    assert left_halves <= sum(text.count(vowel) for vowel in "េើឿៀោៅ") <= left_halves + split_vowels
    subscripts = sum(len(re.findall("្[ក-ឳ]", piece)) for piece in pieces)
    assert subscripts <= text.count(COENG) <= drawn.count(COENG)


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_every_cluster_is_canonical_and_comes_from_pieces_that_hold_ink(pieces: list[str]) -> None:
    clusters = to_logical_spans(pieces)
    assert to_logical(pieces) == "".join(cluster.text for cluster in clusters)
    for cluster in clusters:
        assert 0 <= cluster.first_piece <= cluster.last_piece < len(pieces)
        assert pieces[cluster.first_piece]
        assert pieces[cluster.last_piece]
        if "\u17d8" not in cluster.text:
            assert normalize(cluster.text) == cluster.text


@cache
def face(name: str) -> Face:
    return Face(FONTS / name)


def drawn_in(face: Face, text: str) -> list[str]:
    """What HarfBuzz draws of `text`, each glyph as the letters that its name in these fonts is made of."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(face.shaper, buffer)
    return [letters_of(face, glyph.codepoint) for glyph in buffer.glyph_infos]


def letters_of(face: Face, glyph_id: int) -> str:
    if glyph_id in face.characters:
        return face.characters[glyph_id]
    name = face.tables.getGlyphName(glyph_id)
    if name.endswith(".space"):
        return ""
    stem = (
        name.split(".")[0]
        .replace("coeng_", "uni17D2")
        .replace("iMark_", "uni17B7")
        .replace("khmer", "")
        .replace("_", "")
    )
    assert re.fullmatch("uni([0-9A-F]{4})+", stem), name
    return bytes.fromhex(stem[3:]).decode("utf-16-be")


@pytest.mark.parametrize("font", ["Battambang-Regular.ttf", "Battambang-Bold.ttf", "Moul-Regular.ttf"])
def test_what_harfbuzz_draws_is_read_back(font: str) -> None:
    wrong = [word for word in MINUTES.split() if to_logical(drawn_in(face(font), word)) != normalize(word)]
    assert wrong == []


def da_as_ta(text: str) -> str:
    """Both fonts draw subscript TA under NNO with the glyph of subscript DA."""
    return text.replace("ណ្ដ", "ណ្ត")


@pytest.mark.parametrize("font", ["Battambang-Regular.ttf", "Moul-Regular.ttf"])
@pytest.mark.parametrize("file", ["udhr_khm.txt", "minutes_khm.txt"])
def test_whole_texts_drawn_by_harfbuzz_are_read_back(font: str, file: str) -> None:
    words = {word for word in re.split(f"[\\s{INVISIBLES}]+", (DATA / file).read_text("utf-8")) if word}
    assert len("".join(words)) > 2000
    read = {normalize(word): to_logical(drawn_in(face(font), word)) for word in words}
    assert {word: wrong for word, wrong in read.items() if da_as_ta(wrong) != da_as_ta(word)} == {}


@pytest.mark.parametrize("font", ["Battambang-Regular.ttf", "Moul-Regular.ttf"])
def test_harfbuzz_draws_left_signs_first_and_hangs_the_rest_behind(font: str) -> None:
    assert drawn_in(face(font), "ព្រែ") == ["ែ", "្រ", "ព"]
    assert drawn_in(face(font), "ស្ត្រី") == ["្រ", "ស", "្ត", "ី"]
    assert drawn_in(face(font), "ស៊ី") == ["ស", "ុ", "ី"]
    assert drawn_in(face(font), "កើ") == ["េ", "ក", "ើ"]
    assert drawn_in(face(font), "ក ា") == ["ក", " ", "◌", "ា"]
    assert drawn_in(face(font), "ម្យ៉ាង") == ["ម", "្យា", "៉", "ង"]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [(["ប", "ពា", "្ច", "ូ", "ល"], "បញ្ចូល"), (["អ", "េ", "ពា", "្ជ", "ី", "ញ"], "អញ្ជើញ")],
)
def test_a_vowel_behind_nyo_in_halves_stays_with_it(pieces: list[str], text: str) -> None:
    assert to_logical(pieces) == text
