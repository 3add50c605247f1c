"""Words to a terminal."""

import pytest

from pipeline.cli.console import print_table, printable


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("កំណត់ហេតុ​ប្រជុំ é ’ –.pdf", "កំណត់ហេតុ​ប្រជុំ é ’ –.pdf"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31m\x9b", "\\x1b[31m\\x9b"),
        ("\u202egpj.txt\u2066", "\\u202egpj.txt\\u2066"),
        ("caf\udce9", "caf\\udce9"),
    ],
)
def test_names_are_shown_without_their_power(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_brackets_in_cells_are_no_markup(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    print_table(["document"], [["[red]minutes[/red].txt"]])
    assert b"[red]minutes[/red].txt" in capfdbinary.readouterr().out
