"""Projects on a page: names out of a table, sums of money, forms of cooperation, sizes of files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import UnknownCurrencyError, format_currency
from django import template

from near.cooperation.enums import Form, Means, ProjectState, ReportKind, Role
from near.cooperation.rules import project_phases as phases
from near.web.design.templatetags.design import babel_locale, number

register = template.Library()
_KILO = 1024


@register.filter
def money(amount: Any, currency: str) -> str:
    """Write a sum in the reader's way; a currency nobody knows keeps its letters."""
    try:
        return format_currency(amount, currency, locale=babel_locale())
    except UnknownCurrencyError:
        return f"{number(amount)} {currency}"


@register.filter
def measured(value: Any) -> str:
    """Write a measured value without zeros at its end."""
    plain = value.normalize()
    return number(plain.quantize(1) if plain == plain.to_integral() else plain)


@register.filter
def form_name(form: str) -> str:
    """Return what a form of cooperation is called; unknown ones as they are."""
    return str(Form(form).label) if form in Form.values else form


@register.filter
def means_name(means: str) -> str:
    """Return what a kind of contribution is called."""
    return str(Means(means).label)


@register.filter
def state_of_project(state: str) -> str:
    """Return what a state of a project is called."""
    return str(ProjectState(state).label)


@register.filter
def role_name(role: str) -> str:
    """Return what a role in a project is called."""
    return str(Role(role).label)


@register.filter
def report_name(kind: str) -> str:
    """Return what a kind of report is called."""
    return str(ReportKind(kind).label)


@register.filter
def file_size(size: int) -> str:
    """Write a size in bytes as kilobytes or megabytes."""
    if size < _KILO * _KILO:
        return f"{number(max(1, size // _KILO))} kB"
    return f"{number(round(size / _KILO / _KILO, 1))} MB"


@register.inclusion_tag("design/steps.html")
def steps(state: str) -> dict[str, Any]:
    """Show the way of a project as a row of steps, with how each stands: done, here or ahead."""
    here = phases.step_of(state)
    row = []
    for place, step in enumerate(phases.STEPS):
        stands = "here" if place == here else "done" if place < here else "ahead"
        row.append((str(ProjectState(step).label), stands))
    return {"steps": row, "left": here < 0, "state": str(ProjectState(state).label)}


@register.filter
def under(table: Mapping[Any, Any], key: Any) -> Any:
    """Return what a table keeps under a key; nothing where there is none."""
    return table.get(key, ())


@register.filter
def on_day(table: Mapping[str, Any], day: Any) -> Any:
    """Return what a table keeps under a day as ISO."""
    return table.get(day.isoformat(), ())


@register.filter
def answered(answers: Mapping[str, Any], intent: str) -> list[int]:
    """Return who gave one answer to a survey, as primary keys."""
    return list(answers.get(intent, ()))
