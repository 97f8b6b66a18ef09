"""The reader's own settings: language and time, mails about notices, the calendar and feed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings as house
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from near.foundation.languages import language_of
from near.people import actions
from near.people.models import Account, SubscriptionKey
from near.people.queries import notice_setting_of, zone_of_account
from near.web.portal.settings_forms import Notices, Preferences


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show the reader's settings; change one group of them. A new key is shown in the answer, once."""
    account: Any = request.user
    if request.method != "POST":
        return _page(request, account)
    do = _DOES.get(request.POST.get("do", ""))
    return do(request, account) if do else _page(request, account, status=400)


def _page(request: HttpRequest, account: Account, *, status: int = 200, **filled: Any) -> HttpResponse:
    key = filled.pop("key", "")
    held = SubscriptionKey.objects.filter(account=account).first()
    context = {
        "preferences": _preferences(account),
        "notices": Notices(setting=notice_setting_of(account)),
        "hour": house.DIGEST_HOUR,
        "held": held,
        "addresses": _addresses(key) if key else [],
        "own": zone_of_account(account),
        "email": account.email,
    }
    return render(request, "portal/settings.html", context | filled, status=status)


def _preferences(account: Account, data: Any = None) -> Preferences:
    return Preferences(data, account=account, present=zone_of_account(account).key)


def _addresses(key: str) -> list[tuple[str, str]]:
    named = ((_("Calendar"), "calendar"), (_("News feed (Atom)"), "notice_feed"))
    return [(label, house.SITE_URL + reverse(name, args=[key])) for label, name in named]


def _prefer(request: HttpRequest, account: Account) -> HttpResponse:
    form = _preferences(account, request.POST)
    if not form.is_valid():
        return _page(request, account, status=422, preferences=form)
    actions.set_own_preferences(account=account, **form.cleaned_data, by=account)
    with translation.override(language_of(account.language).django):
        messages.success(request, _("Your settings are kept."), extra_tags="good")
        return HttpResponseRedirect(reverse("portal_settings"))


def _notify(request: HttpRequest, account: Account) -> HttpResponse:
    form = Notices(request.POST, setting=notice_setting_of(account))
    if not form.is_valid():
        return _page(request, account, status=422, notices=form)
    given = form.cleaned_data
    actions.set_notices(
        account=account, rhythm=given["rhythm"], by=account, language=given["notice_language"],
        weekday=given["weekday"] if given["weekday"] != "" else None,
    )  # fmt: skip
    messages.success(request, _("Your settings are kept."), extra_tags="good")
    return redirect("portal_settings")


def _renew(request: HttpRequest, account: Account) -> HttpResponse:
    return _page(request, account, key=actions.renew_subscription_key(account=account, by=account))


def _revoke(request: HttpRequest, account: Account) -> HttpResponse:
    actions.revoke_subscription_key(account=account, by=account)
    messages.success(
        request, _("The addresses of your calendar and feed open nothing any more."), extra_tags="good"
    )
    return redirect("portal_settings")


_DOES: dict[str, Callable[[HttpRequest, Account], HttpResponse]] = {
    "prefer": _prefer, "notify": _notify, "renew": _renew, "revoke": _revoke,
}  # fmt: skip
