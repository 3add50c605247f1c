"""What a section's heading, and the question put to its group, make of the points below it."""

import re
from dataclasses import dataclass, replace

from pipeline.model.minutes import Block, OutcomeType, Section
from pipeline.segment.leads import names_one, prompted_type, types_of
from pipeline.segment.owners import Owners
from pipeline.segment.persons import is_name
from pipeline.segment.vocabulary import phrases

_TO_DO = re.compile(r"^\s*to\s+\w+\s+", re.I)
_WHO = re.compile(r"\b(?:should|must|can|will|shall)\s+(?:the\s+)?(?P<who>[A-Z][A-Za-z]*[A-Z]+[a-z]?)\b")
_WANTED_FROM = re.compile(r"\b(?:from|to)\s+(?:the\s+)?(?P<who>[A-Z][A-Za-z&]*[A-Z]\w*)\s*[:?]?$")
_ADDRESSED = re.compile(
    r"\b(?:recommendations?|requests?|suggestions?)\s+(?:to|for)\s+(?:the\s+)?(?P<who>[^:]{2,60}?)\s*:?$", re.I
)
_MARGIN = re.compile(r"\s(?P<owner>[A-Z]{2,3}(?:\s*[/,&]\s*[A-Z]{2,3})*)(?P<due>\s+by\s+.+)?$")
_SILENT = ("introduction", "objectives", "expected_results", "agenda", "break")
"""Kinds of sections whose headings announce no outcomes."""
_BY_PROMPT, _BY_HEADING, _BY_RESULTS = 0.9, 0.9, 0.7
_OPEN_PROMPT = 0.75


@dataclass(frozen=True)
class Context:
    """What holds for the outcomes of one section."""

    kinds: tuple[OutcomeType, ...] = ()
    theme: str | None = None
    addressed_to: str | None = None
    owner: str | None = None
    confidence: float = 0.0
    has_results: bool = False
    """Whether groups report here what they worked out."""
    is_own: bool = False
    """Whether the section's own heading names the kinds, not one it is nested in."""
    is_one: bool = False
    """Whether the heading is the name of a single outcome: "Decision 4"."""
    margin: str | None = None
    """Who is to act, and by when, as the margin beside the heading says: "JS by 20 February"."""


@dataclass(frozen=True)
class Contexts:
    """Reads contexts; `prompts` are the questions put to groups, by block id, with their section."""

    prompts: dict[str, tuple[Section, Block]]
    owners: Owners

    def of(self, section: Section, outer: Context) -> Context:
        """Return what a section's heading makes of its points, inside those it is nested in.

        A group's results are recommended where nothing else is said and a question was put to it, or it stands where
        groups report.
        """
        heading = section.heading.text if section.heading else ""
        has_results = outer.has_results or _reports_results(section, heading)
        if section.kind in _SILENT:
            return Context(has_results=has_results)
        kinds = tuple(types_of(heading)) if section.kind not in ("session", "opening") else ()
        if kinds[:1] == ("finding",) and has_results and section.kind == "annex":
            kinds = ()  # "Results of the group work" says who speaks, not what is said
        prompt = self.prompts.get(section.prompt_id or "")
        confidence = _BY_HEADING if kinds else outer.confidence
        is_own, is_one = bool(kinds), bool(kinds) and names_one(heading)
        kinds = kinds or outer.kinds
        if section.kind == "group" and not kinds:
            kinds, confidence = _of_group(prompt, has_results)
        addressed = _addressee(heading, prompt) or outer.addressed_to
        context = Context(
            kinds, outer.theme, addressed, outer.owner, confidence, has_results, is_own, is_one, self._margin(heading)
        )
        if self.owners.is_known(heading) or (" " in heading and is_name(heading.strip(" :"))):
            return replace(context, owner=heading.strip(" :"))
        task = prompt[1].text if prompt and _TO_DO.match(prompt[1].text) else heading
        return replace(context, theme=_theme(task) or outer.theme)

    def _margin(self, heading: str) -> str | None:
        """The initials of people of the meeting behind a heading, with what follows them."""
        match = _MARGIN.search(heading)
        initials = re.findall(r"[A-Z]+", match["owner"]) if match else []
        return match[0].strip() if match and all(each in self.owners.initials for each in initials) else None


def _reports_results(section: Section, heading: str) -> bool:
    return phrases("groups", "results").within(heading) and (
        section.kind == "annex" or phrases("groups", "reported").within(heading)
    )


def _of_group(prompt: tuple[Section, Block] | None, has_results: bool) -> tuple[tuple[OutcomeType, ...], float]:
    if prompt is not None:
        kind = prompted_type(prompt[1].text)
        return ((kind,), _BY_PROMPT) if kind else (("recommendation",), _OPEN_PROMPT)
    return (("recommendation",), _BY_RESULTS) if has_results else ((), 0.0)


def _theme(text: str) -> str | None:
    """What the outcomes are about; a heading that only names their type says nothing of it."""
    theme = _TO_DO.sub("", text).strip(" :៖?.")
    return None if not theme or phrases("outcomes").equals(theme) else theme


def _addressee(heading: str, prompt: tuple[Section, Block] | None) -> str | None:
    wanted = _WANTED_FROM.search(heading) or _ADDRESSED.search(heading)
    if wanted:
        return wanted["who"]
    if prompt is None:
        return None
    texts = [block.text for block in prompt[0].blocks if block.kind == "prompt" and block.number is None]
    for text in (prompt[1].text, *texts):
        who = _WHO.search(text)
        if who:
            return who["who"]
    return None
