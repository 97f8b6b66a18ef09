"""Projects in the portal: from an idea to a public story, through the pages an official uses."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.cooperation.models import Project, Report
from near.cooperation.perms.projects import can_do
from near.foundation.action import writing
from near.foundation.period import today
from near.people.models import Account
from near.registry.models import Mandate
from near.web.portal.project_verbs import VERBS
from tests.cooperation.partners import Together, in_days, member, speaks_for, together
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


@pytest.fixture
def made() -> Together:
    """A project of two that runs, with their officials."""
    return together("running")


def test_the_portal_shows_a_project_to_those_inside_and_an_idea_to_nobody_else(made: Together) -> None:
    stranger, hidden = member(), together("idea")
    page = shown(signed_in(stranger.official), address(made))
    assert "do/ask-to-join/" in page
    assert "do/next-step/" not in page
    shown(signed_in(stranger.official), address(hidden), 404)
    assert Client().get(address(made))["Location"].startswith("/mn/account/login/")
    assert Client().get(f"/mn/cooperation/projects/{hidden.project.pk}/").status_code == 404


def test_the_secretariat_sees_every_project_and_one_without_a_member_reads_the_public_page(
    officer: Account, outsider: Account, made: Together
) -> None:
    shown(signed_in(officer), address(together("idea")))
    answer = signed_in(outsider).get(address(made))
    assert answer["Location"].endswith(f"/cooperation/projects/{made.project.pk}/")


def test_the_second_official_sees_both_texts_and_saves_again(made: Together) -> None:
    idea = together("idea")
    first, second = signed_in(idea.lead.official), signed_in(speaks_for(idea.lead.region).official)
    words = {"title": "Нэг", "aim": "Нэгдүгээр зорилго", "plan": "", "version": 1}
    did(first, address(idea, "edit/"), **words)
    answer = second.post(address(idea, "edit/"), words | {"title": "Хоёр", "aim": "Хоёрдугаар зорилго"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Нэгдүгээр зорилго" in page
    assert "Хоёрдугаар" in page
    assert 'name="version" value="2"' in page
    did(second, address(idea, "edit/"), **(words | {"title": "Хоёр", "version": 2}))
    assert idea.fresh().title.words("mn") == "Хоёр"
    assert made.project.pk


def test_two_officials_writing_one_report_lose_nothing(made: Together) -> None:
    made.take("closing")
    report = made.project.reports.get(kind="closing")
    where = address(made, f"report/closing/{report.year}/")
    ours = signed_in(made.lead.official)
    story = {"done": "Нэг хүний үг.", "changed": "", "learnt": "", "language": "mn", "version": 1}
    did(ours, where, do="save", **story)
    answer = ours.post(where, story | {"done": "Өөр хүний үг.", "do": "save"})
    assert answer.status_code == 409
    assert "Нэг хүний үг." in answer.content.decode()
    assert "Өөр" in answer.content.decode()
    too_little = ours.post(where, story | {"version": 2, "do": "hand_in"})
    assert too_little.status_code == 422
    report.refresh_from_db()
    assert (report.version, report.handed_in_at) == (2, None)


def test_a_mandate_that_ended_while_writing_is_told_and_nothing_is_written(made: Together) -> None:
    ours = signed_in(made.lead.official)
    shown(ours, address(made, "do/next-step/"))
    with writing("test"):
        Mandate.objects.filter(account=made.lead.official).update(until=today())
    step = {"version": made.version, "step": "Шинэ алхам", "owner": made.lead.region.slug, "due": in_days(3)}
    answer = ours.post(address(made, "do/next-step/"), step)
    assert answer.status_code in (403, 422)
    assert made.fresh().next_step.words("mn") == "Эхний уулзалт"


@pytest.mark.parametrize(
    ("content", "named"),
    [(b"MZ evil", "a program"), (b"<html>hi</html>", "a web page"), (b"<svg></svg>", "an SVG drawing")],
)
def test_a_hostile_file_is_refused_in_words(made: Together, content: bytes, named: str) -> None:
    file = SimpleUploadedFile("minutes.pdf", content, content_type="application/pdf")
    where = address(made, "do/document/").replace("/mn/", "/en/")
    answer = signed_in(made.lead.official).post(where, {"title": "Minutes", "language": "en", "file": file})
    assert answer.status_code == 422
    assert named in answer.content.decode()
    assert not made.project.attachments.exists()


def test_a_document_goes_out_as_a_file_to_whoever_may_read_it(made: Together) -> None:
    ours, where = signed_in(made.lead.official), address(made, "do/document/")
    for public in ("", "on"):
        file = SimpleUploadedFile("x.exe", b"%PDF-1.4\n%%EOF")
        entered = {"title": "Тэмдэглэл", "language": "mn", "file": file}
        did(ours, where, **(entered | ({"is_public": public} if public else {})))
    inner, open_to_all = made.project.attachments.order_by("pk")
    answer = ours.get(address(made, f"documents/{inner.pk}/"))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    stranger = signed_in(member().official)
    assert stranger.get(address(made, f"documents/{inner.pk}/")).status_code == 404
    public = f"/mn/cooperation/projects/{made.project.pk}/"
    assert Client().get(f"{public}{inner.pk}/").status_code == 404
    found = Client().get(f"{public}{open_to_all.pk}/")
    assert b"".join(found.streaming_content).startswith(b"%PDF")
    assert Client().get(f"/media/{inner.file.name}").status_code == 404


def test_markup_in_a_field_is_shown_as_it_was_typed() -> None:
    ours = member()
    client = signed_in(ours.official)
    nasty = '<script>alert("x")</script>'
    place = did(client, f"{LIST}new/", title=nasty, aim=f"{nasty} Зорилго", language="mn")
    page = shown(client, place)
    assert nasty not in page
    assert "&lt;script&gt;" in page


def test_a_change_is_proposed_seen_as_differences_and_answered(made: Together) -> None:
    ours, theirs = signed_in(made.lead.official), signed_in(made.partner.official)
    where = address(made, "change/")
    words = {
        "title": "Ойн хамтарсан төсөл",
        "aim": "Элсжилтийг зогсоох",
        "plan": "Мод тарина.",
        "why": "Учир",
    }
    words |= {"since": today().isoformat(), "until": "", "version": str(made.version)}
    assert ours.post(where, words | {"version": "1"}).status_code == 409
    did(ours, where, **words)
    page = shown(theirs, address(made))
    assert "<del>" in page
    assert "<ins>" in page
    change = made.project.changes.get(state="proposed")
    did(theirs, address(made, "do/agree-to-change/"), item=change.pk, note="")
    assert made.fresh().aim.words("mn") == "Элсжилтийг зогсоох"


def test_every_verb_that_is_open_has_its_page_and_a_closed_one_leads_back(made: Together) -> None:
    for state in ("running", "closing", "closed"):
        made.take(state)
        for one in (made.lead, made.partner):
            client = signed_in(one.official)
            for key, verb in VERBS.items():
                path = address(made, f"do/{key}/")
                answer = client.get(path)
                is_open = can_do(one.official, verb.law, made.project, one.region)
                assert answer.status_code == (200 if is_open else 302), (state, key)
    shown(signed_in(made.lead.official), address(made, "do/dance/"), 404)


def test_the_contents_are_entered_through_their_forms(made: Together) -> None:
    ours, day = signed_in(made.lead.official), today().isoformat()
    lead, partner = made.lead.region.slug, made.partner.region.slug
    for key, entered in {
        "contribution": {"means": "money", "words": "Зардал", "amount": "10", "currency": "usd"},
        "task": {"words": "Төлөвлөх", "owner": partner, "due": day},
        "milestone": {"words": "Тарьсан", "due": day},
        "result": {"words": "Мод", "value": "5", "unit": "ш", "on": day, "evidence": "Зураг"},
        "exchange": {"form": "visit", "persons": "2", "since": day, "sender": lead, "host": partner},
    }.items():
        did(ours, address(made, f"do/{key}/"), **entered)
    stone, task = made.project.milestones.get(), made.project.tasks.get()
    did(ours, address(made, "do/reach/"), item=stone.pk, on=day, evidence="Зураг")
    did(ours, address(made, "do/finish-task/"), item=task.pk)
    page = shown(ours, address(made))
    assert "Зардал" in page
    shown(Client(), f"/ja/cooperation/projects/{made.project.pk}/")
    first = shown(ours, address(made, f"report/yearly/{today().year}/"))
    assert "Тарьсан" in first
    did(ours, address(made, "do/remove/"), kind="task", item=task.pk)
    assert not made.project.tasks.exists()
    assert (
        ours.post(address(made, "do/reach/"), {"item": "9" * 30, "on": day, "evidence": "x"}).status_code
        == 404
    )


def test_the_list_of_projects_costs_the_same_for_many_as_for_few(made: Together) -> None:
    client = signed_in(made.lead.official)

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(client, path)
        return len(asked)

    cost(LIST)
    few, one = cost(LIST), cost(address(made))
    for state in ("idea", "seeking", "running"):
        together(state, lead=made.lead)
    assert cost(LIST) == few <= 25
    assert cost(address(made)) == one <= 45
    assert "do/invite/" in shown(client, address(made))
