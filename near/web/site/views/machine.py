"""What machines ask for: the way in, feeds, the sitemap, robots.txt."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from near.assembly.queries import association_name, history
from near.assembly.queries import subcommittees as all_subcommittees
from near.foundation.languages import READERS, language_of
from near.foundation.period import today
from near.foundation.text import MultilingualText, spoken_by_machine
from near.registry.models import Region
from near.web.site.models import latest_entries, published_entries, written_by_machine
from near.web.site.views.public import public

PAGES = ("home", "about", "organs", "charter", "history", "members", "partners", "subcommittees",
         "cooperation", "postings", "entries", "glossary", "open_data", "sources")  # fmt: skip


@public
def way_in(request: HttpRequest) -> HttpResponse:
    """Lead a visitor to the site in the language the browser asks for."""
    language = language_of(translation.get_language_from_request(request))
    answer = HttpResponseRedirect(f"/{language.django}/")
    answer["Vary"] = "Accept-Language, Cookie"
    return answer


@public
def identity(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead from a region's lasting identifier to its page in the reader's language."""
    language = language_of(translation.get_language_from_request(request))
    with translation.override(language.django):
        answer = HttpResponseRedirect(reverse("region", args=[slug]))
    answer.status_code = 303
    return answer


@public
def feed(request: HttpRequest) -> HttpResponse:
    """Answer the latest entries and milestones as an Atom feed in the page's language."""
    language = language_of(translation.get_language() or "en")
    site = settings.SITE_URL
    atom = Atom1Feed(
        title=f"NEAR · {_('News')}", link=site + reverse("home"), description="",
        language=language.tag, feed_url=site + reverse("feed"),
        author_name=association_name(today(), language.code),
    )  # fmt: skip
    for item in _feed_items(language.code):
        atom.add_item(**item)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _feed_items(language: str) -> list[dict[str, Any]]:
    site = settings.SITE_URL
    latest = latest_entries(language, limit=20)
    machine = written_by_machine(latest)
    entries = [
        {
            "title": f"{e.title} [{_('Machine translation')}]" if e.pk in machine else e.title,
            "link": site + e.get_url(), "description": e.summary,
            "updateddate": e.last_published_at, "unique_id": f"{site}/entry/{e.translation_key}",
        }
        for e in latest
    ]  # fmt: skip
    milestones = [
        {
            "title": _labelled(m.text, language), "link": f"{site}{reverse('history')}#{m.key}",
            "description": "", "unique_id": f"{site}/history/{m.key}", "updateddate": _noon(m.on),
        }
        for m in history(latest_first=True, limit=20)
    ]  # fmt: skip
    return entries + milestones


def _labelled(text: MultilingualText, language: str) -> str:
    """Return words for a feed, a machine's marked as such."""
    words = text.words(language)
    return f"{words} [{_('Machine translation')}]" if spoken_by_machine(text, language) else words


def _noon(day: Any) -> Any:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every public page once for each language, each with its other languages."""
    slugs = Region.objects.order_by("slug").values_list("slug", flat=True)
    committees = [s.organ.slug for s in all_subcommittees(today())]
    named: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in PAGES]
    named += [("region", (slug,)) for slug in slugs]
    named += [("subcommittee", (slug,)) for slug in committees]
    pages = [_everywhere(name, args) for name, args in named]
    context = {"pages": [*pages, *published_entries()], "site": settings.SITE_URL}
    return render(request, "site/sitemap.xml", context, content_type="application/xml")


def _everywhere(name: str, args: tuple[str, ...]) -> list[tuple[str, str]]:
    addresses = []
    for language in READERS:
        with translation.override(language.django):
            addresses.append((language.tag, reverse(name, args=args)))
    return addresses


@public
def robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is public, and where the list of pages is."""
    lines = ["User-agent: *", "Disallow: /desk/", "Disallow: /account/", "Disallow: /*/search/",
             f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component of the site once, with sample words."""
    context = {"on": today(), "now": timezone.now(), "zone": timezone.get_default_timezone()}
    return render(request, "site/gallery.html", context)
