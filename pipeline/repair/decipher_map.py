"""What is known of a damaged font: the strings that its glyphs were given, with how often each was seen."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.repair.decipher_glyphs import Glyph, Manner

LEAST_SUPPORT = 0.5
"""Occurrences; what is rarer is not kept."""


@dataclass(frozen=True)
class GlyphMap:
    """A learnt map of one damaged font; it can be saved and reused for a text of the same origin."""

    strings: Mapping[Glyph, Mapping[str, float]] = field(default_factory=dict)
    """For each glyph the strings that stand for it, each with its support: occurrences, by their probability."""
    manners: Mapping[Manner, float] = field(default_factory=dict)
    """How often the font was seen to join glyphs in each manner."""
    troubles: Mapping[str, float] = field(default_factory=dict)
    """How often signs came `late`, `early` or far behind (`astray`) and blanks were `inserted`."""

    def save(self, path: Path) -> None:
        """Write the map as TOML."""
        path.write_text(self.to_toml(), encoding="utf-8")

    def to_toml(self) -> str:
        """The map as TOML: a table for each glyph, best supported string first."""
        lines = [
            "# Strings that a damaged text has for the glyphs of its font, each with its occurrences.",
            "",
        ]
        lines += ["[manners]", *(f"{manner.name.lower()} = {count:.2f}" for manner, count in self.manners.items()), ""]
        lines += ["[troubles]", *(f"{name} = {count:.2f}" for name, count in self.troubles.items())]
        for glyph, strings in sorted(self.strings.items()):
            lines += ["", "[[glyphs]]", f"text = {_quoted(glyph.text)}"]
            lines += [f"place = {_quoted(glyph.place)}"] if glyph.place else []
            ranked = sorted(strings.items(), key=lambda pair: (-pair[1], pair[0]))
            lines.append(f"strings = {{ {', '.join(f'{_quoted(string)} = {count:.2f}' for string, count in ranked)} }}")
        return "\n".join(lines) + "\n"

    @classmethod
    def load(cls, path: Path) -> "GlyphMap":
        """The map that `save` wrote.

        Raises:
            ValueError: the file is no such map (`tomllib.TOMLDecodeError` is a ValueError, too).
        """
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        try:
            return cls(
                {Glyph(row["text"], row.get("place", "")): dict(row["strings"]) for row in read["glyphs"]},
                {Manner[name.upper()]: float(count) for name, count in read["manners"].items()},
                {name: float(count) for name, count in read["troubles"].items()},
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path}: not a map of a damaged font: {error!r}") from error


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
