"""Proxies: a member that cannot come lets another city, or a person, act for it. Its powers are kept on file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import without_address, words_without_address
from eventsys.core.db import db
from eventsys.core.languages import fallbacks
from eventsys.core.text import Localized, clean
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import (
    HolderAbsent,
    HolderFull,
    MembersOnly,
    ProxyGiven,
    ProxyNotAllowed,
    ProxyOfProxy,
    ProxyPresent,
    ProxyToWhom,
)
from eventsys.declarations.models import Proxy
from eventsys.files import service as files
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation

__all__ = ["end_proxy", "give_proxy"]


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
        conference_id=giver.conference_id, giver=giver, holder=holder, person=name, office=office,
        powers_digest=files.store(powers, media_type=kind).digest, recorded_at=now, recorded_by=by.label[:200],
    )  # fmt: skip
    if queries.proxy_of(giver):
        raise ProxyGiven(city=_name(giver))
    try:
        with db.session.begin_nested():
            db.session.add(proxy)
    except IntegrityError as error:
        raise ProxyGiven(city=_name(giver)) from error
    after = {
        "giver": giver.city.code,
        "holder": holder.city.code if holder else name,
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
        audit.record(by, verb="proxy.ended", thing=proxy, after={"giver": proxy.giver.city.code})
        db.session.flush()
