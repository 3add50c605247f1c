"""Engines behind a service: LibreTranslate's API, or a chat endpoint that speaks OpenAI's.

Keys come from the environment alone (KHMER_MINUTES_API_KEY). Nothing is sent anywhere unless the configuration names
the service.
"""

import os
import random
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import httpx

from pipeline.config import Translation
from pipeline.errors import UsageError
from pipeline.translate.engines import Draft, EngineError, Text
from pipeline.translate.glossary import Glossary
from pipeline.translate.protection import Protected, Protector, restore

KEY = "KHMER_MINUTES_API_KEY"
"""Name of the environment variable with the service's key."""
_TRIES = 4
_FIRST_WAIT = 0.5
"""Seconds before the second try; doubled for each further one, give or take a quarter."""
_LONGEST_WAIT = 30.0
_OF_ONE_TEXT = (400, 413, 422)
"""Answers that are about what was sent, such as its length; other texts may fare better."""
_LONGEST_MESSAGE = 200
_LANGUAGE_NAMES = {"en": "English", "km": "Khmer"}
_TASK = (
    "Translate the text of the user from {source} into {target}. It is a piece of the minutes of a meeting. Answer "
    "with the translation alone. Keep every mark in square brackets, such as [0], as it is and where it belongs."
)


class _RefusedError(Exception):
    """The service does not translate this one text."""


def make_http_engine(settings: Translation, glossary: Glossary) -> "HttpEngine":
    """Return the engine for the service that the settings name.

    Raises:
        UsageError: translation.url is missing, or no http address; the chat endpoint has no translation.model_name.
    """
    if not settings.url or not settings.url.startswith(("http://", "https://")):
        raise UsageError(f'the engine "{settings.engine}" needs translation.url, the http address of the service')
    if settings.engine == "libretranslate":
        return LibreTranslate(settings, glossary)
    if not settings.model_name:
        raise UsageError('the engine "openai" needs translation.model_name, as the service calls its model')
    return OpenAIChat(settings, glossary)


class HttpEngine(ABC):
    """What the services have in common: time limit, tries with growing waits, and a limit of requests a second."""

    def __init__(self, settings: Translation, glossary: Glossary) -> None:
        self._url = str(settings.url).rstrip("/")
        self._timeout = settings.timeout
        self._pause = 1 / settings.requests_per_second
        self._next = 0.0
        self._glossary = glossary
        self._model_name = settings.model_name or ""
        self._key = os.environ.get(KEY)
        self.name = f"{settings.engine}:{self._model_name}" if self._model_name else str(settings.engine)
        self.version = f"{self._url}-{self._model_name}-{glossary.version}"

    def translate(self, texts: Sequence[Text], source: str, target: str) -> list[Draft]:
        """Return drafts, numbers and names of the glossary set aside while the service works."""
        protector = Protector(self._glossary, source, target)
        drafts = []
        for text in texts:
            protected = protector.protect(text.text)
            try:
                answer = self._ask(protected, source, target)
            except _RefusedError as error:
                drafts.append(Draft("", "needs-translation", None, str(error)))
                continue
            except EngineError as error:
                raise EngineError(str(error), drafts) from error
            said, lost = restore(answer, protected)
            problem = f"not kept by the service: {', '.join(lost)}" if lost else None
            drafts.append(Draft(said.strip(), "needs-review-translation", self.name, problem))
        return drafts

    @abstractmethod
    def _ask(self, text: Protected, source: str, target: str) -> str:
        """The service's translation of one text."""

    def _post(self, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
        """The service's answer, as JSON, after as many tries as make sense."""
        problem = ""
        for turn in range(_TRIES):
            self._wait_for_turn()
            try:
                answer = httpx.post(f"{self._url}{path}", json=body, headers=headers, timeout=self._timeout)
            except httpx.HTTPError as error:
                problem = f"{type(error).__name__}: {error}"
            else:
                if answer.is_success:
                    return _json(answer, self._url)
                problem = f"HTTP {answer.status_code}{self._told(answer)}"
                if answer.status_code in _OF_ONE_TEXT:
                    raise _RefusedError(f"refused by the service ({problem})")
                if answer.status_code != 429 and answer.status_code < 500:
                    break
                self._next = max(self._next, time.monotonic() + _asked_to_wait(answer))
            if turn + 1 < _TRIES:
                time.sleep(_FIRST_WAIT * 2**turn * random.uniform(0.75, 1.25))
        raise EngineError(f"{self._url} did not translate ({problem})")

    def _told(self, answer: httpx.Response) -> str:
        """What the service says of its refusal, shortened; never the key, which some repeat."""
        try:
            error = answer.json()["error"]
        except (ValueError, KeyError, TypeError):
            return ""
        message = str(error.get("message", error) if isinstance(error, dict) else error)
        return f": {message.replace(self._key, '...') if self._key else message}"[:_LONGEST_MESSAGE]

    def _wait_for_turn(self) -> None:
        now = time.monotonic()
        if self._next > now:
            time.sleep(self._next - now)
        self._next = max(now, self._next) + self._pause


class LibreTranslate(HttpEngine):
    """LibreTranslate's `/translate`."""

    def _ask(self, text: Protected, source: str, target: str) -> str:
        body = {"q": text.text, "source": source, "target": target, "format": "text"}
        if self._key:
            body["api_key"] = self._key
        answer = self._post("/translate", body, {})
        said = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(said, str):
            raise EngineError(f"{self._url} answered without translatedText")
        return said


class OpenAIChat(HttpEngine):
    """A chat endpoint: `/v1/chat/completions`."""

    def _ask(self, text: Protected, source: str, target: str) -> str:
        task = _TASK.format(source=_LANGUAGE_NAMES.get(source, source), target=_LANGUAGE_NAMES.get(target, target))
        messages = [{"role": "system", "content": task}, {"role": "user", "content": text.text}]
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        body = {"model": self._model_name, "messages": messages, "temperature": 0}
        answer = self._post("/v1/chat/completions", body, headers)
        try:
            choice = answer["choices"][0]
            said = choice["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise EngineError(f"{self._url} answered without choices[0].message.content") from error
        if not isinstance(said, str) or choice.get("finish_reason") in ("length", "content_filter"):
            raise _RefusedError(f"not translated to its end by the service ({choice.get('finish_reason')})")
        return said


def _json(answer: httpx.Response, url: str) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise EngineError(f"{url} answered with what is no JSON") from error


def _asked_to_wait(answer: httpx.Response) -> float:
    """Seconds that the service asks to be left alone, at most half a minute."""
    told = answer.headers.get("Retry-After", "")
    return min(float(told), _LONGEST_WAIT) if told.isdigit() else 0.0
