"""What every page's frame needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from near.foundation.languages import LANGUAGES, language_of


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Return the present language and the same page's address in every language."""
    current = language_of(get_language() or "en")
    path = request.path
    prefix = f"/{current.django}/"
    rest = path.removeprefix(prefix) if path.startswith(prefix) else None
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    switch = [
        {"language": x, "url": f"/{x.django}/{rest}{query}" if rest is not None else f"/{x.django}/"}
        for x in LANGUAGES
    ]
    return {"language": current, "language_switch": switch, "localised": rest is not None}
