"""Providers of machine translation: two dialects of HTTP behind the one interface of the cellar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from near.foundation.machine_translation import AnswerUnusable, TooMuchAtOnce, Translator, unsupported
from near.web.outgoing.asking import Server

# What our language codes are called elsewhere, best first; a server's own list decides which it knows.
_LIBRE = {"zh": ("zh-Hans", "zh")}
_DEEPL_SOURCE = {"zh": ("ZH",)}
_DEEPL_TARGET = {"zh": ("ZH-HANS", "ZH"), "en": ("EN-GB", "EN-US", "EN")}
_OPENED = re.compile(r'<x id="([^"<>]*)">')
_SPAN = re.compile(r'<span\b[^<>]*\bid="near-([^"<>]*)"[^<>]*>([^<>]*)</span>')


@dataclass
class LibreTranslate:
    """A server that speaks LibreTranslate's protocol. Locked words travel in spans marked untranslatable."""

    server: Server
    key: str = ""
    most_texts: int = 25
    most_characters: int = 5000
    _targets: dict[str, list[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what the provider is called."""
        return self.server.name

    def supports(self, source: str, target: str) -> bool:
        """Tell whether the server's own list holds this pair."""
        return self._pair(source, target) is not None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate in batches the server takes."""
        pair = self._pair(source, target)
        if pair is None:
            raise unsupported(self.name, source, target)
        found: list[str] = []
        for batch in _batches(self.name, texts, self.most_texts, self.most_characters):
            spans = [_as_spans(text) for text in batch]
            body = {"q": spans, "source": pair[0], "target": pair[1], "format": "html"}
            answer = self.server.ask("/translate", body | ({"api_key": self.key} if self.key else {}))
            found += [_from_spans(x) for x in _strings(self.name, answer, "translatedText", len(batch))]
        return found

    def _pair(self, source: str, target: str) -> tuple[str, str] | None:
        if not self._targets:
            listed = self.server.ask("/languages")
            if not isinstance(listed, list) or not all(isinstance(x, dict) and "code" in x for x in listed):
                raise AnswerUnusable(provider=self.name)
            every = [x["code"] for x in listed]
            self._targets = {x["code"]: list(x.get("targets") or every) for x in listed}
        ours = next((c for c in _LIBRE.get(source, (source,)) if c in self._targets), None)
        theirs = next(
            (c for c in _LIBRE.get(target, (target,)) if c in self._targets.get(ours or "", ())), None
        )
        return (ours, theirs) if ours and theirs and ours != theirs else None


@dataclass
class DeepL:
    """A server that speaks DeepL's protocol. Locked words travel in a tag it is told to ignore."""

    server: Server
    most_texts: int = 50
    most_characters: int = 30_000
    _codes: dict[str, set[str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what the provider is called."""
        return self.server.name

    def supports(self, source: str, target: str) -> bool:
        """Tell whether the server's own lists hold both languages."""
        return source != target and self._pair(source, target) is not None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Translate in batches the server takes."""
        pair = self._pair(source, target)
        if pair is None:
            raise unsupported(self.name, source, target)
        found: list[str] = []
        for batch in _batches(self.name, texts, self.most_texts, self.most_characters):
            body = {
                "text": batch, "source_lang": pair[0], "target_lang": pair[1], "tag_handling": "xml",
                "ignore_tags": ["x"], "split_sentences": "nonewlines", "preserve_formatting": True,
            }  # fmt: skip
            answer = self.server.ask("/v2/translate", body)
            rows = answer.get("translations") if isinstance(answer, dict) else None
            texts_in = [row.get("text") if isinstance(row, dict) else None for row in rows or ()]
            found += _strings(self.name, {"texts": texts_in}, "texts", len(batch))
        return found

    def _pair(self, source: str, target: str) -> tuple[str, str] | None:
        if not self._codes:
            self._codes = {side: self._listed(side) for side in ("source", "target")}
        ours = next(
            (c for c in _DEEPL_SOURCE.get(source, (source.upper(),)) if c in self._codes["source"]), None
        )
        wanted = _DEEPL_TARGET.get(target, (target.upper(),))
        theirs = next((c for c in wanted if c in self._codes["target"]), None)
        return (ours, theirs) if ours and theirs else None

    def _listed(self, side: str) -> set[str]:
        listed = self.server.ask(f"/v2/languages?type={side}")
        if not isinstance(listed, list) or not all(isinstance(x, dict) and "language" in x for x in listed):
            raise AnswerUnusable(provider=self.name)
        return {str(x["language"]).upper() for x in listed}


def _as_spans(text: str) -> str:
    opened = _OPENED.sub(r'<span translate="no" class="notranslate" id="near-\1">', text)
    return opened.replace("</x>", "</span>")


def _from_spans(text: str) -> str:
    return _SPAN.sub(r'<x id="\1">\2</x>', text)


def _strings(name: str, answer: Any, key: str, wanted: int) -> list[str]:
    """Return the strings of an answer; `AnswerUnusable` unless there is exactly one a text."""
    found = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(found, list) or len(found) != wanted or not all(isinstance(x, str) for x in found):
        raise AnswerUnusable(provider=name)
    return found


def _batches(name: str, texts: Sequence[str], most: int, characters: int) -> Iterator[list[str]]:
    """Yield the texts in order, each time as many as one request may carry."""
    batch: list[str] = []
    for text in texts:
        if len(text) > characters:
            raise TooMuchAtOnce(provider=name)
        if batch and (len(batch) == most or sum(map(len, batch)) + len(text) > characters):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


_made: dict[tuple[str, str, str], Translator] = {}


def configured() -> Translator | None:
    """Return the provider the operator named, or None. Its lists of languages are kept for the process."""
    asked = settings.MACHINE_TRANSLATION
    named = (asked["provider"], asked["url"], asked["key"])
    if not named[0]:
        return None
    if named not in _made:
        _made[named] = _maker(*named)
    return _made[named]


def _maker(provider: str, url: str, key: str) -> Translator:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ImproperlyConfigured("NEAR_MT_URL")
    if provider == "libretranslate":
        return LibreTranslate(Server("LibreTranslate", url), key)
    if provider == "deepl":
        return DeepL(Server("DeepL", url, {"Authorization": f"DeepL-Auth-Key {key}"}))
    raise ImproperlyConfigured("NEAR_MT_PROVIDER")
