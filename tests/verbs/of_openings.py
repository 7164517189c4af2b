"""The verbs of open registration, as a part of registration's story."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import ANONYMOUS
from eventsys.core.ids import uuid7
from eventsys.registration.applying import queries as applying_queries
from eventsys.registration.applying import service as applying
from eventsys.registration.applying.models import Application
from eventsys.registration.moderation import service as moderation
from eventsys.registration.openings import service as openings
from eventsys.registration.openings.models import Opening
from tests.registration.factories import category_of
from tests.registration.openings.factories import PRESS, make_applicant
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}
LATER = NOW + timedelta(days=8)


def story(see: Seen, conference: Conference) -> None:
    words = {"welcome": {"en": "Welcome"}}
    press = see(openings.make_opening, conference, category_of(conference, "press"), **words, by=BY)
    when = {"opens_at": None, "closes_at": NOW + timedelta(days=30), "places": 2}
    see(openings.change_opening, press, **when, **words, by=BY)
    see(openings.publish_opening, press, **ACT)
    see(openings.ask_for_papers, press, by=BY)
    see(openings.keep_clock_times, conference, lambda moment: moment + timedelta(hours=2), by=BY)
    _applying(see, press)
    _moderation(see, press)
    see(openings.close_opening, press, **ACT)
    expert = openings.make_opening(conference, category_of(conference, "expert"), by=BY)
    see(openings.remove_opening, expert, people=0, by=BY)


def _ask(press: Opening, **over: Any) -> Application:
    """Somebody applies; what waits then."""
    said = {**PRESS, **over}
    applying.apply(press, said, form_key=uuid7(), by=ANONYMOUS, now=NOW)
    waits = applying_queries.application_from(press, said["email"].lower())
    assert waits is not None
    return waits


def _applying(see: Seen, press: Opening) -> None:
    for case, said in (("", PRESS), ("again", {**PRESS, "given_name": "Hà"})):
        see(applying.apply, press, said, form_key=uuid7(), by=ANONYMOUS, now=NOW, case=case)
    waits = applying_queries.application_from(press, PRESS["email"].lower())
    assert waits is not None
    key = waits.public_id
    see(applying.confirm, key, **ACT)
    see(applying.confirm, key, **ACT, case="again")
    person = applying_queries.registered_from(press.delegation, PRESS["email"].lower())
    assert person is not None
    see(applying.apply, press, PRESS, form_key=uuid7(), by=ANONYMOUS, now=NOW, case="registered already")
    see(applying.discard, _ask(press, email="b@news.example.org").public_id, **ACT)
    _ask(press, email="c@news.example.org")
    see(applying.forget_unconfirmed, by=BY, now=LATER)
    waits = _ask(press, email="d@news.example.org")
    person.email = waits.email
    see(applying.erase_applications, person, **ACT)


def _moderation(see: Seen, press: Opening) -> None:
    one, two, three, four = (
        make_applicant(press, family_name=name, email=f"{name.lower()}@example.org")
        for name in ("Ana", "Bao", "Chi", "Dan")
    )
    see(moderation.accredit, one, **ACT)
    see(moderation.decline, two, "The card is out of date.", **ACT)
    see(moderation.ask_for_more, three, "The other side.", **ACT)
    see(moderation.put_off, four, **ACT)
