"""A member's statement in words: its two parts, its small chart, and the printed document as plain data."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from near.cooperation.queries.statements import Line, Proof, Statement
from near.registry.queries import Name, names_on
from near.web.design.charts import Bars, Told, pair_bars
from near.web.design.ledger_words import KINDS, balance_in_words, figures_of, number, persons
from near.web.design.printing import said
from near.web.design.templatetags.design import precise


def parts_of(found: Statement) -> list[tuple[str, str, tuple[Line, ...]]]:
    """Return (key, title, lines) of the two parts of a statement: what was received, what was given."""
    return [
        ("got", _("What membership gave you"), found.got),
        ("gave", _("What you gave"), found.gave),
    ]


def chart_of(found: Statement) -> str:
    """Draw what was given beside what was got; nothing where there is nothing to draw."""
    gave, got = found.sums
    if not gave and not got:
        return ""
    words = _("Acts given: %(gave)s. Acts received: %(got)s.") % {"gave": number(gave), "got": number(got)}
    told = Told("balance", _("Given and received in %(year)d") % {"year": found.year}, words)
    return pair_bars([Bars("", gave, got, number(gave), number(got))], told)


def document_of(
    found: Statement, member: Name, association: str, language: str, day: dt.date
) -> dict[str, Any]:
    """Return what the template `statement` reads, worded in the active language."""
    names = names_on(day, language, found.counterparts)
    return {
        "title": _("Statement of the year %(year)d") % {"year": found.year},
        "member": said(member, language),
        "association": association,
        "sample": _("Made of samples of this trial; nothing of it happened.") if found.sample else "",
        "balance": balance_in_words(found),
        **{key: _part(title, lines, names, language) for key, title, lines in parts_of(found)},
        "foot": _("Out of the records of the platform as of %(date)s.") % {"date": precise(day)},
    }


def _part(title: str, lines: tuple[Line, ...], names: dict[int, Name], language: str) -> dict[str, Any]:
    return {
        "title": title,
        "empty": _("Nothing is on record."),
        "lines": [
            {
                "label": str(KINDS[line.kind]),
                "figures": figures_of(line),
                "records": [_record(proof, line, names, language) for proof in line.proofs],
            }
            for line in lines
        ],
    }


def _record(proof: Proof, line: Line, names: dict[int, Name], language: str) -> dict[str, Any]:
    other = names.get(proof.counterpart or 0)
    return {
        "on": precise(proof.on),
        "title": said(proof.title, language),
        "with": said(other or "", language),
        "persons": persons(proof.count) if line.persons else "",
    }
