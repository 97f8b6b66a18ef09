"""Past projects come in by a table: in six languages, tried first, each bad row named, never twice."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import Workbook, load_workbook

from near.cooperation.models import Participation, Project, Result
from near.foundation.journal import SYSTEM, JournalEntry
from near.people.models import Account
from near.web.desk.importing import KINDS, import_rows, read_table
from near.web.desk.past_projects import COLUMNS, columns_by_heading, headings
from tests.web.desk.test_importing import confirmed, faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "editors")]
IMPORT = "/desk/register/import/"
SIX = ("en", "ja", "ko", "zh", "ru", "mn")
GOOD: dict[str, Any] = {
    "title": "植林交流", "language": "ja", "lead": "鳥取県", "partners": "Төв аймаг; 경상북도",
    "subcommittee": "sub-environment", "since": "2015-04-01", "until": "2018-03-31", "state": "closed",
    "aim": "砂の移動を抑える。", "results": "3か所に植えた。", "source": "annual report 2018, p. 12",
}  # fmt: skip


@pytest.fixture
def desk(officer: Account) -> Client:
    client = Client()
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    return client


def workbook(*rows: dict[str, Any], head: list[str] | None = None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append(head or list(COLUMNS))
    for row in rows:
        sheet.append([row.get(column) for column in COLUMNS])
    book.save(out)
    return out.getvalue()


def sent(desk: Client, content: bytes, name: str = "past.xlsx") -> Any:
    return desk.post(IMPORT, {"kind": "projects", "file": SimpleUploadedFile(name, content)})


def tried(*rows: dict[str, Any]) -> list[tuple[int, str]]:
    bad = import_rows(KINDS["projects"], read_table("a.xlsx", workbook(*rows)), by=SYSTEM, dry=False)
    return [(row.line, row.column) for row in bad]


def test_a_dry_run_takes_nothing_and_a_confirmation_takes_all(desk: Client) -> None:
    answer = sent(desk, workbook(GOOD))
    assert (answer.status_code, faults(answer), Project.objects.count()) == (200, [], 0)
    assert confirmed(desk, answer).status_code == 302
    project = Project.objects.get()
    assert (project.state, project.organ, project.title.original) == ("closed", "sub-environment", "ja")
    assert (str(project.since), str(project.closed_on), project.source) == (
        "2015-04-01", "2018-03-31", "annual report 2018, p. 12"
    )  # fmt: skip
    parts = Participation.objects.filter(project=project).order_by("pk").values_list("region__slug", "role")
    assert list(parts) == [("jp-tottori", "lead"), ("mn-tov", "partner"), ("kr-gyeongbuk", "partner")]
    assert Result.objects.get(project=project).evidence.words("ja") == project.source
    assert JournalEntry.objects.filter(verb="cooperation.import_project").count() == 1


@pytest.mark.parametrize("code", SIX)
def test_the_template_of_every_language_is_read_again(desk: Client, code: str) -> None:
    with translation.override("zh-hans" if code == "zh" else code):
        answer = desk.get(IMPORT + "past-projects.xlsx", headers={"accept-language": code})
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert len([c.value for c in sheet[1]]) == len(COLUMNS)
    head = headings(code)
    assert [columns_by_heading()[word] for word in head] == list(COLUMNS)
    assert import_rows(
        KINDS["projects"], read_table("a.xlsx", workbook(GOOD, head=head)), by=SYSTEM, dry=True
    ) == []  # fmt: skip


def test_the_template_is_for_the_secretariat_alone(outsider: Account) -> None:
    client = Client()
    client.force_login(outsider, backend="near.web.desk.backends.DeskBackend")
    assert client.get(IMPORT + "past-projects.xlsx").status_code in (302, 403)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"since": "spring"}, "since"), ({"until": "2018-02-30"}, "until"), ({"since": "2018-13"}, "since"),
        ({"until": "2014-01-01"}, "until"), ({"until": "2199-01-01"}, "until"),
        ({"lead": "산시성"}, "lead"), ({"partners": "Төв аймаг; atlantis"}, "partners"),
        ({"partners": "鳥取県"}, "partners"),
        ({"lead": "kr-sejong", "until": "2011-01-01", "since": "2010"}, "lead"),
        ({"partners": "cn-qinghai"}, "partners"),
        ({"language": "xx"}, "language"), ({"state": "running"}, "state"), ({"source": ""}, "source"),
        ({"subcommittee": "Gardening"}, "subcommittee"), ({"title": "x" * 201}, "title"),
        ({"source": "x" * 201}, "source"),
    ],
)  # fmt: skip
def test_a_bad_row_names_its_column_and_nothing_is_taken(changes: dict[str, Any], column: str) -> None:
    assert tried({**GOOD, "title": "別の事業"}, GOOD | changes) == [(3, column)]
    assert not Project.objects.exists()


def test_a_name_of_several_regions_is_asked_back_with_its_readings(desk: Client) -> None:
    page = sent(desk, workbook(GOOD | {"partners": "산시성; Төв аймаг"})).content.decode()
    assert "Shaanxi Province (cn-shaanxi); Shanxi Province (cn-shanxi)" in page


def test_a_formula_is_refused_where_it_stands(desk: Client) -> None:
    answer = sent(desk, workbook(GOOD | {"aim": "=1+1"}))
    assert (answer.status_code, "I2" in answer.content.decode()) == (400, True)
    table = ",".join(COLUMNS) + '\n"=HYPERLINK(""http://x"")",ja,jp-tottori,,,2015,2016,closed,,,s\n'
    assert faults(sent(desk, table.encode(), "past.csv")) == [("2", "title")]


def test_a_script_in_a_cell_is_words_and_nothing_else() -> None:
    assert tried(GOOD | {"title": "<script>alert(1)</script>"}) == []
    assert Project.objects.get().title.words("ja") == "<script>alert(1)</script>"


def test_a_year_or_a_month_alone_means_its_first_day_and_its_last() -> None:
    assert tried(GOOD | {"since": 2015, "until": "2016-02"}) == []
    assert [str(d) for d in Project.objects.values_list("since", "until")[0]] == ["2015-01-01", "2016-02-29"]
    assert tried(GOOD | {"title": "二", "since": "2015-03", "until": 2016}) == []
    last = Project.objects.order_by("-pk").values_list("since", "until")[0]
    assert [str(d) for d in last] == ["2015-03-01", "2016-12-31"]


def test_a_project_is_not_taken_twice() -> None:
    assert tried(GOOD, GOOD | {"since": "2015-05-01"}) == [(3, "title")]
    assert tried(GOOD) == []
    assert tried(GOOD) == [(2, "title")]
    assert tried(GOOD | {"since": "2016-04-01"}) == []


def test_a_state_may_be_said_in_any_language() -> None:
    assert tried(GOOD | {"state": "中止"}, GOOD | {"title": "b", "state": "Дууссан"}) == []
    assert set(Project.objects.values_list("state", "ground")) == {("abandoned", "other"), ("closed", "")}


def test_a_subcommittee_may_be_named_in_any_language() -> None:
    assert tried(GOOD | {"subcommittee": "環境"}, GOOD | {"title": "b", "subcommittee": ""}) == []
    assert sorted(Project.objects.values_list("organ", flat=True)) == ["", "sub-environment"]


def test_every_row_costs_the_same_questions() -> None:
    def cost(count: int) -> int:
        rows = read_table("a.xlsx", workbook(*(GOOD | {"title": f"{count}-{n}"} for n in range(count))))
        with CaptureQueriesContext(connection) as asked:
            assert import_rows(KINDS["projects"], rows, by=SYSTEM, dry=True) == []
        return len(asked)

    cost(1)
    few, more, most = cost(2), cost(4), cost(6)
    assert more - few == most - more
    assert (more - few) / 2 <= 16
