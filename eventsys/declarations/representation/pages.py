"""What the page for adoption shows of the quorum: who counts, who does not and why, and what would mend it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from eventsys.core.web.filters import loc, told
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.representation import rules
from eventsys.declarations.representation.rules import MemberSeat, Mend
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation


def adoption_url(declaration: Declaration, anchor: str | None = None) -> str:
    slug = declaration.conference.slug
    return url_for("declarations.adoption", slug=slug, declaration_id=declaration.public_id, _anchor=anchor)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member on the page for adoption, with what would make it count."""

    seat: MemberSeat
    city: Localized
    why: Markup
    mends: list[tuple[Mend, str, str]]
    """Kind, address and words of each button."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """``lines`` of all members invited; ``guests`` are the other cities, which never count."""

    lines: list[MemberLine]
    guests: list[Localized]
    represented: int
    total: int
    needed: int
    out_of_reach: bool

    @property
    def met(self) -> bool:
        return self.represented >= self.needed

    @property
    def lacking(self) -> int:
        return max(self.needed - self.represented, 0)

    @property
    def uninvited(self) -> int:
        return self.total - len(self.lines)


def quorum_of(declaration: Declaration, seats: list[MemberSeat], total: int) -> Quorum:
    """``seats`` are those of :func:`service.seats`, ``total`` of how many members the quorum is counted."""
    conference, rule = declaration.conference, declaration.conference.plenary_rules
    members = {seat.delegation.id for seat in seats}
    others = [d for d in delegations_queries.delegations_of_cities(conference) if d.id not in members]
    lines = [_line(declaration, seat) for seat in seats]
    return Quorum(
        lines,
        [d.city_name for d in others],
        sum(seat.counts for seat in seats),
        total,
        rule.needed(total),
        rule.out_of_reach(total),
    )


def _line(declaration: Declaration, seat: MemberSeat) -> MemberLine:
    holder: Localized | str = ""
    if seat.proxy is not None:
        holder = seat.proxy.holder.city_name if seat.proxy.holder else seat.proxy.person
    why = told(str(rules.WHY_WORDS[seat.why]), holder=holder)
    return MemberLine(
        seat,
        seat.delegation.city_name,
        why,
        [(mend, *_mending(mend, declaration, seat, loc(holder))) for mend in seat.mends],
    )


def _mending(mend: Mend, declaration: Declaration, seat: MemberSeat, holder: str) -> tuple[str, str]:
    """The address and the words of what mends it."""
    slug, holding = declaration.conference.slug, seat.proxy.holder if seat.proxy else None
    if mend is Mend.MARK_HOLDER and holding is not None:
        return _mark(slug, holding), _("Mark %(city)s as present", city=holder)
    if mend is Mend.MARK_PRESENT:
        return _mark(slug, seat.delegation), _("Mark as present")
    return adoption_url(declaration, "proxies"), (
        _("Record a proxy") if mend is Mend.RECORD_PROXY else _("Record another proxy")
    )


def _mark(slug: str, delegation: Delegation) -> str:
    return url_for(
        "registration.note_presence", slug=slug, delegation_id=delegation.public_id, verb="present"
    )
