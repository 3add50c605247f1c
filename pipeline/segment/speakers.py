"""Lines that say who speaks, apart from what is said and in one piece."""

import re
from collections.abc import Sequence

from pipeline.segment.honorifics import split_honorific
from pipeline.segment.names import introduces_speaker
from pipeline.segment.paragraphs import Paragraph
from pipeline.segment.persons import is_name
from pipeline.segment.sentences import dangles, ends_sentence
from pipeline.segment.vocabulary import phrases, words

_MOST_LINES = 4
"""A line that says who speaks is wrapped over hardly more lines than this, even in a narrow cell."""
_MOST_REST_WORDS = 6
_COLON = re.compile(r"\s*[:៖]\s+(?=\S)")
_LONGEST_SPEAKER = 120
"""Characters before the colon behind the one who speaks."""
_FEWEST_SPEECHES, _FEWEST_SPEAKERS = 4, 2
"""Paragraphs that begin with a name and a colon, and different names, from which they are speeches."""


def whole_speakers(found: Sequence[Paragraph], in_cell: bool) -> list[Paragraph]:
    """Return the paragraphs with each line that says who speaks as a paragraph of its own.

    In a narrow cell it fills its last line by chance, and what was said was joined to it; where a text file has lost
    the cell, its own last line was not full and stands apart.
    """
    whole: list[Paragraph] = []
    for paragraph in found:
        if whole and _goes_on(whole[-1], paragraph, in_cell):
            whole[-1] = whole[-1].followed_by(paragraph)
            continue
        whole += _split(paragraph, in_cell)
    return whole


def part_speakers(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with each line that begins with a speaker's name and a colon as the first of its own.

    Names are believed that begin paragraphs so, together often enough for a report of who said what.
    """
    heads = [head for paragraph in found if paragraph.label is None and (head := _run_in_name(paragraph.text))]
    believed = len(heads) >= _FEWEST_SPEECHES and len({*heads}) >= _FEWEST_SPEAKERS
    names = frozenset(heads if believed else ())
    return [part for paragraph in found for whole in _before_names(paragraph, names) for part in _behind_title(whole)]


def _behind_title(paragraph: Paragraph) -> Sequence[Paragraph]:
    """What was said apart from the one who is named with a title before a colon ("Mr. Sok Dara, STAR: Who pays?")."""
    colon = _COLON.search(paragraph.text, 0, _LONGEST_SPEAKER) if paragraph.label is None else None
    if colon is None or not split_honorific(paragraph.text)[0]:
        return [paragraph]
    head, said = paragraph.text[: colon.start()], paragraph.text[colon.end() :]
    halves = paragraph.cut(colon.end()) if _ends_as_speech(said) and introduces_speaker(head, in_cell=False) else None
    if halves is None:
        return [paragraph]
    halves[0].names_speaker = True
    return halves


def _ends_as_speech(said: str) -> bool:
    return said.rstrip().endswith((".", "?", "!", "។", "៕")) and ends_sentence(said)


def _before_names(paragraph: Paragraph, names: frozenset[str]) -> list[Paragraph]:
    for count in range(1, len(paragraph.pieces)):
        if _run_in_name(paragraph.pieces[count][2].text) in names:
            first, rest = paragraph.split_before(count)
            return [first, *_before_names(rest, names)]
    return [paragraph]


def _run_in_name(text: str) -> str | None:
    """The name before a colon that a text begins with."""
    head, colon, words_behind = text.partition(":")
    return head if colon and words_behind.strip() and is_name(head) else None


def _split(paragraph: Paragraph, in_cell: bool) -> list[Paragraph]:
    if paragraph.label is None:
        for count in range(1, min(_MOST_LINES, len(paragraph.lines) - 1) + 1):
            end, start = paragraph.pieces[count - 1][1], paragraph.pieces[count][0]
            head, rest = paragraph.text[:end], paragraph.text[start:]
            if is_about_speaker(head, rest) and not dangles(head) and introduces_speaker(head, in_cell):
                return list(paragraph.split_before(count))
    return [paragraph]


def is_about_speaker(head: str, rest: str) -> bool:
    """Return whether what was said begins with "He", or with the one named before it ("Ms. Lim" - "Ms. Lim went")."""
    if phrases("speech", "begins").begins(rest):
        return True
    honorific, name = split_honorific(rest)
    words_of_name = name.split()[:2]
    if not honorific:
        named = head.partition(",")[0].split()[:2]
        return rest[:1].isupper() and words_of_name[:1] != [] and words_of_name[0] in named
    if honorific not in head:
        return False
    if "\u1780" <= honorific[0] <= "\u17ff":
        return not words_of_name or name.startswith("បាន") or words_of_name[0] in head.split()
    return bool(words_of_name) and words_of_name[0].strip(".,") in re.findall(r"[\w'’-]+", head)


def _goes_on(speaker: Paragraph, rest: Paragraph, in_cell: bool) -> bool:
    """Whether a short paragraph is the rest of a role ("Executive" - "Director, STAR"), by itself no speaker."""
    if speaker.label is not None or rest.label is not None or rest.word_count > _MOST_REST_WORDS:
        return False
    if rest.text[:1].islower() or rest.ends_sentence or phrases("speech", "begins").begins(rest.text):
        return False
    if not introduces_speaker(f"{speaker.text} {rest.text}", in_cell):
        return False
    if _ends_in_first_name(speaker.text):
        return not _begins_with_honorific(rest.text)
    return (
        introduces_speaker(speaker.text, in_cell)
        and not introduces_speaker(rest.text, in_cell)
        and phrases("people", "roles").begins(rest.text) > 0
    )


def _ends_in_first_name(text: str) -> bool:
    """Whether a text ends in an honorific and one word ("Presentation by Ms. Lim"): the rest of the name follows."""
    before = text.split()[-2:-1]
    return bool(before) and _is_honorific(before[0])


def _begins_with_honorific(text: str) -> bool:
    return _is_honorific(text.split(maxsplit=1)[0])


def _is_honorific(word: str) -> bool:
    return word.endswith(".") and word.lower().rstrip(".") in words("people", "honorifics")
