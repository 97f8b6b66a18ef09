"""Asking another server: JSON over HTTP with a limit to everything, and never inside a transaction."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from near.foundation.machine_translation import (
    AnswerUnusable,
    KeyRefused,
    MachineBusy,
    MachineUnreachable,
    QuotaUsed,
    TooMuchAtOnce,
)

_MOST_BYTES = 4 * 1024 * 1024
_LONGEST_WAIT = 30.0
_SERVER_FAULT = 500
_BUSY = 429
_REFUSALS = {
    401: KeyRefused, 403: KeyRefused, 413: TooMuchAtOnce, 414: TooMuchAtOnce, _BUSY: MachineBusy,
    456: QuotaUsed,
}  # fmt: skip


class AskedInsideTransaction(RuntimeError):
    """A programming error made loud: whoever waits for another server must not hold the database."""


@dataclass(frozen=True)
class Server:
    """Somebody else's server: its name for our readers, its address, and how patient we are (seconds)."""

    name: str
    address: str
    headers: dict[str, str] = field(default_factory=dict)
    timeout: float = 20.0
    attempts: int = 3
    pause: float = 1.0

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """Return what the server answers as data; POST where there is a body. Refusals are in words.

        Only a busy or faulty server is asked again, after a growing pause or the one it names itself.
        """
        _require_no_transaction()
        attempt = 1
        while True:
            try:
                return self._once(path, body)
            except urllib.error.HTTPError as error:
                with error:
                    self._bear_with(error, attempt)
            except (OSError, http.client.HTTPException):
                raise MachineUnreachable(provider=self.name) from None
            attempt += 1

    def _bear_with(self, error: urllib.error.HTTPError, attempt: int) -> None:
        """Rest after an error that may pass; raise its refusal in words otherwise, or at the last attempt."""
        passing = error.code == _BUSY or error.code >= _SERVER_FAULT
        if not passing or attempt >= self.attempts:
            refusal = _REFUSALS.get(error.code, _by_class(error.code))
            raise refusal(provider=self.name) from None
        self._rest(attempt, error.headers.get("Retry-After", ""))

    def _once(self, path: str, body: dict[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "User-Agent": "NEAR"} | self.headers
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.address.rstrip("/") + path, data, headers)  # noqa: S310 -- checked
        with _OPENER.open(request, timeout=self.timeout) as answer:
            content = answer.read(_MOST_BYTES + 1)
        try:
            if len(content) <= _MOST_BYTES:
                return json.loads(content)
        except ValueError:
            pass
        raise AnswerUnusable(provider=self.name)

    def _rest(self, attempt: int, named: str) -> None:
        wanted = float(named) if named.isdecimal() else self.pause * 2 ** (attempt - 1)
        time.sleep(min(wanted, _LONGEST_WAIT))


class _NoWayRound(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: our key goes to the address the operator named and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoWayRound)


def _by_class(code: int) -> type[MachineUnreachable | AnswerUnusable]:
    return MachineUnreachable if code >= _SERVER_FAULT else AnswerUnusable


def _require_no_transaction() -> None:
    """Refuse while any database of this thread is inside a transaction (a test's own one left aside)."""
    for connection in connections.all(initialized_only=True):
        own = [block for block in connection.atomic_blocks if not getattr(block, "_from_testcase", False)]
        if own:
            raise AskedInsideTransaction
