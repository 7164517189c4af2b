"""Inviting cities and other bodies, and their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from eventsys.accounts.links import service as links
from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.addresses import mail_address
from eventsys.core.db import db
from eventsys.core.words.languages import DEFAULT, fallbacks, letter_languages
from eventsys.core.words.text import Localized, clean
from eventsys.mail.writing import service as writing
from eventsys.networks.bodies.models import Body
from eventsys.networks.registry.models import City
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations import rules as delegations_rules
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.rules import InvitationAnswer, link_lifetime
from eventsys.registration.invitations import letters
from eventsys.registration.invitations.errors import (
    AlreadyInvited,
    HasDelegates,
    InTheHall,
    NoProxies,
    OtherNetwork,
    ProxyForMembers,
    ProxyUnnamed,
)
from eventsys.registration.links.errors import NoAddress, TooManyToOne
from eventsys.registration.names import rules as names_rules
from eventsys.registration.people import queries as people_queries


@dataclass(frozen=True, slots=True)
class Invitee:
    """A city or a body to invite, and whom to write to there."""

    party: City | Body
    focal_name: str = ""
    focal_email: str = ""
    focal_language: str = DEFAULT


def add_delegation(
    conference: Conference, invitee: Invitee, *, by: Actor, standing: str | None = None
) -> Delegation:
    """Put a city on the list, with its standing in the network at the edition's own time (looked up when not given), or
    a body with its kind.

    Raises :class:`AlreadyInvited`, :class:`OtherNetwork`, :class:`UnsafeName`, :class:`eventsys.core.addresses.BadAddress`.
    """
    party = invitee.party
    city, body = (party, None) if isinstance(party, City) else (None, party)
    delegation = Delegation(
        conference_id=conference.id,
        city_id=city.id if city else None,
        body_id=body.id if body else None,
        standing=_standing_of(conference, party, standing),
        focal_name=names_rules.printed_name(invitee.focal_name, "focal_name"),
        focal_email=_address(invitee.focal_email),
        focal_language=_language(conference, invitee.focal_language),
    )
    name = delegations_rules.name_at(conference, party).get_in(fallbacks(languages=conference.languages))
    if delegations_queries.delegation_of(conference, party):
        raise AlreadyInvited(city=name)
    delegation.conference, delegation.city, delegation.body = conference, city, body
    try:
        with db.session.begin_nested():
            db.session.add(delegation)
    except IntegrityError as error:
        raise AlreadyInvited(city=name) from error
    audit.record(
        by,
        verb="delegation.added",
        thing=delegation,
        after={"city" if city else "body": party.code, "standing": delegation.standing},
    )
    return delegation


def _standing_of(conference: Conference, party: City | Body, known: str | None) -> str:
    """Raises :class:`OtherNetwork`."""
    if isinstance(party, Body):
        if party.network_id != conference.network_id:
            raise OtherNetwork(body=party.name)
        return str(party.kind)
    found = known or standing_queries.standing(conference.network, party, conference.starts)
    return str(found or MembershipStatus.PARTNER)


def invite_cities(
    conference: Conference, invitees: Iterable[Invitee], *, by: Actor, now: datetime
) -> list[Delegation]:
    """Add the cities and bodies and write to those that have a focal point; all or none."""
    known = standing_queries.standings(conference.network, conference.starts)

    def standing(party: City | Body) -> str | None:
        return known.get(party.id, MembershipStatus.PARTNER) if isinstance(party, City) else None

    added = [
        add_delegation(conference, invitee, by=by, standing=standing(invitee.party)) for invitee in invitees
    ]
    for delegation in added:
        if delegation.focal_email:
            invite(delegation, by=by, now=now)
    return added


def invite(
    delegation: Delegation,
    *,
    by: Actor,
    now: datetime,
    bounded: bool = False,
    words: Localized | None = None,
    key: str | None = None,
) -> str:
    """Write the invitation (again): older links stop working. Returns the new link's address. ``bounded``: somebody
    unknown asked for it. ``words``: a paragraph of the organiser's own; with ``key``, the letter is queued once.

    Raises :class:`NoAddress`, :class:`TooManyToOne`.
    """
    if not delegation.focal_email:
        raise NoAddress
    if bounded and writing.links_to(delegation.focal_email, now - writing.A_DAY) >= writing.LINKS_A_DAY:
        raise TooManyToOne(most=writing.LINKS_A_DAY, address=delegation.focal_email)
    links.revoke_links("focal", str(delegation.public_id), by=by)
    url = focal_link(delegation, by=by, now=now)
    writing.queue(letters.invitation(delegation, url, words=words, key=key))
    verb = "delegation.invited" if delegation.invited_at is None else "delegation.invited_again"
    delegation.invited_at = now
    audit.record(by, verb=verb, thing=delegation)
    db.session.flush()
    return url


def focal_link(delegation: Delegation, *, by: Actor, now: datetime) -> str:
    """A further link to the city's page for its focal point; older ones keep working."""
    token = links.grant_link(
        "focal",
        str(delegation.public_id),
        conference_id=delegation.conference_id,
        by=by,
        now=now,
        lifetime=link_lifetime(delegation.conference, now),
        language=delegation.focal_language,
    )
    return links.link_url(token)


def change_focal_point(
    delegation: Delegation, *, name: str, email: str, language: str, by: Actor, now: datetime
) -> None:
    """Another person answers for the city: the former one's links stop working at once, the new one is written to."""
    before = (delegation.focal_name, delegation.focal_email)
    delegation.focal_name = names_rules.printed_name(name, "focal_name")
    delegation.focal_email = _address(email)
    delegation.focal_language = _language(delegation.conference, language)
    links.revoke_links("focal", str(delegation.public_id), by=by)
    audit.record(
        by,
        verb="delegation.focal_point_changed",
        thing=delegation,
        after={
            "changed": [
                what
                for what, old, new in zip(
                    ("name", "email"), before, (delegation.focal_name, delegation.focal_email), strict=True
                )
                if old != new
            ]
        },
    )
    if delegation.focal_email:
        invite(delegation, by=by, now=now)
    db.session.flush()


def accept(delegation: Delegation, *, by: Actor, now: datetime) -> None:
    """The city will come. Raises :class:`InvitationAnswered`."""
    _answer(delegation, InvitationAnswer.ACCEPT, "", by=by, now=now)


def decline(delegation: Delegation, reason: str, *, by: Actor, now: datetime) -> None:
    """Unable to attend; nobody has to say why.

    Raises :class:`HasDelegates`, :class:`InTheHall`, :class:`InvitationAnswered`.
    """
    _check_empty(delegation)
    _answer(delegation, InvitationAnswer.DECLINE, clean(reason), by=by, now=now)


def send_proxy(delegation: Delegation, whom: str, *, by: Actor, now: datetime) -> None:
    """Nobody comes; ``whom`` (a city or a person, in the city's own words) will act for it. The powers are kept
    where proxies are recorded.

    Raises :class:`ProxyUnnamed`, :class:`ProxyForMembers`, :class:`NoProxies`, :class:`HasDelegates`,
    :class:`InTheHall`, :class:`InvitationAnswered`.
    """
    if not clean(whom):
        raise ProxyUnnamed
    if delegation.standing != MembershipStatus.MEMBER:
        raise ProxyForMembers
    if not delegation.conference.plenary_rules.proxies:
        raise NoProxies
    _check_empty(delegation)
    _answer(delegation, InvitationAnswer.SEND_PROXY, clean(whom), by=by, now=now)


def _check_empty(delegation: Delegation) -> None:
    """Nobody of the city is in the hall or named. Raises :class:`InTheHall`, :class:`HasDelegates`."""
    delegations_queries.locked_delegation(delegation.id)
    if delegation.present:
        raise InTheHall(city=delegation.city_name)
    if people_queries.taken_places(delegation):
        raise HasDelegates


def _answer(delegation: Delegation, verb: InvitationAnswer, note: str, *, by: Actor, now: datetime) -> None:
    delegations_queries.locked_delegation(delegation.id)
    before = delegation.state
    delegation.state = delegations_rules.state_after(verb, before)
    delegation.answer_note = note
    delegation.answered_at = now
    audit.record(
        by,
        verb=f"delegation.{delegation.state}",
        thing=delegation,
        before={"state": before},
        after={"state": delegation.state, "note": note},
    )
    db.session.flush()


def _address(text: str) -> str:
    """Raises :class:`eventsys.core.addresses.BadAddress`."""
    return mail_address(text) if clean(text) else ""


def _language(conference: Conference, code: str) -> str:
    return code if code in letter_languages(conference.languages) else DEFAULT
