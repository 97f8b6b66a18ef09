"""The lists of the desk, and the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from near.assembly.models import Organ, Passage
from near.cooperation.models import Project
from near.cooperation.queries.postings import expired_postings, review_queue
from near.cooperation.queries.projects import lines_of, overdue_steps
from near.foundation.collation import in_order
from near.foundation.journal import JournalEntry
from near.foundation.languages import CODES, language_of
from near.foundation.period import today
from near.people.models import Account
from near.registry.enums import NameState
from near.registry.models import Institution, Mandate, Partner, RegionName
from near.registry.perms import can_read_journal, can_see_drafts
from near.registry.queries import Name, names_on, roster_on
from near.registry.queries.names import place_of
from near.web.desk.rehearsal import change_of
from near.web.desk.verbs import verbs_of
from near.web.desk.wording import actor_in_words

PER_PAGE = 50
MOST_PROJECTS = 500


def _language() -> str:
    return language_of(get_language() or "en").code


def _members() -> dict[str, Any]:
    return {"lines": roster_on(today(), _language()).lines}


def _drafts() -> dict[str, Any]:
    found = RegionName.objects.filter(state=NameState.DRAFT).select_related("region")
    drafts = found.defer("region__outline").order_by("language", "region__slug", "kind")
    return {"drafts": drafts, "names": names_on(today(), _language())}


def _mandates() -> dict[str, Any]:
    found = list(Mandate.objects.on(today()).select_related("region", "account").defer("region__outline"))
    names = names_on(today(), _language(), {m.region_id for m in found})
    nameless = {m.region_id: Name(m.region.slug, m.region.slug, "", "", "draft") for m in found}
    pairs = [(m, (nameless | names)[m.region_id]) for m in found]
    return {"mandates": sorted(pairs, key=lambda pair: place_of(pair[1], _language()))}


def _partners() -> dict[str, Any]:
    partners = Partner.objects.prefetch_related("agreements").order_by("slug")
    institutions = Institution.objects.order_by("slug")
    return {
        "partners": in_order(partners, _language(), str),
        "institutions": in_order(institutions, _language(), str),
    }


def _projects() -> dict[str, Any]:
    overdue = list(overdue_steps(today()))
    lines = lines_of(Project.objects.order_by("-proposed_on", "-pk")[:MOST_PROJECTS])
    named = {p.next_region_id for p in overdue if p.next_region_id} | {
        pk for line in lines for pk in line.members
    }
    return {"overdue": overdue, "lines": lines, "names": names_on(today(), _language(), named)}


def _texts() -> dict[str, Any]:
    return {"passages": Passage.objects.order_by("key"), "organs": Organ.objects.all(), "codes": CODES}


def _accounts() -> dict[str, Any]:
    found = Account.objects.prefetch_related("posts", "mandates__region")
    named = in_order(found.order_by("pk"), _language(), str)
    accounts = sorted(named, key=lambda a: not a.is_active)
    return {"accounts": accounts, "day": today(), "names": names_on(today(), _language())}


def _postings() -> dict[str, Any]:
    queue, expired = list(review_queue()), list(expired_postings(today()))
    names = names_on(today(), _language(), {p.region_id for p in (*queue, *expired)})
    return {"queue": queue, "expired": expired, "names": names}


LISTS: dict[str, tuple[Any, str, Callable[[], dict[str, Any]]]] = {
    "members": (_("Memberships"), "desk/list_members.html", _members),
    "drafts": (_("Names"), "desk/list_drafts.html", _drafts),
    "mandates": (_("Mandates"), "desk/list_mandates.html", _mandates),
    "partners": (_("Partners"), "desk/list_partners.html", _partners),
    "projects": (_("Projects"), "desk/list_projects.html", _projects),
    "texts": (_("Texts of the association"), "desk/list_texts.html", _texts),
    "postings": (_("Needs and offers"), "desk/list_postings.html", _postings),
    "accounts": (_("Accounts"), "desk/list_accounts.html", _accounts),
}


def show_list(request: HttpRequest, group: str) -> HttpResponse:
    """Show one list with the verbs that belong to it."""
    if group not in LISTS:
        raise Http404
    if not can_see_drafts(request.user):
        raise PermissionDenied
    title, template, content = LISTS[group]
    context = {"group": group, "title": title, "verbs": verbs_of(group), **content()}
    return render(request, template, context)


def show_journal(request: HttpRequest) -> HttpResponse:
    """Show the journal, latest first, fifty entries a page, filtered by subject where asked."""
    if not can_read_journal(request.user):
        raise PermissionDenied
    wanted = request.GET.get("q", "").strip()[:80]
    found = JournalEntry.objects.order_by("-sequence")
    if wanted:
        found = found.filter(subject__icontains=wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    entries = [(entry, actor_in_words(entry.actor, entry.actor_label), change_of(entry)) for entry in page]
    return render(request, "desk/journal.html", {"page": page, "entries": entries, "words": wanted})
