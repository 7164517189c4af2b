"""Reading milestones, the registration window, and whose clock it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from eventsys.conferences.dates.models import WINDOW, Milestone
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.zones import zone_of_city, zone_words

_WINDOW = (
    select(Milestone.kind, Milestone.at)
    .where(
        Milestone.conference_id == bindparam("conference"),
        Milestone.kind.in_(WINDOW),
    )
    .order_by(Milestone.id)
)


def milestones(conference: Conference) -> Sequence[Milestone]:
    """All milestones of an edition, the earliest first."""
    return db.session.scalars(
        select(Milestone).where(Milestone.conference_id == conference.id).order_by(Milestone.at, Milestone.id)
    ).all()


def registration_window(conference: Conference) -> Window:
    found = {row.kind: row.at for row in db.session.execute(_WINDOW, {"conference": conference.id})}
    return Window(*map(found.get, WINDOW))


def clock_words(conference: Conference) -> str:
    """Whose clock its times are of: "Hanoi time (UTC+7)"; the host city's where the zone is its own."""
    host, zone = conference.host_city, conference.timezone
    own = zone in (host.timezone, zone_of_city(host.country, host.name.values()))
    name = conference.host_name.get_in(fallbacks(languages=conference.languages)) if own else ""
    return zone_words(zone, conference.starts, name)


@dataclass(frozen=True, slots=True)
class Window:
    """Registration is open from ``opens`` until just before ``closes``; without ``opens`` it is shut."""

    opens: datetime | None
    closes: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.opens is not None and self.opens <= now and (self.closes is None or now < self.closes)
