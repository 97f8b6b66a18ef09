"""The frame of the portal's pages: for whom one acts, and the way to the other pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from near.foundation.open_matters import Matter
from near.registry.enums import Office
from near.web.portal.acting import acting_if_any

register = template.Library()


@register.inclusion_tag("portal/parts/frame.html", takes_context=True)
def portal_frame(context: template.Context) -> dict[str, Any]:
    """Show the member acted for, the choice of another, and the navigation of the portal."""
    request = context["request"]
    return {
        "acting": acting_if_any(request),
        "path": request.path,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("portal/parts/way.html")
def way_to(name: str, label: str, path: str) -> dict[str, Any]:
    """Show the way to one page of the portal, marked where the reader is there; nothing where it is not."""
    url = address_if_any(name)
    # The overview's address begins every other.
    here = path == url if name == "portal_home" else path.startswith(url)
    return {"url": url, "label": label, "here": here}


@register.filter
def office_name(office: str) -> str:
    """Return what an office is called."""
    return str(Office(office).label)


@register.simple_tag
def matter_url(matter: Matter) -> str:
    """Return the address of an open matter; the handover page where its own page is not there."""
    try:
        return reverse(matter.url, args=matter.args)
    except NoReverseMatch:
        return reverse("portal_handover")


@register.simple_tag
def address_if_any(name: str) -> str:
    """Return a page's address; empty where the page is not there."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
