"""What members say to suggestions: refusals, from which the next ones learn, and circles of three."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from near.cooperation.actions.kept import account_of
from near.cooperation.enums import Direction, Reason
from near.cooperation.models import Judgement, Loop, LoopLeg, Posting
from near.cooperation.perms.members import can_act_for
from near.cooperation.perms.postings import (
    can_answer_leg,
    can_decline_suggestion,
    can_propose_loop,
    standing_of,
)
from near.cooperation.refusals.postings import CircleDecided, NoCircle, NotYourSuggestion, ReasonMissing
from near.cooperation.rules import posting_phases as phases
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed, UnknownRecord
from near.foundation.notices import tell
from near.people.perms import Actor
from near.registry.actions.written import put
from near.registry.models import Region
from near.registry.queries.speakers import speakers_of

MEMBERS_OF_A_CIRCLE = 3


@action("cooperation.decline_suggestion")
def decline_suggestion(*, region: Region, own: Posting, other: Posting, reason: str, by: Actor) -> Judgement:
    """Say that a suggestion does not suit, for one reason; said again, the last reason holds."""
    if own.region_id != region.pk or not can_decline_suggestion(by, own):
        raise NotAllowed
    if reason not in Reason.values:
        raise ReasonMissing(field="reason")
    if other.direction == own.direction or other.region_id == region.pk or not _public(other):
        raise NotYourSuggestion
    found = Judgement.objects.filter(own=own, other=other).first()
    before = snapshot(found) if found else None
    judgement = found or Judgement(region=region, own=own, other=other)
    judgement.reason, judgement.at, judgement.written_by = reason, timezone.now(), account_of(by)
    return put(judgement, verb="cooperation.decline_suggestion", by=by, before=before)


@action("cooperation.propose_loop")
def propose_loop(*, region: Region, legs: Sequence[tuple[Posting, Posting]], by: Actor) -> Loop:
    """Propose a circle: `legs` are (offer, need) of three members, each giving to the next. The proposer's
    own part is thereby agreed.
    """
    if not can_propose_loop(by, region):
        raise NotAllowed
    _require_circle(region, legs)
    off = LoopLeg.objects.filter(declined_at__isnull=False).values("loop")
    offers, needs = [offer for offer, _need in legs], [need for _offer, need in legs]
    taken = LoopLeg.objects.filter(offer__in=offers, need__in=needs).exclude(loop__in=off)
    if taken.exists():
        raise CircleDecided
    now = timezone.now()
    sample = any(posting.is_sample for leg in legs for posting in leg)
    loop = put(
        Loop(proposed_by=region, proposed_at=now, is_sample=sample), verb="cooperation.propose_loop", by=by
    )
    for offer, need in legs:
        agreed = now if offer.region_id == region.pk else None
        leg = LoopLeg(loop=loop, giver=offer.region, offer=offer, need=need, agreed_at=agreed)
        put(leg, verb="cooperation.propose_loop", by=by, subject=loop.reference())
    _tell("loop_proposed", loop, region, by, f"loop:{loop.pk}")
    return loop


def _require_circle(region: Region, legs: Sequence[tuple[Posting, Posting]]) -> None:
    """Refuse what is no circle of three public postings that the proposer is part of."""
    givers = [offer.region_id for offer, _need in legs]
    takers = [need.region_id for _offer, need in legs]
    gives_to = dict(zip(givers, takers, strict=True))
    sound = (
        len(set(givers)) == MEMBERS_OF_A_CIRCLE == len(legs)
        and set(givers) == set(takers)
        and region.pk in givers
        and all(giver != taker for giver, taker in gives_to.items())
        and all(
            offer.direction == Direction.OFFER and need.direction == Direction.NEED
            and _public(offer) and _public(need)
            for offer, need in legs
        )
    )  # fmt: skip
    if not sound:
        raise NoCircle


@action("cooperation.agree_leg")
def agree_leg(*, leg: LoopLeg, by: Actor) -> LoopLeg:
    """Say yes to one's part of a circle; once all three have, a project can begin."""
    held = _held(leg, by)
    before = snapshot(held)
    held.agreed_at = timezone.now()
    _write(held, "agree_leg", by, before)
    if not LoopLeg.objects.filter(loop=held.loop, agreed_at__isnull=True).exists():
        _tell("loop_agreed", held.loop, held.giver, by, f"loop:{held.loop_id}")
    return held


@action("cooperation.decline_leg")
def decline_leg(*, leg: LoopLeg, reason: str, by: Actor) -> LoopLeg:
    """Say no to one's part of a circle, for one reason of the list; the circle is thereby off."""
    held = _held(leg, by)
    if reason not in Reason.values:
        raise ReasonMissing(field="reason")
    before = snapshot(held)
    held.declined_at, held.reason = timezone.now(), reason
    _write(held, "decline_leg", by, before)
    _tell("loop_declined", held.loop, held.giver, by, f"loop:{held.loop_id}")
    return held


def _held(leg: LoopLeg, by: Actor) -> LoopLeg:
    found = LoopLeg.objects.select_for_update(of=("self",)).filter(pk=leg.pk)
    held: LoopLeg | None = found.select_related("giver", "loop").first()
    if held is None:
        raise UnknownRecord(key=f"loop:{leg.pk}")
    if not can_act_for(by, held.giver):
        raise NotAllowed
    off = LoopLeg.objects.filter(loop=held.loop, declined_at__isnull=False).exists()
    if off or not can_answer_leg(by, held):
        raise CircleDecided
    return held


def _write(leg: LoopLeg, verb: str, by: Actor, before: dict[str, object]) -> LoopLeg:
    return put(leg, verb=f"cooperation.{verb}", by=by, before=before, subject=leg.loop.reference())


def _public(posting: Posting) -> bool:
    return standing_of(posting) == phases.PUBLIC


def _tell(kind: str, loop: Loop, member: Region, by: Actor, event: str) -> None:
    """Tell the other members of a circle, each as concerning itself."""
    for leg in loop.legs.select_related("giver").order_by("pk"):
        if leg.giver_id != member.pk:
            details = {"member": member, "loop": loop.pk}
            tell(speakers_of([leg.giver]), f"cooperation.{kind}", event=event, details=details,
                 region=leg.giver, but=by, sample=loop.is_sample)  # fmt: skip
