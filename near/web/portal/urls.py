"""Addresses of the members' workspace, below a language."""

from django.urls import URLPattern, path

from near.web.portal.views import notices, settings, subscriptions, texts

urlpatterns: list[URLPattern] = [
    path("notices/", notices.notices, name="portal_notices"),
    path("notices/read/", notices.read, name="portal_notices_read"),
    path("notices/<int:pk>/", notices.notice, name="portal_notice"),
    path("settings/", settings.settings, name="portal_settings"),
    path("texts/", texts.texts, name="portal_texts"),
    path("texts/<slug:language>/<slug:kind>/<str:key>/", texts.text, name="portal_text"),
]

# Opened without a sign-in: the way out of the mails (below a language), and what a key opens.
way_out: list[URLPattern] = [
    path("notices/unsubscribe/<str:token>/", subscriptions.unsubscribe, name="notices_unsubscribe"),
]
by_key: list[URLPattern] = [
    path("calendar/<str:key>.ics", subscriptions.calendar, name="calendar"),
    path("feed/<str:key>.xml", subscriptions.feed, name="notice_feed"),
]
