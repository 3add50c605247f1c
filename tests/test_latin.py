"""Text in Latin letters: languages and names on one side, what is no language on the other."""

import pytest

from pipeline.latin import plausibility

LANGUAGES = {
    "English": "The provincial department will send its report to the members before the end of the month.",
    "French": "Le conseil a approuvé le procès-verbal de la dernière réunion et remercie les membres présents.",
    "German": "Der Vorstand hat das Protokoll der letzten Sitzung genehmigt und dankt den Mitgliedern.",
    "Vietnamese": "Hội đồng đã thông qua biên bản của cuộc họp trước và cảm ơn các thành viên.",
    "Khmer names": "Sok Sophea, Chan Dara, Kampong Cham, Keo Sreymom, Heng Vannak, Prak Sokhonn, Pich Sopheap",
    "acronyms": "CDRI, UNDP, NGO, MRC, WFP, UNESCO",
}


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES)
def test_languages_names_and_acronyms_are_plausible(text: str) -> None:
    assert plausibility(text) > 0.7


@pytest.mark.parametrize(
    "text",
    [
        "UMAFNapPaniAahipimssMSigiaan npsmicpscupMpAyAs jnuminiMignis sags hsayipdgmnaniay islig umags",
        "esckþIRbkasCasklsþIBIsiT§imnusS buBVkfa edayyl;eXIjfa karTTYlsÁal;esckþIéføfñÚrC",
    ],
    ids=["Khmer read by OCR as English", "8-bit codes"],
)
def test_nonsense_is_not(text: str) -> None:
    assert plausibility(text) < 0.4


def test_text_without_latin_letters_raises_no_doubt() -> None:
    assert plausibility("១២៣ 456 ก ข") == 1.0
