"""The files of a run: minutes.json, text.txt, report.docx and the summaries."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from pipeline.config import Settings
from pipeline.emit.instead import instead_of
from pipeline.emit.json_file import minutes_json
from pipeline.emit.printed import utf8
from pipeline.emit.report import report_docx
from pipeline.emit.summary_file import summary_markdown
from pipeline.emit.text_file import text
from pipeline.lost import lost
from pipeline.model.minutes import Minutes
from pipeline.pace import UNHURRIED, Cause, Pace

OUTPUTS = ("minutes.json", "text.txt", "report.docx", "summary.en.md", "summary.km.md")
"""Names of the files that a document's outputs are."""


def write_outputs(minutes: Minutes, folder: Path, settings: Settings, pace: Pace = UNHURRIED) -> None:
    """Write the files of `OUTPUTS` into the folder, each whole or not at all.

    The folder is made where it is missing; other files in it, `corrections.json` among them, are left alone. All are
    made and written beside their places before the first one is put there, so that a failure leaves the older
    outputs as they were. In the place of a file that an earlier process has died of stands one that says so, and an
    issue is added to the minutes, which are written last of all.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    makers: dict[str, Callable[[], bytes]] = {
        "text.txt": lambda: utf8(text(minutes)),
        "summary.en.md": lambda: utf8(summary_markdown(minutes, "en")),
        "summary.km.md": lambda: utf8(summary_markdown(minutes, "km")),
        "report.docx": lambda: report_docx(minutes, settings.report),
    }
    contents = {name: _made(name, make, minutes, pace) for name, make in makers.items()}
    pace.step("emit")
    contents["minutes.json"] = minutes_json(minutes)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as cleanup:
        beside = {name: _write_beside(folder / name, contents[name], cleanup) for name in OUTPUTS}
        for name, written in beside.items():
            written.replace(folder / name)


def _made(name: str, make: Callable[[], bytes], minutes: Minutes, pace: Pace) -> bytes:
    """The bytes of a file, or of one in its stead where an earlier process has died of making it."""

    def instead(cause: Cause) -> bytes:
        minutes.issues.append(lost(f"{name} was not made", cause))
        return instead_of(name, cause)

    pace.step("emit")
    return pace.attempt(f"making {name}", make, instead)


def _write_beside(place: Path, content: bytes, cleanup: ExitStack) -> Path:
    """Return a new file of this content in the folder of `place`; on leaving it is removed unless renamed by then."""
    beside = place.with_name(f".{place.name}.part")
    cleanup.callback(beside.unlink, missing_ok=True)
    beside.write_bytes(content)
    return beside
