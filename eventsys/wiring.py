"""What earlier rooms' pages ask of later ones, and the words that the trail needs of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from eventsys.accounts.letters import ROLE_WORDS
from eventsys.badges import queries as badges_queries
from eventsys.badges import service as badges_service
from eventsys.badges.rules import STATE_WORDS as BADGE_WORDS
from eventsys.commitments.models import STATE_WORDS as COMMITMENT_WORDS
from eventsys.conferences.models import TRAVEL_WORDS, MilestoneKind
from eventsys.declarations import queries as declarations_queries
from eventsys.declarations import service as declarations_service
from eventsys.declarations.models import (
    AMENDMENT_WORDS,
    CONFIRMATION_WORDS,
    DECLARATION_WORDS,
    INSTRUMENT_WORDS,
    SIGNATORY_WORDS,
    VOTE_WORDS,
)
from eventsys.mail.models import LetterState
from eventsys.networks import service as networks_service
from eventsys.networks.models import MembershipStatus
from eventsys.privacy import service as privacy_service
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.programme import service as programme_service
from eventsys.programme.models import KIND_WORDS as SESSION_KINDS
from eventsys.programme.models import ROLE_WORDS as PANEL_ROLES
from eventsys.programme.models import STATE_WORDS as SESSION_WORDS
from eventsys.registration import service as registration_service
from eventsys.registration.rules import STATE_WORDS as REGISTRATION_WORDS
from eventsys.registration.service import Kept
from eventsys.trail.routes import tell_states

__all__ = ["join_rooms"]


def _own(states: type[StrEnum]) -> Callable[[str], Any]:
    """Of an enum that knows its words itself."""
    known: dict[str, Any] = {state.value: state for state in states}
    return lambda code: known[code].word if code in known else None


def _of(words: Mapping[Any, Any]) -> Callable[[str], Any]:
    return words.get


def join_rooms() -> None:
    """Offer what rooms know to pages of rooms that do not know them."""
    registration_service.opening_source(badges_service.at_the_desk)
    registration_service.arrival_source(badges_queries.heads_arrived)
    networks_service.waiting_source(declarations_queries.titles_to_adopt)
    _tell_privacy()
    _tell_the_trail()


def _tell_privacy() -> None:
    """What each room keeps about people, for how long, and where people and organisers find it."""
    for held in (badges_service.HOLDINGS, programme_service.HOLDINGS, declarations_service.HOLDINGS):
        privacy_service.hold(*held)
    privacy_service.purge_source(Kept.PRINT_FILES, badges_service.purge_files)
    privacy_service.purge_source(Kept.PHOTOS, badges_service.purge_photos)
    registration_service.own_source(privacy_service.own_links)
    registration_service.own_source(privacy_service.staff_links, page="staff")
    registration_service.person_source(privacy_service.asked_note)


def _tell_the_trail() -> None:
    """Give the trail the words of the codes that entries carry."""
    standing = _own(MembershipStatus)
    words: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
        ("erasure.", "state", _of(ERASURE_WORDS)),
        ("delegate.", "state", _of(REGISTRATION_WORDS)),
        ("delegation.", "state", _of(REGISTRATION_WORDS)),
        ("delegation.", "standing", standing),
        ("city.", "status", standing),
        ("badge.", "state", _of(BADGE_WORDS)),
        ("session.", "state", _of(SESSION_WORDS)),
        ("session.", "kind", _of(SESSION_KINDS)),
        ("session.", "role", _of(PANEL_ROLES)),
        ("milestone.", "kind", _own(MilestoneKind)),
        ("category.", "travel_asked", _of(TRAVEL_WORDS)),
        ("role.", "role", _of(ROLE_WORDS)),
        ("declaration.", "state", _of(DECLARATION_WORDS)),
        ("declaration.signatory_", "state", _of(SIGNATORY_WORDS)),
        ("declaration.confirmation_", "state", _of(CONFIRMATION_WORDS)),
        ("declaration.amendment_", "state", _of(AMENDMENT_WORDS)),
        ("declaration.vote_", "vote", _of(VOTE_WORDS)),
        ("agreement.", "kind", _of(INSTRUMENT_WORDS)),
        ("commitment.", "state", _of(COMMITMENT_WORDS)),
        ("letter.", "state", _own(LetterState)),
    )
    for beginning, field, word in words:
        tell_states(beginning, field, word)
