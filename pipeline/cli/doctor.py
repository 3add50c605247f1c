"""`khmer-minutes doctor`: what is installed and what is missing."""

from typing import TYPE_CHECKING

from pipeline.cli.options import ConfigOption
from pipeline.errors import MissingProgramError

if TYPE_CHECKING:
    from pipeline.run.doctor import Finding


def doctor(config: ConfigOption = None) -> None:
    """Show what is missing and what installs it.

    \b
    Example:
      khmer-minutes doctor
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import print_table
    from pipeline.config import load_settings
    from pipeline.run.doctor import doctor as examine

    findings = examine(load_settings(config))
    rows = [
        (
            finding.name,
            finding.found or ("MISSING" if finding.needed else "missing"),
            finding.purpose,
            _to_type(finding),
        )
        for finding in findings
    ]
    print_table(("what", "found", "for", "install with"), rows)
    missing = [finding.name for finding in findings if finding.needed and finding.found is None]
    if missing:
        raise MissingProgramError(f"needed and missing: {', '.join(missing)}")


def _to_type(finding: "Finding") -> str:
    return "" if finding.found else finding.install
