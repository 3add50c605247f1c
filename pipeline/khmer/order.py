"""The canonical order of Khmer text: one spelling for all the ways in which one drawing can be typed.

The equivalences are those of SIL's Khmer Encoding Structure. Left alone on purpose:

- subscript DA or TA stays as given: telling them apart is spelling (`pipeline.khmer.fold` joins them);
- lunar date symbols typed as digit, coeng and khan: in damaged text the sequence arises by chance, and a valid symbol
  in its place would hide the damage;
- look-alike letters, which need a lexicon;
- three and more subscripts, doubled vowels and marks without a base: damage, not order.

Unicode's NFC and NFD are never applied: they tear a coeng from its consonant behind U+17DD.
"""

import re
from functools import lru_cache

from pipeline.khmer.syllable import (
    BASES,
    COENG,
    FINALS,
    INVISIBLES,
    KHMER,
    MARKS,
    MODIFIERS,
    RO,
    ROBAT,
    SAMYOK,
    SHIFTERS,
    VOWEL_AA,
    VOWEL_E,
    VOWEL_II,
    VOWEL_OE,
    VOWEL_OO,
    VOWEL_U,
    VOWELS,
    ZWNJ,
    ZWSP,
    keeps_shifter_high,
    low_shifter,
    lowers_shifter,
)

_DEPRECATED = str.maketrans(
    {
        "\u17a3": "\u17a2",
        "\u17a4": "\u17a2\u17b6",
        "\u17b4": "",
        "\u17b5": "",
        "\u17d3": "\u17c6",
        "\u17d8": "\u17d4\u179b\u17d4",
    }
)
"""What Unicode advises against, and what it is written as today."""

_SUSPECT = re.compile(
    "|".join(
        (
            "[\u17a3\u17a4\u17b4\u17b5\u17d3\u17d8\u200c\u200d\ufeff\u00ad]",
            f"{ZWSP}[{MARKS}{COENG}]",
            f"{COENG}[{COENG}{ZWSP}]",
            f"{COENG}{RO}{COENG}",
            f"{COENG}[{BASES}]{ROBAT}",
            f"[{SHIFTERS}{VOWELS}{MODIFIERS}{FINALS}]{COENG}",
            f"[{VOWELS}{MODIFIERS}{FINALS}][{SHIFTERS}{VOWELS}{ROBAT}]",
            f"[{SHIFTERS}]{ROBAT}",
            f"[{FINALS}][{MODIFIERS}]",
            f"{VOWEL_U}[{SAMYOK}\u17dd]",
        )
    )
)
"""What a text holds if anything in it has to be rewritten: the test that lets canonical text through quickly."""

_INVISIBLE_RUN = re.compile(f"(?<=[{KHMER}])[{INVISIBLES}]+|[{INVISIBLES}]+(?=[{KHMER}])")
_OF_A_SYLLABLE = re.compile(f"[{BASES}{MARKS}{COENG}]")
_HANGING = re.compile(f"[{MARKS}{COENG}]")
_SEVERAL_COENGS = re.compile(f"{COENG}{{2,}}")
_UNIT = f"{COENG}[{BASES}]|[{MARKS}]|{ZWNJ}"
_UNITS = re.compile(_UNIT)
_LONG_CLUSTER = re.compile(f"[{BASES}](?:{_UNIT}){{2,}}")

_SPLIT_VOWELS = {VOWEL_II: VOWEL_OE, VOWEL_AA: VOWEL_OO}
"""Right half of a vowel whose left half is E, and the vowel that the two draw."""


def normalize(text: str) -> str:
    """Text with its Khmer in canonical order; the same object where nothing had to change.

    Characters outside the Khmer blocks stay as they are, but for invisible ones beside Khmer: a soft hyphen or byte
    order mark goes, a joiner goes unless it holds a shifter up, a zero-width space stays as a word hint between
    syllables and goes inside one. Normalising twice is normalising once.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    text = text.translate(_DEPRECATED)
    text = _INVISIBLE_RUN.sub(_visible_part, text)
    text = _SEVERAL_COENGS.sub(COENG, text)
    return _LONG_CLUSTER.sub(_arranged, text)


def _visible_part(run: re.Match[str]) -> str:
    """What stays of a run of invisible characters that touches Khmer."""
    before = run.string[run.start() - 1 : run.start()]
    after = run.string[run.end() : run.end() + 1]
    joiner = ZWNJ if run[0][0] == ZWNJ and before and before in SHIFTERS else ""
    return joiner if _is_inside_syllable(before, after) else joiner + ZWSP * run[0].count(ZWSP)


def _is_inside_syllable(before: str, after: str) -> bool:
    if before == COENG:
        return _OF_A_SYLLABLE.match(after) is not None
    return _OF_A_SYLLABLE.match(before) is not None and _HANGING.match(after) is not None


def _arranged(match: re.Match[str]) -> str:
    return _arrange(match[0])


@lru_cache(maxsize=8192)
def _arrange(cluster: str) -> str:
    """A base and all that hangs on it, slot by slot in canonical order."""
    units = _UNITS.findall(cluster, 1)
    robats = cluster.count(ROBAT) * ROBAT
    subscripts = [unit for unit in units if unit[0] == COENG]
    subscripts.sort(key=lambda unit: unit[1] == RO)
    letters = cluster[0] + robats + "".join(subscripts)
    shifters = _only(SHIFTERS, units)
    vowels = _joined_vowels(_only(VOWELS, units))
    signs = _only(MODIFIERS, units) + _only(FINALS, units)
    others = vowels.replace(VOWEL_U, "", 1)
    if not shifters and others != vowels and lowers_shifter(others + signs):
        shifters, vowels = low_shifter(letters), others
    if ZWNJ in units and keeps_shifter_high(letters, shifters[-1], vowels + signs):
        shifters += ZWNJ
    return letters + shifters + vowels + signs


def _only(letters: str, units: list[str]) -> str:
    return "".join(re.findall(f"[{letters}]", "".join(unit for unit in units if len(unit) == 1)))


def _joined_vowels(vowels: str) -> str:
    """Vowels with every E and right half that draw one vowel joined to it, at the place of the first of them."""
    while len(vowels) > 1 and VOWEL_E in vowels:
        right = next((vowel for vowel in vowels if vowel in _SPLIT_VOWELS), None)
        if right is None:
            break
        at = min(vowels.index(VOWEL_E), vowels.index(right))
        rest = vowels.replace(VOWEL_E, "", 1).replace(right, "", 1)
        vowels = rest[:at] + _SPLIT_VOWELS[right] + rest[at:]
    return vowels
