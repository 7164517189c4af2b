"""Naming people, and another in one's place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from eventsys.accounts.links import service as links
from eventsys.conferences.categories.models import Category
from eventsys.conferences.editions.policy import can_review, can_run
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.names import rules as names_rules
from eventsys.registration.naming.errors import AlreadyNamed, InvitationDeclined, NotAccepted
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.errors import CategoryUnknown
from eventsys.registration.people.models import Delegate, DelegateState
from eventsys.registration.people.rules import RegistrationVerb
from eventsys.registration.people.service import (
    check_open,
    cleaned,
    lock_free_place,
    put,
    refusal_of,
    set_state,
)


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
    delegations_queries.locked_delegation(delegation.id)
    if public_id is not None and (known := people_queries.find_delegate(public_id)):
        if known.delegation_id == delegation.id:
            return known
        public_id = None
    check_open(delegation, by=by, now=now)
    check_may_name(delegation, by)
    delegate = new_person(delegation, category, details, now=now)
    if public_id is not None:
        delegate.public_id = public_id
    if twin := _twin(delegation, delegate):
        raise AlreadyNamed(name=twin.full_name)
    with db.session.no_autoflush:
        lock_free_place(delegation, category, delegation.conference)
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
    delegate.name_order = names_rules.name_order_in(delegation.party.country)
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
    """Whether ``by`` may name people of this city now. Raises :class:`InvitationDeclined`, :class:`NotAccepted`."""
    if delegation.state in {DelegationState.DECLINED, DelegationState.SENDS_PROXY}:
        raise InvitationDeclined
    if delegation.state == DelegationState.INVITED and not can_run(by, delegation):
        raise NotAccepted


def _twin(delegation: Delegation, delegate: Delegate) -> Delegate | None:
    if not delegate.email:
        return None
    with db.session.no_autoflush:
        found = people_queries.same_person(delegation, sort_name=delegate.sort_name, email=delegate.email)
    return found if found is not delegate else None


def _insert(delegate: Delegate, delegation: Delegation) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(delegate)
    except IntegrityError as error:
        raise refusal_of(error, delegation) from error


def replace(
    delegate: Delegate, details: Mapping[str, Any], *, by: Actor, now: datetime, public_id: UUID | None = None
) -> Delegate:
    """Another person comes in this one's place and category, in one step."""
    if (
        public_id is not None
        and (known := people_queries.find_delegate(public_id))
        and known.delegation_id == delegate.delegation_id
    ):
        return known
    check_open(delegate.delegation, by=by, now=now)
    check_may_name(delegate.delegation, by)
    set_state(delegate, RegistrationVerb.WITHDRAW, by=by, now=now)
    links.revoke_links("delegate", str(delegate.public_id), by=by)
    return name_delegate(delegate.delegation, delegate.category, details, by=by, now=now, public_id=public_id)
