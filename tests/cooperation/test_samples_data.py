"""The sample sets of cooperation: what they must hold, and what they must never say."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from near.cooperation.enums import Direction, Form, PostingState, ProjectState
from near.foundation.identifying import identified
from near.terminology.enums import Field

FOLDER = Path(settings.DATA_DIR) / "samples" / "cooperation"
SETS = ("postings", "answers", "loops", "projects", "surveys")
# Waters and places whose names are disputed; each in the writings of the six languages. None may be named.
NEVER = (
    "日本海", "東海", "동해", "일본해", "sea of japan", "east sea", "японское море", "восточное море",
    "японы тэнгис", "зүүн тэнгис", "yellow sea", "황해", "서해", "黄海", "東シナ海", "东海",
    "south china sea",
    "biển đông", "竹島", "独島", "독도", "다케시마", "dokdo", "takeshima", "токто", "такэсима",
    "尖閣", "钓鱼岛", "senkaku", "diaoyu", "北方領土", "쿠릴", "курил", "kuril", "台湾", "대만", "taiwan",
    "тайван", "北朝鲜", "北朝鮮", "북한", "north korea", "северная корея", "хойд солонгос", "南朝鲜",
    "внешняя монголия", "外蒙",
)  # fmt: skip
KP = ("kp-north-hamgyong", "kp-rason")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield (language, words) of every text inside a row."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and re.fullmatch(r"[a-z]{2}", key):
                yield key, item
            else:
                yield from texts(item)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(item)


def slugs() -> set[str]:
    """Return every region that is or was a member."""
    table = Path(settings.DATA_DIR) / "association" / "memberships.csv"
    return {row["region"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())}


def concepts() -> set[str]:
    return {
        row["id"]
        for table in (Path(settings.DATA_DIR) / "termbase").glob("*.csv")
        if table.stem != "homonyms"
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    }


def test_there_are_enough_samples_of_every_kind() -> None:
    postings, answers, projects = rows("postings"), rows("answers"), rows("projects")
    by_direction = Counter(p["direction"] for p in postings)
    assert len(postings) >= 70
    assert min(by_direction[d] for d in Direction.values) >= 0.4 * len(postings)
    assert {p["language"] for p in postings} >= {"mn", "ja", "ko", "zh", "ru", "en", "vi", "ky"}
    assert sum(len(p["title"]) > 1 for p in postings) * 3 >= len(postings)
    assert (len(answers) >= 30, len(projects) >= 24, len(rows("surveys")) >= 3) == (True, True, True)
    assert len({p["region"] for p in postings}) >= 60


def test_every_state_and_form_is_there() -> None:
    postings, projects = rows("postings"), rows("projects")
    assert {p["state"] for p in postings} == set(PostingState.values)
    assert any(p["state"] == "public" and p["confirmed_ago"] >= 180 for p in postings)
    assert {p["state"] for p in projects} == set(ProjectState.values)
    assert {f for p in postings for f in p["forms"]} == set(Form.values)
    assert {a["state"] for a in rows("answers")} == {"open", "agreed", "declined", "withdrawn"}


def test_every_region_is_or_was_a_member() -> None:
    named = {
        word
        for name in SETS
        for row in rows(name)
        for word in strings(row)
        if re.match(r"^[a-z]{2}-[a-z]", word)
    }
    assert named - slugs() == set()


def test_no_words_are_put_into_the_mouth_of_those_who_do_not_take_part() -> None:
    assert [w for name in SETS for row in rows(name) for w in strings(row) if w in KP or w == "KP"] == []


def test_every_topic_is_a_concept_of_the_termbase() -> None:
    assert {t for row in rows("postings") for t in row["topics"]} - concepts() == set()
    assert {t for row in rows("projects") for t in row["topics"]} - set(Field.values) == set()


def test_every_subcommittee_and_session_is_real() -> None:
    association = Path(settings.DATA_DIR) / "association"
    organs = {o["id"] for o in json.loads((association / "organs.json").read_text(encoding="utf-8"))}
    sessions = {s["id"] for s in json.loads((association / "sessions.json").read_text(encoding="utf-8"))}
    projects = rows("projects")
    assert {p["organ"] for p in projects} | {s["organ"] for s in rows("surveys")} <= organs
    assert {t["target_id"] for p in projects for t in p.get("ties", ())} <= sessions
    assert len({s["organ"] for s in rows("surveys")}) >= 2


@pytest.mark.parametrize("name", SETS)
def test_every_text_is_in_the_language_it_says(name: str) -> None:
    wrong = []
    for row in rows(name):
        for code, words in texts(row):
            guess = identified(words)
            if guess.language not in ("", code) and guess.certainty >= 0.8:
                wrong.append((row["key"], code, guess.language, words[:40]))
    assert wrong == []


@pytest.mark.parametrize("name", SETS)
def test_no_disputed_water_or_place_is_named(name: str) -> None:
    said = [(row["key"], w) for row in rows(name) for w in strings(row)]
    assert [(key, bad) for key, words in said for bad in NEVER if bad in words.casefold()] == []


def test_translations_say_all_that_their_original_says() -> None:
    """A posting is translated whole, never its title alone."""
    uneven = [
        p["key"] for p in rows("postings") if not set(p["title"]) == set(p["what"]) == set(p["with_whom"])
    ]
    assert uneven == []
    assert [p["key"] for p in rows("postings") if p["language"] not in p["title"]] == []


def test_two_circles_of_three_are_planted() -> None:
    by_key = {p["key"]: p for p in rows("postings")}
    circles = (
        (("arkhangai-camp", "gangwon-youth"), ("gangwon-ski", "altai-republic-ski"),
         ("altai-republic-trails", "arkhangai-trails")),
        (("shaanxi-tcm", "uvs-medicine"), ("uvs-seabuckthorn", "yamagata-berry"),
         ("yamagata-cherry", "shaanxi-fruit")),
    )  # fmt: skip
    for circle in circles:
        givers = [by_key[offer]["region"] for offer, _need in circle]
        takers = [by_key[need]["region"] for _offer, need in circle]
        assert takers == [*givers[1:], givers[0]]
        assert all(set(by_key[o]["topics"]) & set(by_key[n]["topics"]) for o, n in circle)


def test_answers_come_after_the_posting_and_from_another_member() -> None:
    by_key = {p["key"]: p for p in rows("postings")}
    for answer in rows("answers"):
        posting = by_key[answer["posting"]]
        assert answer["region"] != posting["region"]
        assert answer["answered_ago"] <= posting["published_ago"]
        assert answer.get("decided_ago", 0) <= answer["answered_ago"]


def test_every_closed_project_tells_its_whole_story() -> None:
    for project in rows("projects"):
        if project["state"] == "closed":
            story = next(r for r in project["reports"] if r["kind"] == "closing")
            assert all(len(story[part][story["language"]]) > 40 for part in ("done", "changed", "learnt"))
            assert project["results"]
            assert {r["kind"] for r in project["reports"]} >= {"after_12", "after_36"}
