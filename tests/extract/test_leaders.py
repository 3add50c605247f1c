from collections.abc import Callable, Sequence

from pipeline.model.document import Document
from tests.extract.tiny_pdf import BOLD, text

ReadPages = Callable[[Sequence[str]], Document]


def test_leader_in_a_font_of_its_own_leaves_a_blank(read_pages: ReadPages) -> None:
    page = text(50, 100, "Installation", BOLD) + text(112, 100, " . . . . . . . . ") + text(170, 100, "2", BOLD)
    (line,) = read_pages([page]).lines()
    assert line.text == "Installation 2"
