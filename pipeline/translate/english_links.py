"""What English says by "of", "on", "for" ..., as Khmer says it: by the link, its head and what it leads to."""

import re

from pipeline.translate.khmer_words import Said, as_verb, join

_PLAIN = {
    "about": "អំពី",
    "against": "ប្រឆាំងនឹង",
    "among": "ក្នុងចំណោម",
    "after": "ក្រោយ",
    "before": "មុន",
    "between": "រវាង",
    "concerning": "ស្តីពី",
    "during": "ក្នុងអំឡុងពេល",
    "for": "សម្រាប់",
    "from": "ពី",
    "held on": "ដែលបានធ្វើនៅ",
    "held in": "ដែលបានធ្វើនៅ",
    "held at": "ដែលបានធ្វើនៅ",
    "in charge of": "ទទួលបន្ទុក",
    "presented by": "ដែលបង្ហាញដោយ",
    "raised by": "ដែលលើកឡើងដោយ",
    "regarding": "ស្តីពី",
    "responsible for": "ទទួលបន្ទុក",
    "through": "តាមរយៈ",
    "towards": "ឆ្ពោះទៅរក",
    "under": "ក្រោម",
    "without": "ដោយគ្មាន",
}
_LINKS = (*_PLAIN, "of", "on", "in", "at", "by", "to", "with")
LINK = re.compile(rf"\s+({'|'.join(sorted(_LINKS, key=len, reverse=True))})\s+(?:the\s+|an?\s+)?", re.IGNORECASE)
_PLACES = frozenset(("province", "place"))
_LEADERS = ("ប្រធាន", "អនុប្រធាន", "នាយក", "នាយករង")
"""Who leads a part of a body; of what else they are told, the part is named so."""
_MEANT_OTHERWISE = {"អង្គការ": Said("ការរៀបចំ", "development"), "នាទី": Said("កំណត់ហេតុកិច្ចប្រជុំ", "heading")}
"""Organization and minute, before "of"."""
_MEETING = "កិច្ចប្រជុំ"
_MINUTES = ("កំណត់ហេតុកិច្ចប្រជុំ", "កំណត់ហេតុ")


def linked(head: Said, link: str, rest: Said) -> Said | None:
    """Return head and rest with what Khmer puts between; None where the link has no sense that is sure."""
    link = link.casefold()
    if link == "of" and head.khmer in _MEANT_OTHERWISE:
        head = _MEANT_OTHERWISE[head.khmer]
    between = _PLAIN.get(link)
    if between is None:
        between = {"of": _of, "on": _on, "in": _in, "at": _at, "by": _by, "to": _to, "with": _with}[link](head, rest)
    if between is None:
        return None
    if between == "ផ្នែក":
        rest = Said(as_verb(rest.khmer), rest.kind)
    if link == "of" and head.kind == "organization" and not between:
        rest = Said(as_verb(rest.khmer), rest.kind)
    if head.khmer.endswith(_MEETING) and rest.kind == "meeting" and link in ("of", "from"):
        return Said(head.khmer.removesuffix(_MEETING) + rest.khmer, head.kind)
    if link == "of" and head.khmer in _MINUTES and rest.kind == "meeting":
        return Said(join("កំណត់ហេតុ", rest.khmer), "heading")
    return Said(
        join(head.khmer, rest.khmer) if not between else join(f"{_opened(head, between)}{between}", rest.khmer),
        head.kind,
    )


def _opened(head: Said, between: str) -> str:
    return join(head.khmer, between).removesuffix(between)


def _of(head: Said, rest: Said) -> str:
    if rest.kind == "time":
        return ""
    if head.khmer in _LEADERS and not rest.is_body and rest.kind not in (*_PLACES, "name"):
        return "ផ្នែក"
    if head.kind == "role":
        return "" if rest.kind not in ("role", "honorific") or head.khmer.startswith("តំណាង") else "នៃ"
    if head.khmer == "ការបោះឆ្នោត" and rest.is_body:
        return "ជ្រើសរើស"
    if head.is_deed or (head.kind == "organization" and rest.kind in ("development", "law") and not rest.is_body):
        return ""
    return "របស់" if rest.is_body else "នៃ"


def _on(head: Said, rest: Said) -> str | None:
    if rest.kind == "time":
        return "នៅ"
    return None if rest.kind == "name" and " " in rest.khmer else "ស្តីពី"


def _in(head: Said, rest: Said) -> str:
    return "នៅ" if rest.kind in _PLACES or rest.kind == "name" else "ក្នុង"


def _at(head: Said, rest: Said) -> str:
    return "នៅ"


def _by(head: Said, rest: Said) -> str | None:
    if rest.is_body or rest.kind == "name":
        return "របស់" if head.is_speech or head.is_paper else "ដោយ"
    return "តាម"


def _with(head: Said, rest: Said) -> str:
    return "ជាមួយ" if rest.is_body or rest.kind in ("name", "place", "province") else "ដែលមាន"


def _to(head: Said, rest: Said) -> str:
    if head.khmer.startswith("វិសោធនកម្ម"):
        return "លើ"
    if head.kind == "role" or head.khmer.startswith("ការទទួលបាន"):
        return ""
    return "ជូន" if rest.is_body and not head.is_deed else "ដល់"
