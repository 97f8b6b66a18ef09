"""Choices at the desk: called and sorted as in the officer's language; a language is only guessed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from near.assembly.models import Passage
from near.people.models import Account
from near.registry.models import MembershipSpell, Region, SuspensionSpell
from near.web.desk.forms.choices import (
    RegionField,
    agreement_field,
    country_field,
    decision_field,
    kinds_of_region,
    mandate_field,
    passage_field,
    post_field,
    spell_field,
)
from near.web.desk.forms.fields import LanguageOfTextField
from tests.registry.factories import MandateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


def labels(field: Any) -> list[str]:
    return [str(label) for _value, label in field.choices]


@pytest.mark.parametrize(
    ("language", "first", "before"),
    [
        ("ja", "アルハンガイ県 (mn-arkhangai)", ("京都府 (jp-kyoto)", "新潟県 (jp-niigata)")),
        ("zh", "阿尔泰边疆区 (ru-altai-krai)", ("北京", "")),
        ("vi", None, ("tỉnh Cam Túc (cn-gansu)", "tỉnh Hà Nam (cn-henan)")),
    ],
)
def test_regions_stand_in_the_order_of_the_language(
    language: str, first: str | None, before: tuple[str, str]
) -> None:
    with override({"zh": "zh-hans"}.get(language, language)):
        shown = labels(RegionField())
    assert shown[0].startswith("-")
    if first:
        assert first in shown[:12]
    if before[1]:
        assert shown.index(before[0]) < shown.index(before[1])


def test_countries_and_agreements_are_called_in_the_officers_language() -> None:
    with override("ru"):
        assert labels(country_field())[1:4] == ["Вьетнам", "Казахстан", "Китай"]
        assert any(" · " in label and "2014" in label for label in labels(agreement_field()))
    with override("ja"):
        assert any("年" in label for label in labels(agreement_field()))


def test_posts_mandates_and_memberships_are_named_by_whom_they_belong_to(officer: Account) -> None:
    MandateFactory(region=Region.objects.get(slug="mn-khentii"))
    with override("mn"):
        assert any(label.startswith("Хэнтий аймаг · ") for label in labels(mandate_field()))
        assert any(str(officer) in label and " · " in label for label in labels(post_field()))
        spells = labels(spell_field(MembershipSpell.objects.filter(until__isnull=True), "x"))
        assert len(spells) == 90
        assert any(label.startswith("Хэнтий аймаг · жинхэнэ гишүүн · ") for label in spells)
        assert labels(spell_field(SuspensionSpell.objects.all(), "x"))[0].startswith("-")


def test_without_an_empty_choice_the_first_record_stands_first() -> None:
    field = RegionField(empty_label=None)
    with override("en"):
        assert labels(field)[0].endswith(")")


def test_choices_of_regions_cost_the_same_however_many_there_are(django_assert_num_queries: Any) -> None:
    with override("ja"), django_assert_num_queries(3):
        labels(RegionField())


def test_a_language_is_guessed_only_among_the_working_languages() -> None:
    field = LanguageOfTextField(of="words")
    assert field.recognised("地域の協力についての報告") == "ja"
    assert field.recognised("Hợp tác giữa các địa phương") == ""
    assert field.recognised("?") == ""


class TestAPassageWithoutAChosenLanguage:
    PATH = "/desk/register/do/edit-passage/"

    @pytest.fixture
    def desk(self, officer: Account, editors: None) -> Client:
        client = Client()
        client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
        return client

    def entered(self, words: str, language: str = "") -> dict[str, str]:
        return {"passage": "association.purpose", "language": language, "words": words}

    def test_is_entered_under_the_language_it_is_written_in(self, desk: Client) -> None:
        answer = desk.post(self.PATH, self.entered("互いに学び合い、地域の発展に努めます。"))
        html = answer.content.decode()
        assert '<option value="ja" selected>' in html
        seen = re.search(r'name="seen" value="([^"]+)"', html)
        assert seen
        confirmed = self.entered("互いに学び合い、地域の発展に努めます。", "ja") | {"seen": seen[1]}
        assert desk.post(self.PATH, confirmed).status_code == 302
        assert "互いに" in Passage.objects.get(key="association.purpose").text.words("ja")

    def test_is_asked_for_where_the_text_does_not_tell(self, desk: Client) -> None:
        answer = desk.post(self.PATH, self.entered("12345"))
        assert answer.status_code == 422
        assert "cannot be recognised" in answer.content.decode()

    def test_a_persons_choice_is_never_changed(self, desk: Client) -> None:
        answer = desk.post(self.PATH, self.entered("互いに学び合います。", "mn"))
        assert '<option value="mn" selected>' in answer.content.decode()


def test_kinds_of_region_are_called_as_the_officers_language_calls_them() -> None:
    with override("ja"):
        assert dict(kinds_of_region())["metropolitan_city"] == "広域市"
    with override("mn"):
        kinds = dict(kinds_of_region())
    assert kinds["aimag"] == "аймаг"
    assert kinds["oblast"] == "муж (oblast)"  # one word for several kinds: the law's own tells them apart


def test_a_deciding_act_is_shown_with_its_day_and_a_passage_with_its_beginning() -> None:
    with override("ja"):
        assert "founding-1996 · 1996年9月12日" in labels(decision_field())
        assert all(" · " in label for label in labels(passage_field())[1:])
