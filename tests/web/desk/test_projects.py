"""Projects at the desk: what is overdue, what became of a resolution, surveys the secretariat opens."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from near.cooperation.models import Survey
from near.people.models import Account
from near.registry.models import Region
from tests.cooperation.partners import in_days, speaks_for, together
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "editors")]
ORGAN = "sub-environment"


def test_what_became_of_it_stands_where_it_was_resolved(officer: Account) -> None:
    made: Any = together("closed", lead=speaks_for(Region.objects.get(slug="mn-khentii")))
    client = signed_in(officer)
    shown(client, "/desk/register/projects/")
    tie = {"project": made.project.pk, "target": "session:ga-14", "words": "", "url": ""}
    for target in ("session:ga-14", "history:nothing"):
        page = client.post("/desk/register/do/tie-resolution/", tie | {"target": target})
        assert page.status_code in (200, 422)
    seen = client.post("/desk/register/do/tie-resolution/", tie).context["seen"]
    assert client.post("/desk/register/do/tie-resolution/", tie | {"seen": seen}).status_code == 302
    link = f"/mn/cooperation/projects/{made.project.pk}/"
    for path in ("about/history/", "members/mn-khentii/"):
        assert link in Client().get(f"/mn/{path}").content.decode()


def test_the_desk_gives_a_project_up_and_opens_surveys(officer: Account) -> None:
    made, client = together("running"), signed_in(officer)
    for key, entered in {
        "abandon-project": {"project": made.project.pk, "ground": "staff", "words": ""},
        "open-survey": {
            "kind": "intent",
            "organ": ORGAN,
            "year": 2032,
            "due": in_days(5),
            "words": "Dear members",
        },
    }.items():
        where = f"/desk/register/do/{key}/"
        shown(client, where)
        seen = client.post(where, entered).context["seen"]
        answer = client.post(where, entered | {"seen": seen, "language": "en"})
        if answer.status_code == 200:
            answer = client.post(where, entered | {"seen": answer.context["seen"], "language": "en"})
        assert answer.status_code == 302
    assert made.fresh().state == "abandoned"
    assert Survey.objects.get().kind == "intent"
