"""The files of a run: minutes.json, text.txt, report.docx and the summaries."""

from contextlib import ExitStack
from pathlib import Path

from pipeline.config import Settings
from pipeline.emit.json_file import minutes_json
from pipeline.emit.printed import utf8
from pipeline.emit.report import report_docx
from pipeline.emit.summary_file import summary_markdown
from pipeline.emit.text_file import text
from pipeline.model.minutes import Minutes

OUTPUTS = ("minutes.json", "text.txt", "report.docx", "summary.en.md", "summary.km.md")
"""Names of the files that a document's outputs are."""


def write_outputs(minutes: Minutes, folder: Path, settings: Settings) -> None:
    """Write the files of `OUTPUTS` into the folder, each whole or not at all.

    The folder is made where it is missing; other files in it, `corrections.json` among them, are left alone. All are
    made and written beside their places before the first one is put there, so that a failure leaves the older
    outputs as they were.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    contents = {
        "minutes.json": minutes_json(minutes),
        "text.txt": utf8(text(minutes)),
        "report.docx": report_docx(minutes, settings.report),
        "summary.en.md": utf8(summary_markdown(minutes, "en")),
        "summary.km.md": utf8(summary_markdown(minutes, "km")),
    }
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as cleanup:
        beside = {name: _write_beside(folder / name, content, cleanup) for name, content in contents.items()}
        for name, written in beside.items():
            written.replace(folder / name)


def _write_beside(place: Path, content: bytes, cleanup: ExitStack) -> Path:
    """Return a new file of this content in the folder of `place`; on leaving it is removed unless renamed by then."""
    beside = place.with_name(f".{place.name}.part")
    cleanup.callback(beside.unlink, missing_ok=True)
    beside.write_bytes(content)
    return beside
