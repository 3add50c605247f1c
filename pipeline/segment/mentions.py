"""A person as printed in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as printed in one place."""

    name: str
    honorific: str | None
    role: str | None
    organization: str | None
