"""What pages about signing in need beside their words."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def ministries(context: template.Context) -> list[tuple[str, str]]:
    """Return (name, address) of each ministry by whose own sign-in one may come in."""
    asked: Any = context["request"].GET.get("next")
    query = urlencode({"next": asked or reverse("portal_home")})
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    apps: list[dict[str, str]] = providers["ministry"]["APPS"]
    return [(app["name"], f"{reverse('ministry_login', args=[app['provider_id']])}?{query}") for app in apps]


@register.filter
def drawing(svg: str) -> SafeString:
    """Return a drawing made on the server as part of the page: without its file's first line."""
    return mark_safe(svg[svg.index("<svg") :])  # noqa: S308 -- drawn by the QR code library, no input in it
