"""Personal links of delegates."""

from __future__ import annotations

from datetime import datetime, timedelta

from eventsys.accounts import queries as account_queries
from eventsys.accounts import service as accounts
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.mail import service as mail
from eventsys.registration import letters, queries, rules
from eventsys.registration.errors import NoAddress, TooManyLetters
from eventsys.registration.models import Delegate, DelegateState
from eventsys.registration.service.delegations import link_lifetime

__all__ = ["follow_address", "link_was_sent", "own_link", "send_own_link"]


def send_own_link(delegate: Delegate, *, by: Actor, now: datetime) -> str:
    """Write the person a link to the registration; older links stop working.

    Raises :class:`NoAddress`, and :class:`TooManyLetters` for who is not of the staff."""
    if not delegate.email:
        raise NoAddress
    if not by.is_staff(delegate.conference_id):
        sent = queries.letters_since(delegate.delegation, now - timedelta(days=1))
        if sent >= rules.LETTERS_A_DAY:
            raise TooManyLetters(most=rules.LETTERS_A_DAY)
    accounts.revoke_links("delegate", str(delegate.public_id), by=by)
    return _write(delegate, by=by, now=now)


def _write(delegate: Delegate, *, by: Actor, now: datetime) -> str:
    url = own_link(delegate, by=by, now=now)
    mail.queue(_letter(delegate, url, now=now))
    audit.record(by, verb="delegate.link_sent", thing=delegate)
    db.session.flush()
    return url


def follow_address(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The mail address was changed: what was sent to the old one opens nothing any more, and who had a link is written to
    at the new one. Whoever changes the own address goes on with the link in hand."""
    had = any(
        link.revoked_at is None for link in account_queries.links_of("delegate", str(delegate.public_id))
    )
    accounts.revoke_links("delegate", str(delegate.public_id), by=by, keep_own=True)
    if had and delegate.email:
        _write(delegate, by=by, now=now)


def _letter(delegate: Delegate, url: str, *, now: datetime) -> mail.Letter:
    """What the person needs to hear now: the confirmation and the request to mend also carry a link."""
    if delegate.state == DelegateState.APPROVED:
        return letters.approved(delegate, url, now=now)
    if delegate.state == DelegateState.RETURNED:
        return letters.returned(delegate, url)
    return letters.own_link(delegate, url)


def link_was_sent(delegate: Delegate) -> bool:
    """Whether a personal link was ever made."""
    return bool(account_queries.links_of("delegate", str(delegate.public_id)))


def own_link(delegate: Delegate, *, by: Actor, now: datetime) -> str:
    """A further link; older ones keep working."""
    token = accounts.grant_link(
        "delegate",
        str(delegate.public_id),
        conference_id=delegate.conference_id,
        by=by,
        now=now,
        lifetime=link_lifetime(delegate.conference, now),
        language=delegate.language,
    )
    return accounts.link_url(token)
