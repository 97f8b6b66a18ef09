"""What the termbase gives to the search: the concepts of a question, their other words, their glosses."""

from __future__ import annotations

from collections import defaultdict

from near.terminology.queries import lexicon


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


def glosses(text: str, language: str, reader: str) -> list[tuple[str, str]]:
    """Return (words of the text, their gloss in the reader's language) for each concept named, each once."""
    known = lexicon()
    found = {
        (finding.words, terms[0]): None
        for finding in known.found(text, language)
        if (terms := known.words(finding.concept, reader))
    }
    return list(found)
