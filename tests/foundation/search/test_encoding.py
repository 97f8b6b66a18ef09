"""Questions are encoded by the background process; where it does not answer, by whoever asks."""

from __future__ import annotations

import json
import socket
import socketserver
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from near.foundation.search import encoding
from near.foundation.search.encoders import CHAIN
from near.foundation.search.encoding import (
    LONGEST_LINE,
    Service,
    address,
    encode_here,
    encoded_elsewhere,
    vectors_of_question,
)
from near.foundation.search.question import asked
from tests.foundation.search.fakes import Chain

FIRST, SECOND = (kind.name for kind in CHAIN)


@pytest.fixture
def running(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chain]:
    """The background process's service, asked by a process that does not encode itself."""
    found = Service()
    found.start()
    encoding._here.clear()
    yield chain
    found.stop()


def said_back(words: bytes) -> bytes:
    """Return what the service answers to these bytes; hanging up on words it has not read is no answer."""
    found = bytearray()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(5)
        line.connect(str(address()))
        with suppress(BrokenPipeError, ConnectionResetError):
            line.sendall(words)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65_536):
                found += part
    return bytes(found)


@contextmanager
def answering(words: bytes) -> Iterator[None]:
    """Let somebody who is not one of ours listen at the address and answer these bytes."""

    class Stranger(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.readline()
            self.wfile.write(words)

    address().unlink(missing_ok=True)
    with socketserver.ThreadingUnixStreamServer(str(address()), Stranger) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield
        server.shutdown()
        thread.join()
    address().unlink()


def test_the_service_answers_with_every_encoder(running: Chain) -> None:
    found = dict(encoded_elsewhere("植林", "ja") or ())
    assert list(found) == [FIRST, SECOND]
    assert found[FIRST] == pytest.approx(running.first.questions(["植林"], "ja")[0])
    assert found[SECOND].dtype == np.float32
    assert [name for name, _vector in encoded_elsewhere("хөтөлбөр", "mn") or ()] == [FIRST]


def test_only_the_account_of_the_platform_may_connect(running: Chain) -> None:
    assert running
    assert stat.S_IMODE(address().stat().st_mode) == 0o600


def test_the_address_is_gone_with_the_service_and_an_old_one_is_no_hindrance(chain: Chain) -> None:
    assert chain
    address().write_text("left behind by a crash", encoding="utf-8")
    found = Service()
    found.start()
    assert stat.S_ISSOCK(address().stat().st_mode)
    found.stop()
    assert not address().exists()


NONSENSE = [
    b"", b"\n", b"GET / HTTP/1.1\r\n\r\n", b"[1]\n", b'"text"\n', b"null\n", b"{}\n", b'{"text": "a"}\n',
    b"\xff\xfe\x00\n", b"[" * 60_000 + b"\n", b"x" * (LONGEST_LINE + 10) + b"\n",
]  # fmt: skip


def test_nonsense_is_refused_in_silence_and_the_next_question_answered(
    running: Chain, capfd: pytest.CaptureFixture[str]
) -> None:
    assert running
    for words in NONSENSE:
        assert said_back(words) == b""
        assert encoded_elsewhere("水", "zh")
    assert capfd.readouterr().err == ""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(), max_size=300), language=st.text(max_size=5))
@example(text="\ud800\0\n", language="ja")
def test_any_text_can_be_asked(running: Chain, text: str, language: str) -> None:
    assert running
    assert encoded_elsewhere(text, language) is not None


def test_nobody_listens(chain: Chain) -> None:
    assert not address().exists()
    assert encoded_elsewhere("水", "zh") is None
    assert [name for name, _vector in vectors_of_question("水", "zh")] == [FIRST]
    assert chain.first.encoded == []


def test_the_second_encoder_stands_in_where_nobody_listens_and_the_first_is_missing(chain: Chain) -> None:
    del chain[FIRST]
    assert [name for name, _vector in vectors_of_question("水", "zh")] == [SECOND]


@pytest.mark.usefixtures("no_encoders")
def test_without_encoders_a_question_has_words_only() -> None:
    found = asked("水の問題", "ja")
    assert not found.vectors
    assert found.tokens


def head(*vectors: object) -> bytes:
    return json.dumps({"vectors": vectors}).encode() + b"\n"


@pytest.mark.parametrize(
    "words",
    [
        b"", b"\n", b"{}\n", b"[]\n", b"null\n", b'"a"\n', b'{"vectors": 5}\n', head(["e", 384]),
        head(["e", 384]) + b"\0" * 10, head(["e", "f"]), head(["e"]), head(["e", -5]), head(["e", 1.5]),
    ],
    ids=range(13),
)  # fmt: skip
def test_an_answer_that_is_none_of_ours_counts_as_none(chain: Chain, words: bytes) -> None:
    with answering(words):
        assert encoded_elsewhere("水", "zh") is None
        assert [name for name, _vector in vectors_of_question("水", "zh")] == [FIRST]
    assert len(chain) == 2


def test_who_does_not_answer_in_time_is_not_waited_for(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    assert chain
    monkeypatch.setattr(encoding, "PATIENCE", 0.05)
    address().unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as deaf:
        deaf.bind(str(address()))
        deaf.listen()
        assert encoded_elsewhere("水", "zh") is None
    address().unlink()


def test_a_folder_too_deep_for_an_address_is_no_fault(chain: Chain, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / ("deep" * 40)
    assert encoded_elsewhere("水", "zh") is None
    assert [name for name, _vector in vectors_of_question("水", "zh")] == [FIRST]
    assert chain


def test_a_question_asked_again_is_not_encoded_again(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    encode_here()
    counted = counting(monkeypatch)
    once, again = vectors_of_question("水", "zh"), vectors_of_question("水", "zh")
    assert once is again
    assert counted == ["水"]
    assert len(chain) == 2


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by every text this process encodes."""
    encoded: Callable[..., encoding.Named] = encoding.encoded_here
    found: list[str] = []
    monkeypatch.setattr(encoding, "encoded_here", lambda *said: (found.append(said[0]), encoded(*said))[1])
    return found
