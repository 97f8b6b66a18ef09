"""Every change of what the public reads in pages is put on record; pages kept in memory are dropped by it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail_localize.wagtail_hooks import before_edit_page

from near.foundation.journal import Reference, append
from near.people.perms import reference_of


def journal_publication(request: HttpRequest, page: Any) -> None:
    """Put a published page on record: pages kept in memory are dropped by it."""
    _page_entry(request, page, "site.publish_page")


def journal_withdrawal(request: HttpRequest, page: Any) -> None:
    """Put on record that a page is no longer public."""
    _page_entry(request, page, "site.unpublish_page")


def journal_deletion(request: HttpRequest, page: Any) -> None:
    """Put on record that a page was deleted."""
    _page_entry(request, page, "site.delete_page")


def _page_entry(request: HttpRequest, page: Any, verb: str) -> None:
    subject = Reference("page", str(page.pk), page.title)
    after = {"title": page.title, "language": page.locale.language_code, "live": page.live}
    append(by=reference_of(request.user), verb=verb, subject=subject, after=after)


def journal_translation(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Let the CMS publish the translation of a page, and put that on record: its own hooks stay silent."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    before = page.live_revision_id
    response: HttpResponse | None = before_edit_page(request, page)
    if response is not None:
        journal_if_published(request, page, before)
    return response


def journal_if_published(request: HttpRequest, page: Any, before: int | None) -> None:
    """Put a page on record if another revision of it is public than before.

    The CMS publishes translations once the transaction is over, so that is when this looks.
    """

    @transaction.on_commit
    def look() -> None:
        with transaction.atomic():
            page.refresh_from_db()
            if page.live and page.live_revision_id != before:
                journal_publication(request, page)
