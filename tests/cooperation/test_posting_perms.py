"""Truth tables of needs, offers and answers: every actor, every verb, every state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from near.cooperation.enums import AnswerState, PostingState
from near.cooperation.models import Answer, Posting
from near.cooperation.perms import members
from near.cooperation.perms import postings as perms
from near.registry.models import Region
from tests.cooperation.cases import a_former_member, a_member, a_posting, a_suspended_member
from tests.cooperation.factories import AnswerFactory, LoopLegFactory
from tests.registry.actors import ACTORS, SECRETARIAT, SPEAKERS, actor

pytestmark = pytest.mark.django_db

STATES = (*PostingState.values, "expired")
OURS = SPEAKERS | SECRETARIAT
MEMBERS: dict[str, Callable[[], Region]] = {
    "member": a_member, "suspended": a_suspended_member, "former": a_former_member,
}  # fmt: skip
# verb -> (states in which it is open, who may)
LAW: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "can_edit_posting": (frozenset({"draft", "returned", "submitted", "public", "expired"}), OURS),
    "can_submit_posting": (frozenset({"draft", "returned"}), OURS),
    "can_review_posting": (frozenset({"submitted"}), SECRETARIAT),
    "can_withdraw_posting": (frozenset({"draft", "returned", "submitted", "public", "expired"}), OURS),
    "can_fulfil_posting": (frozenset({"public", "expired"}), OURS),
    "can_confirm_posting": (frozenset({"public", "expired"}), OURS),
    "can_decline_suggestion": (frozenset({"public", "expired"}), OURS),
}
OPENLY = frozenset({"public", "expired", "fulfilled"})


@pytest.mark.parametrize("state", STATES)
def test_each_verb_is_open_to_whom_the_table_names(state: str) -> None:
    posting = a_posting(state)
    everybody = {name: actor(name, posting.region) for name in ACTORS}
    for verb, (states, may) in LAW.items():
        told = {name for name, somebody in everybody.items() if getattr(perms, verb)(somebody, posting)}
        assert told == (may if state in states else set()), verb


@pytest.mark.parametrize("state", STATES)
def test_no_member_sees_what_another_has_not_made_public_in_no_list_either(state: str) -> None:
    posting = a_posting(state)
    told, listed = set(), set()
    for name in ACTORS:
        somebody = actor(name, posting.region)
        if perms.can_see_posting(somebody, posting):
            told.add(name)
        if perms.visible_postings(somebody).filter(pk=posting.pk).exists():
            listed.add(name)
    assert told == listed == (set(ACTORS) if state in OPENLY else OURS)


@pytest.mark.parametrize("standing", MEMBERS)
def test_only_members_whose_rights_do_not_rest_take_part(standing: str) -> None:
    region = MEMBERS[standing]()
    told = {name for name in ACTORS if members.can_act_for(actor(name, region), region)}
    assert told == (OURS if standing == "member" else set())
    begun = {name for name in ACTORS if perms.can_begin_posting(actor(name, region), region)}
    assert begun == told == {n for n in ACTORS if perms.can_propose_loop(actor(n, region), region)}


@pytest.mark.parametrize("state", STATES)
def test_another_member_answers_what_is_public(state: str) -> None:
    posting, region = a_posting(state), a_member()
    told = {name for name in ACTORS if perms.can_answer_posting(actor(name, region), posting, region)}
    assert told == (OURS if state == "public" else set())
    own = {n for n in ACTORS if perms.can_answer_posting(actor(n, posting.region), posting, posting.region)}
    assert own == set()


def _answer(state: str) -> Answer:
    reason = {"reason": "topic"} if state == "declined" else {}
    return AnswerFactory(posting=a_posting(), region=a_member(), state=state, **reason)


@pytest.mark.parametrize("state", AnswerState.values)
def test_an_answer_is_read_by_its_two_sides_and_the_secretariat_only(state: str) -> None:
    answer = _answer(state)
    for side in (answer.region, answer.posting.region):
        told = {name for name in ACTORS if perms.can_see_answer(actor(name, side), answer)}
        assert told == OURS
    for name in ACTORS:
        somebody = actor(name, answer.region)
        listed = perms.visible_answers(somebody).filter(pk=answer.pk).exists()
        assert listed == perms.can_see_answer(somebody, answer), name


@pytest.mark.parametrize("state", AnswerState.values)
def test_each_side_of_an_answer_has_its_own_verbs(state: str) -> None:
    answer = _answer(state)
    asked, asker, third = answer.region, answer.posting.region, a_member()
    going = OURS if state in ("open", "agreed") else set()
    for side in (asked, asker):
        told = {n for n in ACTORS if perms.can_write_message(actor(n, side), answer, side)}
        assert told == going
    assert not any(perms.can_write_message(actor(n, third), answer, third) for n in ACTORS)
    undecided = state == "open"
    assert {n for n in ACTORS if perms.can_decide_answer(actor(n, asker), answer)} == (
        OURS if undecided else set()
    )
    assert {n for n in ACTORS if perms.can_withdraw_answer(actor(n, asked), answer)} == (
        OURS if undecided else set()
    )
    assert {n for n in ACTORS if perms.can_decide_answer(actor(n, asked), answer)} == (
        SECRETARIAT if undecided else set()
    )
    assert perms.contacts_open(answer) == (state == "agreed")


@pytest.mark.parametrize("decided", ["", "agreed_at", "declined_at"])
def test_a_part_of_a_circle_is_answered_once_by_its_giver(decided: str) -> None:
    offer: Posting = a_posting(direction="offer")
    done = {decided: offer.published_at} if decided else {}
    leg = LoopLegFactory(offer=offer, need=a_posting(), **done)
    told = {n for n in ACTORS if perms.can_answer_leg(actor(n, leg.giver), leg)}
    assert told == (set() if decided else OURS)
