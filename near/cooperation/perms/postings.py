"""Who may do what with needs, offers and answers, and who sees them. The law is the table in `rules`."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from near.cooperation.enums import AnswerState, PostingState
from near.cooperation.models import Answer, LoopLeg, Posting
from near.cooperation.perms.members import can_act_for
from near.cooperation.rules import posting_phases as phases
from near.foundation.period import today
from near.people.models import Account
from near.people.perms import Actor, in_secretariat
from near.registry.models import Mandate, MembershipSpell, Region


def standing_of(posting: Posting) -> str:
    """Return a posting's state today, expired ones by that name."""
    return phases.standing(posting.state, posting.expires_on, today())


def can_begin_posting(by: Actor, region: Region) -> bool:
    """Whoever may act for a member writes a need or an offer for it."""
    return can_act_for(by, region)


def can_see_posting(by: Actor, posting: Posting) -> bool:
    """Anybody reads what is or was public, but for what was withdrawn. Everything else is read by whoever
    holds a mandate of its member today, and by the secretariat, which helps. No member sees another's draft.
    """
    if standing_of(posting) in (phases.PUBLIC, phases.EXPIRED, phases.FULFILLED):
        return True
    return in_secretariat(by) or _holds_mandate(by, posting.region_id)


def can_edit_posting(by: Actor, posting: Posting) -> bool:
    """Whoever may act for its member, until it is over."""
    return _may(by, "edit_posting", posting)


def can_submit_posting(by: Actor, posting: Posting) -> bool:
    """Whoever may act for its member hands in a draft, or one that was returned."""
    return _may(by, "submit_posting", posting)


def can_review_posting(by: Actor, posting: Posting) -> bool:
    """The secretariat publishes or returns what was handed in. Nobody else does."""
    return _may(by, "publish_posting", posting)


def can_withdraw_posting(by: Actor, posting: Posting) -> bool:
    """Whoever may act for its member, and the secretariat, until it is over."""
    return _may(by, "withdraw_posting", posting)


def can_fulfil_posting(by: Actor, posting: Posting) -> bool:
    """Whoever may act for its member says that a public posting has been fulfilled, expired or not."""
    return _may(by, "fulfil_posting", posting)


def can_confirm_posting(by: Actor, posting: Posting) -> bool:
    """Whoever may act for its member confirms a public posting, expired or not."""
    return _may(by, "confirm_posting", posting)


def can_answer_posting(by: Actor, posting: Posting, region: Region) -> bool:
    """Whoever may act for another member answers what is public and has not expired."""
    law = phases.VERBS["answer_posting"]
    return standing_of(posting) in law.states and region.pk != posting.region_id and can_act_for(by, region)


def can_decline_suggestion(by: Actor, own: Posting) -> bool:
    """Whoever may act for the member for whose posting it was suggested."""
    return _may(by, "decline_suggestion", own)


def can_see_answer(by: Actor, answer: Answer) -> bool:
    """The two members concerned, by any mandate of today, and the secretariat. Nobody else, ever."""
    if in_secretariat(by):
        return True
    return _holds_mandate(by, answer.region_id) or _holds_mandate(by, answer.posting.region_id)


def can_write_message(by: Actor, answer: Answer, region: Region) -> bool:
    """Whoever may act for one of the two members, until the answer is declined or withdrawn."""
    if region.pk not in (answer.region_id, answer.posting.region_id):
        return False
    return answer.state in phases.ANSWER_VERBS["write_message"].states and can_act_for(by, region)


def can_decide_answer(by: Actor, answer: Answer) -> bool:
    """Whoever may act for the member whose posting was answered agrees or declines, once."""
    return answer.state == AnswerState.OPEN and can_act_for(by, answer.posting.region)


def can_withdraw_answer(by: Actor, answer: Answer) -> bool:
    """Whoever may act for the member that answered takes an open answer back."""
    return answer.state == AnswerState.OPEN and can_act_for(by, answer.region)


def can_propose_loop(by: Actor, region: Region) -> bool:
    """Whoever may act for a member proposes a circle it is part of."""
    return can_act_for(by, region)


def can_answer_leg(by: Actor, leg: LoopLeg) -> bool:
    """Whoever may act for the giver says yes or no to its part of a circle, once."""
    undecided = leg.agreed_at is None and leg.declined_at is None
    return undecided and can_act_for(by, leg.giver)


def contacts_open(answer: Answer) -> bool:
    """Contacts are shown to both sides once both have agreed, and only to them and the secretariat."""
    return answer.state == AnswerState.AGREED


def visible_postings(by: Actor) -> QuerySet[Posting]:
    """Return the postings somebody may read: the same law as `can_see_posting`, for lists."""
    found: QuerySet[Posting] = Posting.objects.all()
    if in_secretariat(by):
        return found
    seen = Q(state__in=[PostingState.PUBLIC, PostingState.FULFILLED])
    return found.filter(seen | Q(region__in=_regions_of(by)))


def visible_answers(by: Actor) -> QuerySet[Answer]:
    """Return the answers somebody may read: the same law as `can_see_answer`, for lists."""
    found: QuerySet[Answer] = Answer.objects.all()
    if in_secretariat(by):
        return found
    own = _regions_of(by)
    return found.filter(Q(region__in=own) | Q(posting__region__in=own))


def parts_in(by: Actor, posting: Posting) -> frozenset[str]:
    """Return what somebody is to a posting: its owner, another member, the desk. Three queries at most."""
    parts = set()
    if can_act_for(by, posting.region):
        parts.add(phases.OWNER)
    if in_secretariat(by):
        parts.add(phases.DESK)
    return frozenset(parts)


def open_verbs(by: Actor, posting: Posting) -> list[str]:
    """Return the verbs open to somebody on a posting today, in the order of the table."""
    return phases.open_to(parts_in(by, posting), standing_of(posting))


def _may(by: Actor, verb: str, posting: Posting) -> bool:
    return verb in open_verbs(by, posting)


def _regions_of(by: Actor) -> list[int]:
    if not isinstance(by, Account) or not by.is_active:
        return []
    members = MembershipSpell.objects.on(today()).values("region")
    held = Mandate.objects.on(today()).filter(account=by, region__in=members)
    return list(held.order_by("pk").values_list("region_id", flat=True))


def _holds_mandate(by: Actor, region: int) -> bool:
    return region in _regions_of(by)
