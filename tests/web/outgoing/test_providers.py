"""Two dialects against a local server that speaks them: good answers, bad answers, slow ones and none."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from near.foundation import locking
from near.foundation.locking import Lock
from near.foundation.machine_translation import (
    AnswerUnusable,
    KeyRefused,
    LockDamaged,
    MachineBusy,
    MachineUnreachable,
    PairUnsupported,
    QuotaUsed,
    TooMuchAtOnce,
    translated,
    translator,
)
from near.web.outgoing import providers
from near.web.outgoing.asking import AskedInsideTransaction, Server
from near.web.outgoing.providers import DeepL, LibreTranslate
from tests.web.outgoing.servers import KEY, Told, machine_words, serving

DIALECTS = ("libretranslate", "deepl")


@pytest.fixture
def told() -> Iterator[Told]:
    with serving() as told:
        yield told


def provider_of(dialect: str, told: Told, *, key: str = KEY, **server: Any) -> Any:
    settings = {"pause": 0.01} | server
    if dialect == "deepl":
        return DeepL(Server("DeepL", told.address, {"Authorization": f"DeepL-Auth-Key {key}"}, **settings))
    return LibreTranslate(Server("LibreTranslate", told.address, **settings), key)


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_texts_come_back_in_order(dialect: str, told: Told) -> None:
    assert provider_of(dialect, told).translate(["one", "two"], "en", "ja") == ["ONE", "TWO"]


def test_marks_and_escapes_survive_the_way_there_and_back(dialect: str, told: Told) -> None:
    text = 'a &lt; b in <x id="0">鳥取県</x> and <x id="1">NEAR</x>'
    (found,) = provider_of(dialect, told).translate([text], "en", "ja")
    assert found == 'A &lt; B IN <x id="0">鳥取県</x> AND <x id="1">NEAR</x>'


def test_locked_words_travel_in_the_dialects_own_way(told: Told) -> None:
    text = '<x id="0">鳥取県</x>'
    provider_of("libretranslate", told).translate([text], "en", "ja")
    provider_of("deepl", told).translate([text], "en", "ja")
    libre, deepl = told.asked
    assert libre["q"] == ['<span translate="no" class="notranslate" id="near-0">鳥取県</span>']
    assert deepl["text"] == [text]


@pytest.mark.parametrize(
    ("name", "source", "target", "codes"),
    [
        ("libretranslate", "en", "zh", ("en", "zh-Hans")),
        ("libretranslate", "zh", "en", ("zh-Hans", "en")),
        ("deepl", "en", "zh", ("EN", "ZH-HANS")),
        ("deepl", "zh", "en", ("ZH", "EN-GB")),
        ("deepl", "ru", "ko", ("RU", "KO")),
    ],
)
def test_our_codes_become_those_the_server_lists(
    told: Told, name: str, source: str, target: str, codes: tuple[str, str]
) -> None:
    provider = provider_of(name, told)
    assert provider.supports(source, target)
    provider.translate(["x"], source, target)
    asked = told.asked[0]
    assert (
        asked.get("source", asked.get("source_lang")),
        asked.get("target", asked.get("target_lang")),
    ) == codes


@pytest.mark.parametrize(("source", "target"), [("en", "mn"), ("mn", "en"), ("en", "en"), ("en", "ky")])
def test_a_pair_the_server_does_not_list_is_reported_and_never_guessed(
    dialect: str, told: Told, source: str, target: str
) -> None:
    provider = provider_of(dialect, told)
    assert not provider.supports(source, target)
    if source != target:
        with pytest.raises(PairUnsupported):
            provider.translate(["x"], source, target)
    assert told.asked == []


@pytest.mark.parametrize(
    ("code", "refusal"),
    [(403, KeyRefused), (401, KeyRefused), (413, TooMuchAtOnce), (456, QuotaUsed), (400, AnswerUnusable),
     (302, AnswerUnusable)],
)  # fmt: skip
def test_a_refusal_of_the_server_is_said_in_words_and_not_asked_again(
    dialect: str, told: Told, code: int, refusal: type[Any]
) -> None:
    told.status = [code, 200]
    told.headers = {"Location": "http://127.0.0.1:9/"}
    with pytest.raises(refusal, match="DeepL" if dialect == "deepl" else "LibreTranslate"):
        provider_of(dialect, told).translate(["x"], "en", "ja")
    assert told.tries == 1


@pytest.mark.parametrize("codes", [[429], [503], [500, 429]])
def test_a_busy_or_faulty_server_is_asked_again(dialect: str, told: Told, codes: list[int]) -> None:
    told.status = list(codes)
    assert provider_of(dialect, told).translate(["x"], "en", "ja") == ["X"]
    assert told.tries == len(codes) + 1


@pytest.mark.parametrize(("code", "refusal"), [(429, MachineBusy), (503, MachineUnreachable)])
def test_in_the_end_it_is_given_up(dialect: str, told: Told, code: int, refusal: type[Any]) -> None:
    told.status = [code] * 5
    with pytest.raises(refusal):
        provider_of(dialect, told).translate(["x"], "en", "ja")
    assert told.tries == 3


def test_the_pause_a_server_names_is_kept(monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    told.status, told.headers = [429, 429], {"Retry-After": "7"}
    provider_of("deepl", told).translate(["x"], "en", "ja")
    told.status, told.headers = [429, 429], {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}
    provider_of("deepl", told, pause=2.0).translate(["x"], "en", "ja")
    told.status, told.headers = [429], {"Retry-After": "99999"}
    provider_of("deepl", told).translate(["x"], "en", "ja")
    assert [p for p in pauses if p] == [7, 7, 2, 4, 30]


def test_a_slow_server_is_not_waited_for(dialect: str, told: Told) -> None:
    provider = provider_of(dialect, told, timeout=0.3)
    assert provider.supports("en", "ja")
    told.pause = 1.5
    begun = time.monotonic()
    with pytest.raises(MachineUnreachable):
        provider.translate(["x"], "en", "ja")
    assert time.monotonic() - begun < 1.2


def test_a_server_that_is_not_there_is_said_to_be_silent(dialect: str, told: Told) -> None:
    provider = provider_of(dialect, told)
    object.__setattr__(provider.server, "address", "http://127.0.0.1:9")
    with pytest.raises(MachineUnreachable):
        provider.supports("en", "ja")


@pytest.mark.parametrize(
    "raw",
    [b"<html>", b"[]", b"{}", b'{"translatedText": "X", "translations": "X"}',
     b'{"translatedText": [], "translations": []}', b'{"translatedText": [1], "translations": [{"text": 1}]}',
     b'{"translatedText": null, "translations": [null]}', b"x" * 5_000_000],
)  # fmt: skip
def test_an_answer_of_another_shape_is_not_used(dialect: str, told: Told, raw: bytes) -> None:
    provider = provider_of(dialect, told)
    assert provider.supports("en", "ja")
    told.raw = raw
    with pytest.raises(AnswerUnusable):
        provider.translate(["x"], "en", "ja")


@pytest.mark.parametrize("raw", [b"{}", b'["en"]', b'[{"name": "English"}]'])
def test_a_list_of_languages_of_another_shape_is_not_used(dialect: str, told: Told, raw: bytes) -> None:
    told.raw = raw
    with pytest.raises(AnswerUnusable):
        provider_of(dialect, told).supports("en", "ja")


def test_a_wrong_key_is_said_so(dialect: str, told: Told) -> None:
    with pytest.raises(KeyRefused):
        provider_of(dialect, told, key="wrong").translate(["x"], "en", "ja")


def test_without_a_key_none_is_sent(told: Told) -> None:
    with pytest.raises(KeyRefused):
        provider_of("libretranslate", told, key="").translate(["x"], "en", "ja")


def test_many_texts_go_in_batches_and_one_too_long_is_refused(dialect: str, told: Told) -> None:
    provider = provider_of(dialect, told)
    texts = [f"t{n}" for n in range(120)]
    assert provider.translate(texts, "en", "ja") == [t.upper() for t in texts]
    assert len(told.asked) == -(-120 // provider.most_texts)
    told.asked.clear()
    half = "y" * (provider.most_characters * 2 // 3)
    assert len(provider.translate([half, half], "en", "ja")) == len(told.asked) == 2
    with pytest.raises(TooMuchAtOnce):
        provider.translate(["z" * (provider.most_characters + 1)], "en", "ja")
    assert provider.translate([], "en", "ja") == []


@pytest.mark.django_db
def test_nobody_is_asked_inside_a_transaction(dialect: str, told: Told) -> None:
    provider = provider_of(dialect, told)
    with transaction.atomic(), pytest.raises(AskedInsideTransaction):
        provider.supports("en", "ja")
    assert provider.supports("en", "ja")


def test_the_whole_way_with_names_locked(
    dialect: str, told: Told, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        locking, "_keepers", [lambda t, _s, _t: [Lock(t.index("T"), t.index("T") + 7, "鳥取県")]]
    )
    settings.MACHINE_TRANSLATION = {"provider": dialect, "url": told.address, "key": KEY}
    (found,) = translated(['Fruit & "sand" of Tottori < 2'], "en", "ja")
    assert found.words == 'FRUIT & "SAND" OF 鳥取県 < 2'
    told.say = lambda text: (
        machine_words(text).replace("鳥取県", "鳥取").replace("near-0", "near").replace('"0"', '"o"')
    )
    (found,) = translated(["Fruit of Tottori"], "en", "ja")
    assert isinstance(found.refusal, LockDamaged)


def test_machine_translation_is_off_unless_a_provider_is_named(settings: Any) -> None:
    assert settings.MACHINE_TRANSLATION["provider"] == ""
    assert translator() is None


@pytest.mark.parametrize(
    ("provider", "url"), [("libretranslate", ""), ("deepl", "file:///etc"), ("babel", "http://x")]
)
def test_a_provider_wrongly_named_stops_the_operator(settings: Any, provider: str, url: str) -> None:
    settings.MACHINE_TRANSLATION = {"provider": provider, "url": url, "key": ""}
    with pytest.raises(ImproperlyConfigured):
        translator()


def test_a_provider_is_made_once(settings: Any, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(providers, "_made", {})
    settings.MACHINE_TRANSLATION = {"provider": "deepl", "url": told.address, "key": KEY}
    assert translator() is translator()
