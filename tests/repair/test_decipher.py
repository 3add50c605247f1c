"""Khmer deciphered from text that a font's map has damaged."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.repair.decipher import Deciphered, GlyphMap, decipher
from tests.press.corpus import declaration
from tests.press.describe import Run, Style
from tests.press.fonts import BATTAMBANG, MOUL, Family
from tests.press.shape import shape_runs

FURTHER = [normalize(line) for line in declaration()[8:10]]
LINES = [normalize(line) for line in declaration()[:8]]


def damaged(lines: Sequence[str], family: Family) -> list[str]:
    """Lines as Word's map says them: within a cluster the i-th glyph is the i-th character, the first time holds."""
    said: dict[int, str] = {}
    found = []
    for line in lines:
        text = ""
        for cluster in shape_runs((Run(line, Style(khmer=family)),)):
            last = len(cluster.glyphs) - 1
            for at, glyph in enumerate(cluster.glyphs):
                own = cluster.text[at:] if at == last else cluster.text[at : at + 1]
                text += said.setdefault(glyph.id, own or " ")
        found.append(text)
    return found


def error_rate(lines: Sequence[str], truth: Sequence[str]) -> float:
    """Edits a character, blanks not counted, letters drawn alike made one."""
    pairs = [
        (folded("".join(line.split())), folded("".join(true.split()))) for line, true in zip(lines, truth, strict=True)
    ]
    return sum(_edits(*pair) for pair in pairs) / sum(len(true) for _, true in pairs)


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1]


@cache
def blind() -> Deciphered:
    return decipher(damaged(LINES, BATTAMBANG))


def test_a_damaged_text_is_read_blind() -> None:
    assert error_rate(damaged(LINES, BATTAMBANG), LINES) > 0.2
    assert error_rate([line.text for line in blind().lines], LINES) < 0.02


def test_as_many_lines_come_out_and_keep_what_was_extracted() -> None:
    assert [line.orig for line in blind().lines] == damaged(LINES, BATTAMBANG)


def test_corrected_lines_stand_as_given_and_their_map_reads_further_text(tmp_path: Path) -> None:
    more = damaged([*LINES, *FURTHER], BATTAMBANG)
    learnt = decipher(more[: len(LINES)], corrected=dict(enumerate(LINES)))
    assert [line.text for line in learnt.lines] == LINES
    learnt.map.save(tmp_path / "map.toml")
    read = decipher(more[len(LINES) :], GlyphMap.load(tmp_path / "map.toml"))
    blind = error_rate([line.text for line in decipher(more[len(LINES) :]).lines], FURTHER)
    assert error_rate([line.text for line in read.lines], FURTHER) < min(0.01, blind)


def test_other_scripts_and_numbers_are_untouched() -> None:
    lines = damaged([f"NGO {line} 2019, (Do No Harm)" for line in LINES[:4]], BATTAMBANG)
    for line in decipher(lines).lines:
        assert line.text.startswith("NGO ") and line.text.endswith(" 2019, (Do No Harm)")


def test_flags_say_where_why_and_what_else() -> None:
    flagged = [(line, flag) for line in blind().lines for flag in line.flags]
    assert flagged
    for line, flag in flagged:
        start, end = flag.charspan
        assert any((word.start, word.end) == (start, end) for word in line.words)
        assert flag.reason in ("rival", "unknown-word", "ill-attested", "improbable", "beside-unknown-word")
        assert line.text[start:end] not in flag.rivals


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[glyphs]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not a map"):
        GlyphMap.load(tmp_path / "other.toml")


def test_a_heading_in_another_font_is_read_by_its_own_map() -> None:
    heading = "អង្គការមិនមែនរដ្ឋាភិបាលខេត្តបាត់ដំបង"
    given = damaged(LINES, BATTAMBANG)
    read = decipher([*given[:5], *damaged([*LINES[5:], heading], MOUL)[-1:], *given[5:]])
    assert [line.orig for line in read.lines if line.font == 0] == given
    assert error_rate([line.text for line in read.lines if line.font == 0], LINES) < 0.03
    assert read.lines[5].flags


def test_text_without_khmer_stands_as_it_is() -> None:
    for lines in ([], [""], ["", "NGO 12", " ។ "]):
        assert [line.text for line in decipher(lines).lines] == lines


LETTERS = st.sampled_from(
    [*map(chr, range(0x1780, 0x17DE)), "\u200b", "\u00a0", " ", "\t", "។", "x", "9", "é", "中", "(", "_"]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(LETTERS, max_size=40), max_size=4), st.permutations(range(0x1780, 0x17A3)))
def test_whatever_the_text_as_many_lines_come_out(lines: list[str], permuted: list[int]) -> None:
    exchanged = LINES[0].translate(dict(zip(range(0x1780, 0x17A3), permuted, strict=True)))
    given_lines = [*lines, exchanged]
    read = decipher(given_lines)
    assert [line.orig for line in read.lines] == given_lines
    assert all(0.0 <= line.confidence <= 1.0 for line in read.lines)


def test_a_long_text_is_read_in_portions_by_one_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.repair.decipher._AT_ONCE", 600)
    monkeypatch.setattr("pipeline.repair.decipher._TO_LEARN", 1000)
    read = decipher(damaged(LINES, BATTAMBANG), corrected={2: LINES[2]})
    assert [line.orig for line in read.lines] == damaged(LINES, BATTAMBANG)
    assert read.lines[2].text == LINES[2]
    assert len(read.maps) == 1 + max(line.font for line in read.lines)
    assert error_rate([line.text for line in read.lines], LINES) < 0.03
