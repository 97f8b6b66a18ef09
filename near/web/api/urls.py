"""Addresses of the interface for programs, without a language in them."""

from django.urls import URLPattern, URLResolver, path

from near.web.api import names

addresses: list[URLPattern | URLResolver] = [
    path("api/resolve", names.resolve, name="api_resolve"),
]
