"""Outcomes: what a meeting recommends, asks for, decides, moves, hands out or finds."""

import re
from dataclasses import dataclass

from pipeline.model.minutes import Block, Meeting, Outcome, OutcomeType, Section
from pipeline.segment.blocks import language_of
from pipeline.segment.identify import walk_blocks
from pipeline.segment.vocabulary import phrases

_TYPES: tuple[OutcomeType, ...] = ("request", "action_item", "decision", "recommendation", "motion", "finding")
"""In the order in which they are tried."""
_LEAD = re.compile(r"^(?P<lead>[^:៖.]{3,60}?)\s*[:៖]\s*(?=\S)")
_MEMBER = re.compile(r",\s+(?:and\s+)?|;\s+(?:and\s+)?")
_CONDITION = re.compile(r"(?:if|when|where|in case)\b", re.I)
_MODAL = re.compile(r"\b(?:need|needs|needed|should|must|shall|have to|has to|ought)\b", re.I)
_MOVED = re.compile(
    r"(?P<mover>(?:[A-Z][\w'’.\-]+\s){0,3}[A-Z][\w'’.\-]+)\s+(?:moved|made\s+(?:a|the)\s+motion|motioned)\b|"
    r"\b(?:a|the)\s+motion\s+was\b|\bmotion\s+(?:by|to)\b|\bmoved\s+by\b",
)
_SECONDED = re.compile(
    r"(?P<before>(?:[A-Z][\w'’.\-]+\s){0,3}[A-Z][\w'’.\-]+)\s+(?:seconded|made\s+the\s+second)\b|"
    r"\bseconded\s+by\s+(?P<behind>(?:[A-Z][\w'’.\-]+\s?){1,4})",
)
_RESULT = re.compile(r"\b(passed|carried|approved|adopted|failed|defeated|tabled|withdrawn|lost)\b", re.I)
_VOTES = re.compile(
    r"\b(unanimously|unanimous(?:\s+vote)?|\d{1,3}\s?[-–]\s?\d{1,3}(?:\s?[-–]\s?\d{1,3})?"
    r"|all in favou?r|no objections)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?។]+(?:[.!?។]+|$)")
_DECIDED = re.compile(
    r"\b(?:was|were|is|are)\s+(?:unanimously\s+|duly\s+)?(?:approved|adopted|agreed|resolved|accepted)\b|\bunanimously\s+(?:approved|adopted|agreed|accepted)\b",
    re.I,
)
_DUE = re.compile(
    r"\bby\s+(?P<due>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[\s\d,]*\d)"
)
_OWNER = re.compile(
    r"^(?P<owner>(?:[A-Z][\w'’.\-]+)(?:\s+(?:and\s+)?[A-Z][\w'’.\-]+){0,3})\s+(?:to|will|shall|is to|agreed to)\b"
)
_TO_DO = re.compile(r"^\s*to\s+\w+\s+", re.I)
_WHO = re.compile(r"\b(?:should|must|can|will|shall)\s+(?:the\s+)?(?P<who>[A-Z][A-Za-z]*[A-Z]+[a-z]?)\b")
_WANTED_FROM = re.compile(r"\b(?:from|to)\s+(?:the\s+)?(?P<who>[A-Z][A-Za-z&]*[A-Z]\w*)\s*[:?]?$")
_MOST_RESULT_WORDS = 8
_SHORT_LEAD, _LEAD_TAIL = 6, 3
"""A short lead may name the type anywhere ("Previous tasks still pending:"), a longer one in its last words."""


@dataclass
class _Context:
    """What holds for the outcomes of one section."""

    kind: OutcomeType | None
    theme: str | None
    addressed_to: str | None
    confidence: float


def find_outcomes(meeting: Meeting) -> list[Outcome]:
    """Return the outcomes of a meeting in order of their blocks.

    One for each list item under a heading of that meaning, for each member of a list inside a sentence, and for each
    motion, decision and labelled action item.
    """
    outcomes: list[Outcome] = []
    prompts = {
        block.id: (section, block)
        for section in _all(meeting.sections)
        for block in section.blocks
        if block.kind == "prompt"
    }
    for section in meeting.sections:
        _read_section(section, _Context(None, None, None, 0.0), prompts, outcomes)
    for n, outcome in enumerate(outcomes, 1):
        outcome.id = f"{meeting.id}.o{n}"
    return outcomes


def _all(sections: list[Section]) -> list[Section]:
    return [found for section in sections for found in (section, *_all(section.sections))]


def _read_section(
    section: Section, outer: _Context, prompts: dict[str, tuple[Section, Block]], out: list[Outcome]
) -> None:
    context = _context(section, outer, prompts)
    announced: OutcomeType | None = None
    spoken = {id(block) for speech in section.blocks if speech.kind == "speech" for block in speech.blocks}
    for block in walk_blocks(section.blocks):
        if block.kind in ("paragraph", "note", "speech"):
            announced = _announces(block.text or block.attribution or "")
            if announced == "finding" and id(block) in spoken:
                announced = None  # what a speaker's study found is not what the meeting found
        found = _inside(section, block)
        if not found and block.kind == "list_item":
            kind = context.kind or announced
            if kind is not None:
                found = [_outcome(section, block, kind, block.text, None, context.confidence if context.kind else 0.75)]
        for outcome in found:
            _complete(outcome, context)
        out += found
    for nested in section.sections:
        _read_section(nested, context, prompts, out)


def _context(section: Section, outer: _Context, prompts: dict[str, tuple[Section, Block]]) -> _Context:
    """What a section's heading makes of its points; a group's results are recommended where it says nothing else."""
    if section.kind in ("introduction", "objectives", "expected_results", "front", "agenda", "break"):
        return _Context(None, None, None, 0.0)
    heading = section.heading.text if section.heading else ""
    kind = None if section.kind in ("session", "opening", "closing") else _type_of(heading)
    confidence = 0.9 if kind else outer.confidence
    prompt = prompts.get(section.prompt_id or "")
    if kind is None:
        kind = outer.kind
        if section.kind == "group" and kind is None:
            kind, confidence = "recommendation", 0.9 if prompt else 0.7
    task = prompt[1].text if prompt and _TO_DO.match(prompt[1].text) else heading
    theme = _theme(task) or outer.theme
    addressed = _addressee(heading, prompt) or outer.addressed_to
    return _Context(kind, theme, addressed, confidence)


def _type_of(words: str) -> OutcomeType | None:
    return next((kind for kind in _TYPES if words and phrases("outcomes", kind).within(words)), None)


def _announces(text: str) -> OutcomeType | None:
    """The type that a line ending in a colon announces for the list below it."""
    text = text.rstrip()
    if not text.endswith((":", "៖")):
        return None
    words = re.split(r"[.?!]\s", text)[-1].split()
    return _type_of(" ".join(words if len(words) <= _SHORT_LEAD else words[-_LEAD_TAIL:]))


def _theme(text: str) -> str | None:
    theme = _TO_DO.sub("", text).strip(" :៖?.")
    return theme or None


def _addressee(heading: str, prompt: tuple[Section, Block] | None) -> str | None:
    wanted = _WANTED_FROM.search(heading)
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


def _inside(section: Section, block: Block) -> list[Outcome]:
    """Outcomes that a block's own words announce: "Some recommendations: ...", "Action item: ...", a motion."""
    if block.kind not in ("paragraph", "list_item", "answer", "note"):
        return []
    lead = _LEAD.match(block.text)
    kind = _lead_type(lead["lead"]) if lead else None
    if lead and kind:
        return _members(section, block, kind, lead.end())
    return _motions(section, block)


def _motions(section: Section, block: Block) -> list[Outcome]:
    """The motions and decisions that a block's sentences tell of."""
    sentences = list(_SENTENCE.finditer(block.text))
    found: list[Outcome] = []
    for n, sentence in enumerate(sentences):
        outcome = _motion_or_decision(section, block, sentence)
        if outcome is not None:
            if outcome.type == "motion" and outcome.result is None and n + 1 < len(sentences):
                _carry(outcome, block, sentence, sentences[n + 1])
            found.append(outcome)
    return found


def _carry(outcome: Outcome, block: Block, sentence: re.Match[str], following: re.Match[str]) -> None:
    """Take in the short sentence behind a motion that says how it went ("Carried 4-0.")."""
    result = _RESULT.search(following[0])
    if result is None or len(following[0].split()) > _MOST_RESULT_WORDS:
        return
    votes = _VOTES.search(following[0])
    start = outcome.charspan[0] if outcome.charspan else sentence.start()
    outcome.text = block.text[start : following.end()].rstrip()
    outcome.charspan = (start, start + len(outcome.text)) if outcome.text != block.text else None
    outcome.result, outcome.votes = result[0].lower(), votes[0] if votes else None


def _lead_type(lead: str) -> OutcomeType | None:
    return next((kind for kind in _TYPES if phrases("outcomes", kind).begins(lead) and len(lead.split()) <= 5), None)


def _members(section: Section, block: Block, kind: OutcomeType, start: int) -> list[Outcome]:
    """One outcome for each member of the list behind a lead; a single one where it announces no list."""
    text = block.text
    spans = [(start, len(text.rstrip()))]
    if _is_plural(text[:start]):
        spans = _split_members(text, start)
    if len(spans) == 1:
        begin, end = spans[0]
        if kind == "motion":
            return _motions(section, block) or [_outcome(section, block, kind, text[begin:end], (begin, end), 0.9)]
        owner = _OWNER.match(text[begin:end])
        outcome = _outcome(section, block, kind, text[begin:end], (begin, end), 0.9)
        if kind == "action_item" and owner:
            outcome.owner = owner["owner"]
        due = _DUE.search(text[begin:end])
        outcome.due_date = due["due"].strip() if due else None
        return [outcome]
    return [_outcome(section, block, kind, text[begin:end], (begin, end), 0.85) for begin, end in spans]


def _is_plural(lead: str) -> bool:
    return lead.rstrip(" :៖").endswith("s") or language_of(lead) == "km"


def _split_members(text: str, start: int) -> list[tuple[int, int]]:
    """Where the members of a list in a sentence stand; a condition stays with what it is the condition of."""
    end = len(text.rstrip(" ."))
    spans: list[tuple[int, int]] = []
    begin = piece = start
    for comma in _MEMBER.finditer(text, start, end):
        condition = _CONDITION.match(text[piece : comma.start()]) and not _MODAL.search(text[piece : comma.start()])
        piece = comma.end()
        if not condition:
            spans.append((begin, comma.start()))
            begin = piece
    spans.append((begin, end))
    return [span for span in spans if span[1] > span[0]]


def _motion_or_decision(section: Section, block: Block, sentence: re.Match[str]) -> Outcome | None:
    text = sentence[0].strip()
    start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
    span = (start, start + len(text)) if text != block.text.strip() else None
    moved, seconded = _MOVED.search(text), _SECONDED.search(text)
    result, votes = _RESULT.search(text), _VOTES.search(text)
    if moved and (seconded or result or "motion" in text.lower()):
        outcome = _outcome(section, block, "motion", text, span, 0.9)
        outcome.moved_by = moved["mover"]
        outcome.seconded_by = (seconded["before"] or (seconded["behind"] or "").strip() or None) if seconded else None
    elif _DECIDED.search(text) and (votes or result):
        outcome = _outcome(section, block, "decision", text, span, 0.85)
    else:
        return None
    outcome.result = result[0].lower() if result else None
    outcome.votes = votes[0] if votes else None
    return outcome


def _outcome(
    section: Section, block: Block, kind: OutcomeType, text: str, charspan: tuple[int, int] | None, confidence: float
) -> Outcome:
    return Outcome(
        id="",
        type=kind,
        text=text,
        charspan=charspan if text != block.text else None,
        language=language_of(text),
        section_id=section.id,
        block_id=block.id,
        confidence=confidence,
    )


def _complete(outcome: Outcome, context: _Context) -> None:
    outcome.theme = outcome.theme or context.theme
    if outcome.type in ("recommendation", "request"):
        outcome.addressed_to = outcome.addressed_to or context.addressed_to
