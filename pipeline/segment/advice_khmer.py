"""Sentences in Khmer in which somebody recommends or asks: "បានផ្តល់អនុសាសន៍ឱ្យ ...", "ស្នើសុំដល់ ... ឱ្យ ..."."""

import re
from functools import cache

from pipeline.model.minutes import OutcomeType
from pipeline.segment.vocabulary import tables


def advice_km(sentence: str) -> tuple[OutcomeType, str | None] | None:
    """Return what a sentence without break marks does, recommend or request, and to whom it is said, or None."""
    match = _advice().search(sentence)
    if match is None or _wish().search(sentence):
        return None
    recommends = match["recommends"] or match["advises"] or match["says"] or match["urges"]
    return "recommendation" if recommends else "request", match["who"] or match["whom"]


def words_km() -> tuple[str, ...]:
    """Return the words without which no sentence recommends or asks."""
    names = ("recommends_km", "requests_km", "advises_km", "asks_km", "body_asks_km", "says_km", "urges_km")
    return tuple(word for name in names for word in tables()["advice"][name])


@cache
def _advice() -> re.Pattern[str]:
    names = (
        "recommends_km",
        "requests_km",
        "so_that_km",
        "advises_km",
        "asks_km",
        "body_asks_km",
        "meeting_km",
        "explains_km",
        "says_km",
        "should_km",
        "urges_km",
    )
    recommends, requests, so_that, advises, asks, body_asks, meeting, explains, says, should, urges = map(
        _any_of, names
    )
    bodies = "|".join({*tables()["decisions"]["bodies_km"], *tables()["advice"]["askers_km"]})
    return re.compile(
        rf"(?P<recommends>{recommends})[^។]{{0,60}}?(?:{so_that}|ថា|គួរ)"
        rf"|(?P<says>{says})[^។៖]{{0,12}}?ថា[^។៖]{{0,60}}?(?:{should})"
        rf"|(?P<urges>{urges})(?:ឱ្យ|ឲ្យ|អោយ|ដល់)[^។៖]{{6,}}"
        rf"|(?:ដាក់សំណើ|ផ្ញើសំណើ|ដាក់លិខិតស្នើសុំ)(?:សុំ)?(?:ទៅ|ជូន|ដល់)+(?P<whom>[^។៖]{{3,40}}?)\s*(?:ដើម្បី|{so_that})"
        rf"|(?:{requests})(?!ការ|ព័ត៌មាន|យោបល់|មតិ)[^។៖]{{3,60}}?(?<!អំ)ពី(?!\s*[\d០-៩])[^។៖]{{3,}}"
        rf"|(?P<advises>(?<!វគ្គ)(?:{advises}))\s?(?:{so_that})"
        rf"|(?:{requests}|{asks})(?:ទៅ)?(?:ដល់|ចំពោះ|ទៅ)(?P<who>[^។៖ឱឲ]{{3,60}}?)\s*(?:{so_that})"
        rf"|(?:{requests})[^។]{{0,80}}?(?:{so_that})"
        rf"|(?:{asks})\s?(?:{so_that})(?!{meeting}|{explains})"
        rf"|(?:{bodies})(?:ក៏)?(?:បាន)?(?:{body_asks})(?:{so_that})"
    )


@cache
def _wish() -> re.Pattern[str]:
    asks, so_that, wishes = map(_any_of, ("asks_km", "so_that_km", "wishes_km"))
    return re.compile(rf"(?:{asks})\s?(?:{so_that})[^។]{{0,60}}(?:{wishes})")


def _any_of(name: str) -> str:
    return "|".join(sorted(tables()["advice"][name], key=len, reverse=True))
