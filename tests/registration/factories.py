"""Delegations and delegates for tests, made directly: the services have their own tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import City
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from tests.networks.factories import make_city

__all__ = ["PERSON", "category_of", "make_delegate", "make_delegation"]

#: What a focal point types about a person.
PERSON: dict[str, Any] = {
    "family_name": "Nguyễn",
    "given_name": "Thế Thảo",
    "name_order": "family",
    "email": "thao@example.org",
    "office": {"en": "Chairman of the People's Committee"},
    "language": "en",
}


def make_delegation(
    conference: Conference, city: City | Body | str = "HAN", *, present: bool = False, **over: Any
) -> Delegation:
    """An accepted delegation of a member city, or of a body; ``present``: in the hall."""
    found = make_city(city) if isinstance(city, str) else city
    values = {
        "standing": "member" if isinstance(found, City) else str(found.kind),
        "state": DelegationState.ACCEPTED,
        "focal_name": "Focal Point",
        "focal_email": f"focal@{found.code.lower()}.example.org",
        "focal_language": "en",
        "invited_at": clock.now(),
        "present_since": clock.now() if present else None,
        "presence_by": "tests" if present else "",
        **over,
    }
    own = {"city_id" if isinstance(found, City) else "body_id": found.id}
    delegation = Delegation(conference_id=conference.id, **own, **values)
    delegation.conference = conference
    if isinstance(found, City):
        delegation.city = found
    else:
        delegation.body = found
    db.session.add(delegation)
    db.session.flush()
    return delegation


def category_of(conference: Conference, code: str = "delegate") -> Category:
    """The conference's category of that code; made when the conference lacks it."""
    wanted = select(Category).where(Category.conference_id == conference.id, Category.code == code)
    found = db.session.scalars(wanted).one_or_none()
    if found is None:
        found = Category(
            conference_id=conference.id,
            position=1,
            code=code,
            name=Localized(en=code.title()),
            colour="#1d4f8c",
            is_head=code == "head",
            photo_needed=True,
        )
        db.session.add(found)
        db.session.flush()
    return found


def make_delegate(
    delegation: Delegation, state: str = "approved", *, category: Category | str = "delegate", **over: Any
) -> Delegate:
    """A person of the delegation in that state, complete but for a photo."""
    kind = category_of(delegation.conference, category) if isinstance(category, str) else category
    now = clock.now()
    values: dict[str, Any] = {
        "family_name": "Inose",
        "given_name": "Naoki",
        "name_order": "given",
        "office": Localized(en="Governor", fr="Gouverneur"),
        "organisation": Localized(en="Metropolitan Government"),
        "email": "naoki@example.org",
        "language": "en",
        "arrives_on": date(2013, 11, 17),
        "departs_on": date(2013, 11, 20),
        "consented_at": now,
        "submitted_at": now,
        **over,
    }
    delegate = Delegate(
        conference_id=delegation.conference_id,
        delegation_id=delegation.id,
        category_id=kind.id,
        state=DelegateState(state),
        is_head=kind.is_head,
        holds_place=state in people_rules.PLACE_STATES,
        public_id=uuid7(),
        **values,
    )
    for key, text in people_rules.derived(delegate).items():
        setattr(delegate, key, text)
    delegate.conference, delegate.delegation, delegate.category = delegation.conference, delegation, kind
    db.session.add(delegate)
    db.session.flush()
    return delegate
