"""Components of the design, as template tags and filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from near.foundation.languages import READERS, language_of
from near.registry.enums import Category
from near.registry.queries import Name
from near.terminology.enums import Field
from near.web.design import marking
from near.web.design.sources import PHRASES, source_in_words

register = template.Library()
_AUTONYMS = {language.code: language.autonym for language in READERS}
# Full-width marks carry their own space; the other languages share the Western ones.
_COLON = {"ja": "：", "zh-hans": "："}
_COMMA = {"ja": "、", "zh-hans": "、"}


def babel_locale() -> Locale:
    """Return Babel's locale for the present language."""
    return marking.babel_locale_of(get_language() or "en")


@register.filter
def precise(day: dt.date | None, precision: str = "day") -> str:
    """Write a date as exactly as it is known, in the reader's language."""
    if day is None:
        return ""
    locale = babel_locale()
    if precision == "year":
        return _YEAR.get(locale.language, "%s") % format_skeleton("y", day, locale=locale)
    written = _AS_WRITTEN.get(locale.language)
    if precision == "month":
        return written(day)[0] if written else format_skeleton("yMMMM", day, locale=locale)
    text = written(day)[1] if written else format_date(day, format="long", locale=locale)
    return _("by %(date)s") % {"date": text} if precision == "by" else text


def _in_mongolian(day: dt.date) -> tuple[str, str]:
    """Write month and day as Mongolian laws do: the month by number, with the ending its vowels ask for."""
    ending = "дүгээр" if day.month in _FRONT_VOWELS else "дугаар"
    month = f"{day.year} оны {day.month} {ending} сар"
    return month, f"{month}ын {day.day}"


def _in_kyrgyz(day: dt.date) -> tuple[str, str]:
    """Write month and day as Kyrgyz offices do: "2026-жылдын 24-ноябры", a possessive."""
    month = _KYRGYZ_MONTHS[day.month - 1]
    return f"{day.year}-жылдын {month}", f"{day.year}-жылдын {day.day}-{month}"


_KYRGYZ_MONTHS = (
    "январы", "февралы", "марты", "апрели", "майы", "июну", "июлу", "августу", "сентябры", "октябры",
    "ноябры", "декабры",
)  # fmt: skip


def _in_vietnamese(day: dt.date) -> tuple[str, str]:
    """Write month and day as Vietnamese decrees do: "24 tháng 11 năm 2026"."""
    month = f"tháng {day.month} năm {day.year}"
    return month, f"{day.day} {month}"


# Where a year alone is called one, as a bare number would not be read as a date.
_YEAR = {"ru": "%s\xa0г.", "mn": "%s он", "ky": "%s-жыл"}
# Where offices write the words of a date otherwise than CLDR does.
_AS_WRITTEN = {"mn": _in_mongolian, "ky": _in_kyrgyz, "vi": _in_vietnamese}
_FRONT_VOWELS = {1, 4, 9, 11}  # нэг, дөрөв, ес, арван нэг


@register.filter
def moment(at: dt.datetime) -> str:
    """Write a moment to the minute, in the reader's language and the secretariat's time.

    Offices of all our countries count the hours from 0 to 24, also where CLDR halves the day.
    """
    local = timezone.localtime(at)
    return f"{precise(local.date())} {local:%H:%M}"


@register.filter
def number(value: Any) -> str:
    """Write a number with the reader's own grouping."""
    if isinstance(value, int) and 0 <= value < _GROUPED:
        return str(value)
    return format_decimal(value, locale=babel_locale()) if value is not None else ""


# Below a thousand no language of the house groups digits, and Babel's patterns are slow.
_GROUPED = 1000


@register.filter
def last_day(until: dt.date | None) -> dt.date | None:
    """Return the last day of a half-open spell."""
    return until - dt.timedelta(days=1) if until else None


@register.simple_tag
def span_of(spell: Any) -> str:
    """Write a dated spell as exactly as it is known: from when, until its last day."""
    exactness = getattr(spell, "precision", "day")
    since = precise(spell.since, getattr(spell, "since_precision", "") or exactness)
    until = precise(last_day(spell.until), getattr(spell, "until_precision", "") or exactness)
    if until and not since:
        return _("until %(date)s") % {"date": until}
    if until:
        return f"{since} – {until}"
    if not since or getattr(spell, "since_precision", exactness) == "by":
        return since
    return _("since %(date)s") % {"date": since}


@register.simple_tag
def term_of(term: Any) -> str:
    """Write a term of office: its last day is the day it was handed over, and belongs to it."""
    exactness = getattr(term, "precision", "day")
    since = precise(term.since, getattr(term, "since_precision", exactness))
    until = precise(term.until, getattr(term, "until_precision", exactness))
    return f"{since} – {until}" if until else _("since %(date)s") % {"date": since}


@register.simple_tag
def colon() -> str:
    """Return the colon between a label and what it names, as the language sets it."""
    return _COLON.get(get_language() or "", ": ")


@register.filter
def listed(items: Iterable[Any]) -> SafeString:
    """Join words or links into a list as the language does: "A, B", "A、B"."""
    return format_html_join(
        _COMMA.get(get_language() or "", ", "), "{}", ((marking.marked(x),) for x in items)
    )


@register.filter
def region_links(pairs: Iterable[tuple[Any, Any]]) -> list[SafeString]:
    """Return a link to the region of each (record, name)."""
    return [
        format_html('<a href="{}">{}</a>', reverse("region", args=[record.region.slug]), marking.marked(name))
        for record, name in pairs
    ]


@register.filter
def name_among(region: Any, names: Mapping[int, Name]) -> SafeString:
    """Return a region's name as HTML out of those read for the page; its identifier where it has none."""
    return marking.marked(names.get(region.pk, region.slug))


@register.simple_tag
def source_note(keys: str) -> SafeString:
    """Name the sources of what stands above, each linked to the list of sources."""
    base = reverse("sources")
    parts = [k.strip() for k in (keys or "").split(";") if k.strip()]
    if not parts:
        return SafeString("")
    links = [format_html('<a href="{}#{}">{}</a>', base, k.replace(" ", "-"), k) for k in parts]
    return format_html('<span class="source">{}{}{}</span>', _("Source"), colon(), listed(links))


@register.filter
def called(names: Mapping[Any, Any], key: Any) -> SafeString:
    """Return what a table calls something, marked where it is in another language; else nothing."""
    return marking.marked(names[key]) if key in names else SafeString("")


register.filter("marked", marking.marked)
register.filter("in_language", marking.in_language)


@register.inclusion_tag("design/key_figure.html")
def key_figure(value: Any, label: str) -> dict[str, Any]:
    """Show one number with what it counts."""
    return {"value": value, "label": label}


@register.inclusion_tag("design/breadcrumb.html")
def breadcrumb(title: str, *trail: str) -> dict[str, Any]:
    """Show where this page stands: pairs of url name and label, then the page's own title."""
    names, labels = trail[::2], trail[1::2]
    above = [{"url": reverse(n), "label": x} for n, x in zip(names, labels, strict=True)]
    return {"above": above, "title": title}


@register.inclusion_tag("design/notice.html")
def notice(text: str, kind: str = "") -> dict[str, str]:
    """Show a message set apart from the text: `good`, `bad` or plain."""
    return {"text": text, "kind": kind}


@register.simple_tag
def badge(kind: str, label: str) -> SafeString:
    """Show a small mark: a category, a state."""
    return format_html('<span class="badge {}">{}</span>', kind, label)


@register.filter
def words(text: str) -> list[str]:
    """Split a list written as words."""
    return text.split()


@register.filter
def tag(code: str) -> str:
    """Return the language tag that HTML wants for one of our codes."""
    return language_of(code).tag


@register.filter
def autonym(code: str) -> str:
    """Return what a language calls itself."""
    return _AUTONYMS.get(code, code)


@register.filter
def category_name(category: str) -> str:
    """Return what one member of a category is called."""
    return str(Category(category).label)


@register.filter
def category_plural(category: str) -> str:
    """Return the heading over the members of a category."""
    return {
        "full": _("Full members"),
        "observer": _("Observers"),
        "special": _("Special members"),
        "associate": _("Associate members"),
    }[category]


@register.filter
def field_name(field: str) -> str:
    """Return what a field of work is called."""
    return str(Field(field).label)


@register.filter
def set_name(name: str) -> str:
    """Return what a data set is called."""
    return {"roster": _("Roster"), "partners": _("Partners"), "history": _("History")}[name]


@register.filter
def figure_name(key: str) -> str:
    """Return what a partner's figure counts; unknown keys as they are."""
    known = {
        "countries": _("Countries"),
        "regions": _("Regions"),
        "members": _("Members"),
        "governments": _("Governments"),
        "institutes": _("Institutes"),
        "departments": _("Departments"),
        "publishers": _("Publishing houses"),
        "staff": _("Staff"),
        "research_centres": _("Research centres"),
        "researchers": _("Researchers"),
        "cities": _("Cities"),
        "offices": _("Offices"),
    }
    return known.get(key, key.replace("_", " ").capitalize())


@register.filter
def source_words(source: str) -> SafeString:
    """Return where a name comes from, in the reader's language; a mere name is marked as one."""
    if source in PHRASES:
        return marking.marked(source_in_words(source))
    return format_html('<span translate="no">{}</span>', source)


@register.filter
def count_name(key: str) -> str:
    """Return what a derived count counts: a category's members, or their countries."""
    return _("Countries") if key == "countries" else category_plural(key)
