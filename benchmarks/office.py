"""Word files of others against other programs: the share of the words that those read which our text holds.

    khmer-minutes run FOLDER -o OUTPUTS
    .venv/bin/python -m benchmarks.office FOLDER OUTPUTS

Counts words with their repetitions, folded, of each program that is installed (docx2txt, pandoc, antiword, catdoc,
unrtf, LibreOffice) and each kind of file. Lines below that name the documents of which most is missing.
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from pipeline.extract.office import office_program

COMMANDS = {
    ("docx2txt", ".docx"): ["docx2txt", "{}", "-"],
    ("pandoc", ".docx"): ["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", "{}"],
    ("pandoc", ".rtf"): ["pandoc", "-f", "rtf", "-t", "plain", "--wrap=none", "{}"],
    ("antiword", ".doc"): ["antiword", "-w", "0", "-m", "UTF-8.txt", "{}"],
    ("catdoc", ".doc"): ["catdoc", "-w", "-d", "utf-8", "{}"],
    ("unrtf", ".rtf"): ["unrtf", "--text", "{}"],
}
_WORD = re.compile(r"[^\W_]+")
_SECONDS = 60
_NAMED = 25


def words_of(text: str) -> Counter[str]:
    """Return the words of a text with how often each stands there."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def read_by_others(path: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each program that reads a file, with its text."""
    for (name, suffix), command in COMMANDS.items():
        if path.suffix.lower() == suffix:
            yield name, _output([part.replace("{}", str(path)) for part in command])
    program = office_program()
    if program is not None:
        kept = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        form = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder), str(path)]
        _output([program, "--headless", kept, *form])
        made = folder / f"{path.stem}.txt"
        yield "LibreOffice", made.read_text("utf-8", "replace") if made.is_file() else ""
        made.unlink(missing_ok=True)


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def main(folder: Path, outputs: Path) -> None:
    """Print a line for each program and kind of file, then the documents of which most is missing."""
    sums: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    worst: list[tuple[int, str]] = []
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(folder.iterdir()):
            text = outputs / path.name / "text.txt"
            ours = words_of(text.read_text("utf-8")) if text.is_file() else Counter()
            for name, said in read_by_others(path, Path(scratch)):
                theirs = words_of(said)
                missing, more = (theirs - ours).total(), (ours - theirs).total()
                sums[name, path.suffix].update(files=1, words=theirs.total(), missing=missing, more=more)
                worst.append((missing, f"{missing:6} of {theirs.total():6} words of {name:11} not in {path.name}"))
    for (name, suffix), count in sorted(sums.items()):
        held = 1 - count["missing"] / max(1, count["words"])
        said = f"{count['files']:4} files {count['words']:8,} words, held {held:.2%}, more {count['more']:,}"
        print(f"{suffix:6} {name:12} {said}")
    print(*[line for _, line in sorted(worst, reverse=True)[:_NAMED]], sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
