"""Addresses of needs, offers and answers, below a language and `portal/`."""

from django.urls import URLPattern, path

from near.web.portal.views import answers, postings, suggestions

addresses: list[URLPattern] = [
    path("postings/", postings.postings, name="portal_postings"),
    path("postings/new/", postings.new, name="portal_posting_new"),
    path("postings/find/", postings.find, name="portal_find"),
    path("postings/<int:pk>/", postings.posting, name="portal_posting"),
    path("postings/<int:pk>/edit/", postings.edit, name="portal_posting_edit"),
    path("postings/<int:pk>/do/<slug:verb>/", postings.do, name="portal_posting_verb"),
    path("postings/<int:pk>/answer/", answers.new, name="portal_answer_new"),
    path("suggestions/", suggestions.suggestions, name="portal_suggestions"),
    path("suggestions/refuse/", suggestions.not_for_us, name="portal_not_for_us"),
    path("suggestions/circle/", suggestions.propose, name="portal_circle"),
    path("suggestions/circle/<int:pk>/", suggestions.decide, name="portal_circle_answer"),
    path("answers/<int:pk>/", answers.answer, name="portal_answer"),
]
