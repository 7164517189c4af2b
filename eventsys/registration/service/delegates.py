"""Naming people, and what they say about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from eventsys.accounts import service as accounts
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories.models import Category
from eventsys.conferences.dates import queries as dates_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_review, can_run
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration import queries, rules
from eventsys.registration.errors import (
    AlreadyNamed,
    CategoryUnknown,
    EditedMeanwhile,
    InvitationDeclined,
    NotAccepted,
    NotEditable,
    QuotaFull,
    RegistrationClosed,
    RegistrationNotOpen,
    SecondHead,
)
from eventsys.registration.models import Delegate, DelegateState, Delegation, DelegationState
from eventsys.registration.rules import Verb
from eventsys.registration.service.details import cleaned, plain, put
from eventsys.registration.service.links import follow_address

__all__ = [
    "check_may_fill", "check_may_name", "check_open", "edit", "name_delegate", "new_person", "note_named",
    "replace", "set_photo", "set_state", "take_place",
]  # fmt: skip


def check_open(conference: Conference, *, by: Actor, now: datetime) -> None:
    """Staff work at any time. Raises :class:`RegistrationNotOpen`, :class:`RegistrationClosed`."""
    if can_review(by, conference):
        return
    window = dates_queries.registration_window(conference)
    if window.is_open(now):
        return
    if window.opens is None or now < window.opens:
        raise RegistrationNotOpen
    raise RegistrationClosed


def take_place(delegation: Delegation, category: Category, conference: Conference) -> None:
    """Check that one more of ``category`` fits; the delegation's row is held from here on.

    Raises :class:`SecondHead`, :class:`QuotaFull`.
    """
    queries.locked_delegation(delegation.id)
    if category.is_head and (head := queries.head_of(delegation)):
        raise SecondHead(name=head.full_name)
    taken = queries.taken_places(delegation)
    for bound in rules.places_left(categories_queries.quotas(conference), delegation.city_id, taken):
        if bound.full and bound.category_id in (None, category.id):
            scope = str(category.name) if bound.category_id else str(delegation.city_name)
            raise QuotaFull(scope=scope, places=bound.places)


def name_delegate(
    delegation: Delegation,
    category: Category,
    details: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    public_id: UUID | None = None,
) -> Delegate:
    """Name a person. ``public_id`` comes from the form: the same form sent twice names one person, once.

    Raises :class:`RegistrationNotOpen`, :class:`RegistrationClosed`, :class:`NotAccepted`, :class:`InvitationDeclined`,
    :class:`CategoryUnknown`, :class:`AlreadyNamed`, :class:`SecondHead`, :class:`QuotaFull`, :class:`UnsafeName`.
    """
    if category.conference_id != delegation.conference_id:
        raise CategoryUnknown
    queries.locked_delegation(delegation.id)
    if public_id is not None and (known := queries.find_delegate(public_id)):
        if known.delegation_id == delegation.id:
            return known
        public_id = None
    check_open(delegation.conference, by=by, now=now)
    check_may_name(delegation, by)
    delegate = new_person(delegation, category, details, now=now)
    if public_id is not None:
        delegate.public_id = public_id
    if twin := _twin(delegation, delegate):
        raise AlreadyNamed(name=twin.full_name)
    with db.session.no_autoflush:
        take_place(delegation, category, delegation.conference)
    _insert(delegate, delegation)
    note_named(delegate, by=by)
    return delegate


def new_person(
    delegation: Delegation, category: Category, details: Mapping[str, Any], *, now: datetime
) -> Delegate:
    """Somebody as they would be written down; nothing is saved or checked but the words. Raises :class:`UnsafeName`."""
    values = cleaned(details)
    delegate = Delegate(
        conference_id=delegation.conference_id, delegation_id=delegation.id, category_id=category.id
    )
    delegate.conference, delegate.delegation, delegate.category = delegation.conference, delegation, category
    delegate.state, delegate.is_head, delegate.holds_place, delegate.version = (
        DelegateState.DRAFT,
        category.is_head,
        True,
        1,
    )
    delegate.name_order = rules.name_order_in(delegation.city.country)
    delegate.language, delegate.given_name = delegation.focal_language, ""
    put(delegate, values)
    delegate.created_at = now
    return delegate


def note_named(delegate: Delegate, *, by: Actor) -> None:
    """By whom, and in the audit trail, once the person is saved."""
    delegate.named_by_staff = can_review(by, delegate)
    after = {"name": delegate.full_name, "category": delegate.category.code}
    audit.record(by, verb="delegate.named", thing=delegate, after=after)


def check_may_name(delegation: Delegation, by: Actor) -> None:
    """Raises :class:`InvitationDeclined`, :class:`NotAccepted`."""
    if delegation.state in {DelegationState.DECLINED, DelegationState.SENDS_PROXY}:
        raise InvitationDeclined
    if delegation.state == DelegationState.INVITED and not can_run(by, delegation):
        raise NotAccepted


def _twin(delegation: Delegation, delegate: Delegate) -> Delegate | None:
    if not delegate.email:
        return None
    with db.session.no_autoflush:
        found = queries.same_person(delegation, sort_name=delegate.sort_name, email=delegate.email)
    return found if found is not delegate else None


def _insert(delegate: Delegate, delegation: Delegation) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(delegate)
    except IntegrityError as error:
        raise second_head(error, delegation) from error


def second_head(error: IntegrityError, delegation: Delegation) -> Exception:
    text = str(error.orig)
    if "uq_delegate_one_head" in text or "delegate.delegation_id" in text:
        head = queries.head_of(delegation)
        return SecondHead(name=head.full_name if head else "")
    return error


def set_state(delegate: Delegate, verb: Verb, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Follow an arrow, with its audit entry; places are taken and given back here.

    Raises :class:`WrongState`, and what :func:`take_place` raises when a place is needed again.
    """
    queries.locked_delegate(delegate)
    before = delegate.state
    target = rules.arrow(verb, before)
    if not delegate.holds_place and target == DelegateState.APPROVED:
        take_place(delegate.delegation, delegate.category, delegate.conference)
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
        raise second_head(error, delegate.delegation) from error
    audit.record(by, verb=f"delegate.{target}", thing=delegate, before={"state": before}, after=after)
    db.session.flush()


def edit(
    delegate: Delegate,
    details: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
    version: int | None = None,
    category: Category | None = None,
) -> None:
    """Save what was typed. People themselves edit a draft or a returned registration, staff any that is open.

    Raises :class:`EditedMeanwhile` when ``version`` is not the one on record, :class:`NotEditable`, and what
    :func:`name_delegate` raises.
    """
    queries.locked_delegate(delegate)
    _check_editable(delegate, by=by, now=now)
    if version is not None and version != delegate.version:
        raise EditedMeanwhile
    values = cleaned(details)
    before = {key: plain(getattr(delegate, key)) for key in values}
    if category is not None and category.id != delegate.category_id:
        _change_category(delegate, category)
        before["category"] = "changed"
    put(delegate, values)
    delegate.version += 1
    changed = {key: plain(value) for key, value in values.items() if before[key] != plain(value)}
    told = {key: value for key, value in changed.items() if key not in rules.TERMED}
    termed = {"changed": sorted(changed.keys() & rules.TERMED)} if changed.keys() & rules.TERMED else {}
    audit.record(
        by, verb="delegate.edited", thing=delegate, before={key: before[key] for key in told},
        after={**told, **termed},
    )  # fmt: skip
    db.session.flush()
    if "email" in changed:
        follow_address(delegate, by=by, now=now)


def _check_editable(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    if can_review(by, delegate):
        if delegate.state not in rules.ARROWS[Verb.WITHDRAW][0]:
            raise NotEditable(state=rules.STATE_WORDS[delegate.state])
        return
    if delegate.state not in rules.EDITABLE:
        raise NotEditable(state=rules.STATE_WORDS[delegate.state])
    check_may_fill(delegate, by=by, now=now)


def check_may_fill(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """What was sent back, and who was named by staff, may be completed after the close. Raises as :func:`check_open`."""
    if not rules.is_open_to(delegate, window_open=False):
        check_open(delegate.conference, by=by, now=now)


def _change_category(delegate: Delegate, category: Category) -> None:
    if category.conference_id != delegate.conference_id:
        raise CategoryUnknown
    if delegate.holds_place:
        delegate.holds_place, delegate.is_head = False, False
        db.session.flush()
        take_place(delegate.delegation, category, delegate.conference)
        delegate.holds_place = True
    delegate.category_id, delegate.category, delegate.is_head = category.id, category, category.is_head


def replace(
    delegate: Delegate, details: Mapping[str, Any], *, by: Actor, now: datetime, public_id: UUID | None = None
) -> Delegate:
    """Another person comes in this one's place and category, in one step."""
    if (
        public_id is not None
        and (known := queries.find_delegate(public_id))
        and known.delegation_id == delegate.delegation_id
    ):
        return known
    set_state(delegate, Verb.WITHDRAW, by=by, now=now)
    accounts.revoke_links("delegate", str(delegate.public_id), by=by)
    return name_delegate(delegate.delegation, delegate.category, details, by=by, now=now, public_id=public_id)


def set_photo(delegate: Delegate, digest: str | None, *, by: Actor, now: datetime) -> None:
    """Keep the digest of a stored photo; at once, whatever else the form lacked. Raises :class:`NotEditable`."""
    queries.locked_delegate(delegate)
    _check_editable(delegate, by=by, now=now)
    before, delegate.photo_digest = delegate.photo_digest, digest
    delegate.version += 1
    audit.record(
        by, verb="delegate.photo_set", thing=delegate, before={"photo": before}, after={"photo": digest}
    )
    db.session.flush()
