"""What every page's frame needs."""

from __future__ import annotations

from functools import lru_cache
from html import escape  # Django's own looks for lazy words first; these are plain
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from near.assembly.queries import association_names
from near.foundation.languages import LANGUAGES, READERS, Language, language_of
from near.foundation.period import today
from near.registry.queries.house_rules import map_note_text
from near.web.design.marking import babel_locale_of, marked

MENU = (
    ("about", gettext_noop("About")),
    ("members", gettext_noop("Members")),
    ("partners", gettext_noop("Partners")),
    ("subcommittees", gettext_noop("Subcommittees")),
    ("cooperation", gettext_noop("Cooperation")),
    ("entries", gettext_noop("News")),
    ("open_data", gettext_noop("Open data")),
)
_LONGEST_REPEATED = 2000
Addresses = list[tuple[Language, str]]


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return language, association's name, and the frame: header, footer, this page in every language."""
    current = language_of(get_language() or "en")
    prefix = f"/{current.django}/"
    rest = request.path.removeprefix(prefix) if request.path.startswith(prefix) else None
    addresses = _addresses(request, rest)
    names = association_names(today())
    name, shown = names.words(current.code) or "NEAR", marked(names) or SafeString("NEAR")
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    return {
        "language": current,
        "language_switch": _switch(addresses, current),
        "alternates": _alternates(request.path, addresses) if rest is not None else "",
        "header": _part("layouts/header.html", current, shown, _here(request.path, current)),
        "footer": _part("layouts/footer.html", current, shown, signed_in=signed_in),
        "signed_in": signed_in,
        "association_name": lazystr(name),
        "association_shown": shown,
        "map_note": marked(map_note_text()),
        "site_url": settings.SITE_URL,
    }


@lru_cache(maxsize=256)
def _part(
    template: str, language: Language, name: SafeString, here: str = "", *, signed_in: bool = False
) -> SafeString:
    """Return a part of the frame that depends on nothing but what is given here."""
    context = {
        "language": language,
        "association_name": name,
        "map_note": marked(map_note_text()),
        "borrows": _borrows(language),
        "here": here,
        "signed_in": signed_in,
        "menu": [{"url": url, "label": _(label), "here": url == here} for url, label in _menu(language)],
    }
    return render_to_string(template, context)


def _borrows(language: Language) -> str:
    """Return the name of a language that texts fall back from as a rule; empty for the working languages."""
    if language in LANGUAGES:
        return ""
    return babel_locale_of(language.code).get_language_name() or language.autonym


@lru_cache(maxsize=16)
def _menu(_language: Language) -> list[tuple[str, str]]:
    """Return (address, label in English) of the menu in the present language, which is `_language`."""
    return [(reverse(name), label) for name, label in MENU]


def _here(path: str, language: Language) -> str:
    """Return the address of the menu, or of the search, that the page belongs to."""
    urls = [url for url, _label in _menu(language)]
    return next((url for url in (*urls, reverse("search")) if path.startswith(url)), "")


def _addresses(request: HttpRequest, rest: str | None) -> Addresses:
    # A question of thousands of characters is not written into every link of the frame.
    short = len(request.META.get("QUERY_STRING", "")) <= _LONGEST_REPEATED
    query = f"?{request.GET.urlencode()}" if request.GET and short else ""
    address = f"{rest}{query}" if rest is not None else ""
    return [(language, escape(f"/{language.django}/{address}")) for language in READERS]


def _switch(addresses: Addresses, current: Language) -> SafeString:
    """Return the links to this page in each language."""
    return _lines(
        f'<a href="{url}" lang="{x.tag}" hreflang="{x.tag}"{_AT if x == current else ""}>{x.autonym}</a>'
        for x, url in addresses
    )


_AT = ' aria-current="true"'


def _alternates(path: str, addresses: Addresses) -> SafeString:
    """Return what the head says of this page's own address and of its sisters in other languages."""
    site = escape(settings.SITE_URL)
    others = [(x.tag, url) for x, url in addresses] + [("x-default", addresses[0][1])]
    return _lines(
        (
            f'<link rel="canonical" href="{site}{escape(path)}">',
            *(f'<link rel="alternate" hreflang="{tag}" href="{site}{url}">' for tag, url in others),
        )
    )


def _lines(parts: Any) -> SafeString:
    return mark_safe("\n    ".join(parts))  # noqa: S308 -- addresses are escaped above, the rest is ours
