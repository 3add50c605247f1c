"""Sentences in Khmer that tell of a decision: "អង្គប្រជុំបានសម្រេច ...", "សម្រេចយក ...", "សំណើនេះត្រូវបានអនុម័ត"."""

import re
from functools import cache

from pipeline.segment.khmer_names import plain
from pipeline.segment.vocabulary import tables
from pipeline.segment.votes import votes_of

_GAP = r"[\s\u200b]*"
_LEAST = 5
"""Characters that say what was decided."""
_COMPLETE, _PLAIN = 0.8, 0.75


def decided_km(sentence: str) -> float | None:
    """Return how sure it is that a sentence without break marks tells of a decision, or None."""
    match = _by_body().search(sentence)
    if match is not None and not match["asked"]:
        if match["voted"]:
            return _COMPLETE if votes_of(sentence) else None
        return _PLAIN if match["name"] or match["then"] else _COMPLETE
    return _PLAIN if _passive().search(sentence) or _by_nobody().match(sentence) else None


def refers_back(sentence: str) -> bool:
    """Return whether a sentence says that what the one before it tells of was approved."""
    return not sentence.isascii() and _back().search(plain(sentence)) is not None


@cache
def _by_body() -> re.Pattern[str]:
    """A body that decides, with its name behind it or what it did before, unless it is asked to ("ឱ្យអង្គប្រជុំអនុម័ត").

    What it decides stands behind the verb: "អង្គប្រជុំយល់ព្រម។" alone says nothing.
    """
    bodies, verbs, fillers, votes = (_any_of(name) for name in ("bodies_km", "verbs_km", "fillers_km", "votes_km"))
    so_that = "|".join(tables()["advice"]["so_that_km"])
    return re.compile(
        rf"(?P<asked>(?:{so_that}){_GAP})?(?:{bodies})(?:{_GAP}(?:{fillers}))*{_GAP}"
        rf"(?:(?P<name>(?!ម្នាក់)[\u1780-\u17ff]{{2,30}}{_GAP}(?=បាន))|(?P<then>(?!ម្នាក់)[^។៖]{{0,90}}?(?:និង|ហើយ|រួច){_GAP}(?=បាន)))?"
        rf"(?:បាន)?{_GAP}(?:(?:{verbs})(?!បាន|ដូច)(?=[^។៕]{{{_LEAST},}})|(?P<voted>{votes}))"
    )


@cache
def _by_nobody() -> re.Pattern[str]:
    """A decision that begins with its verb: "សម្រេចយកថ្ងៃទី ១២"."""
    firm, links = _any_of("firm_km"), _any_of("links_km")
    return re.compile(rf"(?:(?:{links}){_GAP})?(?:បាន)?(?:{firm})(?!បាន|ដូច|របស់)(?=[^។៕៖]{{{_LEAST},}})")


@cache
def _passive() -> re.Pattern[str]:
    matters, bodies, verbs = (_any_of(name) for name in ("matters_km", "bodies_km", "verbs_km"))
    return re.compile(rf"(?:{matters})[^។៖]{{0,60}}ត្រូវ(?:បាន)?{_GAP}(?:{bodies})?{_GAP}(?:{verbs})(?!បាន)")


@cache
def _back() -> re.Pattern[str]:
    matters, verbs = _any_of("matters_km"), _any_of("verbs_km")
    return re.compile(rf"^(?:{matters}){_GAP}(?:នេះ|ខាងលើ){_GAP}ត្រូវ(?:បាន)?{_GAP}(?:{verbs}){_GAP}[។៕]?$")


def _any_of(name: str) -> str:
    return "|".join(sorted(tables()["decisions"][name], key=len, reverse=True))
