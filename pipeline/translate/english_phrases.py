"""English headings, labels, roles, names of bodies and places, dates and numbers into Khmer, by the glossary alone.

A phrase is translated whole or not at all: every word of it must be a term, a number, or a name that stays as it is.
"""

import re

from pipeline.translate.english_dates import clock, date, number, years
from pipeline.translate.english_links import LINK, linked
from pipeline.translate.english_nouns import Nouns
from pipeline.translate.english_terms import ACRONYM, ARTICLE, apart, find, in_small_letters, verb
from pipeline.translate.glossary import Glossary
from pipeline.translate.khmer_words import Said, as_verb, join

_EDGES = re.compile(r"^(\W*)(.*?)([\s:.;,!?–—-]*)$", re.DOTALL)
_LIST = re.compile(r"\s*(?:,\s*(?:and|&)\s+|\s+(?:and|&)\s+|,\s+|;\s+)", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:and|&)\s+(?:the\s+)?", re.IGNORECASE)
_LONGEST = 30
"""Words; what has more is a sentence."""
_AND_OF = re.compile(r"\b(and|&) of (?:the )?", re.IGNORECASE)
_BREAKS = re.compile(r"\s*(\s[–—-]\s|:\s+|\s/\s|(?<=[a-z])/(?=[A-Za-z]))\s*")
_BRACKETS = re.compile(r"^(.+?)\s*\(([^()]+)\)$")
_POSSESSIVE = re.compile(r"^(.+?)(?:['’]s|(?<=s)['’])\s+(.+)$")
_QUALITIES = frozenset(("open", "close", "present", "clean", "closed"))
"""Verbs that before a noun are seldom meant as such."""
_CARRIERS = frozenset(("organization", "role"))
_CARRYING = (
    "របាយការណ៍", "ផែនការ", "គោលនយោបាយ", "យុទ្ធសាស្ត្រ", "កម្មវិធី", "ការគ្រប់គ្រង", "អភិបាលកិច្ច", "សេវា", "ការអភិវឌ្ឍ",
    "ការបណ្តុះបណ្តាល", "វគ្គ", "គម្រោង", "បញ្ហា",
)  # fmt: skip
"""Nouns of which "A and B ..." says that they are of both."""


def to_khmer_phrase(text: str, glossary: Glossary) -> str | None:
    """Return an English phrase in Khmer, or None where the glossary does not cover all of it.

    Dates and times are written as Khmer minutes write them, with Khmer digits.
    """
    return _Phrase(glossary).whole(text) if len(text.split()) <= _LONGEST else None


class _Phrase:
    """The ways to read a phrase, the surest first."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._nouns = Nouns(glossary)
        self._read: dict[str, Said | None] = {}

    def whole(self, text: str) -> str | None:
        """The phrase with the signs around it."""
        if (known := self._alone(text)) is not None:
            return known
        match = _EDGES.match(in_small_letters(text.strip()))
        if match is None or not match[2]:
            return None
        lead, words, tail = match[1], match[2], match[3]
        if words.endswith(")") != ("(" in words):
            return None
        khmer = self._alone(words)
        if khmer is None:
            said = self._part(words) or self._verb(words)
            khmer = said and said.khmer
        return None if khmer is None else lead + khmer + tail.replace(":", "៖").replace(".", "។")

    def _alone(self, words: str) -> str | None:
        """A term that stands alone: as a heading or label, if it is one."""
        found = find(words, self._glossary)
        return min(found, key=lambda term: term.kind not in ("heading", "label")).wordings["km"][0] if found else None

    def _verb(self, words: str) -> Said | None:
        term = verb(words, self._glossary)
        return Said(term.wordings["km"][0], "action") if term else None

    def _part(self, words: str) -> Said | None:
        """A phrase, or a piece of one, each read once."""
        if words not in self._read:
            self._read[words] = self._read_part(words)
        return self._read[words]

    def _read_part(self, words: str) -> Said | None:
        words = _AND_OF.sub(r"\1 ", ARTICLE.sub("", words.strip()))
        for way in (
            self._time,
            self._bracketed,
            self._broken,
            self._told_to_do,
            self._noun,
            self._titled,
            self._acted_on,
            self._structured,
        ):
            said = way(words) if words else None
            if said is not None:
                return said
        return None

    def _named(self, words: str) -> Said | None:
        return self._part(words) or self._nouns.name(words)

    def _noun(self, words: str) -> Said | None:
        return self._nouns.read(words)

    def _time(self, words: str) -> Said | None:
        for said in (date(words, self._glossary), clock(words), years(words)):
            if said is not None:
                return Said(said, "time")
        plain = number(words)
        return None if plain is None else Said(plain, "number")

    def _titled(self, words: str) -> Said | None:
        """Mr. Soeung Saroeun: the title in Khmer, the name as it is."""
        title, _, name = words.partition(" ")
        found = [term for term in find(title, self._glossary) if term.kind == "honorific"]
        named = self._nouns.name(name) if found and name else None
        return Said(f"{found[0].wordings['km'][0]} {name}", "role") if named else None

    def _bracketed(self, words: str) -> Said | None:
        match = _BRACKETS.match(words)
        before = self._part(match[1]) if match else None
        inside = self._named(match[2]) if match else None
        return Said(f"{before.khmer} ({inside.khmer})", before.kind) if before and inside else None

    def _broken(self, words: str) -> Said | None:
        """Pieces set apart by a dash, a colon or a stroke."""
        pieces = _BREAKS.split(words)
        if len(pieces) < 3:
            return None
        khmer = [self._named(piece) for piece in pieces[::2]]
        joints = ["៖ " if ":" in mark else "/" if "/" in mark else " – " for mark in pieces[1::2]]
        told = [said.khmer for said in khmer if said]
        if len(told) < len(khmer):
            return None
        return Said("".join(f"{piece}{joint}" for piece, joint in zip(told, [*joints, ""], strict=True)), "heading")

    def _structured(self, words: str) -> Said | None:
        """What "and", "of" and their like hold together; what binds most loosely parts first."""
        ands, links = apart(_AND, words, self._glossary), apart(LINK, words, self._glossary)
        if links and (not ands or links[0].start() < ands[0].start()):
            ways = [self._linked, self._listed] if not self._ends_anew(words) else [self._listed, self._linked]
        else:
            ways = [self._doubly_done, self._carried, self._listed, self._linked]
        for way in (self._possessed, *ways):
            said = way(words)
            if said is not None:
                return said
        return None

    def _ends_anew(self, words: str) -> bool:
        """Whether what follows the last "and" has a head and a link of its own: "... and election of officers"."""
        last = apart(_AND, words, self._glossary)
        return bool(last) and bool(apart(LINK, words[last[-1].end() :], self._glossary))

    def _listed(self, words: str) -> Said | None:
        joints = apart(_LIST, words, self._glossary)
        if not joints:
            return None
        starts, ends = [0, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(words)]
        pieces = [words[start:end] for start, end in zip(starts, ends, strict=True)]
        said = [self._named(piece) for piece in pieces]
        told = [piece for piece in said if piece]
        if len(told) < len(said):
            return None
        if not apart(_AND, words, self._glossary):
            return Said(", ".join(piece.khmer for piece in told), told[0].kind)
        return Said(join(" ".join(piece.khmer for piece in told[:-1]) + " និង", told[-1].khmer), told[-1].kind)

    def _doubly_done(self, words: str) -> Said | None:
        """Review and approval of the budget: both are done to it."""
        match = next(iter(apart(_AND, words, self._glossary)), None)
        first = self._noun(words[: match.start()]) if match else None
        rest = self._linked(words[match.end() :]) if match else None
        if first and rest and first.is_deed and rest.is_deed and "និង" not in rest.khmer:
            return Said(f"{first.khmer} និង{rest.khmer}", rest.kind)
        return None

    def _carried(self, words: str) -> Said | None:
        """Finance and Audit Committee: one committee, of both."""
        match = next(iter(apart(_AND, words, self._glossary)), None)
        subject = self._nouns.read(words[: match.start()]) if match and "," not in words[: match.start()] else None
        pieces = words[match.end() :].split() if match else []
        if subject is None or subject.kind in (*_CARRIERS, "heading", "label", "meeting", "name", "action"):
            return None
        for start in range(1, len(pieces)):
            other, head = self._nouns.read(" ".join(pieces[:start])), self._nouns.read(" ".join(pieces[start:]))
            if (
                other
                and head
                and other.kind not in _CARRIERS
                and (head.kind in _CARRIERS or head.khmer.startswith(_CARRYING))
            ):
                both = f"{as_verb(subject.khmer)} និង{as_verb(other.khmer)}"
                return Said(head.khmer + both, head.kind)
        return None

    def _linked(self, words: str) -> Said | None:
        """Head and what follows "of", "on", "for" ...; the first link that leaves two readable parts."""
        for match in apart(LINK, words, self._glossary):
            head, rest = self._part(words[: match.start()]), self._named(words[match.end() :])
            if rest and rest.kind == "name" and " " not in rest.khmer and not ACRONYM.fullmatch(rest.khmer):
                rest = None if match[0].rstrip().casefold().endswith("the") else rest
            said = head and rest and linked(head, match[1], rest)
            if said:
                return said
        return None

    def _possessed(self, words: str) -> Said | None:
        match = _POSSESSIVE.match(words)
        owner = self._named(match[1]) if match and not LINK.search(match[1]) else None
        owned = self._noun(match[2]) if match else None
        return Said(join(f"{owned.khmer}របស់", owner.khmer), owned.kind) if owner and owned else None

    def _told_to_do(self, words: str) -> Said | None:
        """Share key research findings: a bare verb before a term of several words."""
        deed, _, rest = words.partition(" ")
        surely = " " in rest and not deed.endswith("ing") and deed.casefold() not in _QUALITIES
        return self._acted_on(words) if surely and find(rest, self._glossary) else None

    def _acted_on(self, words: str) -> Said | None:
        """Share research findings, reviewing the budget, to appoint an auditor: what is done, and to what."""
        pieces = words.split()
        told_so = pieces[0].casefold() == "to" and len(pieces) > 2
        pieces = pieces[1:] if told_so else pieces
        for end in range(1, len(pieces)):
            deed = " ".join(pieces[:end])
            term, rest = verb(deed, self._glossary), " ".join(pieces[end:])
            if term is None or not (told_so or self._is_surely_done(deed, rest)):
                continue
            done = self._named(rest)
            if done and done.kind not in ("action", "modifier"):
                return Said(join(term.wordings["km"][0], done.khmer), "action")
        return None

    def _is_surely_done(self, deed: str, rest: str) -> bool:
        """Whether a word is a verb here: no noun or quality, or in front of an article or a longer term."""
        if ARTICLE.match(rest):
            return True
        if deed.casefold() in _QUALITIES or LINK.match(f" {rest}"):
            return False
        return not find(deed, self._glossary) or (" " in rest and bool(find(rest, self._glossary)))
