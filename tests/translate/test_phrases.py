import pytest

from pipeline.translate.english_phrases import to_khmer_phrase
from pipeline.translate.glossary import Glossary
from pipeline.translate.khmer_phrases import to_english_phrase


@pytest.mark.parametrize(
    ("english", "khmer"),
    [
        ("Detailed Agenda:", "របៀបវារៈលម្អិត៖"),
        ("Welcome Remark & Opening Remarks", "សុន្ទរកថាស្វាគមន៍ និងសុន្ទរកថាបើក"),
        ("Ministry of Environment", "ក្រសួងបរិស្ថាន"),
        ("Deputy Governor of Battambang Province", "អភិបាលរងខេត្តបាត់ដំបង"),
        ("Recommendations to the Ministry of Interior", "អនុសាសន៍ជូនក្រសួងមហាផ្ទៃ"),
        ("Report of the Treasurer", "របាយការណ៍របស់ហេរញ្ញិក"),
        ("Water supply committee", "គណៈកម្មាធិការផ្គត់ផ្គង់ទឹក"),
        ("Ek Phnom District", "ស្រុក Ek Phnom"),
        ("Mr. Soeung Saroeun", "លោក Soeung Saroeun"),
        ("Session 2: Share Key Research Finding", "វគ្គទី២៖ ការចែករំលែករបកគំហើញសំខាន់ៗនៃការស្រាវជ្រាវ"),
        ("3rd meeting", "កិច្ចប្រជុំលើកទី៣"),
        ("63 participants", "អ្នកចូលរួម ៦៣ នាក់"),
        ("Thursday, 5 September 2019", "ថ្ងៃព្រហស្បតិ៍ ទី៥ ខែកញ្ញា ឆ្នាំ២០១៩"),
        ("September 5-6, 2019", "ថ្ងៃទី៥-៦ ខែកញ្ញា ឆ្នាំ២០១៩"),
        ("October 2020", "ខែតុលា ឆ្នាំ២០២០"),
        ("8:30 am", "ម៉ោង ៨:៣០ ព្រឹក"),
        ("Minutes of 9th October", "កំណត់ហេតុកិច្ចប្រជុំថ្ងៃទី៩ ខែតុលា"),
        ("MINUTES OF THE 40TH MEETING", "កំណត់ហេតុកិច្ចប្រជុំលើកទី៤០"),
        ("2024 budget", "ថវិកាឆ្នាំ២០២៤"),
        ("Finance and Audit Committee", "គណៈកម្មាធិការហិរញ្ញវត្ថុ និងសវនកម្ម"),
        ("Review and approval of the budget", "ការពិនិត្យឡើងវិញ និងការអនុម័តថវិកា"),
        ("Election of chairman", "ការបោះឆ្នោតជ្រើសរើសប្រធាន"),
        ("Directors absent", "នាយកដែលអវត្តមាន"),
        ("Chief Nurse", "ប្រធានគិលានុបដ្ឋាក"),
        ("Head of Education", "ប្រធានផ្នែកអប់រំ"),
        ("Treasurer's report and approval of accounts", "របាយការណ៍របស់ហេរញ្ញិក និងការអនុម័តគណនី"),
        ("Resolution 2023-11", "សេចក្តីសម្រេចចិត្តលេខ ២០២៣-១១"),
        ("Ta Suos Village", "ភូមិតាសួស"),
    ],
)
def test_english_phrases_into_khmer(glossary: Glossary, english: str, khmer: str) -> None:
    assert to_khmer_phrase(english, glossary) == khmer


@pytest.mark.parametrize(
    ("khmer", "english"),
    [
        ("របៀបវារៈលម្អិត៖", "Detailed agenda:"),
        ("វគ្គទី២៖", "Session 2:"),
        ("ក្រុមទី១", "Group 1"),
        ("បញ្ហាប្រឈម និងដំណោះស្រាយ", "Challenges and solutions"),
        ("ប្រធានមន្ទីរបរិស្ថានខេត្ត", "Head of the Provincial Department of Environment"),
        ("អភិបាលរងស្រុក", "Deputy District Governor"),
        ("សិក្ខាសាលាស្តីពីច្បាប់ពន្ធដារ", "Workshop on tax law"),
        ("ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩", "5 September 2019"),
        ("អ្នកចូលរួម ៦៣ នាក់", "63 participants"),
        ("របាយការណ៍ការងារប្រចាំខែកញ្ញា", "Report of work for September"),
        ("កំណត់ហេតុប្រជុំលើកទី១៨", "Minutes of the 18th meeting"),
        ("ជំទប់ទី២", "Second deputy commune chief"),
        ("គុណភាពទឹកអណ្តូង", "Well water quality"),
        ("ការជួសជុលផ្លូវលំ និងលូទឹក", "Footpath and culvert repair"),
        ("ប្រធាននាយកដ្ឋានបច្ចេកទេស", "Head of the technical department"),
        ("សមាជិក ទទួលបន្ទុកឥណទាន", "Member in charge of loans"),
        ("មេភូមិតាសួស", "Chief of Ta Suos village"),
        ("សំណើជួសជុលផ្លូវលំភូមិតាសួស", "Request for repair of footpath in Ta Suos village"),
        ("ផែនការសកម្មភាពសម្រាប់ខែតុលា", "Action plan for October"),
        ("ពិនិត្យរបាយការណ៍ហិរញ្ញវត្ថុ", "Reviewing financial report"),
    ],
)
def test_khmer_phrases_into_english(glossary: Glossary, khmer: str, english: str) -> None:
    found = to_english_phrase(khmer, glossary)
    assert found is not None
    assert found.casefold() == english.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "…",
        "Freedom camping",
        "He warmly welcomed all participants",
        "Report of the zzyzx",
        "ALLOTMENTS AND OPEN SPACES",
        "Communes north of the bridge",
        "Open floor",
        "Speed on Lakeshore Drive",
        "The meeting agreed",
    ],
)
def test_what_the_glossary_does_not_cover_is_left(glossary: Glossary, text: str) -> None:
    assert to_khmer_phrase(text, glossary) is None


@pytest.mark.parametrize("text", ["", "ភូមិព្រៃឃ្លៅក្លៅ", "លោក សឿង សារឿន", "និង", "អង្គប្រជុំបានឯកភាពជាឯកច្ឆ័ន្ទលើរបាយការណ៍"])
def test_khmer_that_is_not_covered_is_left(glossary: Glossary, text: str) -> None:
    assert to_english_phrase(text, glossary) is None


def test_each_term_alone_is_translated_both_ways(glossary: Glossary) -> None:
    for term in glossary.terms:
        for wording in term.wordings["en"]:
            assert to_khmer_phrase(wording, glossary) is not None, wording
        for wording in term.wordings["km"]:
            if term.kind != "weekday":
                assert to_english_phrase(wording, glossary) is not None, wording
