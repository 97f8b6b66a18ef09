"""Public pages kept whole in memory, exact to the journal: no entry outlives the record it shows (ADR 0008).

Stands in front of Django (config/wsgi.py). A page is kept for visitors without a session only, under the
number of the latest journal entry and the day; as soon as either moves, everything kept is dropped. Answers
of the search are kept apart, under the version of its index too. Anything doubtful goes to Django.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from near.foundation.period import today

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

_HEAD = """SELECT max(sequence), (SELECT value FROM foundation_searchstate WHERE name = 'version')
FROM foundation_journalentry"""
_OF_SEARCH = "/search/"
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


@dataclass
class Shelf:
    """The pages kept under one version."""

    version: tuple[Any, ...] = ()
    pages: dict[tuple[str, str, str], Kept] = field(default_factory=dict)


class PageCache:
    """A WSGI application that answers from memory where that is exact, else asks `inner`."""

    def __init__(self, inner: Application) -> None:
        self.inner = inner
        self.shelves = {True: Shelf(), False: Shelf()}  # of the search, and all others

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        version = self._version(environ) if self._may_keep(environ) else None
        if version is None:
            return self.inner(environ, start_response)
        shelf = self.shelves[_of_search(environ)]
        if version != shelf.version:
            shelf.version, shelf.pages = version, {}
        key = (environ.get("HTTP_HOST", ""), environ["PATH_INFO"], environ["QUERY_STRING"])
        kept = shelf.pages.get(key)
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
    def _version(environ: Environ) -> tuple[Any, ...] | None:
        """Return (latest journal entry, day), of the search the index's version too.

        None where the database cannot be asked just now.
        """
        try:
            connection.ensure_connection()
            row = connection.connection.execute(_HEAD).fetchone()
        except _faults():
            connection.close()
            return None
        return (row[0], today(), str(row[1]) if _of_search(environ) else "")

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
        if not _plain_success(answer) or self._version(environ) != version:
            start_response(answer["status"], answer["headers"])
            return [body]
        kept = _kept(answer["headers"], body)
        pages = self.shelves[_of_search(environ)].pages
        if len(pages) < _MOST_PAGES:
            pages[key] = kept
        return _send(kept, environ, start_response)


def _prefixes() -> tuple[str, ...]:
    return (*(f"/{code}/" for code, _name in settings.LANGUAGES), "/data/", "/sitemap.xml")


def _of_search(environ: Environ) -> bool:
    path: str = environ["PATH_INFO"]
    return path.endswith(_OF_SEARCH)


def _faults() -> tuple[type[Exception], ...]:
    """Return what a database says when it cannot be asked: Django's words and the driver's own."""
    driver: Any = connection
    return (DatabaseError, driver.Database.Error)


def _plain_success(answer: dict[str, Any]) -> bool:
    headers = {name.lower(): value for name, value in answer["headers"]}
    if "no-store" in headers.get("cache-control", ""):  # the view knows better for how long this holds
        return False
    return answer["status"].startswith("200") and not headers.keys() & {"set-cookie", "content-encoding"}


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
