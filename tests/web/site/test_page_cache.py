"""The page cache answers from memory only where that is exact."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from near.foundation.journal import SYSTEM, Reference, append
from near.foundation.search.state import version_moved
from near.web.site.page_cache import PageCache

pytestmark = pytest.mark.django_db


class Inner:
    """A stand-in for Django that counts how often it is asked."""

    def __init__(self, status: str = "200 OK", headers: Any = ()) -> None:
        self.asked = 0
        self.status, self.headers = status, [("Content-Type", "text/html"), *headers]

    def __call__(self, environ: Any, start_response: Any) -> list[bytes]:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [b"page %d" % self.asked]


def ask(cache: PageCache, path: str = "/en/", **environ: str) -> tuple[str, dict[str, str], bytes]:
    """Send one request; return status, headers and body."""
    seen: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        seen.update(status=status, headers=dict(headers))

    request = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "x"}
    body = b"".join(cache(request | environ, start))
    return seen["status"], seen["headers"], body


def change_something() -> None:
    append(by=SYSTEM, verb="test.change", subject=Reference("test", "1"))


def test_a_second_visitor_is_answered_from_memory() -> None:
    inner = Inner()
    cache = PageCache(inner)
    assert ask(cache)[2] == ask(cache)[2] == b"page 1"
    assert inner.asked == 1


def test_a_change_in_the_register_shows_on_the_next_request_on_every_page() -> None:
    inner = Inner()
    cache = PageCache(inner)
    ask(cache, "/en/"), ask(cache, "/ja/")
    change_something()
    assert (ask(cache, "/en/")[2], ask(cache, "/ja/")[2]) == (b"page 3", b"page 4")


@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_COOKIE": "sessionid=abc"},
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "q=" + "x" * 300},
        {"PATH_INFO": "/desk/"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_what_belongs_to_somebody_or_is_doubtful_is_never_kept(environ: dict[str, str]) -> None:
    inner = Inner()
    cache = PageCache(inner)
    ask(cache, **environ), ask(cache, **environ)
    assert inner.asked == 2


@pytest.mark.parametrize(
    "inner",
    [
        Inner(status="404 Not Found"),
        Inner(headers=[("Set-Cookie", "csrftoken=1")]),
        Inner(headers=[("Cache-Control", "no-store")]),
    ],
)
def test_an_answer_that_is_no_plain_success_is_not_kept(inner: Inner) -> None:
    cache = PageCache(inner)
    ask(cache), ask(cache)
    assert inner.asked == 2


def test_a_browser_that_has_the_page_is_told_so() -> None:
    cache = PageCache(Inner())
    tag = ask(cache)[1]["ETag"]
    status, _headers, body = ask(cache, HTTP_IF_NONE_MATCH=tag)
    assert (status, body) == ("304 Not Modified", b"")


def test_a_kept_page_goes_out_compressed_where_the_browser_can() -> None:
    cache = PageCache(Inner())
    _status, headers, body = ask(cache, HTTP_ACCEPT_ENCODING="gzip, br")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"page 1"


def test_a_query_is_part_of_the_page() -> None:
    inner = Inner()
    cache = PageCache(inner)
    ask(cache, QUERY_STRING="on=2008-12-31"), ask(cache, QUERY_STRING="on=2010-12-31")
    assert inner.asked == 2


def test_answers_of_the_search_go_with_its_index_and_other_pages_stay() -> None:
    inner = Inner()
    cache = PageCache(inner)
    asked = {"path": "/en/search/", "QUERY_STRING": "q=forest"}
    assert ask(cache, **asked)[2] == ask(cache, **asked)[2] == b"page 1"
    assert ask(cache, "/en/")[2] == b"page 2"
    version_moved()
    assert ask(cache, **asked)[2] == b"page 3"
    assert ask(cache, "/en/")[2] == b"page 2"
    change_something()
    assert (ask(cache, **asked)[2], ask(cache, "/en/")[2]) == (b"page 4", b"page 5")
