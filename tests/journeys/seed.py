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
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.facts import service as facts_service
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant, Role
from eventsys.demo import facts
from eventsys.demo.people import portrait
from eventsys.demo.prepare import make_edition, make_network
from eventsys.files import service as files
from eventsys.networks.registry import queries as registry_queries
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
    network = make_network()
    now = clock.now()
    starts = now.date() + timedelta(days=100)
    title = {language: words.replace("12", "13") for language, words in facts.TITLE.items()}
    conference = make_edition(network, 13, title, days=(starts, starts + timedelta(days=1)), places=6)
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
