"""How a document goes out: as a file to keep, never as a page, whatever it contains."""

from __future__ import annotations

from django.http import FileResponse

from near.cooperation.models import Attachment
from near.cooperation.rules.file_kinds import KINDS

_ENDINGS = {kind.media_type: kind.ending for kind in KINDS}


def given(found: Attachment) -> FileResponse:
    """Return a document under its title: its own kind, no sniffing, no scripts, kept by no cache."""
    name = f"{found.title}.{_ENDINGS.get(found.media_type, 'bin')}".replace("/", "-")
    answer = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=name, content_type=found.media_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
