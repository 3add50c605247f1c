"""`khmer-minutes report`: what became of every document."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli.options import ConfigOption


def report(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Folder of results; default: paths.outputs of the settings."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page for a browser, with charts.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Show what worked, what did not and why.

    Every document of the ledger, as the last run left it, and how sure its text is.

    \b
    Example:
      khmer-minutes report
      khmer-minutes report results --json
      khmer-minutes report results --html report.html
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_documents, write_out
    from pipeline.config import load_settings
    from pipeline.run.ledger import reading
    from pipeline.run.overview import unfinished

    folder = folder or load_settings(config).paths.outputs
    if html is not None:
        _write_page(folder, html)
        return
    with reading(folder) as ledger:
        documents = (entry.reported() for entry in ledger.entries())
        if as_json:
            left = unfinished(ledger, folder)
            write_documents(documents, {"unfinished": left} if left else {})
        else:
            _print_report(documents)
            for line in unfinished(ledger, folder):
                write_out(f"{line}\n")


def _write_page(folder: Path, file: Path) -> None:
    from pipeline.cli.console import say
    from pipeline.errors import UsageError
    from pipeline.run.overview import overview
    from pipeline.run.overview_page import overview_page

    page = overview_page(overview(folder), folder.resolve().name)
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from error
    say(f"written: {file}")


def _print_report(documents: Iterator[dict[str, Any]]) -> None:
    from pipeline.cli.console import explained, print_table, write_out
    from pipeline.shown import percent

    counts: Counter[str] = Counter()

    def counted(document: dict[str, Any]) -> dict[str, Any]:
        counts[document["status"]] += 1
        return document

    rows = (
        (
            document["path"],
            document["status"],
            "" if document["pages"] is None else str(document["pages"]),
            f"{document['seconds']:.1f}",
            "" if document["confidence"] is None else percent(document["confidence"]),
            explained(document["category"], document["reason"]),
        )
        for document in map(counted, documents)
    )
    headings = ("document", "status", "pages", "seconds", "confidence", "why")
    print_table(headings, rows, numbers=("pages", "seconds", "confidence"))
    listed = ", ".join(f"{counts[status]} {status}" for status in ("done", "partial", "failed", "skipped"))
    write_out(f"{counts.total()} in all: {listed}\n")
