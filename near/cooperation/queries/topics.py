"""Topics of a posting: concepts of the termbase its words name, called as its reader calls them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import itemgetter

from near.cooperation.queries.postings import topics_in_use
from near.foundation.collation import in_order
from near.foundation.period import today
from near.terminology.models import Concept
from near.terminology.queries import lexicon
from near.terminology.search import glosses

MOST_PROPOSED = 8


def topics_in(text: str, language: str, limit: int = MOST_PROPOSED) -> list[str]:
    """Return the concepts a text names, the most often named first, then in their order."""
    counts = Counter(found.concept for found in lexicon().found(text, language))
    return [concept for concept, _count in counts.most_common(limit)]


def proposed_topics(
    text: str, language: str, reader: str, *, keep: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Return (concept, words in the reader's language) of what a text names and of what is chosen."""
    slugs = dict.fromkeys([*keep, *topics_in(text, language)])
    return labelled(slugs, reader)


def labelled(slugs: Iterable[str], reader: str) -> list[tuple[str, str]]:
    """Return (concept, words in the reader's language) of known concepts, in the order given. No query."""
    known = lexicon()
    found = ((slug, known.words(slug, reader) or known.words(slug, "en")) for slug in slugs)
    return [(slug, terms[0]) for slug, terms in found if terms]


def glossed(texts: Iterable[tuple[str, str]], reader: str) -> list[list[tuple[str, str]]]:
    """Return the glosses of each (text, language) for a reader; the termbase is asked once for all."""
    known = lexicon()
    return [glosses(text, language, reader, known) for text, language in texts]


def topic_choices(reader: str) -> list[tuple[str, str]]:
    """Return (concept, words) of the topics open postings have today, in the reader's order. One query."""
    return in_order(labelled(topics_in_use(today()), reader), reader, itemgetter(1))


def known_topics() -> list[str]:
    """Return every concept there is. One query."""
    return list(Concept.objects.order_by("pk").values_list("slug", flat=True))
