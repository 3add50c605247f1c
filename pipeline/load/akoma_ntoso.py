"""A meeting as Akoma Ntoso 3.0 (OASIS LegalDocML): a debate of sections, speeches, questions and answers."""

import re
from collections.abc import Iterable
from itertools import groupby

from lxml import etree

from pipeline import __version__
from pipeline.model.minutes import Block, Meeting, Minutes, Section

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNNAMED = "unnamed"
"""Who says what nobody is named for: Akoma Ntoso asks of every speech by whom it is."""
_UNKNOWN_DATE = "0001-01-01"
_COUNTRIES = {"Cambodia": "kh"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPEECHES = {"speech": "speech", "question": "question", "answer": "answer"}
_THREE_LETTERS = {"km": "khm", "en": "eng", "fr": "fra"}


def akoma_ntoso(minutes: Minutes, meeting: Meeting) -> str:
    """Return the meeting as XML, in UTF-8 by its declaration; valid by the schema of the standard.

    The ids are those of minutes.json. A date that is not known to the day is the first of its month or year, one that
    is not known at all 0001-01-01, and their `name` says so. Characters that XML cannot hold become U+FFFD.
    """
    root = etree.Element("akomaNtoso", nsmap={None: NAMESPACE})
    debate = etree.SubElement(root, "debate", name=meeting.classification)
    _add_meta(debate, minutes, meeting)
    _add_preface(debate, meeting)
    body = etree.SubElement(debate, "debateBody")
    for section in meeting.sections:
        _add_section(body, section)
    if not meeting.sections:
        empty = etree.SubElement(body, "debateSection", name="other", eId=f"{meeting.id}.empty")
        etree.SubElement(empty, "p")
    written = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}'


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _text(parent: etree._Element, tag: str, text: str, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag, **attributes)
    element.text = _clean(text)
    return element


def _date(meeting: Meeting) -> tuple[str, str]:
    """A whole date and how it is known."""
    known = meeting.start_date or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", known):
        return known, "meeting"
    if re.fullmatch(r"\d{4}-\d\d", known):
        return f"{known}-01", "month of the meeting"
    return (f"{known}-01-01", "year of the meeting") if re.fullmatch(r"\d{4}", known) else (_UNKNOWN_DATE, "unknown")


def _add_meta(debate: etree._Element, minutes: Minutes, meeting: Meeting) -> None:
    meta = etree.SubElement(debate, "meta")
    identification = etree.SubElement(meta, "identification", source="#khmer-minutes")
    date, how_known = _date(meeting)
    place = meeting.location.country if meeting.location else None
    country = _COUNTRIES.get(place or "", "xx")
    work = f"/akn/{country}/debate/{date}/{minutes.document.id.removeprefix('sha256:')[:12]}-{meeting.id}"
    language = _THREE_LETTERS.get((minutes.document.languages or ["und"])[0], "und")
    _add_level(identification, "FRBRWork", work, date, how_known, [("FRBRcountry", {"value": country})])
    expression = f"{work}/{language}@"
    _add_level(
        identification, "FRBRExpression", expression, date, how_known, [("FRBRlanguage", {"language": language})]
    )
    _add_level(identification, "FRBRManifestation", f"{expression}.xml", date, how_known, [])
    references = etree.SubElement(meta, "references", source="#khmer-minutes")
    for n, body in enumerate(meeting.organizers, 1):
        href = f"/ontology/organization/{meeting.id}.host{n}"
        _reference(references, "TLCOrganization", f"{meeting.id}.host{n}", href, body.name)
    _reference(
        references,
        "TLCOrganization",
        "khmer-minutes",
        "/ontology/organization/khmer-minutes",
        f"khmer-minutes {__version__}",
    )
    for person in meeting.people:
        name = " ".join(filter(None, (person.honorific, person.name)))
        _reference(references, "TLCPerson", person.id, f"/ontology/person/{person.id}", name)
    _reference(references, "TLCPerson", UNNAMED, f"/ontology/person/{UNNAMED}", "not named")


def _reference(parent: etree._Element, tag: str, name: str, href: str, shown: str) -> None:
    etree.SubElement(parent, tag, eId=name, href=href, showAs=_clean(shown))


def _add_level(
    parent: etree._Element, tag: str, uri: str, date: str, how_known: str, rest: Iterable[tuple[str, dict[str, str]]]
) -> None:
    level = etree.SubElement(parent, tag)
    etree.SubElement(level, "FRBRthis", value=f"{uri}/!main" if tag == "FRBRWork" else uri)
    etree.SubElement(level, "FRBRuri", value=uri)
    etree.SubElement(level, "FRBRdate", date=date, name=how_known)
    etree.SubElement(level, "FRBRauthor", href="#khmer-minutes")
    for name, attributes in rest:
        etree.SubElement(level, name, attributes)


def _add_preface(debate: etree._Element, meeting: Meeting) -> None:
    lines = [("docTitle", meeting.title.text)] if meeting.title else []
    preface = etree.SubElement(debate, "preface") if lines or meeting.date_text or meeting.location else None
    if preface is None:
        return
    for tag, text in lines:
        _text(etree.SubElement(preface, "p"), tag, text)
    if meeting.date_text:
        line = etree.SubElement(preface, "p")
        if _date(meeting)[1] == "meeting":
            _text(line, "docDate", meeting.date_text, date=_date(meeting)[0])
        else:
            line.text = _clean(meeting.date_text)
    if meeting.location:
        _text(preface, "p", meeting.location.name)


def _add_section(parent: etree._Element, section: Section) -> None:
    element = etree.SubElement(parent, "debateSection", name=section.kind, eId=section.id)
    if section.heading is not None:
        if section.heading.marker:
            _text(element, "num", section.heading.marker)
        _text(element, "heading", section.heading.text)
    for topic in section.topics:
        _add_line(element, topic)
    _add_blocks(element, section.blocks, may_speak=True)
    for inner in section.sections:
        _add_section(element, inner)
    if not (section.topics or section.blocks or section.sections):
        etree.SubElement(element, "p")


def _add_blocks(parent: etree._Element, blocks: Iterable[Block], *, may_speak: bool) -> None:
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind == "list_item":
            _add_list(parent, list(group))
        elif kind == "table_row":
            _add_table(parent, list(group))
        else:
            for block in group:
                if kind in _SPEECHES and may_speak:
                    _add_speech(parent, block)
                else:
                    _add_line(parent, block)
                    _add_blocks(parent, block.blocks, may_speak=False)


def _add_speech(parent: etree._Element, block: Block) -> None:
    speech = etree.SubElement(parent, _SPEECHES[block.kind], by=f"#{block.speaker_id or UNNAMED}", eId=block.id)
    if block.marker:
        _text(speech, "num", block.marker)
    if block.attribution:
        _text(speech, "from", block.attribution)
    if block.text or not block.blocks:
        _text(speech, "p", block.text)
    _add_blocks(speech, block.blocks, may_speak=False)


def _add_line(parent: etree._Element, block: Block) -> None:
    words = " ".join(filter(None, (block.marker, block.attribution, block.text)))
    attributes = {"eId": block.id, "class": block.kind}
    _text(parent, "p", words, **attributes)


def _add_list(parent: etree._Element, blocks: list[Block]) -> None:
    points = etree.SubElement(parent, "blockList", eId=f"{blocks[0].id}.list")
    for block in blocks:
        item = etree.SubElement(points, "item", eId=block.id)
        if block.marker:
            _text(item, "num", block.marker)
        _text(item, "p", " ".join(filter(None, (block.attribution, block.text))))
        _add_blocks(item, block.blocks, may_speak=False)


def _add_table(parent: etree._Element, blocks: list[Block]) -> None:
    table = etree.SubElement(parent, "table", eId=f"{blocks[0].id}.table")
    for block in blocks:
        row = etree.SubElement(table, "tr", eId=block.id)
        for cell in block.cells or [block.text]:
            _text(etree.SubElement(row, "td"), "p", cell)
