"""Names of fonts in a Word file: given directly, or by their part in the file's theme."""

from typing import Any

from docx.oxml.ns import qn

_SCRIPTS = {"km": "Khmr", "th": "Thai", "lo": "Laoo", "ar": "Arab", "he": "Hebr", "hi": "Deva"}
"""Script tags of a theme's fonts by language (ECMA-376, 20.1.4.1.16)."""
_ATTRIBUTES = {"font": (("asciiTheme", "ascii"), ("hAnsiTheme", "hAnsi")), "cs_font": (("cstheme", "cs"),)}


class Theme:
    """The fonts that a theme gives to headings (major) and text (minor)."""

    def __init__(self, theme: Any | None, settings: Any | None) -> None:
        self._names: dict[str, str] = {}
        language = settings.find(qn("w:themeFontLang")) if settings is not None else None
        script = _SCRIPTS.get(language.get(qn("w:bidi"), "")[:2]) if language is not None else None
        for part in ("major", "minor"):
            fonts = next(theme.iter(qn(f"a:{part}Font")), None) if theme is not None else None
            if fonts is None:
                continue
            by_script = [font for font in fonts.findall(qn("a:font")) if font.get("script") == script]
            self._take((f"{part}HAnsi", f"{part}Ascii"), fonts.findall(qn("a:latin")))
            self._take((f"{part}Bidi",), [*fonts.findall(qn("a:cs")), *by_script])

    def fonts(self, element: Any) -> dict[str, str]:
        """Return the fonts that a `w:rFonts` names: `font` for Latin letters, `cs_font` for complex scripts."""
        found = {}
        for key, pairs in _ATTRIBUTES.items():
            names = (
                self._names.get(element.get(qn(f"w:{themed}"))) or element.get(qn(f"w:{plain}"))
                for themed, plain in pairs
            )
            if name := next(filter(None, names), None):
                found[key] = name
        return found

    def _take(self, keys: tuple[str, ...], fonts: list[Any]) -> None:
        for font in fonts:
            if font.get("typeface"):
                self._names.update(dict.fromkeys(keys, font.get("typeface")))
