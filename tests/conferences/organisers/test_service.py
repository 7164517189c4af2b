"""Organisers in their order."""

from __future__ import annotations

import pytest

from eventsys.conferences.editions import service as editions
from eventsys.conferences.organisers import queries, service
from eventsys.core.actor import SYSTEM
from tests.conferences.factories import make_conference


@pytest.mark.usefixtures("app")
def test_organisers_keep_their_order_and_wording():
    conference = make_conference()
    for name in ("UNESCO Office in Hanoi", "UN-Habitat"):
        service.add_organiser(conference, role={"en": "in coordination with"}, name={"en": name}, by=SYSTEM)
    rows = queries.organisers(conference)
    editions.move(rows[2], rows, up=True, by=SYSTEM)
    editions.move(rows[0], queries.organisers(conference), up=True, by=SYSTEM)  # first already
    assert [(r.role["en"], r.name["en"]) for r in queries.organisers(conference)] == [
        ("organised by", "People's Committee of Hanoi"),
        ("in coordination with", "UN-Habitat"),
        ("in coordination with", "UNESCO Office in Hanoi"),
    ]
