"""Concepts are added, described, named and withdrawn one by one, at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from near.foundation.action import action
from near.foundation.errors import UnknownLanguage
from near.foundation.journal import append
from near.foundation.languages import NAME_LANGUAGES
from near.people.perms import Actor, reference_of
from near.terminology.actions.written import (
    Wanted,
    cells_of,
    judged,
    replace,
    require_editor,
    require_length,
    require_sound,
)
from near.terminology.enums import Field
from near.terminology.models import Concept
from near.terminology.refusals import FaultyTerm, SlugTaken, TermTaken, fault_in_words
from near.terminology.rules import Entry, Fault, Written
from near.terminology.rules.entries import LONGEST_NOTE, faults_in


@action("terminology.add_concept")
def add_concept(
    *, slug: str, field: Field, terms: Mapping[str, Sequence[Written]], source: str, by: Actor,
    note: str = "", locked: bool = False,
) -> Concept:  # fmt: skip
    """Enter a concept with its terms by language."""
    require_editor(by)
    for fault in faults_in([Entry(slug, field)], set(Field.values)):
        raise FaultyTerm(reason=fault_in_words(fault), field="slug")
    if Concept.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug, field="slug")
    if not any(terms.values()):
        raise FaultyTerm(reason=fault_in_words(Fault("no_terms")), field="terms_en")
    require_length(note, LONGEST_NOTE, "note")
    concept = Concept(slug=slug, field=field, note=note, locked=locked)
    concept.save()
    _name({(concept, code): named for code, named in terms.items() if named}, source, "terms_{}")
    append(
        by=reference_of(by), verb="terminology.add_concept", subject=concept.reference(),
        after=_described(concept) | cells_of(concept),
    )  # fmt: skip
    return concept


@action("terminology.edit_concept")
def edit_concept(*, concept: Concept, field: Field, note: str, locked: bool, by: Actor) -> Concept:
    """Change a concept's field and note, and whether its terms are locked in translations."""
    require_editor(by)
    require_length(note, LONGEST_NOTE, "note")
    before = _described(concept)
    concept.field, concept.note, concept.locked = field, note, locked
    concept.save()
    append(
        by=reference_of(by), verb="terminology.edit_concept", subject=concept.reference(),
        before=before, after=_described(concept),
    )  # fmt: skip
    return concept


@action("terminology.write_terms")
def write_terms(
    *, concept: Concept, language: str, terms: Sequence[Written], source: str, by: Actor
) -> Concept:
    """Replace what a concept is called in one language, the preferred term first."""
    require_editor(by)
    before = cells_of(concept)
    _name({(concept, language): terms}, source, "terms")
    append(
        by=reference_of(by), verb="terminology.write_terms", subject=concept.reference(),
        before={language: before.get(language, "")},
        after={language: cells_of(concept).get(language, ""), "source": source},
    )  # fmt: skip
    return concept


@action("terminology.withdraw_concept")
def withdraw_concept(*, concept: Concept, by: Actor) -> None:
    """Take a concept and its terms out of the termbase; the journal keeps what they were."""
    require_editor(by)
    append(
        by=reference_of(by), verb="terminology.withdraw_concept", subject=concept.reference(),
        before=_described(concept) | cells_of(concept),
    )  # fmt: skip
    # By its number: the record in hand stays whole, for a rehearsal runs this verb twice.
    Concept.objects.filter(pk=concept.pk).delete()


def _described(concept: Concept) -> dict[str, Any]:
    return {"slug": concept.slug, "field": concept.field, "note": concept.note, "locked": concept.locked}


def _name(wanted: Wanted, source: str, place: str) -> None:
    """Write terms, or refuse them by the input at fault: `place` with the language filled in."""
    require_length(source, 200, "source")
    for (_concept, language), terms in wanted.items():
        if language not in NAME_LANGUAGES:
            raise UnknownLanguage(code=language[:20], known=", ".join(NAME_LANGUAGES), field="language")
        require_sound(terms, place.format(language))
    bad, homonyms = judged(wanted)
    ours = {concept.slug for concept, _language in wanted}
    for clash in bad:
        other = next(slug for slug in clash.slugs if slug not in ours)
        raise TermTaken(
            words=clash.words, language=clash.language, other=other, field=place.format(clash.language)
        )
    replace(wanted, homonyms, source)
