"""Engines: texts of one language in, drafts in another out. Each is made by `make_engine` from the settings."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from pipeline.config import Translation
from pipeline.model.minutes import TranslationState
from pipeline.translate.glossary import Glossary
from pipeline.translate.memory import Memory


class Text(NamedTuple):
    """A text to translate."""

    text: str
    short: bool
    """A heading, label, role or name; otherwise running text."""


class Draft(NamedTuple):
    """What an engine made of one text."""

    text: str
    """Empty where it made nothing."""
    state: TranslationState
    engine: str | None
    """None where it made nothing."""
    problem: str | None = None
    """Why it made nothing, or what is doubtful of it."""


UNTRANSLATED = Draft("", "needs-translation", None)


class Engine(Protocol):
    """Something that translates."""

    name: str
    """As `translations[].engine` says it, with the model or service."""
    version: str
    """Changes when the same text may be translated otherwise: drafts are cached by it."""

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        """Return one draft for each text, in order.

        Raises:
            EngineError: nothing could be translated now, so that nothing is lost by asking again later.
        """


class EngineError(Exception):
    """An engine cannot translate now; `str` says why, with what to do."""

    def __init__(self, message: str, made: Sequence[Draft] = ()) -> None:
        super().__init__(message)
        self.made = tuple(made)
        """Drafts of the first texts, made before it could not go on."""


def make_engine(settings: Translation, glossary: Glossary, memory: Memory | None) -> Engine:
    """Return the engine that the settings name; programs and models are loaded when it first translates.

    Raises:
        UsageError: the settings are not enough for the engine.
        MissingProgramError: the engine's library is not installed.
    """
    if settings.engine == "ctranslate2":
        from pipeline.translate.ctranslate2_engine import CTranslate2Engine

        return CTranslate2Engine(settings, glossary)
    if settings.engine in ("libretranslate", "openai"):
        from pipeline.translate.http_engine import make_http_engine

        return make_http_engine(settings, glossary)
    from pipeline.translate.memory_engine import MemoryEngine

    return MemoryEngine(settings, glossary, memory)
