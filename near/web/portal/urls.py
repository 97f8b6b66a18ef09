"""Addresses of the members' workspace, below a language."""

from django.urls import URLPattern, path

from near.web.portal.urls_postings import addresses as of_postings
from near.web.portal.urls_projects import addresses as of_projects
from near.web.portal.urls_statement import addresses as of_statements
from near.web.portal.views import (
    acts_for,
    handover,
    home,
    mandates,
    notices,
    settings,
    subscriptions,
    texts,
)

urlpatterns: list[URLPattern] = [
    *of_postings,
    path("", home.home, name="portal_home"),
    path("act-for/", acts_for.act_for, name="portal_act_for"),
    path("mandates/", mandates.mandates, name="portal_mandates"),
    path("mandates/invite/", mandates.invite, name="portal_mandate_invite"),
    path("mandates/<int:pk>/end/", mandates.end, name="portal_mandate_end"),
    path("mandates/<int:pk>/replace/", mandates.replace, name="portal_mandate_replace"),
    path("mandates/<int:pk>/letter/", mandates.letter, name="portal_mandate_letter"),
    path("handover/", handover.handover, name="portal_handover"),
    path("notices/", notices.notices, name="portal_notices"),
    path("notices/read/", notices.read, name="portal_notices_read"),
    path("notices/<int:pk>/", notices.notice, name="portal_notice"),
    path("settings/", settings.settings, name="portal_settings"),
    path("texts/", texts.texts, name="portal_texts"),
    path("texts/<slug:language>/<slug:kind>/<str:key>/", texts.text, name="portal_text"),
    *of_projects,
    *of_statements,
]

# Opened without a sign-in: the way out of the mails (below a language), and what a key opens.
way_out: list[URLPattern] = [
    path("notices/unsubscribe/<str:token>/", subscriptions.unsubscribe, name="notices_unsubscribe"),
]
by_key: list[URLPattern] = [
    path("calendar/<str:key>.ics", subscriptions.calendar, name="calendar"),
    path("feed/<str:key>.xml", subscriptions.feed, name="notice_feed"),
]
