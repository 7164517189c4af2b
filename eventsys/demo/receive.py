"""Receiving the cities: invitations, answers, registrations, review."""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime, timedelta

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.dates import service as dates
from eventsys.conferences.dates.models import MilestoneKind
from eventsys.core import clock
from eventsys.core.actor import Actor, Grant
from eventsys.core.db import db
from eventsys.demo import facts, people
from eventsys.demo.stage import Entrance, Stage
from eventsys.files import service as files
from eventsys.networks.registry import queries as registry_queries
from eventsys.registration.consent import service as consent
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.invitations.service import Invitee
from eventsys.registration.links import service as links
from eventsys.registration.naming import service as naming
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions

__all__ = ["answer_all", "invite_all", "leave_links", "register_all"]

_LANGUAGES = {"HAN": "vi"}
#: Who comes as what besides the head, by turns.
_ROUND = ("alternate", "delegate", "delegate", "adviser", "delegate", "expert", "delegate")


def invite_all(stage: Stage) -> int:
    """Every member of the network at the edition's own time is invited. Returns how many."""
    with stage.on(date(2013, 5, 6)) as now:
        invitees = [
            Invitee(
                registry_queries.city_by_code(code),
                f"Focal point of {_name(code)}",
                f"focal.{code.lower()}@anmc21.example.org",
                _LANGUAGES.get(code, "en"),
            )
            for code in facts.DELEGATION_SIZES
        ]
        return len(invitations.invite_cities(stage.conference, invitees, by=stage.organiser, now=now))


def _name(code: str) -> str:
    return next(city.name["en"] for city in facts.CITIES if city.code == code)


def _focal(delegation: Delegation) -> Actor:
    """Who answers for a city: the holder of its link."""
    return Actor(
        kind="link", label=delegation.focal_name, grants=(Grant("focal", str(delegation.public_id), 0),)
    )


def _own(delegate: Delegate) -> Actor:
    return Actor(
        kind="link", label=delegate.full_name, grants=(Grant("delegate", str(delegate.public_id), 0),)
    )


def answer_all(stage: Stage) -> tuple[int, int]:
    """Delhi was unable to attend, the others came. Returns (accepted, declined)."""
    accepted = declined = 0
    for number, delegation in enumerate(delegations_queries.delegations(stage.conference)):
        with stage.on(date(2013, 5, 13) + timedelta(days=number)) as now:
            if facts.DELEGATION_SIZES[delegation.party.code]:
                invitations.accept(delegation, by=_focal(delegation), now=now)
                accepted += 1
            else:
                invitations.decline(
                    delegation, "The Chief Minister is unable to attend.", by=_focal(delegation), now=now
                )
                declined += 1
    return accepted, declined


def register_all(stage: Stage) -> int:
    """Name, fill in, submit and pre-approve everybody, and approve all but the heads, whose letters of credentials come
    first. Returns how many there are."""
    conference = stage.conference
    categories = {category.code: category for category in categories_queries.categories(conference)}
    done = 0
    for delegation in delegations_queries.delegations(conference):
        size = facts.DELEGATION_SIZES[delegation.party.code]
        for number, person in enumerate(people.people_of(delegation.party.code, size) if size else ()):
            category = categories["head" if number == 0 else _ROUND[(number - 1) % len(_ROUND)]]
            with stage.on(_day(delegation.party.code, number), 8 + number % 9, number % 60) as now:
                _register(stage, delegation, category, person, number, now)
            done += 1
    return done


def _day(code: str, number: int) -> date:
    noise = hashlib.sha256(f"{code}{number}".encode()).digest()[0]
    return date(2013, 8, 5) + timedelta(days=noise % 60)


def _register(
    stage: Stage,
    delegation: Delegation,
    category: Category,
    person: people.DemoPerson,
    number: int,
    now: datetime,
) -> None:
    code = delegation.party.code
    focal = _focal(delegation)
    details = {
        "family_name": person.family,
        "given_name": person.given,
        "name_order": person.order,
        "native_name": person.native,
        "native_language": person.native_language,
        "email": f"{code.lower()}.{number + 1}@anmc21.example.org",
        "language": _LANGUAGES.get(code, "en"),
        "office": dict(delegation.city.leader_office if delegation.city else {})
        if number == 0
        else people.OFFICES[number % len(people.OFFICES)],
        "organisation": dict(delegation.city_name),
    }
    delegate = naming.name_delegate(delegation, category, details, by=focal, now=now)
    own = _own(delegate)
    if code != "HAN":
        journey = {
            "arrives_on": facts.STARTS - timedelta(days=1),
            "departs_on": facts.ENDS + timedelta(days=1),
        }
        questions.edit(delegate, journey, by=own, now=now)
    photo = files.store_photo(io.BytesIO(people.portrait(f"{code}{number}")))
    questions.set_photo(delegate, photo.digest, by=own, now=now)
    consent.add_consent(delegate, by=own, now=now)
    decisions.submit(delegate, by=own, now=now)
    decisions.pre_approve(delegate, by=focal, now=now)
    if not category.is_head:
        decisions.approve(delegate, by=stage.secretariat, now=now)


def leave_links(stage: Stage) -> None:
    """For trying by hand: registration stays open a month from now, and a focal point and a delegate get fresh links."""
    conference, now = stage.conference, clock.now()
    dates.set_milestone(
        conference, MilestoneKind.REGISTRATION_CLOSES, now + timedelta(days=30), by=stage.organiser
    )
    seoul = next(d for d in delegations_queries.delegations(conference) if d.party.code == "SEL")
    stage.people.append(
        Entrance("Focal point (Seoul)", invitations.invite(seoul, by=stage.organiser, now=now))
    )
    category = next(c for c in categories_queries.categories(conference) if c.code == "delegate")
    details = {
        "family_name": "Jung",
        "given_name": "Ha-eun",
        "name_order": "family",
        "native_name": "정하은",
        "native_language": "ko",
        "email": "jung.haeun@anmc21.example.org",
    }
    delegate = naming.name_delegate(seoul, category, details, by=_focal(seoul), now=now)
    stage.people.append(
        Entrance("Delegate (Jung Ha-eun)", links.send_own_link(delegate, by=stage.organiser, now=now))
    )
    db.session.commit()
