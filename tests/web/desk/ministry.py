"""A ministry's server on loopback that speaks OpenID Connect, every step of it."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "near", "between us"
_KEYS = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("own", "forged")}


@dataclass
class Ministry:
    """What the server says; a test changes it before somebody signs in."""

    address: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    key: str = "own"
    algorithm: str = "RS256"
    without: str = ""
    written: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def proof(self) -> str:
        """Return the signed identity, or what a test has written in its place."""
        if self.written:
            return self.written
        now = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "sub": "7", "iat": now, "exp": now + 60} | self.claims
        key: Any = "between us, and thirty-two bytes long" if self.algorithm == "HS256" else _KEYS[self.key]
        return jwt.encode(said, key, self.algorithm, headers={"kid": "one"})


class _Answers(BaseHTTPRequestHandler):
    ministry: Ministry

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.ministry.asked.append(url.path)
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        if url.path == "/authorize":
            self._authorize(query)
        elif url.path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEYS["own"].public_key()))
            self._say({"keys": [key | {"kid": "one", "alg": "RS256", "use": "sig"}]})
        elif url.path == "/userinfo":
            self._say(self.ministry.userinfo)
        else:
            self._say(self._discovery())

    def _discovery(self) -> dict[str, Any]:
        at = self.ministry.address
        ends = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found: dict[str, Any] = {f"{key}_endpoint": f"{at}/{path}" for key, path in ends.items()}
        return found | {"issuer": at, "jwks_uri": f"{at}/jwks"}

    def _authorize(self, query: dict[str, str]) -> None:
        assert query["client_id"] == CLIENT
        assert "openid" in query["scope"]
        assert query["code_challenge_method"] == "S256"
        self.ministry.codes["c0de"] = query
        self.send_response(302)
        back = urlencode({"code": "c0de", "state": query["state"]})
        self.send_header("Location", f"{query['redirect_uri']}?{back}")
        self.end_headers()

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        given = {key: values[0] for key, values in parse_qs(self.rfile.read(size).decode()).items()}
        asked = self.ministry.codes.pop(given["code"])
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == asked["code_challenge"]
        assert (given["client_id"], given["client_secret"]) == (CLIENT, SECRET)
        token = {"access_token": "a", "token_type": "Bearer", "id_token": self.ministry.proof()}
        self._say({key: value for key, value in token.items() if key != self.ministry.without})

    def _say(self, data: Any) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Keep the console quiet."""


@contextmanager
def ministry_at_work() -> Iterator[Ministry]:
    """Serve a ministry for the length of a test."""
    ministry = Ministry()
    handler = type("Answers", (_Answers,), {"ministry": ministry})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    ministry.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield ministry
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
