"""What opens without a sign-in: the calendar and feed behind somebody's key, and the way out of the mails."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from near.foundation.deadlines import deadlines
from near.foundation.errors import DomainError
from near.foundation.languages import language_of
from near.foundation.notices import Told, region_names, spoken
from near.people.actions import set_notices
from near.people.enums import Rhythm
from near.people.models import Account
from near.people.queries import notice_setting_of, owner_of_key, zone_of_account
from near.registry.queries.speakers import regions_spoken_for
from near.registry.queries.told import told_to
from near.web.outgoing.unsubscribing import account_leaving
from near.web.portal import ical
from near.web.portal.addresses import address_of

LOOK_BACK, LOOK_AHEAD = dt.timedelta(days=31), dt.timedelta(days=400)
IN_FEED = 50
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML can hold these
View = Callable[..., HttpResponse]


class KeyUnknown(DomainError):
    message = gettext_lazy(
        "This address opens nothing any more. Sign in and make a new one in your settings."
    )
    status = 404


def by_key(view: View) -> View:
    """Open a view to whoever has the address, for reading only; never kept, never listed."""

    @wraps(view)
    def opened(request: HttpRequest, key: str) -> HttpResponse:
        account = owner_of_key(key)
        if account is None:
            raise KeyUnknown
        with translation.override(language_of(notice_setting_of(account).spoken).django):
            answer = view(request, account, key)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    marked: View = login_not_required(never_cache(require_safe(opened)))
    return marked


@by_key
def calendar(_request: HttpRequest, account: Account, _key: str) -> HttpResponse:
    """Answer the deadlines of the members somebody speaks for, from last month to next year, as iCalendar."""
    now = timezone.now()
    day = now.astimezone(zone_of_account(account)).date()
    regions = regions_spoken_for([account.pk]).get(account.pk, {})
    found = deadlines(list(regions), day - LOOK_BACK, day + LOOK_AHEAD)
    names = region_names({regions[x.region] for x in found})
    host = urlsplit(settings.SITE_URL).hostname
    entries = [
        ical.Entry(
            f"{x.uid}@{host}",
            x.due,
            x.said(),
            names[regions[x.region]],
            _absolute(address_of(x.address, x.args)),
        )
        for x in found
    ]
    tag = language_of(translation.get_language() or "en").tag
    body = ical.calendar(entries, title=_("NEAR: deadlines"), language=tag, stamp=now)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


@by_key
def feed(_request: HttpRequest, account: Account, key: str) -> HttpResponse:
    """Answer what somebody was told, the latest first, as an Atom feed."""
    site, title = settings.SITE_URL, _("NEAR: notices")
    tag = language_of(translation.get_language() or "en").tag
    atom = Atom1Feed(
        title=title, link=site + reverse("portal_notices"), description="", language=tag,
        feed_url=site + reverse("notice_feed", args=[key]), author_name="NEAR",
    )  # fmt: skip
    for told in spoken(told_to(account).order_by("-at", "-pk")[:IN_FEED]):
        atom.add_item(
            title=_UNPRINTABLE.sub("", _marked(told)), link=site + reverse("portal_notice", args=[told.pk]),
            description=" · ".join(x for x in (told.region_name, told.label) if x),
            unique_id=f"{site}/notices/{told.pk}", updateddate=told.at, pubdate=told.at,
        )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _marked(told: Told) -> str:
    """Return a sentence for a feed; a machine's words and made-up records are marked as such."""
    marks = [_("Sample")] * told.sample + [_("Machine translation")] * told.machine
    return " ".join([told.sentence, *(f"[{mark}]" for mark in marks)])


def _absolute(path: str) -> str:
    return settings.SITE_URL + path if path else ""


# Whoever has the address from the mail may unsubscribe; mail programs send no cookie (RFC 8058).
@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the mails are to end, and end them when asked to: a GET changes nothing."""
    account = account_leaving(token)
    done = request.method == "POST"
    if done and account.is_active:
        set_notices(account=account, rhythm=Rhythm.NEVER, by=account)
    return render(request, "portal/unsubscribe.html", {"done": done})
