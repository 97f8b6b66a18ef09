"""Imports: every row is tried, each bad one named by line and column, all or nothing."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from near.people.models import Account
from near.registry.models import Mandate, MembershipSpell, RegionName

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "editors")]

IMPORT = "/desk/register/import/"
NAMES = "region,language,kind,name,source\n"


@pytest.fixture
def desk(officer: Account) -> Client:
    client = Client()
    client.force_login(officer, backend="near.web.desk.backends.DeskBackend")
    return client


def sent(desk: Client, kind: str, content: str | bytes, name: str = "table.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return desk.post(IMPORT, {"kind": kind, "file": SimpleUploadedFile(name, data)})


def faults(answer: Any) -> list[tuple[str, str]]:
    return re.findall(r"<tr><td>(\d+)</td><td><code>(\w*)</code>", answer.content.decode())


def confirmed(desk: Client, answer: Any) -> Any:
    found = re.search(r'name="parcel" value="([^"]+)"', answer.content.decode())
    assert found
    return desk.post(IMPORT, {"parcel": found[1]})


def test_a_dry_run_takes_nothing(desk: Client) -> None:
    answer = sent(desk, "names", NAMES + "mn-khentii,en,exonym,Xentii,a letter\n")
    assert (answer.status_code, faults(answer)) == (200, [])
    assert not RegionName.objects.filter(name="Xentii").exists()


def test_a_confirmed_import_takes_every_row(desk: Client) -> None:
    rows = "mn-khentii,en,exonym,Xentii,a letter\nmn-tov,en,exonym,Towj,a letter\n"
    assert confirmed(desk, sent(desk, "names", NAMES + rows)).status_code == 302
    assert RegionName.objects.filter(name__in=["Xentii", "Towj"]).count() == 2


def test_each_bad_row_is_named_and_nothing_is_taken(desk: Client) -> None:
    rows = (
        "mn-khentii,en,exonym,Xentii,s\natlantis,en,exonym,Y,s\nmn-tov,xx,exonym,Y,s\nmn-tov,en,exonym,,s\n"
    )
    answer = sent(desk, "names", NAMES + rows)
    assert answer.status_code == 422
    assert faults(answer) == [("3", "region"), ("4", "language"), ("5", "name")]
    assert not RegionName.objects.filter(name="Xentii").exists()


def test_a_region_may_be_named_in_any_language(desk: Client) -> None:
    rows = "헨티,en,exonym,Xentii,a letter\n中央県,en,exonym,Towj,a letter\n"
    assert confirmed(desk, sent(desk, "names", NAMES + rows)).status_code == 302
    assert RegionName.objects.get(name="Towj").region.slug == "mn-tov"


def test_a_name_of_several_regions_is_a_bad_row_that_names_them(desk: Client) -> None:
    rows = "산시성,en,exonym,A,s\n北京市,en,exonym,B,s\natlantis,en,exonym,C,s\n"
    answer = sent(desk, "names", NAMES + rows)
    assert faults(answer) == [("2", "region"), ("3", "region"), ("4", "region")]
    page = answer.content.decode()
    assert "Shaanxi Province (cn-shaanxi); Shanxi Province (cn-shanxi)" in page
    assert "Beijing (CN-BJ), which is not in the register" in page


def test_overlong_text_is_a_bad_row(desk: Client) -> None:
    answer = sent(desk, "names", NAMES + f"mn-khentii,en,exonym,{'x' * 500},s\n")
    assert faults(answer) == [("2", "name")]


def test_contacts_are_offices_with_an_address(desk: Client) -> None:
    head = "region,office,role_address,since,unit_en\n"
    good = sent(
        desk, "contacts", head + "mn-khentii,contact,office@example.org,2026-01-01,Foreign relations\n"
    )
    assert confirmed(desk, good).status_code == 302
    assert Mandate.objects.get(region__slug="mn-khentii").role_address == "office@example.org"
    bad = sent(desk, "contacts", head + "mn-khentii,contact,nobody,2026-01-01,\nmn-tov,king,a@b.org,soon,\n")
    assert faults(bad) == [("2", "role_address"), ("3", "office")]


def test_memberships_name_their_deciding_act(desk: Client) -> None:
    head = "region,category,since,decision,until,closing_decision\n"
    answer = sent(desk, "memberships", head + "ru-ust-orda,observer,2026-01-01,nothing,,\n")
    assert faults(answer) == [("2", "decision")]
    good = sent(
        desk, "memberships", head + "ru-ust-orda,observer,2026-01-01,founding-1996,2026-02-01,founding-1996\n"
    )
    assert confirmed(desk, good).status_code == 302
    assert MembershipSpell.objects.filter(region__slug="ru-ust-orda", category="observer").exists()


def test_a_workbook_is_read_like_a_table(desk: Client) -> None:
    book, out = Workbook(), io.BytesIO()
    book.worksheets[0].append(["region", "language", "kind", "name", "source"])
    book.worksheets[0].append(["mn-khentii", "en", "exonym", "Xentii", "a letter"])
    book.save(out)
    assert sent(desk, "names", out.getvalue(), "table.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("table.xlsx", b"junk"), ("table.csv", b"\xff\xfe\x00a"), ("table.pdf", b"%PDF"),
        ("table.csv", b""), ("table.csv", b"region\n"), ("table.csv", b"region,name\nmn-tov,x\n"),
        ("table.csv", b"x" * (2 * 1024 * 1024 + 1)),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_in_words(desk: Client, name: str, content: bytes) -> None:
    answer = sent(desk, "names", content, name)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_a_workbook_that_unpacks_without_end_is_refused(desk: Client) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (41 * 1024 * 1024))
    assert sent(desk, "names", out.getvalue(), "table.xlsx").status_code == 400


def test_a_forged_confirmation_is_refused(desk: Client) -> None:
    assert desk.post(IMPORT, {"parcel": "names:forged"}).status_code == 422
