"""Words of projects and of their stories, passage by passage: what the translators' board keeps."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from near.cooperation.enums import ProjectState, ReportKind
from near.cooperation.models import Report
from near.cooperation.perms.projects import public_projects
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.foundation.journal import Reference
from near.foundation.translating import Edit, TextKind, applied
from near.people.perms import Actor, reference_of
from near.registry.actions.written import put
from near.registry.perms import can_write_text


@action("cooperation.write_project_words")
def write_project_words(*, kind: str, key: str, edit: Edit, by: Actor) -> models.Model:
    """Write passages of a project or a story in one language; only what the public reads is translated."""
    record = PROJECT_TEXTS[kind].record(key, lock=True)
    text = PROJECT_TEXTS[kind].text_of(record, edit.field)
    if not can_write_text(by, edit.language, text.original):
        raise NotAllowed
    before = snapshot(record)
    setattr(record, edit.field, applied(text, edit, str(reference_of(by))))
    subject = Reference(kind, key, str(record)[:120])
    written: models.Model = put(
        record, verb="cooperation.write_project_words", by=by, subject=subject, before=before
    )
    return written


def _projects() -> models.QuerySet[Any]:
    return public_projects().order_by("pk")


def _stories() -> models.QuerySet[Any]:
    told = Report.objects.filter(handed_in_at__isnull=False, project__state=ProjectState.CLOSED)
    found: models.QuerySet[Any] = told.exclude(kind=ReportKind.YEARLY)
    return found.order_by("pk")


def _kind(key: str, label: Any, rows: Any, fields: dict[str, Any]) -> TextKind:
    return TextKind(key, label, rows, fields, "pk", write_project_words, can_write_text)


PROJECT_TEXTS = {
    kind.key: kind
    for kind in (
        _kind("project", _("Projects"), _projects,
              {"title": _("title"), "aim": _("what it is to change"), "plan": _("what is to be done"),
               "ground_words": _("reason in words")}),
        _kind("report", _("Stories of projects"), _stories,
              {"done": _("What was done"), "changed": _("What changed"),
               "learnt": _("What did not work, and what others should know")}),
    )
}  # fmt: skip
