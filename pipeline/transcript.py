"""The text of a file as it reads after repair: what `khmer-minutes repair` prints."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import Settings
from pipeline.errors import UsageError
from pipeline.extract import TEXT, open_source
from pipeline.extract.decoding import decode
from pipeline.extract.text import split_lines
from pipeline.model.document import Document, Line, Page
from pipeline.pace import UNHURRIED
from pipeline.process import read_document
from pipeline.result import Stopwatch

if TYPE_CHECKING:
    from pipeline.repair.guide import Guide


def transcript_of_codes(path: Path, encoding: str, page_no: int | None = None) -> str:
    r"""Return a text file that holds the codes of an 8-bit Khmer font in Unicode, as many lines as it has.

    The codes are bytes as Windows or the Macintosh have them, or the letters of those bytes in Unicode. Lines end in
    \n, the last one as in the file.

    Args:
        path: a text file.
        encoding: the name of a family (`pipeline.repair.legacy.Family`).
        page_no: the page, of which a text file has one.

    Raises:
        DocumentError: the file cannot be read, is no text file, or is empty.
        UsageError: there is no such family or page, or the file is no text file: other kinds name their fonts.
    """
    from pipeline.repair.legacy import family_named
    from pipeline.repair.legacy_text import read_codes

    try:
        family = family_named(encoding)
    except ValueError as error:
        raise UsageError(str(error)) from error
    source = open_source(path, path.parent)
    if source.media_type != TEXT:
        raise UsageError(f"{path}: --encoding is for text files; in other kinds the fonts say what is set in them")
    if page_no not in (None, 1):
        raise UsageError(f"{path} has no page {page_no}; a text file is one page")
    return read_codes(path.read_bytes(), family)


@dataclass(frozen=True)
class Help:
    """Files that help to decipher damaged Khmer, and where to put what was learnt of it."""

    known: Path | None = None
    """A map that was learnt before."""
    corrected: Path | None = None
    """Lines that a person has corrected."""
    save_map: Path | None = None

    def guide(self, path: Path) -> "Guide | None":
        """Return what the files say of a text file; None where there are none.

        Raises:
            UsageError: one of them cannot be read or is not what it should be, or lines are given of another file.
        """
        if self.known is None and self.corrected is None:
            return None
        from pipeline.repair.guide import read_guide

        is_text = open_source(path, path.parent).media_type == TEXT
        if self.corrected and not is_text:
            raise UsageError(f"{path}: --lines is for text files; lines of other kinds have no numbers")
        line_count = len(split_lines(decode(path.read_bytes(), path.name)[0])) if is_text else 0
        return read_guide(self.known, self.corrected, line_count)


UNHELPED = Help()


def transcript(path: Path, settings: Settings, page_no: int | None = None, help: Help = UNHELPED) -> str:
    r"""Return the repaired text of a file, or of one page of it, in reading order, one printed line a line.

    Of a text file every line comes back in its place, blank ones too; lines end in \n, the last one as in the file.

    Raises:
        DocumentError: the file cannot be read, or there is no text in it.
        UsageError: there is no such page, or what should help cannot be used.
    """
    guide = help.guide(path)
    document = read_document(path, path.parent, settings, Stopwatch(), UNHURRIED, guide)
    if guide is not None:
        from pipeline.repair.guide import check_used

        check_used(document, guide.corrected, path)
    numbers = [page.facts.page_no for page in document.pages]
    if page_no is not None and page_no not in numbers:
        raise UsageError(f"{path} has no page {page_no}; its pages are 1 to {max(numbers)}")
    if help.save_map:
        from pipeline.repair.guide import save_map

        save_map(next(iter(document.learnt.values()), None), help.save_map, path)
    if document.source.media_type == TEXT:
        return _line_for_line(path, document)
    pages = [page for page in document.pages if page_no in (None, page.facts.page_no)]
    return "\n".join("".join(f"{_printed(line)}\n" for line in _on_page(page, document)) for page in pages)


def _on_page(page: Page, document: Document) -> Iterator[Line]:
    """The lines printed on a page: running heads, body, running feet; of a table over pages the part that is here."""
    number = page.facts.page_no
    body = [line for line in document.lines() if line.page_no == number]
    first = min((line.box[1] for line in body), default=0.0)
    yield from (line for line in page.furniture if line.box[1] < first)
    yield from body
    yield from (line for line in page.furniture if line.box[1] >= first)


def _printed(line: Line) -> str:
    return f"{line.marker} {line.text}" if line.marker else line.text


def _line_for_line(path: Path, document: Document) -> str:
    """The lines of a text file as they stand in it, blanks and markers too, with what repair changed in its place.

    A printed line that an extractor had cut stands in the place of its first piece; the others are empty.
    """
    raw, _ = decode(path.read_bytes(), path.name)
    lines = split_lines(raw)
    for line in document.all_lines():
        if line.number is not None and line.orig is not None:
            piece = line.orig.split("\n")[0] if line.cut else line.orig
            lines[line.number - 1] = lines[line.number - 1].replace(piece, line.text)
            for number in line.cut:
                lines[number - 1] = ""
    return "\n".join(lines) + ("\n" if raw.endswith(("\n", "\r")) else "")
