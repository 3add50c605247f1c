"""Khmer in 8-bit fonts: which family a font is of, and what its codes say.

The parts: `legacy_tables` the families and their codes, `legacy_codes` codes out of text, `legacy_fonts` families by
font name, `legacy_detect` (with `legacy_signs`) by the codes, `legacy_decode` codes to text, with `legacy_readings` and
`legacy_choice` for glyphs that stand for several signs.
"""

from math import inf

from pipeline.repair.legacy_codes import codes_of
from pipeline.repair.legacy_decode import Reading, decode, read
from pipeline.repair.legacy_detect import Verdict, detect
from pipeline.repair.legacy_fonts import family_of_font, is_legacy_font
from pipeline.repair.legacy_tables import Family

__all__ = [
    "Family",
    "Reading",
    "Verdict",
    "decode",
    "detect",
    "family_named",
    "family_of",
    "family_of_font",
    "is_legacy_font",
    "read",
]

OVERRULED = 40.0
"""Nats by which another family must read better before a font's name is not believed."""
ENOUGH = 120
"""Codes of which a true name's family must read some as Khmer."""


def family_of(font: str | None, codes: bytes | str) -> Verdict:
    """The family of a font called `font`, from its name and all of its codes.

    The name is believed unless the codes give it the lie: another family reads them far better, or there are many and
    they are no Khmer at all. Without a known name the codes alone decide.
    """
    named = family_of_font(font) if font else None
    if named is Family.TACTEING:
        return Verdict(named, inf, (), ())
    found = detect(codes)
    if named is None or named is found.family:
        return found
    if found.family is None:
        return found if len(codes_of(codes).strip()) >= ENOUGH else Verdict(named, 0.0, (), ())
    if (named in found.rivals and found.margin > OVERRULED) or named not in (*found.rivals, *found.alike):
        return found
    return found._replace(family=named, margin=0.0 if named in found.rivals else found.margin)


def family_named(name: str) -> Family:
    """The family that a user calls `name`; case, hyphens and underscores do not matter.

    Raises:
        ValueError: If there is no such family; the message lists them.
    """
    try:
        return Family(name.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise ValueError(f"no family of 8-bit fonts is called {name}; there are {', '.join(Family)}") from None
