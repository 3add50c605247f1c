"""The family of a font from its codes: sisters told apart, other text refused."""

import textwrap
from importlib import import_module

import pytest

from pipeline.khmer.lexicon import folded, lexicon
from pipeline.khmer.order import normalize
from pipeline.khmer.syllable import ZWSP
from pipeline.repair.legacy import Family, decode, detect, family_of
from pipeline.repair.legacy_tables import TEXT_FAMILIES
from tests.press.corpus import declaration, minutes
from tests.press.legacy import CannotWriteError, typed

LINES = [
    line for text in (*declaration(), *minutes()) for line in textwrap.wrap(normalize(text), 70) if len(line) >= 40
]
LIMON = "karGnuvtþc,ab;RBhµTNÐkm<úCaenAkñúglMh nigkic©RbCMurbs;RkumRbwkSaXMu"
LANGUAGES = ("en", "fr", "vi", "de", "es", "id", "it", "nl", "pl", "pt", "sv", "tr", "ru", "el", "zh")


def canonical(text: str) -> str:
    return folded(normalize(text)).replace(ZWSP, "").strip()


def with_breaks(line: str) -> str:
    """A line with a zero-width space between its words, as ABC-ZWSP is typed."""
    words = lexicon().segment(line)
    ends = {word.end for word in words} & {word.start for word in words}
    return "".join(letter + ZWSP * (at + 1 in ends) for at, letter in enumerate(line))


@pytest.mark.parametrize("family", TEXT_FAMILIES)
def test_lines_are_read_right_without_their_fonts_name(family: Family) -> None:
    right = wrong = 0
    for line in LINES[::3]:
        try:
            codes = typed(line, family)
        except CannotWriteError:
            continue
        found = detect(codes).family
        is_right = found is not None and canonical(decode(codes, found)) == canonical(line)
        right, wrong = right + is_right, wrong + (not is_right)
    assert right > 40
    assert wrong <= 0.02 * right


def test_word_breaks_tell_abc_zwsp_from_abc() -> None:
    for line in LINES[::12]:
        try:
            assert detect(typed(with_breaks(line), "abc_zwsp")).family is Family.ABC_ZWSP
            verdict = detect(typed(line, "abc"))
        except CannotWriteError:
            continue
        assert Family.ABC in (verdict.family, *verdict.alike)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_languages_are_refused(language: str) -> None:
    sentences = import_module(f"spacy.lang.{language}.examples").sentences
    assert [sentence for sentence in sentences if detect(sentence).family is not None] == []


@pytest.mark.parametrize(
    "text", ["", " ", "12,450.00 3,200.50 2005 2006", "Total", "Page 1 of 13", "info@example.org", "A B C"]
)
def test_figures_and_snippets_are_refused(text: str) -> None:
    assert detect(text) == (None, 0.0, (), ())


def test_khmer_in_unicode_is_refused() -> None:
    assert detect(LINES[0]).family is None


def test_the_margin_tells_what_the_codes_that_differ_decide() -> None:
    verdict = detect(LIMON)
    assert verdict.family is Family.LIMON
    assert verdict.margin > 20
    assert Family.ABC in verdict.rivals
    plain = detect("karrkSasnþisuxrbs;km<úCaenAkñúgRbeTs")
    assert Family.TRUTH in plain.alike


def test_a_long_text_is_told_by_the_few_codes_on_which_sisters_differ() -> None:
    codes = "karrkSasnþisuxrbs;km<úCaenAkñúgRbeTs " * 200
    assert Family.TRUTH in detect(codes).alike
    assert Family.TRUTH not in detect(codes + " ¬EckcayRBHraCaNacRk¦ " * 3).alike


def test_a_known_name_is_believed_for_a_few_codes() -> None:
    assert family_of("ABCDEF+LmnTTFantBig", "kar").family is Family.LIMON
    assert family_of("ABC-TEXT-05", "12").family is Family.ABC
    assert family_of("TacteingA", "3").family is Family.TACTEING


def test_a_lying_name_is_overruled_by_the_codes() -> None:
    assert family_of("Times New Roman", LIMON).family is Family.LIMON
    assert family_of("Limon S1", typed(LINES[0], "fk")).family is Family.FK
    assert family_of("Limon", "The minutes of the last meeting were approved. " * 4).family is None


def test_a_name_keeps_its_family_where_a_sister_reads_a_little_better() -> None:
    codes = "karrkSasnþisuxrbs;km<úCaenAkñúgRbeTs"
    assert family_of("Truth11", codes).family is Family.TRUTH
