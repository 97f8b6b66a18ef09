"""The database's own law on spells: the oracle is the pure rule, whichever way a spell comes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.migrations.state import ProjectState
from django.db.models import ProtectedError
from hypothesis import given, settings
from hypothesis import strategies as st

from near.foundation.action import writing
from near.foundation.errors import DomainError, NotAllowed
from near.foundation.journal import SYSTEM
from near.foundation.spells import RefuseOverlaps, law_as_error
from near.foundation.text import MultilingualText
from near.registry import actions
from near.registry.enums import Category
from near.registry.models import Decision, MembershipSpell, Region, SuspensionSpell
from near.registry.refusals import MembershipOverlap, SuspensionOverlap
from near.registry.rules import Span, compatible
from tests.foundation.engine import Hand
from tests.registry.factories import DecisionFactory, MembershipSpellFactory, RegionFactory

pytestmark = pytest.mark.django_db
FIRST = dt.date(2024, 2, 20)
modest = settings(max_examples=40, derandomize=True, deadline=None)


def day(offset: int) -> dt.date:
    return FIRST + dt.timedelta(days=offset)


def spans() -> st.SearchStrategy[Span]:
    """Short spells on a short window, so that they meet, touch and overlap often; some still run."""

    def made(pair: tuple[int, int | None]) -> Span:
        since, length = pair
        return Span(day(since), None if length is None else day(since + length))

    return st.tuples(st.integers(0, 12), st.none() | st.integers(1, 6)).map(made)


def as_record(kind: type[models.Model], region: Region, act: Decision, span: Span) -> Any:
    fields: dict[str, Any] = {"closed_by": act} if span.until else {}
    if kind is MembershipSpell:
        fields["category"] = Category.FULL
    return kind(region=region, opened_by=act, since=span.since, until=span.until, **fields)


def by_saving(record: Any) -> None:
    record.save()


def by_bulk(record: Any) -> None:
    type(record).objects.bulk_create([record])


def by_sql(record: Any) -> None:
    fields = [f for f in record._meta.local_concrete_fields if not f.primary_key]
    columns = ", ".join(f.column for f in fields)
    values = [f.get_db_prep_save(getattr(record, f.attname), connection) for f in fields]
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {record._meta.db_table} ({columns}) VALUES ({places})"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


WAYS = {"saved": by_saving, "in bulk": by_bulk, "by hand": by_sql}
LAWS: dict[type[models.Model], str] = {
    MembershipSpell: "membership_overlap",
    SuspensionSpell: "suspension_overlap",
}


def took(way: Callable[[Any], None], record: Any) -> bool:
    """Write a record; tell whether its law on overlaps let it in. Any other fault passes."""
    try:
        with transaction.atomic(), writing("test"):
            way(record)
    except DatabaseError as fault:
        if LAWS[type(record)] not in str(fault):
            raise
        return False
    return True


steps = st.lists(st.tuples(spans(), st.sampled_from(sorted(WAYS))), min_size=2, max_size=6)


@pytest.mark.parametrize("kind", LAWS)
def test_the_database_takes_a_spell_exactly_when_the_rule_does(kind: type[models.Model]) -> None:
    act = DecisionFactory()

    @modest
    @given(steps)
    def holds(offered: list[tuple[Span, str]]) -> None:
        region, stand = RegionFactory(), []
        for span, way in offered:
            taken = took(WAYS[way], as_record(kind, region, act, span))
            assert taken is compatible(span, stand), (span, stand)
            stand += [span] * taken

    holds()


@pytest.mark.parametrize("kind", LAWS)
def test_the_database_judges_a_changed_spell_like_a_new_one(kind: type[models.Model]) -> None:
    act = DecisionFactory()

    @modest
    @given(spans(), spans(), spans())
    def holds(one: Span, other: Span, changed: Span) -> None:
        region = RegionFactory()
        if not compatible(one, [other]):
            return
        with writing("test"):
            by_saving(as_record(kind, region, act, one))
            record = as_record(kind, region, act, other)
            by_saving(record)
            record.since, record.until = changed.since, changed.until
            record.closed_by = act if changed.until else None
        assert took(by_saving, record) is compatible(changed, [one])

    holds()


moves = st.lists(st.tuples(st.booleans(), st.integers(0, 14)), min_size=2, max_size=8)


def test_admitting_and_ending_in_any_order_never_breaks_the_rule() -> None:
    act = DecisionFactory()

    @modest
    @given(moves)
    def holds(walk: list[tuple[bool, int]]) -> None:
        region = RegionFactory()
        for admits, at in walk:
            held = [Span(m.since, m.until) for m in MembershipSpell.objects.filter(region=region)]
            running = MembershipSpell.objects.filter(region=region, until__isnull=True).first()
            if admits:
                _admit(region, act, day(at), held)
            elif running and running.since < day(at):
                actions.end_membership(spell=running, until=day(at), decision=act, by=SYSTEM)

    holds()


def _admit(region: Region, act: Decision, since: dt.date, held: list[Span]) -> None:
    wanted = {"region": region, "category": Category.FULL, "since": since, "decision": act, "by": SYSTEM}
    if compatible(Span(since), held):
        actions.admit_region(**wanted)
        return
    with pytest.raises(MembershipOverlap, match=region.slug) as refusal:
        actions.admit_region(**wanted)
    assert refusal.value.field == "since"


def test_spells_that_touch_stand_together() -> None:
    ended = MembershipSpellFactory(since=day(0), until=day(5), closed_by=DecisionFactory())
    MembershipSpellFactory(region=ended.region, since=day(5))
    assert MembershipSpell.objects.filter(region=ended.region).on(day(5)).count() == 1


def test_two_regions_are_no_hindrance_to_each_other() -> None:
    MembershipSpellFactory(), MembershipSpellFactory()
    assert MembershipSpell.objects.open().count() == 2


def test_a_suspension_on_a_suspended_day_is_refused_in_words() -> None:
    spell, act = MembershipSpellFactory(), DecisionFactory()
    given_: dict[str, Any] = {
        "region": spell.region,
        "ground": MultilingualText(),
        "decision": act,
        "by": SYSTEM,
    }
    actions.suspend_rights(since=day(0), **given_)
    with pytest.raises(SuspensionOverlap, match=spell.region.slug):
        actions.suspend_rights(since=day(5), **given_)


@pytest.mark.parametrize("kind", LAWS)
@pytest.mark.parametrize("length", [0, -1])
def test_the_database_refuses_an_empty_or_reversed_spell(kind: type[models.Model], length: int) -> None:
    record = as_record(kind, RegionFactory(), DecisionFactory(), Span(day(5), day(5 + length)))
    with pytest.raises(DatabaseError), transaction.atomic(), writing("test"):
        record.save()
    assert not kind._default_manager.exists()


def test_a_membership_that_ended_names_the_act_that_ended_it() -> None:
    with pytest.raises(IntegrityError, match="membership_end_names_its_act"), transaction.atomic():
        MembershipSpellFactory(until=day(5))


def test_a_region_with_a_membership_cannot_be_deleted() -> None:
    region = MembershipSpellFactory().region
    with pytest.raises(ProtectedError), writing("test"):
        region.delete()


def test_only_the_named_refusal_is_put_into_words() -> None:
    with pytest.raises(NotAllowed), law_as_error("some_law", NotAllowed()):
        raise DatabaseError("some_law")
    with pytest.raises(DatabaseError, match="disk"), law_as_error("some_law", NotAllowed()):
        raise DatabaseError("disk")
    with pytest.raises(DomainError), law_as_error("some_law", NotAllowed()):
        raise DomainError


def test_the_law_can_be_lifted_and_put_back() -> None:
    law = RefuseOverlaps("registry_membershipspell", "region_id", "membership_overlap")
    assert (law.reversible, law.describe()) == (True, "Refuse overlapping spells in registry_membershipspell")
    state = ProjectState()
    law.state_forwards("registry", state)
    assert state == ProjectState()
    with transaction.atomic():
        law.database_backwards("registry", Hand, state, state)
        first = MembershipSpellFactory()
        second = MembershipSpellFactory(region=first.region)
        with writing("test"):
            second.delete()
    connection.check_constraints()
    law.database_forwards("registry", Hand, state, state)
    with pytest.raises(DatabaseError, match="membership_overlap"), transaction.atomic():
        MembershipSpellFactory(region=first.region)
