"""The board of translations and the side-by-side editor at the desk."""

from __future__ import annotations

import datetime as dt
import html as markup
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from near.assembly.models import Organ
from near.foundation import locking, machine_translation
from near.foundation.journal import JournalEntry, verify
from near.foundation.locking import Lock
from near.foundation.machine_translation import QuotaUsed
from near.foundation.period import today
from near.foundation.text import MultilingualText
from near.people.models import Account
from near.registry.models import Region
from near.translation.actions import request_translation
from near.translation.models import MachineRun
from tests.assembly.factories import OrganFactory
from tests.translation.factories import MachineRunFactory, TranslationRequestFactory
from tests.translation.providers import Spoken
from tests.web.desk.test_desk import seal_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("editors", "strict_templates")]
BOARD = "/desk/register/translations/"
EDITOR = f"{BOARD}mn/organ/sub-rivers/"
OLD, NEW = "Members meet.\n\nThey talk of rivers.", "Members meet.\n\nThey talk of seas."


@pytest.fixture
def desk(officer: Account) -> Client:
    return signed_in(officer)


@pytest.fixture
def organ(desk: Client, officer: Account) -> Organ:
    """A subcommittee whose second passage has changed since it was translated."""
    from near.assembly.actions import edit_organ  # noqa: PLC0415 -- the way the original changes

    text = MultilingualText.of(en=OLD, mn="Гишүүд уулзана.\n\nГолын тухай ярина.")
    organ = OrganFactory(slug="sub-rivers", name=MultilingualText.of(en="Rivers"), summary=text)
    edit_organ(organ=organ, language="en", name="Rivers", summary=NEW, by=officer)
    return organ


def shown(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def entered(page: str, anchor: str) -> dict[str, str]:
    """Return the fields of one passage's form."""
    form = page.partition(f'id="{anchor}"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    words = re.search(r"<textarea[^>]*>([^<]*)</textarea>", form)
    assert words
    return fields | {"words": markup.unescape(words[1])}


@pytest.mark.parametrize("path", [BOARD, EDITOR])
def test_the_board_is_closed_to_everybody_but_the_secretariat(
    path: str, outsider: Account, organ: Organ
) -> None:
    assert Client().get(path).status_code == 302
    assert signed_in(outsider).get(path).status_code == 403


@pytest.mark.parametrize("language", ["en", "ja", "ko", "zh", "ru", "mn"])
def test_board_and_editor_stand_in_the_officers_language(
    organ: Organ, officer: Account, language: str
) -> None:
    officer.language = language
    officer.save()
    TranslationRequestFactory(note="GA")
    client = signed_in(officer)
    for path in (BOARD, f"{BOARD}?language=mn&state=open", EDITOR):
        assert shown(client, path).count("<h1") == 1


@pytest.mark.parametrize("query", ["language=xx", "kind=comet", "state=lost"])
def test_a_filter_that_means_nothing_has_no_page(desk: Client, query: str) -> None:
    shown(desk, f"{BOARD}?{query}", 404)


@pytest.mark.parametrize(
    "path", ["xx/organ/sub-rivers/", "mn/comet/sub-rivers/", "mn/organ/nowhere/", "mn/agreement/zzz/"]
)
def test_a_text_that_is_not_there_has_no_page(desk: Client, organ: Organ, path: str) -> None:
    shown(desk, BOARD + path, 404)


def test_a_text_is_not_translated_into_its_own_language(desk: Client, organ: Organ) -> None:
    shown(desk, f"{BOARD}en/organ/sub-rivers/", 422)


def test_the_board_shows_what_waits_with_its_deadline(desk: Client, organ: Organ, officer: Account) -> None:
    request_translation(languages=["mn"], due=today(), kind="organ", note="GA 2026", by=officer)
    TranslationRequestFactory(kind="organ", due=dt.date(2026, 1, 31), note="Long ago")
    page = shown(desk, f"{BOARD}?language=mn&state=open")
    assert "1 of 3 passages checked" in page
    assert 'href="?language=mn&amp;kind=organ&amp;state=stale#texts">1</a>' in page
    assert page.count('class="badge stale">overdue') == 1
    assert '<span class="due overdue">' in page
    row = page.partition('class="listing texts"')[2]
    assert EDITOR in row
    assert [s for s in ("missing", "out of date", "checked translation") if f">{s}</span>" in row] == [
        "missing", "out of date", "checked translation",
    ]  # fmt: skip


def test_an_empty_board_says_so(desk: Client) -> None:
    page = shown(desk, f"{BOARD}?language=mn")
    assert "Nothing is waiting here." in page
    assert "No deadline is open." in page


def test_the_board_asks_the_database_as_often_for_many_texts_as_for_few(
    desk: Client, organ: Organ, official: Any, register: None
) -> None:
    path = f"{BOARD}?language=mn"
    shown(desk, path)
    with CaptureQueriesContext(connection) as few:
        shown(desk, path)
    for number in range(30):
        OrganFactory(slug=f"sub-{number}", name=MultilingualText.of(en=f"N {number}"))
        TranslationRequestFactory(kind="organ", records=[f"sub-{number}"])
    with CaptureQueriesContext(connection) as many:
        shown(desk, path)
    assert len(many) == len(few) <= 60


def test_a_deadline_is_set_and_withdrawn_at_the_desk(desk: Client, organ: Organ) -> None:
    path = "/desk/register/do/request-translation/"
    assert 'value="mn"' in shown(desk, f"{path}?kind=organ&languages=mn")
    entry = {
        "kind": "organ",
        "records": "sub-rivers",
        "languages": ["mn", "ja"],
        "due": "2099-01-31",
        "note": "GA",
    }
    seal = seal_of(desk.post(path, entry))
    assert desk.post(path, entry | {"seen": seal}).status_code == 302
    page = shown(desk, BOARD)
    assert "GA · 1 of 6 passages checked" in page
    number = re.search(r"withdraw-request/\?request=(\d+)", page)
    assert number
    path = "/desk/register/do/withdraw-request/"
    seal = seal_of(desk.post(path, {"request": number[1]}))
    assert desk.post(path, {"request": number[1], "seen": seal})["Location"] == BOARD
    assert "No deadline is open." in shown(desk, BOARD)


@pytest.mark.parametrize(
    "case", [{"due": "2020-01-01"}, {"records": "nowhere"}, {"kind": "", "records": "x"}]
)
def test_a_deadline_that_cannot_be_met_is_refused_in_words(
    desk: Client, organ: Organ, case: dict[str, str]
) -> None:
    entry = {"kind": "organ", "languages": ["mn"], "due": "2099-01-31"} | case
    answer = desk.post("/desk/register/do/request-translation/", entry)
    assert answer.status_code in (404, 422)
    assert "errorlist" in answer.content.decode()


def test_the_editor_shows_what_changed_word_by_word(desk: Client, organ: Organ) -> None:
    page = shown(desk, EDITOR)
    stale = page.partition('id="summary-1"')[2].partition("</section>")[0]
    assert re.search(r"<del>.*removed: </span>rivers<span", stale)
    assert re.search(r"<ins>.*added: </span>seas<span", stale)
    assert "<del>" not in page.partition('id="summary-0"')[2].partition("</section>")[0]
    assert 'lang="mn"' in stale


def test_words_gone_stale_before_passages_were_known_say_that_the_old_ones_are_lost(desk: Client) -> None:
    stored = {"en": {"words": "Sea"}, "mn": {"words": "Далай", "state": "stale", "source_digest": "0" * 16}}
    OrganFactory(slug="sub-rivers", name=MultilingualText.from_json(stored))
    assert "its earlier words are not on record" in shown(desk, EDITOR)


def test_locked_words_are_marked_with_their_settled_form(
    desk: Client, organ: Organ, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keeper(text: str, _source: str, _target: str) -> list[Lock]:
        return [Lock(0, 7, "Гишүүд")] if text.startswith("Members") else []

    monkeypatch.setattr(locking, "_keepers", [keeper])
    page = shown(desk, EDITOR)
    assert '<mark title="Гишүүд">Members</mark> meet.' in page
    assert '<b lang="mn">Гишүүд</b>' in page


def test_a_passage_is_saved_as_checked_and_nothing_else_moves(
    desk: Client, organ: Organ, officer: Account
) -> None:
    fields = entered(shown(desk, EDITOR), "summary-1") | {"words": "Тэнгисийн тухай ярина.", "do": "check"}
    answer = desk.post(EDITOR, fields)
    assert (answer.status_code, answer["Location"]) == (302, f"{EDITOR}#summary-1")
    parts = Organ.objects.get().summary.passages["mn"].parts
    assert [(p.words, p.state) for p in parts] == [
        ("Гишүүд уулзана.", "checked"), ("Тэнгисийн тухай ярина.", "checked"),
    ]  # fmt: skip
    assert JournalEntry.objects.first().verb == "assembly.write_words"  # type: ignore[union-attr]
    assert verify().intact
    assert "Saved. Readers see it from now on." in shown(desk, EDITOR)
    assert f"{officer.name} · " in shown(desk, EDITOR)
    assert "Write a translation" in shown(desk, "/desk/register/journal/")


def test_a_draft_waits_in_the_editor_and_is_not_read(desk: Client, organ: Organ) -> None:
    fields = entered(shown(desk, EDITOR), "summary-0") | {"words": "Өөр үг.", "do": "draft"}
    desk.post(EDITOR, fields)
    page = shown(desk, EDITOR)
    assert "Draft laid beside" in page
    assert Organ.objects.get().summary.passages["mn"].parts[0].words == "Гишүүд уулзана."
    assert entered(page, "summary-0")["words"] == "Гишүүд уулзана."
    taken = shown(desk, f"{EDITOR}?take=summary-0")
    assert entered(taken, "summary-0")["words"] == "Өөр үг."
    assert entered(taken, "summary-1")["words"] == "Голын тухай ярина."


def test_a_draft_of_something_missing_is_found_in_its_field(desk: Client, organ: Organ) -> None:
    fields = entered(shown(desk, EDITOR), "name-0") | {"words": "Гол", "do": "draft"}
    desk.post(EDITOR, fields)
    assert entered(shown(desk, EDITOR), "name-0")["words"] == "Гол"
    assert 'class="pair draft" id="name-0"' in shown(desk, EDITOR)


@pytest.mark.parametrize("take", ["summary-9", "summary-x", "slug-0", "summary-0", "", "name-" + "9" * 30])
def test_taking_what_is_not_there_takes_nothing(desk: Client, organ: Organ, take: str) -> None:
    page = shown(desk, f"{EDITOR}?take={take}")
    assert entered(page, "summary-0")["words"] == "Гишүүд уулзана."


def test_whoever_comes_second_is_told_and_loses_nothing(desk: Client, organ: Organ) -> None:
    fields = entered(shown(desk, EDITOR), "summary-1")
    desk.post(EDITOR, fields | {"words": "Эхний.", "do": "check"})
    answer = desk.post(EDITOR, fields | {"words": "Хоёр дахь.", "do": "check"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this passage meanwhile" in page
    assert entered(page, "summary-1")["words"] == "Хоёр дахь."
    assert Organ.objects.get().summary.passages["mn"].parts[1].words == "Эхний."


@pytest.mark.parametrize(
    ("case", "status"),
    [
        ({"words": " ", "do": "check"}, 422),
        ({"words": "x" * 5001, "do": "check"}, 422),
        ({"do": "dance"}, 404),
        ({"do": "check", "number": "99"}, 404),
        ({"do": "check", "number": "-1"}, 404),
        ({"do": "check", "number": "9" * 40}, 404),
        ({"do": "check", "field": "slug"}, 404),
        ({"do": ""}, 404),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused_in_words(
    desk: Client, organ: Organ, case: dict[str, str], status: int
) -> None:
    before = Organ.objects.values().get()
    fields = entered(shown(desk, EDITOR), "summary-1") | case
    assert desk.post(EDITOR, fields).status_code == status
    assert Organ.objects.values().get() == before


def test_what_a_member_corrected_is_named_on_the_board(
    desk: Client, organ: Organ, official: Any, register: None
) -> None:
    from near.assembly.actions import write_words  # noqa: PLC0415 -- what an official does
    from near.foundation.translating import Edit  # noqa: PLC0415 -- as above

    by = official(Region.objects.get(slug="mn-khentii"))
    write_words(kind="organ", key="sub-rivers", edit=Edit("name", "mn", {0: "Гол мөрөн"}), by=by)
    for path in (f"{BOARD}?language=mn&kind=organ&state=stale", EDITOR):
        assert f"Corrected by {by.name} (Khentii Aimag)" in shown(desk, path)


@pytest.mark.usefixtures("tasks_at_once")
class TestMachine:
    """With a provider: asked from the board or the editor, after the transaction, its words labelled."""

    @pytest.fixture(autouse=True)
    def _provider(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.provider = Spoken()
        monkeypatch.setattr(machine_translation, "_maker", [lambda: self.provider])

    def test_the_editor_asks_after_the_transaction(
        self, desk: Client, organ: Organ, django_capture_on_commit_callbacks: Any
    ) -> None:
        assert "Ask the machine (Spoken)" in shown(desk, EDITOR)
        with django_capture_on_commit_callbacks(execute=False) as waiting:
            desk.post(EDITOR, {"do": "machine"})
        assert self.provider.asked == []
        assert "has not answered yet" in shown(desk, EDITOR)
        waiting[0]()
        page = shown(desk, EDITOR)
        assert "RIVERS" in entered(page, "name-0")["words"]
        assert "Proposal of the machine" in page.partition('id="summary-1"')[2]
        assert 'class="badge machine">machine translation' in page

    def test_why_the_machine_did_not_write_is_shown(
        self, desk: Client, organ: Organ, django_capture_on_commit_callbacks: Any
    ) -> None:
        self.provider.refusal = QuotaUsed(provider="Spoken")
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(EDITOR, {"do": "machine"})
        assert "Spoken has translated as much as was agreed" in shown(desk, EDITOR)

    def test_a_list_is_handed_over_at_once(
        self, desk: Client, organ: Organ, django_capture_on_commit_callbacks: Any
    ) -> None:
        OrganFactory(slug="sub-done", name=MultilingualText.of(en="Done", mn="Дууссан"))
        path = f"{BOARD}?language=mn&kind=organ"
        assert "Ask the machine for this list (Spoken)" in shown(desk, path)
        with django_capture_on_commit_callbacks(execute=True):
            assert desk.post(path, {"do": "machine"}).status_code == 302
        assert [(r.key, r.placed) for r in MachineRun.objects.all()] == [("sub-rivers", 2)]
        assert "1 text was handed to the machine." in shown(desk, path)


def test_without_a_provider_no_button_asks_for_one(desk: Client, organ: Organ) -> None:
    MachineRunFactory(refusals=[{"refusal": "MachineBusy", "details": {"provider": "X"}}])
    assert "Ask the machine" not in shown(desk, EDITOR) + shown(desk, f"{BOARD}?language=mn")
    assert desk.post(EDITOR, {"do": "machine"}).status_code == 404
    assert desk.post(f"{BOARD}?language=mn", {"do": "machine"}).status_code == 404
