"""What a person says of a damaged text before it is deciphered: a map learnt before, and lines that are corrected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.model.document import Document
from pipeline.repair.corrected_lines import read_corrected_lines
from pipeline.repair.decipher_map import GlyphMap


@dataclass(frozen=True)
class Guide:
    """What is known beforehand; nothing, by default."""

    known: GlyphMap | None = None
    corrected: Mapping[int, str] = field(default_factory=dict)
    """The true text of lines, by their number in the text file."""

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return self.known is not None or bool(self.corrected)


UNGUIDED = Guide()


def read_guide(known: Path | None, corrected: Path | None, line_count: int) -> Guide:
    """Return what a saved map and a list of corrected lines say of a text file with so many lines.

    Raises:
        UsageError: one of them cannot be read or is not what it should be; the message says what to do.
    """
    lines = read_corrected_lines(corrected, line_count) if corrected else {}
    return Guide(read_map(known) if known else None, lines)


def read_map(path: Path) -> GlyphMap:
    """Return a map that `save_map` wrote.

    Raises:
        UsageError: there is no such file, or it is no such map.
    """
    try:
        return GlyphMap.load(path)
    except OSError as error:
        raise UsageError(f"cannot read the map {path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(
            f"{path} is no map of a damaged font ({_reason(error, path)}); khmer-minutes repair FILE --save-map {path} "
            "writes one"
        ) from error


def save_map(learnt: str | None, path: Path, source: Path) -> None:
    """Write a learnt map, as TOML.

    Raises:
        UsageError: none was learnt from `source`, or the file cannot be written.
    """
    if learnt is None:
        raise UsageError(f"{source}: no damaged Khmer in it was deciphered, so there is no map to save in {path}")
    try:
        path.write_text(learnt, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write the map {path}: {error.strerror}") from error


def check_used(document: Document, corrected: Mapping[int, str], source: Path) -> None:
    """Make sure that the document was read by all corrected lines.

    Raises:
        UsageError: one says nothing of the damaged text; the message says why and what to do.
    """
    lines = list(document.all_lines())
    used = {line.number for line in lines if any(span.repair and span.repair.method == "person" for span in line.spans)}
    for number, truth in corrected.items():
        if number in used or any(line.number == number and truth.endswith(line.text) for line in lines):
            continue
        whole = next((line.number for line in lines if number in line.cut), None)
        if whole is not None:
            raise UsageError(
                f"{source}: line {number} is the rest of line {whole}, which was cut: correct the two as line {whole}"
            )
        raise UsageError(
            f"{source}: there is no damaged Khmer in line {number} to be corrected: is its number right? Take it out "
            "of the list, or see the numbers with: cat -n"
        )


def _reason(error: ValueError, path: Path) -> str:
    return "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).removeprefix(f"{path}: ")
