"""Where a speech stands whose speaker is named over the end of a page."""

from pipeline.model.document import Line, Span
from pipeline.segment.blocks import BlockMaker
from pipeline.segment.paragraphs import Paragraph


def test_a_speech_that_has_no_words_of_its_own_has_places_without_characters() -> None:
    lines = [
        Line([Span("Dr. Net Rasy, lawyer,")], 1, (72, 780, 300, 792)),
        Line([Span("Legal Aid Network")], 2, (72, 72, 200, 84)),
    ]
    text = " ".join(line.text for line in lines)
    pieces = [(0, 21, lines[0]), (22, len(text), lines[1])]
    speech = BlockMaker(measured=True).speech(Paragraph(lines, None, text, pieces))
    assert (speech.text, speech.attribution) == ("", text)
    assert [(place.page_no, place.charspan) for place in speech.prov] == [(1, None), (2, None)]
