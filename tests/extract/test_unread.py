"""Pages that show more than their text layer says, and pages that only look as if they did."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.model.document import Document, Page
from pipeline.repair.judge import judge
from tests.extract.conftest import read
from tests.press.collage import HEIGHT, PAGE, WIDTH, Item, Picture, Typed, collage, paper, printed, strips
from tests.press.corpus import declaration
from tests.press.legacy import typed

ReadItems = Callable[..., Document]
WHOLE = [(0.0, 0.0, WIDTH, HEIGHT)]
KHMER = declaration()[:14]
ENGLISH = [
    "The board met in the hall of the commune and approved the minutes of its last meeting.",
    "The director reported on the wells that were dug in the dry season and on their cost.",
    "Members asked when the road to the school would be repaired and who would pay for it.",
    "The chair thanked the members and closed the meeting at half past eleven in the morning.",
] * 6
OCR_NONSENSE = [
    "nYMIUgHY [AT ANKANIAIgManminn ii¥jmsagmn Shaaniswy HUM_M saUAYoIMcupNviguAN",
    "vaAMMATicEMAWSas SHneugnwnis jnuminiMignis sags hsayipdgmnaniay islig¢umags",
    "IBA AVIMINA UA son aquiAniuieg jMuUMIMWMiNNnigdgas WarfanuUNigd UAHIG niwtI",
] * 8


@pytest.fixture(scope="module")
def scan() -> Image.Image:
    return printed(KHMER, dpi=100)


@pytest.fixture(scope="module")
def english_scan() -> Image.Image:
    return printed(ENGLISH, dpi=100)


@pytest.fixture
def read_items(tmp_path: Path) -> ReadItems:
    """Reads a PDF with a page of each list of items, and judges it."""

    def read_made(*pages: Sequence[Item], draw: Sequence[bytes] = ()) -> Document:
        path = tmp_path / "made.pdf"
        path.write_bytes(collage(pages, draw))
        return judge(read(path))

    return read_made


def verdict(page: Page) -> tuple[str, int]:
    """The page's text source, and how many parts of it are unread."""
    return page.facts.text_source, len(page.unread)


@pytest.mark.parametrize("how", ["plain", "form", "inline", "strips"])
def test_scan_without_text_is_unread_however_it_is_drawn(read_items: ReadItems, scan: Image.Image, how: str) -> None:
    items: dict[str, list[Picture]] = {
        "plain": [Picture(scan)],
        "form": [Picture(scan, form=True)],
        "inline": [Picture(scan.resize((300, 424)), inline=True)],
        "strips": strips(scan, PAGE, 70),
    }
    (page,) = read_items(items[how]).pages
    assert verdict(page) == ("none", 1)
    assert (page.unread, page.facts.confidence) == (WHOLE, 0.0)


def test_scan_under_typed_page_numbers_in_limon_is_unread(read_items: ReadItems, scan: Image.Image) -> None:
    number = typed("១២៣", "limon").decode("cp1252")
    pages = [[Picture(scan), Typed([number], 290, 810, "ABCDEF+Limon-S1")] for _ in range(3)]
    assert [verdict(page) for page in read_items(*pages).pages] == [("none", 1)] * 3


def ocr_layer(tmp_path: Path, printed_lines: Sequence[str], read_as: Sequence[str] = ()) -> list[Typed]:
    """An invisible text layer that lies on the lines of printed paragraphs, with their words or with others."""
    path = tmp_path / "printed.pdf"
    path.write_bytes(paper(printed_lines))
    lines = list(read(path).pages[0].lines())
    words = read_as or [line.text for line in lines]
    return [
        Typed([text], line.box[0], line.box[3] - 3, size=(line.box[3] - line.box[1]) * 0.8, invisible=True)
        for line, text in zip(lines, words, strict=False)
    ]


def test_scan_under_ocr_that_took_khmer_for_latin_is_unread(
    read_items: ReadItems, scan: Image.Image, tmp_path: Path
) -> None:
    (page,) = read_items([Picture(scan), *ocr_layer(tmp_path, KHMER, OCR_NONSENSE * 2)]).pages
    assert (page.facts.text_source, page.unread) == ("none", WHOLE)
    assert float(page.facts.evidence["nonsense_share"]) > 0.9


def test_scan_under_good_english_ocr_stays_as_it_is(
    read_items: ReadItems, english_scan: Image.Image, tmp_path: Path
) -> None:
    document = read_items([Picture(english_scan), *ocr_layer(tmp_path, ENGLISH)])
    assert verdict(document.pages[0]) == ("native", 0)
    assert document.issues == []


def test_scan_under_good_khmer_ocr_stays_as_it_is(read_items: ReadItems, scan: Image.Image, tmp_path: Path) -> None:
    running = " ".join(KHMER)
    lines = [running[at : at + 80] for at in range(0, len(running), 80)]
    (page,) = read_items([Picture(scan), *ocr_layer(tmp_path, KHMER, lines)]).pages
    assert verdict(page) == ("native", 0)


def test_scanned_table_below_native_text_is_the_unread_part(read_items: ReadItems, scan: Image.Image) -> None:
    table = scan.crop((0, 0, scan.width, scan.height // 2))
    box = (60.0, 400.0, 535.0, 760.0)
    (page,) = read_items([Typed(ENGLISH[:15]), Picture(table, box)]).pages
    assert verdict(page) == ("native", 1)
    assert page.unread[0] == pytest.approx(box)


def photograph(width: int = 600, height: int = 400) -> Image.Image:
    """Soft light and rough ground: what a photograph is to a threshold."""
    rng = np.random.default_rng(7)
    shapes = [
        np.asarray(Image.fromarray(rng.integers(0, 255, (n, n), "uint8")).resize((width, height))) for n in (4, 25, 90)
    ]
    return Image.fromarray(np.mean(shapes, axis=0).astype("uint8"))


def signature() -> Image.Image:
    image = Image.new("L", (400, 160), 255)
    ImageDraw.Draw(image).line([(20 + 9 * n, 80 + 60 * ((-1) ** n) * (n % 5) / 5) for n in range(40)], fill=20, width=4)
    return image


def logo() -> Image.Image:
    image = Image.new("L", (300, 300), 255)
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 20, 280, 280), outline=0, width=12)
    draw.polygon([(150, 60), (230, 220), (70, 220)], fill=60)
    return image


def watermark() -> Image.Image:
    image = Image.new("L", (600, 850), 255)
    draw = ImageDraw.Draw(image)
    draw.line((60, 700, 540, 120), fill=215, width=70)
    draw.ellipse((120, 250, 480, 610), outline=200, width=30)
    return image


@pytest.mark.parametrize(
    "picture",
    [
        Picture(photograph(), (60.0, 420.0, 535.0, 760.0)),
        Picture(logo(), (60.0, 20.0, 140.0, 100.0)),
        Picture(logo(), (150.0, 400.0, 450.0, 700.0)),
        Picture(printed(ENGLISH[:2]).crop((100, 100, 1100, 260)), (60.0, 10.0, 535.0, 90.0)),
        Picture(signature(), (350.0, 650.0, 500.0, 710.0)),
        Picture(watermark()),
        Picture(Image.new("L", (8, 8), 236)),
    ],
    ids=["photograph", "logo", "large logo", "letterhead", "signature", "watermark", "tinted paper"],
)
def test_decorations_beside_native_text_are_not_unread(read_items: ReadItems, picture: Picture) -> None:
    document = read_items([picture, Typed(ENGLISH[:18], top=110)])
    assert verdict(document.pages[0]) == ("native", 0)
    assert document.pages[0].images
    assert document.issues == []


def test_blank_pages_and_a_lone_signature_have_nothing_to_read(read_items: ReadItems) -> None:
    white = Picture(Image.new("L", (100, 140), 250))
    document = read_items([Typed(ENGLISH)], [], [white], [Picture(signature(), (350.0, 650.0, 500.0, 710.0))])
    assert [verdict(page) for page in document.pages] == [("native", 0)] * 4
    assert ["blank" in page.facts.evidence for page in document.pages] == [False, True, True, False]


def test_text_drawn_as_outlines_is_unread(read_items: ReadItems) -> None:
    """Letters as filled shapes, as programs of graphic designers export them: here each dark run of dots is a box."""
    image = np.asarray(printed(ENGLISH[:6], dpi=100).resize((595, 842))) < 150
    edges = np.diff(np.pad(image, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    runs = zip(np.argwhere(edges == 1), np.argwhere(edges == -1), strict=True)
    boxes = [b"%d %d %d 1 re" % (x0, HEIGHT - y, x1 - x0) for (y, x0), (_, x1) in runs]
    (page,) = read_items([], draw=[b"\n".join([*boxes, b"f"])]).pages
    assert (page.facts.text_source, page.unread, page.images) == ("none", WHOLE, [])


def test_english_pages_in_a_khmer_file_are_native(read_items: ReadItems, scan: Image.Image) -> None:
    document = read_items([Picture(scan)], [Typed(ENGLISH)])
    assert [verdict(page) for page in document.pages] == [("none", 1), ("native", 0)]
    assert document.pages[1].facts.confidence == 1.0


@pytest.mark.parametrize("kind", ["noisy", "dim", "shaded", "faint", "low resolution"])
def test_poor_scans_are_seen(read_items: ReadItems, scan: Image.Image, kind: str) -> None:
    grey = np.asarray(scan.rotate(1.5, fillcolor=255)).astype(float)
    made = {
        "noisy": grey + np.random.default_rng(3).normal(0, 40, grey.shape),
        "dim": grey * 0.5 + 50,
        "shaded": grey * np.linspace(0.5, 1.0, grey.shape[1]),
        "faint": grey * 0.4 + 150,
        "low resolution": np.asarray(Image.fromarray(grey.astype("uint8")).resize((500, 707), Image.Resampling.BOX)),
    }[kind]
    picture = Image.fromarray(np.clip(made, 0, 255).astype("uint8"))
    table = picture.crop((0, 0, picture.width, picture.height // 2))
    below = (60.0, 400.0, 535.0, 760.0)
    document = read_items([Picture(picture)], [Typed(ENGLISH[:15]), Picture(table, below)])
    assert [verdict(page) for page in document.pages] == [("none", 1), ("native", 1)]


def test_pictures_are_kept_within_the_page(read_items: ReadItems) -> None:
    (page,) = read_items([Picture(logo(), (-50.0, -50.0, 100.0, 100.0)), Typed(ENGLISH)]).pages
    assert page.images == [(0.0, 0.0, 100.0, 100.0)]
