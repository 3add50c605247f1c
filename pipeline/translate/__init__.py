"""Drafts and finished translations of minutes, and the way to a translator and back."""

from contextlib import ExitStack
from functools import cache
from pathlib import Path

from pipeline.config import Settings, Translation
from pipeline.model.minutes import Minutes
from pipeline.pace import UNHURRIED, Pace
from pipeline.translate.corrections import read_corrections
from pipeline.translate.summaries import summarise_in
from pipeline.translate.translate import Translator

__all__ = ["translate", "untranslated"]

_OWN_ISSUES = frozenset(("translation-failed", "translation-source-changed"))


def translate(minutes: Minutes, settings: Settings, folder: Path, pace: Pace = UNHURRIED) -> Minutes:
    """Return the minutes with translations, and with their summaries in the other languages, made anew.

    `folder` is where the document's outputs go, and where corrections.json keeps what a person has translated.

    Raises:
        UsageError: the settings are not enough for the engine, or corrections.json cannot be understood.
        MissingProgramError: the engine's library is not installed.
    """
    minutes = untranslated(minutes)
    if settings.translation.engine == "none":
        return minutes
    translator, _ = _opened(settings.translation.model_dump_json())
    minutes = translator.translate(minutes, read_corrections(folder), pace)
    return summarise_in(minutes, settings.translation.languages)


@cache
def _opened(settings: str) -> tuple[Translator, ExitStack]:
    """The translator of a run, made at its first document and open as long as the process lives."""
    stack = ExitStack()
    return stack.enter_context(Translator.open(Translation.model_validate_json(settings))), stack


def untranslated(minutes: Minutes) -> Minutes:
    """Return the minutes without what this stage has added to them before."""
    minutes.translations = []
    minutes.issues = [issue for issue in minutes.issues if issue.code not in _OWN_ISSUES]
    for meeting in minutes.meetings:
        meeting.summary = [summary for summary in meeting.summary if summary.state == "new"]
    return minutes
