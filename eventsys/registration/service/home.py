"""What registration shows on a conference's home: two figures, two charts, what is left to do."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

from eventsys.conferences.models import Conference
from eventsys.conferences.service import Chart, CheckItem, Figure, HomePart
from eventsys.core.languages import lazy_gettext as _l
from eventsys.networks import queries as networks
from eventsys.networks.models import MembershipStatus
from eventsys.registration import queries
from eventsys.registration.models import Delegate, DelegateState, Delegation, DelegationState

__all__ = ["checks", "home_part"]

_COMING = frozenset({DelegationState.ACCEPTED, DelegationState.ATTENDING})
_MOST_CITIES = 15


def home_part(conference: Conference) -> HomePart:
    """Member cities attending of all members, delegates approved of registered; by day, by city."""
    cities = queries.delegations(conference)
    coming = sum(d.state in _COMING and d.standing == MembershipStatus.MEMBER for d in cities)
    members = len(networks.members_on(conference.network, conference.starts))
    states = queries.counts_by(conference, Delegate.state)
    registered = (
        sum(states.values()) - states.get(DelegateState.DRAFT, 0) - states.get(DelegateState.WITHDRAWN, 0)
    )
    zone = ZoneInfo(conference.timezone)
    days = Counter(moment.astimezone(zone).date() for moment in queries.registered_by_day(conference))
    names = {d.city_id: d.city_name for d in cities}
    by_city = queries.counts_by(conference, Delegation.city_id)
    most = sorted(by_city.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CITIES]
    return HomePart(
        figures=(
            Figure(_l("member cities attending"), coming, of=members, endpoint="registration.delegations"),
            Figure(
                _l("delegates approved of those registered"), states.get(DelegateState.APPROVED, 0), of=registered,
                endpoint="registration.review",
            ),
        ),
        charts=(
            Chart(_l("Registrations by day"), tuple(sorted(days.items())), kind="days", empty=_l("Nobody is registered yet")),
            Chart(_l("Registrations by city"), tuple((names[city], n) for city, n in most), empty=_l("Nobody is registered yet")),
        ),
    )  # fmt: skip


def checks(conference: Conference) -> list[CheckItem]:
    """Invite the cities; decide on what waits."""
    states = queries.counts_by(conference, Delegate.state)
    invited = len(queries.delegations(conference))
    waiting = states.get(DelegateState.PRE_APPROVED, 0)
    return [
        CheckItem(
            _l("Invite the cities"),
            bool(invited),
            "registration.delegations" if invited else "registration.invite_cities",
        ),
        CheckItem(
            _l("Decide on pre-approved registrations"),
            bool(states) and not waiting,
            "registration.review",
            {"state": str(DelegateState.PRE_APPROVED)} if waiting else {},
            hint=_l("Waiting: %(number)s", number=waiting) if waiting else "",
        ),
    ]
