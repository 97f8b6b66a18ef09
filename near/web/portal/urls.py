"""Addresses of the members' workspace, below a language."""

from django.urls import URLPattern, path

from near.web.portal.urls_statement import addresses as of_statements
from near.web.portal.views import texts

urlpatterns: list[URLPattern] = [
    *of_statements,
    path("texts/", texts.texts, name="portal_texts"),
    path("texts/<slug:language>/<slug:kind>/<str:key>/", texts.text, name="portal_text"),
]
