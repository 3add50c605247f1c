import struct
from pathlib import Path

import pytest

from pipeline.resources.icu_dictionary import dictionary_words

KA = 0x1780
FINAL = b"\x21"
"""A final value of 0."""


def library(trie: bytes) -> bytes:
    """Bytes as ICU's library holds them: something before, then an archive of two files, a dictionary first."""
    dictionary = struct.pack("<HBB", 8, 0xDA, 0x27) + b"Dict"
    dictionary += struct.pack("<8i", 32, 0, 0, 0, 0, 0x1000000 | KA, 0, 0) + trie
    names = b"x/brkitr/khmerdict.dict\0x/z\0"
    files_at = 4 + 2 * 8 + len(names)
    toc = struct.pack("<I", 2) + struct.pack("<II", 20, files_at) + struct.pack("<II", 44, files_at + len(dictionary))
    header = struct.pack("<HBB", 24, 0xDA, 0x27) + bytes(8) + b"CmnD" + bytes(8)
    return b"noise CmnD noise" + header + toc + names + dictionary + b"end"


@pytest.fixture
def read(tmp_path: Path):
    def words(trie: bytes, name: str = "khmerdict.dict") -> list[str]:
        file = tmp_path / "libicudata.so.72.1"
        file.write_bytes(library(trie))
        return dictionary_words(file, name)

    return words


def test_a_chain_of_letters_is_a_word(read) -> None:
    assert read(b"\x11\x00\x36" + FINAL) == ["កា"]


def test_a_word_may_go_on_after_its_end(read) -> None:
    assert read(b"\x10\x00" + b"\x20" + b"\x10\x13" + FINAL) == ["ក", "កន"]


def test_a_short_branch_lists_its_letters_and_jumps(read) -> None:
    assert read(b"\x02\x00" + FINAL + b"\x01\x24" + b"\x02" + FINAL + b"\x10\x13" + FINAL) == ["ក", "ខន", "គ"]


def test_a_long_branch_is_halved_by_comparison(read) -> None:
    less = b"".join(bytes([letter]) + FINAL for letter in range(3))
    more = b"".join(bytes([letter]) + FINAL for letter in range(3, 6))
    branch = b"\x05" + b"\x03" + bytes([len(more)]) + more + less
    assert read(branch) == ["ក", "ខ", "គ", "ឃ", "ង", "ច"]


def test_a_dictionary_that_is_not_there_is_named(read) -> None:
    with pytest.raises(LookupError, match=r"laodict\.dict"):
        read(FINAL, "laodict.dict")
