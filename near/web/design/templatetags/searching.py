"""Words and marks of the search: languages, countries, kinds, topics, the words found in a text."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from babel.core import UnknownLocaleError
from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from near.foundation.search.findable import kinds
from near.foundation.search.marks import Piece
from near.foundation.text import TextState
from near.registry.queries.roster import countries
from near.terminology.enums import Field
from near.terminology.queries.glossary import Line
from near.web.design.marking import in_language
from near.web.design.templatetags.design import autonym, babel_locale

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Return what a language is called in the reader's language, else what it calls itself."""
    try:
        name = Locale.parse(code).get_language_name(babel_locale())
    except (UnknownLocaleError, ValueError):
        name = ""
    return name or autonym(code)


@register.filter
def country_name(code: str) -> str:
    """Return what a country is called; its code where the register does not know it."""
    country = countries().get(code)
    return str(country.short_name) if country else code


@register.filter
def concept_links(lines: Iterable[Line]) -> list[SafeString]:
    """Return a link to the glossary for each concept."""
    return [
        format_html(
            '<a href="{}">{}</a>', reverse("concept", args=[x.slug]), in_language(x.words, x.language)
        )
        for x in lines
    ]


@register.filter
def kind_label(name: str) -> str:
    """Return what a kind of record is called."""
    kind = kinds().get(name)
    return str(kind.label) if kind else name


@register.filter
def topic_name(topic: str) -> str:
    """Return what a field of work is called; unknown ones as they are."""
    return str(Field(topic).label) if topic in Field.values else topic


@register.filter
def state_name(state: str) -> str:
    """Return what the state of a text is called."""
    return str(TextState(state).label) if state in TextState.values else state


@register.filter
def with_marks(pieces: Iterable[Piece]) -> SafeString:
    """Return a text with the words found marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", text) if found else text,) for text, found in pieces)
    )
