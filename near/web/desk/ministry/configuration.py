"""Which ministries have a sign-in of their own: read from a file when the server starts.

The file is a JSON list of objects with `id` (letters, digits, hyphens; part of the address to be registered
with the ministry: SITE/account/ministry/ID/login/callback/), `name` (shown on the button), `server_url` (the
issuer), `client_id`, `secret`, and `domains`, the e-mail domains it may speak for.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

_NO_LIST = "a list is needed"
_TWICE = "an id stands twice"
_KEYS = ("id", "name", "server_url", "client_id", "secret")


class MinistriesUnclear(ImproperlyConfigured):
    """The file cannot be followed; the server does not start with half of it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"NEAR_OIDC_CONFIG: {what}")


def ministries_in(path: str) -> list[dict[str, Any]]:
    """Return the ministries a file names, as allauth wants them; none for an empty path.

    Whatever is missing or wrong is a `MinistriesUnclear` that names it.
    """
    if not path:
        return []
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise MinistriesUnclear(str(fault)) from fault
    if not isinstance(found, list):
        raise MinistriesUnclear(_NO_LIST)
    apps = [_app(entry) for entry in found]
    if len({app["provider_id"] for app in apps}) != len(apps):
        raise MinistriesUnclear(_TWICE)
    return apps


def _app(entry: Any) -> dict[str, Any]:
    given = entry if isinstance(entry, dict) else {}
    missing = [key for key in _KEYS if not isinstance(given.get(key), str) or not given[key]]
    domains = given.get("domains")
    if not isinstance(domains, list) or not domains or not all(isinstance(d, str) and d for d in domains):
        missing.append("domains")
    if missing:
        raise MinistriesUnclear(", ".join(missing))
    if not re.fullmatch(r"[a-z0-9-]{1,40}", given["id"]):
        raise MinistriesUnclear(given["id"])
    settings = {"server_url": given["server_url"], "domains": [domain.lower() for domain in given["domains"]]}
    return {
        "provider_id": given["id"], "name": given["name"], "client_id": given["client_id"],
        "secret": given["secret"], "settings": settings,
    }  # fmt: skip
