"""The members: the list of any day, and a page for each region."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from near.assembly.queries import record_of_region
from near.cooperation.queries.postings import public_postings, reply_clock
from near.cooperation.queries.projects import lines_of, projects_of_member
from near.foundation.collation import sort_key
from near.foundation.languages import NAME_LANGUAGES, language_of
from near.foundation.period import today
from near.registry.enums import NameKind
from near.registry.models import RegionName
from near.registry.queries import Profile, names_on, profile_of, roster_on
from near.registry.queries.house_rules import kind_text
from near.web.site.asked import asked, words_asked
from near.web.site.found import all_names, found
from near.web.site.linked_data import region_data
from near.web.site.member_list import member_groups
from near.web.site.region_map import map_of
from near.web.site.views.public import public

MOST_POSTINGS = 6
PROJECTS_SHOWN = 20


@public
def members(request: HttpRequest) -> HttpResponse:
    """Show who belongs on a day, by category and country, narrowed by any name in any language."""
    question, words = asked(request), words_asked(request)
    roster = roster_on(question.on, question.language)
    names = all_names()
    answer = found(roster.lines, names, words, question.language)
    context = {
        "on": question.on,
        "dated": question.dated,
        "words": words,
        "counts": roster.counts,
        "shown": len(answer.lines),
        "readings": answer.readings,
        "stranger": answer.stranger,
        "groups": member_groups(roster, answer.lines, names),
        "present": today(),
    }
    return render(request, "site/members.html", context)


@public
def region(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all that is on record of one region."""
    question = asked(request)
    profile = profile_of(slug, question.on, question.language)
    roster = roster_on(question.on, question.language)
    lines = lines_of(projects_of_member(profile.region.pk)[:PROJECTS_SHOWN])
    partners = {pk for line in lines for pk in line.members}
    context = {
        "profile": profile,
        "project_lines": lines,
        "project_names": names_on(question.on, question.language, partners) if partners else {},
        "kind": kind_text(profile.region.kind, profile.region.country_id),
        "current": next((s.record for s in profile.spells if s.running), None),
        "record": record_of_region(profile.region.pk),
        "map": map_of(roster, only=slug),
        "names": _names_by_language(profile),
        "events": _with_names(profile, question.language, question.on),
        "linked": region_data(profile),
        "dated": question.dated,
        "postings": list(public_postings(today()).filter(region=profile.region.pk)[:MOST_POSTINGS]),
        "clock": reply_clock(profile.region.pk),
    }
    return render(request, "site/region.html", context)


def _names_by_language(profile: Profile) -> list[tuple[Any, list[dict[str, Any]]]]:
    """Group a region's names by language, in the house's order of languages; the valid ones first."""
    order = {"official": 0, "short": 1, "former": 2, "exonym": 3}
    groups = []
    for code in NAME_LANGUAGES:
        found = [n for n in profile.names if n.language == code]
        if found:
            known = sorted(found, key=lambda n: (order[n.kind], sort_key(n.name, code, n.sort_key)))
            groups.append(((code, language_of(code).autonym), _in_lines(known)))
    return groups


def _in_lines(names: list[RegionName]) -> list[dict[str, Any]]:
    """Put other spellings of the same time and source on one line; every other name on its own."""
    lines: dict[Any, dict[str, Any]] = {}
    for name in names:
        alike = (name.kind, name.since, name.until, name.source) if name.kind == NameKind.EXONYM else name.pk
        line = lines.setdefault(alike, {"name": name, "spelled": []})
        line["spelled"].append(name.name)
    return list(lines.values())


def _with_names(profile: Profile, language: str, day: dt.date) -> list[tuple[Any, Any]]:
    """Pair each event with the name of the region it led into, where it did."""
    names = names_on(day, language, [e.into_id for e in profile.events if e.into_id])
    return [(event, names.get(event.into_id or 0)) for event in profile.events]
