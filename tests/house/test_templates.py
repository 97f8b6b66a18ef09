"""Templates of the house: each is used, and none needs what the content security policy refuses."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.tree import TEMPLATES, python_files, shown, templates

# Found by a package under the package's own name, so nothing of ours mentions them.
OVERRIDES = ("account/", "mfa/", "allauth/", "wagtail", "429.html")
REFUSED = {
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=[\"']application/(?:ld\+)?json)[^>]*>", re.IGNORECASE
    ),
    "words inside a linked script": re.compile(r"<script\b[^>]*\bsrc=[^>]*>\s*[^\s<]", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:.-]*)\s*=", re.IGNORECASE),
    "a script address": re.compile(r"[\"']javascript:", re.IGNORECASE),
    "a file of another host": re.compile(
        r"<(?:script|img|iframe|source|link\s+rel=[\"']stylesheet[\"'])\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//",
        re.IGNORECASE,
    ),
}


def name_of(path: Path) -> str:
    """Return the name a template is asked for by."""
    return path.relative_to(TEMPLATES).as_posix()


@cache
def mentions() -> str:
    """Return everything that may ask for a template."""
    return "\n".join(p.read_text(encoding="utf-8") for p in [*python_files("near", "config"), *templates()])


def test_every_template_is_used() -> None:
    names = [name_of(p) for p in templates()]
    unused = [
        n
        for n in names
        if not n.startswith(OVERRIDES) and f'"{n}"' not in mentions() and f"'{n}'" not in mentions()
    ]
    assert unused == []


@pytest.mark.parametrize("what", REFUSED)
def test_no_template_holds(what: str) -> None:
    found = [
        f"{shown(path)}:{text.count(chr(10), 0, hit.start()) + 1}"
        for path in templates()
        for text in [path.read_text(encoding="utf-8")]
        for hit in REFUSED[what].finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "html"),
    [
        ("an inline script", "<script>go()</script>"),
        ("words inside a linked script", '<script src="/a.js">go()</script>'),
        ("a style element", "<style>p {}</style>"),
        ("a style attribute", '<p class="x" style="color: red">'),
        ("an event attribute", '<a href="#" onclick="go()">'),
        ("a script address", '<a href="javascript:go()">'),
        ("a file of another host", '<script src="https://cdn.example/a.js"></script>'),
    ],
)
def test_the_policy_would_notice(what: str, html: str) -> None:
    assert REFUSED[what].search(html)
