"""What the rooms declare to be told: each kind under its room's name, with a page that is there."""

from __future__ import annotations

from django.apps import apps
from django.urls import get_resolver

from near.foundation.notices import kinds


def test_every_kind_a_room_declares_leads_to_a_page_there_is() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {"portal_notices", "notices_unsubscribe"} <= names
    assert {x.key: x.address for x in kinds().values() if x.address and x.address not in names} == {}


def test_every_kind_fills_the_address_it_leads_to() -> None:
    known = get_resolver().reverse_dict
    taken = {
        x.key: {len(names) for ways, *_rest in known.getlist(x.address) for _path, names in ways}
        for x in kinds().values()
        if x.address in known
    }
    assert [key for key, counts in taken.items() if len(kinds()[key].args) not in counts] == []


def test_every_kind_bears_its_rooms_name_and_a_heading() -> None:
    rooms = {app.label for app in apps.get_app_configs()}
    assert [x.key for x in kinds().values() if x.key.partition(".")[0] not in rooms or not str(x.label)] == []
