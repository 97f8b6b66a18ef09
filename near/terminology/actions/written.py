"""What every verb of the termbase does besides its own matter: ask, judge the whole, write terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from near.foundation.errors import NotAllowed, TooLong
from near.people.perms import Actor
from near.terminology.enums import Rank, TermState
from near.terminology.models import Concept, Term
from near.terminology.perms import can_edit_terms
from near.terminology.queries.sets import written
from near.terminology.refusals import FaultyTerm, fault_in_words
from near.terminology.rules import Clash, Fault, Written, clashes, format_cell, key_of, term_faults

Wanted = Mapping[tuple[Concept, str], Sequence[Written]]


def require_editor(by: Actor) -> None:
    """Refuse whoever may not edit the termbase."""
    if not can_edit_terms(by):
        raise NotAllowed


def require_length(value: str, limit: int, field: str) -> None:
    """Refuse text longer than its column in words, on engines that would cut or crash alike."""
    if len(value) > limit:
        raise TooLong(length=len(value), limit=limit, field=field)


def require_sound(terms: Sequence[Written], field: str) -> None:
    """Refuse terms that are too long or stand twice."""
    for kind, words in term_faults(terms):
        raise FaultyTerm(reason=fault_in_words(Fault(kind, words=words)), field=field)


def cells_of(concept: Concept) -> dict[str, str]:
    """Return a concept's terms as cells by language, as the journal keeps them."""
    held: dict[str, list[Written]] = {}
    for term in Term.objects.filter(concept=concept).order_by("language", "place", "pk"):
        held.setdefault(term.language, []).append(written(term))
    return {code: format_cell(terms) for code, terms in held.items()}


def judged(wanted: Wanted) -> tuple[list[Clash], set[tuple[str, str]]]:
    """Return the clashes there would be with these terms in place, and the (language, key) of homonyms."""
    replaced = {(concept.slug, language) for concept, language in wanted}
    languages = {language for _concept, language in wanted}
    rows = Term.objects.filter(language__in=languages).order_by("pk")
    held = [
        (slug, language, Written(words, shared=shared))
        for slug, language, words, shared in rows.values_list("concept__slug", "language", "words", "shared")
        if (slug, language) not in replaced
    ]
    new = [(c.slug, language, term) for (c, language), terms in wanted.items() for term in terms]
    return clashes([*new, *held])


def replace(wanted: Wanted, homonyms: set[tuple[str, str]], source: str) -> None:
    """Put terms in the place of what stood there; namesakes elsewhere are marked as homonyms too."""
    for language in {language for _concept, language in wanted}:
        concepts = [c.pk for c, code in wanted if code == language]
        Term.objects.filter(language=language, concept__in=concepts).delete()
        keys = [key for code, key in homonyms if code == language]
        Term.objects.filter(language=language, key__in=keys, shared=False).update(shared=True)
    Term.objects.bulk_create(_records(wanted, homonyms, source), batch_size=2000)


def _records(wanted: Wanted, homonyms: set[tuple[str, str]], source: str) -> Iterable[Term]:
    for (concept, language), terms in wanted.items():
        for place, term in enumerate(terms):
            key = key_of(term.words)
            yield Term(
                concept=concept, language=language, words=term.words, key=key, place=place,
                rank=Rank.ACCEPTED if place else Rank.PREFERRED,
                state=TermState.DRAFT if term.draft else TermState.CHECKED,
                shared=(language, key) in homonyms, source=source,
            )  # fmt: skip
