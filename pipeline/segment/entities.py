"""spaCy with our own rules: people and places inside English sentences.

A blank English pipeline tokenises and an EntityRuler finds what rules can find. Where the configuration names a
statistical pipeline that the user has installed, its entities are added to ours.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.segment.vocabulary import provinces, tables, words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

NAME = r"^[A-Z\u00c0-\u00de][\w'’\-\u00c0-\u024f]*\.?$"
_WORTH_READING = re.compile(r"\d|[A-Z][a-z]")


@cache
def pipeline_for(model: str | None) -> "Language":
    """Return the spaCy pipeline with our rules: blank English, or the user's own model with the rules before it.

    Raises:
        UsageError: the model named in the configuration is not installed.
    """
    import spacy

    if model is None:
        nlp = spacy.blank("en")
    else:
        try:
            nlp = spacy.load(model)
        except OSError as error:
            raise UsageError(
                f"the spaCy model {model!r} is not installed: "
                f"type python -m spacy download {model}, or unset segmentation.spacy_model"
            ) from error
    _keep_names_whole(nlp)
    infixes = spacy.util.compile_infix_regex([*(nlp.Defaults.infixes or ()), "/"])
    nlp.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
    where: dict[str, Any] = {"before": "ner"} if "ner" in nlp.pipe_names else {}
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}, **where)
    ruler.add_patterns(_patterns())  # type: ignore[attr-defined]
    return nlp


def _keep_names_whole(nlp: "Language") -> None:
    """Take out the tokenizer's exceptions for contractions without an apostrophe: they cut Im, Id or Shell in two."""
    rules = nlp.tokenizer.rules or {}  # type: ignore[union-attr]
    nlp.tokenizer.rules = {form: rule for form, rule in rules.items() if not form.isalpha()}  # type: ignore[union-attr]


def read(text: str, model: str | None) -> "Doc | None":
    """Return a text with its entities (PERSON, PROVINCE, VENUE), or None where it can hold none."""
    if not _WORTH_READING.search(text):
        return None
    return pipeline_for(model)(text)


def people_in(texts: Sequence[tuple[str, str]], model: str | None) -> Iterator[tuple[str, str]]:
    """Yield the people that texts name, each with the key of its text; the texts are read as one."""
    whole = "\n".join(text for _, text in texts)
    doc = read(whole, model) if whole else None
    if doc is None:
        return
    ends = list(accumulate(len(text) + 1 for _, text in texts))
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            yield texts[bisect_right(ends, entity.start_char)][0], entity.text


def _patterns() -> list[dict[str, Any]]:
    return [*_people(), *_venues(), *_provinces()]


def _people() -> list[dict[str, Any]]:
    honorifics = words("people", "honorifics")
    title = {"LOWER": {"IN": sorted(honorifics | {word + "." for word in honorifics})}}
    name = {"TEXT": {"REGEX": NAME}, "OP": "{1,4}"}
    return [{"label": "PERSON", "pattern": [title, name]}, {"label": "PERSON", "pattern": [title, title, name]}]


def _venues() -> list[dict[str, Any]]:
    venue = [word.title() for word in tables()["places"]["venues"] if word.isascii()]
    at = {"LOWER": {"IN": ["at", "venue", "in"]}}
    filler = {"LOWER": {"IN": [":", "the", "of"]}, "OP": "*"}
    name = {"TEXT": {"REGEX": NAME}, "OP": "{0,5}"}
    home = [
        {"LOWER": "at"},
        {"LOWER": "the"},
        {"LOWER": {"IN": ["home", "house", "office", "residence"]}},
        {"LOWER": "of"},
    ]
    person = {"TEXT": {"REGEX": NAME}, "OP": "{1,4}"}
    return [
        {"label": "VENUE", "pattern": [at, filler, name, {"TEXT": {"IN": venue}}]},
        {"label": "VENUE", "pattern": [*home, person]},
    ]


def _provinces() -> list[dict[str, Any]]:
    return [
        {"label": "PROVINCE", "pattern": spelling, "id": province.code}
        for spelling, province in provinces().items()
        if spelling.isascii()
    ]
