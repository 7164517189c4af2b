"""Rooms of the venue."""

from __future__ import annotations

import pytest

from eventsys.conferences.editions import service as editions
from eventsys.conferences.editions.errors import TextMissing
from eventsys.conferences.venue import queries, service
from eventsys.conferences.venue.errors import CapacityTooSmall
from eventsys.core.actor import SYSTEM
from tests.conferences.factories import make_conference


@pytest.mark.usefixtures("app")
def test_rooms_hold_someone():
    conference = make_conference(rooms=0)
    with pytest.raises(CapacityTooSmall):
        service.add_room(conference, name={"en": "Hall"}, capacity=0, by=SYSTEM)
    with pytest.raises(TextMissing):
        service.add_room(conference, name={}, capacity=10, by=SYSTEM)
    room = service.add_room(conference, name={"en": "Hall"}, capacity=10, by=SYSTEM)
    editions.remove(room, by=SYSTEM)
    assert queries.rooms(conference) == []
