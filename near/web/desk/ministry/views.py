"""Out to a ministry's server and back; one address for all languages, since the ministry registers it."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from requests import RequestException

from near.web.desk.ministry.protocol import MinistryProtocol
from near.web.desk.ministry.refusals import MinistryUnsuccessful

_LANGUAGE = "ministry_language"


@login_not_required
@never_cache
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the ministry's sign-in; remember in which language the reader set out."""
    language = translation.get_language_from_path(request.GET.get("next", ""))
    if language:
        translation.activate(language)
        request.session[_LANGUAGE] = language
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the ministry says about who has signed in."""
    if language := request.session.pop(_LANGUAGE, ""):
        translation.activate(language)
        request.LANGUAGE_CODE = language
    return _answer(OAuth2CallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        protocol = MinistryProtocol(request, provider_id)
        name = protocol.get_provider().name
    except SocialApp.DoesNotExist:
        raise Http404 from None
    try:
        answer: HttpResponse = view.adapter_view(protocol)(request)
    except (RequestException, KeyError, ValueError):  # nobody answers, or not what the protocol says
        raise MinistryUnsuccessful(name=name) from None
    return answer
