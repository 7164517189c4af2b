"""Submitting, and what focal point and secretariat decide; what later rooms say about a person on the page that staff see,
and where they open a person instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from eventsys.accounts.links import service as links
from eventsys.core.actor import Actor
from eventsys.core.signals import delegate_decided
from eventsys.core.wings import Offers
from eventsys.core.words.languages import list_words
from eventsys.core.words.text import clean
from eventsys.mail.writing import service as writing
from eventsys.registration.consent.service import add_consent
from eventsys.registration.credentials.service import check_approvable
from eventsys.registration.decisions import letters
from eventsys.registration.decisions.errors import Incomplete, NoConsent, NoPhoto
from eventsys.registration.invitations.errors import ReasonMissing
from eventsys.registration.links import letters as links_letters
from eventsys.registration.links.service import own_link
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import RegistrationVerb
from eventsys.registration.people.service import set_state
from eventsys.registration.questions import queries as questions_queries
from eventsys.registration.questions import rules as questions_rules
from eventsys.registration.questions.service import check_may_fill


def submit(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Hand the registration in. Sending the same form twice is no second submission.

    Raises :class:`WrongState`, :class:`Incomplete`, :class:`NoPhoto`, :class:`NoConsent`, and while registration
    is closed :class:`RegistrationClosed` or :class:`RegistrationNotOpen` (a returned one may be mended later).
    """
    people_rules.state_after(RegistrationVerb.SUBMIT, delegate.state)
    check_may_fill(delegate, by=by, now=now)
    asked = questions_queries.asked_of(delegate)
    missing = questions_rules.missing_parts(delegate, asked)
    if missing == ["photo"]:
        raise NoPhoto
    if missing:
        raise Incomplete(parts=list_words([str(questions_rules.PART_WORDS[part]) for part in missing]))
    if asked.consent and delegate.consented_at is None:
        raise NoConsent
    set_state(delegate, RegistrationVerb.SUBMIT, by=by, now=now)
    delegate.submitted_at = now


def accredit(delegate: Delegate, *, by: Actor, now: datetime, consent_on_paper: bool = False) -> None:
    """Staff do in one go what is left until the approval: submit on the person's behalf, pre-approve, approve.

    ``consent_on_paper``: it is on file in the person's hand. Raises what :func:`submit` and :func:`approve` raise.
    """
    people_queries.locked_delegate(delegate)
    if not people_rules.possible(delegate.state) & {
        RegistrationVerb.SUBMIT,
        RegistrationVerb.PRE_APPROVE,
        RegistrationVerb.APPROVE,
    }:
        people_rules.state_after(
            RegistrationVerb.APPROVE, delegate.state
        )  # refuses, before a consent is on record
    if consent_on_paper:
        add_consent(delegate, by=by, now=now, on_paper=True)
    if RegistrationVerb.SUBMIT in people_rules.possible(delegate.state):
        submit(delegate, by=by, now=now)
    if RegistrationVerb.PRE_APPROVE in people_rules.possible(delegate.state):
        pre_approve(delegate, by=by, now=now)
    approve(delegate, by=by, now=now)


def pre_approve(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The focal point vouches for the person. Raises :class:`WrongState`."""
    set_state(delegate, RegistrationVerb.PRE_APPROVE, by=by, now=now)


def approve(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Accredit the person and write the confirmation. Raises :class:`WrongState`, :class:`QuotaFull`, :class:`SecondHead`,
    and where the city's letter of credentials is needed :class:`CredentialsMissing`, :class:`NotTheHeadNamed`."""
    people_queries.locked_delegate(delegate)
    people_rules.state_after(RegistrationVerb.APPROVE, delegate.state)
    check_approvable(delegate)
    set_state(delegate, RegistrationVerb.APPROVE, by=by, now=now)
    if delegate.email:
        url = own_link(delegate, by=by, now=now)
        writing.queue(links_letters.approved(delegate, url, now=now))
    delegate_decided.send(None, delegate=delegate)


def send_back(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """Send it back to be mended. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    set_state(delegate, RegistrationVerb.RETURN, by=by, now=now, reason=_needed(reason))
    if delegate.email:
        writing.queue(links_letters.returned(delegate, own_link(delegate, by=by, now=now)))


def reject(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """Refuse accreditation. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    set_state(delegate, RegistrationVerb.REJECT, by=by, now=now, reason=_needed(reason))
    _tell(delegate)
    delegate_decided.send(None, delegate=delegate)


def waitlist(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Keep the person in mind; the place is given back. Raises :class:`WrongState`."""
    set_state(delegate, RegistrationVerb.WAITLIST, by=by, now=now)
    _tell(delegate)


def revoke(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """Take an accreditation back. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    set_state(delegate, RegistrationVerb.REVOKE, by=by, now=now, reason=_needed(reason))
    _tell(delegate)
    delegate_decided.send(None, delegate=delegate)


def may_withdraw(delegate: Delegate) -> bool:
    """Whether the registration is still open."""
    return RegistrationVerb.WITHDRAW in people_rules.possible(delegate.state)


def withdraw(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The person will not come: the place is free again. Raises :class:`WrongState`."""
    set_state(delegate, RegistrationVerb.WITHDRAW, by=by, now=now)
    if not by.granted("delegate", delegate.public_id):
        links.revoke_links("delegate", str(delegate.public_id), by=by)
    delegate_decided.send(None, delegate=delegate)


def _needed(reason: str) -> str:
    if not clean(reason):
        raise ReasonMissing
    return clean(reason)


def _tell(delegate: Delegate) -> None:
    if delegate.email:
        writing.queue(letters.decided(delegate))


# ---- what later rooms say ----


@dataclass(frozen=True, slots=True)
class PersonNote:
    """A sentence to whoever looks after the person; a link called ``label`` to ``endpoint`` of the same
    conference, which is shown to those whom ``may`` lets in: ``may(actor, delegate)``."""

    text: str
    label: str
    endpoint: str
    may: Callable[[Any, Delegate], bool]
    values: Mapping[str, Any] = field(default_factory=dict)


PERSON_NOTES: Offers[Callable[[Delegate], Iterable[PersonNote]]] = Offers()


def person_notes(delegate: Delegate) -> list[PersonNote]:
    return [note for notes in PERSON_NOTES for note in notes(delegate)]


@dataclass(frozen=True, slots=True)
class Opening:
    """A page of the same conference where somebody of the staff works on the person."""

    endpoint: str
    values: Mapping[str, Any]


OPENINGS: Offers[Callable[[Delegate, Actor], Opening | None]] = Offers()
"""The first that answers is asked."""


def opening_for(delegate: Delegate, actor: Actor) -> Opening:
    """Where staff are led who follow the code on a person's own page or in the letter."""
    for opening in OPENINGS:
        if (found := opening(delegate, actor)) is not None:
            return found
    return Opening("registration.delegate", {"delegate_id": delegate.public_id})
