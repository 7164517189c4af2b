"""Who a round concerns, and when its moment is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from eventsys.core.words.text import Localized
from eventsys.registration.delegations.models import Delegation, DelegationState
from eventsys.registration.people import rules as people_rules
from eventsys.registration.rounds.models import LeftOut, RoundPurpose, RoundState

#: Its letters are not all written.
OPEN = frozenset({RoundState.PLANNED, RoundState.BEGUN})


def why_left_out(
    purpose: RoundPurpose, delegation: Delegation, by_state: Mapping[str, int]
) -> LeftOut | None:
    """Why a delegation is not written to; ``None``: it is. ``by_state``: its people by state."""
    if not delegation.focal_email:
        return LeftOut.NO_ADDRESS
    if purpose == RoundPurpose.FINISH:
        return None if delegation.has_accepted and is_unfinished(by_state) else LeftOut.FINISHED
    if delegation.state != DelegationState.INVITED:
        return LeftOut.ANSWERED
    if purpose == RoundPurpose.ANSWER and delegation.invited_at is None:
        return LeftOut.NOT_INVITED
    return None


def is_unfinished(by_state: Mapping[str, int]) -> bool:
    """Nobody is named, or somebody has not handed in."""
    return not people_rules.counted(by_state, "named") or any(
        by_state.get(state) for state in people_rules.EDITABLE
    )


def is_first_letter(purpose: RoundPurpose, delegation: Delegation) -> bool:
    """Nobody was written to for this before: who was invited by letter gets a second invitation only if asked for."""
    return purpose != RoundPurpose.INVITATION or delegation.invited_at is None


def words_for(texts: Mapping[str, Localized], standing: str) -> Localized:
    """What is said besides to delegations of ``standing``: in each language their own text, else the one for everybody."""
    return Localized({**texts.get("", {}), **texts.get(standing, {})})


def moment_of(send_at: datetime | None, milestone_at: datetime | None, days_before: int) -> datetime | None:
    """When letters go out; ``None`` while the milestone that they go by has no date."""
    if send_at is not None:
        return send_at
    return milestone_at - timedelta(days=days_before) if milestone_at else None


def is_missed(milestone_at: datetime | None, days_before: int, now: datetime) -> bool:
    """The milestone is behind us, and so is a day's grace after the moment of a reminder that goes on it."""
    if milestone_at is None:
        return False
    return now > max(milestone_at, milestone_at - timedelta(days=days_before) + timedelta(days=1))


def goes_on(state: RoundState) -> bool:
    """Whether letters of it may still go out."""
    return state in OPEN


def may_be_taken_back(state: RoundState) -> bool:
    return state == RoundState.PLANNED


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of delegations is narrowed to; empty values do not narrow. ``cities``: ids of those in the group and in
    the field that were chosen, ``None`` where none was."""

    standing: str = ""
    cities: frozenset[int] | None = None


def chosen_among(delegations: Iterable[Delegation], wanted: Wanted) -> list[Delegation]:
    """Those of ``delegations`` that are wanted, in their order."""
    return [
        one
        for one in delegations
        if (not wanted.standing or one.standing == wanted.standing)
        and (wanted.cities is None or one.city_id in wanted.cities)
    ]
