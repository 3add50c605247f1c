"""Head-counts in Khmer: "សរុប ៣៥ នាក់ ក្នុងនោះស្រី ១៩ នាក់"."""

import re
from collections.abc import Iterator

from pipeline.khmer.numerals import to_ascii

_COUNT = re.compile(
    r"(?P<words>[\u1780-\u17d3\s៖(:]{0,40}?)(?P<number>[0-9០-៩]{1,4}(?:[.,][0-9០-៩]{3})?)\s*(?:នាក់|រូប|អង្គ)"
    r"(?P<sex>[ \u200b]*ជា(?:ភេទ)?(?:ស្រី|ស្ត្រី|នារី|បុរស|ប្រុស))?"
    r"(?!\s*(?:ក្នុងចំណោម|បានឆ្លើយ))"
)
_BY_SEX = re.compile(
    r"(?P<words>ស្រី|ស្ត្រី|នារី|ប្រុស|បុរស)\s*(?:ចំនួន)?\s*(?P<number>[0-9០-៩]{1,4})(?=\s*(?:[)។,;]|$|ប្រុស|ស្រី|នារី|និង))"
)
"""Women and men without the word for persons behind the number ("ស្រី ១៤ ប្រុស ៨")."""
HEAD_KM = re.compile("អ្នកចូលរួម|សមាជិក|តំណាង|សរុប|ចំនួន|ក្នុងនោះ|ស្រី|នារី|ប្រុស|បុរស|វត្តមាន|អវត្តមាន|ភ្ញៀវ")
"""Words that begin what is counted."""
KHMER_LABELS = (
    ("women", re.compile("ស្រី|ស្ត្រី|នារី|យុវតី")),
    ("men", re.compile("ប្រុស|បុរស")),
    ("absent", re.compile("អវត្តមាន|សុំច្បាប់|មិនបានចូលរួម")),
    ("present", re.compile("វត្តមាន")),
    ("quorum", re.compile("កូរ៉ុម")),
)
"""What is counted -> the words before the number that say so."""
_OTHERS = re.compile("សំណើ|ស្នើសុំ|សំណូមពរ")
"""What is said of people who need not be there."""
_ATTEND = re.compile("ចូលរួម|វត្តមាន|សិក្ខាកាម|អ្នកចូល")
_PEOPLE = re.compile("ចូលរួម|សរុប|វត្តមាន|សិក្ខាកាម|សមាជិក|តំណាង|ភ្ញៀវ|មានមនុស្ស")


def khmer_counts(text: str, tells_attendance: bool) -> Iterator[tuple[str, int, str]]:
    """Yield counts of people: label, number, as printed; the text is without break marks.

    Where the part is not about who came, only sentences that say so are believed.
    """
    if not tells_attendance and not _ATTEND.search(text):
        return
    before = "total"
    by_sex = [match for match in _BY_SEX.finditer(text) if _COUNT.search(text[: match.start()])]
    for match in sorted((*_COUNT.finditer(text), *by_sex), key=lambda match: match.start("number")):
        clause = re.split("[។;]", match["words"])[-1]
        told = match.groupdict().get("sex") or clause
        label = next((kind for kind, pattern in KHMER_LABELS if pattern.search(told)), "total")
        if (label in ("women", "men") and before == "other") or _OTHERS.search(clause):
            continue
        if label == "total" and not tells_attendance and not _PEOPLE.search(clause):
            before = "other"
            continue
        before = label if label not in ("women", "men") else before
        printed = text[_word_start(match) : match.end()].strip(" (៖:")
        yield label, int(to_ascii(re.sub(r"[.,]", "", match["number"]))), printed


def _word_start(match: re.Match[str]) -> int:
    """Where the words before a number begin: at a word known from counts, else at the number."""
    head = HEAD_KM.search(match["words"])
    return match.start() + head.start() if head else match.start("number")
