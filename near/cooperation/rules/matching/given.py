"""What matching is given: parties, their needs and offers, and the weights of every part, with reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
NEED, OFFER = "need", "offer"
BANDS = ("none", "small", "medium", "large", "great")  # of money, in rising order; anything else is open


@dataclass(frozen=True)
class Party:
    """A member as matching sees it. What is not known is None, and then counts neither for nor against it.

    `latitude`, `longitude` in degrees; `area_km2`; `grdp_per_head` in one currency for all parties;
    `winter`, `summer`: mean temperature of the coldest and the warmest month in °C, where measured;
    `languages`: what its officials can work in; `got`, `gave`: exchanges of the year, from the ledger.
    """

    key: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: float | None = None
    area_km2: float | None = None
    grdp_per_head: float | None = None
    winter: float | None = None
    summer: float | None = None
    languages: tuple[str, ...] = ()
    got: int = 0
    gave: int = 0
    first_timer: bool = False


@dataclass(frozen=True, eq=False)
class Posted:
    """A need or an offer. `vector` has length one and is freed of its language's mean; None: not read yet.

    `concepts` and `fields` are identifiers of the termbase; `languages` are those of this posting, beside its
    party's; `countries` those looked for (none: all are welcome); `due` the last day it is of use.
    """

    key: str
    party: str
    direction: str
    language: str = ""
    vector: Matrix | None = None
    concepts: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    budget: str = ""
    languages: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    due: dt.date | None = None


@dataclass(frozen=True)
class Weights:
    """Every number that is a choice. Chosen on the looked-at worlds of `bench/matching.py`, reported on
    others.

    Relevance: log odds, so that evidence adds up and what is unknown adds nothing. Gates: what is left of a
    score where something is against it; never nothing, since officials can agree on another form, hire an
    interpreter or move a date. Tilts: how far a full likeness lifts a score above, and none lowers it below,
    the score of what is not known.
    """

    # Relevance.
    prior: float = (
        -6.5
    )  # of a need and an offer drawn at random, about one in a thousand is on the same matter
    text: float = 1.6  # for each spread two texts are nearer than unrelated ones
    concepts: float = 2.0  # from no concept in common to the same ones
    fields: float = 2.0  # from no field of work in common to the same ones
    # Gates.
    form: float = 0.35  # no form in common: a visit asked for, data offered
    open_form: float = 0.8  # no form named: most will do, so nearly as good as one in common
    interpreter: float = 0.9  # no common language: relay interpretation is the members' old complaint
    timing: float = 0.35  # no time left to prepare together
    lead_days: int = 60  # an exchange between two governments takes about two months to prepare
    wish: float = 0.5  # a country that was not asked for
    # Tilts.
    conditions: float = 0.10  # what worked there works here
    distance: float = 0.10  # near is cheaper; even so the far lose at most half of this
    budget: float = 0.10
    ledger: float = 0.15  # who has received little comes first
    # The two sides.
    one_way: float = 0.6  # help with nothing in return is still worth its experience to the giver
    # The list.
    exposure: float = 0.75  # how far a member seen too little is lifted: at most so far does fairness go
    first_timer: float = 1.5  # a first-timer is to be seen so many times as often
    least: float = 0.002  # below it nothing is suggested: a field of work in common and nothing else
    candidates: int = 40  # of each posting, among which the list is ordered

    # Refusals.
    learn: float = 0.5  # what is left of the gate of language, or added to the tilt of distance, each time
    away: float = 0.6  # how much of a score goes for what is just like a refused topic
    pause_days: int = 90  # nobody free, or the wrong time: asked again a quarter later


@dataclass(frozen=True)
class Refusal:
    """What a party said to a suggestion: the posting `other` suggested for its `own`, with one reason."""

    own: str
    other: str
    reason: str
    on: dt.date


@dataclass(frozen=True)
class Reason:
    """Why something is suggested: a code and its data. The words belong to the reader's language."""

    code: str
    data: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """One suggestion for a posting: `score` in [0, 1], the weaker side's; reasons, the strongest first."""

    own: str
    other: str
    party: str
    score: float
    mutual: bool
    reasons: tuple[Reason, ...] = ()
