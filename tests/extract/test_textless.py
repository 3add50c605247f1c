"""Glyphs of which the file does not say what they are."""

from collections.abc import Callable, Sequence

from pipeline.model.document import Document
from tests.extract.tiny_pdf import NO_ENCODING, text

ReadPages = Callable[[Sequence[str]], Document]


def test_share_of_glyphs_without_text_is_kept_as_evidence(read_pages: ReadPages) -> None:
    shown = "BT /F1 10 Tf 50 700 Td (a\\001bc d\\002\\003) Tj ET"
    whole, broken = read_pages([text(50, 100, "All is known"), shown]).pages
    assert "textless_share" not in whole.facts.evidence
    assert broken.facts.evidence["textless_share"] == round(3 / 7, 4)


def test_codes_that_only_count_the_glyphs_of_a_subset_are_no_letters(read_pages: ReadPages) -> None:
    codes = "".join(f"\\{code:03o}" for code in range(1, 45) if code != 9)
    (line,) = read_pages([f"BT /{NO_ENCODING} 10 Tf 50 700 Td ({codes}) Tj ET"]).lines()
    assert line.text == "\ufffd" * 43


def test_letters_at_their_usual_codes_are_believed_without_an_encoding(read_pages: ReadPages) -> None:
    shown = f"BT /{NO_ENCODING} 10 Tf 50 700 Td (The of\\014ce of the council) Tj ET"
    (line,) = read_pages([shown]).lines()
    assert line.text == "The ofce of the council"
