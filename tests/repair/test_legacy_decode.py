"""8-bit codes as text: the mistakes of earlier converters, glyphs of several readings, and round trips."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.khmer.cluster import broken_share
from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.repair.legacy import Family, decode, family_named, read
from pipeline.repair.legacy_tables import TEXT_FAMILIES
from tests.press.corpus import declaration, minutes
from tests.press.legacy import CannotWriteError, Habits, typed

HARD_CASES = Path(__file__).parents[1] / "data" / "limon_hard_cases.tsv"
PLAIN = [line for line in declaration() if not any(sign in line for sign in "«»()៕៖:;")]


def hard_cases() -> list[tuple[str, str]]:
    with HARD_CASES.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["legacy_hex_cp1252"], row["correct_unicode"]) for row in rows]


def canonical(text: str) -> str:
    return folded(normalize(text)).replace(ZWSP, "")


def limon(codes: str) -> str:
    return decode(codes, Family.LIMON)


@pytest.mark.parametrize(("codes", "word"), hard_cases())
def test_words_on_which_an_earlier_converter_errs_are_read_right(codes: str, word: str) -> None:
    assert canonical(decode(bytes.fromhex(codes), Family.LIMON)) == canonical(word)


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("mnusSTaMgGs;ekItmkmanesrIPaB", "មនុស្សទាំងអស់កើតមកមានសេរីភាព"),
        ("RBHraCaNacRkkm<úCa", "ព្រះរាជាណាចក្រកម្ពុជា"),
        ("eTsrdæmRnþI", "ទេសរដ្ឋមន្ត្រី"),
        ("éf¶ExqñaMkMeNIt", "ថ្ងៃខែឆ្នាំកំណើត"),
        ("GkSrbBa©Úl ¬lIm:Un¦", "អក្សរបញ្ចូល (លីម៉ូន)"),
        ("sRmab;Es,kexµA", "សម្រាប់ស្បែកខ្មៅ"),
        ("bUBa’", "បូព៌ា"),
        ("-eRbgsMagcMnYn 83>460lIRt =326>013>000`", "-ប្រេងសាំងចំនួន ៨៣.៤៦០លីត្រ =៣២៦.០១៣.០០០៛"),
    ],
)
def test_limon_is_read_in_canonical_order(codes: str, text: str) -> None:
    assert canonical(limon(codes)) == canonical(text)


@pytest.mark.parametrize(
    ("family", "codes", "text"),
    [
        (Family.ABC, "GkßrbBa©Úl (eGb‘ÍsuI)", "អក្សរបញ្ចូល (អេប៊ីស៊ី)"),
        (Family.KHEK, "ekIt", "កើត"),
        (Family.FK, "tsv:T", "កញ្ជើ"),
        (Family.BAIDOK, "mnusSRbtiB&TÆ eZIVo:t´", "មនុស្សប្រតិព័ទ្ធ ធ្វើឱ្យបាត់"),
    ],
)
def test_other_families_are_read_by_their_own_tables(family: Family, codes: str, text: str) -> None:
    assert canonical(decode(codes, family)) == canonical(text)


def test_word_breaks_of_abc_zwsp_are_no_blanks() -> None:
    assert decode("kic© RbCMu>", Family.ABC_ZWSP) == f"កិច្ច{ZWSP}ប្រជុំ។"
    assert decode("kic©.RbCMu", Family.ABC_ZWSP) == "កិច្ច ប្រជុំ"


def test_a_word_break_inside_a_syllable_moves_behind_it() -> None:
    assert decode("eR kam", Family.ABC_ZWSP).replace(ZWSP, "") == "ក្រោម"


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("beBa©j", "បញ្ចេញ"),
        ("kEBa¢H", "កញ្ជែះ"),
        ("bBaØtþi", "បញ្ញត្តិ"),
        ("ecBaJ", "ចេញ"),
        ("Baküfa", "ពាក្យថា"),
        ("eBalBaküRBlan", "ពោលពាក្យព្រលាន"),
    ],
)
def test_po_and_aa_are_nyo_above_the_letters_of_its_row_only(codes: str, text: str) -> None:
    assert canonical(limon(codes)) == canonical(text)


@pytest.mark.parametrize(("codes", "text"), [("R)arB§BiFI", "ប្រារព្ធពិធី"), ("É B§ »", "ឯ ឰ ឱ"), ("B§ravN", "ឰរាវណ")])
def test_po_above_tho_is_the_letter_ai_only_where_that_can_stand(codes: str, text: str) -> None:
    assert limon(codes) == text


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ("KN³kmµkar", "គណៈកម្មការ"),
        ("sasnarbs;rdæ³ RBHBuT§sasna", "សាសនារបស់រដ្ឋ៖ ព្រះពុទ្ធសាសនា"),
        ("cMNaM ³ lixit", "ចំណាំ ៖ លិខិត"),
        ("em:ag 10³30 naTI", "ម៉ោង ១០:៣០ នាទី"),
    ],
)
def test_two_dots_are_a_short_a_a_colon_or_of_a_time_by_what_stands_around_them(codes: str, text: str) -> None:
    assert canonical(limon(codes)) == canonical(text)


def test_a_code_of_truth_is_the_riel_sign_behind_a_number_and_a_subscript_below_a_letter() -> None:
    assert decode("5000\xc1 GgÁkar", Family.TRUTH) == "៥០០០៛ អង្គការ"


@pytest.mark.parametrize(("codes", "text"), [("suI", "ស៊ី"), ("buI", "ប៉ី"), ("muag", "ម៉ាង"), ("kuM", "កុំ"), ("cuH", "ចុះ")])
def test_a_low_mark_beside_another_vowel_is_a_shifter_by_the_series_of_the_cluster(codes: str, text: str) -> None:
    assert limon(codes) == text


@pytest.mark.parametrize(("codes", "text"), [("juHjg;", "ញុះញង់"), ("júHjg;", "ញុះញង់"), ("sñamjuk", "ស្នាមញ៉ក")])
def test_a_low_mark_under_nyo_is_what_makes_words(codes: str, text: str) -> None:
    assert limon(codes) == text


def test_a_mark_typed_twice_is_one() -> None:
    assert limon("TUUg") == limon("TUg") == "ទូង"
    assert limon("[ü") == limon("[")


def test_latin_digits_stand_on_the_shifted_keys_and_borrow_the_khmer_zero() -> None:
    assert limon("éf¶TI !@ #0 2005") == "ថ្ងៃទី 12 30 ២០០៥"


def test_typographic_damage_is_undone() -> None:
    assert limon("bUBa\u2019") == limon("bUBa\x92") == limon("bUBa'") == "បូព៌ា"
    assert limon("RBh\u03bcTNÐ") == limon("RBhµTNÐ") == "ព្រហ្មទណ្ឌ"
    assert limon("\uf06b\uf061\uf072") == "ការ"


def test_codes_that_are_not_the_familys_are_their_cp1252_characters() -> None:
    assert decode(b"kar\x96kar", Family.LIMON) == "ការ–ការ"
    assert limon("kar → kar") == "ការ → ការ"


def test_a_text_keeps_its_lines() -> None:
    assert limon("kar\r\n\n\tkar\n") == "ការ\r\n\n\tការ\n"


def test_each_line_is_read_by_itself() -> None:
    words = ("suxN³", "KN³", "sñamjuk", "vIr³")
    assert limon("\n".join(words)) == "\n".join(map(limon, words))


def test_ornaments_are_no_text() -> None:
    assert read(b"3", Family.TACTEING) == ("", [])


def test_what_cannot_be_a_syllable_is_flagged_where_it_stands() -> None:
    reading = read("kar\nkIWr", Family.LIMON)
    (flag,) = reading.flags
    start, end = flag.charspan
    assert flag.reason == "broken"
    assert reading.text[start:end] == "កីឺ"


def test_a_close_rival_is_flagged_with_its_margin() -> None:
    words = ("nayk", "lk", "srN", "krN", "KN", "suvNÑ", "PaBnayk", "mUl")
    flags = [flag for word in words for flag in read(f"{word}³ mk", Family.LIMON).flags]
    assert flags
    assert all(flag.reason == "rival" and 0 <= flag.margin < 2 and flag.rivals for flag in flags)


def test_families_are_named_in_any_writing() -> None:
    assert family_named("ABC-ZWSP") is family_named("abc_zwsp") is Family.ABC_ZWSP
    with pytest.raises(ValueError, match="limon, truth"):
        family_named("sanskrit")


@pytest.mark.parametrize("family", TEXT_FAMILIES)
@pytest.mark.parametrize(
    "habits",
    [Habits(), Habits(ro_first=True, ligatures=False), Habits(low_shifter_of_nyo=False, vowel_first_of_ba=False)],
)
def test_running_text_comes_back_from_every_family(family: Family, habits: Habits) -> None:
    wrong = []
    for line in PLAIN:
        try:
            codes = typed(normalize(line), family, habits)
        except CannotWriteError:
            continue
        text = decode(codes, family)
        if canonical(text).strip() != canonical(line).strip():
            wrong.append((line, text))
    assert not wrong


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_no_family_gives_deprecated_letters_or_breaks_syllables(family: Family) -> None:
    texts = []
    for line in minutes():
        try:
            texts.append(decode(typed(normalize(line), family), family))
        except CannotWriteError:
            continue
    text = "\n".join(texts)
    assert len(texts) > 5
    assert broken_share(text) == 0
    assert not set(text) & set("\u17a3\u17a4\u17b4\u17b5\u17d3\u17d8")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(TEXT_FAMILIES))
def test_any_codes_can_be_read_and_flags_lie_inside_the_text(codes: bytes, family: Family) -> None:
    reading = read(codes, family)
    assert all(0 <= start <= end <= len(reading.text) for start, end in (flag.charspan for flag in reading.flags))
    assert reading == read(codes.decode("latin-1"), family) or any(0x80 <= code < 0xA0 for code in codes)
    assert reading.text.count("\n") == codes.count(b"\n")
