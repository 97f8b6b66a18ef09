"""Parties and postings as arrays: what every part of the score is computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from near.cooperation.rules.matching.conditions import (
    kilometres,
    likeness_of_all,
    likenesses,
    nearness,
    places_of,
    traits_of,
)
from near.cooperation.rules.matching.given import NEED, OFFER, Flags, Matrix, Party, Places, Posted
from near.cooperation.rules.matching.substance import against, overlap, uncrowded


@dataclass(frozen=True)
class Pool:
    """Everything to be matched, in the order of its keys, so that the order it came in changes nothing."""

    parties: tuple[Party, ...]
    needs: tuple[Posted, ...]
    offers: tuple[Posted, ...]
    day: dt.date

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Return each party's place."""
        return {party.key: place for place, party in enumerate(self.parties)}

    @cached_property
    def needing(self) -> Places:
        """Return the party of each need, `(n,)`."""
        return self._party_of(self.needs)

    @cached_property
    def offering(self) -> Places:
        """Return the party of each offer, `(m,)`."""
        return self._party_of(self.offers)

    def _party_of(self, postings: Sequence[Posted]) -> Places:
        return np.array([self.number[p.party] for p in postings], np.intp)

    @cached_property
    def likenesses(self) -> dict[str, Matrix]:
        """Return how alike parties are in each condition, `(p, p)`, NaN where unknown."""
        return likenesses(traits_of(self.parties))

    @cached_property
    def likeness(self) -> Matrix:
        """Return how alike parties are in all that is known, `(p, p)`, NaN where nothing is."""
        return likeness_of_all(self.likenesses)

    @cached_property
    def kilometres(self) -> Matrix:
        """Return the distance between parties, `(p, p)`, NaN where unknown."""
        places = places_of(self.parties)
        return kilometres(places, places)

    @cached_property
    def nearness(self) -> Matrix:
        """Return how near parties are to one another, `(p, p)`, NaN where unknown."""
        return nearness(self.kilometres)

    @cached_property
    def texts(self) -> tuple[Matrix, Flags]:
        """Return how near texts are, `(needs, offers)`, and of which pairs both are read."""
        near, known = against(self.needs, self.offers)
        return uncrowded(near, known), known

    @cached_property
    def topics(self) -> tuple[Matrix, Flags]:
        """Return how many concepts are shared, and of which pairs both name any."""
        return overlap([n.concepts for n in self.needs], [o.concepts for o in self.offers])

    @cached_property
    def fields(self) -> tuple[Matrix, Flags]:
        """Return how many fields of work are shared, and of which pairs both name any."""
        return overlap([n.fields for n in self.needs], [o.fields for o in self.offers])

    def languages_of(self, posting: Posted) -> frozenset[str]:
        """Return what a posting can be worked on in: its own languages and its party's."""
        return frozenset((*posting.languages, *self.parties[self.number[posting.party]].languages))


def pooled(parties: Iterable[Party], postings: Iterable[Posted], day: dt.date) -> Pool:
    """Return the pool of a day. A posting of a party that is not given is left out."""
    ordered = tuple(sorted(parties, key=lambda p: p.key))
    known = {party.key for party in ordered}
    given = sorted((p for p in postings if p.party in known), key=lambda p: p.key)
    needs, offers = (tuple(p for p in given if p.direction == way) for way in (NEED, OFFER))
    return Pool(ordered, needs, offers, day)
