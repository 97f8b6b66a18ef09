"""The verbs of the translation room: deadlines, and what is asked of the machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from near.foundation import machine_translation
from near.foundation.errors import NotAllowed, TooLong, UnknownLanguage, UnknownRecord
from near.foundation.journal import SYSTEM
from near.foundation.machine_translation import LockDamaged, MachineBusy, MachineOff
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.translation import actions, refusals
from near.translation.models import MachineRun, TranslationRequest
from tests.assembly.factories import OrganFactory
from tests.foundation.journalled import everything, journalled, verbs
from tests.registry.factories import MembershipSpellFactory
from tests.translation.factories import MachineRunFactory, TranslationRequestFactory
from tests.translation.providers import Spoken

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=30)


@pytest.fixture(autouse=True)
def _provider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_translation, "_maker", [Spoken])


def _request_translation() -> dict[str, Any]:
    OrganFactory(slug="sub-rivers")
    return {
        "languages": ["mn", "ja", "mn"],
        "due": SOON,
        "kind": "organ",
        "records": ["sub-rivers"] * 2,
        "note": "GA",
    }


def _withdraw_request() -> dict[str, Any]:
    return {"request": TranslationRequestFactory()}


def _ask_machine() -> dict[str, Any]:
    OrganFactory(slug="sub-rivers")
    return {"kind": "organ", "key": "sub-rivers", "language": "mn"}


def _finish_run() -> dict[str, Any]:
    return {"run": MachineRunFactory(), "placed": 1, "refusals": []}


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "request_translation": _request_translation, "withdraw_request": _withdraw_request,
    "ask_machine": _ask_machine, "finish_run": _finish_run,
}  # fmt: skip


def test_every_verb_has_a_case() -> None:
    assert set(CASES) == {
        n for n, f in vars(actions).items() if getattr(f, "verb", "").startswith("translation.")
    }


@pytest.mark.parametrize("verb", CASES)
def test_an_officer_may_and_it_is_on_record(verb: str, clerk: Account) -> None:
    given = CASES[verb]()
    with journalled() as entries:
        getattr(actions, verb)(**given, by=clerk)
    assert verbs(entries) == [f"translation.{verb}"]
    assert entries[0].actor == f"account:{clerk.pk}"


@pytest.mark.parametrize("verb", CASES)
def test_an_outsider_may_not_and_nothing_is_written(verb: str, outsider: Account) -> None:
    given = CASES[verb]()
    before = everything("translation")
    for by in (outsider, AnonymousUser()):
        with pytest.raises(NotAllowed):
            getattr(actions, verb)(**given, by=by)
    assert everything("translation") == before


def test_a_request_names_each_language_and_record_once(clerk: Account) -> None:
    made = actions.request_translation(**_request_translation(), by=clerk)
    found = TranslationRequest.objects.get()
    assert (found.languages, found.records, found.asked_on) == (["mn", "ja"], ["sub-rivers"], today())
    assert str(made) == "GA"
    assert str(TranslationRequestFactory(kind="organ")) == "organ → mn"


@pytest.mark.parametrize(
    ("case", "refusal", "field"),
    [
        ({"due": today() - dt.timedelta(days=1)}, refusals.DayPassed, "due"),
        ({"languages": []}, refusals.NoLanguage, "languages"),
        ({"languages": ["xx"]}, UnknownLanguage, "languages"),
        ({"kind": ""}, refusals.RecordsNeedKind, "kind"),
        ({"kind": "comet"}, UnknownRecord, ""),
        ({"records": ["nowhere"]}, UnknownRecord, ""),
        ({"note": "x" * 301}, TooLong, "note"),
    ],
)
def test_a_request_that_cannot_be_met_is_refused(
    case: dict[str, Any], refusal: type[Any], field: str, clerk: Account
) -> None:
    given = _request_translation() | case
    with pytest.raises(refusal) as found:
        actions.request_translation(**given, by=clerk)
    assert found.value.field == field
    assert not TranslationRequest.objects.exists()


def test_a_request_is_due_today_at_the_earliest(clerk: Account) -> None:
    assert actions.request_translation(languages=["mn"], due=today(), by=clerk).pk


def test_a_request_is_withdrawn_once(clerk: Account) -> None:
    request = TranslationRequestFactory()
    actions.withdraw_request(request=request, by=clerk)
    with pytest.raises(refusals.AlreadyWithdrawn):
        actions.withdraw_request(request=request, by=clerk)


def test_the_platform_itself_asks_no_machine() -> None:
    with pytest.raises(NotAllowed):
        actions.ask_machine(**_ask_machine(), by=SYSTEM)


def test_an_official_asks_the_machine_for_the_own_language(official: Any) -> None:
    given, by = _ask_machine(), official(MembershipSpellFactory().region)
    run = actions.ask_machine(**given, by=by)
    assert (run.asked_by, str(run)) == (by, "organ:sub-rivers → mn")
    with pytest.raises(NotAllowed):
        actions.ask_machine(**given | {"language": "ja"}, by=by)


def test_without_a_provider_there_is_nobody_to_ask(monkeypatch: pytest.MonkeyPatch, clerk: Account) -> None:
    monkeypatch.setattr(machine_translation, "_maker", [])
    with pytest.raises(MachineOff):
        actions.ask_machine(**_ask_machine(), by=clerk)


def test_a_machine_is_not_asked_for_what_people_have_written(clerk: Account) -> None:
    OrganFactory(slug="sub-rivers", name=MultilingualText.of(en="Rivers", mn="Гол"))
    with pytest.raises(refusals.NothingForMachine):
        actions.ask_machine(kind="organ", key="sub-rivers", language="mn", by=clerk)
    assert not MachineRun.objects.exists()


def test_a_finished_run_keeps_each_reason_once(clerk: Account) -> None:
    reasons = [LockDamaged(words="Хэнтий"), LockDamaged(words="Хэнтий"), MachineBusy(provider="X")]
    run = actions.finish_run(run=MachineRunFactory(), placed=2, refusals=reasons, by=clerk)
    assert run.finished_at
    assert run.refusals == [
        {"refusal": "LockDamaged", "details": {"words": "Хэнтий"}},
        {"refusal": "MachineBusy", "details": {"provider": "X"}},
    ]
