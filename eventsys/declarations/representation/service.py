"""Who is represented, and proxies: a member that cannot come lets another city, or a person, act for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address, words_without_address
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts.errors import MembersOnly
from eventsys.declarations.representation import queries, rules
from eventsys.declarations.representation.errors import (
    HolderAbsent,
    HolderFull,
    ProxyGiven,
    ProxyNotAllowed,
    ProxyOfProxy,
    ProxyPresent,
    ProxyToWhom,
)
from eventsys.declarations.representation.models import Proxy
from eventsys.declarations.representation.rules import MemberSeat, Representation
from eventsys.files import service as files
from eventsys.networks.plenary.models import QuorumOf
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation


def member_total(conference: Conference) -> int:
    """Of how many members the quorum is counted: those invited, or by the rules all that the network has."""
    if conference.plenary_rules.quorum_of == QuorumOf.NETWORK:
        return queries.members_of_network(conference)
    return len(queries.member_delegations(conference))


def give_proxy(
    giver: Delegation,
    powers: bytes,
    *,
    by: Actor,
    now: datetime,
    holder: Delegation | None = None,
    person: str = "",
    office: Localized | None = None,
) -> Proxy:
    """``giver`` is represented by the member city ``holder``, or by ``person`` with an ``office``.

    Raises :class:`ProxyNotAllowed`, :class:`ProxyToWhom`, :class:`MembersOnly`, :class:`ProxyPresent`,
    :class:`HolderAbsent`, :class:`ProxyOfProxy`, :class:`ProxyGiven`, :class:`HolderFull`, :class:`PowersUnusable`,
    :class:`AddressAsName`.
    """
    name, office = without_address(clean(person)[:200]), words_without_address(office)
    if (holder is None) == (not name) or holder is giver:
        raise ProxyToWhom
    kind = rules.powers_type(powers)
    for delegation in sorted(filter(None, (giver, holder)), key=lambda d: d.id):
        delegations_queries.locked_delegation(
            delegation.id
        )  # in one order, so that two never wait for each other
        _check_member(delegation)
    rule = giver.conference.plenary_rules
    if not rule.proxies:
        raise ProxyNotAllowed
    if giver.present:
        raise ProxyPresent(city=_name(giver))
    if queries.proxies_held(giver):
        raise ProxyOfProxy(city=_name(giver))
    if holder is not None:
        _check_holder(holder, rule.proxies)
    proxy = Proxy(
        conference_id=giver.conference_id,
        giver=giver,
        holder=holder,
        person=name,
        office=office,
        powers_digest=files.store(powers, media_type=kind).digest,
        recorded_at=now,
        recorded_by=by.label[:200],
    )
    if queries.proxy_of(giver):
        raise ProxyGiven(city=_name(giver))
    try:
        with db.session.begin_nested():
            db.session.add(proxy)
    except IntegrityError as error:
        raise ProxyGiven(city=_name(giver)) from error
    after = {
        "giver": giver.party.code,
        "holder": holder.party.code if holder else name,
        "powers": proxy.powers_digest,
    }
    audit.record(by, verb="proxy.given", thing=proxy, after=after)
    return proxy


def _check_member(delegation: Delegation) -> None:
    if delegation.standing != MembershipStatus.MEMBER:
        raise MembersOnly(city=_name(delegation))


def _check_holder(holder: Delegation, most: int) -> None:
    if not holder.expected:
        raise HolderAbsent(city=_name(holder))
    if queries.proxy_of(holder):
        raise ProxyOfProxy(city=_name(holder))
    if queries.proxies_held(holder) >= most:
        raise HolderFull(city=_name(holder), most=most)


def _name(delegation: Delegation) -> str:
    return delegation.city_name.get_in(fallbacks())


def end_proxy(proxy: Proxy, *, by: Actor, now: datetime) -> None:
    """Taken back; it stays on record. Ending it twice changes nothing."""
    delegations_queries.locked_delegation(proxy.giver_id)
    db.session.refresh(proxy)
    if proxy.ended_at is None:
        proxy.ended_at = now
        audit.record(by, verb="proxy.ended", thing=proxy, after={"giver": proxy.giver.party.code})
        db.session.flush()


def represented(conference: Conference) -> Representation:
    """Members in the hall, and those represented by proxy."""
    return rules.representation(seats(conference))


def seats(conference: Conference) -> list[MemberSeat]:
    """A seat for each member invited, by the city's name: whether it counts, why, and what would mend it."""
    members, proxies = queries.member_delegations(conference), queries.live_proxies(conference)
    return rules.seats(members, proxies, most=conference.plenary_rules.proxies)
