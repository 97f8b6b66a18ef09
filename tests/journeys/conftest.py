"""A real server, a real Chromium, and one register for all journeys of a run."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
CHROMIUM = os.environ.get("CHROMIUM") or next(
    (p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), ""
)
PASSWORD = "near-trial-2026"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Prepare a trial in a folder of its own, serve it, and stop it by its process group."""
    with served(tmp_path_factory.mktemp("trial")) as address:
        yield address


@pytest.fixture(scope="session")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A trial that also speaks the two languages nobody speaks; its address and its folder."""
    folder = tmp_path_factory.mktemp("pseudo")
    with served(folder, NEAR_PSEUDO="1") as address:
        yield address, folder


_COPY = """
import django; django.setup()
from near.foundation.search.indexing import copy_records, settle
copy_records(); settle()
"""


@contextmanager
def served(folder: Path, **more: str) -> Iterator[str]:
    """Serve a trial that lives in `folder`."""
    port = _free_port()
    environment = os.environ | more | {
        "NEAR_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/near.sqlite3", "PORT": str(port),
        "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "config.settings", "NEAR_WORK": "0",
    }  # fmt: skip
    near = [str(Path(sys.executable).parent / "near"), "trial"]
    log = (folder / "log").open("w")
    server = subprocess.Popen(  # noqa: S603 -- our own program
        near, env=environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        # The index holds words alone here: encoding every text would keep both cores busy for minutes.
        copy = [sys.executable, "-c", _COPY]
        subprocess.run(copy, env=environment, cwd=ROOT, stdout=log, stderr=log, check=True)  # noqa: S603 -- ours
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
        log.close()


def _wait_for(address: str, server: subprocess.Popen[bytes], limit: float = 180) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < limit and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/en/", timeout=5):  # noqa: S310 -- loopback
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the trial does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run; Debian's own, nothing is downloaded."""
    assert CHROMIUM, "Chromium is missing: run bin/install-browser"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window whose console must stay silent."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    yield page
    context.close()
    # An answer of 4xx that a test asked for is named in the console too; it is no fault of the page.
    assert [f for f in faults if "status of 4" not in f] == []
