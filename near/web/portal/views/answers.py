"""Answering another member, writing to each other through the platform, agreeing or declining."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from near.cooperation import actions
from near.cooperation.models import Answer, Posting, Project
from near.cooperation.perms.postings import (
    can_decide_answer,
    can_see_answer,
    can_see_posting,
    can_withdraw_answer,
    can_write_message,
    contacts_open,
    standing_of,
)
from near.cooperation.queries import postings as queries
from near.cooperation.rules.posting_phases import EXPIRED, WITHDRAWN
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.design.marking import reader
from near.web.portal.acting import Acting, acting_for
from near.web.portal.posting_forms import AnswerWords, Declining, MessageWords
from near.web.portal.refused import blame_kindly
from near.web.portal.views.postings import WRITING


@WRITING
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer another member's need or offer; what is over says so and keeps what was written."""
    acting = acting_for(request)
    posting = get_object_or_404(queries.with_region(Posting.objects.filter(pk=pk)))
    standing = standing_of(posting)
    # Whoever was writing when it was withdrawn is told so, and reads nothing of it any more.
    gone = standing == WITHDRAWN and posting.published_at is not None
    if not gone and not can_see_posting(request.user, posting):
        raise Http404
    if request.method != "POST" and (gone or standing == EXPIRED):
        shown = {"standing": standing, "direction": posting.direction}
        return render(request, "site/posting_gone.html", shown, status=410)
    form = AnswerWords(request.POST or None)
    own = Posting.objects.public_on(today()).filter(region=acting.region).exclude(direction=posting.direction)
    form.fields["counterpart"].queryset = own  # type: ignore[attr-defined]
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.answer_posting(
                posting=posting, region=acting.region, by=request.user, **form.cleaned_data
            )
        except DomainError as refusal:
            status = blame_kindly(form, refusal)
        else:
            messages.success(request, _("Sent. The other member is told, and you will be told of its reply."))
            return redirect("portal_answer", made.pk)
    context: dict[str, Any] = {
        "acting": acting, "posting": posting, "form": form, "own": own.exists(), "gone": gone,
        "names": names_on(today(), reader(), {posting.region_id}),
    }  # fmt: skip
    return render(request, "portal/answer_new.html", context, status=status)


@WRITING
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what two members wrote to each other; write, agree, decline or take back."""
    acting = acting_for(request)
    found = get_object_or_404(queries.answers_of(Answer.objects.filter(pk=pk)))
    if not can_see_answer(request.user, found) or acting.region.pk not in _sides(found):
        raise Http404
    forms: dict[str, Any] = {"message": MessageWords(), "decline": Declining()}
    if request.method != "POST":
        return _page(request, acting, found, forms)
    verb = request.POST.get("do", "")
    entered = {"message": MessageWords, "decline": Declining}.get(verb)
    if entered is not None:
        forms[verb] = entered(request.POST)
        if not forms[verb].is_valid():
            return _page(request, acting, found, forms, status=422)
    try:
        _run(verb, found, acting, request, forms)
    except DomainError as refusal:
        if entered is None:
            raise
        status = blame_kindly(forms[verb], refusal)
        found.refresh_from_db(fields=["state", "reason", "note"])
        return _page(request, acting, found, forms, status=status)
    return redirect("portal_answer", pk)


def _sides(found: Answer) -> tuple[int, int]:
    return found.region_id, found.posting.region_id


def _run(verb: str, found: Answer, acting: Acting, request: HttpRequest, forms: dict[str, Any]) -> None:
    by = request.user
    if verb == "message":
        words = forms["message"].cleaned_data["words"]
        actions.write_message(answer=found, region=acting.region, words=words, by=by)
        messages.success(request, _("Sent."))
    elif verb == "agree":
        actions.agree_answer(answer=found, by=by)
        messages.success(request, _("Agreed. Both sides now see whom to write to."))
    elif verb == "decline":
        actions.decline_answer(answer=found, by=by, **forms["decline"].cleaned_data)
        messages.success(request, _("Declined, with your reason. The other side is told politely."))
    elif verb == "withdraw":
        actions.withdraw_answer(answer=found, by=by)
        messages.success(request, _("Taken back."))
    else:
        raise Http404


def _page(
    request: HttpRequest, acting: Acting, found: Answer, forms: dict[str, Any], status: int = 200
) -> HttpResponse:
    by, posting = request.user, found.posting
    shown = contacts_open(found)
    project = Project.objects.filter(answer=found).first()
    may_write = can_write_message(by, found, acting.region)
    may_decide = posting.region_id == acting.region.pk and can_decide_answer(by, found)
    open_forms = {"message": may_write, "decline": may_decide}
    context: dict[str, Any] = {
        "acting": acting, "answer": found, "posting": posting, "thread": queries.thread_of(found),
        "names": names_on(today(), reader(), set(_sides(found))), "forms": forms, "project": project,
        "ours": posting.region_id == acting.region.pk,
        "may_write": may_write, "may_decide": may_decide, "may_read": can_see_posting(by, posting),
        "late": [form for name, form in forms.items() if form.is_bound and not open_forms[name]],
        "may_withdraw": found.region_id == acting.region.pk and can_withdraw_answer(by, found),
        "contacts": [(pk, queries.contacts_of(pk)) for pk in _sides(found)] if shown else [],
    }  # fmt: skip
    return render(request, "portal/answer.html", context, status=status)
