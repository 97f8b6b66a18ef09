"""Encoding of questions in the one background process, so that no server process needs every encoder.

A Unix socket in the private folder: a line of JSON in, a line of JSON and the vectors out. Where nobody
answers at once, the asking process encodes for itself with the first encoder alone.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import socketserver
import threading
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from near.foundation.search.encoders import CHAIN, Vectors, encoded_here

PATIENCE = 1.0  # seconds a question waits for its vectors
LONGEST_LINE = 64 * 1024
MOST_KEPT = 4000  # vectors of questions asked before
_log = logging.getLogger(__name__)
_here = threading.Event()  # set where this process is the one that encodes
Named = tuple[tuple[str, Vectors], ...]
# What may come of reading what the other end said: it is gone, late, or not one of ours.
_NONSENSE = (OSError, ValueError, KeyError, TypeError, RecursionError)


def address() -> Path:
    """Return where the service listens."""
    return Path(settings.VAR_DIR) / "encoding.socket"


def encoded_elsewhere(text: str, language: str) -> Named | None:
    """Return the vectors the background process makes of a question; None where it does not answer."""
    if _here.is_set():
        return encoded_here(text, language)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE)
            line.connect(str(address()))
            line.sendall(json.dumps({"text": text, "language": language}).encode() + b"\n")
            return _read(line)
    except _NONSENSE:
        return None


def _read(line: socket.socket) -> Named:
    with line.makefile("rb") as stream:
        said = json.loads(stream.readline(LONGEST_LINE))
        return tuple(
            (name, np.frombuffer(stream.read(width * 4), np.float32, count=width))
            for name, width in said["vectors"]
        )


@lru_cache(maxsize=MOST_KEPT)
def vectors_of_question(text: str, language: str) -> Named:
    """Return (encoder's name, vector) of a question for each encoder that knows its language."""
    found = encoded_elsewhere(text, language)
    return found if found is not None else encoded_here(text, language, CHAIN[:1])


def encode_here() -> None:
    """Let this process encode with every encoder itself: background process, console, benchmark."""
    _here.set()


class _Answer(socketserver.StreamRequestHandler):
    timeout = 5

    def handle(self) -> None:
        """Answer one question."""
        with contextlib.suppress(*_NONSENSE):
            asked = json.loads(self.rfile.readline(LONGEST_LINE))
            found = encoded_here(str(asked["text"]), str(asked["language"]))
            head = {"vectors": [(name, len(vector)) for name, vector in found]}
            body = b"".join(vector.astype(np.float32).tobytes() for _name, vector in found)
            self.wfile.write(json.dumps(head).encode() + b"\n" + body)


class Service(socketserver.ThreadingUnixStreamServer):
    """The listening end. Only the account that runs the platform may connect."""

    daemon_threads = True

    def __init__(self) -> None:
        path = address()
        path.unlink(missing_ok=True)
        before = os.umask(0o177)
        try:
            super().__init__(str(path), _Answer)
        finally:
            os.umask(before)

    def start(self) -> None:
        """Listen in a thread of its own."""
        encode_here()
        threading.Thread(target=self.serve_forever, name="encoding", daemon=True).start()

    def stop(self) -> None:
        """Stop listening and take the address away."""
        self.shutdown()
        self.server_close()
        address().unlink(missing_ok=True)
