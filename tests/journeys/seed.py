"""A plenary prepared with the rooms' own verbs; :func:`main` returns what the journeys need to know.

Hanoi, Seoul, Tokyo and Tomsk are invited; who has come how
far is said in :data:`PEOPLE`.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time, timedelta
from typing import Any

from eventsys.accounts.roles import service as roles
from eventsys.accounts.users import service as users
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories_service
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts import service as facts_service
from eventsys.conferences.organisers import service as organisers
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant, Role
from eventsys.demo import facts
from eventsys.demo.people import portrait
from eventsys.files import service as files
from eventsys.networks.groups import service as groups
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.standing import service as standing
from eventsys.registration.consent import service as consent
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.invitations.service import Invitee
from eventsys.registration.links import service as links_service
from eventsys.registration.naming import service as naming
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions

PASSWORD = "lotus-Bridge river 42 ấm"
SLUG = "anmc21-13"

#: City, category, family name, given name, order, own script, its language, how far.
PEOPLE = (
    ("HAN", "head", "Nguyễn", "Thế Thảo", "family", "Nguyễn Thế Thảo", "vi", "pre_approved"),
    ("HAN", "delegate", "Trần", "Thị Minh Khai Phương Anh", "family", "Trần Thị Minh Khai Phương Anh", "vi", "pre_approved"),
    ("TYO", "head", "Inose", "Naoki", "given", "猪瀬直樹", "ja", "pre_approved"),
    ("TYO", "delegate", "Sato", "Yuki", "given", "佐藤由紀", "ja", "pre_approved"),
    ("TYO", "adviser", "Suzuki", "Ken", "given", "", "", "pre_approved"),
    ("TOF", "head", "Nikolaichuk", "Nikolai", "given", "Николай Николайчук", "ru", "pre_approved"),
    ("TOF", "delegate", "Petrova", "Anna", "given", "", "", "draft"),
    ("TOF", "delegate", "Ivanov", "Sergei", "given", "", "", "draft"),
)  # fmt: skip


def main() -> dict[str, Any]:
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
        standing.add_membership(network, city, known.status, since=known.joined, by=SYSTEM)
        if known.code == "HAN":
            hanoi = city
    groups.ensure_groups(by=SYSTEM)
    now = clock.now()
    starts = now.date() + timedelta(days=100)
    conference = facts_service.create_conference(
        network,
        edition=13,
        slug=SLUG,
        title={k: v.replace("12", "13") for k, v in facts.TITLE.items()},
        host_city=hanoi,
        starts=starts,
        ends=starts + timedelta(days=1),
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
    categories_service.add_standard_categories(conference, by=SYSTEM)
    categories_service.set_quota(conference, places=6, by=SYSTEM)
    for kind, days in (
        (MilestoneKind.REGISTRATION_OPENS, -20),
        (MilestoneKind.REGISTRATION_CLOSES, 80),
        (MilestoneKind.OPENING, 100),
    ):
        day = now.date() + timedelta(days=days)
        dates.set_milestone(conference, kind, datetime.combine(day, time(9), UTC), by=SYSTEM)
    facts_service.publish(conference, by=SYSTEM, now=now)
    for role in (Role.ORGANISER, Role.SECRETARIAT):
        user = users.create_user(f"{role}@example.org", f"Ms {role.capitalize()}", PASSWORD, by=SYSTEM)
        roles.give_role(user, role, conference.id, by=SYSTEM)
    return {"slug": SLUG, "password": PASSWORD, **_delegations(conference)}


def _delegations(conference: Conference) -> dict[str, Any]:
    now = clock.now()
    cities = {known.code: known for known in facts.CITIES}
    invitees = [
        Invitee(
            registry_queries.city_by_code(code),
            f"Focal point of {cities[code].name['en']}",
            f"focal.{code.lower()}@example.org",
            "en",
        )
        for code in ("HAN", "SEL", "TYO", "TOF")
    ]
    delegations = {
        d.city.code: d for d in invitations.invite_cities(conference, invitees, by=SYSTEM, now=now)
    }
    categories = {c.code: c for c in categories_queries.categories(conference)}
    links: dict[str, str] = {}
    for code in ("HAN", "TYO", "TOF"):
        invitations.accept(delegations[code], by=_focal(delegations[code]), now=now)
    for number, (code, category, family, given, order, native, script, far) in enumerate(PEOPLE):
        delegation = delegations[code]
        details = {
            "family_name": family,
            "given_name": given,
            "name_order": order,
            "native_name": native,
            "native_language": script,
            "email": f"person{number}@example.org",
            "language": "vi" if code == "HAN" else "en",
            "office": dict(cities[code].leader) if category == "head" else {"en": "Director of Planning"},
            "organisation": dict(cities[code].name),
        }
        delegate = naming.name_delegate(
            delegation, categories[category], details, by=_focal(delegation), now=now
        )
        if far == "draft":
            links[family] = links_service.send_own_link(delegate, by=SYSTEM, now=now)
        else:
            _hand_in(conference, delegation, delegate, now)
    return {
        "delegations": {code: str(d.public_id) for code, d in delegations.items()},
        "links": links,
    }


def _focal(delegation: Delegation) -> Actor:
    return Actor(
        kind="link", label=delegation.focal_name, grants=(Grant("focal", str(delegation.public_id), 0),)
    )


def _hand_in(conference: Conference, delegation: Delegation, delegate: Delegate, now: datetime) -> None:
    own = Actor(
        kind="link", label=delegate.full_name, grants=(Grant("delegate", str(delegate.public_id), 0),)
    )
    if delegation.city.code != "HAN":
        journey = {
            "arrives_on": conference.starts - timedelta(days=1),
            "departs_on": conference.ends + timedelta(days=1),
        }
        questions.edit(delegate, journey, by=own, now=now)
    photo = files.store_photo(io.BytesIO(portrait(delegate.email)))
    questions.set_photo(delegate, photo.digest, by=own, now=now)
    consent.add_consent(delegate, by=own, now=now)
    decisions.submit(delegate, by=own, now=now)
    decisions.pre_approve(delegate, by=_focal(delegation), now=now)
