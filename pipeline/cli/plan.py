"""`khmer-minutes plan`: what a run would do, and why; touches nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import ConfigOption

if TYPE_CHECKING:
    from pipeline.run.plan import Planned, Tally


def plan(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", readable=False, help="Files, and folders to search; default: paths.inputs of the settings."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Where a run would write; default: paths.outputs."),
    ] = None,
    config: ConfigOption = None,
    force: Annotated[bool, typer.Option("--force", help="As `run --force` would.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="As `run --retry-failed` would.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")] = False,
) -> None:
    """Show what a run would do, file by file, and why; nothing is written.

    How each document stands (new, changed, done, known bad), what its text is (native, broken map, legacy, scan,
    encrypted, malformed), how many pages it has, and what reading it needs that is not installed.

    \b
    Example:
      khmer-minutes plan
      khmer-minutes plan archive -o results --json
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_documents
    from pipeline.config import load_settings
    from pipeline.run.plan import Tally
    from pipeline.run.plan import plan as make_plan

    settings = load_settings(config)
    output = output or settings.paths.outputs
    planned = make_plan(paths or [settings.paths.inputs], settings, output, force=force, retry_failed=retry_failed)
    tally = Tally()
    if as_json:
        write_documents(tally.add(each).reported() for each in planned)
    else:
        _print_plan(planned, tally)
    raise typer.Exit(tally.exit_code)


def _print_plan(planned: Iterator["Planned"], tally: "Tally") -> None:
    from pipeline.cli.console import print_table, write_out

    rows = (
        (
            each.key,
            "run" if each.is_run else "skip",
            str(each.standing),
            str(each.survey.pages) if each.survey is not None and each.survey.pages is not None else "",
            _text(each),
            _why(each),
        )
        for each in map(tally.add, planned)
    )
    print_table(("document", "would", "state", "pages", "text", "why"), rows, numbers=("pages",))
    write_out(f"{tally.documents} in all: {tally.to_run} to run, {tally.documents - tally.to_run} to skip\n")
    if tally.lacking:
        write_out(f"missing: {', '.join(sorted(tally.lacking))}; khmer-minutes doctor says what installs it\n")


def _text(planned: "Planned") -> str:
    """What the text is: the worst of the pages first, with their number where they differ."""
    seen = planned.survey
    if seen is None:
        return planned.category or ""
    parts = []
    for damage, count in seen.damages.most_common():
        named = f"{damage} ({', '.join(seen.families)})" if damage == "legacy" and seen.families else str(damage)
        parts.append(named if len(seen.damages) == 1 else f"{named} {count}")
    whole = ", ".join(parts)
    is_part = seen.pages is not None and seen.looked_at < seen.pages
    return f"{whole} (of {seen.looked_at} pages looked at)" if is_part else whole


def _why(planned: "Planned") -> str:
    known = "" if planned.standing == "new" else planned.why
    parts = [known, planned.reason or "", *(f"needs {name}" for name in planned.lacks)]
    return "; ".join(part for part in parts if part)
