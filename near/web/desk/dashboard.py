"""What the secretariat sees first: the register today, what waits for it, and the latest changes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.admin.ui.components import Component

from near.cooperation.queries.postings import review_queue
from near.foundation.journal import JournalEntry
from near.foundation.languages import language_of
from near.foundation.period import today
from near.people.perms import in_secretariat
from near.registry.enums import NameState
from near.registry.models import RegionName
from near.registry.queries import roster_on
from near.web.design.figures import figures_of
from near.web.desk.rehearsal import change_of
from near.web.desk.views.lists import LISTS
from near.web.desk.wording import actor_in_words

LATEST = 8


class RegisterPanel(Component):
    """The register on the first page of the back office."""

    name = "register"
    template_name = "desk/dashboard.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        language = language_of(get_language() or "en").code
        latest = JournalEntry.objects.order_by("-sequence")[:LATEST]
        return {
            "on": today(),
            "figures": figures_of(roster_on(today(), language).counts)[:3],
            "drafts": RegionName.objects.filter(state=NameState.DRAFT).count(),
            "postings": review_queue().count(),
            "lists": [(key, title) for key, (title, *_rest) in LISTS.items()],
            "latest": [(e, actor_in_words(e.actor, e.actor_label), change_of(e)) for e in latest],
        }


def without_counts_of_the_cms(request: HttpRequest, items: list[Any]) -> None:
    """Leave out the counts of pages, images and files: the register's own stand below."""
    items.clear()


def register_first(request: HttpRequest, panels: list[Any]) -> None:
    """Show the secretariat the register before what the CMS shows."""
    if in_secretariat(request.user):
        panels.insert(0, RegisterPanel())
