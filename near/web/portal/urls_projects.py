"""Addresses of projects and surveys, below a language and `portal/`."""

from django.urls import URLPattern, path

from near.web.portal.views import project_papers as papers
from near.web.portal.views import projects, surveys

addresses: list[URLPattern] = [
    path("projects/", projects.projects, name="portal_projects"),
    path("projects/new/", projects.new, name="portal_project_new"),
    path("projects/<int:pk>/", projects.project, name="portal_project"),
    path("projects/<int:pk>/edit/", projects.edit, name="portal_project_edit"),
    path("projects/<int:pk>/do/<slug:key>/", projects.do, name="portal_project_verb"),
    path("projects/<int:pk>/change/", papers.change, name="portal_change"),
    path("projects/<int:pk>/report/<slug:kind>/<int:year>/", papers.report, name="portal_report"),
    path("projects/<int:pk>/documents/<int:document>/", papers.attachment, name="portal_attachment"),
    path("surveys/", surveys.surveys, name="portal_surveys"),
    path("surveys/new/", surveys.new, name="portal_survey_new"),
    path("surveys/<int:pk>/", surveys.survey, name="portal_survey"),
    path("surveys/<slug:organ>/<int:year>/", surveys.yearly, name="portal_yearly"),
]
