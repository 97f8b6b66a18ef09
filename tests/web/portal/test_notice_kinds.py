"""What the rooms declare to be told: each kind under its room's name, with a page that is there."""

from __future__ import annotations

from django.apps import apps
from django.urls import get_resolver

from near.foundation.notices import kinds


def test_every_kind_a_room_declares_leads_to_a_page_there_is() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {"portal_notices", "notices_unsubscribe"} <= names
    assert {x.key: x.address for x in kinds().values() if x.address and x.address not in names} == {}


def test_every_kind_bears_its_rooms_name_and_a_heading() -> None:
    rooms = {app.label for app in apps.get_app_configs()}
    assert [x.key for x in kinds().values() if x.key.partition(".")[0] not in rooms or not str(x.label)] == []
