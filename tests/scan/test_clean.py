"""Paper made white, lines made level, ruling lines taken out."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.scan.blobs import find_blobs
from pipeline.scan.clean import clean
from pipeline.scan.pieces import find_pieces
from pipeline.scan.rulings import take_rulings


def striped(angle: float = 0.0) -> np.ndarray:
    """Rows of letters drawn as blocks, slanted."""
    image = Image.new("L", (900, 700), 255)
    draw = ImageDraw.Draw(image)
    for top in range(60, 640, 60):
        for left in range(60, 820, 26):
            draw.rectangle((left, top, left + 16, top + 20), fill=0)
    return np.asarray(image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255))


@pytest.mark.parametrize("angle", [-2.0, -0.7, 1.3, 3.0])
def test_slanted_lines_are_made_level(angle: float) -> None:
    assert clean(striped(angle)).angle == pytest.approx(-angle, abs=0.12)


def test_level_lines_stay_as_they_are() -> None:
    assert clean(striped()).angle == 0.0


def test_shadow_on_paper_is_no_ink() -> None:
    shadow = np.linspace(1.0, 0.4, 900)
    dim = (striped() * shadow).astype(np.uint8)
    assert abs(int(clean(dim).ink.sum()) - int(clean(striped()).ink.sum())) < 0.02 * clean(striped()).ink.sum()


def test_a_page_without_ink_has_no_lines() -> None:
    blank = clean(np.full((400, 300), 250, dtype=np.uint8))
    assert find_pieces(find_blobs(blank.ink & False, 4.0), []) == []


def test_rulings_are_taken_out_and_part_the_pieces_beside_them() -> None:
    gray = striped().copy()
    gray[100:102, 40:860] = 0
    gray[40:660, 430:433] = 0
    ink = gray < 128
    letter = find_blobs(gray < 128, 4.0).letter
    free, rulings = take_rulings(ink, letter)
    level = [ruling for ruling in rulings if ruling.level]
    upright = [ruling for ruling in rulings if not ruling.level]
    assert [round(ruling.at) for ruling in level] == [100]
    assert [round(ruling.at) for ruling in upright] == [431]
    assert not free[100:102, 40:56].any()
    pieces = find_pieces(find_blobs(free, 4.0, letter), rulings)
    assert len(pieces) == 20
    assert all(piece.x1 <= 431 or piece.x0 >= 431 for piece in pieces)


def test_marks_below_letters_are_no_line_of_their_own() -> None:
    gray = striped().copy()
    for left in range(60, 820, 52):
        gray[85:99, left : left + 15] = 0  # as high as two thirds of a letter, right below it
    blobs = find_blobs(gray < 128, 4.0, 21.0)
    pieces = find_pieces(blobs, [])
    assert len(pieces) == 10
    assert max(len(piece.blobs) for piece in pieces) > 40
