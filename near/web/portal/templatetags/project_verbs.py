"""Links to the verbs on a project: shown where the table of open verbs lets the reader in, nowhere else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from near.cooperation.queries.projects import lines_of
from near.cooperation.queries.projects import own_projects as own_projects_of
from near.foundation.period import today
from near.web.portal.acting import acting_if_any
from near.web.portal.project_verbs import VERBS

register = template.Library()


@register.inclusion_tag("portal/parts/own_projects.html", takes_context=True)
def own_projects(context: template.Context) -> dict[str, Any]:
    """Show the projects of the member acted for that are under way, the most urgent first. Two queries."""
    acting = acting_if_any(context["request"])
    if acting is None:
        return {"lines": []}
    alive = own_projects_of(acting.region.pk).exclude(state__in=_OVER)
    return {"lines": lines_of(alive[:_SHOWN]), "day": today()}


_OVER = ("closed", "abandoned")
_SHOWN = 6


@register.simple_tag(takes_context=True)
def verb_link(context: template.Context, key: str, style: str = "", **about: Any) -> SafeString:
    """Return the link to a verb, about a thing of the project where one is named; nothing if closed."""
    verb = VERBS[key]
    if verb.law not in context["may"]:
        return SafeString("")
    address = reverse("portal_project_verb", args=[context["project"].pk, key])
    query = f"?{urlencode(about)}" if about else ""
    shown = format_html(' class="{}"', style) if style else ""
    return format_html('<a{} href="{}{}">{}</a>', shown, address, query, verb.label)
