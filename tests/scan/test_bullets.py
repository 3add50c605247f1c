"""Bullets are known by their shape."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.scan.bullets import bullet_of
from pipeline.scan.reading import find_print


def line(drawn: str) -> np.ndarray:
    """A line of letters drawn as blocks, with something in front of it."""
    image = Image.new("L", (700, 200), 255)
    draw = ImageDraw.Draw(image)
    place = (60, 86, 72, 98) if drawn != "stop" else (60, 98, 72, 110)
    if drawn == "ring":
        draw.ellipse(place, outline=0, width=2)
    elif drawn == "dash":
        draw.rectangle((54, 90, 76, 94), fill=0)
    elif drawn == "square":
        draw.rectangle(place, fill=0)
    else:
        draw.ellipse(place, fill=0)
    for left in range(100, 640, 26):
        draw.rectangle((left, 80, left + 16, 110), fill=0)
    return np.asarray(image)


@pytest.mark.parametrize(("drawn", "is_bullet"), [("disc", 1), ("square", 1), ("ring", 0), ("dash", 0), ("stop", 0)])
def test_a_full_round_blob_in_the_middle_of_the_line_is_a_bullet(drawn: str, is_bullet: bool) -> None:
    found = find_print(line(drawn), 200 / 72)
    (printed,) = found.lines
    assert (printed.bullet is not None) == is_bullet
    assert bullet_of(printed.piece, found.blobs) is None
