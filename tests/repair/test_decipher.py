"""Khmer deciphered from text that a font's map has damaged."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from pipeline.khmer.lexicon import folded
from pipeline.khmer.order import normalize
from pipeline.repair.decipher import Deciphered, GlyphMap, decipher
from tests.press.corpus import declaration
from tests.press.describe import Run, Style
from tests.press.fonts import BATTAMBANG, Family
from tests.press.shape import shape_runs

LINES = [normalize(line) for line in declaration()[:12]]


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


def test_a_map_learnt_before_reads_better_than_none(tmp_path: Path) -> None:
    lines = damaged([*LINES, *LINES], BATTAMBANG)[len(LINES) :]
    known = decipher(lines, corrected=dict(enumerate(LINES))).map
    known.save(tmp_path / "map.toml")
    read = decipher(lines[-4:], GlyphMap.load(tmp_path / "map.toml"))
    assert error_rate([line.text for line in read.lines], LINES[-4:]) < 0.01


def test_corrected_lines_stand_as_given_and_better_the_others() -> None:
    lines = damaged(LINES, BATTAMBANG)
    read = decipher(lines, corrected=dict(enumerate(LINES[:5])))
    assert [line.text for line in read.lines[:5]] == LINES[:5]
    before = error_rate([line.text for line in blind().lines[5:]], LINES[5:])
    assert error_rate([line.text for line in read.lines[5:]], LINES[5:]) <= before


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
        assert flag.reason in ("close-rival", "unknown-word")
        assert line.text[start:end] not in flag.rivals


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("[glyphs]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not a map"):
        GlyphMap.load(tmp_path / "other.toml")
