from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen

from tests.press.fonts import (
    BATTAMBANG,
    FOLDER_VARIABLE,
    MOUL,
    VENDORED,
    Face,
    Family,
    installed_khmer_families,
    open_face,
)
from tests.press.producers import Producer
from tests.press.producers.fpdf2 import Fpdf2
from tests.press.producers.libreoffice import LibreOffice
from tests.press.producers.weasyprint import WeasyPrint
from tests.press.programs import draw
from tests.press.specimens import specimen


def _packed(folder: Path, name: str, source: Face, family: str = "Found", weight: int = 400) -> Path:
    """Return a WOFF file such as npm's @fontsource packages hold."""
    font = source.copy()
    font.flavor = "woff"
    font["OS/2"].usWeightClass = weight
    for name_id in (1, 16):
        font["name"].setName(family, name_id, 3, 1, 0x409)
    path = folder / "found" / "files" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path


def _found(families: list[Family]) -> list[Family]:
    return [family for family in families if family.name.startswith("Found")]


def test_a_family_has_its_regular_and_bold_faces_but_no_other_weights(tmp_path: Path) -> None:
    regular = _packed(tmp_path, "found-khmer-400-normal.woff", BATTAMBANG.face())
    bold = _packed(tmp_path, "found-khmer-700-normal.woff", BATTAMBANG.face(bold=True), weight=700)
    _packed(tmp_path, "found-khmer-300-normal.woff", BATTAMBANG.face(), "Found Light", 300)
    assert _found(installed_khmer_families(tmp_path)) == [Family("Found", regular, bold)]


def test_the_environment_may_name_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _packed(tmp_path, "found-khmer-400-normal.woff", BATTAMBANG.face())
    assert not _found(installed_khmer_families())
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert _found(installed_khmer_families())


def test_faces_without_khmer_are_left_out(tmp_path: Path) -> None:
    _packed(tmp_path, "found-latin-400-normal.woff", open_face(VENDORED / "PressSans-Regular.ttf"))
    assert not _found(installed_khmer_families(tmp_path))


@pytest.mark.parametrize("producer", [Fpdf2, LibreOffice, WeasyPrint])
@pytest.mark.parametrize("family", [BATTAMBANG, MOUL, *installed_khmer_families()], ids=lambda family: family.name)
def test_any_family_can_be_cut_down_and_renumbered(producer: type[Producer], family: Family) -> None:
    assert specimen(family, producer(), ["«ស្ត្រី» ១២"]).lines == ["«ស្ត្រី» ១២"]


def test_composite_glyphs_are_drawn_where_their_side_bearing_says(tmp_path: Path) -> None:
    font = BATTAMBANG.face().copy()
    name = next(name for name in font.getGlyphOrder() if font["glyf"][name].isComposite())
    advance, left = font["hmtx"][name]
    font["hmtx"][name] = (advance, left + 100)
    font.save(tmp_path / "moved.ttf")
    boxes = []
    for face in (BATTAMBANG.face(), open_face(tmp_path / "moved.ttf")):
        pen = BoundsPen(face.tables.getGlyphSet())
        draw(face, face.tables.getGlyphID(name), pen)
        boxes.append(pen.bounds)
    assert boxes[1][0] == boxes[0][0] + 100
