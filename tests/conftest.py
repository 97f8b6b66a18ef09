"""The ground every test stands on: a database of either engine, the real register, and persons to act.

NEAR_TEST_ENGINE=postgresql starts a PostgreSQL of its own, once, for all workers; a DATABASE_URL given
from outside is used as it is. Without either the database is SQLite in memory.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template import engines
from django.template.base import Node
from django.test import TransactionTestCase, override_settings
from django.utils import translation

from near.assembly.actions import load_association
from near.foundation.journal import SYSTEM
from near.people.enums import Post
from near.people.models import Account
from near.registry.actions import load_register
from near.registry.enums import Office
from near.registry.models import Region
from near.web.shell.catalogues import compile_catalogues
from tests.foundation.engine import journal_unlocked, start_postgresql
from tests.people.factories import AccountFactory, SecretariatPostFactory
from tests.registry.factories import MandateFactory

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
# Workers read their settings after this; the process that starts them has read its own before.
RUN = Path(os.environ.get("NEAR_TEST_RUN") or tempfile.mkdtemp(prefix="near-test-"))
os.environ["NEAR_TEST_RUN"] = os.environ["NEAR_VAR"] = str(RUN)
os.environ["SECRET_KEY"] = "only-for-tests"


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """PostgreSQL's address reaches the settings of workers only, so there is always one worker."""
    if _starts_postgresql() and not getattr(config.option, "numprocesses", None):
        config.option.numprocesses = 1


def pytest_configure(config: pytest.Config) -> None:
    """Start what the workers share; keep everything a test writes out of the house."""
    if not WORKER:
        compile_catalogues()  # a fresh clone holds the sources of the catalogues only
        config.add_cleanup(lambda: shutil.rmtree(RUN, ignore_errors=True))
    if _starts_postgresql():
        uri, stop = start_postgresql(RUN / "postgresql")
        os.environ["DATABASE_URL"] = uri
        config.add_cleanup(stop)
    _furnish(RUN / (WORKER or "main"))


def _starts_postgresql() -> bool:
    wanted = os.environ.get("NEAR_TEST_ENGINE") == "postgresql"
    return wanted and not WORKER and "DATABASE_URL" not in os.environ


def _furnish(folder: Path) -> None:
    """Give this process its own files, plain static files and a quick password hasher."""
    settings.VAR_DIR = folder
    settings.MEDIA_ROOT, settings.STATIC_ROOT = folder / "media", folder / "static"
    for path in (settings.MEDIA_ROOT, settings.STATIC_ROOT):
        path.mkdir(parents=True, exist_ok=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    override_settings(STORAGES=settings.STORAGES | plain).enable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Remember what migrations put into the new database; unasked, pytest-django would not."""
    with django_db_blocker.unblock():
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_transactions() -> Iterator[None]:
    """A test with real transactions empties all tables after itself; the journal's law steps aside then.

    What the migrations had put there (the CMS's root page, its languages) is put back for the next test.
    """
    teardown = TransactionTestCase._fixture_teardown

    def emptied(case: TransactionTestCase) -> None:
        case.serialized_rollback = True
        with journal_unlocked():
            teardown(case)
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """A page in Mongolian does not leave its language behind for the next test."""
    with translation.override("en"):
        yield


@pytest.fixture
def register(db: None) -> None:
    """The real reference data: 89 regions and more, the memberships, the association's own record."""
    regions, association = settings.DATA_DIR / "regions", settings.DATA_DIR / "association"
    load_register(regions=regions, association=association, by=SYSTEM)
    load_association(folder=association, by=SYSTEM)


@pytest.fixture
def officer(db: None) -> Account:
    """The head of the secretariat: may do whatever the secretariat may."""
    return SecretariatPostFactory(post=Post.HEAD).account


@pytest.fixture
def clerk(db: None) -> Account:
    """An officer of the secretariat: keeps the register, appoints nobody."""
    return SecretariatPostFactory(post=Post.OFFICER).account


@pytest.fixture
def outsider(db: None) -> Account:
    """Somebody with an account and nothing else."""
    return AccountFactory()


@pytest.fixture
def official(db: None) -> Callable[..., Account]:
    """Make an official who speaks for a region today: `official(region)`, `official(region, Office.HEAD)`."""

    def make(region: Region, office: Office = Office.CONTACT, **fields: Any) -> Account:
        return MandateFactory(region=region, office=office, **fields).account

    return make


class Undefined(str):
    """What an unknown variable of a template stands for: silent in foreign templates, a fault in ours."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return _template_in_hand().startswith(str(settings.BASE_DIR / "near"))

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        pytest.fail(f"undefined variable “{variable}” in {_template_in_hand()}", pytrace=False)


def _template_in_hand() -> str:
    """Return the path of the template whose node is being rendered; empty where there is none."""
    frame = sys._getframe(1)
    while frame := frame.f_back:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and (origin := getattr(node, "origin", None)):
            return str(origin.name)
    return ""


@pytest.fixture
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """An undefined variable in one of our own templates fails the test."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined())
