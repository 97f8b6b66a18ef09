"""What is findable of needs and offers: those anybody may read today."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from near.cooperation.models import Posting
from near.foundation.period import day_of, today
from near.foundation.search.findable import Findable, Kind, concepts
from near.foundation.search.wordings import wordings_of


def postings() -> Iterator[Findable]:
    """Yield every need and offer that is public and has not expired. One query."""
    found = Posting.objects.public_on(today()).select_related("region").defer("region__outline")
    for posting in found.order_by("pk"):
        yield Findable(
            "posting", str(posting.pk), wordings_of(posting.title, posting.what, posting.with_whom),
            original=posting.title.original, country=posting.region.country_id,
            topics=tuple(concepts().topics_of(posting.topics)),
            on=day_of(posting.published_at or posting.made_at), sample=posting.is_sample,
            extra={"direction": posting.direction},
        )  # fmt: skip


POSTING_KINDS = (Kind("posting", _("Need or offer"), postings),)
