from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.extract import extract, open_source
from pipeline.model.document import Document
from tests.extract.tiny_pdf import make_pdf

SAMPLES = Path(__file__).parents[1] / "data" / "samples"


def read(path: Path) -> Document:
    return extract(open_source(path, path.parent), Settings())


@pytest.fixture
def read_pages(tmp_path: Path) -> Callable[[Sequence[str]], Document]:
    """Reads a PDF made of the given page contents."""

    def read_made(pages: Sequence[str]) -> Document:
        path = tmp_path / "made.pdf"
        path.write_bytes(make_pdf(pages))
        return read(path)

    return read_made
