"""The glossary as readers see it: the fields, the concepts of one, a concept with all its terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from near.foundation.errors import UnknownRecord
from near.foundation.languages import NAME_LANGUAGES, fallbacks
from near.terminology.enums import Field, Rank
from near.terminology.models import Concept, Term
from near.terminology.rules.ordering import order_of


@dataclass(frozen=True)
class Line:
    """One concept in a list: its term in the reader's language or the nearest, and the English."""

    slug: str
    words: str
    language: str
    gloss: str
    locked: bool = False


@dataclass(frozen=True)
class Shown:
    """A concept with its terms, by language in the house's order."""

    concept: Concept
    terms: list[tuple[str, list[Term]]]
    title: str
    title_language: str

    @property
    def sources(self) -> list[str]:
        """Return where the terms come from, each source once."""
        return sorted({term.source for _language, terms in self.terms for term in terms})


def fields_in_use() -> list[tuple[str, int]]:
    """Return each field that has concepts, in the house's order, with their number. One query."""
    counted = dict(Concept.objects.order_by().values_list("field").annotate(number=Count("pk")))
    return [(field, counted[field]) for field in Field.values if field in counted]


def lines_of(language: str, *, field: str = "", slugs: Iterable[str] | None = None) -> list[Line]:
    """Return the concepts of a field in the order of `language`, or those named in theirs. One query."""
    found = Term.objects.filter(rank=Rank.PREFERRED)
    order = None if slugs is None else {slug: place for place, slug in enumerate(slugs)}
    found = found.filter(concept__field=field) if order is None else found.filter(concept__slug__in=order)
    words: defaultdict[tuple[str, bool], dict[str, str]] = defaultdict(dict)
    rows = found.order_by("pk").values_list("concept__slug", "concept__locked", "language", "words")
    for slug, locked, code, term in rows:
        words[slug, locked][code] = term
    lines = [_line(slug, terms, language, locked=locked) for (slug, locked), terms in words.items()]
    if order is not None:
        return sorted(lines, key=lambda x: order[x.slug])
    key = order_of(language)
    return sorted(lines, key=lambda x: (x.language != language, key(x.words), x.slug))


def _line(slug: str, terms: dict[str, str], language: str, *, locked: bool) -> Line:
    code = _nearest(terms, language)
    gloss = terms.get("en", "") if code != "en" else ""
    return Line(slug, terms[code], code, gloss, locked)


def _nearest(terms: Iterable[str], language: str) -> str:
    """Return the language to show to a reader of `language` among those that have a term."""
    return next(code for code in (*fallbacks(language), *NAME_LANGUAGES) if code in terms)


def shown(slug: str, language: str) -> Shown:
    """Return a concept with all its terms; `UnknownRecord` where there is none. Two queries."""
    concept = Concept.objects.filter(slug=slug).first()
    if concept is None:
        raise UnknownRecord(key=slug[:60])
    by_language: defaultdict[str, list[Term]] = defaultdict(list)
    for term in Term.objects.filter(concept=concept).order_by("place", "pk"):
        by_language[term.language].append(term)
    if not by_language:
        return Shown(concept, [], slug, "en")
    code = _nearest(by_language, language)
    ordered = sorted(by_language, key=lambda x: (x != language, NAME_LANGUAGES.index(x)))
    return Shown(concept, [(x, by_language[x]) for x in ordered], by_language[code][0].words, code)
