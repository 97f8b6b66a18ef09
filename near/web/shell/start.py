"""Starting the server without loading Django first: a trial that is ready answers twice as soon."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[3]
_SKIPPED = {".mo", ".pyc"}


def stamp() -> Path:
    """Return the file that says what the trial was prepared from, and how it greets."""
    return Path(os.environ.get("NEAR_VAR", BASE_DIR / "var")) / "trial.stamp"


def digest_of_sources() -> str:
    """Return a digest of every file a prepared trial depends on, by path, size and time."""
    roots = (BASE_DIR / "data", BASE_DIR / "near", BASE_DIR / "config", BASE_DIR / "requirements.lock")
    asked = [os.environ.get(name, "") for name in ("DATABASE_URL", "NEAR_VAR", "PORT", "NEAR_SITE_URL")]
    seal = hashlib.sha256("\n".join(asked).encode())
    for path in sorted(p for root in roots for p in _files(root)):
        status = path.stat()
        seal.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seal.hexdigest()


def _files(root: Path) -> list[Path]:
    if root.is_file():
        return [root]
    return [p for p in root.rglob("*") if p.suffix not in _SKIPPED and p.is_file()]


def greeting_of_a_ready_trial() -> str:
    """Return the greeting of the trial where nothing changed since it was prepared, else nothing."""
    try:
        known, _line, greeting = stamp().read_text(encoding="utf-8").partition("\n")
    except OSError:
        return ""
    return greeting if known == digest_of_sources() else ""


def said_when_serving() -> str:
    """Return the line that names the address."""
    port = os.environ.get("PORT", "8000")
    site = os.environ.get("NEAR_SITE_URL", f"http://127.0.0.1:{port}")
    return f"Serving {site}  (stop with Ctrl-C)\n"


def become_server(port: int, workers: int = 2) -> None:
    """Turn this process into the production server on loopback. Does not return."""
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi",
        "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1",
        "--backpressure", "64", "--log-level", "warning", "config.wsgi:application",
    ]  # fmt: skip
    sys.stdout.flush()
    os.chdir(BASE_DIR)
    _start_background_work()
    os.execv(command[0], command)  # noqa: S606 -- our own server, fixed arguments


def _start_background_work() -> None:
    """Start the background process beside the server it ends with; NEAR_WORK=0 leaves it to others."""
    if os.environ.get("NEAR_WORK", "1") == "0":
        return
    near = str(Path(sys.executable).parent / "near")
    command = [near, "work", "--with", str(os.getpid())]
    subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 -- ourselves
