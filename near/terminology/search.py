"""What the termbase gives to the search: the concepts of a question, their other words, their glosses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from near.terminology.queries import lexicon
from near.terminology.queries.lexicon import Lexicon


def concepts_in(text: str, language: str) -> list[str]:
    """Return the concepts a text names, each once, in the order of the text."""
    return list(dict.fromkeys(finding.concept for finding in lexicon().found(text, language)))


def expansions(text: str, language: str) -> dict[str, list[str]]:
    """Return, by language, every term of the concepts a text names: other words for the same question."""
    known = lexicon()
    words: defaultdict[str, list[str]] = defaultdict(list)
    for concept in dict.fromkeys(finding.concept for finding in known.found(text, language)):
        for code, terms in known.terms_of(concept).items():
            words[code] += terms
    return {code: list(dict.fromkeys(terms)) for code, terms in words.items()}


def glosses(text: str, language: str, reader: str, known: Lexicon | None = None) -> list[tuple[str, str]]:
    """Return (words of the text, their gloss in the reader's language) for each concept named, each once.

    Whoever glosses many texts gives the lexicon as `known`, so that it is asked for once.
    """
    known = known or lexicon()
    found = {
        (finding.words, terms[0]): None
        for finding in known.found(text, language)
        if (terms := known.words(finding.concept, reader))
    }
    return list(found)


class Keeper:
    """What the index asks of the termbase (`foundation.search.findable.Concepts`)."""

    def concepts_in(self, text: str, language: str) -> list[str]:
        """Return the concepts a text names."""
        return concepts_in(text, language)

    def glosses(self, text: str, language: str, reader: str) -> list[tuple[str, str]]:
        """Return (words of the text, the same in the reader's language) of each concept named."""
        return glosses(text, language, reader)

    def nearest(self, text: str, reader: str, limit: int) -> list[tuple[str, str]]:
        """Return (concept, its term in the reader's language) of the concepts that look most like a text."""
        known = lexicon()
        near = dict.fromkeys(found.concept for found in known.nearest_anywhere(text, reader, limit))
        return [(concept, words[0]) for concept in near if (words := known.words(concept, reader))]

    def topics_of(self, concepts: Iterable[str]) -> list[str]:
        """Return the fields of work the concepts belong to, the most frequent first."""
        fields = lexicon().fields
        counted = Counter(fields[concept] for concept in concepts if concept in fields)
        return [field for field, _times in sorted(counted.items(), key=lambda x: (-x[1], x[0]))]
