"""The ledger in words: what its kinds of acts, its balances and its groups are called."""

from __future__ import annotations

from typing import Any

from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from near.cooperation.queries.ledger import Year
from near.cooperation.queries.statements import Line, Statement
from near.cooperation.rules.ledger import UNKNOWN, Balance, Kind
from near.web.design.marking import babel_locale_of, reader

KINDS: dict[Kind, Any] = {
    Kind.HOSTED: gettext_lazy("Hosted people of other members"),
    Kind.ADVISED: gettext_lazy("Advised other members"),
    Kind.ANSWERED: gettext_lazy("Answered needs and offers of other members"),
    Kind.SENT: gettext_lazy("Sent people to other members"),
    Kind.LED: gettext_lazy("Led projects"),
    Kind.CONTRIBUTED: gettext_lazy("Put money, people, a venue or knowledge into projects"),
    Kind.WAS_HOSTED: gettext_lazy("Own people were hosted by other members"),
    Kind.WAS_ADVISED: gettext_lazy("Was advised by other members"),
    Kind.WAS_ANSWERED: gettext_lazy("Own needs and offers were answered"),
    Kind.RECEIVED: gettext_lazy("People of other members came"),
    Kind.JOINED: gettext_lazy("Took part in projects that others lead"),
}
_BALANCES: dict[Balance, Any] = {
    Balance.NOTHING: gettext_lazy(
        "Nothing is on record for this year yet. A first step can be small: say what would help you, or "
        "answer a need of another member."
    ),
    Balance.EVEN: gettext_lazy(
        "Given and received are about even this year. Acts given: %(gave)s, acts received: %(got)s."
    ),
    Balance.GAVE_MORE: gettext_lazy(
        "You gave more than you received this year, and other members thank you. Acts given: %(gave)s, acts "
        "received: %(got)s. Say what would help you: others are glad to answer."
    ),
    Balance.GOT_MORE: gettext_lazy(
        "You received more than you gave this year; that is what membership is for. Acts given: %(gave)s, "
        "acts received: %(got)s. Something small you know well may be just what another member looks for."
    ),
}
SIZES: dict[str, Any] = {
    "1": gettext_lazy("Smallest fifth"),
    "2": gettext_lazy("Second fifth"),
    "3": gettext_lazy("Middle fifth"),
    "4": gettext_lazy("Fourth fifth"),
    "5": gettext_lazy("Largest fifth"),
    UNKNOWN: gettext_lazy("Population not on record"),
}


def number(value: float) -> str:
    """Write a number as the reader's language does."""
    return str(format_decimal(value, locale=babel_locale_of(reader())))


def per_cent(share: float) -> str:
    """Write a share between 0 and 1 as the reader's language writes percentages."""
    return str(format_percent(share, locale=babel_locale_of(reader())))


def balance_in_words(statement: Statement) -> str:
    """Return how what a member gave stands to what it got, politely and with the figures."""
    gave, got = statement.sums
    return str(_BALANCES[statement.balance]) % {"gave": number(gave), "got": number(got)}


def times(count: int) -> str:
    """Return how often something happened."""
    return ngettext("%(count)s time", "%(count)s times", count) % {"count": number(count)}


def persons(count: int) -> str:
    """Return a number of persons."""
    return ngettext("%(count)s person", "%(count)s persons", count) % {"count": number(count)}


def figures_of(line: Line) -> str:
    """Return how often, and for how many persons where the line counts persons."""
    return f"{times(line.acts)} · {persons(line.persons)}" if line.persons else times(line.acts)


def year_in_words(year: Year) -> str:
    """Return what the figures of a year say, and no more than they say."""
    if not year.acts:
        return _("No act of cooperation of %(year)d is on record.") % {"year": year.year}
    return _(
        "In %(year)d, %(active)s of %(members)s members took part with at least one act of their own; "
        "%(acts)s acts are on record. The Gini index is %(gini)s: 0 would mean that all members did equally "
        "much, 1 that one member did everything."
    ) % {
        "year": year.year, "active": number(year.active), "members": number(year.members),
        "acts": number(year.acts), "gini": number(round(year.gini, 2)),
    }  # fmt: skip
