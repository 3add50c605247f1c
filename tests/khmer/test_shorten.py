from pipeline.khmer.shorten import shorten


def test_a_shortened_text_ends_between_words_or_syllables() -> None:
    assert shorten("Minutes of the meeting", 17) == "Minutes of the…"
    assert shorten("សិក្ខាសាលា", 4) == "សិ…"
    assert shorten("short", 17) == "short"
