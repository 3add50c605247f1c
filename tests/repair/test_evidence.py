"""Two readings of one page are told apart by what the text itself says."""

import subprocess
import sys

import pytest

from pipeline.khmer.cluster import clusters
from pipeline.repair.evidence import better, soundness
from tests.press.corpus import declaration, minutes
from tests.press.legacy import typed
from tests.segment.conftest import INPUTS

KHMER = " ".join(declaration()[2:6])
ENGLISH = "The board approved the minutes of the last meeting and asked the director to report in June."
OCR_NONSENSE = (  # tesseract's English reading of printed Khmer
    "nYMIUgHY [AT ANKANIAIgManminn: ii¥jmsagmn Shaaniswy HUM_M saUAYoIMcupNviguAN-vaAMMATicEMAWSas SHneugnwnis "
    "jnuminiMignis sags hsayipdgmnaniay islig¢umags spins IBA AVIMINA UA son aquiAniuieg jMuUMIMWMiNNnigdgas"
)


@pytest.mark.parametrize("text", [KHMER, " ".join(minutes()[:5]), ENGLISH, f"{KHMER} {ENGLISH}"])
def test_sound_text_scores_near_one(text: str) -> None:
    assert soundness(text).score > 0.97


def test_scores_follow_the_damage() -> None:
    lines = (INPUTS / "battambang-2019-09-05.txt").read_text(encoding="utf-8").splitlines()
    annex = "\n".join(line for line in lines if clusters(line))
    scores = [soundness(text).score for text in (KHMER, annex, "\ufffd" * 40)]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] < 0.9
    assert scores[2] == 0.0


def test_nonsense_and_codes_in_latin_letters_are_no_text() -> None:
    codes = typed(KHMER, "limon").decode("cp1252", "replace")
    assert soundness(OCR_NONSENSE).score < 0.4
    assert soundness(codes).score < 0.1


def test_of_two_readings_the_true_one_is_better() -> None:
    codes = typed(KHMER, "limon").decode("cp1252", "replace")
    assert better([codes, KHMER]) == 1
    assert better([KHMER, OCR_NONSENSE]) == 0
    assert better([KHMER, KHMER]) == 0


def test_a_flawless_scrap_is_no_better_than_a_whole_page_with_some_errors() -> None:
    damaged = KHMER.replace("\u17b6", "\u17b7", 20)
    assert better(["១២ ហើយ", damaged]) == 1


def test_empty_text_has_no_score() -> None:
    assert soundness(" 12 - 3\n").score == 0.0
    assert soundness("").figures() == {}


def test_figures_are_named_as_in_evidence() -> None:
    assert set(soundness(KHMER).figures()) == {"broken_clusters", "out_of_lexicon", "log_probability"}
    assert set(soundness(ENGLISH).figures()) == {"latin_plausibility"}


def test_english_text_loads_neither_lexicon_nor_model() -> None:
    code = (
        "import sys; from pipeline.repair.evidence import soundness; soundness(sys.argv[1]);"
        "from pipeline.khmer.lexicon import lexicon; from pipeline.khmer.ngrams import model;"
        "print(lexicon.cache_info().currsize, model.cache_info().currsize)"
    )
    shown = subprocess.run([sys.executable, "-c", code, ENGLISH], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["0", "0"]
