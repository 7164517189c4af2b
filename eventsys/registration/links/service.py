"""Personal links of delegates: sent, sent again within bounds, and gone when the address changes."""

from __future__ import annotations

from datetime import datetime

from eventsys.accounts.links import queries as links_queries
from eventsys.accounts.links import service as links
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.mail.writing import service as writing
from eventsys.registration.delegations.rules import link_lifetime
from eventsys.registration.links import letters, queries
from eventsys.registration.links.errors import NoAddress, TooManyLetters, TooManyToOne
from eventsys.registration.people.models import Delegate

#: To the people of one delegation, by whoever holds its link; the secretariat may send more.
LETTERS_A_DAY = 200


def check_bounds(delegate: Delegate, *, now: datetime) -> None:
    """Whether who is not of the staff may have one more letter sent. Raises :class:`TooManyLetters`,
    :class:`TooManyToOne`: nobody's mailbox is filled by strangers' deeds in the secretariat's name."""
    since = now - writing.A_DAY
    if queries.letters_since(delegate.delegation, since) >= LETTERS_A_DAY:
        raise TooManyLetters(most=LETTERS_A_DAY)
    if writing.links_to(delegate.email, since) >= writing.LINKS_A_DAY:
        raise TooManyToOne(most=writing.LINKS_A_DAY, address=delegate.email)


def send_own_link(delegate: Delegate, *, by: Actor, now: datetime, bounded: bool = False) -> str:
    """Write the person a link to the registration; older links stop working. ``bounded``: somebody unknown asked for it.

    Raises :class:`NoAddress`, and for who is not of the staff what :func:`check_bounds` raises."""
    if not delegate.email:
        raise NoAddress
    if bounded or not by.is_staff(delegate.conference_id):
        check_bounds(delegate, now=now)
    links.revoke_links("delegate", str(delegate.public_id), by=by)
    return _write(delegate, by=by, now=now)


def _write(delegate: Delegate, *, by: Actor, now: datetime) -> str:
    url = own_link(delegate, by=by, now=now)
    writing.queue(letter_with(delegate, url, now=now))
    audit.record(by, verb="delegate.link_sent", thing=delegate)
    db.session.flush()
    return url


def follow_address(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The mail address was changed: what was sent to the old one opens nothing any more, and who had a link is written to
    at the new one. Whoever changes the own address goes on with the link in hand. Raises as :func:`check_bounds`."""
    had = any(link.revoked_at is None for link in links_queries.links_of("delegate", str(delegate.public_id)))
    links.revoke_links("delegate", str(delegate.public_id), by=by, keep_own=True)
    if had and delegate.email:
        if not by.is_staff(delegate.conference_id):
            check_bounds(delegate, now=now)
        _write(delegate, by=by, now=now)


def letter_with(delegate: Delegate, url: str, *, now: datetime) -> writing.Letter:
    """What the person needs to hear now: the confirmation and the request to mend also carry a link."""
    if delegate.is_approved:
        return letters.approved(delegate, url, now=now)
    if delegate.is_returned:
        return letters.returned(delegate, url)
    return letters.own_link(delegate, url)


def link_was_sent(delegate: Delegate) -> bool:
    """Whether a personal link was ever made."""
    return bool(links_queries.links_of("delegate", str(delegate.public_id)))


def own_link(delegate: Delegate, *, by: Actor, now: datetime) -> str:
    """A further link; older ones keep working."""
    token = links.grant_link(
        "delegate",
        str(delegate.public_id),
        conference_id=delegate.conference_id,
        by=by,
        now=now,
        lifetime=link_lifetime(delegate.conference, now),
        language=delegate.language,
    )
    return links.link_url(token)
