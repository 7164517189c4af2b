"""What is said of a person, cleaned for the record; places and arrows; what later rooms lay before a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.dates.queries import Window
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_review
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import mail_address
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.wings import Offers
from eventsys.core.words.bcp47 import is_tag
from eventsys.core.words.languages import DEFAULT
from eventsys.core.words.text import Localized, clean
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.fields.models import DETAILS
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.names import rules as names_rules
from eventsys.registration.openings import queries as openings_queries
from eventsys.registration.people import queries, rules
from eventsys.registration.people.errors import (
    OpeningFull,
    QuotaFull,
    RegistrationClosed,
    RegistrationNotOpen,
    SecondHead,
)
from eventsys.registration.people.models import LISTED_WITH, Delegate, DelegateState
from eventsys.registration.people.rules import RegistrationVerb


class PlaceFollower(Protocol):
    """Does what follows when somebody takes a place in a delegation, or gives it back; the person's row is held."""

    def __call__(self, delegate: Delegate, *, now: datetime) -> None: ...


PLACE_FOLLOWERS: Offers[PlaceFollower] = Offers()


def check_open(delegation: Delegation, *, by: Actor, now: datetime) -> None:
    """Whether people of the delegation may be named and fill in; staff work at any time. Raises
    :class:`RegistrationNotOpen`, :class:`RegistrationClosed`."""
    if can_review(by, delegation):
        return
    check_window(openings_queries.window_for(delegation), now)


def check_window(window: Window, now: datetime) -> None:
    """Raises :class:`RegistrationNotOpen`, :class:`RegistrationClosed`."""
    if window.is_open(now):
        return
    if window.opens is None or now < window.opens:
        raise RegistrationNotOpen
    raise RegistrationClosed


def lock_free_place(delegation: Delegation, category: Category, conference: Conference) -> None:
    """Hold the delegation's row from here on, and see that one more of ``category`` fits.

    Raises :class:`SecondHead`, :class:`QuotaFull`.
    """
    delegations_queries.locked_delegation(delegation.id)
    if category.is_head and (head := queries.head_of(delegation)):
        raise SecondHead(name=head.full_name)
    taken = queries.taken_places(delegation)
    for bound in rules.places_left(categories_queries.quotas(conference), delegation, taken):
        if bound.full and bound.category_id in (None, category.id):
            scope = str(category.name) if bound.category_id else str(delegation.city_name)
            raise QuotaFull(scope=scope, places=bound.places)


def check_opening(delegation: Delegation) -> None:
    """Whether one more of those who registered openly may be accredited; the delegation is held, so that two cannot have the
    last place. Raises :class:`OpeningFull`."""
    opening = openings_queries.opening_of(delegation, anew=True)
    if opening is None or opening.places is None:
        return
    if queries.approved_of(delegation) >= opening.places:
        raise OpeningFull(scope=opening.category.name, places=opening.places)


def refusal_of(error: IntegrityError, delegation: Delegation) -> Exception:
    """A second head by name, where that is what the database refused; else the error itself."""
    text = str(error.orig)
    if "uq_delegate_one_head" in text or "delegate.delegation_id" in text:
        head = queries.head_of(delegation)
        return SecondHead(name=head.full_name if head else "")
    return error


def set_state(
    delegate: Delegate, verb: RegistrationVerb, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    """Follow an arrow, with its audit entry; places are taken and given back here.

    Raises :class:`WrongState`, :class:`OpeningFull`, and what :func:`lock_free_place` raises when a place is needed again.
    """
    queries.locked_delegate(delegate)
    before, held = delegate.state, delegate.holds_place
    target = rules.state_after(verb, before)
    if not delegate.holds_place and target == DelegateState.APPROVED:
        lock_free_place(delegate.delegation, delegate.category, delegate.conference)
    if target == DelegateState.APPROVED:
        check_opening(delegate.delegation)
    delegate.state = target
    delegate.holds_place = target in rules.PLACE_STATES
    delegate.version += 1
    if verb in rules.DECISIONS:
        delegate.decided_at = now
    if reason or verb in rules.DECISIONS:
        delegate.review_note = reason
    after = {"state": str(target), **({"reason": reason} if reason else {})}
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as error:
        raise refusal_of(error, delegate.delegation) from error
    audit.record(by, verb=f"delegate.{target}", thing=delegate, before={"state": before}, after=after)
    db.session.flush()
    if delegate.holds_place != held:
        for follow in PLACE_FOLLOWERS:
            follow(delegate, now=now)


def cleaned(details: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored. Raises :class:`UnsafeName`, :class:`BadAddress`; unknown keys are a programming error."""
    unknown = set(details) - set(DETAILS)
    if unknown:
        raise TypeError(f"no such details of a delegate: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {}
    for key, value in details.items():
        field = DETAILS[key]
        match field.kind:
            case FieldKind.NAME:
                values[key] = names_rules.printed_name(value or "", key)
            case FieldKind.OFFICE:
                values[key] = Localized(
                    {
                        lang: names_rules.printed_name(text, key)
                        for lang, text in (value or {}).items()
                        if text
                    }
                )
            case FieldKind.MAIL:
                values[key] = mail_address(value) if clean(value or "") else ""
            case _ if field.limit:
                values[key] = names_rules.clean_name(value or "", field.limit)
            case _:
                values[key] = value
    if values.get("name_order") not in (None, "family", "given"):
        values["name_order"] = "given"
    if values.get("listed_with", "") not in LISTED_WITH:
        values["listed_with"] = ""
    if "language" in values and not is_tag(values["language"]):
        values["language"] = DEFAULT
    return values


def put(delegate: Delegate, values: Mapping[str, Any]) -> None:
    """Set the values, and what lists sort by and search in."""
    delegate.public_id = delegate.public_id or uuid7()
    for key, value in values.items():
        setattr(delegate, key, value)
    for key, text in rules.derived(delegate).items():
        setattr(delegate, key, text)


def plain(value: Any) -> Any:
    """As the audit trail keeps it."""
    return value if value is None or isinstance(value, (str, bool, int, dict)) else str(value)


def sort_anew() -> int:
    """Write the keys of every registration's place in lists and searches anew; how many there are."""
    everybody = list(queries.everybody())
    for delegate in everybody:
        put(delegate, {})
    db.session.flush()
    return len(everybody)


# ---- for the person ----


@dataclass(frozen=True, slots=True)
class OwnLink:
    """A page about the person; the slug and the registration's id are added."""

    label: Any
    endpoint: str
    icon: str = "shield-lock"


OwnLinks = Callable[[Delegate], Iterable[OwnLink]]
OWN_LINKS: Offers[OwnLinks] = Offers()
STAFF_LINKS: Offers[OwnLinks] = Offers()
"""On the page about the person that those see who run the conference."""


def own_links(delegate: Delegate) -> list[OwnLink]:
    return [link for links in OWN_LINKS for link in links(delegate)]


def staff_links(delegate: Delegate) -> list[OwnLink]:
    return [link for links in STAFF_LINKS for link in links(delegate)]
