"""Small servers on loopback that speak the protocols of LibreTranslate and DeepL, faults included."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "a-key"
LIBRE_LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["en", "ja", "zh-Hans", "ru"]},
    {"code": "ja", "name": "Japanese", "targets": ["en", "ja"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
]
DEEPL_LANGUAGES = {
    "source": ["EN", "JA", "KO", "RU", "ZH"],
    "target": ["EN-GB", "EN-US", "JA", "KO", "RU", "ZH", "ZH-HANS"],
}
_PARTS = re.compile(r"(<[^>]*>|&\w+;)")


def machine_words(text: str) -> str:
    """Translate as these servers do: every word outside tags and entities in capitals, marks carried over."""
    kept = re.split(r"(<x [^>]*>.*?</x>|<span [^>]*notranslate.*?</span>)", text)
    return "".join(part if n % 2 else _capitals(part) for n, part in enumerate(kept))


def _capitals(text: str) -> str:
    return "".join(p if _PARTS.fullmatch(p) else p.upper() for p in _PARTS.split(text))


@dataclass
class Told:
    """How a server behaves, and what it was asked: `status` codes are used up one a request, then 200."""

    say: Callable[[str], str] = machine_words
    status: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    pause: float = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    tries: int = 0
    address: str = ""


class _Handler(BaseHTTPRequestHandler):
    told: Told

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/languages":
            self._send(200, LIBRE_LANGUAGES)
        elif path == "/v2/languages" and self._allowed():
            codes = DEEPL_LANGUAGES[query["type"][0]]
            self._send(200, [{"language": code, "name": code} for code in codes])

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.told.tries += 1
        time.sleep(self.told.pause)
        if self.told.status and (code := self.told.status.pop(0)) != 200:
            self._send(code, {"error": "as told"})
        elif self.path == "/translate":
            self._libre(body)
        elif self.path == "/v2/translate" and self._allowed():
            self._deepl(body)

    def _libre(self, body: dict[str, Any]) -> None:
        if body.get("api_key") != KEY or body["format"] != "html":
            self._send(403, {"error": "Invalid API key"})
            return
        self.told.asked.append(body)
        self._send(200, {"translatedText": [self.told.say(text) for text in body["q"]]})

    def _deepl(self, body: dict[str, Any]) -> None:
        assert (body["tag_handling"], body["ignore_tags"]) == ("xml", ["x"])
        self.told.asked.append(body)
        found = [{"detected_source_language": "EN", "text": self.told.say(t)} for t in body["text"]]
        self._send(200, {"translations": found})

    def _allowed(self) -> bool:
        if self.headers["Authorization"] == f"DeepL-Auth-Key {KEY}":
            return True
        self._send(403, {"message": "Wrong key"})
        return False

    def _send(self, code: int, answer: Any) -> None:
        content = json.dumps(answer).encode() if self.told.raw is None or code != 200 else self.told.raw
        self.send_response(code)
        for name, value in self.told.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have gone by then
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the library's own name
        """Stay silent."""


@contextmanager
def serving() -> Iterator[Told]:
    """Serve both dialects on a free port of loopback for the length of a test."""
    told = Told()
    handler = type("Handler", (_Handler,), {"told": told})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
