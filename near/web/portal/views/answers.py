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
)
from near.cooperation.queries import postings as queries
from near.cooperation.refusals.postings import PostingOver
from near.foundation.errors import DomainError
from near.foundation.period import today
from near.registry.queries import names_on
from near.web.portal.acting import Acting, acting_for
from near.web.portal.posting_forms import AnswerWords, Declining, MessageWords
from near.web.portal.refused import blame
from near.web.portal.views.postings import WRITING, reader


@WRITING
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer another member's need or offer; what is over says so and keeps what was written."""
    acting = acting_for(request)
    posting = get_object_or_404(queries.with_region(Posting.objects.filter(pk=pk)))
    if not can_see_posting(request.user, posting):
        raise Http404
    form = AnswerWords(request.POST or None)
    own = Posting.objects.public_on(today()).filter(region=acting.region).exclude(direction=posting.direction)
    form.fields["counterpart"].queryset = own  # type: ignore[attr-defined]
    context: dict[str, Any] = {"acting": acting, "posting": posting, "form": form, "own": own.exists()}
    context["names"] = names_on(today(), reader(), {posting.region_id})
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.answer_posting(
                posting=posting, region=acting.region, by=request.user, **form.cleaned_data
            )
        except PostingOver as over:
            context["message"], status = str(over), over.status
        except DomainError as refusal:
            if refusal.field not in form.fields:
                raise
            blame(form, refusal)
        else:
            messages.success(request, _("Sent. The other member is told, and you will be told of its reply."))
            return redirect("portal_answer", made.pk)
    return render(request, "portal/answer_new.html", context, status=status)


@WRITING
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what two members wrote to each other; write, agree, decline or take back."""
    acting = acting_for(request)
    found = get_object_or_404(queries.answers_of(Answer.objects.filter(pk=pk)))
    if not can_see_answer(request.user, found) or acting.region.pk not in _sides(found):
        raise Http404
    forms = {"message": MessageWords(), "decline": Declining()}
    if request.method != "POST":
        return _page(request, acting, found, forms)
    verb = request.POST.get("do", "")
    form = {"message": MessageWords, "decline": Declining}.get(verb)
    if form is not None:
        forms[verb] = form(request.POST)
        if not forms[verb].is_valid():
            return _page(request, acting, found, forms, status=422)
    _run(verb, found, acting, request, forms)
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
    context: dict[str, Any] = {
        "acting": acting, "answer": found, "posting": posting, "thread": queries.thread_of(found),
        "names": names_on(today(), reader(), set(_sides(found))), "forms": forms, "project": project,
        "ours": posting.region_id == acting.region.pk,
        "may_write": can_write_message(by, found, acting.region),
        "may_decide": posting.region_id == acting.region.pk and can_decide_answer(by, found),
        "may_withdraw": found.region_id == acting.region.pk and can_withdraw_answer(by, found),
        "contacts": [(pk, queries.contacts_of(pk)) for pk in _sides(found)] if shown else [],
    }  # fmt: skip
    return render(request, "portal/answer.html", context, status=status)
