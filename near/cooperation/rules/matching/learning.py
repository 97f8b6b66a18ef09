"""What refusals teach: each reason changes what it names, for whom it was said, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from near.cooperation.rules.matching.given import Refusal, Weights

TOPIC, FORM, CAPACITY, LANGUAGE = "topic", "form", "capacity", "language"
TIMING, DISTANCE, IN_TOUCH, OTHER = "timing", "distance", "in_touch", "other"
REASONS = (TOPIC, FORM, CAPACITY, LANGUAGE, TIMING, DISTANCE, IN_TOUCH, OTHER)
MOST = 4  # refusals of one reason after which nothing more is learnt: no party shuts itself out


@dataclass(frozen=True)
class Adjusted:
    """Weights as refusals have changed them.

    `closed`: pairs of postings never suggested again, in either's list; `apart`: (posting, party) that
    are in touch already; `paused`: (posting, party) and the day from which they are suggested again.
    `away`, `forms`: for a posting, those refused as another topic, or for their form. `languages` and
    `distances` by party: how often that was the reason.
    """

    weights: Weights = field(default_factory=Weights)
    closed: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    paused: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)
    away: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    distances: Mapping[str, int] = field(default_factory=dict)

    def interpreter_left(self, party: str) -> float:
        """Return what is left of a score for this party where an interpreter is needed."""
        return self.weights.interpreter * self.weights.learn ** self._times(self.languages, party)

    def distance_tilt(self, party: str) -> float:
        """Return how much distance tilts a score for this party; below 2, so that no score turns negative."""
        added = self.weights.learn * self._times(self.distances, party)
        return min(self.weights.distance + added, 1.6)

    @staticmethod
    def _times(counted: Mapping[str, int], key: str) -> int:
        return min(counted.get(key, 0), MOST)


def adjusted(weights: Weights, refusals: Iterable[Refusal], parties: Mapping[str, str]) -> Adjusted:
    """Return weights as refusals teach; `parties` names each posting's party. A pure function of its inputs.

    Whatever the reason, the pair itself is not suggested again. Beyond that:

    - topic: this posting turns away from what is like the refused one;
    - form: the forms of the refused one are less sure to be what this posting looks for;
    - language, distance: it counts more for the whole party, since its officials are the same;
    - capacity, timing: that counterpart rests for `pause_days` for this posting;
    - in touch: that counterpart is not suggested for this posting any more;
    - other: nothing beyond the pair.

    Unknown reasons count as `other`. A refusal whose posting `parties` does not name teaches nothing beyond
    the pair.
    """
    given = sorted(set(refusals), key=lambda r: (r.on, r.own, r.other, r.reason))
    by_reason: dict[str, list[Refusal]] = defaultdict(list)
    for refusal in given:
        by_reason[refusal.reason].append(refusal)
    paused: dict[tuple[str, str], dt.date] = {}
    for refusal in (*by_reason[CAPACITY], *by_reason[TIMING]):
        pair = (refusal.own, parties.get(refusal.other, ""))
        until = refusal.on + dt.timedelta(days=weights.pause_days)
        paused[pair] = max(until, paused.get(pair, until))
    return Adjusted(
        weights,
        closed=frozenset((r.own, r.other) for r in given),
        apart=frozenset((r.own, parties.get(r.other, "")) for r in by_reason[IN_TOUCH]),
        paused=paused,
        away=_of_each(by_reason[TOPIC]),
        forms=_of_each(by_reason[FORM]),
        languages=Counter(parties.get(r.own, "") for r in by_reason[LANGUAGE]),
        distances=Counter(parties.get(r.own, "") for r in by_reason[DISTANCE]),
    )


def _of_each(refusals: Iterable[Refusal]) -> dict[str, tuple[str, ...]]:
    """Return the refused postings of each posting."""
    found: dict[str, list[str]] = defaultdict(list)
    for refusal in refusals:
        found[refusal.own].append(refusal.other)
    return {own: tuple(others) for own, others in found.items()}
