"""Words of the register's records, passage by passage, and which records carry them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.foundation.journal import Reference
from near.foundation.translating import Edit, TextKind, applied
from near.people.perms import Actor, reference_of
from near.registry.actions.written import put
from near.registry.models import (
    Agreement,
    Institution,
    Mandate,
    MembershipSpell,
    Partner,
    RegionEvent,
    SuspensionSpell,
)
from near.registry.perms import can_write_text


@action("registry.write_words")
def write_words(*, kind: str, key: str, edit: Edit, by: Actor) -> models.Model:
    """Write passages of one record in one language. Who writes, and what a machine may, is law elsewhere."""
    record = TEXTS[kind].record(key, lock=True)
    text = TEXTS[kind].text_of(record, edit.field)
    if not can_write_text(by, edit.language, text.original):
        raise NotAllowed
    before = snapshot(record)
    setattr(record, edit.field, applied(text, edit, str(reference_of(by))))
    subject = Reference(kind, key, str(record))
    written: models.Model = put(record, verb="registry.write_words", by=by, subject=subject, before=before)
    return written


def _kind(
    key: str, label: Any, table: Any, fields: dict[str, Any], *, by: str = "pk", **only: Any
) -> TextKind:
    def rows() -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = table.objects.filter(**only)
        return found.order_by("pk")

    return TextKind(key, label, rows, fields, by, write_words, can_write_text)


TEXTS = {
    kind.key: kind
    for kind in (
        _kind("partner", _("Partners"), Partner,
              {"name": _("name"), "summary": _("what it is"), "seat": _("seat")}, by="slug"),
        _kind("agreement", _("Agreements"), Agreement, {"parties": _("parties")}),
        _kind("institution", _("Supporting institutions"), Institution, {"name": _("name")}, by="slug"),
        _kind("regionevent", _("Events of regions"), RegionEvent, {"note": _("note")}, by="key"),
        _kind("membership", _("Memberships"), MembershipSpell, {"note": _("note")}),
        _kind("suspensionspell", _("Suspensions of rights"), SuspensionSpell, {"ground": _("ground")}),
        _kind("mandate", _("Mandates"), Mandate, {"unit": _("division")}, until__isnull=True),
    )
}  # fmt: skip
