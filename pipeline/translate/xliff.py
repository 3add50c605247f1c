"""XLIFF 1.2 (OASIS, 2008) out to a translator and back: one file for each document and pair of languages."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from lxml import etree

from pipeline.emit.printed import legal
from pipeline.errors import UsageError
from pipeline.model.minutes import Minutes, TranslationState
from pipeline.translate.safe_xml import LANG, parse_xml
from pipeline.translate.segments import Segment, segments

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_Q = f"{{{NAMESPACE}}}"
_STATES: tuple[TranslationState, ...] = get_args(TranslationState)
_UNFINISHED = re.compile("new|needs-.*")
"""States of a target that is no translator's work yet, or not to the end (XLIFF 1.2, 3.2.3)."""


class Returned(NamedTuple):
    """One text as it came back from a translator."""

    target_id: str
    source: str
    text: str
    state: TranslationState
    finished: bool
    """Whether a person stands behind it: approved, or in another state than it was sent out with."""
    as_sent: bool
    """Whether it is what was sent out, letter for letter."""


class ReturnedFile(NamedTuple):
    """All of one document in one pair of languages."""

    document: str
    """`minutes.document.id`: the hash of the file that the texts are from."""
    path: str
    """`minutes.document.path`."""
    source_language: str
    target_language: str
    texts: list[Returned]


def file_name(source: str, target: str) -> str:
    """Return the name of an export: translation.en-km.xlf."""
    return f"translation.{source}-{target}.xlf"


def write_xliff(minutes: Minutes, source: str, target: str) -> bytes | None:
    """Return all texts of one language with what there is of their translation; None where there is no text.

    Each text is one `trans-unit` with the id of what it translates, notes on speaker and session, and the doubts of the
    draft as notes too. Where there is no draft, the target holds the source's own text: older tools (OmegaT 3.6,
    tried) show a translator only what stands in a target.
    """
    wanted = [segment for segment in segments(minutes) if segment.language == source]
    if not wanted:
        return None
    known = {(one.target_id, one.language): one for one in minutes.translations}
    root = etree.Element(f"{_Q}xliff", {"version": "1.2"}, nsmap={None: NAMESPACE})
    file = etree.SubElement(
        root,
        f"{_Q}file",
        {
            "original": legal(minutes.document.path),
            "source-language": source,
            "target-language": target,
            "datatype": "plaintext",
        },
    )
    header = etree.SubElement(file, f"{_Q}header")
    etree.SubElement(header, f"{_Q}note").text = f"document {minutes.document.id}"
    body = etree.SubElement(file, f"{_Q}body")
    for segment in wanted:
        translation = known.get((segment.id, target))
        unit = etree.SubElement(body, f"{_Q}trans-unit", {"id": segment.id, LANG_SPACE: "preserve"})
        etree.SubElement(unit, f"{_Q}source", {LANG: source}).text = legal(segment.text)
        state = translation.state if translation else "needs-translation"
        unit.set("approved", "no" if _UNFINISHED.fullmatch(state) else "yes")
        element = etree.SubElement(unit, f"{_Q}target", {LANG: target, "state": state})
        element.text = legal(translation.text if translation and translation.text else segment.text)
        unit.set("extradata", _mark(element.text))
        for note in _notes(segment, translation.checks if translation else []):
            etree.SubElement(unit, f"{_Q}note").text = legal(note)
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written


LANG_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def read_xliff(path: Path) -> Iterator[ReturnedFile]:
    """Yield the files inside an XLIFF file that a translator sends back.

    Raises:
        UsageError: the file cannot be read, is no XLIFF 1.2, or was not made by `translate export`.
    """
    root = parse_xml(path)
    if root.tag != f"{_Q}xliff":
        raise UsageError(f"{path} is no XLIFF 1.2 file; send back the .xlf that translate export wrote")
    for file in root.iterfind(f"{_Q}file"):
        notes = [note.text or "" for note in file.iterfind(f"{_Q}header/{_Q}note")]
        document = next((note.removeprefix("document ") for note in notes if note.startswith("document sha256:")), None)
        source, target = _language(file.get("source-language")), _language(file.get("target-language"))
        if document is None or not source or not target:
            raise UsageError(f"{path} does not say which document it translates; was it made by translate export?")
        texts = [_returned(unit) for unit in file.iter(f"{_Q}trans-unit")]
        yield ReturnedFile(document, file.get("original", ""), source, target, texts)


def _language(code: str | None) -> str:
    """A language without its country: tools may say km-KH for km."""
    return re.split("[-_]", code or "")[0].lower()


def _notes(segment: Segment, checks: list[str]) -> list[str]:
    return [*segment.notes, *(f"check: {check}" for check in checks)]


def _returned(unit: etree._Element) -> Returned:
    source, target = unit.find(f"{_Q}source"), unit.find(f"{_Q}target")
    text = "".join(target.itertext()) if target is not None else ""
    told = target.get("state") if target is not None else None
    state: TranslationState = next((known for known in _STATES if known == told), "translated")
    finished = bool(text.strip()) and (
        unit.get("approved") == "yes" or (told is not None and not _UNFINISHED.fullmatch(told))
    )
    of = "".join(source.itertext()) if source is not None else ""
    as_sent = unit.get("extradata") == _mark(text)
    return Returned(unit.get("id", ""), of, text, state, finished, as_sent)


def _mark(text: str) -> str:
    """What a target is known by that comes back as it was sent out."""
    return f"sent {hashlib.sha256(text.encode()).hexdigest()[:16]}"
