"""What the association says of itself, ready to show."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from near.assembly.models import AssociationName, Passage, TimelineItem
from near.foundation.journal import kept_until_change
from near.foundation.text import MultilingualText


@dataclass(frozen=True)
class Role:
    """One of the association's roles: its title and the items under it."""

    title: MultilingualText
    items: list[MultilingualText]


@dataclass(frozen=True)
class Account:
    """The association's account of itself: every passage by key, the lists in their order."""

    intro: MultilingualText
    purpose: MultilingualText
    background: list[MultilingualText]
    tasks: list[MultilingualText]
    roles: list[Role]
    sources: str


def account_of_itself() -> Account:
    """Return introduction, purpose, background, tasks and roles. One query."""
    passages = {p.key: p for p in Passage.objects.order_by("key")}
    texts = {key: p.text for key, p in passages.items()}
    nothing = MultilingualText()
    return Account(
        intro=texts.get("association.intro", nothing),
        purpose=texts.get("association.purpose", nothing),
        background=_under(texts, "association.background."),
        tasks=_under(texts, "association.tasks."),
        roles=_roles(texts),
        sources=";".join(sorted({p.source for p in passages.values() if p.source})),
    )


def _under(texts: dict[str, MultilingualText], prefix: str) -> list[MultilingualText]:
    keys = [k for k in texts if k.startswith(prefix) and k.removeprefix(prefix).isdigit()]
    return [texts[k] for k in sorted(keys, key=lambda k: int(k.removeprefix(prefix)))]


def _roles(texts: dict[str, MultilingualText]) -> list[Role]:
    titles = sorted(k for k in texts if k.startswith("role.") and k.endswith(".title"))
    return [Role(texts[k], _under(texts, k.removesuffix("title"))) for k in titles]


@kept_until_change
def association_names(day: dt.date) -> MultilingualText:
    """Return what the association is called on `day`, in every language that has a name for it."""
    found = AssociationName.objects.on(day).order_by("since", "pk")
    return MultilingualText.of(**dict(found.values_list("language", "name")))


def association_name(day: dt.date, language: str) -> str:
    """Return what the association is called in `language` on `day`; its English name where unknown."""
    names = association_names(day)
    return next((names.passages[c].words for c in (language, "en") if c in names), "NEAR")


def name_history() -> list[AssociationName]:
    """Return every name the association has had, by language."""
    return list(AssociationName.objects.order_by("language", "since", "pk"))


def history(*, latest_first: bool = False, limit: int | None = None) -> list[TimelineItem]:
    """Return the entries of the history in order of time."""
    order = ("-on", "-key") if latest_first else ("on", "key")
    return list(TimelineItem.objects.order_by(*order)[:limit])
