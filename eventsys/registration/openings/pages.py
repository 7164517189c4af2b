"""What pages of openings share: numbers that later rooms know, moments on the conference's clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import url_for

from eventsys.conferences.editions.models import Conference
from eventsys.core.errors import NoSuchTime
from eventsys.core.web.forms import put_refusal
from eventsys.core.wings import Offers
from eventsys.core.words.zones import at_local
from eventsys.registration.openings.forms import OpeningForm
from eventsys.registration.openings.models import Opening

#: Later rooms say how many people an opening has, those whose address is not confirmed among them.
PEOPLE: Offers[Callable[[Opening], int]] = Offers()


def people_of(opening: Opening) -> int:
    return sum(count(opening) for count in PEOPLE)


def public_url(opening: Opening, *, external: bool = False) -> str:
    """Where people register."""
    return url_for(
        "registration.apply",
        slug=opening.conference.slug,
        code=opening.category.code,
        _external=external,
    )


def told(opening: Opening) -> dict[str, Any]:
    """As the form takes it: moments on the conference's clock."""
    zone = opening.conference.zone
    return {
        "opens_at": _local(opening.opens_at, zone),
        "closes_at": _local(opening.closes_at, zone),
        "places": opening.places,
        "welcome": opening.welcome,
    }


def _local(moment: datetime | None, zone: Any) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None


def typed(form: OpeningForm, conference: Conference) -> dict[str, Any] | None:
    """What was typed, as the service takes it; ``None`` where a day is far or an hour does not exist, which is said beside."""
    fields = (form.opens_at, form.closes_at)
    if not form.no_day_is_far(fields, conference.is_far):
        return None
    moments: list[datetime | None] = []
    for field in fields:
        try:
            moments.append(at_local(field.data, conference.timezone) if field.data else None)
        except NoSuchTime as refusal:
            put_refusal(field, refusal)
            return None
    opens, closes = moments
    return {
        "opens_at": opens,
        "closes_at": closes,
        "places": form.places.data,
        "welcome": form.welcome.localized,
    }
