"""Test records of the terminology room."""

from __future__ import annotations

import factory

from near.terminology.enums import Field, Rank, TermState
from near.terminology.models import Concept, Term
from near.terminology.rules import key_of, parse_cell
from tests.foundation.factories import GuardedFactory


class ConceptFactory(GuardedFactory[Concept]):
    """A concept without terms."""

    class Meta:
        model = Concept

    slug = factory.Sequence(lambda n: f"concept-{n}")
    field = Field.ENVIRONMENT


class TermFactory(GuardedFactory[Term]):
    """A checked, preferred English term."""

    class Meta:
        model = Term

    concept = factory.SubFactory(ConceptFactory)
    language = "en"
    words = factory.Sequence(lambda n: f"term {n}")
    key = factory.LazyAttribute(lambda term: key_of(term.words))
    rank = Rank.PREFERRED
    state = TermState.CHECKED
    source = "termbase"


def concept(slug: str, *, field: str = Field.ENVIRONMENT, locked: bool = False, **cells: str) -> Concept:
    """Make a concept with its terms: `concept("forest", en="forest|woods", ja="森林")`."""
    made: Concept = ConceptFactory(slug=slug, field=field, locked=locked)
    for language, cell in cells.items():
        for place, term in enumerate(parse_cell(cell)):
            TermFactory(
                concept=made, language=language, words=term.words, place=place, shared=term.shared,
                rank=Rank.ACCEPTED if place else Rank.PREFERRED,
                state=TermState.DRAFT if term.draft else TermState.CHECKED,
            )  # fmt: skip
    return made
