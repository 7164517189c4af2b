"""Setting the plenary up: the network and its cities, the edition, the staff, the programme."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from eventsys.accounts.roles import service as roles
from eventsys.accounts.users import service as users
from eventsys.conferences.categories import service as categories
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts import service as facts_service
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.plenary import service as plenary
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue import service as venue
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.words.text import Localized
from eventsys.demo import facts
from eventsys.demo.stage import ZONE, Entrance, Stage
from eventsys.networks.groups import service as groups
from eventsys.networks.plenary.models import CredentialsAsked
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import Network
from eventsys.networks.standing import service as standing
from eventsys.programme.panel import service as panel
from eventsys.programme.publication import service as publication
from eventsys.programme.sessions import service as sessions
from eventsys.programme.sessions.models import PanelRole, Session, SessionKind
from eventsys.registration.people.models import Delegate
from eventsys.registration.review import queries as review_queries

__all__ = ["make_edition", "make_network", "set_up_conference", "set_up_network", "set_up_programme"]


def set_up_network(stage: Stage) -> int:
    """The network, its 14 cities and their memberships. Returns how many cities."""
    with stage.on(date(2013, 3, 1)):
        stage.network = make_network()
    return len(facts.CITIES)


def make_network() -> Network:
    """The network as :mod:`eventsys.demo.facts` has it, its cities and their memberships."""
    groups.ensure_groups(by=SYSTEM)
    network = registry.create_network(by=SYSTEM, **facts.NETWORK)  # type: ignore[arg-type]
    for known in facts.CITIES:
        city = registry.create_city(
            code=known.code,
            name=known.name,
            country=known.country,
            native_name=known.native,
            timezone=known.zone,
            leader_office=known.leader,
            by=SYSTEM,
        )
        if known.code == "TOF":
            standing.add_membership(network, city, "observer", since="2010", by=SYSTEM)
            standing.change_membership(network, city, "member", since=known.joined, by=SYSTEM)
        else:
            standing.add_membership(network, city, known.status, since=known.joined, by=SYSTEM)
    return network


def set_up_conference(stage: Stage) -> None:
    """The 12th edition with organisers, rooms, categories, quotas and milestones, and its staff."""
    with stage.on(date(2013, 4, 2)) as now:
        conference = stage.conference = make_edition(
            stage.network, 12, facts.TITLE, days=(facts.STARTS, facts.ENDS), places=30
        )
        for kind, day in _MILESTONES.items():
            dates.set_milestone(conference, kind, datetime.combine(day, time(9), ZONE), by=SYSTEM)
        plenary.set_rules(conference, {"credentials": str(CredentialsAsked.HEADS)}, by=SYSTEM)
        facts_service.publish(conference, by=SYSTEM, now=now)
        _staff(stage)


def make_edition(
    network: Network, number: int, title: Mapping[str, str], *, days: tuple[date, date], places: int
) -> Conference:
    """An edition in Hanoi with organisers, rooms, the usual categories and a quota; not public yet."""
    conference = facts_service.create_conference(
        network,
        edition=number,
        slug=f"anmc21-{number}",
        title=title,
        host_city=registry_queries.city_by_code("HAN"),
        starts=days[0],
        ends=days[1],
        timezone="Asia/Ho_Chi_Minh",
        languages=("en", "fr", "vi"),
        themes=facts.THEMES,
        venue=facts.VENUE,
        contact_email="secretariat@anmc21.example",
        by=SYSTEM,
    )
    for role, name in facts.ORGANISERS:
        organisers.add_organiser(conference, role=role, name=name, by=SYSTEM)
    for name, capacity in facts.ROOMS:
        venue.add_room(conference, name=name, capacity=capacity, by=SYSTEM)
    categories.add_standard_categories(conference, by=SYSTEM)
    categories.set_quota(conference, places=places, by=SYSTEM)
    return conference


_MILESTONES = {
    MilestoneKind.INVITATIONS: date(2013, 5, 6),
    MilestoneKind.REGISTRATION_OPENS: date(2013, 8, 1),
    MilestoneKind.REGISTRATION_CLOSES: date(2013, 11, 8),
    MilestoneKind.PROGRAMME: date(2013, 10, 21),
    MilestoneKind.BADGES: date(2013, 11, 15),
    MilestoneKind.OPENING: date(2013, 11, 18),
    MilestoneKind.SIGNING: date(2013, 11, 19),
    MilestoneKind.CLOSING: date(2013, 11, 19),
}


def _staff(stage: Stage) -> None:
    for role, label, name in (
        (Role.ORGANISER, "Organiser", "Trần Minh Đức"),
        (Role.SECRETARIAT, "Secretariat", "Lê Thu Hà"),
    ):
        email, password = f"{role}@anmc21.example.org", secrets.token_urlsafe(12)
        user = users.create_user(email, name, password, by=SYSTEM)
        roles.give_role(user, role, stage.conference.id, by=SYSTEM)
        actor = stage.acting(user.id, name, role)
        if role == Role.ORGANISER:
            stage.organiser = actor
        else:
            stage.secretariat = actor
        stage.people.append(Entrance(label, f"{email}   password {password}"))


def set_up_programme(stage: Stage) -> int:
    """All items of the real programme, scheduled and published. Returns how many are dialogue sessions."""
    conference = stage.conference
    rooms = venue_queries.rooms(conference)
    with stage.on(date(2013, 10, 20), 10) as now:
        heads = {
            d.delegation.party.code: d for d in review_queries.approved_delegates(conference) if d.is_head
        }
        for item in facts.SESSIONS:
            session = sessions.create_session(
                conference,
                kind=SessionKind(item.kind),
                title=Localized(item.title),
                by=stage.organiser,
                starts_at=_at(item.day, item.start),
                ends_at=_at(item.day, item.end),
                room=rooms[item.room] if item.room is not None else None,
                languages=("en", "vi"),
                expected=93,
            )
            _panel(stage, session, item, heads)
            sessions.schedule(session, by=stage.organiser, now=now)
        publication.publish(conference, by=stage.organiser, now=now)
    return sum(item.kind == "dialogue" for item in facts.SESSIONS)


def _panel(stage: Stage, session: Session, item: facts.Talk, heads: dict[str, Delegate]) -> None:
    parts = [(PanelRole.CHAIR, item.chair), *((PanelRole.SPEAKER, code) for code in item.speakers)]
    parts.append((PanelRole.RAPPORTEUR, item.rapporteur))
    for role, code in parts:
        if code:
            panel.seat(session, role=role, delegate=heads[code], by=stage.organiser)


def _at(day: int, clock_time: str) -> datetime:
    return datetime.combine(date(2013, 11, day), time.fromisoformat(clock_time), ZONE).astimezone(UTC)
