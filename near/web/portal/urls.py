"""Addresses of the members' workspace, below a language."""

from django.urls import URLPattern, path

from near.web.portal.urls_projects import addresses as of_projects
from near.web.portal.views import acts_for, handover, home, mandates, texts

urlpatterns: list[URLPattern] = [
    path("", home.home, name="portal_home"),
    path("act-for/", acts_for.act_for, name="portal_act_for"),
    path("mandates/", mandates.mandates, name="portal_mandates"),
    path("mandates/invite/", mandates.invite, name="portal_mandate_invite"),
    path("mandates/<int:pk>/end/", mandates.end, name="portal_mandate_end"),
    path("mandates/<int:pk>/replace/", mandates.replace, name="portal_mandate_replace"),
    path("mandates/<int:pk>/letter/", mandates.letter, name="portal_mandate_letter"),
    path("handover/", handover.handover, name="portal_handover"),
    path("texts/", texts.texts, name="portal_texts"),
    path("texts/<slug:language>/<slug:kind>/<str:key>/", texts.text, name="portal_text"),
    *of_projects,
]
