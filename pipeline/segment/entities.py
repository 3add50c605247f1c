"""spaCy with our own rules: people, dates, head-counts and places inside English sentences.

A blank English pipeline tokenises and an EntityRuler finds what rules can find. Where the configuration names a
statistical pipeline that the user has installed, its entities are added to ours.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.khmer.months import english_months
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
    if not nlp.has_pipe("parser"):
        nlp.add_pipe("sentencizer", first=True)
    where: dict[str, Any] = {"before": "ner"} if "ner" in nlp.pipe_names else {}
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}, **where)
    ruler.add_patterns(_patterns())  # type: ignore[attr-defined]
    return nlp


def _keep_names_whole(nlp: "Language") -> None:
    """Take out the tokenizer's exceptions for contractions without an apostrophe: they cut Im, Id or Shell in two."""
    rules = nlp.tokenizer.rules or {}  # type: ignore[union-attr]
    nlp.tokenizer.rules = {form: rule for form, rule in rules.items() if not form.isalpha()}  # type: ignore[union-attr]


def read(text: str, model: str | None) -> "Doc | None":
    """Return a text with its entities (PERSON, DATE, COUNT, PROVINCE, VENUE), or None where it can hold none."""
    if not _WORTH_READING.search(text):
        return None
    return pipeline_for(model)(text)


def _patterns() -> list[dict[str, Any]]:
    return [*_people(), *_dates(), *_counts(), *_venues(), *_provinces()]


def _people() -> list[dict[str, Any]]:
    honorifics = words("people", "honorifics")
    title = {"LOWER": {"IN": sorted(honorifics | {word + "." for word in honorifics})}}
    name = {"TEXT": {"REGEX": NAME}, "OP": "{1,4}"}
    return [{"label": "PERSON", "pattern": [title, name]}, {"label": "PERSON", "pattern": [title, title, name]}]


def _dates() -> list[dict[str, Any]]:
    day = {"TEXT": {"REGEX": r"^\d{1,2}(st|nd|rd|th)?$"}}
    names = english_months()
    month = {"LOWER": {"IN": sorted({*names, *(name + "." for name in names)})}}
    year = {"TEXT": {"REGEX": r"^(19|20)\d\d$"}}
    comma = {"TEXT": ",", "OP": "?"}
    ordinal = {"LOWER": {"IN": ["st", "nd", "rd", "th"]}, "OP": "?"}
    of = {"LOWER": "of", "OP": "?"}
    span = [{"TEXT": {"IN": ["-", "–", "to", "and", "&"]}}, day, ordinal]
    return [
        {"label": "DATE", "pattern": [day, ordinal, of, month, comma, year]},
        {"label": "DATE", "pattern": [day, ordinal, *span, of, month, comma, year]},
        {"label": "DATE", "pattern": [month, day, ordinal, comma, year]},
        {"label": "DATE", "pattern": [month, day, ordinal, *span, comma, year]},
        {
            "label": "DATE",
            "pattern": [{"TEXT": {"REGEX": r"^\d{1,2}(st|nd|rd|th)?[-–]\d{1,2}(st|nd|rd|th)?$"}}, month, comma, year],
        },
        {"label": "DATE", "pattern": [{"TEXT": {"REGEX": r"^\d{1,2}[-–]?\d{0,2}$"}}, month, comma, year]},
        {"label": "DATE", "pattern": [month, {"TEXT": {"REGEX": r"^\d{1,2}[-–]\d{1,2}$"}}, comma, year]},
        {"label": "DATE", "pattern": [month, comma, year]},
        {"label": "DATE", "pattern": [{"TEXT": {"REGEX": r"^\d{1,2}[/.]\d{1,2}[/.](19|20)?\d\d$"}}]},
        {"label": "DATE", "pattern": [{"TEXT": {"REGEX": r"^(19|20)\d\d-\d\d-\d\d$"}}]},
    ]


def _counts() -> list[dict[str, Any]]:
    number = {"TEXT": {"REGEX": r"^\d{1,3}(,\d{3})*$"}}
    nouns = ("people", "people_attending", "women", "men")
    people = sorted({noun for name in nouns for noun in tables()["attendance"][name]} - {"f"})
    between = {"TEXT": {"REGEX": r"^[A-Za-z][\w-]*$"}, "OP": "{0,3}"}
    return [
        {"label": "COUNT", "pattern": [number, between, {"LOWER": {"IN": people}}]},
        {
            "label": "COUNT",
            "pattern": [{"LOWER": {"IN": [*people, "total"]}}, {"TEXT": {"IN": [":", "=", "-"]}}, number],
        },
    ]


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
