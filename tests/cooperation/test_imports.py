"""A project from before the platform: who may enter it, and what it must say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from near.cooperation.actions.imports import import_project
from near.cooperation.enums import ProjectState
from near.cooperation.models import Participation, Project, Result
from near.cooperation.refusals.samples import (
    ImportedAlready,
    LeadTwice,
    NeverAMember,
    NotAnEnd,
    SourceNeeded,
    YetToCome,
)
from near.foundation.errors import DomainError, NotAllowed, PeriodReversed, TooLong, UnknownLanguage
from near.foundation.journal import SYSTEM
from near.people.models import Account
from near.registry.models import Region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def entered(**changes: Any) -> Project:
    given: dict[str, Any] = {
        "title": "Snow", "language": "en", "lead": Region.objects.get(slug="jp-tottori"),
        "since": dt.date(2015, 4, 1), "until": dt.date(2016, 3, 31), "state": ProjectState.CLOSED,
        "source": "annual report", "by": SYSTEM,
    }  # fmt: skip
    return import_project(**given | changes)


def test_a_project_without_partners_or_results_is_the_least_there_is() -> None:
    project = entered()
    assert (project.closed_on, project.ground) == (dt.date(2016, 3, 31), "")
    assert Participation.objects.get(project=project).role == "lead"
    assert not Result.objects.exists()


def test_only_the_secretariat_enters_past_projects(
    officer: Account, clerk: Account, official: Callable[..., Account], outsider: Account
) -> None:
    for number, by in enumerate((officer, clerk)):
        assert entered(by=by, title=f"Snow {number}").pk
    for by in (official(Region.objects.get(slug="jp-tottori")), outsider):
        with pytest.raises(NotAllowed):
            entered(by=by, title="Rain")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"language": "xx"}, UnknownLanguage), ({"title": "x" * 201}, TooLong),
        ({"source": " "}, SourceNeeded),
        ({"state": ProjectState.RUNNING}, NotAnEnd), ({"until": dt.date(2015, 4, 1)}, PeriodReversed),
        ({"until": dt.date(2199, 1, 1)}, YetToCome),
        ({"since": dt.date(1990, 1, 1), "until": dt.date(1991, 1, 1)}, NeverAMember),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused(changes: dict[str, Any], refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        entered(**changes)


def test_the_lead_is_no_partner_and_partners_stand_once() -> None:
    lead, tov = Region.objects.get(slug="jp-tottori"), Region.objects.get(slug="mn-tov")
    with pytest.raises(LeadTwice):
        entered(partners=[lead])
    assert entered(partners=[tov, tov]).participations.count() == 2


def test_the_same_title_lead_and_year_is_known_whatever_its_letters() -> None:
    entered()
    with pytest.raises(ImportedAlready):
        entered(title="SNOW", since=dt.date(2015, 9, 1))
    assert entered(title="Rain").pk
