"""Addresses of the public site: `localised` under a language, `unlocalised` for machines."""

from django.urls import URLPattern, URLResolver

localised: list[URLPattern | URLResolver] = []
unlocalised: list[URLPattern | URLResolver] = []
