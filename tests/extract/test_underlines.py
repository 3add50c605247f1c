"""Words that a page underlines."""

from collections.abc import Callable, Sequence

from pipeline.model.document import Document, Table
from tests.extract.tiny_pdf import grid, rule, text

ReadPages = Callable[[Sequence[str]], Document]


def underlined(document: Document) -> list[tuple[str, bool]]:
    return [(span.text, span.underline) for line in document.lines() for span in line.spans]


def test_words_over_a_thin_rule_are_underlined(read_pages: ReadPages) -> None:
    page = text(50, 100, "Roads") + rule(50, 101.5, 78, 101.5) + text(50, 120, "The road is wet.")
    assert underlined(read_pages([page])) == [("Roads", True), ("The road is wet.", False)]


def test_a_line_underlined_at_its_beginning_is_parted(read_pages: ReadPages) -> None:
    page = text(50, 100, "Roads: nothing new") + rule(50, 101.5, 79, 101.5)
    assert underlined(read_pages([page])) == [("Roads", True), (": nothing new", False)]


def test_a_rule_across_the_page_underlines_nothing(read_pages: ReadPages) -> None:
    page = text(50, 100, "Roads") + rule(50, 101.5, 500, 101.5) + text(50, 120, "The road is wet.")
    assert not any(is_under for _, is_under in underlined(read_pages([page])))


def test_the_borders_of_a_table_underline_nothing(read_pages: ReadPages) -> None:
    page = grid([50, 150, 250], [90, 106, 122]) + text(52, 102, "Item") + text(152, 102, "Cost")
    document = read_pages([page + text(52, 118, "Pump") + text(152, 118, "120")])
    assert any(isinstance(item, Table) for item in document.pages[0].body)
    assert not any(is_under for _, is_under in underlined(document))
