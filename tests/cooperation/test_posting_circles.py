"""Refusing a suggestion, and circles of three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from near.cooperation.actions.suggestions import agree_leg, decline_leg, decline_suggestion, propose_loop
from near.cooperation.enums import Direction
from near.cooperation.models import Judgement, Loop, LoopLeg, Posting
from near.cooperation.queries.postings import loops_waiting
from near.cooperation.refusals import postings as refusals
from near.foundation.errors import NotAllowed, UnknownRecord
from near.foundation.notices import Notice
from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.cases import a_member, a_posting

pytestmark = pytest.mark.django_db
Officials = Callable[..., Account]
Legs = list[tuple[Posting, Posting]]


@pytest.fixture
def members() -> list[Region]:
    return [a_member() for _ in range(3)]


@pytest.fixture
def officials(members: list[Region], official: Officials) -> list[Account]:
    return [official(region) for region in members]


@pytest.fixture
def legs(members: list[Region]) -> Legs:
    """Each member offers, and the next one needs."""
    return [
        (a_posting(region=giver, direction=Direction.OFFER), a_posting(region=taker))
        for giver, taker in zip(members, [*members[1:], members[0]], strict=True)
    ]


def test_a_suggestion_is_refused_for_one_reason_and_the_last_one_holds(
    members: list[Region], officials: list[Account], legs: Legs
) -> None:
    own, other = legs[0][0], legs[1][1]
    refused = {"region": members[0], "own": own, "other": other, "by": officials[0]}
    with pytest.raises(refusals.ReasonMissing):
        decline_suggestion(reason="", **refused)
    decline_suggestion(reason="topic", **refused)
    decline_suggestion(reason="timing", **refused)
    assert [j.reason for j in Judgement.objects.all()] == ["timing"]


def test_only_what_can_be_suggested_is_refused(
    members: list[Region], officials: list[Account], legs: Legs
) -> None:
    own = legs[0][0]
    for other in (legs[1][0], a_posting(region=members[0]), a_posting("draft")):
        with pytest.raises(refusals.NotYourSuggestion):
            decline_suggestion(region=members[0], own=own, other=other, reason="topic", by=officials[0])
    with pytest.raises(NotAllowed):
        decline_suggestion(region=members[1], own=own, other=legs[1][1], reason="topic", by=officials[1])
    with pytest.raises(NotAllowed):
        decline_suggestion(region=members[0], own=own, other=legs[1][1], reason="topic", by=officials[1])


def test_a_circle_is_proposed_to_the_other_two_and_stands_when_all_agree(
    members: list[Region], officials: list[Account], legs: Legs
) -> None:
    loop = propose_loop(region=members[0], legs=legs, by=officials[0])
    parts = {leg.giver_id: leg for leg in loop.legs.all()}
    assert [bool(parts[m.pk].agreed_at) for m in members] == [True, False, False]
    assert [leg.giver_id for leg in loops_waiting(members[1].pk)] == [members[1].pk]
    for number in (1, 2):
        agree_leg(leg=parts[members[number].pk], by=officials[number])
    assert not LoopLeg.objects.filter(loop=loop, agreed_at__isnull=True).exists()
    kinds = Notice.objects.filter(recipient=str(officials[0].reference())).values_list("kind", flat=True)
    assert list(kinds) == ["cooperation.loop_agreed"]
    with pytest.raises(refusals.CircleDecided):
        agree_leg(leg=parts[members[1].pk], by=officials[1])


def test_a_circle_one_member_declines_is_off(
    members: list[Region], officials: list[Account], legs: Legs
) -> None:
    loop = propose_loop(region=members[0], legs=legs, by=officials[0])
    parts = {leg.giver_id: leg for leg in loop.legs.all()}
    with pytest.raises(refusals.ReasonMissing):
        decline_leg(leg=parts[members[1].pk], reason="", by=officials[1])
    with pytest.raises(NotAllowed):
        decline_leg(leg=parts[members[1].pk], reason="topic", by=officials[2])
    decline_leg(leg=parts[members[1].pk], reason="capacity", by=officials[1])
    with pytest.raises(refusals.CircleDecided):
        agree_leg(leg=parts[members[2].pk], by=officials[2])
    assert not loops_waiting(members[2].pk).exists()
    assert propose_loop(region=members[0], legs=legs, by=officials[0]).pk != loop.pk


def test_a_circle_under_way_is_not_proposed_twice(
    members: list[Region], officials: list[Account], legs: Legs
) -> None:
    propose_loop(region=members[0], legs=legs, by=officials[0])
    with pytest.raises(refusals.CircleDecided):
        propose_loop(region=members[1], legs=legs, by=officials[1])


def test_what_is_no_circle_is_refused(members: list[Region], officials: list[Account], legs: Legs) -> None:
    hidden = (a_posting("draft", members[0], direction=Direction.OFFER), legs[0][1])
    backwards = [(need, offer) for offer, need in legs]
    pairs = [(legs[0][0], a_posting(region=members[0])), *legs[1:]]
    for wrong in ([*legs[:2]], [hidden, *legs[1:]], backwards, pairs, [legs[0], legs[0], legs[2]]):
        with pytest.raises(refusals.NoCircle):
            propose_loop(region=members[0], legs=wrong, by=officials[0])
    outsider: Any = a_member()
    with pytest.raises(NotAllowed):
        propose_loop(region=outsider, legs=legs, by=officials[0])
    assert not Loop.objects.exists()
    with pytest.raises(UnknownRecord):
        agree_leg(leg=LoopLeg(pk=999_999), by=officials[0])
