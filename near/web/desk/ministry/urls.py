"""Addresses of the sign-in by a ministry, outside the languages; `urlpatterns` would put them inside."""

from django.urls import URLPattern, path

from near.web.desk.ministry import views

addresses: list[URLPattern] = [
    path("account/ministry/<slug:provider_id>/login/", views.login, name="ministry_login"),
    path("account/ministry/<slug:provider_id>/login/callback/", views.callback, name="ministry_callback"),
]
