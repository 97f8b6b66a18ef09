"""Benchmark E: the site under load, as a ratio of nginx serving 40 KB of static page.

Needs the programs `wrk` and `nginx` (Debian packages of those names). Loopback only; every process it starts
it stops.
Usage: python -m bench.site [--seconds N] [--json-only]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
NGINX_PORT, NEAR_PORT = 18180, 18181
CONNECTIONS = (1, 8, 32)
PAGES = {
    "home": "/en/",
    "member list": "/en/members/",
    "member page": "/en/members/mn-khentii/",
    "search": "/en/search/?q=khentii",
}
# One member per script and language; the uncached search asks them in turn.
SEARCHES = [
    ("en", "Khentii"), ("ja", "鳥取"), ("ko", "경상북도"), ("zh-hans", "黑龙江"), ("ru", "Иркутск"),
    ("mn", "Хэнтий"), ("en", "Gangwon"), ("ja", "モンゴル"), ("ru", "край"),
    ("mn", "аймаг"), ("en", "nowhere"),
]  # fmt: skip
_NGINX = """
{user}daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
"""


@contextmanager
def running(command: list[str], env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server for the length of the block and stop it, with its children, by process group."""
    process = subprocess.Popen(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def first_answer(url: str, limit: float = 60) -> tuple[float, int]:
    """Wait for the first good answer; return (seconds waited, bytes of it)."""
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return time.monotonic() - begun, len(answer.read())
        except OSError:
            time.sleep(0.02)
    raise SystemExit(f"no answer from {url} within {limit} s")


def load(url: str, connections: int, seconds: int, script: Path | None = None) -> dict[str, float]:
    """Put load on one address, warm; return requests per second and latency percentiles in milliseconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", url]
    command += ["-s", str(script)] if script else []
    # Each process loads a language's catalogue when it is first asked in it; that is a start, not a load.
    subprocess.run([*command, "-d1s"], check=True, capture_output=True)
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])  # type: ignore[index]
    found = {k: _milliseconds(v) for k, v in re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s))", text)}
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {"rps": rate, "p50": found["50"], "p99": found["99"], "errors": int(bad[1]) if bad else 0}


def _milliseconds(value: str) -> float:
    number, unit = re.match(r"([\d.]+)(us|ms|s)", value).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def memory_of(group: int) -> float:
    """Return the proportional memory of a process group in MB (shared pages counted once)."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(folder.name)) == group:
                rollup = (folder / "smaps_rollup").read_text()
                total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1])  # type: ignore[index]
        except (OSError, ProcessLookupError):
            continue
    return total / 1024


def _user() -> str:
    """Keep nginx's workers able to read our private folder where we run as root."""
    return "user root; " if os.getuid() == 0 else ""


def uncached_script(folder: Path, paths: list[str]) -> Path:
    """Write a wrk script that asks `paths` in turn, with a cookie that keeps the page cache out of it."""
    path = folder / f"uncached-{len(paths)}.lua"
    listed = ", ".join(f'"{p}"' for p in paths)
    path.write_text(
        'wrk.headers["Cookie"] = "sessionid=none"\n'
        f"local paths, turn = {{ {listed} }}, 0\n"
        "request = function() turn = turn % #paths + 1; return wrk.format(nil, paths[turn]) end\n"
    )
    return path


def measure(folder: Path, seconds: int) -> dict[str, Any]:
    """Run everything once in `folder` and return the figures."""
    (folder / "www").mkdir()
    (folder / "www/page.html").write_bytes(b"<p>static</p>\n" * (40 * 1024 // 14))
    conf = folder / "nginx.conf"
    conf.write_text(_NGINX.format(user=_user(), folder=folder, port=NGINX_PORT))
    near = str(Path(sys.executable).parent / "near")
    env = os.environ | {
        "NEAR_VAR": str(folder / "var"), "PORT": str(NEAR_PORT),
        "DATABASE_URL": f"sqlite:///{folder}/near.sqlite3", "NEAR_DEBUG": "",
    }  # fmt: skip
    for errand in (["init"], ["work", "--once"]):  # the index is whole before anything is asked
        subprocess.run([near, *errand], env=env, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    with running(["nginx", "-c", str(conf)]):
        first_answer(f"http://127.0.0.1:{NGINX_PORT}/page.html")
        limit = {c: load(f"http://127.0.0.1:{NGINX_PORT}/page.html", c, seconds) for c in CONNECTIONS}
    with running([near, "serve"], env=env) as server:
        waited, size = first_answer(f"http://127.0.0.1:{NEAR_PORT}/en/")
        pages = {n: _page(path, limit, seconds, None) for n, path in PAGES.items()}
        plain = _page("/en/members/", limit, seconds, uncached_script(folder, ["/en/members/"]))
        asked = [f"/{lang}/search/?q={quote(words)}" for lang, words in SEARCHES]
        searches = _page("/en/search/", limit, seconds, uncached_script(folder, asked))
        memory = memory_of(server.pid)
    return {
        "nginx": limit, "cached": pages, "member_list_uncached": plain,
        "search_uncached": searches, "memory_mb": round(memory, 1),
        "start_seconds": round(waited, 2), "first_page_bytes": size,
    }  # fmt: skip


def _page(path: str, limit: dict[int, Any], seconds: int, script: Path | None) -> dict[int, Any]:
    figures = {}
    for connections in CONNECTIONS:
        one = load(f"http://127.0.0.1:{NEAR_PORT}{path}", connections, seconds, script)
        figures[connections] = one | {"ratio": round(one["rps"] / limit[connections]["rps"], 4)}
    return figures


def report(figures: dict[str, Any]) -> None:
    """Print the figures as a table."""
    print(f"{'page':24}{'conn':>5}{'req/s':>10}{'ratio':>8}{'p50 ms':>9}{'p99 ms':>9}{'errors':>8}")
    rows = {"nginx static 40 KB": figures["nginx"]} | figures["cached"]
    rows |= {"member list, uncached": figures["member_list_uncached"]}
    rows |= {"search, uncached": figures["search_uncached"]}
    for name, by_connections in rows.items():
        for connections, f in by_connections.items():
            ratio = f"{f['ratio']:.3f}" if "ratio" in f else "1"
            times = f"{f['p50']:>9.2f}{f['p99']:>9.2f}{f['errors']:>8.0f}"
            print(f"{name:24}{connections:>5}{f['rps']:>10.0f}{ratio:>8}{times}")
    print(
        f"memory of all processes {figures['memory_mb']} MB, first page after {figures['start_seconds']} s, "
        f"{figures['first_page_bytes']} bytes"
    )


def main() -> None:
    """Measure, print the table, then one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    given = parser.parse_args()
    missing = [program for program in ("wrk", "nginx") if not shutil.which(program)]
    if missing:
        raise SystemExit(f"missing: {', '.join(missing)} (on Debian: apt-get install {' '.join(missing)})")
    with tempfile.TemporaryDirectory(prefix="near-bench-") as folder:
        figures = measure(Path(folder), given.seconds)
    report(figures)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
