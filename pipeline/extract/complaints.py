"""What qpdf complains of in a file: which of it may cost content, and what is only against the rules."""

import re
from collections.abc import Iterable

_HARMLESS = re.compile(
    r"reported number of objects|a common error handled correctly|name with stray #|extraneous whitespace seen|"
    r"Resources is missing or invalid; repairing|MediaBox is undefined|appears more than once in the pages tree|"
    r"invalid /ID in trailer"
)
"""Of qpdf's words for what changes nothing on any page: counts that nobody needs, entries that it makes up for."""
_VAGUE = "file is damaged"
"""What qpdf says first of a file whose table of objects is wrong; what it says next is why."""


def serious(complaints: Iterable[object]) -> list[str]:
    """Return those of qpdf's complaints by which something of a file may be missing, the most telling one first."""
    found = [str(each) for each in complaints if not _HARMLESS.search(str(each))]
    return sorted(found, key=lambda each: each.endswith(_VAGUE))
