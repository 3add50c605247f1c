"""Whatever is in a file or on a page: what comes out is ours, a document or a reason."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.errors import DocumentError
from pipeline.process import process
from tests.faults.hostile import good, packed, with_object, written

SOUND = written(good(2))
OPERATORS = ["BT", "ET", "q", "Q", "Tj", "TJ", "Td", "Tf", "Tm", "cm", "re", "S", "Do", "W", "BI", "ID", "EI"]
OPERATORS += ["[", "]", "<<", ">>", "/F1", "(a)", "1", "-1", "0", "1e9"]
FEW = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def outcome(name: str, data: bytes) -> str:
    """The status of a file of these bytes, or the category of its failure; every other error is a bug."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        try:
            return process(path, path.parent, Settings()).status
        except DocumentError as error:
            return error.category


@FEW
@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), max_size=12), st.integers(0, 400))
def test_bytes_of_a_pdf_may_be_anything(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    assert outcome("a.pdf", bytes(data[: len(data) - cut]))


@FEW
@given(st.lists(st.sampled_from(OPERATORS)))
def test_the_operators_of_a_page_may_come_in_any_order(words: list[str]) -> None:
    assert outcome("a.pdf", with_object(7, packed(" ".join(words).encode()))) in ("done", "partial")


@FEW
@given(st.text(st.sampled_from("កខគរសហ្ាិីុេែោៅំះ់៉៊​ \n•-1.:?Q“”'abcAB\ufffd\u200b\u17d2\u00a0"), max_size=300))
def test_a_text_may_be_any_khmer(text: str) -> None:
    assert outcome("a.txt", text.encode()) in ("done", "partial", "no text")


@FEW
@given(st.binary(max_size=400))
def test_a_text_file_may_be_any_bytes(data: bytes) -> None:
    assert outcome("a.txt", data)
