"""What registration shows on a conference's home: two figures, two charts, what is left to do. It changes nothing: it fills
what the service of the home offers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_review, can_see_people
from eventsys.conferences.gaps.service import Said
from eventsys.conferences.home.service import Chart, CheckItem, Figure, HomePart, Leads
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.review import queries as review_queries
from eventsys.registration.review.queries import PeopleFilters

_MOST_CITIES = 15
_MEMBER = str(MembershipStatus.MEMBER)


def home_part(conference: Conference) -> HomePart:
    """Member cities expected of those invited (once some are in the hall: present of those expected), people approved
    of registered; the registered by day and by city. Each number comes from the rule that narrows the list it opens."""
    delegations = delegations_queries.delegations(conference)
    states = review_queries.counts_by(conference, Delegate.state)
    registered = _people("registered")
    return HomePart(
        figures=(
            _cities_figure(delegations),
            Figure(
                _l("delegates approved of those registered"),
                people_rules.counted(states, "approved"),
                leads=_people("approved"),
                of=people_rules.counted(states, "registered"),
                of_leads=registered,
            ),
        ),
        charts=(
            Chart(
                _l("Registrations by day"),
                _days(conference),
                kind="days",
                empty=_l("Nobody is registered yet"),
                leads=registered,
            ),
            _by_city(conference, delegations, people_rules.counted(states, "registered")),
        ),
    )


def _people(state: str, **more: str) -> Leads:
    return Leads("registration.review", {"state": state, **more}, may=can_review)


def _cities(state: str = "") -> Leads:
    values = {"standing": _MEMBER, **({"state": state} if state else {})}
    return Leads("registration.delegations", values, may=can_see_people)


def _cities_figure(delegations: Sequence[Delegation]) -> Figure:
    invited, expected, present = (
        len(delegations_rules.delegations_among(delegations, word, standing=_MEMBER))
        for word in ("", "expected", "present")
    )
    if present:
        return Figure(
            _l("member cities present of those expected"),
            present,
            leads=_cities("present"),
            of=expected,
            of_leads=_cities("expected"),
        )
    return Figure(
        _l("member cities expected of those invited"),
        expected,
        leads=_cities("expected"),
        of=invited,
        of_leads=_cities(),
    )


def _days(conference: Conference) -> tuple[tuple[object, int], ...]:
    zone = conference.zone
    days = Counter(moment.astimezone(zone).date() for moment in review_queries.registered_by_day(conference))
    return tuple(sorted(days.items()))


def _by_city(conference: Conference, delegations: Sequence[Delegation], registered: int) -> Chart:
    """The cities and bodies with the most people; the total is of all."""
    by_city = review_queries.counts_by(conference, Delegate.delegation_id, PeopleFilters(state="registered"))
    cities = {d.id: d for d in delegations}
    names = {city: delegations_queries.city_key(cities[city]) for city in by_city}
    most = sorted(by_city.items(), key=lambda pair: (-pair[1], names[pair[0]]))[:_MOST_CITIES]
    return Chart(
        _l("Registrations by city"),
        tuple((cities[city].city_name, number) for city, number in most),
        total=registered,
        leads=_people("registered"),
        each=tuple(_people("registered", city=cities[city].party.code) for city, _number in most),
        empty=_l("Nobody is registered yet"),
        note=_l("The cities with the most people are shown.") if len(by_city) > _MOST_CITIES else "",
    )


def checks(conference: Conference) -> list[CheckItem]:
    """Invite the cities; decide on what waits."""
    states = review_queries.counts_by(conference, Delegate.state)
    invited = len(delegations_queries.delegations_of_cities(conference))
    waiting = people_rules.counted(states, "pre_approved")
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
        *_asked_changes(conference),
    ]


def _asked_changes(conference: Conference) -> Iterator[CheckItem]:
    """While somebody asks for one."""
    if asked := review_queries.count_changes(conference):
        hint = _l("Waiting: %(number)s", number=asked)
        where = {"state": "changes"}
        yield CheckItem(
            _l("Decide on changes that are asked for"), False, "registration.queue", where, hint=hint
        )


def texts(conference: Conference) -> Iterator[Said]:
    """What the cities that come are called, and what organisers ask people, in the languages of the conference."""
    for delegation in delegations_queries.delegations_of_cities(conference):
        where = {"city": delegation.party.code}
        yield Said(
            _l("Names of cities"), delegation.city_name, delegation.city_name, "conferences.city_names", where
        )
    for question in composer_queries.questions(conference.id):
        there = {"public_id": question.public_id}
        for words in (question.label, question.help, *(choice.words for choice in question.offered)):
            if words:
                yield Said(_l("Registration form"), question.label, words, "registration.question", there)
