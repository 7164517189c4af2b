"""Who signs for whom, in which order: settled before the document is sealed, a snapshot afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import fallbacks
from eventsys.core.text import Localized
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import NoHead, NoSignatories, NotOfDelegation, PowersMissing
from eventsys.declarations.models import Declaration, Mandate, Order, Proxy, Signatory, SignatoryState
from eventsys.declarations.service.statements import represented
from eventsys.files import service as files
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate, DelegateState

__all__ = ["mandate", "name_signatories", "order_signatories", "who_signs"]


def order_signatories(
    declaration: Declaration, order: Order, *, sign_until: datetime | None, by: Actor
) -> None:
    """How they are ordered, and until when they sign (None: no deadline). Raises :class:`SignatoriesFixed`."""
    queries.locked(declaration)
    rules.check_signatories_open(declaration.state)
    before = {"order": declaration.order, "sign_until": _iso(declaration.sign_until)}
    after = {"order": order, "sign_until": _iso(sign_until)}
    if before != after:
        audit.record(by, verb="declaration.signing_arranged", thing=declaration, before=before, after=after)
        declaration.order, declaration.sign_until = order, sign_until
        db.session.flush()


def _iso(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def mandate(
    declaration: Declaration,
    delegation: Delegation,
    *,
    by: Actor,
    delegate: Delegate | None = None,
    powers: bytes | None = None,
    rank: int | None = None,
) -> Mandate:
    """Who signs for a member (None: its head), with powers when a file is given, and its place by precedence.

    Raises :class:`SignatoriesFixed`, :class:`NotOfDelegation`, :class:`PowersUnusable`.
    """
    queries.locked(declaration)
    rules.check_signatories_open(declaration.state)
    if delegate is not None and (
        delegate.delegation_id != delegation.id or delegate.state != DelegateState.APPROVED
    ):
        raise NotOfDelegation
    found = queries.mandates(declaration).get(delegation.id)
    if found is None:
        found = Mandate(declaration_id=declaration.id, delegation_id=delegation.id)
        db.session.add(found)
    if powers:
        found.powers_digest = files.store(powers, media_type=rules.powers_type(powers)).digest
    found.delegate, found.rank = delegate, rank
    after = {
        "city": delegation.city.code,
        "delegate": str(delegate.public_id) if delegate else None,
        "powers": found.powers_digest,
        "rank": rank,
    }
    audit.record(by, verb="declaration.mandate_recorded", thing=declaration, after=after)
    db.session.flush()
    return found


def who_signs(declaration: Declaration) -> list[Delegation]:
    """Members in the hall, and those represented by proxy; of an agreement, its parties in their order."""
    if declaration.is_agreement:
        return [party.delegation for party in declaration.parties]
    there = represented(declaration.conference).every
    return [d for d in queries.member_delegations(declaration.conference) if d.id in there]


def name_signatories(declaration: Declaration) -> list[Signatory]:
    """One for each member that is in the hall or represented by proxy, in the declaration's order; of an agreement,
    one for each party, which signs by its own.

    Raises :class:`NoSignatories`, :class:`NoHead`, :class:`PowersMissing`.
    """
    conference, language = declaration.conference, declaration.order_language
    if declaration.is_agreement:
        return _of_parties(declaration)
    order = fallbacks(language, conference.languages)
    members = {d.id: d for d in who_signs(declaration)}
    if not members:
        raise NoSignatories
    cities = {key: d.city_name for key, d in members.items()}
    made = queries.mandates(declaration)
    places = [
        rules.Place(
            key, cities[key].get_in(order), made[key].rank if key in made else None,
            members[key].city_id == conference.host_city_id,
        )
        for key in members
    ]  # fmt: skip
    proxies = {p.giver_id: p for p in queries.live_proxies(conference)}
    in_the_hall = represented(conference).present
    heads = queries.heads(conference)
    people = []
    for key in rules.in_order(places, Order(declaration.order), language):
        delegation, city = members[key], cities[key]
        if key in in_the_hall:
            person = _own(delegation, city, heads.get(key), made.get(key))
        else:
            person = _proxy(proxies[key], city, heads, made)
        people.append(person)
    return _placed(declaration, people)


def _placed(declaration: Declaration, people: list[Signatory]) -> list[Signatory]:
    for position, person in enumerate(people, 1):
        person.declaration_id, person.position = declaration.id, position
    db.session.add_all(people)
    db.session.flush()
    return people


def _of_parties(agreement: Declaration) -> list[Signatory]:
    made, heads = queries.mandates(agreement), queries.heads(agreement.conference)
    people = []
    for party in agreement.parties:
        home = party.delegation
        people.append(_own(home, home.city_name, heads.get(home.id), made.get(home.id)))
    return _placed(agreement, people)


def _own(
    delegation: Delegation, city: Localized, head: Delegate | None, mandated: Mandate | None
) -> Signatory:
    chosen = (mandated.delegate if mandated else None) or head
    if chosen is None:
        raise NoHead(city=city)
    powers = mandated.powers_digest if mandated else None
    if chosen is not head and powers is None:
        raise PowersMissing(name=chosen.full_name, city=city)
    return Signatory(
        delegation=delegation,
        delegate=chosen,
        name=chosen.full_name,
        native_name=chosen.native_name,
        office=chosen.office,
        city=city,
        native_city=delegation.city.native_name,
        powers_digest=powers,
        state=SignatoryState.AUTHORISED if powers else SignatoryState.EXPECTED,
    )


def _proxy(
    proxy: Proxy, city: Localized, heads: Mapping[int, Delegate], made: Mapping[int, Mandate]
) -> Signatory:
    """Signed by the other city's signatory, or by the person named."""
    acting: Delegate | None = None
    if proxy.holder is not None:
        mandated = made.get(proxy.holder.id)
        acting = (mandated.delegate if mandated else None) or heads.get(proxy.holder.id)
        if acting is None:
            raise NoHead(city=proxy.holder.city_name)
    absent = heads.get(proxy.giver_id)
    return Signatory(
        delegation=proxy.giver,
        delegate=acting,
        name=acting.full_name if acting else proxy.person,
        native_name=acting.native_name if acting else "",
        office=acting.office if acting else proxy.office,
        city=city,
        native_city=proxy.giver.city.native_name,
        by_proxy=True,
        principal=absent.full_name if absent else "",
        powers_digest=proxy.powers_digest,
        state=SignatoryState.AUTHORISED,
    )
