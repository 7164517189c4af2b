"""Letters of credentials are filed, examined and replaced; delegations are let in provisionally."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import clean
from eventsys.files import service as files
from eventsys.mail.writing import service as writing
from eventsys.registration.credentials import documents, letters, queries, rules
from eventsys.registration.credentials.documents import ReadLetter
from eventsys.registration.credentials.errors import (
    AlreadyFiled,
    CredentialsMissing,
    DatedLater,
    HeadNotNamed,
    LetInAlready,
    LetterIsAccepted,
    NobodyNamed,
    NotLetIn,
    NotTheHeadNamed,
    NoValidSignature,
    OfAnotherDelegation,
    ProvisionalReasonMissing,
    ReasonsMissing,
)
from eventsys.registration.credentials.models import (
    CREDENTIAL_WORDS,
    CredentialChannel,
    CredentialForm,
    CredentialLeave,
    CredentialLetter,
    CredentialName,
    Deficiency,
    LetterSays,
    StatedPower,
)
from eventsys.registration.credentials.rules import CityCredentials, CredentialStep
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations.service import focal_link
from eventsys.registration.names.rules import clean_name
from eventsys.registration.people import queries as people_queries
from eventsys.registration.people.models import Delegate

NAME_LIMIT = 200
MOST_NAMES = 300


def look_at(sheets: Sequence[bytes]) -> ReadLetter:
    """The files of a letter as :func:`file_letter` takes them; see :func:`documents.read_letter`, and what it raises."""
    return documents.read_letter(sheets)


def file_letter(
    delegation: Delegation,
    paper: ReadLetter,
    says: LetterSays,
    *,
    channel: CredentialChannel,
    by: Actor,
    now: datetime,
) -> CredentialLetter:
    """A letter has come; an older one is replaced by it and stays on record.

    Raises :class:`AlreadyFiled`, :class:`OfAnotherDelegation`, :class:`DatedLater`, :class:`NoValidSignature`,
    :class:`UnsafeName`.
    """
    delegations_queries.locked_delegation(delegation.id)
    older = queries.letter_of(delegation)
    if older is not None and older.digest == paper.digest and not older.is_deficient:
        raise AlreadyFiled(state=CREDENTIAL_WORDS[older.state])
    _check(delegation, says, signer=paper.signer, now=now)
    letter = CredentialLetter(
        conference_id=delegation.conference_id,
        delegation_id=delegation.id,
        number=older.number + 1 if older else 1,
        channel=channel,
        form=says.form or (CredentialForm.SIGNED_PDF if paper.signer else CredentialForm.SCAN),
        pages=paper.pages,
        signer=paper.signer,
        received_at=now,
        received_by="" if channel == CredentialChannel.PAGE else by.label[:200],
    )
    letter.delegation, letter.conference = delegation, delegation.conference
    _write_down(letter, says)
    letter.digest = files.store(paper.filed, media_type="application/pdf").digest
    letter.shown_digest = files.store(paper.shown, media_type="application/pdf").digest
    if older is not None:
        older.replaced_at = now
        _move(older, CredentialStep.REPLACE, by=by)
    db.session.add(letter)
    db.session.flush()
    told = {"number": letter.number, "sha256": letter.digest, "form": letter.form, "channel": letter.channel}
    audit.record(by, verb="credentials.received", thing=letter, after=told)
    db.session.flush()
    return letter


def describe(letter: CredentialLetter, says: LetterSays, *, by: Actor, now: datetime) -> None:
    """Set down what the letter says, while it waits. Raises :class:`WrongCredentialStep`, and what :func:`file_letter`
    does of what it says."""
    queries.locked_letter(letter)
    rules.state_after(CredentialStep.DESCRIBE, letter.state)
    _check(letter.delegation, says, signer=letter.signer, now=now)
    before = _told(letter)
    _write_down(letter, says)
    db.session.flush()
    if (after := _told(letter)) != before:
        audit.record(by, verb="credentials.described", thing=letter, before=before, after=after)
        db.session.flush()


def accept(letter: CredentialLetter, *, by: Actor, now: datetime) -> None:
    """The city's focal point is told. Raises :class:`WrongCredentialStep`, :class:`NobodyNamed`, :class:`HeadNotNamed`."""
    queries.locked_letter(letter)
    rules.state_after(CredentialStep.ACCEPT, letter.state)
    if not letter.named:
        raise NobodyNamed
    if letter.head is None:
        raise HeadNotNamed
    _decide(letter, CredentialStep.ACCEPT, by=by, now=now)
    if letter.delegation.focal_email:
        writing.queue(letters.accepted(letter))


def find_deficient(
    letter: CredentialLetter, reasons: Collection[str], note: str = "", *, by: Actor, now: datetime
) -> None:
    """The city's focal point is told why, with a link to send another. ``reasons``: of :class:`Deficiency`; ``note``: in
    own words. Raises :class:`WrongCredentialStep`, :class:`ReasonsMissing`."""
    queries.locked_letter(letter)
    rules.state_after(CredentialStep.FIND_DEFICIENT, letter.state)
    given = [str(one) for one in Deficiency if one in reasons]
    if not given and not clean(note):
        raise ReasonsMissing
    letter.reasons, letter.note = given, clean(note)
    _decide(letter, CredentialStep.FIND_DEFICIENT, by=by, now=now, reasons=given, note=letter.note)
    if letter.delegation.focal_email:
        writing.queue(letters.deficient(letter, focal_link(letter.delegation, by=by, now=now)))


def _decide(letter: CredentialLetter, step: CredentialStep, *, by: Actor, now: datetime, **told: Any) -> None:
    letter.decided_at, letter.decided_by = now, by.label[:200]
    _move(letter, step, by=by, **{key: value for key, value in told.items() if value})


def _move(letter: CredentialLetter, step: CredentialStep, *, by: Actor, **told: Any) -> None:
    before = letter.state
    letter.state = rules.state_after(step, before)
    audit.record(
        by,
        verb=f"credentials.{letter.state}",
        thing=letter,
        before={"state": before},
        after={"state": letter.state, **told},
    )
    db.session.flush()


def _check(delegation: Delegation, says: LetterSays, *, signer: str, now: datetime) -> None:
    for person in (*says.people, *([says.head] if says.head else [])):
        if person.delegation_id != delegation.id:
            raise OfAnotherDelegation(name=person.full_name)
    if says.dated_on and says.dated_on > delegation.conference.day_of(now):
        raise DatedLater
    if says.form == CredentialForm.SIGNED_PDF and not signer:
        raise NoValidSignature


def _write_down(letter: CredentialLetter, says: LetterSays) -> None:
    """Names of whom somebody is registered count as that person."""
    others = [name for text in says.others if (name := clean_name(text, NAME_LIMIT))]
    meant = {person.id: person for person in (*says.people, *([says.head] if says.head else []))}
    everybody = people_queries.delegates_of(letter.delegation) if others else ()
    free = [person for person in everybody if person.id not in meant]
    lines: list[tuple[str, Delegate | None]] = [(person.full_name, person) for person in meant.values()]
    lines += rules.matched(dict.fromkeys(others), free)
    letter.named.clear()
    db.session.flush()
    letter.named.extend(
        CredentialName(
            position=position,
            name=name[:NAME_LIMIT],
            delegate_id=person.id if person else None,
            is_head=bool(says.head and person and person.id == says.head.id),
        )
        for position, (name, person) in enumerate(lines[:MOST_NAMES], start=1)
    )
    letter.dated_on, letter.signed_as = says.dated_on, says.signed_as
    letter.signed_by = clean_name(says.signed_by, NAME_LIMIT)
    letter.powers = [str(one) for one in StatedPower if one in says.powers]
    letter.form = says.form or letter.form


def _told(letter: CredentialLetter) -> dict[str, Any]:
    """As the trail keeps it: no names."""
    return {
        "form": letter.form,
        "dated_on": letter.dated_on.isoformat() if letter.dated_on else None,
        "signed_as": letter.signed_as,
        "powers": letter.powers,
        "named": len(letter.named),
        "head_named": letter.head is not None,
    }


# ---- let in provisionally ----


def let_in(delegation: Delegation, reason: str, *, by: Actor, now: datetime) -> CredentialLeave:
    """Without an accepted letter, for a reason that stays on record. Raises :class:`ProvisionalReasonMissing`,
    :class:`LetInAlready`, :class:`LetterIsAccepted`."""
    if not clean(reason):
        raise ProvisionalReasonMissing
    delegations_queries.locked_delegation(delegation.id)
    now_stands = queries.standing_of(delegation)
    if now_stands.leave is not None:
        raise LetInAlready(city=delegation.city_name)
    if now_stands.letter is not None and now_stands.letter.is_accepted:
        raise LetterIsAccepted(city=delegation.city_name)
    leave = CredentialLeave(
        conference_id=delegation.conference_id,
        delegation_id=delegation.id,
        reason=clean(reason),
        given_at=now,
        given_by=by.label[:200],
    )
    db.session.add(leave)
    audit.record(by, verb="delegation.let_in", thing=delegation, after={"reason": leave.reason})
    db.session.flush()
    return leave


def end_leave(delegation: Delegation, *, by: Actor, now: datetime) -> None:
    """It is taken back; who was approved meanwhile stays so, until that is revoked. Raises :class:`NotLetIn`."""
    delegations_queries.locked_delegation(delegation.id)
    leave = queries.leave_of(delegation)
    if leave is None:
        raise NotLetIn(city=delegation.city_name)
    leave.ended_at = now
    audit.record(by, verb="delegation.let_in_ended", thing=delegation)
    db.session.flush()


def check_approvable(delegate: Delegate, *, is_head: bool | None = None) -> None:
    """Whether the person may be approved as far as credentials go, with the city's letter as it stands when its delegation's
    row is locked. ``is_head``: as what, where that is not so yet.

    Raises :class:`CredentialsMissing`, :class:`NotTheHeadNamed`.
    """
    if waits_for_letter(delegate, is_head=is_head):
        delegations_queries.locked_delegation(delegate.delegation_id)
        check_stands(delegate, queries.standing_of(delegate.delegation), is_head=is_head)


def waits_for_letter(delegate: Delegate, *, is_head: bool | None = None) -> bool:
    """Whether only an accepted letter of the city, or a leave, lets the person in. Of other bodies no letter is asked."""
    if not delegate.delegation.is_of_city:
        return False
    asked = delegate.conference.plenary_rules.credentials
    return rules.needs_letter(asked, is_head=delegate.is_head if is_head is None else is_head)


def check_stands(delegate: Delegate, stands: CityCredentials, *, is_head: bool | None = None) -> None:
    """As :func:`check_approvable`, with the city's letter as it was read; for pages."""
    leads = delegate.is_head if is_head is None else is_head
    if stands.leave is not None:
        return
    if stands.letter is None or not stands.letter.is_accepted:
        raise CredentialsMissing(city=stands.delegation.city_name)
    head = stands.letter.head
    if leads and (head is None or head.delegate_id != delegate.id):
        raise NotTheHeadNamed(city=stands.delegation.city_name, name=delegate.full_name)


def are_asked(conference: Conference) -> bool:
    """Whether anybody here is approved only with a letter."""
    return conference.plenary_rules.asks_for_credentials
