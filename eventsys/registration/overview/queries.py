"""The list of delegations with their people counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.words.text import searchable, sought
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.queries import delegations
from eventsys.registration.people.models import Delegate
from eventsys.registration.review.queries import PeopleFilters, counts_by


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation with its people counted, as :func:`people.rules.states_of` means ``named`` and ``approved``."""

    delegation: Delegation
    named: int
    approved: int
    head: str


def delegation_rows(conference: Conference) -> list[DelegationRow]:
    """The list of delegations, in four queries however many there are."""
    named = counts_by(conference, Delegate.delegation_id, PeopleFilters(state="named"))
    approved = counts_by(conference, Delegate.delegation_id, PeopleFilters(state="approved"))
    heads = {
        h.delegation_id: h.full_name
        for h in db.session.scalars(
            select(Delegate)
            .where(Delegate.conference_id == conference.id, Delegate.is_head, Delegate.holds_place)
            .order_by(Delegate.id)
        )
    }
    return [
        DelegationRow(d, named.get(d.id, 0), approved.get(d.id, 0), heads.get(d.id, ""))
        for d in delegations(conference)
    ]


def narrowed(
    rows: Sequence[DelegationRow], *, state: str = "", standing: str = "", search: str = ""
) -> list[DelegationRow]:
    """Those of ``rows`` that fit; empty values do not narrow. ``state`` is a word of :func:`delegations.rules.is_among`.
    A network has hundreds of cities, not thousands."""
    wanted = sought(search)

    def fits(d: Delegation) -> bool:
        words = searchable(
            *d.city_name.values(), *d.party.name.values(), d.party.native_name, d.focal_name, d.focal_email
        )
        return delegations_rules.is_among(d, state, standing=standing) and all(
            word in words for word in wanted
        )

    return [row for row in rows if fits(row.delegation)]
