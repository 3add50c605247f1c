"""Minutes told in Khmer and English side by side; the people are made up."""

from pipeline.segment.identify import walk_sections
from tests.segment.conftest import blocks
from tests.segment.documents import meeting_of

HEAD = ("កំណត់ហេតុប្រជុំ / Minutes of the Meeting", "24 April 2023")
ROWS = [
    ("ភាសាខ្មែរ", "English"),
    (
        "១. វឌ្ឍនភាព\nលោកស្រី តាំង សុលីដា បានរាយការណ៍ថា បន្ទប់ទឹកចំនួន ១៨ បន្ទប់ ត្រូវបានសាងសង់រួច។\n• លាបថ្នាំជញ្ជាំង",
        "1. Progress\nMs. Tang Solida reported that 18 toilets had been built at six schools.\n• paint the walls",
    ),
    (
        "២. ការពិភាក្សា\nលោក យស់ សុភាព បានសួរថា តើសាលារៀនមានថវិកាសម្រាប់ថែទាំដែរឬទេ?\nលោកស្រី តាំង សុលីដា បានឆ្លើយថា មាន។",
        "2. Talk\nMr. Yos Sopheap asked whether there was money for it.\nMs. Tang Solida answered that there was.",
    ),
]


def test_each_cell_of_two_languages_is_told_by_itself() -> None:
    meeting = meeting_of(*HEAD, ROWS)
    headings = [section.heading for section in walk_sections(meeting.sections) if section.heading]
    assert [(heading.number, heading.text) for heading in headings] == [
        ("1", "វឌ្ឍនភាព"),
        ("1", "Progress"),
        ("2", "ការពិភាក្សា"),
        ("2", "Talk"),
    ]
    assert [block.text for block in blocks(meeting, "list_item")] == ["លាបថ្នាំជញ្ជាំង", "paint the walls"]
    assert blocks(meeting, "table_row") == []


def test_each_language_has_its_own_exchange() -> None:
    meeting = meeting_of(*HEAD, ROWS)
    assert [len(exchange.answer_ids) for exchange in meeting.exchanges] == [1, 1]


def test_names_with_their_translation_stay_a_table() -> None:
    rows = [("ឈ្មោះ", "Name"), ("តាំង សុលីដា", "Tang Solida"), ("យស់ សុភាព", "Yos Sopheap")]
    assert len(blocks(meeting_of(*HEAD, "សមាសភាព", rows), "table_row")) == 3
