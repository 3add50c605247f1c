"""Lines of a damaged text that a person has corrected, from which the rest is read better."""

from pathlib import Path

from pipeline.errors import UsageError

_EXAMPLE = "each line is a number, a tab and the true text of that line: 412<TAB>អង្គការ"


def read_corrected_lines(path: Path, line_count: int) -> dict[int, str]:
    """Return the true text of lines by their number in a text file, 1-based; `line_count` is how many it has.

    Blank lines of the list and those that begin with # are passed over.

    Raises:
        UsageError: the list cannot be read, or a line of it is not what it should be; the message says which and why.
    """
    try:
        rows = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8; save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"cannot read the corrected lines {path}: {error.strerror}") from error
    corrected: dict[int, str] = {}
    for place, row in enumerate(rows, 1):
        if not row.strip() or row.startswith("#"):
            continue
        number, text = _parted(row, f"{path}, line {place}")
        if not 1 <= number <= line_count:
            raise UsageError(f"{path}, line {place}: there is no line {number}; the file has {line_count}")
        if number in corrected:
            raise UsageError(f"{path}, line {place}: line {number} is there twice")
        corrected[number] = text
    if not corrected:
        raise UsageError(f"{path}: no corrected line in it; {_EXAMPLE}")
    return corrected


def _parted(row: str, where: str) -> tuple[int, str]:
    number, tab, text = row.partition("\t")
    if not tab:
        raise UsageError(f"{where}: no tab; {_EXAMPLE}")
    if not number.strip().isdecimal():
        raise UsageError(f"{where}: {number.strip()!r} is no line number; {_EXAMPLE}")
    if not text.strip():
        raise UsageError(f"{where}: no text behind the tab; leave the line out to have it read as before")
    return int(number), text.strip()
