"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from near.assembly.queries import association_name
from near.foundation.languages import LANGUAGES, Language, language_of
from near.foundation.period import today
from near.registry.queries.house_rules import map_note

MENU = (
    ("about", gettext_noop("About")),
    ("members", gettext_noop("Members")),
    ("partners", gettext_noop("Partners")),
    ("subcommittees", gettext_noop("Subcommittees")),
    ("entries", gettext_noop("News")),
    ("open_data", gettext_noop("Open data")),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return language, menu, the association's name, and this page's address in every language."""
    current = language_of(get_language() or "en")
    prefix = f"/{current.django}/"
    rest = request.path.removeprefix(prefix) if request.path.startswith(prefix) else None
    return {
        "language": current,
        "language_switch": _switch(request, rest),
        "localised": rest is not None,
        "menu": [_item(request, name, label) for name, label in MENU],
        "association_name": lazystr(association_name(today(), current.code)),
        "map_note": map_note(current.code),
        "site_url": settings.SITE_URL,
    }


def _switch(request: HttpRequest, rest: str | None) -> list[dict[str, Language | str]]:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    address = f"{rest}{query}" if rest is not None else ""
    return [{"language": x, "url": f"/{x.django}/{address}"} for x in LANGUAGES]


def _item(request: HttpRequest, name: str, label: str) -> dict[str, Any]:
    url = reverse(name)
    return {"url": url, "label": _(label), "here": request.path.startswith(url)}
