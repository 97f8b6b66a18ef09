"""Addresses of a member's yearly statement."""

from django.urls import URLPattern, path

from near.web.portal.views import statement

addresses: list[URLPattern] = [
    path("statement/", statement.statement, name="portal_statement"),
    path("statement/<int:year>/", statement.statement, name="portal_statement_year"),
    path("statement/<int:year>/statement.pdf", statement.statement_pdf, name="portal_statement_pdf"),
]
