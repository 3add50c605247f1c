"""tesseract as a child process: found at run time, given the pictures of lines, killed when it takes too long."""

import html
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.guard import guard
from pipeline.scan.picture import Gray

_RAW_LINE = "13"
"""--psm: the picture is one line, to be read as it is."""
_SURELY = 30.0
"""Seconds in which even a slow machine tells its languages."""

_TAG = re.compile(
    r"class='(?P<page>ocr_page)'"
    r"|class='ocrx_word'[^>]*title='bbox (?P<word>\d+ \d+ \d+ \d+); x_wconf (?P<word_conf>-?\d+)"
    r"|title='x_bboxes (?P<box>-?\d+ -?\d+ -?\d+ -?\d+); x_conf (?P<conf>-?[\d.]+)'>(?P<text>[^<]*)<"
    r"|id='choice_[\d_]+' title='x_confs (?P<choice_conf>[\d.]+)'>(?P<choice>[^<]*)<"
)


class OcrError(Exception):
    """tesseract failed on a page: it took too long, or ended with an error."""


@dataclass(frozen=True, slots=True)
class Program:
    """An installed tesseract."""

    path: str
    version: str
    languages: tuple[str, ...]


@dataclass(slots=True)
class Symbol:
    """A letter, subscript, vowel or sign as tesseract reads it."""

    text: str
    x0: float
    x1: float
    choices: list[tuple[str, float]] = field(default_factory=list)
    """What else it may be, the likeliest first, with a share of certainty between 0 and 1."""


@dataclass(slots=True)
class Word:
    """Symbols between two blanks, in pixels of the picture of its line."""

    x0: float
    x1: float
    confidence: float
    """0 to 1, tesseract's own."""
    language: str
    symbols: list[Symbol] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As tesseract reads it."""
        return "".join(symbol.text for symbol in self.symbols)


def find_program() -> Program | None:
    """Return the tesseract on the PATH with its languages; None where there is none."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        version = _printed(path, "--version").split("\n", 1)[0].removeprefix("tesseract").strip()
        listed = _printed(path, "--list-langs").split("\n")[1:]
    except (OSError, subprocess.SubprocessError):
        return None
    return Program(path, version, tuple(sorted(name.strip() for name in listed if name.strip())))


def install_command(languages: Sequence[str]) -> str:
    """Return the command that installs tesseract with some languages on Debian and Ubuntu; English comes with it."""
    names = [name.lower().replace("_", "-") for name in languages if name not in ("eng", "osd")]
    return " ".join(["apt-get install tesseract-ocr", *(f"tesseract-ocr-{name}" for name in names)])


def read_lines(program: Program, lines: Sequence[Gray], language: str, seconds: float) -> list[list[Word]]:
    """Return the words of each line's picture, read in one language.

    Raises:
        OcrError: tesseract did not end in time, or not well.
    """
    if not lines:
        return []
    with tempfile.TemporaryDirectory(prefix="khmer-minutes-") as name:
        folder = Path(name)
        for number, gray in enumerate(lines):
            (folder / f"{number}.pgm").write_bytes(b"P5 %d %d 255\n" % gray.shape[::-1] + gray.tobytes())
        (folder / "list.txt").write_text("".join(f"{folder}/{n}.pgm\n" for n in range(len(lines))))
        options = ["--psm", _RAW_LINE, "--dpi", "300", "-c", "hocr_char_boxes=1", "-c", "lstm_choice_mode=2"]
        command = [program.path, f"{folder}/list.txt", "-", "-l", language, *options, "hocr"]
        said = _run(command, seconds)
    return _words_of_lines(said, len(lines), language)


def _run(command: Sequence[str], seconds: float) -> str:
    """What a command writes to its standard output; its process group is killed when its time is up."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    with guard() as watching:
        try:
            child = subprocess.Popen(
                command, env=environment, stdin=null, stdout=pipe, stderr=pipe, start_new_session=True
            )
        except OSError as error:
            raise OcrError(f"tesseract cannot be started: {error.strerror}") from error
        watching.watch(child.pid)
        try:
            out, complaint = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise OcrError(f"tesseract took more than {seconds:g} seconds") from error
        finally:
            if child.returncode is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.communicate()
            watching.let_go()
    if child.returncode != 0:
        lines = [line for line in complaint.decode("utf-8", "replace").splitlines() if not line.startswith("Page ")]
        raise OcrError(f"tesseract ended with {child.returncode}: {' '.join(lines)[:200]}")
    return out.decode("utf-8", "replace")


def _words_of_lines(hocr: str, count: int, language: str) -> list[list[Word]]:
    """The words in tesseract's hOCR, a list for each page of it, which is a line here."""
    lines: list[list[Word]] = []
    for tag in _TAG.finditer(hocr):
        if tag["page"]:
            lines.append([])
        elif tag["word"]:
            x0, _, x1, _ = map(float, tag["word"].split())
            lines[-1].append(Word(x0, x1, max(0.0, float(tag["word_conf"]) / 100), language))
        elif tag["box"]:
            x0, _, x1, _ = map(float, tag["box"].split())
            text = html.unescape(tag["text"])
            lines[-1][-1].symbols.append(Symbol(text, x0, x1))
        elif lines[-1][-1].symbols:
            sure = float(tag["choice_conf"]) / 100
            lines[-1][-1].symbols[-1].choices.append((html.unescape(tag["choice"]), sure))
    if len(lines) != count:
        raise OcrError(f"tesseract read {len(lines)} of {count} lines")
    return [[word for word in line if word.text.strip() and _is_seen(word)] for line in lines]


def _is_seen(word: Word) -> bool:
    """Whether there is any certainty in a word: of a blank picture tesseract makes words without."""
    return word.confidence > 0 or any(share > 0 for symbol in word.symbols for _, share in symbol.choices)


def _printed(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SURELY)
    return done.stdout or done.stderr
