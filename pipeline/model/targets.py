"""What a translation is of: a block, or a text within a block, a person or a meeting."""

import re

_PART = re.compile(
    r"\.(?:c\d+|attribution|honorific|role|organization|place|area\d+|organizer\d+|summary\.[a-z]+\.n\d+)$"
)


def owner_of(target: str) -> str:
    """Return the id of the block, person or meeting that a translation's target stands in; a block's is its own."""
    return _PART.sub("", target)
