"""A seeded world of members, needs and offers whose truth is planted, and knows nothing of the matcher.

Truth is made of things the matcher never sees: the one interest (a leaf below a concept below a field) a
posting is really about, the forms its officials would really accept, the days they really have, whether an
interpreter can be found. A need and an offer suit each other when all of that holds, yes or no: no sum, no
weight. What the matcher sees is written down from the truth badly: concepts are missed or mistaken, forms
forgotten, days left out, and a sentence vector is a mixture in which field and concept speak louder than the
interest, blurred more in languages that encoders know less.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from near.cooperation.rules.matching import NEED, OFFER, Party, Posted

Drawn = np.random.Generator
DAY = dt.date(2026, 11, 25)
MEMBERS, POSTINGS, PAIRS, CIRCLES = 1000, 5000, 150, 100
FIELDS, CONCEPTS, LEAVES = 15, 14, 8  # of a field, of a concept
# Unrelated texts of our samples have cosines that spread by 0.075 (first encoder, centred): as random
# directions of so many dimensions do. Texts on the same matter lie at 0.25 to 0.35, in Mongolian at 0.15 to
# 0.2.
WIDTH = 180
FORMS = ("visit", "expert", "training", "trade", "youth", "data", "project")
BANDS = ("open", "none", "small", "medium", "large", "great")
# Of the 82 full members; where they lie (latitude, longitude, spread in degrees); people in thousands, area
# in thousand km2 and output per head in thousand dollars of the middle member; from the association's
# figures.
COUNTRIES = {
    "CN": (14, 38.0, 115.0, 6.0, 35_000, 186, 13.0), "JP": (11, 37.5, 137.5, 2.5, 1_130, 6.7, 36.0),
    "KR": (16, 36.5, 127.5, 1.0, 1_800, 8.6, 34.0), "KP": (2, 41.0, 128.0, 1.0, 2_300, 16, np.nan),
    "MN": (22, 47.0, 103.0, 5.0, 89, 75, 4.0), "RU": (17, 54.0, 118.0, 12.0, 1_000, 351, 11.0),
}  # fmt: skip
TONGUES = {"CN": "zh", "JP": "ja", "KR": "ko", "KP": "ko", "MN": "mn", "RU": "ru"}
BLUR = {"en": 1.3, "ja": 1.35, "ko": 1.5, "zh": 1.4, "ru": 1.4, "mn": 2.1}  # of a vector, against its meaning
# How often members of a country can work in a neighbour's language, beside English.
ALSO = {
    "MN": ("ru", 0.5),
    "KR": ("ja", 0.25),
    "JP": ("ko", 0.1),
    "CN": ("ru", 0.15),
    "RU": ("zh", 0.15),
    "KP": ("ru", 0.4),
}


INTERPRETED = 0.6  # share of members that can find an interpreter


def happens(drawn: Drawn, chance: float) -> bool:
    """Draw whether something of this chance happens."""
    return bool(drawn.random() < chance)


@dataclass(frozen=True)
class Truth:
    """What a posting really is: interest, acceptable forms, days left, days needed to prepare."""

    leaf: int
    forms: frozenset[str]
    days: int
    lead: int
    reluctant: frozenset[str]  # countries its officials would not work with just now


@dataclass
class World:
    """Members, what they posted, the truth of it by key; planted pairs and circles."""

    parties: list[Party]
    sizes: NDArray[np.float64]
    interpreter: NDArray[np.bool_]
    postings: list[Posted] = field(default_factory=list)
    truth: dict[str, Truth] = field(default_factory=dict)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    circles: list[tuple[str, str, str]] = field(default_factory=list)


def members(drawn: Drawn, number: int) -> World:
    """Return members in the proportions of the countries; sizes within a country follow a Pareto law."""
    weights = np.array([c[0] for c in COUNTRIES.values()], float)
    codes = drawn.choice(list(COUNTRIES), number, p=weights / weights.sum())
    parties, sizes = [], []
    for place, code in enumerate(codes):
        _n, lat, lon, spread, people, area, output = COUNTRIES[code]
        size = people * 1000 * (drawn.pareto(1.6) + 1) / 1.54
        wide = area * 1000 * np.exp(drawn.normal(0, 0.8))
        rich = output * 1000 * np.exp(drawn.normal(0, 0.35))
        said = drawn.random(3) < (0.95, 0.95, 0.75)  # of population, area, output: what is known
        received = int(drawn.poisson(min(12.0, 0.5 + size / 1.5e6)))
        parties.append(
            Party(
                f"m{place:04d}", str(code), float(lat + drawn.normal(0, spread)), float(lon + drawn.normal(0,
                spread)), size if said[0] else None, float(wide) if said[1] else None,
                float(rich) if said[2] and not np.isnan(rich) else None,
                languages=spoken(drawn, str(code), size), got=received, gave=int(drawn.poisson(1 + received /
                2)), first_timer=received == 0 and happens(drawn, 0.6),
            )
        )  # fmt: skip
        sizes.append(size)
    return World(parties, np.array(sizes), drawn.random(number) < INTERPRETED)


def spoken(drawn: Drawn, code: str, size: float) -> tuple[str, ...]:
    """Return what the officials of a member speak: larger ones English more often."""
    own = [TONGUES[code]]
    if drawn.random() < np.clip(0.1 + 0.12 * np.log10(size / 1e4), 0.1, 0.6):
        own.append("en")
    language, often = ALSO[code]
    return (*own, language) if happens(drawn, often) else tuple(own)


def meaning(drawn: Drawn) -> NDArray[np.float32]:
    """Return the meaning of every interest: its field and its concept speak louder than itself."""

    def parts(number: int) -> NDArray[np.float64]:
        raw = drawn.standard_normal((number, WIDTH))
        return raw / np.linalg.norm(raw, axis=1, keepdims=True)

    of_field, of_concept = parts(FIELDS), parts(FIELDS * CONCEPTS)
    leaves = parts(FIELDS * CONCEPTS * LEAVES)
    concept = np.arange(len(leaves)) // LEAVES
    whole = 0.45 * of_field[concept // CONCEPTS] + 0.6 * of_concept[concept] + 0.66 * leaves
    return (whole / np.linalg.norm(whole, axis=1, keepdims=True)).astype(np.float32)


class Writer:
    """Writes postings of a world: the truth drawn first, then what of it gets onto paper."""

    def __init__(self, world: World, drawn: Drawn) -> None:
        self.world, self.drawn = world, drawn
        self.meaning = meaning(drawn)
        leaves = FIELDS * CONCEPTS * LEAVES
        self.asked = 1 / (1 + drawn.permutation(leaves)) ** 0.5  # few interests are common, most are rare
        # Every country leans towards some fields: pasture here, ageing there.
        self.lean = {code: drawn.dirichlet(np.full(FIELDS, 0.8)) + 0.02 for code in COUNTRIES}
        self.accent = {code: drawn.standard_normal(WIDTH) / np.sqrt(WIDTH) for code in COUNTRIES}

    def interest(self, party: Party) -> int:
        """Draw what a posting of this member is about."""
        by_field = np.repeat(self.lean[party.country], CONCEPTS * LEAVES)
        chances = self.asked * by_field
        return int(self.drawn.choice(len(chances), p=chances / chances.sum()))

    def true_of(self, leaf: int, *, like: Truth | None = None) -> Truth:
        """Draw the truth of a posting; one planted to suit another shares a form and has time."""
        drawn = self.drawn
        forms = set(drawn.choice(FORMS, drawn.integers(1, 4), replace=False).tolist())
        days, lead = int(drawn.integers(5, 500)), int(drawn.choice((20, 40, 60, 90, 120)))
        reluctant = (
            frozenset(drawn.choice(list(COUNTRIES), 1).tolist()) if happens(drawn, 0.2) else frozenset()
        )
        if like:
            forms.add(min(like.forms))
            days, reluctant = max(days, 150), frozenset()
        return Truth(leaf, frozenset(forms), days, lead, reluctant)

    def write(self, place: int, direction: str, truth: Truth) -> None:
        """Put a posting up: badly written down from its truth."""
        drawn, party = self.drawn, self.world.parties[place]
        key = f"p{len(self.world.postings):05d}"
        concept = truth.leaf // LEAVES
        concepts = {self._named(concept)} | {
            int(c) for c in drawn.integers(0, FIELDS * CONCEPTS, drawn.poisson(0.6))
        }
        forms = {f for f in sorted(truth.forms) if happens(drawn, 0.88)} | set(
            drawn.choice(FORMS, int(happens(drawn, 0.15))).tolist()
        )
        language = party.languages[0] if happens(drawn, 0.9) or "en" not in party.languages else "en"
        countries: frozenset[str] = frozenset()
        if truth.reluctant and happens(drawn, 0.6):
            countries = frozenset(COUNTRIES) - truth.reluctant
        self.world.postings.append(
            Posted(
                key, party.key, direction, language, self._vector(truth.leaf, party.country, language),
                frozenset(f"c{c}" for c in concepts if c >= 0), frozenset({f"f{concept // CONCEPTS}"}),
                frozenset(forms), str(drawn.choice(BANDS)), (), countries,
                DAY + dt.timedelta(days=truth.days) if happens(drawn, 0.7) else None,
            )
        )  # fmt: skip
        self.world.truth[key] = truth

    def _named(self, concept: int) -> int:
        """Return the concept found in the words: the right one, a sibling, or none (-1)."""
        if happens(self.drawn, 0.7):
            return concept
        sibling = concept - concept % CONCEPTS + int(self.drawn.integers(0, CONCEPTS))
        return sibling if happens(self.drawn, 0.5) else -1

    def _vector(self, leaf: int, country: str, language: str) -> NDArray[np.float32]:
        noise = self.drawn.standard_normal(WIDTH) / np.sqrt(WIDTH)
        raw = self.meaning[leaf] + BLUR[language] * noise + 0.25 * self.accent[country]
        return (raw / np.linalg.norm(raw)).astype(np.float32)


def world(seed: int, *, number: int = MEMBERS, postings: int = POSTINGS) -> World:
    """Return a whole world: planted pairs and circles first, then whatever members think of."""
    drawn = np.random.default_rng(seed)
    made = members(drawn, number)
    writer = Writer(made, drawn)
    share = number / MEMBERS
    for _one in range(round(PAIRS * share)):
        one, other = (int(i) for i in drawn.choice(number, 2, replace=False))
        _plant(writer, (one, other))
        made.pairs.append((made.parties[one].key, made.parties[other].key))
    for _one in range(round(CIRCLES * share)):
        three = tuple(int(i) for i in drawn.choice(number, 3, replace=False))
        _plant(writer, three)
        keys = [made.parties[i].key for i in three]
        made.circles.append((keys[0], keys[1], keys[2]))
    # Everybody posts something; the larger, the more (as attendance at assemblies has it).
    busy = made.sizes**0.35
    rest = postings - len(made.postings) - number
    authors = [*range(number), *drawn.choice(number, rest, p=busy / busy.sum()).tolist()]
    for place in authors:
        direction = NEED if happens(drawn, 0.5) else OFFER
        writer.write(place, direction, writer.true_of(writer.interest(made.parties[place])))
    return made


def _plant(writer: Writer, ring: tuple[int, ...]) -> None:
    """Let each of a ring offer what the next one needs."""
    for giver, receiver in zip(ring, (*ring[1:], ring[0]), strict=True):
        leaf = writer.interest(writer.world.parties[receiver])
        need = writer.true_of(leaf, like=writer.true_of(leaf))
        writer.write(receiver, NEED, need)
        writer.write(giver, OFFER, writer.true_of(leaf, like=need))
        for place in (giver, receiver):  # who is to work together finds somebody to interpret
            writer.world.interpreter[place] = True


def suits(made: World) -> NDArray[np.bool_]:
    """Return which need and which offer truly suit each other, `(needs, offers)`, in the order of keys."""
    needs, offers = ([p for p in made.postings if p.direction == way] for way in (NEED, OFFER))
    places = {party.key: i for i, party in enumerate(made.parties)}
    found = np.zeros((len(needs), len(offers)), bool)
    by_leaf: dict[int, list[int]] = {}
    for column, offer in enumerate(offers):
        by_leaf.setdefault(made.truth[offer.key].leaf, []).append(column)
    for row, need in enumerate(needs):
        for column in by_leaf.get(made.truth[need.key].leaf, ()):
            found[row, column] = _suit(made, need, offers[column], places)
    return found


def _suit(made: World, need: Posted, offer: Posted, places: dict[str, int]) -> bool:
    one, other = made.truth[need.key], made.truth[offer.key]
    here, there = (made.parties[places[p.party]] for p in (need, offer))
    able = bool({*here.languages} & {*there.languages}) or bool(
        made.interpreter[places[here.key]] or made.interpreter[places[there.key]]
    )
    return (
        here.key != there.key and bool(one.forms & other.forms) and able
        and min(one.days, other.days) >= max(one.lead, other.lead)
        and there.country not in one.reluctant and here.country not in other.reluctant
    )  # fmt: skip
