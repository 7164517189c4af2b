"""Pure decisions about letters of credentials: what may be done next, who must have one, how cities stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.networks.plenary.models import CredentialsAsked
from eventsys.registration.credentials.errors import WrongCredentialStep
from eventsys.registration.credentials.models import (
    CREDENTIAL_WORDS,
    MISSING,
    CredentialLeave,
    CredentialLetter,
    CredentialName,
    CredentialState,
)
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.names.rules import name_words
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate

S: TypeAlias = CredentialState


class CredentialStep(StrEnum):
    """With a letter; ``DESCRIBE`` sets down what it says."""

    DESCRIBE = "describe"
    ACCEPT = "accept"
    FIND_DEFICIENT = "find_deficient"
    REPLACE = "replace"


#: Received → accepted | deficient → replaced. Whatever is not here is refused by name.
ARROWS: Mapping[S, frozenset[S]] = {
    S.RECEIVED: frozenset({S.ACCEPTED, S.DEFICIENT, S.REPLACED}),
    S.ACCEPTED: frozenset({S.REPLACED}),
    S.DEFICIENT: frozenset({S.REPLACED}),
    S.REPLACED: frozenset(),
}
_LEADS: Mapping[CredentialStep, S] = {
    CredentialStep.DESCRIBE: S.RECEIVED,
    CredentialStep.ACCEPT: S.ACCEPTED,
    CredentialStep.FIND_DEFICIENT: S.DEFICIENT,
    CredentialStep.REPLACE: S.REPLACED,
}
STEP_WORDS: Mapping[CredentialStep, Any] = {
    CredentialStep.DESCRIBE: _l("Save what the letter says"),
    CredentialStep.ACCEPT: _l("Accept the letter"),
    CredentialStep.FIND_DEFICIENT: _l("Find it deficient"),
    CredentialStep.REPLACE: _l("Replace the letter"),
}


def possible(state: S) -> frozenset[CredentialStep]:
    """What may be done next with a letter; what it says is set down while it waits."""
    found = {step for step, target in _LEADS.items() if target in ARROWS[state]}
    return frozenset(found | {CredentialStep.DESCRIBE} if state == S.RECEIVED else found)


def state_after(step: CredentialStep, state: S) -> S:
    """Where ``step`` leads from ``state``. Raises :class:`WrongCredentialStep`."""
    if step not in possible(state):
        raise WrongCredentialStep(action=STEP_WORDS[step], state=CREDENTIAL_WORDS[state])
    return _LEADS[step]


# ---- what a letter says ----


def matched(others: Iterable[str], people: Iterable[Delegate]) -> list[tuple[str, Delegate | None]]:
    """Each of the names with the person who has the same words in it, whatever their order, case and accents; only where
    one alone has."""
    known: dict[frozenset[str], list[Delegate]] = {}
    for person in people:
        known.setdefault(name_words(person.family_name, person.given_name), []).append(person)
    found: list[tuple[str, Delegate | None]] = []
    for name in others:
        same = known.pop(name_words(name, ""), [])
        found.append((name, same[0] if len(same) == 1 else None))
    return found


@dataclass(frozen=True, slots=True)
class Differences:
    """Between a letter and the registrations of its city: ``strangers`` are named and not registered, ``unnamed`` are
    registered and not named; ``another_head``: the head who is registered, where the letter names somebody else."""

    strangers: list[str] = field(default_factory=list)
    unnamed: list[Delegate] = field(default_factory=list)
    another_head: Delegate | None = None

    @property
    def any(self) -> bool:
        return bool(self.strangers or self.unnamed or self.another_head)


def differences(named: Sequence[CredentialName], people: Iterable[Delegate]) -> Differences:
    """``people``: everybody ever named of the city; those who withdrew or were turned down count as not registered."""
    coming = people_rules.people_among(people, "named")
    ids = {person.id for person in coming}
    meant = {one.delegate_id for one in named}
    strangers = [one.name for one in named if one.name and one.delegate_id not in ids]
    unnamed = [person for person in coming if person.id not in meant]
    head = next((person for person in coming if person.is_head), None)
    stated = next((one for one in named if one.is_head), None)
    differs = head is not None and stated is not None and stated.delegate_id != head.id
    return Differences(strangers, unnamed, head if differs else None)


# ---- who must have one ----


def needs_letter(asked: CredentialsAsked, *, is_head: bool) -> bool:
    """Whether a person is approved only with a letter of the city."""
    return asked == CredentialsAsked.ALL or (asked == CredentialsAsked.HEADS and is_head)


# ---- how cities stand ----


class CityStanding(StrEnum):
    """How a city stands in the report: each has one."""

    IN_FORM = "in_form"
    ASSURANCE = "assurance"
    EXAMINED = "examined"
    DEFICIENT = "deficient"
    MISSING = "missing"


STANDING_WORDS: Mapping[CityStanding, Any] = {
    CityStanding.IN_FORM: lazy_pgettext("credentials", "Credentials in due form"),
    CityStanding.ASSURANCE: lazy_pgettext("credentials", "Accepted by assurance"),
    CityStanding.EXAMINED: lazy_pgettext("credentials", "Received, not examined yet"),
    CityStanding.DEFICIENT: lazy_pgettext("credentials", "Deficient"),
    CityStanding.MISSING: lazy_pgettext("credentials", "No letter"),
}


@dataclass(frozen=True, slots=True)
class CityCredentials:
    """A city with its newest letter and, while it is let in provisionally, that."""

    delegation: Delegation
    letter: CredentialLetter | None = None
    leave: CredentialLeave | None = None

    @property
    def state(self) -> str:
        return self.letter.state if self.letter else MISSING

    @property
    def is_missing(self) -> bool:
        return self.letter is None

    @property
    def waits(self) -> bool:
        """For somebody to examine it."""
        return self.letter is not None and self.letter.state == CredentialState.RECEIVED

    @property
    def is_provisional(self) -> bool:
        """Let in, and no letter of it is accepted."""
        return self.leave is not None and not (self.letter and self.letter.is_accepted)

    @property
    def standing(self) -> CityStanding:
        if self.letter is None:
            return CityStanding.MISSING
        if self.letter.is_accepted:
            return CityStanding.IN_FORM if self.letter.is_in_form else CityStanding.ASSURANCE
        return CityStanding.DEFICIENT if self.letter.is_deficient else CityStanding.EXAMINED


#: By what the list of cities is narrowed, besides a state.
PROVISIONAL = "provisional"
FILTER_WORDS: Mapping[str, Any] = {
    **{state: words for state, words in CREDENTIAL_WORDS.items() if state != CredentialState.REPLACED},
    PROVISIONAL: lazy_pgettext("credentials", "Let in provisionally"),
}


def is_among(one: CityCredentials, word: str) -> bool:
    """Whether a city is one of those that ``word`` of :data:`FILTER_WORDS` means; "": all."""
    return not word or (one.is_provisional if word == PROVISIONAL else one.state == word)


def is_listed(one: CityCredentials) -> bool:
    """Cities that come, and those that have sent a letter or were let in, whatever they answered. Of other bodies no letter
    is asked."""
    if not one.delegation.is_of_city:
        return False
    return one.delegation.expected or one.letter is not None or one.leave is not None


def is_reminded(one: CityCredentials) -> bool:
    """A city that comes and has sent no letter."""
    return is_listed(one) and one.delegation.expected and one.is_missing


def counted(cities: Iterable[CityCredentials]) -> dict[CityStanding, int]:
    """How many cities stand so, in the order of the report."""
    found = Counter(one.standing for one in cities)
    return {standing: found[standing] for standing in CityStanding}
