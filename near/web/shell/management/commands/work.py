"""near work: the background process. Keeps the index, encodes questions, runs tasks that may wait."""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from near.flows.digest import send_round
from near.foundation.period import today
from near.foundation.rounds import make_rounds
from near.foundation.search.encoding import Service
from near.foundation.search.keeping import step
from near.web.outgoing.digests import deliver
from near.web.shell.start import digest_of_sources

PAUSE = 2.0  # seconds between looks where nothing was to do
MAILS = 300.0  # seconds between rounds of digests
_log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Work until stopped, or until the process that started this one is gone."""

    help = "The background process: search index, encoding of questions, tasks. One an installation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--with", dest="parent", type=int, default=0, help="end with this process")
        parser.add_argument("--once", action="store_true", help="do what there is to do and end")

    def handle(self, *args: Any, **options: Any) -> None:
        # Who works once leaves the address to the process that stays.
        service = None if options["once"] else _listening()
        try:
            self._work(digest_of_sources(), options["parent"], once=options["once"])
        except KeyboardInterrupt:
            pass
        finally:
            if service is not None:
                service.stop()

    def _work(self, recipe: str, parent: int, *, once: bool) -> None:
        mails_due = time.monotonic()
        while not parent or os.getppid() == parent:
            if time.monotonic() >= mails_due:
                send_digests()
                mails_due = time.monotonic() + MAILS
            if not _one_round(recipe):
                if once:
                    break
                time.sleep(PAUSE)


def _listening() -> Service | None:
    """Start encoding for the servers; where no address can be had they encode for themselves."""
    try:
        service = Service()
    except OSError:
        _log.warning("Questions cannot be encoded for other processes; they do it themselves.", exc_info=True)
        return None
    service.start()
    return service


def _one_round(recipe: str) -> bool:
    """Run what is due; a database that cannot be asked just now is asked again later."""
    close_old_connections()
    try:
        run_due_tasks()
        return step(recipe)
    except DatabaseError:
        _log.warning("The database cannot be asked just now; background work waits.", exc_info=True)
        return False


def send_digests() -> None:
    """Let the rooms tell what falls due, then send the digests that are due.

    Whatever goes wrong there, the other work goes on.
    """
    close_old_connections()
    try:
        make_rounds(today())
        outcome = send_round(deliver)
    except Exception:  # noqa: BLE001 -- one room's faulty sentence must not stop the index and the tasks
        _log.exception("The digests could not be sent; they are tried again in the next round.")
        return
    if outcome.failed:
        _log.warning("%d mails were not taken; they are tried again in the next round.", outcome.failed)


def run_due_tasks() -> None:
    """Run the tasks that wait, one after the other."""
    if not DBTaskResult.objects.ready().exists():
        return
    worker = Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=f"near-{os.getpid()}", excluded_queue_names=[],
    )  # fmt: skip
    worker.run()
