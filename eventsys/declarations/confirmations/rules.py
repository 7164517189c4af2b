"""When a second person is needed, who may answer, and whether the answer holds: from values alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from json import dumps
from typing import Any, TypeAlias
from uuid import UUID

from eventsys.declarations.confirmations.errors import (
    ConfirmationAnswered,
    ConfirmationExpired,
    ConfirmationVoid,
    SamePerson,
    SecondPersonNeeded,
)
from eventsys.declarations.confirmations.models import (
    CONFIRMATION_WORDS,
    OPEN,
    Confirmation,
    ConfirmationState,
)
from eventsys.declarations.signatories.models import Signatory

CONFIRMATION_LASTS = timedelta(minutes=30)
"""From asking to doing: as long as two people are about the same table."""


@dataclass(frozen=True, slots=True)
class ScanFiling:
    """A scan of wet ink: its SHA-256, whose signatures it shows, the date ``on`` which they bear (None: the usual one), and
    the public id of the scan that it replaces."""

    digest: str
    people: Sequence[Signatory]
    on: date | None = None
    instead: UUID | None = None

    def request_facts(self) -> dict[str, Any]:
        """For the request to be found again from."""
        return {
            "people": sorted(one.public_id.hex for one in self.people),
            "on": self.on.isoformat() if self.on else None,
            "instead": self.instead.hex if self.instead else None,
        }


#: What is confirmed: the sealing (None), a signature, a scan.
Deed: TypeAlias = Signatory | ScanFiling | None


def subject_of(deed: Deed) -> str:
    """The word that :class:`Confirmation` keeps for what is confirmed: the seal, one signatory, or one scan."""
    if isinstance(deed, ScanFiling):
        return f"scan {deed.digest[:32]}"
    return deed.public_id.hex if deed else "seal"


def subject_digest(facts: Mapping[str, Any]) -> str:
    """One number for all that is to be confirmed: it changes with any of it."""
    return sha256(dumps(facts, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def still_holds(one: Confirmation, digest: str, now: datetime) -> bool:
    """Whether it is open, in time, and about what is there now."""
    is_open = one.state in OPEN
    return is_open and now <= one.expires_at and one.digest == digest


def check_answer(one: Confirmation, digest: str, *, who: int | None, now: datetime) -> None:
    """Before ``who`` confirms or refuses. Raises :class:`ConfirmationAnswered`, :class:`SamePerson`,
    :class:`ConfirmationExpired`, :class:`ConfirmationVoid`."""
    if one.state != ConfirmationState.WAITING:
        raise ConfirmationAnswered(state=CONFIRMATION_WORDS[one.state])
    if who is None or who == one.asked_id:
        raise SamePerson
    _check_holds(one, digest, now)


def check_use(one: Confirmation | None, digest: str, *, who: int | None, now: datetime) -> None:
    """Before ``who`` does what was confirmed. Raises :class:`SecondPersonNeeded`, :class:`SamePerson`,
    :class:`ConfirmationExpired`, :class:`ConfirmationVoid`."""
    if one is None:
        raise SecondPersonNeeded
    _check_holds(one, digest, now)
    if not one.is_confirmed:
        raise SecondPersonNeeded
    if who is None or who == one.answered_id:
        raise SamePerson


def _check_holds(one: Confirmation, digest: str, now: datetime) -> None:
    if now > one.expires_at:
        raise ConfirmationExpired
    if one.digest != digest:
        raise ConfirmationVoid


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Where a confirmation stands for one who looks: ``needed`` at all, the ``request`` that holds, whether one
    ``may_answer`` it or ``may_ask`` for one, and whether one may go on (``is_ready``);
    ``people``: whose signatures a scan shows."""

    needed: bool
    request: Confirmation | None = None
    may_answer: bool = False
    may_ask: bool = False
    is_ready: bool = True
    people: Sequence[Signatory] = ()


def second_person(
    needed: bool,
    one: Confirmation | None,
    digest: str,
    *,
    who: int | None,
    now: datetime,
    people: Sequence[Signatory] = (),
) -> SecondPerson:
    """Whether, at ``now``, one who acts as ``who`` has to ask, may confirm, or may go on (:class:`SecondPerson`)."""
    if not needed:
        return SecondPerson(needed=False)
    if one is None or not still_holds(one, digest, now):
        return SecondPerson(needed=True, may_ask=True, is_ready=False)
    confirmed = one.is_confirmed
    return SecondPerson(
        needed=True,
        request=one,
        may_answer=not confirmed and who != one.asked_id,
        is_ready=confirmed and who != one.answered_id,
        people=people,
    )
