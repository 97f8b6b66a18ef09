"""What is findable of the association itself: organs, sessions, its account of itself, Charter, history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from near.assembly.enums import CharterKind, OrganKind
from near.assembly.models import CharterRevision, Organ, Passage, Session, TimelineItem
from near.foundation.languages import CODES, language_of
from near.foundation.period import today
from near.foundation.search.findable import Findable, Kind, Wording
from near.foundation.search.wordings import joined, said_in, state_of, wordings_of
from near.foundation.text import MultilingualText

_BETWEEN = " · "
# The parts of the account: how their passages' keys begin, and the heading they stand under on the page.
SECTIONS = {
    "intro": ("association.intro", gettext_noop("What NEAR is")),
    "purpose": ("association.purpose", gettext_noop("Purpose")),
    "background": ("association.background.", gettext_noop("Background")),
    "tasks": ("association.tasks.", gettext_noop("Tasks under the Charter")),
}


def in_each_language(said: Callable[[str], str]) -> MultilingualText:
    """Return what `said` makes of each working language's code while that language is spoken."""
    words = {}
    for code in CODES:
        with translation.override(language_of(code).django):
            words[code] = said(code)
    return MultilingualText.of(**words)


def organs() -> Iterator[Findable]:
    """Yield the organs of today but for subcommittees: name and task. One query."""
    for organ in Organ.objects.on(today()).exclude(kind=OrganKind.SUBCOMMITTEE).order_by("pk"):
        yield _organ("organ", organ, MultilingualText())


def subcommittees() -> Iterator[Findable]:
    """Yield every subcommittee, running or ended: name, field of work, what happened to it. Two queries."""
    found = Organ.objects.filter(kind=OrganKind.SUBCOMMITTEE).prefetch_related("events")
    for organ in found.order_by("pk"):
        notes = [event.note for event in organ.events.all()]
        happened = {code: joined(notes, code) for code in organ.name}
        yield _organ("subcommittee", organ, MultilingualText.of(**happened))


def _organ(kind: str, organ: Organ, body: MultilingualText) -> Findable:
    wordings = wordings_of(organ.name, organ.summary, body)
    extra = {"precision": organ.precision}
    return Findable(kind, organ.slug, wordings, original=organ.name.original, on=organ.since, extra=extra)


def sessions() -> Iterator[Findable]:
    """Yield every meeting under its organ's name, number and place, with its outcome. One query."""
    found = Session.objects.select_related("organ", "host").defer("host__outline")
    for session in found.order_by("pk"):
        title = in_each_language(lambda code, session=session: _title_of(session, code))  # type: ignore[misc]
        yield Findable(
            "session", session.slug, _following(session, title),
            original=session.organ.name.original,
            country=session.host.country_id if session.host else "",
            on=session.since, extra={"precision": session.precision},
        )  # fmt: skip


def _following(session: Session, title: MultilingualText) -> dict[str, Wording]:
    """Return the wordings of a session; a title made of translations is as certain as they are."""
    made_of = (session.organ.name, session.place, session.outcome)
    return {
        code: Wording(passage.words, said_in(session.outcome, code), state=state_of(made_of, code))
        for code, passage in title.passages.items()
    }


def _title_of(session: Session, code: str) -> str:
    organ, place = said_in(session.organ.name, code), said_in(session.place, code)
    if not organ:
        return ""
    numbered = _("%(organ)s No. %(number)s") % {"organ": organ, "number": session.number}
    return f"{numbered}{_BETWEEN}{place}" if place else numbered


def passages() -> Iterator[Findable]:
    """Yield the parts of the association's account of itself, each under its heading. One query."""
    texts = {passage.key: passage.text for passage in Passage.objects.order_by("key")}
    for name, (prefix, heading) in SECTIONS.items():
        title = in_each_language(lambda _code, heading=heading: _(heading))  # type: ignore[misc]
        found = [texts[key] for key in sorted(texts, key=_in_order) if key.startswith(prefix)]
        yield from _section(name, title, found)
    for number, role in _roles(texts).items():
        title = role.pop(f"role.{number}.title", MultilingualText())
        yield from _section(f"role-{number}", title, [role[key] for key in sorted(role, key=_in_order)])


def _section(name: str, title: MultilingualText, texts: list[MultilingualText]) -> Iterator[Findable]:
    said = {code: words for code in CODES if (words := joined(texts, code))}
    wordings = {
        code: Wording(said_in(title, code), words, state=state_of(texts, code))
        for code, words in said.items()
        if said_in(title, code)
    }
    if wordings:
        yield Findable("passage", name, wordings, original=texts[0].original)


def _roles(texts: Mapping[str, MultilingualText]) -> dict[str, dict[str, MultilingualText]]:
    """Return the passages of each role by its number."""
    roles: defaultdict[str, dict[str, MultilingualText]] = defaultdict(dict)
    for key, text in texts.items():
        if key.startswith("role."):
            roles[key.split(".")[1]][key] = text
    return dict(roles)


def _in_order(key: str) -> tuple[str, int]:
    """Return the place of a passage among those of its part: the tenth comes after the ninth."""
    name, _dot, number = key.rpartition(".")
    return (name, int(number)) if number.isdigit() else (key, 0)


def charter_revisions() -> Iterator[Findable]:
    """Yield the Charter's adoption and its revisions: what changed, and when. One query."""
    for revision in CharterRevision.objects.order_by("on"):
        title = in_each_language(lambda _code, revision=revision: _titled(revision))  # type: ignore[misc]
        summary = revision.summary
        wordings = {
            code: Wording(passage.words, said_in(summary, code), state=state_of([summary], code))
            for code, passage in title.passages.items()
        }
        yield Findable(
            "charter", revision.on.isoformat(), wordings,
            original=summary.original or "en", on=revision.on,
        )  # fmt: skip


def _titled(revision: CharterRevision) -> str:
    return _BETWEEN.join((_("Charter"), str(CharterKind(revision.kind).label), str(revision.on.year)))


def history() -> Iterator[Findable]:
    """Yield the entries of the history. One query."""
    for item in TimelineItem.objects.order_by("pk"):
        yield Findable(
            "history", item.key, wordings_of(item.text), original=item.text.original,
            on=item.on, extra={"precision": item.precision},
        )  # fmt: skip


KINDS = (
    Kind("organ", gettext_lazy("Organ"), organs),
    Kind("subcommittee", gettext_lazy("Subcommittee"), subcommittees),
    Kind("session", gettext_lazy("Meeting of an organ"), sessions),
    Kind("passage", gettext_lazy("About the association"), passages),
    Kind("charter", gettext_lazy("Charter"), charter_revisions),
    Kind("history", gettext_lazy("History"), history),
)
