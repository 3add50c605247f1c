import lzma

from pipeline.english import is_word, pack


def test_words_are_known_in_any_case_and_in_both_spellings() -> None:
    assert all(map(is_word, ("committee", "Minutes", "CENTRE", "center")))
    assert not any(map(is_word, ("commiftee", "", "fi rst")))


def test_list_is_packed_the_same_whatever_the_order() -> None:
    assert pack(["two", "one"]) == pack(["one", "two"])
    assert lzma.decompress(pack(["two", "one"])) == b"one\ntwo"
