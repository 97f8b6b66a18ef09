"""The termbase as a reader of texts: which concepts a text names, what they are called, which are near."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from near.foundation.errors import UnknownLanguage
from near.foundation.journal import JournalEntry, kept_until_change
from near.foundation.languages import NAME_LANGUAGES, language_of
from near.terminology.models import Term
from near.terminology.rules import Likeness, StringMatcher, WordMatcher, key_of

_WITHOUT_BORDERS = ("zh", "ja", "ko")
_MOST_HELD = 300


@dataclass(frozen=True)
class Finding:
    """A concept named in a text: where, `[start, end)` in characters, and by which words of the text."""

    concept: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Near:
    """A concept whose term looks like what was asked for; likeness from 0 to 1."""

    concept: str
    words: str
    likeness: float


@dataclass(frozen=True)
class Topic:
    """A field of work and how many places of a text speak of it."""

    field: str
    count: int


class Lexicon:
    """All terms in memory. What one language needs is built when that language is first asked for."""

    def __init__(self, rows: Iterable[tuple[str, str, bool, str, str]]) -> None:
        """Take (concept, field, locked, language, words), the preferred term before the accepted ones."""
        self.fields: dict[str, str] = {}
        self.locked: set[str] = set()
        self._words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._terms: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for slug, field, locked, language, words in rows:
            self.fields[slug] = field
            if locked:
                self.locked.add(slug)
            self._words[slug, language].append(words)
            self._terms[language].append((slug, words))
        self._matchers: dict[str, StringMatcher | WordMatcher] = {}
        self._likeness: dict[str, Likeness] = {}
        self._keys: list[tuple[str, str]] = []

    def found(self, text: str, language: str) -> list[Finding]:
        """Return the concepts a text names, in its order; longer terms win, a homonym gives all."""
        code = term_language(language)
        if code not in self._matchers:
            kind = StringMatcher if code in _WITHOUT_BORDERS else WordMatcher
            self._matchers[code] = kind(code, self._terms[code])
        return [
            Finding(slug, spot.start, spot.end, text[spot.start : spot.end])
            for spot in self._matchers[code].spots(text)
            for slug in spot.slugs
        ]

    def words(self, concept: str, language: str) -> tuple[str, ...]:
        """Return a concept's terms in a language, the preferred one first; empty where it has none."""
        return tuple(self._words.get((concept, term_language(language)), ()))

    def terms_of(self, concept: str) -> dict[str, tuple[str, ...]]:
        """Return a concept's terms in every language that has some."""
        found = {code: self._words.get((concept, code)) for code in NAME_LANGUAGES}
        return {code: tuple(terms) for code, terms in found.items() if terms}

    def nearest(self, text: str, language: str, limit: int = 5) -> list[Near]:
        """Return the concepts whose terms look most like a text, best first."""
        code = term_language(language)
        if code not in self._likeness:
            self._likeness[code] = Likeness(code, self._terms[code])
        return [Near(*found) for found in self._likeness[code].nearest(text, limit)]

    def nearest_anywhere(self, text: str, language: str, limit: int = 5) -> list[Near]:
        """Return the nearest concepts by their terms in any language, equals by `language` first."""
        codes = sorted(NAME_LANGUAGES, key=lambda code: code != language)
        found = [near for code in codes for near in self.nearest(text, code, limit)]
        return sorted(found, key=lambda near: -near.likeness)[:limit]

    def topics_of(self, text: str, language: str) -> list[Topic]:
        """Return the fields of work a text speaks of, the one named most often first."""
        counted = Counter(self.fields[finding.concept] for finding in self.found(text, language))
        ranked = sorted(counted.items(), key=lambda x: (-x[1], x[0]))
        return [Topic(field, count) for field, count in ranked]

    def holding(self, words: str) -> list[str]:
        """Return the concepts one of whose terms, in any language, holds the words; closest first."""
        wanted = key_of(words.strip())
        if not wanted:
            return []
        if not self._keys:
            self._keys = [(key_of(term), slug) for found in self._terms.values() for slug, term in found]
        best: dict[str, tuple[int, int, str]] = {}
        for key, slug in self._keys:
            if wanted in key:
                rank = (0 if key == wanted else 1 if key.startswith(wanted) else 2, len(key), slug)
                best[slug] = min(rank, best.get(slug, rank))
        return [slug for _rank, _length, slug in sorted(best.values())][:_MOST_HELD]


def term_language(code: str) -> str:
    """Return the termbase's code for any of a language's codes; else `UnknownLanguage`."""
    if code in NAME_LANGUAGES:
        return code
    try:
        return language_of(code).code
    except UnknownLanguage:
        raise UnknownLanguage(code=code[:20], known=", ".join(NAME_LANGUAGES)) from None


@kept_until_change
def lexicon() -> Lexicon:
    """Return the lexicon of the present termbase. Other changes of the records do not build it anew."""
    last = JournalEntry.objects.filter(verb__startswith="terminology.").order_by("-sequence").first()
    # Inside a transaction the entry may yet be taken back, and with it what stands under its hash.
    if last is None or connection.in_atomic_block:
        return _built()
    return _built_at(last.hash)


@lru_cache(maxsize=1)
def _built_at(_hash: str) -> Lexicon:
    return _built()


def _built() -> Lexicon:
    rows = Term.objects.order_by("concept__slug", "language", "place", "pk")
    return Lexicon(
        rows.values_list("concept__slug", "concept__field", "concept__locked", "language", "words")
    )
