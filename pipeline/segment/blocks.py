"""Paragraphs to the blocks of the contract: text, label, language, place."""

from collections.abc import Sequence

from pipeline.model.document import Line, Row
from pipeline.model.minutes import Block, BlockKind, Flag, Provenance, Repair, RepairMethod
from pipeline.segment.paragraphs import Paragraph, is_khmer


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
            repair=_repair(paragraph),
            prov=self.provenance(paragraph.pieces),
        )

    def row(self, row: Row) -> Block:
        """Return a table's row as one block, its cells' texts in `cells`."""
        lines = [line for cell in row.cells for line in cell.lines]
        cells = [" ".join(_whole(line) for line in cell.lines) for cell in row.cells]
        text = " ".join(cell for cell in cells if cell)
        return Block(
            kind="table_row", text=text, language=language_of(text), cells=cells,
            prov=self.provenance([(0, len(text), line) for line in lines]),
        )  # fmt: skip

    def speech(self, paragraph: Paragraph) -> Block:
        """Return a speech opened by a line that says who speaks: the line is its attribution, its words come later."""
        return Block(
            kind="speech",
            text="",
            language=language_of(paragraph.text),
            number=paragraph.number,
            marker=paragraph.label.marker if paragraph.label else None,
            attribution=paragraph.text,
            prov=self.provenance(paragraph.pieces),
        )

    def provenance(self, pieces: Sequence[tuple[int, int, Line]]) -> list[Provenance]:
        """Return a place for each page that the pieces stand on."""
        by_page: dict[int, list[tuple[int, int, Line]]] = {}
        for piece in pieces:
            by_page.setdefault(piece[2].page_no, []).append(piece)
        return [self._place(page_no, group, len(by_page) > 1) for page_no, group in by_page.items()]

    def _place(self, page_no: int, pieces: list[tuple[int, int, Line]], several: bool) -> Provenance:
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


def _whole(line: Line) -> str:
    return f"{line.marker} {line.text}" if line.marker else line.text


def _repair(paragraph: Paragraph) -> Repair | None:
    """The repairs of a paragraph's spans as one: the method of most characters, the least confidence, every flag."""
    sizes: dict[RepairMethod, int] = {}
    flags: list[Flag] = []
    confidence = 1.0
    for n, (start, _, line) in enumerate(paragraph.pieces):
        start -= paragraph.label.length if paragraph.label and n == 0 else 0
        for span in line.spans:
            if span.repair is not None:
                sizes[span.repair.method] = sizes.get(span.repair.method, 0) + len(span.text)
                confidence = min(confidence, span.repair.confidence)
                flags += [_shifted(flag, start) for flag in span.repair.flags]
            start += len(span.text)
    if not sizes:
        return None
    return Repair(method=max(sizes, key=lambda method: sizes[method]), confidence=confidence, flags=flags)


def _shifted(flag: Flag, by: int) -> Flag:
    return flag.model_copy(update={"charspan": (flag.charspan[0] + by, flag.charspan[1] + by)})
