"""Documents of a project: taken by what they contain, kept under a name of our own."""

from __future__ import annotations

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.utils import timezone

from near.cooperation.actions.kept import held_open, require_language, write_part
from near.cooperation.models import Attachment, Project
from near.cooperation.refusals.projects import WordsNeeded, WrongFile
from near.cooperation.rules.file_kinds import kind_of
from near.foundation.action import action, snapshot
from near.foundation.errors import NotAllowed
from near.people.models import Account
from near.people.perms import Actor, in_secretariat
from near.registry.models import Region


@action("cooperation.attach_document")
def attach_document(
    *, project: Project, region: Region, title: str, language: str, content: bytes, by: Actor,
    name: str = "", is_public: bool = False,
) -> Attachment:  # fmt: skip
    """Add a document. `content` decides its kind; `name`, as its owner called it, is not kept."""
    found = held_open("attach_document", project, by, region)
    title = title.replace("\x00", "").strip()
    if not title:
        raise WordsNeeded(name=Attachment._meta.get_field("title").verbose_name, field="title")
    kind = kind_of(content, name)
    if isinstance(kind, str):
        raise WrongFile(found=kind)
    record = Attachment(
        project=found, region=region, title=title, language=require_language(language),
        media_type=kind.media_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(),
        is_public=is_public, written_by=by if isinstance(by, Account) else None, added_at=timezone.now(),
    )  # fmt: skip
    record.file.save(f"{secrets.token_hex(16)}.{kind.ending}", ContentFile(content), save=False)
    return write_part(record, found, verb="cooperation.attach_document", by=by)


@action("cooperation.withdraw_document")
def withdraw_document(*, attachment: Attachment, by: Actor, region: Region | None = None) -> Attachment:
    """Withdraw a document of one's own member; the secretariat can withdraw any."""
    found = held_open("withdraw_document", attachment.project, by, region)
    own = region is not None and attachment.region_id == region.pk
    if not own and not in_secretariat(by):
        raise NotAllowed
    before = snapshot(attachment)
    attachment.withdrawn_at = timezone.now()
    return write_part(attachment, found, verb="cooperation.withdraw_document", by=by, before=before)
