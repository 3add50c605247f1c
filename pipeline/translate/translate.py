"""The stage: minutes in, the same minutes with a draft or a finished translation of each text out."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from pipeline import config
from pipeline.model.minutes import Issue, Minutes, Translation
from pipeline.pace import UNHURRIED, Pace
from pipeline.translate.checks import failed_checks
from pipeline.translate.corrections import Corrections
from pipeline.translate.drafts import Drafts
from pipeline.translate.engines import UNTRANSLATED, Draft, Engine, EngineError, Text, make_engine
from pipeline.translate.finished import Finished
from pipeline.translate.glossary import Glossary, load_glossary
from pipeline.translate.memory import Memory
from pipeline.translate.segments import Segment, segments

DRAFTS_FILE = "drafts.sqlite"
"""Beside the memory."""
PORTION = 16
"""Texts that an engine is given at a time: between two portions is a sign of life, and drafts are kept."""


class Translator:
    """What translating needs, made once for many documents."""

    def __init__(self, engine: Engine, glossary: Glossary, languages: Sequence[str], drafts: Drafts | None) -> None:
        self._engine = engine
        self._glossary = glossary
        self._languages = languages
        self._drafts = drafts

    @classmethod
    @contextmanager
    def open(cls, settings: config.Translation) -> Iterator["Translator"]:
        """Make the translator that the settings describe.

        Raises:
            UsageError: the settings are not enough for the engine, or a file that they name cannot be used.
            MissingProgramError: the engine's library is not installed.
        """
        with ExitStack() as opened:
            glossary = load_glossary(settings.glossary)
            memory = opened.enter_context(Memory.open(settings.memory)) if settings.memory.is_file() else None
            engine = make_engine(settings, glossary, memory)
            drafts = None
            if settings.engine != "memory":
                drafts = opened.enter_context(Drafts.open(settings.memory.with_name(DRAFTS_FILE)))
            yield cls(engine, glossary, settings.languages, drafts)

    def translate(self, minutes: Minutes, corrections: Corrections, pace: Pace = UNHURRIED) -> Minutes:
        """Return the minutes with `translations` filled in, in reading order; finished ones go before drafts.

        A draft that fails a check says so. Where the engine fails, the texts stay untranslated and an issue says why: a
        document is never lost because a translation was.
        """
        found = segments(minutes)
        finished = Finished(corrections, minutes)
        problems: list[str] = []
        for source in sorted({segment.language for segment in found}):
            for target in self._languages:
                if target != source:
                    wanted = [segment for segment in found if segment.language == source]
                    minutes.translations += self._translate(wanted, source, target, finished, problems, pace)
        minutes.issues += [
            Issue(code="translation-failed", severity="warning", message=message) for message in dict.fromkeys(problems)
        ]
        minutes.issues += finished.issues()
        return minutes

    def _translate(
        self, wanted: list[Segment], source: str, target: str, finished: Finished, problems: list[str], pace: Pace
    ) -> Iterator[Translation]:
        open_ones = [segment for segment in wanted if not finished.has(segment, target)]
        texts = list(dict.fromkeys(Text(segment.text, segment.short) for segment in open_ones))
        drafts = dict(zip(texts, self._drafted(texts, source, target, problems, pace), strict=True))
        for segment in wanted:
            done = finished.take(segment, target)
            yield done or self._as_translation(segment, target, drafts[Text(segment.text, segment.short)])

    def _as_translation(self, segment: Segment, target: str, draft: Draft) -> Translation:
        checks = failed_checks(segment.text, draft.text, target, self._glossary) if draft.engine else []
        return Translation(
            target_id=segment.id,
            source_language=segment.language,
            language=target,
            text=draft.text,
            state=draft.state,
            engine=draft.engine,
            checks=[*([draft.problem] if draft.problem else []), *checks],
        )

    def _drafted(self, texts: list[Text], source: str, target: str, problems: list[str], pace: Pace) -> list[Draft]:
        """A draft for each text: a known one, or the engine's."""
        engine, pair = self._engine, f"{source}-{target}"
        known = (
            {text: self._drafts.get(engine.name, engine.version, pair, text) for text in texts} if self._drafts else {}
        )
        unknown = [text for text in texts if known.get(text) is None]
        made: dict[Text, Draft] = {}
        try:
            for place in range(0, len(unknown), PORTION):
                portion = unknown[place : place + PORTION]
                pace.beat("translate")
                drafts = engine.translate(portion, source, target)
                made |= self._kept(pair, dict(zip(portion, drafts, strict=True)))
        except EngineError as error:
            made |= self._kept(pair, dict(zip(portion, error.made, strict=False)))
            problems.append(f"Not translated from {source} to {target}: {error}")
        return [known.get(text) or made.get(text, UNTRANSLATED) for text in texts]

    def _kept(self, pair: str, made: dict[Text, Draft]) -> dict[Text, Draft]:
        """The drafts, once they are kept: for other documents, and for this one should the process die."""
        if self._drafts and made:
            told = [(text, draft) for text, draft in made.items() if draft.text]
            self._drafts.put(self._engine.name, self._engine.version, pair, told)
        return made
