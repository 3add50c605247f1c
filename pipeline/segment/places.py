"""Where a meeting was held: venue, town and province, from labels, cover lines and sentences."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from pipeline.khmer.months import english_months
from pipeline.khmer.syllable import ZWSP
from pipeline.model.minutes import Block, Location
from pipeline.segment.addresses import parts_of_address, province_line, provinces_in
from pipeline.segment.blocks import language_of
from pipeline.segment.cover import is_above, when_is_cut
from pipeline.segment.entities import read
from pipeline.segment.presence import heading_says
from pipeline.segment.spans import sentences
from pipeline.segment.tables import labelled_cells
from pipeline.segment.vocabulary import Province, phrases, tables, words

_ONLINE_NAMES = (
    r"Zoom|(?:Microsoft\s+|MS\s+)?Teams|Google\s+(?:Meet|Hangouts?)|Skype|Webex|WebEx|GoToMeeting|BigBlueButton|Jitsi"
    r"|tele-?conference|video\s?conference|conference\s+call"
)
_ONLINE = re.compile(
    rf"(?:\b(?:via|by|on|over|through|using)\s+|ប្រព័ន្ធ\s*)(?:the\s+|a\s+)?(?P<name>{_ONLINE_NAMES})\b", re.I
)
_ONLINE_ALONE = re.compile(
    rf"(?:held\s+)?(?:online|virtual(?:ly)?|remote)?\s*(?:meeting\s+)?(?:via|by|on|over)?\s*[(:–-]?\s*"
    rf"(?P<name>{_ONLINE_NAMES})\b[^,.;]{{0,20}}",
    re.I,
)
_LEAD = re.compile(r"^(?:(?:held|at|in|venue|via)\b[\s:]*)+(?:the\s+)?", re.I)
_HELD = re.compile(
    r"\b(?:held|met|convened?|conducted|gathered|assembled|took\s+place|called\s+to\s+order|organi[sz]ed|hosted)\b",
    re.I,
)
_AT_OR_IN = re.compile(
    r"\b(?:at|in)\s+(?:the\s+)?(?P<place>(?!(?:the|order|\d{1,2}[:.])\b|"
    rf"(?:{'|'.join(english_months())})\b)[\w'’].*)$",
    re.I | re.S,
)
_STREET = re.compile(
    r"\b\d{1,5}\s+(?:[A-Z][\w.']*\s+){1,4}(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Way|Court|Ct"
    r"|Highway|Hwy|Square|Place)\b"
)
_CONTACT = re.compile(r"@|https?:|www\.|\b(?:tel|phone|telephone|fax|e-?mail|p\.?\s?o\.?\s+box|registered)\b", re.I)
_AT = re.compile(r"\b(?:at|in|venue)\b.*?[A-Z]", re.I)
_BETWEEN_PIECES = re.compile(r"\s+[·•|]\s+|\s+[–—-]\s+(?=[A-Z])")
_TOWN = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?")
_HOW = re.compile(r"\s*\((?:hybrid|online|virtual(?:ly)?|in[- ]person|face[- ]to[- ]face|[^()]*\bzoom\b[^()]*)\)", re.I)
_AREA_KM = re.compile("ឃុំ|ភូមិ|ស្រុក|ខេត្ត|ក្រុង|សង្កាត់|ខណ្ឌ|តំបន់|សហគមន៍")
"""What begins the name of a place as large as a village and no room or house."""
_HOURS = re.compile(r"\b([AP])\.\s?M\.", re.I)
_LONGEST_PLACE = 140
_COVER = 14
_MOST_COVER_WORDS = 20


def read_place(blocks: Sequence[Block], title: Block | None, model: str | None, sources: list[str]) -> Location | None:
    """Return where a meeting was held, or None; the ids of the blocks that say so are added to `sources`.

    `blocks` are the title and the first parts of the meeting; `model` names the user's spaCy pipeline, if any.
    """
    found = _labelled(blocks) or _on_cover(blocks, title) or _told(blocks, model) or _told_in_khmer(blocks)
    if found is not None:
        block, address = found
        sources.append(block.id)
        return _location(address, blocks, title, sources)
    named = _province_on_cover(blocks, title)
    if named is None:
        return None
    block, province = named
    sources.append(block.id)
    return Location(name=block.text.strip(), locality=province.en, province=province.en, country="Cambodia")


def may_name_place(text: str) -> bool:
    """Return whether a text has the noun of a venue in it."""
    return phrases("places", "venues").within(text)


def _location(address: str, blocks: Sequence[Block], title: Block | None, sources: list[str]) -> Location:
    venue, locality = parts_of_address(address)
    province, printed = next(iter(provinces_in(address)[-1:]), None), ""
    if province is None:
        on_cover = _province_on_cover(blocks, title)
        if on_cover is not None:
            sources.append(on_cover[0].id)
            province, printed = on_cover[1], on_cover[0].text.strip()
    return Location(
        name=f"{address}, {printed}" if printed and printed not in address else address,
        venue=venue,
        locality=locality or (province.en if province else None),
        province=province.en if province else None,
        country="Cambodia" if province else None,
    )


def _labelled(blocks: Sequence[Block]) -> tuple[Block, str] | None:
    """The address behind a label, in a line or in the row of a table."""
    for block in blocks:
        for text in _labelled_texts(block):
            address = _clean(text)
            if address and len(text) < _LONGEST_PLACE:
                return block, address
    return None


def _labelled_texts(block: Block) -> Iterator[str]:
    if block.kind == "table_row":
        yield from (text for head, text in labelled_cells(block) if phrases("facts", "place").equals(head))
        return
    text = block.text.replace(ZWSP, "")
    match = _label().match(text)
    if match and block.kind not in ("title", "question", "answer", "speech"):
        yield text[match.end() :]


def _on_cover(blocks: Sequence[Block], title: Block | None) -> tuple[Block, str] | None:
    """A place on a line of the cover: beside the date, or on a line of its own next to that of the date or title."""
    in_title = _behind_date(title.text) if title is not None else None
    if title is not None and in_title:
        return title, in_title
    cover = [block for block in blocks[:_COVER] if block.kind in ("paragraph", "heading")]
    dated = [when_is_cut(block.text) is not None for block in cover]
    for n, block in enumerate(cover):
        text = block.text.replace(ZWSP, "").strip()
        if len(text.split()) > _MOST_COVER_WORDS or _CONTACT.search(text) or province_line(text):
            continue
        pieces = _BETWEEN_PIECES.split(text)
        for piece in pieces if any(dated[max(0, n - 1) : n + 2]) else ():
            rest = when_is_cut(piece)
            if rest is not None and (_names_place(rest) or _is_dateline(piece, _clean(rest))):
                return block, _clean(rest)
        if dated[n]:
            if len(pieces) > 1 and (place := next(filter(_is_place_line, pieces), None)):
                return block, _clean(place)
        elif any(dated[max(0, n - 2) : n + 2]) and not is_above(block, title) and _is_place_line(text):
            return block, _clean(text)
    return None


def _behind_date(text: str) -> str | None:
    """The place that a title gives right behind the date ("Regular Session – October 17, 2017 – School Library")."""
    pieces = _BETWEEN_PIECES.split(text)
    for dated, piece in pairwise(pieces):
        if when_is_cut(dated) == "" and _is_place_line(piece):
            return _clean(piece)
    return None


def _is_dateline(text: str, rest: str) -> bool:
    """Whether a line is a town and the date behind it ("Savannakhet, 5 July 2022")."""
    return (
        _TOWN.fullmatch(rest) is not None
        and not phrases("facts", "states").equals(rest)
        and text.startswith(f"{rest},")
        and not _names_event(rest)
    )


def _is_place_line(text: str) -> bool:
    """Whether a line says nothing but a place."""
    if heading_says(text) or text.endswith((".", "។")) or ":" in text or "៖" in text:
        return False
    if re.match(r"[\u1780-\u17ff]", text):
        return re.match("នៅ", text) is not None or _venue_km().match(text) is not None
    return text[:1].isupper() and _names_place(text)


def _names_place(text: str) -> bool:
    if _ONLINE_ALONE.fullmatch(text.strip()) or _STREET.search(text):
        return True
    bare = _LEAD.sub("", text)
    if not any(character.isalpha() for character in bare) or _names_event(bare):
        return False
    if re.match(r"[\u1780-\u17ff]", bare):
        return re.match("នៅ", bare) is not None or _venue_km().match(bare) is not None
    return may_name_place(bare) or bool(provinces_in(bare))


def _names_event(text: str) -> bool:
    """Whether a line names a meeting or a record; a "Conference Room" is none."""
    return phrases("titles", "workshop", "conference", "training", "meeting", "record", "report").within(
        re.sub(r"\b\w+(?=\s+(?:room|hall|cent(?:er|re)|suite|house)s?\b)", " ", text, flags=re.I)
    )


def _told(blocks: Sequence[Block], model: str | None) -> tuple[Block, str] | None:
    """The venue that a sentence names: behind "held at", by an online service, or by its noun."""
    for block in blocks:
        if block.kind == "table_row" or language_of(block.text) == "km":
            continue
        place = next(_held_at(block.text), None)
        if place:
            return block, place
        if block.kind == "title":
            continue
        doc = read(block.text, model) if _AT.search(block.text) and may_name_place(block.text) else None
        entity = next((span.text for span in doc.ents if span.label_ == "VENUE"), None) if doc is not None else None
        if entity:
            return block, _LEAD.sub("", entity)
        online = _ONLINE.search(re.sub(r"\([^)]*\)", "", block.text))
        if online and not heading_says(block.text.split(":")[0]):
            return block, online["name"]
    return None


def _held_at(text: str) -> Iterator[str]:
    """The places behind "at" or "in" of sentences that say people met."""
    text = _HOURS.sub(r"\1M", text)
    for sentence in sentences(text) if _HELD.search(text) else ():
        held = _HELD.search(sentence)
        match = _AT_OR_IN.search(sentence, held.end()) if held else None
        while match is not None:
            place = _venue_in(_clean(_to_stop(match["place"])))
            if place and (may_name_place(place) or _STREET.search(place) or provinces_in(place)):
                yield place
            match = _AT_OR_IN.search(sentence, match.start("place"))


def _venue_in(place: str) -> str:
    """The venue of "Battambang at Lotus Hotel"; other places as they are."""
    town, _, venue = place.partition(" at ")
    return _LEAD.sub("", venue) if venue and may_name_place(venue) and not may_name_place(town) else place


def _told_in_khmer(blocks: Sequence[Block]) -> tuple[Block, str] | None:
    """The place behind នៅ in the line or sentence that opens Khmer minutes."""
    found = [
        (block, match["place"].strip())
        for block in blocks[:_COVER]
        if block.kind in ("paragraph", "heading")
        for match in _at_km().finditer(block.text.replace(ZWSP, ""))
    ]
    rooms = (each for each in found if _AREA_KM.match(each[1]) is None)
    return next(rooms, found[0] if found else None)


def _to_stop(text: str) -> str:
    """A place in a sentence up to the words that go on about something else."""
    return _STOPS.split(text, maxsplit=1)[0]


_STOPS = re.compile(
    r"[;(]|\.(?=\s|$)|\s+(?:on|from|with|to|for|by|under|beginning|commencing|starting|at\s+\d|and\s+was|was|were|which"
    r"|who|where|as|during|after|before|between|until|since|via)\b"
    r"|,\s+(?:on|from|with|at\s+\d|beginning|commencing|and|which|where)\b"
)


def _clean(text: str) -> str:
    """A place without the words before it and the time beside it."""
    text = _HOW.sub("", text)
    rest = when_is_cut(text)
    return _LEAD.sub("", (text if rest is None else rest).strip(" ,.;:–—-|។")).strip(" ,.;:–—-|")


def _province_on_cover(blocks: Sequence[Block], title: Block | None) -> tuple[Block, Province] | None:
    """The line of the cover that is a province and nothing else."""
    for block in blocks[:_COVER]:
        province = province_line(block.text)
        if province is not None and block.kind not in ("title", "table_row") and not is_above(block, title):
            return block, province
    return None


@cache
def _label() -> re.Pattern[str]:
    body = "|".join(re.escape(word) for word in sorted(tables()["facts"]["place"], key=len, reverse=True))
    return re.compile(
        rf"^(?:(?:{body})\s*(?:[:៖]|\s[–-]\s)|held\s+(?:at|in)\s|(?:at|in)\s+the\s+(?=.*\bon\b)"
        r"|នៅ(?=[\u1780-\u17b3\s])(?!ថ្ងៃ))\s*",
        re.I,
    )


@cache
def _venue_km() -> re.Pattern[str]:
    nouns = (word for word in words("places", "venues") if not word.isascii())
    return re.compile("|".join(sorted(nouns, key=len, reverse=True)))


@cache
def _at_km() -> re.Pattern[str]:
    stops = "|".join(tables()["places"]["stops_km"])
    return re.compile(
        rf"(?:នៅ(?:ឯ|ក្នុង|នា|ខាង)?|តាមប្រព័ន្ធ)\s*(?P<place>(?:{_venue_km().pattern}|Zoom|Google\s+Meet|Telegram).{{0,100}}?)"
        rf"(?=\s*(?:[,;។៖៕(/]|$)|\s+(?:{stops})|(?:ក្រោម|ដោយមាន))"
    )
