"""Image files: their pages, sizes and what is refused."""

from pathlib import Path

import pytest
from PIL import ExifTags, Image

from pipeline.config import Limits, Settings
from pipeline.errors import Category, DocumentError
from pipeline.extract import extract, open_source
from pipeline.extract.frames import open_frame
from pipeline.model.document import Document


def saved(path: Path, size: tuple[int, int] = (827, 1169), **how: object) -> Path:
    Image.new("L", size, 255).save(path, **how)  # type: ignore[arg-type]
    return path


def opened(path: Path, settings: Settings | None = None) -> Document:
    return extract(open_source(path, path.parent), settings or Settings())


def test_a_page_has_the_size_that_the_resolution_gives(tmp_path: Path) -> None:
    facts = opened(saved(tmp_path / "a.png", (1654, 2339), dpi=(200, 200))).pages[0].facts
    assert (facts.width, facts.height) == pytest.approx((595.4, 842.0), abs=1)


@pytest.mark.parametrize("how", [{}, {"dpi": (72, 72)}, {"dpi": (1, 1)}])
def test_without_a_resolution_that_can_be_true_it_is_a4(tmp_path: Path, how: dict[str, object]) -> None:
    facts = opened(saved(tmp_path / "a.jpg", (1654, 2339), **how)).pages[0].facts
    assert (facts.width, facts.height) == pytest.approx((595.4, 842.0), abs=1)


def test_each_frame_of_a_tiff_is_a_page_that_is_unread(tmp_path: Path) -> None:
    frames = [Image.new("1", (827, 1169), 1) for _ in range(3)]
    frames[0].save(tmp_path / "a.tiff", save_all=True, append_images=frames[1:], dpi=(100, 100))
    document = opened(tmp_path / "a.tiff")
    assert [page.facts.page_no for page in document.pages] == [1, 2, 3]
    assert all(page.unread == page.images and page.facts.text_source == "none" for page in document.pages)
    assert open_frame(tmp_path / "a.tiff", 2).mode == "L"


def test_a_photograph_is_turned_as_the_camera_says(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    path = saved(tmp_path / "a.jpg", (1169, 827), exif=exif, dpi=(100, 100))
    facts = opened(path).pages[0].facts
    assert (facts.width, facts.height) == pytest.approx((595.4, 841.7), abs=1)
    assert open_frame(path, 0).size == (827, 1169)


def test_what_is_clear_is_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert open_frame(tmp_path / "a.png", 0).getextrema() == (255, 255)


def test_sixteen_bits_keep_their_contrast(tmp_path: Path) -> None:
    image = Image.new("I;16", (100, 100), 60000)
    image.putpixel((5, 5), 100)
    image.save(tmp_path / "a.png")
    assert open_frame(tmp_path / "a.png", 0).getextrema() == (0, 255)


def test_a_picture_beyond_the_limit_is_not_unpacked(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"limits\.image_pixels") as refused:
        opened(saved(tmp_path / "a.png"), Settings(limits=Limits(image_pixels=1000)))
    assert refused.value.category is Category.TOO_LARGE


@pytest.mark.parametrize(("name", "content"), [("a.png", b"GIF89a"), ("b.jpg", b"\xff\xd8\xff\xe0 and no more")])
def test_what_is_no_picture_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DocumentError):
        opened(tmp_path / name)
