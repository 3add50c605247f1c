"""English nouns and what stands before them, put behind them as Khmer does."""

import re
from functools import cache

from pipeline.khmer.numerals import to_khmer
from pipeline.translate.english_dates import number, ordinal, years
from pipeline.translate.english_terms import ACRONYM, ARTICLE, apart, find, is_name
from pipeline.translate.gazetteer import LEVELS, khmer_place
from pipeline.translate.glossary import Glossary, Term
from pipeline.translate.khmer_words import PEOPLE_BEGIN, Said, as_verb, is_deed

_WHOLE = ("heading", "label")
_PEOPLE = ("role", "honorific")
_MOST_MODIFIERS = 3
"""More nouns in a row are seldom read right."""
_DEPUTY = re.compile(r"^(co|deputy|vice|assistant|senior|former|acting|honorary|hon\.|chief)[\s-]+(.+)$", re.IGNORECASE)
_BEFORE_OFFICE = {"assistant": "ជំនួយការ", "former": "អតីត", "co": "សហ", "chief": "ប្រធាន"}
_BEHIND_OFFICE = {
    "deputy": "រង",
    "vice": "រង",
    "senior": "ជាន់ខ្ពស់",
    "acting": "ស្តីទី",
    "honorary": "កិត្តិយស",
    "hon.": "កិត្តិយស",
}
_NUMBERED = re.compile(
    r"^(?P<noun>.+?)\s+(?:(?P<no>no\.?|number)\s*)?(?P<from>\d{1,3}|[A-Z]|[IVX]{1,4})(?:\s*(?:to|[-–])\s*(?P<to>\d{1,3}))?$"
)
_FILED = re.compile(r"^(?P<noun>[A-Za-z ]+?)\s+(?:no\.?\s*)?(?P<number>\d[\d/.-]*\d)$", re.IGNORECASE)
_COUNTED = re.compile(r"^(\d+(?:[.,]\d+)*)\s+(.+)$")
_ATTENDANCE = {
    "present": "ដែលមានវត្តមាន",
    "in attendance": "ដែលមានវត្តមាន",
    "absent": "ដែលអវត្តមាន",
    "excused": "ដែលអវត្តមានមានច្បាប់",
}
_ATTENDING = re.compile(rf"^(.+)\s({'|'.join(_ATTENDANCE)})$", re.IGNORECASE)
LINKING = re.compile(
    r"(?<=\s)(?:of|on|in|at|by|to|for|from|with|without|under|about|between|and|&|or)(?=\s)", re.IGNORECASE
)
"""Words that hold phrases together; a noun with what stands before it has none."""


class Nouns:
    """Reads phrases without links: terms, names, numbers, and nouns with what stands before them."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary

    def read(self, words: str) -> Said | None:
        """Return a phrase in Khmer; None where the glossary does not have all of it."""
        words = ARTICLE.sub("", words.strip())
        if not words:
            return None
        for way in (
            self.term,
            self._attending,
            self._place,
            self._numbered,
            self._counted,
            self._office,
            self._modified,
        ):
            said = way(words)
            if said is not None:
                return said
        return None

    def term(self, words: str) -> Said | None:
        """A term inside a phrase: not the wording that it has as a heading of its own, if there is another."""
        found = find(words, self._glossary)
        if not found:
            return None
        term = min(found, key=lambda term: term.kind in _WHOLE)
        return self._said(term) if term.kind != "modifier" else None

    def _said(self, term: Term) -> Said:
        khmer = term.wordings["km"][0]
        if term.kind == "month":
            return Said(f"ខែ{khmer}", "time")
        if term.kind == "province":
            return Said(_province(khmer), "province")
        return Said(khmer, term.kind)

    def name(self, words: str) -> Said | None:
        """A name that stays as it is."""
        words = ARTICLE.sub("", words.strip())
        return Said(words, "name") if is_name(words, self._glossary) else None

    def _attending(self, words: str) -> Said | None:
        """Board members present, directors absent."""
        match = _ATTENDING.match(words)
        who = self.read(match[1]) if match else None
        return (
            Said(f"{who.khmer}{_ATTENDANCE[match[2].casefold()]}", "heading") if match and who and who.is_body else None
        )

    def _place(self, words: str) -> Said | None:
        """Battambang Province, Ek Phnom District: a name that no list has stays in Latin letters."""
        name, _, division = words.rpartition(" ")
        head = self.term(division)
        if not name or head is None or head.khmer not in (*LEVELS, "ខេត្ត", "រាជធានី"):
            return None
        for term in find(name, self._glossary):
            if term.kind == "province":
                return Said(f"{head.khmer}{term.wordings['km'][0]}", "place")
        if not name[0].isupper() or find(name, self._glossary):
            return None
        khmer = khmer_place(name, LEVELS.get(head.khmer, ""))
        if khmer is not None:
            return Said(f"{head.khmer}{khmer}", "place")
        return Said(f"{head.khmer} {name}", "place") if is_name(name, self._glossary) else None

    def _numbered(self, words: str) -> Said | None:
        """Session 2, Group A, Resolution 2024-17."""
        if match := _FILED.match(words):
            noun = self.term(match["noun"])
            filed = not (noun and noun.kind in ("unit", "time")) and years(match["number"]) is None
            return Said(f"{noun.khmer}លេខ {to_khmer(match['number'])}", noun.kind) if noun and filed else None
        match = _NUMBERED.match(words)
        noun = self.term(match["noun"]) if match else None
        if match is None or noun is None or noun.kind in ("name", "time"):
            return None
        if not match["from"].isdigit():
            return Said(f"{noun.khmer} {match['from']}", noun.kind)
        mark = "លេខ" if match["no"] else "ទី"
        last = f" ដល់{mark}{to_khmer(match['to'])}" if match["to"] else ""
        return Said(f"{noun.khmer}{mark}{to_khmer(match['from'])}{last}", noun.kind)

    def _counted(self, words: str) -> Said | None:
        """63 participants, 2024 budget, 3rd meeting."""
        before, _, last = words.rpartition(" ")
        of_year = self.read(before) if before and years(last) else None
        if of_year is not None and of_year.kind != "time":
            return Said(_of_year(of_year.khmer, str(years(last))), of_year.kind)
        first, _, rest = words.partition(" ")
        count, year = ordinal(first), years(first)
        if not rest or (count is None and year is None and not _COUNTED.match(words)):
            return None
        noun = self.read(rest)
        if noun is None:
            return None
        if count is not None:
            mark = "លើកទី" if noun.kind == "meeting" and not noun.is_speech else "ទី"
            return Said(f"{noun.khmer}{mark}{to_khmer(str(count))}", noun.kind)
        if year is not None:
            return Said(_of_year(noun.khmer, year), noun.kind)
        counted = "នាក់" if noun.kind in _PEOPLE or noun.khmer.startswith(PEOPLE_BEGIN) else ""
        return Said(f"{noun.khmer}{'' if counted else 'ចំនួន'} {number(first)} {counted}".strip(), noun.kind)

    def _office(self, words: str) -> Said | None:
        """Deputy Director, Co-Vice Chair, Senior Legal Adviser."""
        match = _DEPUTY.match(words)
        office = self.read(match[2]) if match else None
        if match is None or office is None or office.kind != "role":
            return None
        rank = match[1].casefold()
        if rank in ("deputy", "vice") and office.khmer.startswith("ប្រធាន"):
            return Said(f"អនុ{office.khmer}", "role")
        if rank in _BEFORE_OFFICE:
            return Said(f"{_BEFORE_OFFICE[rank]}{office.khmer}", "role")
        return Said(f"{office.khmer}{_BEHIND_OFFICE[rank]}", "role") if rank in _BEHIND_OFFICE else None

    def _modified(self, words: str) -> Said | None:
        """A noun with what stands before it, each piece the longest that the glossary has."""
        cut = None if apart(LINKING, words, self._glossary) else self._cut(tuple(words.split()))
        if cut is None or not 2 <= len(cut) <= _MOST_MODIFIERS + 1 or not _is_head(cut[-1]):
            return None
        return _put_behind(cut[-1], cut[:-1])

    def _cut(self, pieces: tuple[str, ...]) -> tuple[Said, ...] | None:
        """The fewest units that make up the pieces, of two such the one whose last unit is longer."""

        @cache
        def best(end: int) -> tuple[Said, ...] | None:
            if end == 0:
                return ()
            readings = []
            for start in range(end):
                unit, before = self._unit(" ".join(pieces[start:end]), end == len(pieces)), best(start)
                if unit is not None and before is not None:
                    readings.append((*before, unit))
            return min(readings, key=len, default=None)

        return best(len(pieces))

    def _unit(self, words: str, is_last: bool) -> Said | None:
        """A noun, or, before the last one, also a quality, an ordinal or a name."""
        found = find(words, self._glossary)
        if found and not is_last:
            term = min(found, key=lambda term: (term.kind != "modifier", term.kind in _WHOLE))
            said = Said(term.wordings["km"][0], term.kind)
            return said if _is_head(said) or said.kind in ("modifier", "province") else None
        if found:
            return self.term(words)
        if is_last:
            return None
        if " " not in words and (count := ordinal(words)) is not None:
            return Said(str(count), "ordinal")
        if possible := years(words):
            return Said(possible, "time")
        return Said(words, "name") if ACRONYM.fullmatch(words) else None


def _is_head(last: Said) -> bool:
    """Whether a unit may have others before it; what says of a whole meeting that it is opened or closed may not."""
    alone = last.kind == "heading" and "កិច្ចប្រជុំ" in last.khmer and not last.is_paper
    return last.kind not in ("modifier", "name", "province", "time") and not alone


def _put_behind(head: Said, modifiers: tuple[Said, ...]) -> Said:
    khmer, late = head.khmer, []
    modifiers = tuple(sorted(modifiers, key=lambda modifier: not modifier.khmer.startswith("ដែល")))
    for place in reversed(range(len(modifiers))):
        modifier = modifiers[place]
        if modifier.kind == "ordinal":
            mark = "លើកទី" if head.kind == "meeting" and not head.is_speech else "ទី"
            late.append(f"{mark}{to_khmer(modifier.khmer)}")
        elif modifier.kind == "time":
            khmer = _of_year(khmer, modifier.khmer)
        elif modifier.kind == "name":
            khmer += f" {modifier.khmer}"
        elif modifier.kind == "province" and not khmer.endswith(("ខេត្ត", "ក្រុង", "រាជធានី")):
            khmer += _province(modifier.khmer)
        elif modifier.khmer.startswith("ដែល"):
            late.append(modifier.khmer if khmer[-1] >= "\u1780" else f" {modifier.khmer}")
        else:
            khmer += _as_modifier(head, modifier)
    return Said(khmer + "".join(late), head.kind)


def _of_year(khmer: str, year: str) -> str:
    """A noun with its year, which for what is of each year is said in one."""
    return khmer.removesuffix("ប្រចាំឆ្នាំ") + ("ប្រចាំ" if khmer.endswith("ប្រចាំឆ្នាំ") else "") + year


def _as_modifier(head: Said, modifier: Said) -> str:
    """What is done stands behind what tells of it with a word between, and behind other nouns as a verb."""
    deed = modifier.kind != "modifier" and is_deed(modifier.khmer)
    if not deed or head.is_deed:
        return modifier.khmer
    if head.khmer.startswith("លទ្ធផល"):
        return f"នៃ{modifier.khmer}"
    return f"ស្តីពី{modifier.khmer}" if head.is_paper else as_verb(modifier.khmer)


def _province(khmer: str) -> str:
    return f"{'រាជធានី' if khmer == 'ភ្នំពេញ' else 'ខេត្ត'}{khmer}"
