import lzma
import re
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.khmer.cluster import clusters
from pipeline.khmer.lexicon import FILE, Lexicon, Stretch, lexicon
from pipeline.khmer.order import normalize
from pipeline.resources.make_lexicon import is_made_of, new_words, pack

ROOT = Path(__file__).parents[2]
KHMERISH = st.text(st.sampled_from([*"កខមនរសាិុំះ្៊៍៥។ៗលោកបានការដតឲឱ", "\u200b", "\u200c", " ", "a"]), max_size=40)


def cut(text: str, words: Lexicon | None = None) -> list[str]:
    return [text[start:end] for start, end, _ in (words or lexicon()).segment(text)]


@pytest.fixture(scope="module")
def small() -> Lexicon:
    weights = {"ប្រជុំ": 40.0, "អង្គ": 30.0, "អង្គប្រជុំ": 20.0, "បាន": 90.0, "កណ្តាល": 5.0, "កណ្ដាល": 8.0, "ឱ្យ": 9.0, "ឡើង": 3.0}
    return Lexicon(lzma.decompress(pack(weights)))


def test_words_are_found_in_every_spelling_of_their_drawing(small: Lexicon) -> None:
    assert all(word in small for word in ("ប្រជុំ", "កណ្តាល", "កណ្ដាល", "ឲ្យ"))
    assert "ប្រជុ" not in small
    assert len(small) == 7


def test_frequencies_are_those_of_the_sources_summed_over_spellings(small: Lexicon) -> None:
    share = 13 / 205
    assert small.log_frequency("កណ្ដាល") == pytest.approx(log(share), abs=0.05)
    assert small.log_frequency("សាលា") is None


def test_the_more_frequent_spelling_comes_first(small: Lexicon) -> None:
    assert small.spellings("កណ្តាល") == ["កណ្ដាល", "កណ្តាល"]
    assert small.spelling("កណ្តាល") == "កណ្ដាល"
    assert small.spellings("ឲ្យ") == ["ឱ្យ"]


def test_a_word_read_with_a_look_alike_letter_gets_its_own_letter(small: Lexicon) -> None:
    assert small.spelling("ទ្បើង") == "ឡើង"
    assert small.spelling("សាលា") is None


def test_prefixes_find_all_their_words_in_order(small: Lexicon) -> None:
    assert small.with_prefix("អង្គ") == ["អង្គ", "អង្គប្រជុំ"]
    assert small.has_prefix("អង្គប") and not small.has_prefix("អង្គស")


def test_one_likely_word_beats_two(small: Lexicon) -> None:
    assert cut("អង្គប្រជុំបាន", small) == ["អង្គប្រជុំ", "បាន"]


def test_neighbouring_unknown_clusters_are_one_stretch(small: Lexicon) -> None:
    text = "បានសាលាប្រជុំ"
    assert small.segment(text) == [Stretch(0, 3, True), Stretch(3, 7, False), Stretch(7, 13, True)]
    assert small.oov_rate(text) == pytest.approx(2 / 6)


def test_blanks_and_word_hints_part_words(small: Lexicon) -> None:
    assert cut("អង្គ ប្រជុំ\u200bបាន១២បានៗ", small) == ["អង្គ", "ប្រជុំ", "បាន", "បាន"]


def test_a_joiner_inside_a_word_is_looked_through() -> None:
    text = "ប៉\u200cិន"
    assert [stretch.end for stretch in lexicon().segment(text)][-1] == len(text)


def test_respelling_restores_subscripts_and_nothing_else(small: Lexicon) -> None:
    assert small.respelt("ខេត្តកណ្តាល ១២") == "ខេត្តកណ្ដាល ១២"


@given(KHMERISH)
def test_stretches_cover_each_cluster_once_in_order(text: str) -> None:
    found = lexicon().segment(text)
    places = [0, *(place for stretch in found for place in stretch[:2]), len(text)]
    assert places == sorted(places)
    assert [one for start, end, _ in found for one in clusters(text[start:end])] == clusters(text)


@given(KHMERISH)
def test_respelling_twice_is_respelling_once(text: str) -> None:
    once = lexicon().respelt(normalize(text))
    assert lexicon().respelt(once) == once


def test_the_words_of_meetings_are_known() -> None:
    lines = (ROOT / "pipeline/resources/khmer_meeting_words.txt").read_text(encoding="utf-8").splitlines()
    unknown = [line for line in lines if not line.startswith("#") and line.strip("ៗ") not in lexicon()]
    assert unknown == []


def test_text_of_minutes_is_covered_and_damaged_text_is_not() -> None:
    clean = "អង្គប្រជុំបានសម្រេចឯកភាពលើផែនការសកម្មភាព និងថវិកាប្រចាំឆ្នាំរបស់រដ្ឋបាលឃុំ"
    annex = (ROOT / "inputs/battambang-2019-09-05.txt").read_text(encoding="utf-8").splitlines()[406:497]
    assert lexicon().oov_rate(clean) == 0
    assert lexicon().oov_rate(normalize("\n".join(annex))) > 0.3


def test_single_consonants_that_number_lists_are_no_words() -> None:
    assert not [word for word in lexicon() if re.fullmatch("[\u1780-\u17a2]", word)]


def test_the_list_stays_small() -> None:
    assert FILE.stat().st_size < 700_000


def test_lists_of_lesser_trust_give_only_whole_new_words() -> None:
    core = {"ខ្លាំង", "ខ្លួន", "ទឹក", "ចិត្ត"}
    assert new_words(["ខ្លាំ", "ខ្លួនរ", "ទឹកចិត្ត", "ត្ត", "មនស", "រ៉ាប់រង", "ខ្លួន"], core) == ["រ៉ាប់រង"]


def test_a_word_is_made_of_others_only_as_a_whole() -> None:
    core = {"ទឹក", "ចិត្ត"}
    assert is_made_of(clusters("ទឹកចិត្តទឹក"), core)
    assert not is_made_of(clusters("ទឹកចិត្តល្អ"), core)
