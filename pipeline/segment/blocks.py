"""Paragraphs to the blocks of the contract: text, label, language, place."""

from collections.abc import Sequence

from pipeline.model.document import Line, Row, Table
from pipeline.model.minutes import Block, BlockKind, Flag, Provenance, Repair, RepairMethod
from pipeline.segment.labels import Label
from pipeline.segment.paragraphs import Paragraph, Piece, joined
from pipeline.segment.sentences import is_khmer


class BlockMaker:
    """Makes blocks of one document; `measured` says whether its boxes are real points."""

    def __init__(self, measured: bool) -> None:
        self._measured = measured

    def block(self, kind: BlockKind, paragraph: Paragraph, level: int | None = None) -> Block:
        """Return a paragraph as a block; its label, if any, goes into `marker` and `number`."""
        label = paragraph.label
        return Block(
            kind=kind,
            text=paragraph.text,
            orig=paragraph.orig,
            language=language_of(paragraph.text),
            number=label.number if label else None,
            marker=label.marker if label else None,
            level=level if level is not None or kind not in ("list_item", "topic") or label is None else 1,
            repair=_repair(paragraph.pieces, label),
            prov=self.provenance(paragraph.pieces),
        )

    def line(self, line: Line) -> Block:
        """Return a printed line as a paragraph of its own."""
        pieces = [(0, len(line.text), line)]
        return Block(
            kind="paragraph",
            text=line.text,
            orig=_orig(pieces),
            language=language_of(line.text),
            marker=line.marker,
            repair=_repair(pieces),
            prov=self.provenance(pieces),
        )

    def rows(self, table: Table) -> list[Block]:
        """Return a table's rows as blocks, each with a text for every column of the table."""
        width = 1 + max((cell.column for row in table.rows for cell in row.cells), default=0)
        return [self.row(row, width) for row in table.rows]

    def row(self, row: Row, width: int) -> Block:
        """Return a table's row as one block: the text of each of the table's `width` columns stands in `cells`.

        A column without a cell of its own, since it is merged with that above or before it, has an empty text.
        """
        cells = [""] * width
        lines = list[list[str]]([] for _ in cells)
        text, pieces = "", list[Piece]()
        for cell in row.cells:
            words, places = joined(cell.lines)
            lines[cell.column] += [line.text for line in cell.lines]
            cells[cell.column] = f"{cells[cell.column]} {words}".strip()
            text += " " if text and words else ""
            pieces += [(len(text) + start, len(text) + end, line) for start, end, line in places]
            text += words
        block = Block(
            kind="table_row", text=text, orig=_orig(pieces), language=language_of(text), cells=cells,
            repair=_repair(pieces), prov=self.provenance(pieces),
        )  # fmt: skip
        block.keep_lines(lines)
        return block

    def speech(self, paragraph: Paragraph) -> Block:
        """Return a speech opened by a line that says who speaks: the line is its attribution, its words come later.

        So its places have no characters of the text, which is empty.
        """
        return Block(
            kind="speech",
            text="",
            language=language_of(paragraph.text),
            number=paragraph.number,
            marker=paragraph.label.marker if paragraph.label else None,
            attribution=paragraph.text,
            orig=paragraph.orig,
            repair=_repair(paragraph.pieces, paragraph.label),
            prov=[place.model_copy(update={"charspan": None}) for place in self.provenance(paragraph.pieces)],
        )

    def provenance(self, pieces: Sequence[Piece]) -> list[Provenance]:
        """Return a place for each page that the pieces stand on."""
        by_page: dict[int, list[Piece]] = {}
        for piece in pieces:
            by_page.setdefault(piece[2].page_no, []).append(piece)
        return [self._place(page_no, group, len(by_page) > 1) for page_no, group in by_page.items()]

    def _place(self, page_no: int, pieces: list[Piece], several: bool) -> Provenance:
        boxes = [line.box for _, _, line in pieces]
        bbox = (
            round(min(box[0] for box in boxes), 1),
            round(min(box[1] for box in boxes), 1),
            round(max(box[2] for box in boxes), 1),
            round(max(box[3] for box in boxes), 1),
        )
        return Provenance(
            page_no=page_no,
            bbox=bbox if self._measured else None,
            line=pieces[0][2].number,
            charspan=(pieces[0][0], pieces[-1][1]) if several else None,
        )


def language_of(text: str) -> str | None:
    """Return `km` or `en`, whichever script has more letters; None where there are no letters."""
    if not any(character.isalpha() for character in text):
        return None
    return "km" if is_khmer(text) else "en"


def _orig(pieces: Sequence[Piece]) -> str | None:
    """The lines as extracted, or None where repair changed nothing."""
    lines = [line for _, _, line in pieces]
    if all(line.orig is None for line in lines):
        return None
    return " ".join(line.text if line.orig is None else line.orig for line in lines)


def _repair(pieces: Sequence[Piece], label: Label | None = None) -> Repair | None:
    """The repairs of some spans as one: the method of most characters, the least confidence, every flag of the text.

    `label` is what the first line begins with and is no part of the text; a doubt in it lowers the confidence alone.
    """
    sizes: dict[RepairMethod, int] = {}
    flags: list[Flag] = []
    confidence = 1.0
    for n, (start, _, line) in enumerate(pieces):
        start -= label.length if label and n == 0 else 0
        for span in line.spans:
            if span.repair is not None:
                sizes[span.repair.method] = sizes.get(span.repair.method, 0) + len(span.text)
                confidence = min(confidence, span.repair.confidence)
                flags += [_shifted(flag, start) for flag in span.repair.flags if flag.charspan[1] + start > 0]
            start += len(span.text)
    if not sizes:
        return None
    return Repair(method=max(sizes, key=lambda method: sizes[method]), confidence=confidence, flags=flags)


def _shifted(flag: Flag, by: int) -> Flag:
    return flag.model_copy(update={"charspan": (max(0, flag.charspan[0] + by), flag.charspan[1] + by)})
