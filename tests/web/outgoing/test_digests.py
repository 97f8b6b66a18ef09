"""The digest as a mail: in the recipient's language, with the way out, and what the server does not take."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from near.flows.digest import send_round
from near.foundation.deadlines import Deadline
from near.foundation.notices import Notice, tell
from near.foundation.text import MultilingualText
from near.people.models import Account, NoticeSetting
from near.registry.models import Region
from near.web.outgoing.digests import deliver
from near.web.shell.management.commands import work
from tests.foundation.notices import ANSWERED, ENDED, declared, keeper_of
from tests.people.factories import AccountFactory, NoticeSettingFactory
from tests.registry.factories import MandateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "strict_templates")]
NOW = dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)
TITLE = MultilingualText.of(en="Wool & hides", ja="羊毛と皮革", mn="Ноос & арьс")


@pytest.fixture(autouse=True)
def _declared(register: None) -> Iterator[None]:
    khentii = Region.objects.get(slug="mn-khentii")
    due = Deadline("p-1", khentii.pk, dt.date(2026, 11, 27), lambda: "Confirm", "region", ("mn-khentii",))
    with declared(deadlines=keeper_of(due)), time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def readers() -> list[Account]:
    """An official of Khentii and one of Tottori, who speak their own languages."""
    return [
        MandateFactory(
            region=Region.objects.get(slug=slug), account__language=language, account__time_zone=zone
        ).account
        for slug, language, zone in (
            ("mn-khentii", "mn", "Asia/Ulaanbaatar"),
            ("jp-tottori", "ja", "Asia/Tokyo"),
        )
    ]


def told(*readers: Account, event: str = "a:1", **more: Any) -> None:
    member = Region.objects.get(slug="jp-tottori")
    tell(readers, ANSWERED, event=event, details={"member": member, "title": TITLE}, **more)


def sent_to(account: Account) -> Any:
    [found] = [x for x in mail.outbox if x.to == [account.email]]
    return found


def test_each_mail_speaks_the_language_of_its_recipient(readers: list[Account]) -> None:
    told(*readers)
    with translation.override("ru"):
        assert send_round(deliver, at_once=True).sent == 2
        assert translation.get_language() == "ru"
    mongol, japanese = (sent_to(x) for x in readers)
    assert "“Ноос & арьс” саналд хариу ирлээ. Гишүүн: Тоттори муж." in mongol.body
    assert "鳥取県から「羊毛と皮革」への回答がありました。" in japanese.body
    assert "Хэнтий аймаг" in mongol.body
    assert f"http://127.0.0.1:8000/mn/portal/notices/{Notice.objects.earliest('pk').pk}/" in mongol.body
    assert "2026 оны 11 дүгээр сарын 27" in mongol.body
    assert "/ja/portal/settings/" in japanese.body
    assert {x.extra_headers["Content-Language"] for x in (mongol, japanese)} == {"mn", "ja"}


def test_the_mail_in_html_says_the_same_and_escapes_what_is_not_ours(readers: list[Account]) -> None:
    told(*readers)
    send_round(deliver, at_once=True)
    [html] = [body for body, kind in sent_to(readers[0]).alternatives if kind == "text/html"]
    assert "“Ноос &amp; арьс” саналд" in html
    assert '<html lang="mn">' in html
    assert "style" not in html
    assert html.index("Confirm") < html.index("Answers")


def test_a_deadline_stands_in_the_members_own_time_and_before_the_rest(readers: list[Account]) -> None:
    khentii = Region.objects.get(slug="mn-khentii")
    told(readers[0], event="a:1", region=khentii)
    tell([readers[0]], ENDED, event="e", details={"what": "The call"}, region=khentii,
         due=dt.datetime(2026, 11, 26, 7, 30, tzinfo=dt.UTC))  # fmt: skip
    Account.objects.filter(pk=readers[0].pk).update(language="en", time_zone="Asia/Tokyo")
    send_round(deliver, at_once=True)
    body = sent_to(readers[0]).body
    assert "26 November 2026 15:30" in body
    assert "(time in Ulaanbaatar)" in body
    assert body.index("The call ends") < body.index("Confirm") < body.index("has answered")


def test_a_deadline_whose_page_is_not_there_is_said_without_one(readers: list[Account]) -> None:
    khentii = Region.objects.get(slug="mn-khentii")
    nowhere = Deadline("p-9", khentii.pk, dt.date(2026, 11, 28), lambda: "Sign", "no_such_page")
    plain = Deadline("p-8", khentii.pk, dt.date(2026, 11, 29), lambda: "Pay")
    told(readers[0])
    with declared(deadlines=keeper_of(nowhere, plain)):
        send_round(deliver, at_once=True)
    after = sent_to(readers[0]).body.partition("- Sign")[2].partition("- Pay")
    assert "http" not in after[0]
    assert "http" not in after[2].partition("\n\n")[0]


def test_the_mail_carries_the_way_out_for_programs_and_for_people(readers: list[Account]) -> None:
    told(readers[1])
    send_round(deliver, at_once=True)
    message: Message = sent_to(readers[1]).message()
    address = str(message["List-Unsubscribe"]).strip("<>").replace("\n", "").replace(" ", "")
    assert address.startswith("http://127.0.0.1:8000/ja/notices/unsubscribe/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert address in sent_to(readers[1]).body
    path = address.removeprefix("http://127.0.0.1:8000")
    Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert NoticeSetting.objects.get().account == readers[1]
    told(readers[1], event="a:2")
    assert send_round(deliver, at_once=True).sent == 0


@pytest.mark.parametrize(("count", "subject"), [(1, "NEAR: 1 notice"), (3, "NEAR: 3 notices")])
def test_the_subject_says_how_much_is_new(count: int, subject: str) -> None:
    reader = AccountFactory(language="en")
    for number in range(count):
        told(reader, event=f"a:{number}")
    send_round(deliver, at_once=True)
    assert sent_to(reader).subject == subject


def test_the_foot_says_how_often_the_mails_come() -> None:
    daily, weekly = AccountFactory(), NoticeSettingFactory().account
    told(daily, weekly)
    send_round(deliver, at_once=True)
    assert "once a day at most" in sent_to(daily).body
    assert "once a week" in sent_to(weekly).body


class Faulty(EmailBackend):
    """Takes mails, but not those to some addresses, each refused in its own way."""

    faults: dict[str, Exception | None] = {}

    def send_messages(self, messages: Any) -> int:
        address = messages[0].to[0]
        if address in self.faults:
            fault = self.faults[address]
            if fault:
                raise fault
            return 0
        return super().send_messages(messages)


@pytest.mark.parametrize(
    "fault",
    [
        smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}),
        smtplib.SMTPServerDisconnected("gone"),
        ConnectionRefusedError(),
        TimeoutError(),
        ValueError("Invalid address"),
        None,
    ],
)
def test_one_address_that_fails_does_not_stop_the_others(
    fault: Exception | None, monkeypatch: pytest.MonkeyPatch, readers: list[Account]
) -> None:
    monkeypatch.setattr("django.core.mail.get_connection", lambda *_args, **_options: Faulty())
    monkeypatch.setattr(Faulty, "faults", {readers[0].email: fault})
    told(*readers)
    outcome = send_round(deliver, at_once=True)
    assert (outcome.sent, outcome.failed) == (1, 1)
    assert [x.recipient for x in Notice.objects.filter(mailed_at=None)] == [f"account:{readers[0].pk}"]
    assert [x.to for x in mail.outbox] == [[readers[1].email]]


def test_a_name_or_title_cannot_add_to_the_head_of_a_mail() -> None:
    reader = AccountFactory(name="X\nBcc: all@example.org")
    tell([reader], ENDED, event="e", details={"what": "A\r\nBcc: all@example.org"})
    assert send_round(deliver, at_once=True).sent == 1
    assert sent_to(reader).message()["Bcc"] is None


# The command and the background process.


def test_the_command_prints_without_sending_and_sends_once(readers: list[Account], capsys: Any) -> None:
    told(*readers)
    call_command("digest", dry_run=True)
    assert capsys.readouterr().out == ""
    call_command("digest", dry_run=True, now=True)
    printed = capsys.readouterr().out
    assert f"{readers[0].email} (mn): " in printed
    assert "саналд хариу ирлээ" in printed
    assert mail.outbox == []
    call_command("digest")
    assert capsys.readouterr().out == "0 mails sent with 0 notices, 0 failed.\n"
    for _twice in range(2):
        call_command("digest", now=True)
    assert len(mail.outbox) == 2
    assert "2 mails sent with 2 notices, 0 failed." in capsys.readouterr().out


def test_the_command_fails_where_a_mail_failed(
    monkeypatch: pytest.MonkeyPatch, readers: list[Account]
) -> None:
    monkeypatch.setattr("django.core.mail.get_connection", lambda *_args, **_options: Faulty())
    monkeypatch.setattr(Faulty, "faults", {readers[0].email: TimeoutError()})
    told(*readers)
    with pytest.raises(SystemExit):
        call_command("digest", now=True)
    assert len(mail.outbox) == 1


def test_the_background_process_sends_what_is_due(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, readers: list[Account]
) -> None:
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    told(*readers)
    made: list[dt.date] = []
    monkeypatch.setattr(work, "make_rounds", made.append)
    work.send_digests()
    assert (mail.outbox, made) == ([], [dt.date(2026, 11, 25)])
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        monkeypatch.setattr("django.core.mail.get_connection", lambda *_args, **_options: Faulty())
        monkeypatch.setattr(Faulty, "faults", {readers[0].email: TimeoutError()})
        work.send_digests()
    assert len(mail.outbox) == 1
    assert "1 mails were not taken" in caplog.text


def test_a_faulty_sentence_does_not_stop_the_other_work(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(work, "send_round", broken)
    work.send_digests()
    assert "could not be sent" in caplog.text
