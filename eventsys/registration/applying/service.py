"""An application is made, confirmed, deleted. Who applies learns nothing of who is registered already."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from eventsys.accounts.links import service as links_service
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import DEFAULT, letter_languages
from eventsys.mail.settling import service as settling
from eventsys.mail.writing import service as writing
from eventsys.registration.applying import letters, queries
from eventsys.registration.applying.errors import ApplicationGone
from eventsys.registration.applying.letters import UNCONFIRMED_DAYS
from eventsys.registration.applying.models import Application
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.links import service as links
from eventsys.registration.naming.service import name_delegate
from eventsys.registration.openings import rules as openings_rules
from eventsys.registration.openings.models import Opening
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.service import check_window, cleaned

#: What is asked of a stranger.
ASKED = ("family_name", "given_name", "name_order", "email", "language")
#: So many unconfirmed applications are deleted in one transaction.
_AT_ONCE = 200


def apply(opening: Opening, details: Mapping[str, Any], *, form_key: UUID, by: Actor, now: datetime) -> None:
    """Keep what was said until the address is confirmed, and write to it; to who is registered there with this address, a
    link to what they have. The same form sent twice is one application and one letter; sent anew, the name said last counts.
    An address that was written to often enough today gets nothing more, and nobody is told.

    Raises :class:`RegistrationNotOpen`, :class:`RegistrationClosed`, :class:`UnsafeName`, :class:`BadAddress`.
    """
    values = cleaned({name: details[name] for name in ASKED})
    delegations_queries.locked_delegation(opening.delegation_id)
    db.session.refresh(opening)
    check_window(openings_rules.window(opening), now)
    address_key, key = values["email"].lower(), f"application/{form_key.hex}"
    may_write = writing.links_to(values["email"], now - writing.A_DAY) < writing.LINKS_A_DAY
    known = queries.registered_from(opening.delegation, address_key)
    if known is not None:
        if may_write:
            _tell_known(known, key=key, by=by, now=now)
        return
    application = queries.application_from(opening, address_key)
    if application is not None and application.form_key == form_key:
        return
    application = application or Application(
        conference_id=opening.conference_id, opening_id=opening.id, address_key=address_key
    )
    for name, value in values.items():
        setattr(application, name, value)
    if values["language"] not in letter_languages(opening.conference.languages):
        application.language = DEFAULT
    application.opening, application.form_key, application.made_at = opening, form_key, now
    db.session.add(application)
    db.session.flush()
    audit.record(by, verb="application.made", thing=application, after={"category": opening.category.code})
    if may_write:
        url = _confirming_link(application, by=by, now=now)
        writing.queue(letters.confirm(application, url, key=key))
    db.session.flush()


def _tell_known(delegate: Delegate, *, key: str, by: Actor, now: datetime) -> None:
    if writing.is_queued(key):
        return
    with suppress(Refusal):  # so many letters to all of its people today
        links.check_bounds(delegate, now=now)
        url = links.own_link(delegate, by=by, now=now)
        writing.queue(letters.registered_already(delegate, url, key=key))
        audit.record(by, verb="delegate.link_sent", thing=delegate)


def _confirming_link(application: Application, *, by: Actor, now: datetime) -> str:
    token = links_service.grant_link(
        "application",
        str(application.public_id),
        conference_id=application.conference_id,
        by=by,
        now=now,
        lifetime=timedelta(days=UNCONFIRMED_DAYS),
        language=application.language,
    )
    return links_service.link_url(token)


def confirm(application_id: UUID, *, by: Actor, now: datetime) -> str:
    """The address is the reader's: from here on there is a registration, the same one however often this is done. The address
    of its page, by a link of its own, which goes out by letter as well.

    Raises :class:`ApplicationGone`, :class:`RegistrationNotOpen`, :class:`RegistrationClosed`, :class:`QuotaFull`.
    """
    application = _held(application_id)
    if application is None:
        delegate = people_queries.find_delegate(application_id)
        if delegate is None or delegate.erased_at is not None:
            raise ApplicationGone
        return links.own_link(delegate, by=by, now=now)
    opening = application.opening
    check_window(openings_rules.window(opening), now)
    delegate = queries.registered_from(opening.delegation, application.address_key) or name_delegate(
        opening.delegation,
        opening.category,
        {name: getattr(application, name) for name in ASKED},
        by=by,
        now=now,
        public_id=application.public_id,
    )
    db.session.delete(application)
    audit.record(
        by, verb="delegate.address_confirmed", thing=delegate, after={"category": opening.category.code}
    )
    url = links.own_link(delegate, by=by, now=now)
    writing.queue(links.letter_with(delegate, url, now=now))
    db.session.flush()
    return url


def _held(application_id: UUID) -> Application | None:
    """Its opening's delegation first, in the order of locks that applying and naming have."""
    found = queries.find_application(application_id)
    if found is None:
        return None
    delegations_queries.locked_delegation(found.opening.delegation_id)
    return queries.locked_application(found)


def discard(application_id: UUID, *, by: Actor, now: datetime) -> list[str]:
    """Its reader did not mean it: nothing of it is left. Files of letters, for the caller to drop after the commit. Gone
    already is fine."""
    application = _held(application_id)
    if application is None:
        return []
    audit.record(by, verb="application.discarded", thing=application)
    return _forget(application, by=by, now=now)


def forget_unconfirmed(*, now: datetime, by: Actor = SYSTEM) -> tuple[int, list[str]]:
    """What nobody confirmed in time goes, some at once: how many, and files as of :func:`discard`."""
    old = queries.made_before(now - timedelta(days=UNCONFIRMED_DAYS), most=_AT_ONCE)
    return len(old), [name for one in old for name in _forget_unconfirmed(one, by=by, now=now)]


def _forget_unconfirmed(application: Application, *, by: Actor, now: datetime) -> list[str]:
    audit.record(by, verb="application.forgotten", thing=application)
    return _forget(application, by=by, now=now)


def _forget(application: Application, *, by: Actor, now: datetime) -> list[str]:
    written = queries.letters_about(application)
    names = [settling.file_of(letter) for letter in written]
    links_service.revoke_links("application", str(application.public_id), by=by)
    settling.blank(written, by=by, now=now)
    db.session.delete(application)
    db.session.flush()
    return names


def erase_applications(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """What waits from the person's address at the conference, with its letters."""
    for application in queries.applications_from(delegate.conference, delegate.email):
        _forget_unconfirmed(application, by=by, now=now)
