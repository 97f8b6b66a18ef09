"""Words and marks of needs and offers, for the portal, the site and the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from near.cooperation.enums import Form, PostingState
from near.cooperation.queries.topics import glossed
from near.foundation.text import MultilingualText
from near.web.design.marking import in_language, reader
from near.web.design.templatetags.searching import country_name, language_name

register = template.Library()
MOST_GLOSSES = 6


@register.filter
def marked_cut(text: MultilingualText, most: int) -> SafeString:
    """Return a text's words for the reader, cut after `most` characters and marked with their language."""
    found = text.pick(reader())
    if found is None:
        return SafeString("")
    code, passage = found
    return in_language(Truncator(passage.words).chars(most), code)


@register.filter
def in_own_language(text: MultilingualText) -> bool:
    """Tell whether a text has words in the reader's own language."""
    found = text.pick(reader())
    return found is not None and found[0] == reader()


@register.filter
def shown_language(text: MultilingualText) -> str:
    """Return the language in which a reader is shown a text; empty where there is none."""
    found = text.pick(reader())
    return found[0] if found else ""


@register.filter
def posting_state(standing: str) -> str:
    """Return what a posting's standing is called; expired ones by that word."""
    return pgettext("posting", "expired") if standing == "expired" else str(PostingState(standing).label)


@register.filter
def step_label(verb: str) -> str:
    """Return what a step a member takes with its posting is called."""
    return str(_STEPS[verb])


_STEPS = {
    "submit_posting": gettext_lazy("Hand in"),
    "confirm_posting": gettext_lazy("Confirm that it still holds"),
    "fulfil_posting": gettext_lazy("It has been fulfilled"),
    "withdraw_posting": gettext_lazy("Withdraw"),
}


@register.filter
def form_names(forms: Iterable[str]) -> list[str]:
    """Return what forms of cooperation are called."""
    return [str(Form(form).label) for form in forms if form in Form.values]


@register.filter
def language_names(codes: Iterable[str]) -> list[str]:
    """Return what languages are called."""
    return [language_name(code) for code in codes]


@register.filter
def country_names(codes: Iterable[str]) -> list[str]:
    """Return what countries are called."""
    return [country_name(code) for code in codes]


@register.filter
def with_glosses(records: Iterable[Any]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return each posting, or thing said, with the concepts recognised in it in the reader's words.

    What the reader can read as it stands has none. The termbase is asked once, however many there are.
    """
    found = list(records)
    foreign = [record for record in found if not in_own_language(_first(record))]
    if not foreign:
        return [(record, []) for record in found]
    codes = [shown_language(_first(record)) for record in foreign]
    texts = [(_words(record, code), code) for record, code in zip(foreign, codes, strict=True)]
    told = {id(r): _once(g) for r, g in zip(foreign, glossed(texts, reader()), strict=True)}
    return [(record, told.get(id(record), [])) for record in found]


def _first(record: Any) -> MultilingualText:
    text: MultilingualText = record.title if hasattr(record, "title") else record.words
    return text


def _words(record: Any, code: str) -> str:
    if not hasattr(record, "title"):
        return str(record.words.words(code))
    return f"{record.title.words(code)}\n{record.what.words(code)}"


def _once(glosses: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each gloss once, by the first of the words it stands for."""
    first: dict[str, tuple[str, str]] = {}
    for words, gloss in glosses:
        first.setdefault(gloss, (words, gloss))
    return list(first.values())[:MOST_GLOSSES]


@register.filter
def glosses_of(posting: Any) -> list[tuple[str, str]]:
    """Return the recognised concepts of one posting in the reader's words."""
    return with_glosses([posting])[0][1]


@register.simple_tag
def reply_time(clock: Any) -> str:
    """Say within how many days a member first replies, and over how many cases."""
    if clock.days < 1:
        within = _("less than a day")
    else:
        days = round(clock.days)
        within = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    cases = clock.cases
    words = ngettext(
        "%(within)s (median of %(cases)d answer)", "%(within)s (median of %(cases)d answers)", cases
    )
    return words % {"within": within, "cases": cases}
