"""Papers of a project: reports, changes of what was agreed, and documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from near.cooperation import actions
from near.cooperation.actions.changes import agreed_words
from near.cooperation.actions.reports import PARTS
from near.cooperation.enums import ReportKind
from near.cooperation.models import Attachment, Project, Report
from near.cooperation.perms.projects import can_do, can_see_inside, can_see_report
from near.cooperation.refusals.projects import Changed
from near.cooperation.rules import project_phases as phases
from near.foundation.differences import differences
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.documents import given
from near.web.design.marking import reader
from near.web.portal.paper_forms import ChangeForm, ReportForm
from near.web.portal.project_forms import Ask
from near.web.portal.refused import blame
from near.web.portal.report_prefill import prefilled
from near.web.portal.views.projects import REFUSED, WRITING, asked, both_texts, see_again


@WRITING
def report(request: HttpRequest, pk: int, kind: str, year: int) -> HttpResponse:
    """Read a report, or write it: prefilled from the records, kept as a draft, handed in."""
    if kind not in ReportKind.values:
        raise Http404
    ask = asked(request, pk)
    found = Report.objects.filter(project=ask.project, kind=kind, year=year).first()
    may_write = can_do(ask.by, phases.writing(kind), ask.project, ask.region)
    if found is not None and (found.handed_in_at or not may_write):
        return _read(request, ask, found)
    if not may_write or (found is None and kind != ReportKind.YEARLY):
        raise Http404
    form = ReportForm(request.POST or None, initial=_initial(ask.project, found, kind, year), kind=kind)
    context: dict[str, Any] = {
        "project": ask.project, "report": found, "kind": kind, "kind_label": ReportKind(kind).label,
        "year": year, "form": form,
    }  # fmt: skip
    if request.method != "POST" or not form.is_valid():
        status = REFUSED if request.method == "POST" else 200
        return render(request, "portal/report.html", context, status=status)
    try:
        said = _write(request, ask, form, kind, year)
    except DomainError as refusal:
        if isinstance(refusal, Changed) and found:
            context |= {"conflict": _both_reports(found, form), "message": str(refusal)}
            see_again(form, found.version)
            return render(request, "portal/report.html", context, status=refusal.status)
        return render(request, "portal/report.html", context, status=blame(form, refusal))
    messages.success(request, said, extra_tags="good")
    return redirect("portal_project", pk)


def _read(request: HttpRequest, ask: Ask, found: Report) -> HttpResponse:
    if not can_see_report(ask.by, found):
        raise Http404
    names = names_on(today(), reader(), {found.region_id})
    context = {"project": ask.project, "report": found, "name": names.get(found.region_id, "")}
    return render(request, "portal/report_read.html", context)


def _initial(project: Project, found: Report | None, kind: str, year: int) -> dict[str, Any]:
    """Return the draft as it stands; where nobody has begun, what the records say."""
    begun = {name: getattr(found, name) for name in PARTS} if found else {}
    if not any(begun.values()):
        first = prefilled(project, kind, year, reader())
        return first | {"language": reader(), "version": found.version if found else 0}
    assert found  # noqa: S101 -- what was begun is there
    words = {name: text.words(found.language) for name, text in begun.items()}
    still = {True: "yes", False: "no", None: ""}[found.still_cooperating]
    return words | {"language": found.language, "version": found.version, "still_cooperating": still}


def _write(request: HttpRequest, ask: Ask, form: ReportForm, kind: str, year: int) -> str:
    """Keep a report; hand it in, and close the project, where that was asked for. All of it or nothing."""
    wanted = request.POST.get("do", "save")
    who: dict[str, Any] = {"region": ask.region, "by": ask.by}
    with transaction.atomic():
        kept = actions.write_report(project=ask.project, kind=kind, year=year, **who, **form.cleaned_data)
        if wanted == "save":
            return _("The draft has been kept. Hand it in when it is ready.")
        actions.hand_in_report(report=kept, version=kept.version, **who)
        if wanted != "close":
            return _("The report has been handed in.")
        actions.close_project(project=ask.project, version=ask.project.version, **who)
        return _("The project has closed. Its story is public.")


def _both_reports(found: Report, form: forms.Form) -> list[dict[str, Any]]:
    rows = []
    for name in PARTS:
        now = getattr(found, name).words(found.language)
        yours = str(form.data.get(name, "")).replace("\r\n", "\n").strip()
        if now != yours:
            stretches = differences(now, yours, found.language)
            rows.append({"label": form.fields[name].label, "now": now, "stretches": stretches})
    return rows


@WRITING
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose to write anew what was agreed; the partners are asked, and see the differences."""
    ask = asked(request, pk)
    if not can_do(ask.by, "propose_change", ask.project, ask.region):
        return redirect("portal_project", pk)
    standing = agreed_words(ask.project)
    form = ChangeForm(request.POST or None, initial=standing | {"version": ask.project.version})
    context: dict[str, Any] = {"project": ask.project, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = REFUSED if request.method == "POST" else 200
        return render(request, "portal/change.html", context, status=status)
    try:
        actions.propose_change(project=ask.project, region=ask.region, by=ask.by, **form.given())  # type: ignore[arg-type]
    except Changed as refusal:
        context |= {"conflict": both_texts(ask.project, form), "message": str(refusal)}
        see_again(form, ask.project.version)
        return render(request, "portal/change.html", context, status=refusal.status)
    except DomainError as refusal:
        return render(request, "portal/change.html", context, status=blame(form, refusal))
    messages.success(request, _("The partners have been asked."), extra_tags="good")
    return redirect("portal_project", pk)


@require_safe
def attachment(request: HttpRequest, pk: int, document: int) -> HttpResponseBase:
    """Give a document to whoever may read it: as a file to keep, never as a page."""
    ask = asked(request, pk)
    found = Attachment.objects.filter(project=ask.project, pk=document, withdrawn_at__isnull=True).first()
    if found is None or not (found.is_public or can_see_inside(ask.by, ask.project)):
        raise Http404
    return given(found)
