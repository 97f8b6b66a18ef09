"""Loading and removing samples: all by one verb each, and no real record is touched."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from near.cooperation.actions.sample_records import NAMES
from near.cooperation.actions.samples import HEADS, load_samples, remove_samples
from near.cooperation.enums import ChangeState, PostingState, ProjectState
from near.cooperation.models import (
    Answer,
    Assent,
    Attachment,
    Change,
    Judgement,
    Loop,
    LoopLeg,
    Message,
    Participation,
    Posting,
    Project,
    Report,
    Survey,
    SurveyAnswer,
)
from near.cooperation.refusals.samples import SampleFault
from near.foundation.action import writing
from near.foundation.errors import NotAllowed
from near.foundation.journal import SYSTEM, JournalEntry
from near.foundation.period import today
from near.foundation.text import TextState
from near.people.models import Account
from near.registry.models import Mandate, Region
from tests.cooperation.factories import AnswerFactory, LoopFactory, PostingFactory, ProjectFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
FOLDER = Path(settings.DATA_DIR) / "samples" / "cooperation"
HEAD = {"language": "en", "title": {"en": "Snow"}, "what": {"en": "Snow."}, "direction": "need"}


def posting(key: str, **changes: object) -> dict[str, object]:
    return {"key": key, "region": "mn-khentii", **HEAD, **changes}


def written(folder: Path, **sets: list[object]) -> Path:
    for name, rows in sets.items():
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return folder


def left() -> dict[str, int]:
    return {m.__name__: m._default_manager.count() for m in (*HEADS, Message, LoopLeg, Report, SurveyAnswer)}


def test_everything_loads_and_all_of_it_leaves() -> None:
    counts = load_samples(folder=FOLDER, by=SYSTEM)
    assert list(counts) == list(NAMES)
    assert min(counts.values()) > 0
    assert not any(m._default_manager.filter(is_sample=False).exists() for m in HEADS)
    gone = remove_samples(by=SYSTEM)
    assert (gone.gone, gone.kept) == (sum(counts.values()), ())
    assert set(left().values()) == {0}


def test_what_is_loaded_holds_together() -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    assert Posting.objects.expired_on(today()).exists()
    assert Posting.objects.public_on(today()).count() >= 70
    assert Posting.objects.filter(state=PostingState.RETURNED).exclude(remark="").exists()
    running = Project.objects.get(answer__posting__region__slug="mn-omnogovi")
    change = Change.objects.get(project=running)
    assert (running.state, change.state) == (ProjectState.RUNNING, ChangeState.AGREED)
    assert change.after == {"until": running.until.isoformat() if running.until else ""}
    assert Assent.objects.filter(change=change).count() == 2
    assert Loop.objects.get().project.participations.count() == 3
    late = Report.objects.filter(kind="yearly").first()
    assert late is not None
    assert late.due == dt.date(late.year, 12, 31)


def test_the_original_is_the_language_it_was_written_in() -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    title = Posting.objects.get(region__slug="jp-tottori", direction="offer").title
    assert (title.original, title.passages["mn"].state) == ("ja", TextState.CHECKED)
    assert title.passages["mn"].source_digest


def test_loading_twice_changes_nothing() -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    before, entries = left(), JournalEntry.objects.count()
    assert set(load_samples(folder=FOLDER, by=SYSTEM).values()) == {0}
    assert (left(), JournalEntry.objects.count()) == (before, entries)


def test_each_verb_writes_one_entry_in_the_journal() -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    remove_samples(by=SYSTEM)
    remove_samples(by=SYSTEM)
    verbs = JournalEntry.objects.filter(subject="samples:cooperation").values_list("verb", flat=True)
    assert sorted(verbs) == ["cooperation.load_samples", "cooperation.remove_samples"]


def test_only_the_head_of_the_secretariat_loads_or_removes(
    officer: Account, clerk: Account, official: Callable[..., Account], outsider: Account
) -> None:
    for by in (clerk, official(Region.objects.get(slug="mn-khentii")), outsider):
        with pytest.raises(NotAllowed):
            load_samples(folder=FOLDER, by=by)
        with pytest.raises(NotAllowed):
            remove_samples(by=by)
    assert load_samples(folder=FOLDER, by=officer)["postings"]


def test_a_real_record_stays_with_every_sample_it_names() -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    need = Posting.objects.filter(state=PostingState.PUBLIC, answers__isnull=True, direction="need").first()
    answer = Answer.objects.filter(state="agreed", project__isnull=True, counterpart__isnull=False).first()
    assert need is not None
    assert answer is not None
    real = AnswerFactory.create(posting=need, region=Region.objects.get(slug="jp-tottori"))
    project = ProjectFactory.create(answer=answer)
    removed = remove_samples(by=SYSTEM)
    assert set(Posting.objects.values_list("pk", flat=True)) == {
        need.pk, answer.posting_id, answer.counterpart_id
    }  # fmt: skip
    assert set(Answer.objects.values_list("pk", flat=True)) == {real.pk, answer.pk}
    assert Project.objects.get().pk == project.pk
    assert len(removed.kept) == 4
    assert Posting.objects.get(pk=need.pk).is_sample


def test_a_real_circle_and_a_real_survey_keep_what_they_name() -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    offer, need = Posting.objects.filter(direction="offer")[0], Posting.objects.filter(direction="need")[0]
    idea = Project.objects.filter(answer__isnull=True, loop__isnull=True)[0]
    with writing("test"):
        loop = LoopFactory.create(proposed_by=offer.region)
        LoopLeg.objects.create(loop=loop, giver=offer.region, offer=offer, need=need)
        survey = Survey.objects.create(
            kind="intent",
            organ="sub-sports",
            year=2020,
            opened_on=dt.date(2020, 1, 1),
            due=dt.date(2020, 2, 1),
        )
        SurveyAnswer.objects.create(
            survey=survey, region=need.region, project=idea, intent="joins", at="2020-01-05T00:00:00Z"
        )
    remove_samples(by=SYSTEM)
    assert {offer.pk, need.pk} == set(Posting.objects.values_list("pk", flat=True))
    assert list(Project.objects.all()) == [idea]
    assert Participation.objects.filter(project=idea).exists()


def test_a_refusal_of_a_sample_and_the_files_of_a_sample_project_go_with_it(
    django_capture_on_commit_callbacks: object, tmp_path: Path
) -> None:
    load_samples(folder=FOLDER, by=SYSTEM)
    own, other = PostingFactory.create(), Posting.objects.filter(is_sample=True)[0]
    with override_settings(MEDIA_ROOT=tmp_path), writing("test"):
        (tmp_path / "plan.txt").write_text("plan", encoding="utf-8")
        Judgement.objects.create(
            own=own, other=other, region=own.region, reason="topic", at="2026-01-05T00:00:00Z"
        )
        Attachment.objects.create(
            project=Project.objects.all()[0], region=own.region, title="Plan", language="en", file="plan.txt",
            media_type="text/plain", size=4, sha256="0" * 64, added_at="2026-01-05T00:00:00Z",
        )  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            remove_samples(by=SYSTEM)
        assert not (tmp_path / "plan.txt").exists()
    assert list(Posting.objects.all()) == [own]
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ({"postings": [posting("a"), posting("a")]}, "the key a stands twice"),
        ({"postings": [["a"]]}, "no object with a key"),
        ({"postings": [posting("a", region="xx-atlantis")]}, "no region xx-atlantis"),
        ({"postings": [posting("a", direction="gift")]}, "direction cannot be gift"),
        ({"postings": [posting("a", colour="red")]}, "Posting has no colour"),
        (
            {
                "postings": [posting("a")],
                "answers": [
                    {"key": "x", "posting": "b", "region": "jp-tottori", "language": "en", "answered_ago": 1}
                ],
            },
            "posting names b, which is not in postings before it",
        ),
    ],
)
def test_a_set_that_does_not_hold_together_is_refused_whole(
    tmp_path: Path, sets: dict[str, list[object]], said: str
) -> None:
    with pytest.raises(SampleFault, match=said):
        load_samples(folder=written(tmp_path, **sets), by=SYSTEM)
    assert not Posting.objects.exists()


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "postings.jsonl").write_text('{"key": "a"\n', encoding="utf-8")
    with pytest.raises(SampleFault, match="line 1"):
        load_samples(folder=tmp_path, by=SYSTEM)


def test_an_empty_folder_loads_nothing_and_says_nothing(tmp_path: Path) -> None:
    assert set(load_samples(folder=tmp_path, by=SYSTEM).values()) == {0}
    assert not JournalEntry.objects.filter(verb="cooperation.load_samples").exists()


def test_a_real_survey_of_the_year_is_not_asked_again() -> None:
    with writing("test"):
        real = Survey.objects.create(
            kind="proposal", organ="sub-environment", year=today().year + 1, opened_on=today(),
            due=today() + dt.timedelta(days=30),
        )  # fmt: skip
    load_samples(folder=FOLDER, by=SYSTEM)
    assert not SurveyAnswer.objects.filter(survey=real).exists()
    remove_samples(by=SYSTEM)
    assert list(Survey.objects.all()) == [real]


def test_one_command_brings_accounts_and_records_and_one_takes_them_away(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("samples")
    office = Mandate.objects.get(role_address="office@khentii.example")
    assert (office.is_sample, office.unit.words("en")) == (
        True,
        "Division of Development Policy and Planning",
    )
    assert Account.objects.filter(is_sample=True).count() == 8
    real = AnswerFactory.create(posting=Posting.objects.filter(state="public", answers__isnull=True)[0])
    call_command("samples", remove=True)
    assert not Account.objects.filter(is_sample=True, is_active=True).exists()
    assert "1 stay, since real records hang on them" in capsys.readouterr().out
    assert list(Posting.objects.all()) == [real.posting]
    call_command("samples", remove=True)


def test_a_quiet_command_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("samples", quiet=True)
    assert capsys.readouterr().out == ""
    call_command("samples", remove=True)
    assert "sample records removed." in capsys.readouterr().out
