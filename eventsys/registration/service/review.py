"""Submitting, and what focal point and secretariat decide."""

from __future__ import annotations

from datetime import datetime

from eventsys.accounts import service as accounts
from eventsys.core.actor import Actor
from eventsys.core.languages import in_language, list_words
from eventsys.core.signals import delegate_decided
from eventsys.core.text import clean
from eventsys.mail import service as mail
from eventsys.registration import letters, queries, rules
from eventsys.registration.errors import Incomplete, NoConsent, NoPhoto, ReasonMissing
from eventsys.registration.models import Delegate
from eventsys.registration.rules import Verb
from eventsys.registration.service.consent import add_consent
from eventsys.registration.service.delegates import check_may_fill, set_state
from eventsys.registration.service.links import own_link

__all__ = [
    "accredit",
    "approve",
    "may_withdraw",
    "pre_approve",
    "reject",
    "return_",
    "revoke",
    "submit",
    "waitlist",
    "withdraw",
]


def submit(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Hand the registration in. Sending the same form twice is no second submission.

    Raises :class:`WrongState`, :class:`Incomplete`, :class:`NoPhoto`, :class:`NoConsent`, and while registration
    is closed :class:`RegistrationClosed` or :class:`RegistrationNotOpen` (a returned one may be mended later).
    """
    rules.arrow(Verb.SUBMIT, delegate.state)
    check_may_fill(delegate, by=by, now=now)
    asked = rules.asked_of(delegate)
    missing = rules.missing_parts(delegate, asked)
    if missing == ["photo"]:
        raise NoPhoto
    if missing:
        raise Incomplete(parts=list_words([str(rules.PART_WORDS[part]) for part in missing]))
    if asked.consent and delegate.consented_at is None:
        raise NoConsent
    set_state(delegate, Verb.SUBMIT, by=by, now=now)
    delegate.submitted_at = now


def accredit(delegate: Delegate, *, by: Actor, now: datetime, consent_on_paper: bool = False) -> None:
    """Staff do in one go what is left until the approval: submit on the person's behalf, pre-approve, approve.

    ``consent_on_paper``: it is on file in the person's hand. Raises what :func:`submit` and :func:`approve` raise.
    """
    queries.locked_delegate(delegate)
    if consent_on_paper:
        add_consent(delegate, by=by, now=now, on_paper=True)
    if rules.can(Verb.SUBMIT, delegate.state):
        submit(delegate, by=by, now=now)
    if rules.can(Verb.PRE_APPROVE, delegate.state):
        pre_approve(delegate, by=by, now=now)
    approve(delegate, by=by, now=now)


def pre_approve(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The focal point vouches for the person. Raises :class:`WrongState`."""
    set_state(delegate, Verb.PRE_APPROVE, by=by, now=now)


def approve(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Accredit the person and write the confirmation. Raises :class:`WrongState`, :class:`QuotaFull`, :class:`SecondHead`."""
    set_state(delegate, Verb.APPROVE, by=by, now=now)
    if delegate.email:
        url = own_link(delegate, by=by, now=now)
        with in_language(delegate.language):
            mail.queue(letters.approved(delegate, url, now=now))
    delegate_decided.send(None, delegate=delegate)


def return_(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """Send it back to be mended. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    set_state(delegate, Verb.RETURN, by=by, now=now, reason=_needed(reason))
    if delegate.email:
        mail.queue(letters.returned(delegate, own_link(delegate, by=by, now=now)))


def reject(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """Refuse accreditation. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    set_state(delegate, Verb.REJECT, by=by, now=now, reason=_needed(reason))
    _tell(delegate)
    delegate_decided.send(None, delegate=delegate)


def waitlist(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """Keep the person in mind; the place is given back. Raises :class:`WrongState`."""
    set_state(delegate, Verb.WAITLIST, by=by, now=now)
    _tell(delegate)


def revoke(delegate: Delegate, reason: str, *, by: Actor, now: datetime) -> None:
    """Take an accreditation back. Raises :class:`WrongState`, :class:`ReasonMissing`."""
    set_state(delegate, Verb.REVOKE, by=by, now=now, reason=_needed(reason))
    _tell(delegate)
    delegate_decided.send(None, delegate=delegate)


def may_withdraw(delegate: Delegate) -> bool:
    """Whether the registration is still open."""
    return rules.can(Verb.WITHDRAW, delegate.state)


def withdraw(delegate: Delegate, *, by: Actor, now: datetime) -> None:
    """The person will not come: the place is free again. Raises :class:`WrongState`."""
    set_state(delegate, Verb.WITHDRAW, by=by, now=now)
    if not by.granted("delegate", delegate.public_id):
        accounts.revoke_links("delegate", str(delegate.public_id), by=by)
    delegate_decided.send(None, delegate=delegate)


def _needed(reason: str) -> str:
    if not clean(reason):
        raise ReasonMissing
    return clean(reason)


def _tell(delegate: Delegate) -> None:
    if delegate.email:
        mail.queue(letters.decided(delegate))
