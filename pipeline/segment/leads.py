"""Words that announce outcomes: headings, and lines before a list ("The meeting agreed on:")."""

import re
from functools import cache

from pipeline.khmer.fold import fold
from pipeline.model.minutes import OutcomeType
from pipeline.segment.sentences import is_khmer
from pipeline.segment.vocabulary import phrases, tables, words

_TYPES: tuple[OutcomeType, ...] = ("request", "action_item", "decision", "recommendation", "motion", "finding")
"""In the order in which they are tried."""
_PARTS = re.compile(r"\s*(?:/|&|,|:|\+|\s[–—-]\s|\band\b|\bនិង\b|និង(?=[\s\u200b]*[\u1780-\u17b3]))\s*")
_PREPOSITION = re.compile(
    r"\s(of|from|to|for|by|in|on|at|with|about|regarding|concerning|during|since|that|which|under)\s"
)
_NUMBER = re.compile(r"\s*(?:no\.?\s*|number\s*|#\s*)?[a-z]{0,4}[-/]?\d[\w./-]*$")
_NUMBERS = re.compile(r"^(?:(?:ទី)?[\d.()]+[/.)-]*|[\u1780-\u17a2][.)/-]+|[a-z]\d*[.)]|[ivx]+[./)-]+)\s+")
_PLURAL = re.compile(r"(?:s|plan|log|list|way forward|advice|agreed|to do|staff)$")
_ASKS = re.compile(r"^(?:what|how|which|why|where|who|to)\b|\?$|^តើ|\b(?:want|needs|proposal)\b")
_POINTED = re.compile(r"\b(?:following|these)\s+((?:[\w-]+\s*){1,4})")
_VERB = r"(?:are|were|is|was|include[sd]?|as\s+follows)"
_SUBJECT = re.compile(rf"^((?:[\w’'-]+\s+){{1,8}}?){_VERB}\b")
_ESSENTIAL = ("", "សំខាន់ៗ", "សំខាន់", "ៗ")
_MOST_TAIL = 3
_MOST_SUBJECT = 8


def types_of(heading: str) -> list[OutcomeType]:
    """Return the types of outcome that a heading names, in order: its nouns, not those of what it tells about.

    "Key decisions and actions" names two, "Calendar of required actions" and "Decision on the well" none.
    """
    text = _NUMBERS.sub("", fold(heading)).strip(" .:៖*-–—\"'“”")
    found: list[OutcomeType] = []
    parts = _PARTS.split(text)
    if len(parts) > 1 and names_one(parts[0]):
        return []
    is_past = bool(set(text.split()) & words("outcome_heads", "past")) and not phrases(
        "outcome_heads", "pending"
    ).within(text)
    for part in () if is_past else parts:
        kind = _type_km(part) if is_khmer(part) else _type_en(part)
        if kind == "finding" and len(parts) > 1 and phrases("outcome_heads", "results").within(part):
            kind = None
        if kind is not None and kind not in found:
            found.append(kind)
        if kind is None and _PREPOSITION.search(f" {part} "):
            break
    return found or (_prompted(text) if _ASKS.search(text) else [])


def type_of(heading: str) -> OutcomeType | None:
    """Return the first type of outcome that a heading names, or None."""
    return next(iter(types_of(heading)), None)


def names_one(heading: str) -> bool:
    """Return whether a heading is the name of one outcome alone: "Decision 4", "Resolution 2024/7"."""
    text = fold(heading).strip(" .:៖")
    return _NUMBER.search(text) is not None and _NUMBER.sub("", text).strip() in words("outcome_heads", "singles")


def prompted_type(prompt: str) -> OutcomeType | None:
    """Return the type of the answers that groups give to a question or a task, or None."""
    return next(iter(_prompted(fold(prompt))), None)


def announced_type(text: str) -> OutcomeType | None:
    """Return the type that a line announces for the list below it, or None.

    The line breaks off where the list begins: at a colon, or in the middle of a sentence.
    """
    text = text.rstrip()
    if text.endswith((".", "!", "?", "។", "៕", ";")) and not re.search(r"\b(?:following|as follows)\b", text):
        return None
    clause = re.split(r"[.?!។]\s+", text)[-1]
    if is_khmer(clause):
        return _announced_km(clause)
    clause = fold(clause).strip(" :.")
    return (_by_noun(clause, text.endswith(":")) or _by_verb(clause)) if clause else None


def _type_en(part: str) -> OutcomeType | None:
    text = _NUMBER.sub("", part).strip()
    cut = _PREPOSITION.search(f" {text} ")
    head, tail = (text[: cut.start()].strip(), text[cut.start() :].strip()) if cut else (text, "")
    if cut and head in words("outcome_heads", "lists") and cut[1] == "of":
        return _type_en(tail.removeprefix("of ").removeprefix("the "))
    whole = next((kind for kind in _TYPES if phrases("outcomes", kind).equals(text)), None)
    if whole is not None:
        return whole
    return _type_of_noun(head, cut[1] if cut else "")


def _type_of_noun(head: str, preposition: str) -> OutcomeType | None:
    """The type of a noun with the words around it, and the preposition behind them."""
    tokens = head.split()
    done = "taken" in tokens
    while tokens and tokens[-1] in words("outcome_heads", "behind") and len(tokens) > 1:
        tokens.pop()
    head = " ".join(tokens)
    kind = next((kind for kind in _TYPES if phrases("outcomes", kind).ends(head)), None)
    if kind is None or (kind == "action_item" and done):
        return None
    nouns = (" ".join(tokens[n:]) for n in range(len(tokens)))
    noun = next((noun for noun in nouns if phrases("outcomes", kind).equals(noun)), "")
    others = set(tokens[: len(tokens) - len(noun.split())]) - words("outcome_heads", "before")
    is_vague = noun in words("outcome_heads", "vague")
    if (others and is_vague) or len(others) > 1 or any(word.endswith("ing") for word in others):
        return None
    if preposition and (not _PLURAL.search(noun) or (is_vague and preposition not in ("of", "from", "to", "by", "in"))):
        return None
    return kind


def _type_km(part: str) -> OutcomeType | None:
    for before in sorted(words("outcome_heads", "before_km"), key=len, reverse=True):
        part = part.removeprefix(before).lstrip()
    told = next((kind for kind, pattern in _told_km().items() if pattern.search(part)), None)
    if told is not None:
        return told
    if phrases("outcome_heads", "results").begins(part):
        return "finding" if phrases("outcome_heads", "results").behind(part) in _ESSENTIAL else None
    taken = {kind: phrases("outcomes", kind).begins(part) for kind in _TYPES}
    best = max(taken, key=lambda kind: taken[kind])
    if not taken[best]:
        return None
    noun, behind = part[: taken[best]], part[taken[best] :].strip(" \u200b")
    if noun in words("outcome_heads", "vague_km") and behind and not behind.startswith(_vague_behind_km()):
        return None
    return best


def _prompted(text: str) -> list[OutcomeType]:
    kinds: tuple[OutcomeType, ...] = ("request", "finding", "recommendation")
    return [kind for kind in kinds if phrases("prompts", kind).within(text)][:1]


def _by_noun(clause: str, has_colon: bool) -> OutcomeType | None:
    for match in _POINTED.finditer(clause):
        pointed = match[1].split()
        kinds = (_type_en(" ".join(pointed[:n])) for n in range(len(pointed), 0, -1))
        kind = next((kind for kind in kinds if kind), None)
        if kind is not None:
            return kind
    if not has_colon:
        return None
    subject = _SUBJECT.match(clause)
    if subject is not None and len(subject[1].split()) <= _MOST_SUBJECT:
        noun = _PREPOSITION.split(f" {subject[1]} ")[0].strip()
        return _type_en(subject[1].strip()) if _PLURAL.search(noun) else None
    tokens = clause.split()
    if len(tokens) <= _MOST_SUBJECT and (kind := type_of(clause)):
        return kind
    kinds = (_type_en(" ".join(tokens[-n:])) for n in range(1, _MOST_TAIL + 1))
    return next((kind for kind in kinds if kind), None)


def _by_verb(clause: str) -> OutcomeType | None:
    for kind, pattern in _verbs().items():
        if pattern.search(clause):
            return kind
    return None


def _announced_km(clause: str) -> OutcomeType | None:
    text = fold(clause).strip(" :៖.")
    short = _type_km(text)
    if short is not None:
        return short
    return next((kind for kind, pattern in _verbs_km().items() if pattern.search(text)), None)


@cache
def _verbs() -> dict[OutcomeType, re.Pattern[str]]:
    """Verbs of which a list below is the object, within so many words of the line's end."""
    link = r"(?:\s+(?:to|that|on|upon|as|follows|the|following|these|points|unanimously|also|is|was))*"
    who = r"(?:\s+(?!be\b)[\w’'-]+){0,6}"
    table = tables()["advice"]
    recommends, requests = (
        "|".join((*table[name], *more)) for name, more in (("recommends", table["suggests"]), ("requests", []))
    )
    return {
        "decision": re.compile(rf"\b(?:decided|agreed|resolved|agrees|decides){link}$"),
        "recommendation": re.compile(rf"\b(?:{recommends}){who}$"),
        "request": re.compile(rf"\b(?:{requests}){who}$"),
        "finding": re.compile(
            rf"\b(?:observed|found|identified|discovered|seen|encountered|faced|met\s+with|noted\s+with\s+\w+){link}$"
        ),
    }


@cache
def _vague_behind_km() -> tuple[str, ...]:
    return tuple(word for word in tables()["outcome_heads"]["vague_behind_km"] if word)


@cache
def _told_km() -> dict[OutcomeType, re.Pattern[str]]:
    """Headings in Khmer that tell what was done: "អ្វីដែលបានសម្រេច", "ការងារត្រូវធ្វើ", "សូមឱ្យអង្គការជួយ"."""
    decided, to_do, asked = (
        "|".join(map(fold, tables()["outcome_heads"][name])) for name in ("decided_km", "to_do_km", "asked_km")
    )
    return {
        "decision": re.compile(rf"ដែល(?:ត្រូវ)?បាន(?:{decided})|^(?:អ្វី|ចំណុច|រឿង|បញ្ហា)ដែល.{{0,30}}(?:{decided})"),
        "action_item": re.compile(rf"^(?:អ្វី|ការងារ|កិច្ចការ|សកម្មភាព)?(?:ដែល)?ត្រូវ(?:{to_do})"),
        "request": re.compile(rf"^(?:{asked})(?!.*\?$)"),
    }


@cache
def _verbs_km() -> dict[OutcomeType, re.Pattern[str]]:
    table, decisions = tables()["advice"], tables()["decisions"]
    bodies, so_that = "|".join(decisions["bodies_km"]), "|".join(table["so_that_km"])
    end = r"[^។]{0,40}$"
    return {
        "decision": re.compile(
            rf"(?:{bodies})[\s\u200b]*(?:បាន)?[\s\u200b]*(?:{'|'.join(decisions['verbs_km'])}){end}"
        ),
        "request": re.compile(rf"(?:{'|'.join(map(fold, table['requests_km']))})(?:{so_that})?{end}"),
        "recommendation": re.compile(rf"(?:{'|'.join(map(fold, table['recommends_km']))}|អនុសាសន៍){end}"),
        "finding": re.compile(rf"(?:{'|'.join(map(fold, words('outcomes', 'finding')))})[\s\u200b]*[^។]{{0,24}}$"),
    }
