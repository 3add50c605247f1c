"""Labels and lines that say who led or wrote the minutes, and the person behind them."""

import re

from pipeline.model.minutes import SpeakerType
from pipeline.segment.honorifics import split_honorific
from pipeline.segment.khmer_names import is_khmer_name
from pipeline.segment.mentions import Mention
from pipeline.segment.persons import is_listed_name, person_at
from pipeline.segment.roles import khmer_role, names_role
from pipeline.segment.sightings import is_chair, is_secretary
from pipeline.segment.vocabulary import phrases

SIGNATURE_LINE = re.compile(r"[_.…]{3,}|\(\s*signature\s*\)|\(\s*sgd\.?\s*\)|\bsgd\b\.?|\[\s*signed\s*\]", re.I)
"""What stands for a signature."""

_LONGEST_OFFICE = 40
_WRITTEN = re.compile(
    r"(?:(?:meeting|workshop|training|this)\s+)?(?:minutes?|notes?|records?|report(?:ed)?|proceedings|summary|note|documented|documentation|rapporteured)"
    r"(?:\s+(?:was|were|is|are))?(?:\s+(?:taken|kept|written|prepared|drafted|compiled|recorded|made|done|and|edited|typed))*\s+by"
    r"|(?:minutes?|notes?|record|report)[\s-](?:takers?|keepers?|writers?)|អ្នក(?:រាយការណ៍|(?:ធ្វើ|សរសេរ|រៀបចំ|កត់ត្រា|កត់)(?:កំណត់ហេតុ|របាយការណ៍|កំណត់ត្រា))",
    re.I,
)
_LED = re.compile(
    r"(?:(?:meeting|session|workshop|call)\s+)?(?:was\s+)?(?:co-?)?(?:chaired|led|presided(?:\s+over)?|facilitated|moderated|convened|conducted)(?:\s+jointly)?\s+by"
    r"|(?:person\s+)?in\s+the\s+chair|(?:សហ)?ប្រធាន(?:ដឹកនាំ)?(?:អង្គ|កិច្ច)?ប្រជុំ|សហប្រធាន|អ្នកដឹកនាំ(?:អង្គ|កិច្ច)?ប្រជុំ",
    re.I,
)


def part_of_label(label: str) -> SpeakerType | None:
    """Return the part that a label gives to the person behind it."""
    label = re.sub(r"\([^)]*\)", "", label).split("/")[0].strip()
    is_office_km = not label.isascii() and len(label) <= _LONGEST_OFFICE and "៖" not in label
    if is_office_km and khmer_role().match(label):
        if is_secretary(label):
            return "secretary"
        if is_chair(label):
            return "chair"
    if _WRITTEN.fullmatch(label):
        return "secretary"
    if _LED.fullmatch(label):
        return "chair"
    if phrases("people", "taken_by").equals(label) or phrases("people", "secretary").equals(label):
        return "secretary"
    if phrases("people", "led_by").equals(label) or phrases("people", "chair").equals(label):
        return "chair"
    return "speaker" if phrases("agenda", "speaker").equals(label) and len(label) > 2 else None


def is_office(label: str) -> bool:
    """Return whether a label is an office that its holder keeps ("Secretary"), and not only a part ("Minutes")."""
    label = label.split("/")[0].strip()
    if not phrases("people", "chair", "secretary").equals(label) or phrases("people", "not_offices").equals(label):
        return False
    return names_role(label) or not phrases("people", "taken_by", "led_by").equals(label)


def person_behind(text: str) -> Mention | None:
    """Return the person that a text begins with; a Khmer one may lack the honorific where the line is nothing else."""
    text = SIGNATURE_LINE.sub(" ", text).strip(" .,:៖_")
    if split_honorific(text)[0] is None and is_khmer_name(text) and not phrases("attendance", "lists").begins(text):
        return Mention(text, None, None, None)
    mention = person_at(text)
    if mention is not None:
        return mention
    single = text.split(",")[0].strip()
    return Mention(single, None, None, None) if " " in single and is_listed_name(single) else None
