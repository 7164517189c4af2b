"""Who signs for whom, in which order, until when: settled before the document is sealed, a snapshot afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import BY_LOT, Declaration, Order
from eventsys.declarations.acts.service import act_of, city_said, days_of
from eventsys.declarations.completion.service import check_drawn
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import rules as representation_rules
from eventsys.declarations.representation.models import Proxy
from eventsys.declarations.representation.service import represented
from eventsys.declarations.signatories import queries, rules
from eventsys.declarations.signatories.errors import (
    NoHead,
    NoSignatories,
    NotOfDelegation,
    PowersMissing,
    SeatNotDrawn,
)
from eventsys.declarations.signatories.models import Mandate, Signatory, SignatoryState
from eventsys.files import service as files
from eventsys.pdf.shaping.coverage import undrawable
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate


def usual_signature_day(declaration: Declaration, signatory: Signatory, now: datetime) -> date:
    """The date that a signature bears unless another one is said."""
    was_absent = signatory.state == SignatoryState.ABSENT
    today = days_of(declaration, now).today
    return rules.usual_signature_day(act_of(declaration), today, was_absent=was_absent)


def signature_day(declaration: Declaration, signatory: Signatory, on: date | None, now: datetime) -> date:
    """The date of a signature: ``on``, or the usual one. Raises :class:`SignedOutOfReach`."""
    if on is None:
        return usual_signature_day(declaration, signatory, now)
    rules.check_signature_day(on, act_of(declaration), days_of(declaration, now).today)
    return on


def keep_clock_times(conference: Conference, moved: Callable[[datetime], datetime], *, by: Actor) -> None:
    """Every deadline stays at its hour of the clock in a new time zone. ``moved``: an old moment to the new one."""
    for found in queries.declarations_with_deadline(conference):
        if found.sign_until:
            before, found.sign_until = found.sign_until, moved(found.sign_until)
            audit.record(
                by,
                verb="declaration.zone_changed",
                thing=found,
                before={"sign_until": before.isoformat()},
                after={"sign_until": found.sign_until.isoformat()},
            )


def check_names_drawn(people: Sequence[Signatory]) -> None:
    """Raises :class:`NotDrawn` for the first who cannot be printed: name, office, city, the person stood for."""
    for one in people:
        said = (
            one.name,
            one.native_name,
            one.principal,
            one.native_city,
            *one.office.values(),
            *one.city.values(),
        )
        check_drawn(one.name, undrawable(" ".join(filter(None, said))))


def order_signatories(
    declaration: Declaration, order: Order, *, sign_until: datetime | None, by: Actor
) -> None:
    """How they are ordered, and until when they sign (None: no deadline). Raises :class:`SignatoriesFixed`."""
    acts_queries.locked(declaration)
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
    acts_queries.locked(declaration)
    rules.check_signatories_open(declaration.state)
    if delegate is not None and (delegate.delegation_id != delegation.id or not delegate.is_approved):
        raise NotOfDelegation
    found = queries.mandates(declaration).get(delegation.id)
    if found is None:
        found = Mandate(declaration_id=declaration.id, delegation_id=delegation.id)
        db.session.add(found)
    if powers:
        found.powers_digest = files.store(powers, media_type=representation_rules.powers_type(powers)).digest
    found.delegate, found.rank = delegate, rank
    after = {
        "city": delegation.party.code,
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
    return [d for d in representation_queries.member_delegations(declaration.conference) if d.id in there]


def name_signatories(declaration: Declaration) -> list[Signatory]:
    """One for each member that is in the hall or represented by proxy, in the declaration's order; of an agreement,
    one for each party, which signs by its own.

    Raises :class:`NoSignatories`, :class:`NoHead`, :class:`PowersMissing`, :class:`SeatNotDrawn`.
    """
    conference, language = declaration.conference, declaration.order_language
    if declaration.is_agreement:
        return _of_parties(declaration)
    members = {d.id: d for d in who_signs(declaration)}
    if not members:
        raise NoSignatories
    cities = {key: city_said(declaration, d.own_city) for key, d in members.items()}
    made = queries.mandates(declaration)
    proxies = {p.giver_id: p for p in representation_queries.live_proxies(conference)}
    in_the_hall = represented(conference).present
    heads = queries.heads(conference)
    people = []
    places = [place_of(declaration, d, made[key].rank if key in made else None) for key, d in members.items()]
    for key in rules.signing_order(places, declaration.order, language, _first_seat(declaration)):
        delegation, city = members[key], cities[key]
        if key in in_the_hall:
            person = _own(delegation, city, heads.get(key), made.get(key))
        else:
            person = _proxy(proxies[key], city, heads, made)
        people.append(person)
    return _placed(declaration, people)


def place_of(declaration: Declaration, delegation: Delegation, rank: int | None = None) -> rules.Place:
    """A city among the signatories, as the declaration orders them."""
    conference = declaration.conference
    name = delegation.city_name.get_in(fallbacks(declaration.order_language, conference.languages))
    host = delegation.city_id == conference.host_city_id
    return rules.Place(delegation.id, name, rank, host, delegation.party.native_name)


def _first_seat(declaration: Declaration) -> rules.Place | None:
    """The city drawn by lot, where the order begins with one. Raises :class:`SeatNotDrawn`."""
    if declaration.order not in BY_LOT:
        return None
    lot = queries.drawn_lot(declaration)
    if lot is None or lot.delegation is None:
        raise SeatNotDrawn
    return place_of(declaration, lot.delegation)


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
        people.append(_own(home, city_said(agreement, home.own_city), heads.get(home.id), made.get(home.id)))
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
        native_city=delegation.party.native_name,
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
        native_city=proxy.giver.party.native_name,
        by_proxy=True,
        principal=absent.full_name if absent else "",
        powers_digest=proxy.powers_digest,
        state=SignatoryState.AUTHORISED,
    )
