import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from pipeline.config import Translation
from pipeline.errors import UsageError
from pipeline.translate import http_engine
from pipeline.translate.engines import EngineError, Text
from pipeline.translate.glossary import Glossary

_Answer = Callable[[str, dict[str, Any]], tuple[int, dict[str, str], Any]]


@contextmanager
def _served(answer: _Answer) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A real server on loopback: its address, and what it was asked."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "headers": dict(self.headers), **body})
            status, headers, content = answer(self.path, body)
            written = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _settings(url: str, **more: Any) -> Translation:
    return Translation.model_validate({"engine": "libretranslate", "url": url, "requests_per_second": 1000, **more})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_engine, "_FIRST_WAIT", 0.001)


def test_libretranslate_gets_protected_text_and_the_key(glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(http_engine.KEY, "secret")
    with _served(lambda _path, body: (200, {}, {"translatedText": body["q"].replace("paid", "បានបង់")})) as (url, asked):
        engine = http_engine.make_http_engine(_settings(url), glossary)
        (draft,) = engine.translate([Text("HAC paid 2,500", False)], "en", "km")
    assert (draft.text, draft.state, draft.engine, draft.problem) == (
        "HAC បានបង់ 2,500", "needs-review-translation", "libretranslate", None,
    )  # fmt: skip
    assert asked[0]["path"] == "/translate" and asked[0]["q"] == "[0] paid [1]"
    assert (asked[0]["source"], asked[0]["target"], asked[0]["api_key"]) == ("en", "km", "secret")


def test_a_chat_endpoint_is_asked_as_openai_is(glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(http_engine.KEY, "secret")
    answer = {"choices": [{"message": {"content": " បានឯកភាព "}}]}
    with _served(lambda _path, _body: (200, {}, answer)) as (url, asked):
        engine = http_engine.make_http_engine(_settings(url, engine="openai", model_name="m"), glossary)
        (draft,) = engine.translate([Text("agreed 7", False)], "en", "km")
    assert draft.text == "បានឯកភាព" and draft.engine == "openai:m"
    assert draft.problem == "not kept by the service: 7"
    assert asked[0]["path"] == "/v1/chat/completions" and asked[0]["headers"]["Authorization"] == "Bearer secret"
    assert asked[0]["messages"][1]["content"] == "agreed [0]" and "Khmer" in asked[0]["messages"][0]["content"]


def test_a_service_that_is_busy_is_asked_again(glossary: Glossary) -> None:
    answers = iter([(503, {}, {}), (429, {"Retry-After": "0"}, {}), (200, {}, {"translatedText": "ok"})])
    with _served(lambda _path, _body: next(answers)) as (url, asked):
        engine = http_engine.make_http_engine(_settings(url), glossary)
        assert engine.translate([Text("yes", True)], "en", "km")[0].text == "ok"
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("status", "content", "told", "times"),
    [
        (403, {"error": "no key"}, "HTTP 403", 1),
        (500, {}, "HTTP 500", 4),
        (200, b"<html>", "no JSON", 1),
        (200, {"other": 1}, "without translatedText", 1),
    ],
)
def test_what_a_service_cannot_do_is_told(glossary: Glossary, status: int, content: Any, told: str, times: int) -> None:
    with _served(lambda _path, _body: (status, {}, content)) as (url, asked):
        engine = http_engine.make_http_engine(_settings(url), glossary)
        with pytest.raises(EngineError, match=told):
            engine.translate([Text("yes", True)], "en", "km")
    assert len(asked) == times


def test_a_service_that_is_not_there_is_told(glossary: Glossary) -> None:
    with _served(lambda _path, _body: (200, {}, {})) as (url, _):
        pass
    engine = http_engine.make_http_engine(_settings(url, timeout=0.5), glossary)
    with pytest.raises(EngineError, match="did not translate"):
        engine.translate([Text("yes", True)], "en", "km")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"engine": "libretranslate"}, "translation.url"),
        ({"engine": "openai", "url": "ftp://x"}, "translation.url"),
        ({"engine": "openai", "url": "http://x"}, "translation.model_name"),
    ],
)
def test_missing_settings_are_named(glossary: Glossary, settings: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        http_engine.make_http_engine(Translation.model_validate(settings), glossary)


def test_one_text_that_is_refused_does_not_stop_the_others(glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHMER_MINUTES_API_KEY", "s3cret")

    def answer(path: str, body: dict[str, Any]) -> tuple[int, dict[str, str], Any]:
        if "long" in body["q"]:
            return 400, {}, {"error": "too long, key s3cret"}
        return 200, {}, {"translatedText": "បាទ"}

    with _served(answer) as (url, _):
        engine = http_engine.make_http_engine(_settings(url), glossary)
        refused, done = engine.translate([Text("a long one", False), Text("yes", False)], "en", "km")
    assert (refused.text, refused.state, refused.engine) == ("", "needs-translation", None)
    assert refused.problem is not None
    assert "too long" in refused.problem
    assert "s3cret" not in refused.problem
    assert done.text == "បាទ"


def test_what_was_translated_before_a_service_went_away_is_not_lost(glossary: Glossary) -> None:
    answers = iter([(200, {}, {"translatedText": "មួយ"}), (403, {}, {"error": {"message": "quota exceeded"}})])
    with _served(lambda path, body: next(answers)) as (url, _):
        engine = http_engine.make_http_engine(_settings(url), glossary)
        with pytest.raises(EngineError, match="quota exceeded") as caught:
            engine.translate([Text("one", False), Text("two", False)], "en", "km")
    assert [draft.text for draft in caught.value.made] == ["មួយ"]


def test_an_answer_that_is_cut_off_or_withheld_is_no_draft(glossary: Glossary) -> None:
    withheld = {"choices": [{"message": {"content": None}, "finish_reason": "content_filter"}]}
    with _served(lambda path, body: (200, {}, withheld)) as (url, _):
        settings = _settings(url, engine="openai", model_name="m")
        (draft,) = http_engine.make_http_engine(settings, glossary).translate([Text("one", False)], "en", "km")
    assert (draft.text, draft.state) == ("", "needs-translation")
