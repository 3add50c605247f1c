"""Khmer of a PDF's fonts that nothing can read, deciphered from the codes of the glyphs.

The font is not embedded, or its program is broken, or its glyphs are pictures; the text layer is silent or damaged. The
codes lose nothing: each is one glyph. So what they stand for is learnt from the language, from the widths that the file
gives, and from what the text layer says wrongly by rule; where that makes good Khmer of them, it is the reading.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from pipeline.khmer.visual import to_logical
from pipeline.model.document import Document, Font, Span
from pipeline.model.minutes import Issue
from pipeline.pace import UNHURRIED, Pace
from pipeline.repair.atlas import Atlas, atlas
from pipeline.repair.choose import Choice
from pipeline.repair.code_order import read_by_order
from pipeline.repair.code_signs import NAMELESS
from pipeline.repair.code_solve import solve_codes
from pipeline.repair.code_text import Code, CodedLines, code_of, coded_lines, is_code, is_plain
from pipeline.repair.damaged_text import Damage, count_khmer, diagnose
from pipeline.repair.evidence import no_language, soundness
from pipeline.repair.rewrite import UNREAD, GlyphReading, rewrite_line

FEWEST = 400
"""Glyphs from which codes are learnt; any map makes words of fewer."""
FEWEST_OF_FONT = 100
"""Glyphs of one font of several below which its reading is a guess."""
READ = 0.1
"""Share of a font's glyphs that other repairs have read from which it is theirs."""
SILENT = 0.5
"""Share of a font's glyphs without a text from which its text layer is silent."""
NO_WIDTH = (0.1, 0.4)
"""Share of running glyphs without width, as signs above and below have none: 0.23 to 0.25 in the fonts of the atlas, 0
in Latin ones."""
LEAST_LIKELY, MOST_UNKNOWN = -2.2, 0.05
"""Nats a character, and share of clusters outside the lexicon, from which a reading is refused. What was read with less
than 5 % of errors has -1.9 and 0.02, with 10 % -2.3 and 0.06, other languages and letters at random -5.5 and 0.5."""
SURE = 0.99
"""How sure a glyph is that has no rival."""
_PLACES = 4
"""Places whose margins count for a glyph; further ones are much like these."""
_BY_ORDER = _BY_TEXT_LAYER = 0.98
_NARROW = 0.02
"""Ems; what is narrower has no width."""


class Loss(StrEnum):
    """What is wrong with the text layer of a font."""

    DAMAGED = "damaged"
    """It says Khmer, but not what is drawn."""
    SILENT = "silent"
    """It says nothing, or letters that are no language."""


_Readings = dict[str, dict[int, GlyphReading]]


def read_codes(document: Document, known: Atlas | None = None, pace: Pace = UNHURRIED) -> Document:
    """Return the document with the Khmer of fonts that nothing has read deciphered from their codes, where it is sure.

    Fonts whose text is good, or no Khmer, stay as they are. `known` is the atlas, for the widths that fonts give to
    glyphs (default: the shipped one).
    """
    unread = find_unread_fonts(document)
    silent = {key for key, loss in unread.items() if loss is Loss.SILENT}
    coded = coded_lines(document.all_lines(), document.fonts, unread, silent) if unread else CodedLines()
    if sum(code.places for code in coded.codes) < FEWEST:
        return document
    readings = _believed(
        document.fonts, coded, _readings(document.fonts, unread, coded, solve_codes(coded, known or atlas(), pace))
    )
    count = 0
    for line in document.all_lines() if readings else ():
        if any(span.font in readings for span in line.spans):
            rewrite_line(line, readings, method="decipher")
            count += any(span.repair is not None and span.repair.method == "decipher" for span in line.spans)
    if count:
        document.issues.append(_told(count, {document.fonts[key].name for key in readings}))
    return document


def find_unread_fonts(document: Document) -> dict[str, Loss]:
    """Fonts of which no repair has read anything, and what is wrong with their text; fonts of one name are one font."""
    suspects = {font.name for font in document.fonts.values() if font.kind != "docx" and _is_suspect(font)}
    if not suspects:
        return {}
    keys = {key: font.name for key, font in document.fonts.items() if font.name in suspects and font.kind != "docx"}
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for line in document.all_lines():
        for span in line.spans:
            if span.font in keys and span.glyphs:
                spans[keys[span.font]].append(span)
    losses = {name: _loss(own) for name, own in spans.items() if not _are_read(own)}
    return {key: loss for key, name in keys.items() if (loss := losses.get(name)) is not None}


def _is_suspect(font: Font) -> bool:
    """Whether the text layer is silent of some codes, or says Khmer of them."""
    return not all(map(is_plain, font.said.values()))


def _are_read(spans: Sequence[Span]) -> bool:
    """Whether another repair has read what there is, but for a little."""
    read = [span for span in spans if span.repair is not None and span.text.count(UNREAD) < len(span.text) / 2]
    return sum(len(span.glyphs) for span in read) >= READ * sum(len(span.glyphs) for span in spans)


def _loss(spans: Sequence[Span]) -> Loss | None:
    texts = [span.text if span.orig is None else span.orig for span in spans]
    if count_khmer("".join(texts)):
        return Loss.DAMAGED if diagnose(texts).damage is Damage.LETTERS else None
    glyphs = [(glyph, span.size or 10.0) for span in spans for glyph in span.glyphs]
    narrow = sum(glyph.box[2] - glyph.box[0] < _NARROW * size for glyph, size in glyphs)
    if not NO_WIDTH[0] <= narrow / len(glyphs) <= NO_WIDTH[1]:
        return None
    silent = sum(not glyph.text.strip("\x00\ufffd") for glyph, _ in glyphs)
    return Loss.SILENT if silent >= SILENT * len(glyphs) or no_language(texts) else None


def _readings(
    fonts: Mapping[str, Font], unread: Mapping[str, Loss], coded: CodedLines, choices: Mapping[int, Choice]
) -> _Readings:
    """What each code of each font stands for; empty where they make no Khmer."""
    found: _Readings = {
        key: {
            code: GlyphReading(said, _BY_TEXT_LAYER, "tounicode")
            for code, said in fonts[key].said.items()
            if is_plain(said) and loss is Loss.DAMAGED
        }
        for key, loss in unread.items()
    }
    if not choices:
        return {}
    strings: defaultdict[str, list[tuple[Code, str]]] = defaultdict(list)
    for number, code in enumerate(coded.codes):
        choice = choices[number]
        found[code.font][code.number] = _reading(choice, code.places)
        strings[code.font].append((code, choice.candidate.text))
    for key, believed in strings.items():
        for number, text in read_by_order(believed).items() if fonts[key].kind == "Type0" else ():
            found[key][number] = GlyphReading(text, _BY_ORDER, "codes")
    return found


def _reading(choice: Choice, places: int) -> GlyphReading:
    text = choice.candidate.text
    if text in NAMELESS:
        return GlyphReading(UNREAD, SURE, "codes", margin=0.0)
    margin = choice.margin * min(places, _PLACES)
    confidence = SURE if math.isinf(margin) else SURE * (1 - math.exp(-max(0.0, margin)))
    return GlyphReading(text, confidence, "codes", True, max(0.0, margin), choice.rivals)


def _believed(fonts: Mapping[str, Font], coded: CodedLines, readings: _Readings) -> _Readings:
    """The readings of fonts whose text is Khmer by them, and surely so: some map makes words of anything.

    Fonts of one name are parts of one font and are judged together.
    """
    families: defaultdict[str, set[str]] = defaultdict(set)
    for key in readings:
        families[fonts[key].name].add(key)
    return {
        key: readings[key] for keys in families.values() if _reads_well(coded, keys, readings) for key in sorted(keys)
    }


def _reads_well(coded: CodedLines, keys: set[str], readings: _Readings) -> bool:
    texts = [to_logical(_strings(text, coded, keys, readings)) for text in coded.texts]
    if sum(code.places for code in coded.codes if code.font in keys) < FEWEST_OF_FONT:
        return False
    evidence = soundness("\n".join(texts))
    if evidence.log_probability is None or evidence.out_of_lexicon is None or evidence.khmer < evidence.unknown:
        return False
    return evidence.log_probability > LEAST_LIKELY and evidence.out_of_lexicon < MOST_UNKNOWN


def _strings(text: str, coded: CodedLines, keys: set[str], readings: _Readings) -> Iterator[str]:
    """What the codes of some fonts draw in a line; blanks for all else."""
    for character in text:
        code = coded.codes[code_of(character)] if is_code(character) else None
        yield readings[code.font][code.number].text if code is not None and code.font in keys else " "


def _told(lines: int, fonts: set[str]) -> Issue:
    names = ", ".join(sorted(fonts))
    return Issue(
        code="codes-deciphered",
        severity="warning",
        message=f"The font {names} cannot be read, neither from its glyphs nor from the text layer; its Khmer in "
        f"{lines} lines has been deciphered from the codes of its glyphs.",
    )
