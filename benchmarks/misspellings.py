"""True texts with words that their author has misspelt: a reading must not put them right in silence.

In every tenth word or so one letter is another: every other time one that Khmer writers mix up, as it sounds alike in
the other series (ប for ព, ច for ជ) or is the same vowel long or short, else any letter. No such word is in the lexicon,
nor are all its parts.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.khmer.lexicon import lexicon
from pipeline.khmer.order import normalize

ALIKE = ("កគ", "ខឃ", "ចជ", "ឆឈ", "ញណន", "ដតទ", "ថធឋ", "បព", "ផភ", "លឡ", "\u17b7\u17b8", "\u17b9\u17ba", "\u17bb\u17bc",
         "\u17c1\u17c2", "\u17c4\u17c5")  # fmt: skip
"""Letters and vowels of one sound in two series or two lengths."""
LETTERS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
EVERY = 8
"""Of so many words one is misspelt, if it can be."""


class Misspelt(NamedTuple):
    """A text with misspelt words."""

    lines: list[str]
    places: list[list[int]]
    """Of each line the places of the letters that are not those of the spelling."""


def misspelt(lines: Sequence[str]) -> Misspelt:
    """Return the lines with misspelt words, the same for the same lines."""
    chance = random.Random(0)
    found: list[str] = []
    places: list[list[int]] = []
    odd = 0
    for line in map(normalize, lines):
        mine: list[int] = []
        for start, end, in_lexicon in lexicon().segment(line):
            if not in_lexicon or end - start < 4 or chance.randrange(EVERY):
                continue
            other = _misspelt(line, start, end, chance, odd % 2 == 0)
            if other is not None:
                line, place = other
                mine.append(place)
                odd += 1
        found.append(line)
        places.append(mine)
    return Misspelt(found, places)


def _misspelt(line: str, start: int, end: int, chance: random.Random, alike: bool) -> tuple[str, int] | None:
    """A line with one letter of a word changed, and its place; None where every change gives words again."""
    places = list(range(start, end))
    chance.shuffle(places)
    for place in places:
        rivals = next((group for group in ALIKE if line[place] in group), "") if alike else LETTERS
        if line[place] not in rivals or line[place - 1] == "\u17d2":
            continue
        for letter in chance.sample(rivals, len(rivals)):
            changed = line[:place] + letter + line[place + 1 :]
            if letter != line[place] and normalize(changed) == changed and _is_no_word(changed, place):
                return changed, place
    return None


def _is_no_word(line: str, place: int) -> bool:
    return any(start <= place < end and not known for start, end, known in lexicon().segment(line))
