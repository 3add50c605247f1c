"""`khmer-minutes run`: the main job."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.options import ConfigOption

if TYPE_CHECKING:
    from pipeline.run.batch import Hire
    from pipeline.run.flow import Progress


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", readable=False, help="Files, and folders to search; default: paths.inputs of the settings."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Where results go; default: paths.outputs of the settings."),
    ] = None,
    config: ConfigOption = None,
    jobs: Annotated[
        int, typer.Option("-j", "--jobs", metavar="N", min=1, help="Documents to work on side by side, a process each.")
    ] = 1,
    force: Annotated[bool, typer.Option("--force", help="Redo documents that are done and unchanged.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try unchanged documents that failed before once more.")
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="End the run at the first document that fails.")
    ] = False,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Spread the documents over the workers of a dask scheduler: tcp://host:8786."
        ),
    ] = None,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Say on standard error how far it is in lines of JSON, for programs.")
    ] = False,
) -> None:
    """Turn minutes into JSON, Word and plain text.

    Each document (PDF, text, Word, scan) gets a folder of its own with minutes.json, report.docx and text.txt.
    What is done and unchanged is skipped, so the same command goes on where an interrupted one stopped.

    \b
    Example:
      khmer-minutes run
      khmer-minutes run archive/2019 letter.pdf -o results
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import abandon, say
    from pipeline.cli.progress import follow, print_summary
    from pipeline.config import load_settings
    from pipeline.errors import UsageError
    from pipeline.run import batch

    settings = load_settings(config)
    output = output or settings.paths.outputs
    with follow(log_json) as progress:
        summary = batch.run(
            paths or [settings.paths.inputs],
            settings,
            output,
            progress,
            force=force,
            retry_failed=retry_failed,
            fail_fast=fail_fast,
            jobs=jobs,
            hire=_hire(cluster, progress),
        )
    try:
        print_summary(summary)
    except BrokenPipeError:
        abandon(sys.stdout)
    except UsageError as error:  # what came of the run is in the ledger all the same
        say(f"khmer-minutes: {error}")
    raise typer.Exit(summary.exit_code)


def _hire(cluster: str | None, progress: "Progress") -> "Hire":
    """Return what gets the hands of the run: on this machine, or on the workers of a scheduler."""
    if cluster is None:
        from pipeline.run.batch import on_this_machine

        return on_this_machine
    from pipeline.run.cluster import on_cluster

    return on_cluster(cluster, progress.note)
