"""Projects in the portal: from an idea to a public story, through the pages an official uses."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from near.cooperation.models import Project, Report
from tests.cooperation.partners import Together, in_days, member
from tests.web.desk.test_desk import signed_in
from tests.web.desk.test_translations import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strict_templates")]
LIST = "/mn/portal/projects/"


def address(made: Together, rest: str = "") -> str:
    """Return the address of a project's page, or of one below it."""
    return f"{LIST}{made.project.pk}/{rest}"


def did(client: Client, path: str, **entered: Any) -> str:
    """Post a form and return where it leads."""
    answer = client.post(path, entered)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"])


def test_two_officials_bring_a_project_from_an_idea_to_a_public_story() -> None:
    lead, partner = member(), member()
    ours, theirs = signed_in(lead.official), signed_in(partner.official)
    place = did(ours, f"{LIST}new/", title="Ойжуулалт", aim="Элсжилтийг хамтран сааруулна.", language="")
    project = Project.objects.get()
    assert project.language == "mn"
    assert shown(ours, place).count("<h1") == 1
    shown(theirs, place, 404)
    step = {"step": "Уулзалт", "owner": lead.region.slug, "due": in_days(9)}
    did(ours, f"{place}do/seek-partners/", version=1, **step)
    did(ours, f"{place}do/invite/", guest=partner.region.slug, role="partner", note="")
    assert "do/join/" in shown(theirs, place)
    did(theirs, f"{place}do/join/")
    for client in (ours, theirs):
        did(client, f"{place}do/agree/", version=Project.objects.get().version)
    assert Project.objects.get().state == "agreed"
    did(ours, f"{place}do/begin/", version=Project.objects.get().version, since=in_days(0))
    did(ours, f"{place}do/begin-closing/", version=Project.objects.get().version)
    asked = Report.objects.get(kind="closing")
    story = {"done": "Мод тарьсан хэмээн тэмдэглэв.", "changed": "Элс зогссон.", "learnt": "Ус хүрээгүй."}
    where = f"{place}report/closing/{asked.year}/"
    assert 'value="close"' in shown(ours, where)
    did(ours, where, version=asked.version, language="mn", do="close", **story)
    assert Project.objects.get().state == "closed"
    page = shown(Client(), f"/mn/cooperation/projects/{project.pk}/")
    assert "Ус хүрээгүй." in page
    assert f"/mn/cooperation/projects/{project.pk}/" in shown(Client(), "/mn/cooperation/projects/")
