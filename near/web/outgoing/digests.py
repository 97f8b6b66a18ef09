"""A digest as a mail: plain words and simple HTML, with the way out in its head and at its foot."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext

from near.flows.digest import Digest, Line, NotDelivered
from near.web.outgoing.unsubscribing import way_out


def deliver(digest: Digest) -> None:
    """Send one digest, in the language that is active; `NotDelivered` where the server does not take it."""
    mail = mail_of(digest)
    try:
        taken = mail.send()
    # What the server refuses and a server that is not there are OSErrors, an impossible address a ValueError.
    except (OSError, ValueError) as fault:
        raise NotDelivered(str(fault)[:200]) from fault
    if not taken:
        raise NotDelivered


def mail_of(digest: Digest) -> EmailMultiAlternatives:
    """Return a digest as a message that is ready to be sent."""
    count = len(digest.notices)
    leaving = way_out(digest.account)
    context = _context(digest, leaving)
    mail = EmailMultiAlternatives(
        ngettext("NEAR: %(count)d notice", "NEAR: %(count)d notices", count) % {"count": count},
        render_to_string("outgoing/digest.txt", context).strip() + "\n",
        None,
        [digest.account.email],
        headers={
            "List-Id": f"<notices.{urlsplit(settings.SITE_URL).hostname}>",
            "List-Unsubscribe": f"<{leaving}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Content-Language": digest.language.tag,
        },
    )
    mail.attach_alternative(render_to_string("outgoing/digest.html", context), "text/html")
    return mail


def _context(digest: Digest, leaving: str) -> dict[str, Any]:
    parts = [
        (
            part.member,
            part.zone,
            _linked(part.due),
            [(label, _linked(lines)) for label, lines in part.rest.items()],
        )
        for part in digest.parts
    ]
    return {
        "name": digest.account.name, "parts": parts, "tag": digest.language.tag,
        "rhythm": digest.setting.rhythm, "leaving": leaving,
        "settings_url": settings.SITE_URL + reverse("portal_settings"),
    }  # fmt: skip


def _linked(lines: list[Line]) -> list[tuple[Line, str]]:
    return [(line, settings.SITE_URL + path if (path := _path(line)) else "") for line in lines]


def _path(line: Line) -> str:
    """Return where a line leads; nothing where a room named a page that is not there."""
    try:
        if line.notice is not None:
            return reverse("portal_notice", args=[line.notice])
        return reverse(line.address, args=line.args) if line.address else ""
    except NoReverseMatch:
        return ""
