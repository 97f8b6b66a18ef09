"""The association's own record as it ships."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.conf import settings

from near.assembly.actions import load_association
from near.assembly.models import (
    AssociationName,
    ChairTerm,
    CharterRevision,
    Discrepancy,
    Organ,
    Passage,
    SecretaryGeneralTerm,
    Session,
    TimelineItem,
)
from near.assembly.queries import (
    account_of_itself,
    assemblies,
    association_name,
    history,
    organs_on,
    record_of_region,
    subcommittees,
)
from near.foundation.errors import NotAllowed
from near.foundation.journal import SYSTEM, JournalEntry
from near.foundation.languages import CODES
from near.foundation.reference_data import digest_of
from near.people.models import Account
from near.registry.models import Region
from tests.foundation.journalled import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
DAY = dt.date(2026, 11, 24)


def folder() -> Path:
    return Path(settings.DATA_DIR / "association")


def test_nineteen_subcommittees_run_and_each_is_coordinated() -> None:
    running = [s for s in subcommittees(DAY) if s.running]
    assert len(running) == 19
    assert [s.organ.slug for s in running if not s.coordinators] == []


def test_fifteen_assemblies_have_met_and_none_twice() -> None:
    assert [s.number for s in assemblies()] == list(range(15, 0, -1))


def test_the_chair_passes_on_without_a_gap_in_the_numbers() -> None:
    terms = list(ChairTerm.objects.order_by("number"))
    assert [t.number for t in terms] == list(range(1, 17))
    assert [t.region.slug for t in ChairTerm.objects.on(DAY)] == ["ru-buryatia"]


def test_the_charter_was_adopted_once_and_revised_since() -> None:
    kinds = list(CharterRevision.objects.order_by("on").values_list("kind", flat=True))
    assert kinds == ["adopted"] + ["revised"] * 7


def test_the_organs_of_the_charter_stand() -> None:
    assert {o.slug for o in organs_on(DAY)} >= {"general-assembly", "chair", "auditors", "secretariat"}
    assert SecretaryGeneralTerm.objects.filter(until__isnull=True).get().number == 6


@pytest.mark.parametrize("language", CODES)
def test_everything_the_association_says_of_itself_is_there_in_every_language(language: str) -> None:
    account = account_of_itself()
    said = [account.intro, account.purpose, *account.background, *account.tasks]
    said += [text for role in account.roles for text in (role.title, *role.items)]
    said += [organ.name for organ in Organ.objects.all()]
    assert len(account.roles) == 3
    assert [str(text) for text in said if language not in text] == []
    assert association_name(DAY, language)


def test_the_korean_name_changed_in_2024() -> None:
    eve, day = dt.date(2024, 10, 7), dt.date(2024, 10, 8)
    assert association_name(eve, "ko") == "동북아시아지역자치단체연합"
    assert association_name(day, "ko") == "동북아시아지방정부연합"


def test_the_history_and_the_contradictions_in_it_are_sourced() -> None:
    assert history()[0].on <= history(latest_first=True, limit=1)[0].on
    assert Discrepancy.objects.exists()
    for table in (TimelineItem, Discrepancy, Passage, Organ, Session, AssociationName, CharterRevision):
        assert not table.objects.filter(source="").exists(), table


def test_the_first_chair_also_hosted_the_first_assembly() -> None:
    record = record_of_region(Region.objects.get(slug="kr-gyeongbuk").pk)
    assert not record.empty
    assert (record.chair_terms[0].number, record.hosted[0].slug) == (1, "ga-01")


def test_loading_again_does_nothing() -> None:
    before = everything("assembly")
    assert load_association(folder=folder(), by=SYSTEM) is False
    assert everything("assembly") == before


def test_the_loading_is_on_record_with_a_digest_of_what_was_loaded() -> None:
    entry = JournalEntry.objects.get(verb="assembly.load_association")
    tables = (Organ, Session, ChairTerm, Passage, TimelineItem, Discrepancy)
    counts = {t.__name__.lower(): t.objects.count() for t in tables}
    assert entry.after == counts | {"digest": digest_of(folder())}
    assert (entry.actor, entry.subject) == ("system:near", "association:reference-data")


def test_an_outsider_loads_nothing(outsider: Account) -> None:
    before = everything("assembly")
    with pytest.raises(NotAllowed):
        load_association(folder=folder(), by=outsider)
    assert everything("assembly") == before


def test_the_folder_s_name_is_no_part_of_its_digest(tmp_path: Path) -> None:
    assert digest_of(Path(shutil.copytree(folder(), tmp_path / "copy"))) == digest_of(folder())
