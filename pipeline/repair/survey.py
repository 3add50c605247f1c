"""What a file is and what is wrong with its text, told at a glance: no layout, no repair, nothing is written.

`survey` looks at pages through pdfium, which costs some milliseconds each; of a long file at pages from all over it.
The figures and thresholds are those of the judge, so that the two agree.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract.source import DOC, DOCX, PDF, RTF, TEXT, SourceFile, open_source
from pipeline.repair.evidence import no_language, soundness
from pipeline.repair.judge import FEWEST_KHMER, MOST_NONSENSE, is_damaged
from pipeline.repair.legacy import Family, detect, family_of_font
from pipeline.repair.legacy_codes import codes_of
from pipeline.repair.legacy_suspects import has_khmer, is_english, is_odd
from pipeline.repair.legacy_ways import FEWEST_CODES

LEGACY_SHARE = 0.1
"""Share of a page's letters in 8-bit Khmer fonts from which the page counts as set in one."""
UNKNOWN_SHARE = 0.02
"""Share of characters that nobody knows from which a text layer counts as wrong."""
MOST_WEIGHED = 800
"""Characters of a page that are weighed."""
_LEAST_NONSENSE = 60
"""Latin letters below which they may be abbreviations."""


class Damage(StrEnum):
    """What the text of a page is; the words are those of `plan`."""

    NATIVE = "native"
    BROKEN_MAP = "broken map"
    """The text layer does not say what the page shows: to be read from the glyphs, or deciphered."""
    LEGACY = "legacy"
    """Khmer in an 8-bit font."""
    SCAN = "scan"
    """A picture of text, or a part that is one."""
    BLANK = "blank"
    UNKNOWN = "not looked into"
    """What only LibreOffice can read."""


@dataclass(slots=True)
class Survey:
    """What a look at a file has shown."""

    media_type: str
    pages: int | None = None
    """None where the kind of file has none, or they are not known."""
    looked_at: int = 0
    """Pages."""
    damages: Counter[Damage] = field(default_factory=Counter)
    """Pages looked at by what their text is; the file as one page where it has none."""
    families: tuple[str, ...] = ()
    """Of 8-bit fonts, the most used first."""

    @property
    def needs(self) -> list[str]:
        """Programs that reading this file takes beside this package, by the first words that `doctor` has for them."""
        found = ["LibreOffice"] if self.media_type in (DOC, RTF) else []
        return [*found, "tesseract"] if self.damages[Damage.SCAN] else found


def survey(path: Path, settings: Settings) -> Survey:
    """Return what a file is and what is wrong with its text.

    Raises:
        DocumentError: the file is locked, damaged, empty or no document, and why.
    """
    source = open_source(path, path.parent)
    if source.media_type == PDF:
        from pipeline.repair.survey_pdf import survey_pdf

        return survey_pdf(source, settings)
    if source.media_type in (DOC, RTF):
        from pipeline.extract.bare_word import bare_text

        text = bare_text(source)
        if not text or not text.strip():  # what it holds only LibreOffice can say
            return Survey(source.media_type, damages=Counter({Damage.UNKNOWN: 1}))
        return _of_runs(source, [(None, text)])
    if source.media_type == DOCX:
        from pipeline.repair.survey_docx import runs_of

        return _of_runs(source, runs_of(path))
    if source.media_type == TEXT:
        from pipeline.extract.decoding import decode

        text, _ = decode(path.read_bytes(), path.name)
        if not text.strip():
            raise DocumentError(Category.NO_TEXT, f"{path.name}: nothing but blanks in the file")
        return _of_runs(source, [(None, text)])
    return Survey(source.media_type, damages=Counter({Damage.SCAN: 1}))


def _of_runs(source: SourceFile, runs: Iterable[tuple[str | None, str]]) -> Survey:
    """A file without pages: its text in pieces with the name of each one's font."""
    pieces = [(font, text) for font, text in runs if text.strip()]
    damage, families = damage_of(pieces)
    return Survey(source.media_type, 1 if source.media_type == TEXT else None, 1, Counter({damage: 1}), tuple(families))


def damage_of(pieces: Iterable[tuple[str | None, str]]) -> tuple[Damage, list[str]]:
    """Return what the text of a page is, and the families of its 8-bit fonts.

    `pieces` is its text with the name of each piece's font, None where it is not known.
    """
    by_family: Counter[Family] = Counter()
    texts, total = list[str](), 0
    by_font: dict[str | None, list[str]] = defaultdict(list)
    for font, text in pieces:
        by_font[font].append(text)
    for font, said in by_font.items():
        letters = len("".join("".join(said).split()))
        total += letters
        family = _family_of(font, said)
        if family is None:
            texts += said
        else:
            by_family[family] += letters
    ornaments = by_family.pop(Family.TACTEING, 0)
    if by_family and by_family.total() >= LEGACY_SHARE * max(1, total - ornaments):
        return Damage.LEGACY, [str(family) for family, _ in by_family.most_common()]
    return _of_text(_excerpt("\n".join(texts)))


def _family_of(font: str | None, said: Sequence[str]) -> Family | None:
    """The family of a font's codes: by its name unless it says what it draws; else by those that look like codes."""
    named = family_of_font(font) if font else None
    text = "\n".join(_excerpt("\n".join(said)))
    if named is not None:
        return None if named is not Family.TACTEING and _is_plain(text) else named
    if font is None:
        return None
    odd = [each for each in map(codes_of, said) if is_odd(each)]
    if sum(map(len, odd)) < FEWEST_CODES:
        return None
    return detect("\n".join(_excerpt("\n".join(odd)))).family


def _is_plain(text: str) -> bool:
    """Whether text in a font of a legacy name is Khmer in Unicode, or English."""
    codes = codes_of(text)
    is_unicode = 2 * sum(map(has_khmer, text)) > len("".join(text.split()))
    return is_unicode or (is_english(codes) and not is_odd(codes))


def _of_text(lines: list[str]) -> tuple[Damage, list[str]]:
    evidence = soundness("\n".join(lines))
    if is_damaged(evidence):
        return Damage.BROKEN_MAP, []
    is_khmer_sound = evidence.khmer >= FEWEST_KHMER  # glyphs without a text of their own then belong to syllables
    if not is_khmer_sound and evidence.unknown > UNKNOWN_SHARE * max(1, evidence.letters):
        return Damage.BROKEN_MAP, []
    nonsense = "\n".join(lines[n] for n in no_language(lines))
    if len(nonsense) < max(_LEAST_NONSENSE, MOST_NONSENSE * evidence.letters):
        return Damage.NATIVE, []
    family = detect(nonsense).family
    return (Damage.BROKEN_MAP, []) if family is None else (Damage.LEGACY, [str(family)])


def _excerpt(text: str) -> list[str]:
    """Lines from all over a text, about `MOST_WEIGHED` characters; a single long line is cut."""
    lines = [line for line in text.splitlines() if line.strip()]
    every = max(1, len(text) // MOST_WEIGHED)
    return [line[: 2 * MOST_WEIGHED] for line in lines[::every]]
