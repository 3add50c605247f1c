"""Khmer words that are being put together, with what they name."""

import re
from typing import NamedTuple

_DEED = re.compile("ការ(?![\u17b6-\u17d3]|ងារ)")

_SOMEBODY = ("role", "honorific", "organization")
PEOPLE_BEGIN = ("អ្នក", "សមាជិក", "សិស្ស", "គ្រូ", "កម្មករ", "កសិករ", "ស្ត្រី", "បុរស", "កុមារ", "យុវជន", "ជន", "ប្រជា")
_BODIES_BEGIN = ("អង្គការ", "ក្រុម", "គណៈ", "ក្រសួង", "មន្ទីរ", "ការិយាល័យ", "សហគមន៍", "សមាគម", "ដៃគូ", "ម្ចាស់ជំនួយ", "អាជ្ញាធរ")
_SPEECH = ("សុន្ទរកថា", "មតិ")
_PAPERS = (
    "របាយការណ៍",
    "បទបង្ហាញ",
    "ព័ត៌មាន",
    "វឌ្ឍនភាព",
    "កំណត់ហេតុ",
    "កំណត់ត្រា",
    "សេចក្តី",
    "ឯកសារ",
    "កិច្ចប្រជុំ",
    "សិក្ខាសាលា",
    "សន្និសីទ",
)


class Said(NamedTuple):
    """Words in Khmer, and what they name."""

    khmer: str
    kind: str
    """The kind of the term that is its head; `time`, `number` or `name` for what is no term."""

    @property
    def is_deed(self) -> bool:
        """Whether it names what is done, so that what it is done to stands right behind."""
        return is_deed(self.khmer) or self.khmer.startswith(("វិសោធនកម្ម", "អធិការកិច្ច"))

    @property
    def is_speech(self) -> bool:
        """Whether it is what somebody says."""
        return self.khmer.startswith(_SPEECH)

    @property
    def is_body(self) -> bool:
        """Whether it is somebody, or a body of people."""
        return self.kind in _SOMEBODY or self.khmer.startswith((*PEOPLE_BEGIN, *_BODIES_BEGIN))

    @property
    def is_paper(self) -> bool:
        """Whether it tells of something."""
        return self.khmer.startswith(_PAPERS)


def is_deed(khmer: str) -> bool:
    """Return whether a noun is made of a verb by ការ, which as a modifier it can do without."""
    return _DEED.match(khmer) is not None


def as_verb(khmer: str) -> str:
    """Return a noun made of a verb without what makes it one; others as they are."""
    return khmer.removeprefix("ការធ្វើ").removeprefix("ការ") if is_deed(khmer) else khmer


def join(before: str, behind: str) -> str:
    """Return two pieces of a Khmer phrase side by side; Latin letters are set apart by a blank."""
    khmer = "\u1780" <= before[-1] <= "\u17ff" and "\u1780" <= behind[0] <= "\u17ff"
    return f"{before}{behind}" if khmer else f"{before} {behind}"
