"""Public pages kept whole in memory, exact to the journal: no entry outlives the record it shows (ADR 0008).

Stands in front of Django (config/wsgi.py). A page is kept for visitors without a session only, under the
number of the latest journal entry and the day; as soon as either moves, everything kept is dropped. Anything
doubtful goes to Django.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from near.foundation.period import today

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_HEAD = "SELECT max(sequence) FROM foundation_journalentry"
_MOST_PAGES = 2000
_LONGEST_QUERY = 200
_COOKIES_OF_SOMEBODY = ("sessionid", "messages")


@dataclass(frozen=True)
class Kept:
    """One page as it goes out: headers, plain body, compressed body, and its tag."""

    headers: list[tuple[str, str]]
    body: bytes
    packed: bytes
    tag: str


class PageCache:
    """A WSGI application that answers from memory where that is exact, else asks `inner`."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner
        self.version: tuple[Any, ...] = ()
        self.pages: dict[tuple[str, str, str], Kept] = {}

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        version = self._version() if self._may_keep(environ) else None
        if version is None:
            return self.inner(environ, start_response)
        if version != self.version:
            self.version, self.pages = version, {}
        key = (environ.get("HTTP_HOST", ""), environ["PATH_INFO"], environ["QUERY_STRING"])
        kept = self.pages.get(key)
        if kept is None:
            return self._ask(key, version, environ, start_response)
        return _send(kept, environ, start_response)

    @staticmethod
    def _may_keep(environ: Environ) -> bool:
        if environ["REQUEST_METHOD"] != "GET" or len(environ["QUERY_STRING"]) > _LONGEST_QUERY:
            return False
        cookies = environ.get("HTTP_COOKIE", "")
        if any(name in cookies for name in _COOKIES_OF_SOMEBODY) or "HTTP_HX_REQUEST" in environ:
            return False
        path: str = environ["PATH_INFO"]
        return path.startswith(_prefixes())

    @staticmethod
    def _version() -> tuple[Any, ...] | None:
        """Return (latest journal entry, day); None where the database cannot be asked just now."""
        try:
            connection.ensure_connection()
            row = connection.connection.execute(_HEAD).fetchone()
        except _faults():
            connection.close()
            return None
        return (row[0], today())

    def _ask(
        self, key: tuple[str, str, str], version: tuple[Any, ...], environ: Environ,
        start_response: StartResponse,
    ) -> Iterable[bytes]:  # fmt: skip
        """Let Django answer; keep the answer if it is a plain success and nothing moved meanwhile."""
        answer: dict[str, Any] = {}

        def note(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            answer.update(status=status, headers=headers)

        # Django compresses nothing itself; conditional headers would make the answer partial.
        asked = {k: v for k, v in environ.items() if not k.startswith("HTTP_IF_")}
        result = self.inner(asked, note)
        body = b"".join(result)
        if (close := getattr(result, "close", None)) is not None:
            close()
        if not _plain_success(answer) or self._version() != version:
            start_response(answer["status"], answer["headers"])
            return [body]
        kept = _kept(answer["headers"], body)
        if len(self.pages) < _MOST_PAGES:
            self.pages[key] = kept
        return _send(kept, environ, start_response)


def _prefixes() -> tuple[str, ...]:
    return (*(f"/{code}/" for code, _name in settings.LANGUAGES), "/data/", "/sitemap.xml")


def _faults() -> tuple[type[Exception], ...]:
    """Return what a database says when it cannot be asked: Django's words and the driver's own."""
    driver: Any = connection
    return (DatabaseError, driver.Database.Error)


def _plain_success(answer: dict[str, Any]) -> bool:
    names = {name.lower() for name, _value in answer["headers"]}
    return answer["status"].startswith("200") and not names & {"set-cookie", "content-encoding"}


def _kept(headers: list[tuple[str, str]], body: bytes) -> Kept:
    tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    dropped = {"content-length", "etag", "vary", "cache-control", "expires"}
    stay = [(k, v) for k, v in headers if k.lower() not in dropped]
    # Browsers may keep the page but must ask each time: a change shows on the next request.
    stay += [("ETag", tag), ("Vary", "Accept-Encoding, Cookie"), ("Cache-Control", "no-cache")]
    return Kept(stay, body, gzip.compress(body, 6, mtime=0), tag)


def _send(kept: Kept, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if kept.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", kept.headers)
        return [b""]
    packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    body = kept.packed if packed else kept.body
    extra = [("Content-Length", str(len(body)))]
    extra += [("Content-Encoding", "gzip")] if packed else []
    start_response("200 OK", kept.headers + extra)
    return [body]
