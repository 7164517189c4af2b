"""What the words of the queue mean, and what may be decided, from values alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import DelegateState
from eventsys.registration.people.rules import RegistrationVerb


class Verdict(StrEnum):
    ACCREDIT = "accredit"
    ASK = "ask"
    WAIT = "wait"
    DECLINE = "decline"


VERDICT_WORDS: Mapping[Verdict, Any] = {
    Verdict.ACCREDIT: lazy_pgettext("application", "Accredit"),
    Verdict.ASK: lazy_pgettext("application", "Ask for more"),
    Verdict.WAIT: _l("Put on the waiting list"),
    Verdict.DECLINE: lazy_pgettext("application", "Decline"),
}
_ENDS: Mapping[Verdict, RegistrationVerb] = {
    Verdict.ACCREDIT: RegistrationVerb.APPROVE,
    Verdict.WAIT: RegistrationVerb.WAITLIST,
    Verdict.DECLINE: RegistrationVerb.REJECT,
}


def possible(state: DelegateState) -> frozenset[Verdict]:
    """What may be decided on somebody in ``state``: what the arrows of registration allow, with the pre-approval taken in the
    same step."""
    taken_up = DelegateState.PRE_APPROVED if state == DelegateState.SUBMITTED else state
    now, then = people_rules.possible(state), people_rules.possible(taken_up)
    found = {verdict for verdict, verb in _ENDS.items() if verb in then}
    return frozenset(found | {Verdict.ASK}) if RegistrationVerb.RETURN in now else frozenset(found)


#: Words of the queue, in their order, and the states that each means.
QUEUE: Mapping[str, frozenset[DelegateState]] = {
    "waiting": people_rules.ARROWS[RegistrationVerb.RETURN][0],
    "asked": frozenset({DelegateState.RETURNED}),
    "later": frozenset({DelegateState.WAITLISTED}),
    "accredited": frozenset({DelegateState.APPROVED}),
    "declined": frozenset({DelegateState.REJECTED, DelegateState.REVOKED}),
    "begun": frozenset({DelegateState.DRAFT}),
    "withdrawn": frozenset({DelegateState.WITHDRAWN}),
}
QUEUE_WORDS: Mapping[str, Any] = {
    "waiting": lazy_pgettext("applications", "To decide"),
    "asked": lazy_pgettext("applications", "Asked for more"),
    "later": _l("Waiting list"),
    "accredited": lazy_pgettext("applications", "Accredited"),
    "declined": lazy_pgettext("applications", "Declined"),
    "begun": lazy_pgettext("applications", "Not handed in"),
    "withdrawn": lazy_pgettext("applications", "Withdrawn"),
}
FIRST = "waiting"


def states_of(word: str) -> frozenset[DelegateState]:
    """A word that is not known means those who wait for a decision."""
    return QUEUE.get(word, QUEUE[FIRST])


@dataclass(frozen=True, slots=True)
class Room:
    """How many of an opening are accredited, of how many places (``None``: as many as like)."""

    accredited: int
    places: int | None

    @property
    def left(self) -> int | None:
        return None if self.places is None else max(self.places - self.accredited, 0)

    @property
    def is_full(self) -> bool:
        return self.left == 0
