"""Links to the verbs on a project: shown where the table of open verbs lets the reader in, nowhere else."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from near.web.portal.project_verbs import VERBS

register = template.Library()


@register.simple_tag(takes_context=True)
def verb_link(context: template.Context, key: str, style: str = "", **about: Any) -> SafeString:
    """Return the link to a verb, about a thing of the project where one is named; empty where it is closed."""
    verb = VERBS[key]
    if verb.law not in context["may"]:
        return SafeString("")
    address = reverse("portal_project_verb", args=[context["project"].pk, key])
    query = f"?{urlencode(about)}" if about else ""
    shown = format_html(' class="{}"', style) if style else ""
    return format_html('<a{} href="{}{}">{}</a>', shown, address, query, verb.label)
