"""Words of needs and offers, passage by passage, in every language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from near.cooperation.actions.postings import held_posting, tell_desk
from near.cooperation.enums import PostingState
from near.cooperation.models import Posting
from near.cooperation.perms.postings import can_edit_posting
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.foundation.journal import Reference
from near.foundation.translating import Edit, TextKind, applied
from near.people.perms import Actor, reference_of
from near.registry.actions.written import put
from near.registry.perms import can_write_text

# Only what is or was public is translated: a draft is its member's own affair.
TRANSLATED = (PostingState.SUBMITTED, PostingState.PUBLIC, PostingState.FULFILLED)


@action("cooperation.write_posting_words")
def write_posting_words(*, kind: str, key: str, edit: Edit, by: Actor) -> models.Model:
    """Write passages of a posting in one language: a translation, or the original by its own member."""
    record = held_posting(POSTING_TEXTS.record(key))
    text = POSTING_TEXTS.text_of(record, edit.field)
    own = edit.language == text.original and can_edit_posting(by, record)
    if not own and not can_write_text(by, edit.language, text.original):
        raise NotAllowed
    before = snapshot(record)
    setattr(record, edit.field, applied(text, edit, str(reference_of(by))))
    if edit.language == text.original:
        record.version += 1
    subject = Reference(kind, key, str(record)[:120])
    put(record, verb="cooperation.write_posting_words", by=by, subject=subject, before=before)
    if edit.language == text.original and record.state == PostingState.PUBLIC:
        tell_desk("posting_changed", record, f"posting:{record.pk}:{record.version}", by)
    return record


def _rows() -> models.QuerySet[Posting]:
    return Posting.objects.filter(state__in=TRANSLATED).select_related("region").order_by("pk")


POSTING_TEXTS = TextKind(
    "posting", _("Needs and offers"), _rows,
    {"title": _("title"), "what": _("what would help, or what can be given"),
     "with_whom": _("with whom, and by when")},
    "pk", write_posting_words, can_write_text,
)  # fmt: skip
