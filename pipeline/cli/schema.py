"""`khmer-minutes schema`: the contract of minutes.json."""


def schema() -> None:
    """Print the JSON Schema of minutes.json.

    \b
    Example:
      khmer-minutes schema > minutes.schema.json
    """  # noqa: D301 (typer reads the escape)
    from pipeline.cli.console import write_out
    from pipeline.emit.schema import schema_text

    write_out(schema_text())
