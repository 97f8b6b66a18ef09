"""Loading the register: whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from near.foundation.journal import SYSTEM, head
from near.registry.actions import load_register
from near.registry.models import Country, Region, RegionName

pytestmark = pytest.mark.django_db


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(settings.DATA_DIR, tmp_path / "data"))


def test_a_fault_in_the_last_file_leaves_nothing_of_the_others(data: Path) -> None:
    (data / "association/institutions.json").write_text("[{}]", encoding="utf-8")
    with pytest.raises(KeyError):
        load_register(regions=data / "regions", association=data / "association", by=SYSTEM)
    assert [Country.objects.count(), Region.objects.count(), head()] == [0, 0, 0]


def test_names_load_in_the_languages_that_have_a_file(data: Path) -> None:
    (data / "regions/names/mn.csv").unlink()
    assert load_register(regions=data / "regions", association=data / "association", by=SYSTEM)
    languages = set(RegionName.objects.values_list("language", flat=True))
    assert languages >= {"en", "ja", "ko", "zh", "ru"}
    assert "mn" not in languages
