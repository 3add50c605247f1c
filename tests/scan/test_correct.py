"""Corrections: only what tesseract or its known confusions offer, only where a word of the lexicon comes of it."""

from pipeline.khmer.lexicon import lexicon
from pipeline.scan.confidence import confidence
from pipeline.scan.correct import correct
from pipeline.scan.scripts import choose, is_sure_khmer
from pipeline.scan.tesseract import Symbol, Word


def word(
    *signs: str, language: str = "khm", x0: float = 0.0, sure: float = 0.95, **doubts: list[tuple[str, float]]
) -> Word:
    symbols = [Symbol(sign, x0 + 20 * n, x0 + 20 * n + 18, [(sign, sure)]) for n, sign in enumerate(signs)]
    for place, choices in doubts.items():
        symbols[int(place.removeprefix("at"))].choices = choices
    return Word(x0, x0 + 20 * len(signs), sure, language, symbols)


def test_a_sign_that_tesseract_doubts_is_put_right_where_a_word_comes_of_it() -> None:
    read = word("ត", "ម", "្រ", "ោ", "ង", at0=[("ត", 0.6), ("គ", 0.3)])
    assert "តម្រោង" not in lexicon()
    (found,) = correct([read])
    assert found.text == "គម្រោង"
    assert [(change.start, change.end, change.read) for change in found.changes] == [(0, 1, "ត")]


def test_a_word_of_the_lexicon_stays() -> None:
    (found,) = correct([word("ក", "ា", "រ", at0=[("ក", 0.6), ("គ", 0.4)])])
    assert (found.text, found.changes) == ("ការ", [])


def test_a_name_stays_where_nothing_known_comes_of_it() -> None:
    (found,) = correct([word("ស", "ុ", "ល", "ី", "ដ", "ា", at1=[("ុ", 0.6), ("ី", 0.39)])])
    assert (found.text, found.changes) == ("សុលីដា", [])


def test_english_stays() -> None:
    (found,) = correct([word(*"Minutes", language="eng", at0=[("M", 0.5), ("N", 0.5)])])
    assert found.text == "Minutes"


def test_doubt_counts() -> None:
    sure, unsure = (correct([word("ក", "ា", "រ", sure=share)])[0] for share in (0.96, 0.3))
    assert confidence(sure) > 0.9 > confidence(unsure)


def test_english_read_as_khmer_is_read_as_english() -> None:
    garbage = word("ឋ", "៉", "ា", "6", sure=0.4)
    english = word(*"the", language="eng", sure=0.96)
    assert not is_sure_khmer([garbage])
    assert choose([garbage], [english], 20.0) == [english]


def test_khmer_read_as_english_stays_khmer() -> None:
    khmer = word("ន", "ា", "យ", "ក", sure=0.9)
    garbage = word(*"mwn", language="eng", sure=0.5)
    assert choose([khmer], [garbage], 20.0) == [khmer]


def test_both_scripts_stand_in_one_line() -> None:
    khmer = [word("ត", "ា", "ម", sure=0.95), word("2", "0", "០", x0=100, sure=0.5)]
    english = [word(*"mM", language="eng", sure=0.3), word(*"Zoom", language="eng", x0=100, sure=0.9)]
    assert [each.text for each in choose(khmer, english, 20.0)] == ["តាម", "Zoom"]
