"""Pure decisions about registrations: the state machine, places, and which registrations a word means. Every count of people
and every list that a count opens ask :func:`states_of`, so that they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import phonenumbers

from eventsys.conferences.categories.models import Quota
from eventsys.core.words.collation import ALPHABETS, stored_key
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import clean, searchable
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.names.rules import sort_name
from eventsys.registration.people.errors import WrongState
from eventsys.registration.people.models import OPEN_STATES, STATE_WORDS, Delegate, DelegateState, reference

S: TypeAlias = DelegateState


class RegistrationVerb(StrEnum):
    SUBMIT = "submit"
    PRE_APPROVE = "pre_approve"
    RETURN = "return"
    APPROVE = "approve"
    REJECT = "reject"
    WAITLIST = "waitlist"
    REVOKE = "revoke"
    WITHDRAW = "withdraw"


#: Whatever is not here is refused by name.
ARROWS: Mapping[RegistrationVerb, tuple[frozenset[S], S]] = {
    RegistrationVerb.SUBMIT: (frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED),
    RegistrationVerb.PRE_APPROVE: (frozenset({S.SUBMITTED}), S.PRE_APPROVED),
    RegistrationVerb.RETURN: (frozenset({S.SUBMITTED, S.PRE_APPROVED}), S.RETURNED),
    RegistrationVerb.APPROVE: (frozenset({S.PRE_APPROVED, S.WAITLISTED}), S.APPROVED),
    RegistrationVerb.REJECT: (frozenset({S.PRE_APPROVED, S.WAITLISTED}), S.REJECTED),
    RegistrationVerb.WAITLIST: (frozenset({S.PRE_APPROVED}), S.WAITLISTED),
    RegistrationVerb.REVOKE: (frozenset({S.APPROVED}), S.REVOKED),
    RegistrationVerb.WITHDRAW: (OPEN_STATES | {S.WAITLISTED}, S.WITHDRAWN),
}
#: What ends in the person's mail and in the badges' eyes.
DECISIONS = frozenset(
    {
        RegistrationVerb.RETURN,
        RegistrationVerb.APPROVE,
        RegistrationVerb.REJECT,
        RegistrationVerb.WAITLIST,
        RegistrationVerb.REVOKE,
    }
)
#: States that take a place in quotas and the one-head rule.
PLACE_STATES = OPEN_STATES
#: The delegate edits these; staff edit every open one.
EDITABLE = frozenset({S.DRAFT, S.RETURNED})

VERB_WORDS: Mapping[str, Any] = {
    RegistrationVerb.SUBMIT: _l("Submit"),
    RegistrationVerb.PRE_APPROVE: _l("Pre-approve"),
    RegistrationVerb.RETURN: _l("Return"),
    RegistrationVerb.APPROVE: _l("Approve"),
    RegistrationVerb.REJECT: _l("Reject"),
    RegistrationVerb.WAITLIST: _l("Put on the waiting list"),
    RegistrationVerb.REVOKE: _l("Revoke"),
    RegistrationVerb.WITHDRAW: _l("Withdraw"),
}


def possible(state: DelegateState) -> frozenset[RegistrationVerb]:
    """What may be done next; who may do it is another question."""
    return frozenset(verb for verb, (sources, _target) in ARROWS.items() if state in sources)


def state_after(verb: RegistrationVerb, state: DelegateState) -> DelegateState:
    """Where ``verb`` leads from ``state``. Raises :class:`WrongState`."""
    if verb not in possible(state):
        raise WrongState(action=VERB_WORDS[verb], state=STATE_WORDS[state])
    return ARROWS[verb][1]


def order_key(delegate: Delegate, language: str) -> str:
    """Where somebody's name stands in the alphabet of any ``language``; those of :data:`ALPHABETS` are kept with the person."""
    return stored_key(language, clean(delegate.family_name or ""), clean(delegate.given_name or ""))


def derived(delegate: Delegate) -> dict[str, str]:
    """What the lists of people are sorted by and searched in, from what is known of one: a key for each alphabet,
    and names, address, telephone and reference, folded."""
    family, given = clean(delegate.family_name or ""), clean(delegate.given_name or "")
    said = (family, given, delegate.native_name or "", delegate.email or "", *_numbers(delegate.phone or ""))
    keys = {f"order_{letters}": stored_key(letters, family, given) for letters in ALPHABETS}
    return {
        **keys,
        "sort_name": sort_name(family, given),
        "search_text": searchable(*said, reference(delegate)),
    }


def _numbers(phone: str) -> Iterable[str]:
    """A telephone number as it is kept, without gaps, and as it is dialled at home."""
    if not phone:
        return
    yield phone
    yield "".join(filter(str.isdigit, phone))
    try:
        parsed = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return
    at_home = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    yield "".join(filter(str.isdigit, at_home))


def international(number: str, region: str) -> str | None:
    """``+84 24 3825 3536``; ``region`` is the country of numbers without a code. ``None`` when it is no number."""
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


# ---- places ----


@dataclass(frozen=True, slots=True)
class Places:
    """One quota as it bears on a delegation: ``category_id`` is ``None`` for the whole delegation."""

    category_id: int | None
    places: int
    taken: int

    @property
    def left(self) -> int:
        return max(self.places - self.taken, 0)

    @property
    def full(self) -> bool:
        return self.taken >= self.places


def places_left(quotas: Iterable[Quota], delegation: Delegation, taken: Mapping[int, int]) -> list[Places]:
    """The quotas that bind a delegation; its own come before those of every delegation, which do not bind people who
    registered by themselves: the press is no delegation of so many.

    ``taken``: category id to people who hold a place.
    """
    binding: dict[int, Quota] = {}
    for quota in quotas:
        own = (quota.city_id, quota.body_id) == (delegation.city_id, delegation.body_id)
        if own or (quota.is_of_all and not delegation.is_of_individuals):
            known = binding.get(quota.category_key)
            if known is None or own:
                binding[quota.category_key] = quota
    total = sum(taken.values())
    return [
        Places(key or None, q.places, taken.get(key, 0) if key else total)
        for key, q in sorted(binding.items())
    ]


#: Those a delegation still counts on.
SHOWN_STATES = OPEN_STATES | {DelegateState.WAITLISTED}
_SETS: Mapping[str, frozenset[DelegateState]] = {
    "": frozenset(DelegateState),
    "named": SHOWN_STATES,
    "registered": frozenset(DelegateState) - {DelegateState.DRAFT, DelegateState.WITHDRAWN},
}
#: Words for several states at once; those for one are the states' own.
PEOPLE_WORDS: Mapping[str, Any] = {"named": _l("Named"), "registered": _l("Registered")}


def states_of(word: str = "") -> frozenset[DelegateState]:
    """The states that a word means: "" all; ``named``: still in a delegation (from draft to approved, and the waiting
    list); ``registered``: handed in and not withdrawn, whatever was decided; else the one state of that name.
    A word that is not known means none."""
    if word in _SETS:
        return _SETS[word]
    return frozenset(state for state in DelegateState if state == word)


def counted(by_state: Mapping[str, int], word: str = "") -> int:
    """How many, from numbers by state."""
    return sum(by_state.get(state, 0) for state in states_of(word))


def people_among(delegates: Iterable[Delegate], word: str = "") -> list[Delegate]:
    """Those of ``delegates`` that a word means, in their order."""
    return [one for one in delegates if one.state in states_of(word)]
