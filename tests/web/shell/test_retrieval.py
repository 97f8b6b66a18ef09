"""Benchmark A: its figures on an example small enough for a pencil, and corpora that are not in order."""

from __future__ import annotations

import io
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from near.foundation.search import findable
from near.foundation.search.asking import Bar
from near.foundation.search.encoding import encode_here
from near.foundation.search.findable import NoConcepts
from near.foundation.search.models import SearchRecord
from near.foundation.search.scoring import Weights
from near.web.shell import retrieval
from near.web.shell.management.commands import bench
from near.web.shell.retrieval import Document, Query, Result, documents, figures, measured, pooled, queries
from tests.foundation.search.fakes import Chain, forgotten, full_chain, without_encoders

DOCS = [Document(name, code, "", "") for name, code in (("a", "ja"), ("b", "ja"), ("c", "en"), ("d", "mn"))]


def result(
    asker: str,
    relevant: str,
    place: int,
    offered: tuple[str, ...] = (),
    *,
    target: str = "",
    seconds: float = 0.1,
) -> Result:
    """Return what came of a question; nobody answers where nothing was offered."""
    query = Query(asker, "?", frozenset(relevant))
    return Result(query, place, target, bool(offered), offered, seconds)


EXAMPLE = [
    result("en", "a", 1, ("ja/a", "ja/b", "en/c"), target="ja", seconds=0.1),  # right at once
    result("en", "b", 2, ("ja/a", "ja/b"), target="ja", seconds=0.2),  # second
    result("mn", "a", 0, ("mn/d",), target="ja", seconds=0.3),  # never
    result("mn", "b", 11, ("mn/d", "ja/a"), target="ja", seconds=0.4),  # too far down
    result("ja", "", 0, (), seconds=0.5),  # no answer, and silence
    result("ja", "", 0, ("ja/a",), seconds=0.6),  # no answer, but something was said
    result("en", "d", 0, (), target="mn", seconds=0.7),  # an answer, but silence
]


def test_the_figures_are_those_of_a_pencil() -> None:
    found = figures(EXAMPLE, DOCS)
    assert found["recall_at_1"] == {"en>ja": 0.5, "en>mn": 0.0, "mn>ja": 0.0}
    assert found["mrr_at_10"] == {"en>ja": 0.75, "en>mn": 0.0, "mn>ja": 0.0}
    assert found["ndcg_at_10"]["en>ja"] == round((1 + 1 / math.log2(3)) / 2, 4) == 0.8155
    assert found["overall"] == {"recall_at_1": 0.2, "mrr_at_10": 0.3, "ndcg_at_10": 0.3262, "n": 5}
    assert found["by_query_language"]["en"]["n"] == 3
    assert found["by_query_language"]["mn"] == {
        "recall_at_1": 0.0, "mrr_at_10": 0.0, "ndcg_at_10": 0.0, "n": 2,
    }  # fmt: skip
    assert (found["queries"], found["documents"]) == (7, 4)


def test_the_gap_of_mongolian_is_what_the_other_pairs_are_better_by() -> None:
    assert figures(EXAMPLE, DOCS)["mongolian_gap"] == 0.5
    assert figures(EXAMPLE[:2], DOCS)["mongolian_gap"] is None
    assert figures(EXAMPLE[2:4], DOCS)["mongolian_gap"] is None


def test_the_share_of_the_own_language_stands_beside_that_of_the_index() -> None:
    found = figures(EXAMPLE, DOCS)
    # Of what was offered: en 1 of 3, en 0 of 2, mn 1 of 1, mn 1 of 2, ja 1 of 1.
    assert found["own_language_share"] == round((1 / 3 + 0 + 1 + 1 / 2 + 1) / 5, 4)
    assert found["own_language_share_of_index"] == round((1 / 4 * 4 + 2 / 4) / 5, 4)
    assert "own_language_share" not in figures(EXAMPLE[4:5], DOCS)


def test_silence_is_judged_both_ways() -> None:
    assert figures(EXAMPLE, DOCS)["abstention"] == {"precision": 0.5, "recall": 0.5}
    assert figures(EXAMPLE[:1], DOCS)["abstention"] == {"precision": None, "recall": None}
    assert figures(EXAMPLE[4:5], DOCS)["abstention"] == {"precision": 1.0, "recall": 1.0}


def test_time_is_given_in_the_middle_and_near_the_end() -> None:
    latency = figures(EXAMPLE, DOCS)["latency_ms"]
    assert latency["p50"] == 400.0
    assert latency["p95"] >= 700.0
    assert figures(EXAMPLE[:1], DOCS)["latency_ms"] == {"p50": 100.0, "p95": 100.0}


def test_questions_that_nothing_answers_have_no_pairs() -> None:
    found = figures(EXAMPLE[4:6], DOCS)
    assert found["overall"] == found["recall_at_1"] == found["by_query_language"] == {}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two documents in three languages each."""
    folder = tmp_path / "corpus"
    for code, forest, waste in (
        ("ja", "植林の手引\n\n砂漠の植林。", "ごみの手引\n\nごみを減らす。"),
        ("en", "Afforestation guide\n\nAfforestation of deserts.", "Waste guide\n\nLess waste."),
        ("ko", "나무 심기 안내\n\n사막의 나무 심기.", "쓰레기 안내\n\n쓰레기를 줄인다."),
    ):
        (folder / code).mkdir(parents=True)
        (folder / code / "forest.txt").write_text(forest, encoding="utf-8")
        (folder / code / "waste.txt").write_text(waste, encoding="utf-8")
    return folder


def asks(folder: Path, *rows: dict[str, Any]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (folder / "queries.jsonl").write_text("\n\n".join(lines), encoding="utf-8")


@pytest.fixture
def chain(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Chain]:
    """Encoders that cost nothing, and nothing in the index but the corpus."""
    forgotten()
    found = full_chain(without_encoders(monkeypatch, tmp_path))
    monkeypatch.setattr(findable, "_kinds", {})
    monkeypatch.setattr(findable, "_concepts", [NoConcepts()])
    monkeypatch.setattr(retrieval, "index_megabytes", lambda: 1.5)  # a database of a test is no file
    encode_here()
    yield found
    forgotten()


def test_a_first_line_is_a_title_where_an_empty_one_follows(corpus: Path) -> None:
    (corpus / "en" / "plain.txt").write_text("One line\nand another", encoding="utf-8")
    (corpus / "en" / "empty.txt").write_text("", encoding="utf-8")
    (corpus / "xx").mkdir()
    (corpus / "xx" / "unknown.txt").write_text("No language of ours", encoding="utf-8")
    found = {d.key: (d.title, d.text) for d in documents(corpus)}
    assert found["ja/forest"] == ("植林の手引", "砂漠の植林。")
    assert found["en/plain"] == ("", "One line\nand another")
    assert found["en/empty"] == ("", "")
    assert "xx/unknown" not in found


def test_without_questions_each_document_asks_for_its_sisters(corpus: Path) -> None:
    docs = documents(corpus)
    found = queries(corpus, docs, "all")
    assert len(found) == len(docs) * 2
    assert {(q.language, q.pool) for q in found if q.own == "ja/forest"} == {("ja", "en"), ("ja", "ko")}
    assert len(list(pooled(found))) == len(docs)
    assert not any(q.pool for q in pooled(found))


def test_questions_are_taken_by_their_part(corpus: Path) -> None:
    asks(
        corpus,
        {"lang": "ja", "query": "植林", "relevant": ["forest"], "part": "held-out"},
        {"lang": "en", "query": "waste", "relevant": ["waste"], "part": "looked-at"},
        {"lang": "en", "query": "of no part", "relevant": []},
    )
    docs = documents(corpus)
    assert [len(queries(corpus, docs, part)) for part in ("all", "held-out", "looked-at")] == [3, 2, 2]
    assert list(pooled(queries(corpus, docs, "all"))) == []


def test_a_parallel_corpus_finds_every_sister(corpus: Path, chain: Chain) -> None:
    found = measured(corpus, "all")
    assert found["overall"]["recall_at_1"] == 1.0
    assert found["encoders"] == list(chain)
    assert (found["documents"], found["queries"], found["index_mb"]) == (6, 12, 1.5)
    assert set(found["recall_at_1"]) == {"en>ja", "en>ko", "ja>en", "ja>ko", "ko>en", "ko>ja"}
    assert found["own_language_share_of_index"] == pytest.approx(1 / 3, abs=1e-3)


def test_questions_of_ones_own_are_measured_and_unknown_answers_count_as_missed(
    corpus: Path, chain: Chain
) -> None:
    assert chain
    asks(
        corpus,
        {"lang": "zh", "query": "垃圾", "relevant": ["waste"]},
        {"lang": "en", "query": "afforestation", "relevant": ["nowhere"]},
        {"lang": "en", "query": "!?", "relevant": []},
    )
    found = measured(corpus, "all", Weights(), Bar())
    assert found["overall"] == {"recall_at_1": 0.5, "mrr_at_10": 0.5, "ndcg_at_10": 0.5, "n": 2}
    assert found["recall_at_1"]["en>"] == 0.0
    assert found["abstention"]["recall"] == 1.0


def test_broken_bytes_and_empty_files_do_not_stop_the_rest(corpus: Path, chain: Chain) -> None:
    assert chain
    (corpus / "ja" / "broken.txt").write_bytes("植林".encode("utf-16") + b"\xff\xfe\x00\x80\n")
    (corpus / "en" / "broken.txt").write_bytes(b"\xef\xbb\xbf")
    found = measured(corpus, "all")
    assert found["documents"] == 8
    assert SearchRecord.objects.filter(key="ja/broken").exists()
    assert found["recall_at_1"]["ko>ja"] == 1.0


def test_a_folder_without_documents_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(SystemExit) as end:
            call_command("bench", "retrieval", corpus=folder)
        assert end.value.code == 2
        assert "no documents" in capsys.readouterr().err


def test_only_what_is_known_is_measured(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("bench", "weather", corpus=tmp_path)


def test_the_measuring_happens_in_a_database_made_for_it(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[tuple[list[str], dict[str, str]]] = []

    def noted(command: list[str], *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[str]:
        ran.append((command, env))
        assert not check
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(bench.subprocess, "run", noted)
    with pytest.raises(SystemExit) as end:
        call_command("bench", "retrieval", corpus=corpus, part="held-out")
    assert end.value.code == 3
    ((command, env),) = ran
    assert command[0] == sys.executable
    assert command[-4:] == ["--corpus", str(corpus), "--part", "held-out"]
    assert env["DATABASE_URL"].startswith("sqlite:////")
    assert env["DATABASE_URL"] != os.environ.get("DATABASE_URL")
    assert not Path(env["NEAR_VAR"]).exists()


@pytest.fixture
def inside(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that measures; its database is a test's, and stands already."""
    assert chain
    monkeypatch.setenv(bench.INSIDE, "1")
    monkeypatch.setattr(bench, "call_command", lambda *_what, **_how: None)
    monkeypatch.setattr(bench, "load_termbase", lambda **_said: None, raising=False)


@pytest.mark.usefixtures("inside")
def test_the_inner_process_prints_its_figures(corpus: Path) -> None:
    out = io.StringIO()
    call_command("bench", "retrieval", corpus=corpus, stdout=out)
    assert json.loads(out.getvalue())["documents"] == 6


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    "line",
    [
        "no JSON", "[]", "5", '"a"', "{}", '{"lang": "ja", "query": "?"}',
        '{"lang": "ja", "query": "?", "relevant": 5}', "\ufffd",
    ],
)  # fmt: skip
def test_a_question_that_is_none_is_named_by_its_line(
    corpus: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    good = '{"lang": "ja", "query": "植林\u2028とは", "relevant": ["forest"]}'
    (corpus / "queries.jsonl").write_text(f"\ufeff{good}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        call_command("bench", "retrieval", corpus=corpus)
    assert end.value.code == 2
    assert "queries.jsonl, line 3" in capsys.readouterr().err


def test_the_size_of_the_index_is_that_of_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bench.sqlite3").write_bytes(b"x" * 2_000_000)
    (tmp_path / "bench.sqlite3-wal").write_bytes(b"x" * 500_000)
    databases = {"default": {"NAME": tmp_path / "bench.sqlite3"}}
    monkeypatch.setattr(retrieval, "settings", SimpleNamespace(DATABASES=databases))
    assert retrieval.index_megabytes() == 2.5
