"""Inviting the cities of a large table, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.words.languages import fallbacks
from eventsys.files.models import Upload
from eventsys.jobs.models import Job
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.invitations.errors import AlreadyInvited
from eventsys.registration.invitations.service import Invitee, invite_cities
from eventsys.registration.sheets.errors import TableStopped
from eventsys.registration.sheets.service import ask_saving

INVITING = "registration.invite_cities"


def ask_inviting(
    conference: Conference, upload: Upload, invitees: Iterable[tuple[int, Invitee]], *, by: Actor
) -> Job:
    """Let a job invite cities, each with its row. Asked twice, it is one job."""
    rows = [
        {
            "row": row,
            "city": invitee.party.code,
            "name": invitee.focal_name,
            "email": invitee.focal_email,
            "language": invitee.focal_language,
        }
        for row, invitee in invitees
    ]
    return ask_saving(
        INVITING, upload, rows, {"conference": str(conference.public_id)}, conference=conference, by=by
    )


def invite_rows(
    conference: Conference, rows: Sequence[Mapping[str, Any]], *, saved: int, by: Actor, now: datetime
) -> None:
    """The next cities of a large table. Raises :class:`TableStopped` when others were quicker."""
    cities = registry_queries.cities_by_code(row["city"] for row in rows)
    invited = delegations_queries.cities_with_delegation(conference, cities.values())
    for row in rows:
        city = cities[row["city"]]
        if city.id in invited:
            why = AlreadyInvited(
                city=conference.city_name(city).get_in(fallbacks(languages=conference.languages))
            )
            raise TableStopped(row=row["row"], why=str(why), saved=saved)
    invitees = [Invitee(cities[row["city"]], row["name"], row["email"], row["language"]) for row in rows]
    invite_cities(conference, invitees, by=by, now=now)
