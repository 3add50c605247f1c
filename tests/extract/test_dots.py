"""Bullets that a page draws as shapes."""

from collections.abc import Callable, Sequence

from pipeline.model.document import Document
from tests.extract.tiny_pdf import HEIGHT, text

ReadPages = Callable[[Sequence[str]], Document]


def disc(x: float, top: float, size: float) -> str:
    """Content that fills a disc whose box begins at x and `top` points below the top of the page."""
    y, half = HEIGHT - top - size, size / 2
    return (
        f"{x} {y + half} m {x} {y + size} {x + size} {y + size} {x + size} {y + half} c "
        f"{x + size} {y} {x} {y} {x} {y + half} c f\n"
    )


def markers(document: Document) -> list[tuple[str | None, str]]:
    return [(line.marker, line.text) for line in document.lines()]


def test_a_small_disc_before_a_line_is_its_bullet(read_pages: ReadPages) -> None:
    page = disc(50, 94.5, 3) + text(62, 100, "fix the pump") + text(62, 112, "paint the door")
    assert markers(read_pages([page])) == [("•", "fix the pump"), (None, "paint the door")]


def test_a_large_disc_or_one_far_away_is_no_bullet(read_pages: ReadPages) -> None:
    page = disc(40, 88, 14) + disc(10, 114.5, 3) + text(62, 100, "fix the pump") + text(62, 120, "paint the door")
    assert markers(read_pages([page])) == [(None, "fix the pump"), (None, "paint the door")]
