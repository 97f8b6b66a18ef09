"""A report's first words, out of the records themselves, in the language it is written in."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from near.cooperation.enums import Form, Means, ReportKind
from near.cooperation.models import Contribution, Exchange, Project, Result
from near.cooperation.queries.projects import Year, recorded_in
from near.foundation.languages import language_of
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.registry.queries import Name, names_on
from near.web.design.templatetags.design import number, precise


def prefilled(project: Project, kind: str, year: int, language: str) -> dict[str, str]:
    """Return what a report can say without anybody typing it: `done` and `changed`, one line a record."""
    recorded = recorded_in(project, year if kind == ReportKind.YEARLY else None)
    with translation.override(language_of(language).django):
        names = names_on(today(), language, _named(recorded))
        return {
            "done": "\n".join(_done(recorded, names, language)),
            "changed": "\n".join(_changed(result, language) for result in recorded.results),
        }


def _named(recorded: Year) -> set[int]:
    people = {pk for x in recorded.exchanges for pk in (x.sender_id, x.host_id)}
    return people | {x.region_id for x in recorded.contributions}


def _said(text: MultilingualText, language: str) -> str:
    return " ".join(text.words(language).split())


def _done(recorded: Year, names: dict[int, Name], language: str) -> Iterator[str]:
    for milestone in recorded.milestones:
        told = {"what": _said(milestone.words, language), "date": precise(milestone.reached_on)}
        yield _("– Milestone reached: %(what)s (%(date)s)") % told
    for exchange in recorded.exchanges:
        yield _exchange(exchange, names)
    for contribution in recorded.contributions:
        yield _contribution(contribution, names, language)


def _called(names: dict[int, Name], region: int) -> str:
    return names[region].official if region in names else ""


def _exchange(exchange: Exchange, names: dict[int, Name]) -> str:
    told = {
        "form": Form(exchange.form).label, "sender": _called(names, exchange.sender_id),
        "host": _called(names, exchange.host_id), "persons": number(exchange.persons),
        "date": precise(exchange.since),
    }  # fmt: skip
    return _("– %(form)s: %(sender)s → %(host)s, persons: %(persons)s (%(date)s)") % told


def _contribution(contribution: Contribution, names: dict[int, Name], language: str) -> str:
    told = {
        "member": _called(names, contribution.region_id), "means": Means(contribution.means).label,
        "what": _said(contribution.words, language),
    }  # fmt: skip
    return _("– Contribution of %(means)s by: %(member)s. %(what)s") % told


def _changed(result: Result, language: str) -> str:
    told = {
        "what": _said(result.words, language), "date": precise(result.on),
        "evidence": _said(result.evidence, language),
    }  # fmt: skip
    if result.value is None:
        return _("– %(what)s (%(date)s). Evidence: %(evidence)s") % told
    amount = f"{number(result.value.normalize())} {result.unit}".strip()
    return _("– %(what)s: %(amount)s (%(date)s). Evidence: %(evidence)s") % (told | {"amount": amount})
