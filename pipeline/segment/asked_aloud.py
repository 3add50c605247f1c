"""Questions in the words of those who ask: speeches that others answer, and the parts where questions are put."""

import re
from collections.abc import Iterator, Sequence

from pipeline.model.minutes import Block, Exchange, Section
from pipeline.segment.latin_turns import is_form
from pipeline.segment.passages import Passage, is_for_questions, passages
from pipeline.segment.persons import is_name
from pipeline.segment.sentences import ends_sentence
from pipeline.segment.spans import sentences
from pipeline.segment.turns import turns_of
from pipeline.segment.vocabulary import phrases

_ANSWERED, _UNANSWERED = 0.7, 0.55
_FEWEST_WORDS = 3
_MOST_TITLE_WORDS = 6
"""Words of a line that is as good as a heading."""
_MARK = re.compile(r"[?？][\"'”’»)\]]*$")
_FEWEST_HEADINGS = 2
"""Headings that are questions from which they stand for what was asked."""


def spoken_exchanges(found: Sequence[Passage]) -> Iterator[Exchange]:
    """Yield the questions that end somebody's words where somebody else's follow, or nothing."""
    for n, passage in enumerate(found):
        if passage.speaker is None or passage.is_labelled or not ends_in_question(passage.text):
            continue
        answers = _words_of_next_speaker(found, n)
        if not (answers and _only_asks(answers)):
            yield _exchange(passage.block, answers)


def listed_exchanges(found: Sequence[Passage], begin: int) -> Iterator[Exchange]:
    """Yield the questions among passages from a place on, each with what stands behind it up to the next.

    Where a list of answers follows the questions, its points answer those of their numbers.
    """
    answers = _list_of_answers(found, begin)
    for n in range(begin, len(found)):
        passage = found[n]
        if passage.is_labelled or _is_told(passage) or (passage.speaker and ends_in_question(passage.text)):
            continue
        if answers and ends_in_question(passage.text):
            yield _exchange(passage.block, answers.get(passage.block.number or "", ()))
        elif holds_answer(passage.text):
            yield _exchange(passage.block, [passage])
        elif any(map(ends_in_question, sentences(passage.text))):
            yield _exchange(passage.block, _answers_below(found, n) if ends_in_question(passage.text) else ())


def answered_exchanges(found: Sequence[Passage], end: int) -> Iterator[Exchange]:
    """Yield the questions up to a place that somebody named before a colon answers ("When? Ann: In May.")."""
    for passage in found[:end]:
        if not passage.is_labelled and _is_answered(passage.text) and not _is_told(passage):
            yield _exchange(passage.block, [passage])


def alternating_exchanges(found: Sequence[Passage], end: int) -> Iterator[Exchange]:
    """Yield the paragraphs up to a place that are questions, where each has another one below that answers it."""
    asked = [n for n in range(end) if _is_question_alone(found[n])]
    answered = [n for n in asked if n + 1 < len(found) and _may_answer(found[n + 1])]
    if len(asked) >= _FEWEST_HEADINGS and answered == asked:
        for n in asked:
            yield _exchange(found[n].block, [found[n + 1]])


def begin_of_questions(section: Section, found: Sequence[Passage]) -> int:
    """Return the place from which a section's passages are questions and answers; their number where none are."""
    if is_for_questions(section):
        return 0
    stems = (n for n, passage in enumerate(found) if _announces_questions(passage))
    return next(stems, len(found) - 1) + 1


def headed_exchanges(sections: Sequence[Section]) -> Iterator[Exchange]:
    """Yield the headings of neighbouring sections that are questions, with what stands below them."""
    asked = [section for section in sections if _is_question(section)]
    for section in asked if len(asked) >= _FEWEST_HEADINGS else ():
        if section.heading is not None and section.blocks:
            yield _exchange(section.heading, passages(section))


def ends_in_question(text: str) -> bool:
    """Return whether a text ends in a question that is no mere form ("Any comments?")."""
    if not _MARK.search(text.rstrip()):
        return False
    last = sentences(text)[-1]
    return (len(last.split()) >= _FEWEST_WORDS or not last.isascii()) and not is_form(last)


def holds_answer(text: str) -> bool:
    """Return whether an answer goes on behind the question in one passage ("When? In May.")."""
    parts = sentences(text)
    if phrases("questions", "unanswered").within(text):
        return False
    return any(map(ends_in_question, parts)) and not _MARK.search(parts[-1])


def _is_answered(text: str) -> bool:
    parts = sentences(text)
    return any(
        ends_in_question(asked) and colon and is_name(head)
        for asked, (head, colon, _) in zip(parts, (part.partition(":") for part in parts[1:]), strict=False)
    )


def _is_question(section: Section) -> bool:
    heading = section.heading.text if section.heading else ""
    return section.kind in ("other", "item") and ends_in_question(heading)


def _words_of_next_speaker(found: Sequence[Passage], n: int) -> list[Passage]:
    """What is said behind a speech's last passage by the next one to speak; nothing where it is not the last."""
    begin = end = n + 1
    if begin >= len(found) or found[begin].speaker in (None, found[n].speaker):
        return []
    while end < len(found) and found[end].speaker == found[begin].speaker:
        end += 1
    return list(found[begin:end])


def _only_asks(answers: Sequence[Passage]) -> bool:
    text = answers[0].text
    return len(answers) == 1 and len(sentences(text)) == 1 and _MARK.search(text.rstrip()) is not None


def _is_told(passage: Passage) -> bool:
    return any(turn.kind != "answers" for _, turns in turns_of(passage.text) for turn in turns)


def _answers_below(found: Sequence[Passage], n: int) -> list[Passage]:
    """What stands behind a question: the next passage; of a list, all that stands deeper."""
    following = found[n + 1] if n + 1 < len(found) else None
    if following is None or following.is_labelled or ends_in_question(following.text) or _is_told(following):
        return []
    level, below = found[n].block.level or 0, following.block.level or 0
    if below and below <= level:
        return [following] if _is_answer_beside(found, n) else []
    end = n + 2
    while below and end < len(found) and _stands_at(found[end], below):
        end += 1
    return list(found[n + 1 : end])


def _is_answer_beside(found: Sequence[Passage], n: int) -> bool:
    """Whether the next point of the same list answers a question: by another bullet, or since questions take turns."""
    asked, following, after = found[n].block, found[n + 1].block, found[n + 2] if n + 2 < len(found) else None
    return asked.marker != following.marker or after is None or ends_in_question(after.text)


def _list_of_answers(found: Sequence[Passage], begin: int) -> dict[str, list[Passage]]:
    """The points below the word "Answers" by their numbers; nothing where there is no such list."""
    heads = (n for n in range(begin, len(found)) if phrases("questions", "answer").equals(found[n].text))
    head = next(heads, len(found))
    return {passage.block.number: [passage] for passage in found[head + 1 :] if passage.block.number}


def _is_question_alone(passage: Passage) -> bool:
    """Whether a paragraph is one question and nothing else."""
    if passage.block.kind != "paragraph" or passage.speaker is not None:
        return False
    return len(sentences(passage.text)) == 1 and ends_in_question(passage.text)


def _may_answer(passage: Passage) -> bool:
    return passage.block.kind == "paragraph" and passage.speaker is None and not ends_in_question(passage.text)


def _stands_at(passage: Passage, level: int) -> bool:
    """Whether a point of a list goes on at a level, and is no question itself."""
    return (passage.block.level or 0) >= level and not ends_in_question(passage.text)


def _announces_questions(passage: Passage) -> bool:
    """Whether a passage is the stem of a list of questions, and no task for groups."""
    if passage.block.kind not in ("paragraph", "note"):
        return False
    if len(passage.text.split()) <= _MOST_TITLE_WORDS and not ends_sentence(passage.text):
        return phrases("questions", "heading", "parts").begins(passage.text) > 0
    if not passage.text.rstrip().endswith((":", "៖")):
        return False
    last = sentences(passage.text)[-1]
    if phrases("questions", "put_to_groups").within(last):
        return False
    return phrases("questions", "question", "asks").within(last)


def _exchange(asked: Block, answers: Sequence[Passage]) -> Exchange:
    ids = list(dict.fromkeys(passage.block.id for passage in answers))
    confidence = _ANSWERED if ids else _UNANSWERED
    return Exchange(id="", number=asked.number, question_ids=[asked.id], answer_ids=ids, confidence=confidence)
