"""Conferences for tests, made through the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from eventsys.conferences.categories import service as categories_service
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts import service as facts
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.networks.registry.models import City, Network
from tests.networks.factories import make_city, make_network

__all__ = ["make_conference"]


def make_conference(
    *,
    network: Network | None = None,
    host_city: City | None = None,
    edition: int | None = None,
    slug: str = "",
    published: bool = True,
    rooms: int = 2,
    categories: bool = True,
    registration_open: bool | None = True,
    **over: Any,
) -> Conference:
    """An edition in Hanoi in 60 days: standard categories, two rooms, an organiser, open registration.

    ``registration_open``: False for a window that has closed, None for no window. Further values are those
    of ``create_conference`` (title, starts, ends, timezone, languages, venue, …).
    """
    network = network or make_network()
    host_city = host_city or make_city("HAN", network=network)
    starts: date = over.pop("starts", (clock.now() + timedelta(days=60)).date())
    number = edition or editions_queries.next_edition(network)
    values: dict[str, Any] = {
        "title": {
            "en": f"Plenary Meeting {number}",
            "fr": f"Réunion plénière {number}",
            "vi": f"Hội nghị toàn thể {number}",
        },
        "ends": starts + timedelta(days=1),
        "timezone": "Asia/Ho_Chi_Minh",
        "venue": {"en": "Hanoi Daewoo Hotel"},
        "contact_email": "secretariat@example.org",
        **over,
    }
    conference = facts.create_conference(
        network, edition=number, slug=slug, host_city=host_city, starts=starts, by=SYSTEM, **values
    )
    organisers.add_organiser(
        conference,
        role={"en": "organised by", "fr": "organisée par", "vi": "đơn vị tổ chức"},
        name={
            "en": "People's Committee of Hanoi",
            "fr": "Comité populaire de Hanoï",
            "vi": "Ủy ban nhân dân thành phố Hà Nội",
        },
        by=SYSTEM,
    )
    for n in range(1, rooms + 1):
        venue.add_room(
            conference,
            name={"en": f"Hall {n}", "fr": f"Salle {n}", "vi": f"Phòng {n}"},
            capacity=100 * n,
            by=SYSTEM,
        )
    if categories:
        categories_service.add_standard_categories(conference, by=SYSTEM)
    _open(conference, registration_open)
    if published and categories:
        facts.publish(conference, by=SYSTEM, now=clock.now())
    return conference


def _open(conference: Conference, registration_open: bool | None) -> None:
    if registration_open is None:
        return
    now = clock.now()
    closes = now + timedelta(days=30) if registration_open else now - timedelta(days=1)
    dates.set_milestone(conference, MilestoneKind.REGISTRATION_OPENS, now - timedelta(days=10), by=SYSTEM)
    dates.set_milestone(conference, MilestoneKind.REGISTRATION_CLOSES, closes, by=SYSTEM)
