"""The frame of the portal's pages: for whom one acts, and the way to the other pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from near.web.portal.acting import acting_if_any

register = template.Library()

NAVIGATION = (
    ("portal_home", gettext_noop("Overview")),
    ("portal_postings", gettext_noop("Needs and offers")),
    ("portal_projects", gettext_noop("Projects")),
    ("portal_statement", gettext_noop("Statement")),
    ("portal_texts", gettext_noop("Texts")),
    ("portal_mandates", gettext_noop("Mandates")),
    ("portal_notices", gettext_noop("Notices")),
    ("portal_settings", gettext_noop("Settings")),
    ("portal_handover", gettext_noop("Handover")),
)


@register.inclusion_tag("portal/parts/frame.html", takes_context=True)
def portal_frame(context: template.Context) -> dict[str, Any]:
    """Show the member acted for, the choice of another, and the navigation of the portal."""
    request = context["request"]
    found = [(url, label) for name, label in NAVIGATION if (url := address_if_any(name))]
    # The overview's address begins every other: the longest that fits is where the reader stands.
    fits = [url for url, _label in found if request.path.startswith(url)]
    here = max(fits, key=len, default="")
    return {
        "acting": acting_if_any(request),
        "items": [{"url": url, "label": _(label), "here": url == here} for url, label in found],
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag
def address_if_any(name: str) -> str:
    """Return a page's address; empty where the page is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
