"""The engine that runs a neural model on this machine: any CTranslate2 model with a SentencePiece vocabulary.

NLLB-200 as converted by `ct2-transformers-converter` is what it is meant for: the folder holds model.bin, its
vocabulary and sentencepiece.bpe.model (or another *.model). Nothing is ever loaded from the network.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from pipeline.config import Translation
from pipeline.errors import MissingProgramError, UsageError
from pipeline.khmer.sentences import sentences
from pipeline.translate.engines import Draft, EngineError, Text
from pipeline.translate.glossary import Glossary
from pipeline.translate.protection import Protector, restore

NLLB_CODES = {"en": "eng_Latn", "km": "khm_Khmr"}
"""FLORES-200 codes, which NLLB-200 takes in front of source and target (NLLB Team 2022, appendix)."""
_BATCH_TOKENS = 1024
"""Tokens in one batch, which bounds the memory of the model's activations."""
_LONGEST = 256
"""Tokens of a translation at most: a model that repeats itself is cut off, and the check of lengths tells."""


class CTranslate2Engine:
    """A model in a folder, loaded at its first text."""

    def __init__(self, settings: Translation, glossary: Glossary) -> None:
        if settings.model is None:
            raise UsageError('the engine "ctranslate2" needs translation.model: the folder of a CTranslate2 model')
        if not (settings.model / "model.bin").is_file():
            raise UsageError(f"translation.model: there is no model.bin in {settings.model}")
        vocabularies = sorted(settings.model.glob("*.model"))
        if not vocabularies:
            raise UsageError(f"translation.model: there is no SentencePiece vocabulary (*.model) in {settings.model}")
        self._folder, self._vocabulary = settings.model, vocabularies[0]
        self._glossary = glossary
        self._codes = settings.language_codes or NLLB_CODES
        self.name = f"ctranslate2:{settings.model.resolve().name}"
        self.version = self._version()

    def _version(self) -> str:
        """A hash of the model's size and vocabulary, and of the glossary."""
        digest = hashlib.sha256(self._vocabulary.read_bytes())
        digest.update(str((self._folder / "model.bin").stat().st_size).encode())
        return f"{digest.hexdigest()[:12]}-{self._glossary.version}"

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        """Return drafts; each text goes through sentence by sentence, numbers and names of the glossary set aside."""
        if source not in self._codes or target not in self._codes:
            raise EngineError(f"translation.language_codes has no code for {source} or {target}")
        protector = Protector(self._glossary, source, target)
        pieces = [[protector.protect(sentence) for sentence in sentences(text.text)] for text in texts]
        said = iter(self._say([piece.text for group in pieces for piece in group], source, target))
        drafts = []
        for group in pieces:
            told = [restore(next(said), piece) for piece in group]
            lost = [item for _, wrong in told for item in wrong]
            problem = f"not kept by the model: {', '.join(lost)}" if lost else None
            text = " ".join(sentence for sentence, _ in told)
            drafts.append(Draft(text, "needs-review-translation", self.name, problem))
        return drafts

    def _say(self, sentences: list[str], source: str, target: str) -> list[str]:
        """Sentences through the model, in order."""
        translator, vocabulary = self._loaded
        tokens = [[self._codes[source], *vocabulary.encode(text, out_type=str), "</s>"] for text in sentences]
        try:
            results = translator.translate_batch(
                tokens,
                target_prefix=[[self._codes[target]]] * len(tokens),
                batch_type="tokens",
                max_batch_size=_BATCH_TOKENS,
                max_decoding_length=_LONGEST,
            )
        except RuntimeError as error:
            raise EngineError(f"the model in {self._folder} failed: {error}") from error
        return [vocabulary.decode(_without_code(result.hypotheses[0], self._codes[target])) for result in results]

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        """The model and its vocabulary."""
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise MissingProgramError(
                f'the engine "ctranslate2" needs {error.name}; pip install "khmer-minutes[translate]"'
            ) from error
        try:
            translator = ctranslate2.Translator(str(self._folder), device="cpu", inter_threads=1)
            vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(self._vocabulary))
        except (RuntimeError, OSError, ValueError) as error:
            raise EngineError(f"the model in {self._folder} cannot be loaded: {error}") from error
        return translator, vocabulary


def _without_code(tokens: list[str], code: str) -> list[str]:
    return tokens[1:] if tokens[:1] == [code] else tokens
