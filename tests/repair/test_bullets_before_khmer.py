from pathlib import Path

from pipeline.config import Settings
from pipeline.transcript import transcript

MINUTES = Path(__file__).parent.parent.parent / "benchmarks" / "minutes" / "tune"


def test_a_sign_behind_a_bullet_stays_though_the_text_layer_is_silent_on_it() -> None:
    text = transcript(MINUTES / "km5-training-group-work.pdf", Settings())
    assert "• ភ្លើងអគ្គិសនីដាច់ពីរដងនៅថ្ងៃទីមួយ" in text.splitlines()
