"""A second person of the staff confirms a sealing, each attended signature and each scan of wet ink, where the
conference asks for it.

One asks, another one confirms, and then it is done by anybody but the one who confirmed: whatever happens, two
people acted. Nothing of a signature is kept meanwhile: it is drawn after the confirmation; of paper the scan is, for
the second person to see, and counts for nothing. The declaration's row is
held, so that of two who answer at once the second is told; what was killed in the middle has not happened.
The site's own shell acts for the machine's owner, and needs nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import NoteMissing
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.service import act_of
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.confirmations import queries, rules
from eventsys.declarations.confirmations.errors import NobodyAsks, SamePerson
from eventsys.declarations.confirmations.models import Confirmation, ConfirmationState
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.signatories.service import who_signs


def _digest(declaration: Declaration, deed: rules.Deed) -> str:
    if deed is None:
        return rules.subject_digest(_sealing(declaration))
    sealed = queries.sealed_digests(declaration)
    if isinstance(deed, rules.ScanFiling):
        return rules.subject_digest(_filing(sealed, deed))
    return rules.subject_digest(_signing(sealed, deed))


def _filing(sealed: Sequence[str], filing: rules.ScanFiling) -> dict[str, Any]:
    people = sorted(filing.people, key=lambda one: one.public_id.hex)
    return {
        "scan": filing.digest,
        **filing.request_facts(),
        "signing": [_signing(sealed, one) for one in people],
    }


def deed_of(declaration: Declaration, one: Confirmation) -> rules.Deed:
    """What a request is about, as it is on record now."""
    if one.scan_digest is None or one.scan is None:
        return one.signatory
    shown = set(one.scan["people"])
    people = [each for each in signatories_queries.signatories(declaration) if each.public_id.hex in shown]
    instead = one.scan["instead"]
    return rules.ScanFiling(one.scan_digest, people, one.signed_on, UUID(hex=instead) if instead else None)


def _signing(sealed: Sequence[str], signatory: Signatory) -> dict[str, Any]:
    return {
        "sealed": list(sealed),
        "name": signatory.name,
        "city": signatory.city,
        "office": signatory.office,
        "by_proxy": signatory.by_proxy,
    }


def _sealing(declaration: Declaration) -> dict[str, Any]:
    """Everything that the sealed document will say and by whom it will be signed."""
    conference, act = declaration.conference, act_of(declaration)
    heads = signatories_queries.heads(conference)
    return {
        "title": declaration.title,
        "texts": [text.sha256 for text in completion_queries.frozen_texts(declaration)],
        "act": [act.place, act.done_on, act.adopted_on],
        "order": [declaration.order, declaration.order_language, declaration.volumes],
        "languages": [declaration.languages, declaration.authentic, declaration.divergence],
        "until": declaration.sign_until,
        "parties": [[party.delegation_id, party.name] for party in declaration.parties],
        "who": [[one.id, _person(heads.get(one.id))] for one in who_signs(declaration)],
        "mandates": [
            [key, _person(one.delegate), one.powers_digest, one.rank]
            for key, one in sorted(signatories_queries.mandates(declaration).items())
        ],
        "proxies": [
            [one.giver_id, one.holder.id if one.holder else None, one.person, one.powers_digest]
            for one in representation_queries.live_proxies(conference)
        ],
    }


def _person(delegate: Any) -> list[Any]:
    return [delegate.full_name, delegate.native_name, delegate.office] if delegate else []


def second_person(
    declaration: Declaration, deed: rules.Deed, *, by: Actor, now: datetime
) -> rules.SecondPerson:
    """Where it stands for who looks."""
    needed = declaration.conference.two_people
    if not needed:
        return rules.SecondPerson(needed=False)
    one, digest = queries.open_confirmation(declaration, rules.subject_of(deed)), _digest(declaration, deed)
    return rules.second_person(needed, one, digest, who=by.user_id, now=now)


def second_people(declaration: Declaration, *, by: Actor, now: datetime) -> list[rules.SecondPerson]:
    """Every request of the document that holds, for who looks."""
    if not declaration.conference.two_people:
        return []
    standing = []
    for one in queries.open_confirmations(declaration):
        deed = deed_of(declaration, one)
        digest, people = _digest(declaration, deed), deed.people if isinstance(deed, rules.ScanFiling) else ()
        standing.append(rules.second_person(True, one, digest, who=by.user_id, now=now, people=people))
    return [one for one in standing if one.request is not None]


def ask_confirmation(declaration: Declaration, deed: rules.Deed, *, by: Actor, now: datetime) -> Confirmation:
    """Of the sealing, of this signature, or of this scan, whose file is kept and which the caller has looked at. Who
    asks twice has asked once; one that does not hold any more gives way.

    Raises :class:`NobodyAsks`, :class:`SamePerson` for who is nobody of the staff, and what forbids the step itself.
    """
    acts_queries.locked(declaration)
    if not declaration.conference.two_people:
        raise NobodyAsks
    if by.user_id is None:
        raise SamePerson
    if deed is None:
        acts_rules.check_possible(
            acts_rules.DeclarationAction.OPEN_FOR_SIGNATURE, declaration.state, declaration.kind
        )
    elif isinstance(deed, Signatory) and not signatories_rules.possible(
        declaration.state, awaited=deed.is_awaited
    ):
        raise NobodyAsks
    subject, digest = rules.subject_of(deed), _digest(declaration, deed)
    filing = deed if isinstance(deed, rules.ScanFiling) else None
    found = queries.open_confirmation(declaration, subject)
    if found is not None and rules.still_holds(found, digest, now):
        return found
    if found is not None:
        _record(declaration, found, ConfirmationState.VOID, by=by)
    made = Confirmation(
        declaration_id=declaration.id,
        signatory=deed if isinstance(deed, Signatory) else None,
        subject=subject,
        digest=digest,
        scan_digest=filing.digest if filing else None,
        scan=filing.request_facts() if filing else None,
        asked_by=by.label[:200],
        asked_id=by.user_id,
        asked_at=now,
        expires_at=now + rules.CONFIRMATION_LASTS,
    )
    db.session.add(made)
    db.session.flush()
    after = {"confirmation": str(made.public_id), "of": subject}
    if filing:
        after["sha256"] = filing.digest
    audit.record(by, verb="declaration.confirmation_asked", thing=declaration, after=after)
    return made


def answer_confirmation(
    declaration: Declaration,
    one: Confirmation,
    *,
    confirmed: bool,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    """Confirm, or refuse with a reason. Raises what :func:`rules.check_answer` does, and :class:`NoteMissing`."""
    acts_queries.locked(declaration)
    db.session.refresh(one)
    rules.check_answer(one, _digest(declaration, deed_of(declaration, one)), who=by.user_id, now=now)
    if not confirmed and not clean(reason):
        raise NoteMissing
    one.answered_by, one.answered_id, one.answered_at = by.label[:200], by.user_id, now
    one.reason = clean(reason)[:500]
    _record(declaration, one, ConfirmationState.CONFIRMED if confirmed else ConfirmationState.REFUSED, by=by)


def use_confirmation(
    declaration: Declaration, deed: rules.Deed, *, by: Actor, now: datetime
) -> Confirmation | None:
    """Part of sealing and of signing, which holds the declaration's row: the confirmation is used up with the deed.
    ``None`` where none is needed. Raises what :func:`rules.check_use` does."""
    if by.kind == "system" or not declaration.conference.two_people:
        return None
    one = queries.open_confirmation(declaration, rules.subject_of(deed))
    rules.check_use(one, _digest(declaration, deed), who=by.user_id, now=now)
    if one is not None:
        _record(declaration, one, ConfirmationState.USED, by=by)
    return one


def _record(declaration: Declaration, one: Confirmation, state: ConfirmationState, *, by: Actor) -> None:
    before, after = {"state": one.state}, {"confirmation": str(one.public_id), "of": one.subject}
    if one.reason:
        after["reason"] = one.reason
    audit.record(by, verb=f"declaration.confirmation_{state}", thing=declaration, before=before, after=after)
    one.state = state
    db.session.flush()
