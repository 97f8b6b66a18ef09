"""Text in many languages on a page: in which language it stands, and whether a machine wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from near.foundation.errors import UnknownLanguage
from near.foundation.languages import Language, language_of
from near.foundation.text import MultilingualText, Passage, TextState, of_machine
from near.web.design.marking import in_language
from near.web.design.templatetags.design import precise, tag

register = template.Library()


@register.simple_tag(takes_context=True)
def told(context: dict[str, Any], text: MultilingualText, link: str = "") -> SafeString:
    """Show a text: each passage in the language it is there in, a machine's words marked.

    With `link` the words lead there; the mark stands beside them.
    """
    shown = text.shown(get_language() or "en")
    told = [(_passage(context, text, code, part, link),) for code, part in shown]
    if len(told) == 1:
        return told[0][0]
    return format_html_join("", '<span class="para">{}</span>', told)


def _passage(
    context: dict[str, Any], text: MultilingualText, code: str, part: Passage, link: str
) -> SafeString:
    words = in_language(part.words, code)
    if link:
        words = format_html('<a href="{}">{}</a>', link, words)
    if not of_machine(part):
        return words
    return format_html("{} {}", words, machine_badge(_address(context, text.original), text.original))


@register.simple_tag
def machine_badge(address: str, original: str) -> SafeString:
    """Mark a machine's words, with a way to the words they were made from where there is an address."""
    label = _("Machine translation")
    if not address:
        return format_html('<span class="badge machine">{}</span>', label)
    link = '<a class="badge machine" href="{}" hreflang="{}">{}<span class="unseen">{}</span></a>'
    return format_html(link, address, tag(original), label, _(" – read the original"))


@register.filter
def text_state(state: str) -> str:
    """Return what the state of a passage is called; a missing one has a name too."""
    return _("missing") if state in ("", "missing") else str(TextState(state).label)


@register.filter
def share(part: int, whole: int) -> int:
    """Return a part in whole percent, rounded down: nothing is complete before it is."""
    return part * 100 // whole if whole else 100


def _address(context: dict[str, Any], original: str) -> str:
    """Return the address of the present page in the original's language, where the site speaks it."""
    request, theirs, ours = context.get("request"), _language(original), _language(get_language() or "en")
    if request is None or theirs is None or ours is None:
        return ""
    prefix = f"/{ours.django}/"
    if not request.path.startswith(prefix):
        return ""
    return f"/{theirs.django}/{request.get_full_path().removeprefix(prefix)}"


def _language(code: str) -> Language | None:
    try:
        return language_of(code)
    except UnknownLanguage:
        return None


@register.inclusion_tag("design/hand.html")
def hand(written: Any, writers: dict[str, tuple[str, int | None]], members: Any = None) -> dict[str, Any]:
    """Say who wrote and when: a person by name, an official with the member, a tool by its own name."""
    if not written.at:
        return {"hand": None}
    name, region = writers.get(written.by, (written.by.removeprefix("machine:"), None))
    if written.by.startswith(("system:", "account:")) and written.by not in writers:
        name = ""
    return {"hand": (name, (members or {}).get(region, ""), written.at)}


@register.filter
def written_on(at: str) -> str:
    """Write the day of an ISO time in the reader's language; what is no time stays as it is."""
    try:
        return precise(localtime(dt.datetime.fromisoformat(at)).date())
    except ValueError:
        return at


@register.filter
def at(counts: Mapping[str, int], state: str) -> int:
    """Return how many there are of a state."""
    return counts.get(state, 0)


@register.filter
def gt_one(number: int) -> bool:
    """Tell whether there are several."""
    return number > 1


@register.filter
def rows_for(source: list[Any], words: str) -> int:
    """Return how many lines a field needs for the words it will hold."""
    longest = max(len(words), sum(len(stretch.words) for stretch in source))
    return min(max(3, longest // 45 + 1), 16)


@register.filter
def as_query(asked: Mapping[str, str]) -> str:
    """Write filters as part of an address, the empty ones left out."""
    return urlencode({key: value for key, value in asked.items() if value})


@register.filter
def of_entry(marks: Mapping[int, Any], pk: int) -> Any:
    """Return what is marked of one record."""
    return marks.get(pk)
