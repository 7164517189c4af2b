"""Agreements between two parties or more: one original for each, and a term after the signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from eventsys.conferences.editions.models import Conference
from eventsys.core import audit
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import NoteMissing
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument, Party
from eventsys.declarations.acts.service import city_said, city_settled, step
from eventsys.declarations.agreements import queries, rules
from eventsys.declarations.agreements.errors import PartyTwice, TooFewParties
from eventsys.declarations.texts.service import begin
from eventsys.declarations.wording.rules import Cause, CauseKind, Layer
from eventsys.declarations.wording.service import changing, keep_version, set_name
from eventsys.registration.delegations.models import Delegation


def create_agreement(
    conference: Conference,
    kind: Instrument,
    parties: Sequence[Delegation],
    *,
    title: Localized,
    by: Actor,
    languages: Sequence[str] | None = None,
    order_language: str | None = None,
    authentic: str = "",
    divergence: str = "",
) -> Declaration:
    """A draft between ``parties``, in their order; each is called by its city's name until it is called otherwise.

    Raises :class:`TooFewParties`, :class:`PartyTwice`, :class:`ClauseUnclear`.
    """
    _check_parties(conference, parties)
    agreement = begin(
        conference,
        title=title,
        languages=languages,
        order_language=order_language,
        authentic=authentic,
        divergence=divergence,
        kind=kind,
        by=by,
    )
    taken = _place(agreement, parties, {})
    keep_version(agreement, [Cause(CauseKind.DRAFT), *taken], by=by)
    after = {"kind": kind, "parties": [delegation.party.code for delegation in parties]}
    audit.record(by, verb="agreement.created", thing=agreement, after=after)
    return agreement


def _check_parties(conference: Conference, parties: Sequence[Delegation]) -> None:
    if len(parties) < 2:
        raise TooFewParties
    ids = {delegation.id for delegation in parties}
    if len(ids) < len(parties) or any(one.conference_id != conference.id for one in parties):
        raise PartyTwice


def _place(
    agreement: Declaration, parties: Sequence[Delegation], names: Mapping[int, Mapping[str, str]]
) -> list[Cause]:
    """Returns what names were taken from: new ones that a record of their city has, word for word."""
    taken: dict[CauseKind, dict[str, tuple[Layer, ...]]] = {}
    known = {party.delegation_id: party for party in agreement.parties}
    placed = []
    for position, delegation in enumerate(parties, 1):
        party = known.get(delegation.id) or Party(delegation=delegation)
        before = dict(party.name or {})
        said, settled = (of(agreement, delegation.own_city) for of in (city_said, city_settled))
        party.position = position
        set_name(agreement, party, Localized({**said, **before, **names.get(delegation.id, {})}))
        placed.append(party)
        as_said = {c: words for c, words in party.name.items() if words == said.get(c) != before.get(c)}
        of_edition = {c: words for c, words in as_said.items() if words == settled.get(c)}
        of_register = {c: words for c, words in as_said.items() if c not in of_edition}
        for kind, words in ((CauseKind.REGISTER, of_register), (CauseKind.EDITION, of_edition)):
            if words:
                party.public_id = party.public_id or uuid7()
                taken.setdefault(kind, {})[party.public_id.hex] = (Layer("", words),)
    agreement.parties = placed
    db.session.flush()
    return [Cause(kind, layers=layers) for kind, layers in taken.items()]


def set_parties(
    agreement: Declaration,
    parties: Sequence[Delegation],
    *,
    by: Actor,
    names: Mapping[int, Mapping[str, str]] | None = None,
    version: int | None = None,
) -> None:
    """The parties in their order; ``names``: delegation id to how the texts call it.

    Raises :class:`TextFrozen`, :class:`EditedMeanwhile`, :class:`TooFewParties`, :class:`PartyTwice`.
    """
    _check_parties(agreement.conference, parties)
    with changing(agreement, version, by=by, cause=Cause(CauseKind.EDIT)) as causes:
        before = {party.delegation.party.code: dict(party.name) for party in agreement.parties}
        causes.extend(_place(agreement, parties, names or {}))
        after = {party.delegation.party.code: dict(party.name) for party in agreement.parties}
        audit.record(by, verb="agreement.parties_set", thing=agreement, before=before, after=after)


def enter_into_force(agreement: Declaration, on: date, *, until: date | None = None, by: Actor) -> None:
    """In force from that day ``until`` the end of another (None: without end). Raises :class:`NoStep`, :class:`EndsTooEarly`."""
    acts_queries.locked(agreement)
    rules.check_term(on, until)
    step(agreement, DeclarationState.IN_FORCE, by=by)
    _set_term(agreement, on, until, by=by)


def prolong(agreement: Declaration, *, until: date | None, by: Actor) -> None:
    """Renewed until a later day (None: without end). Raises :class:`NoStep`, :class:`EndsTooEarly`."""
    acts_queries.locked(agreement)
    acts_rules.check_possible(acts_rules.DeclarationAction.RENEW, agreement.state, agreement.kind)
    begins = agreement.ends_on or agreement.in_force_on
    if begins is not None:
        rules.check_term(begins, until)
    step(agreement, DeclarationState.RENEWED, by=by)
    _set_term(agreement, agreement.in_force_on, until, by=by)


def _set_term(agreement: Declaration, on: date | None, until: date | None, *, by: Actor) -> None:
    before = {"from": _iso(agreement.in_force_on), "until": _iso(agreement.ends_on)}
    agreement.in_force_on, agreement.ends_on = on, until
    after = {"from": _iso(on), "until": _iso(until)}
    audit.record(by, verb="agreement.term_set", thing=agreement, before=before, after=after)
    db.session.flush()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def terminate(agreement: Declaration, note: str, *, by: Actor, now: datetime) -> None:
    """It ends before its time, or was never signed by all; the ``note`` is kept. Raises :class:`NoStep`, :class:`NoteMissing`."""
    acts_queries.locked(agreement)
    if not note.strip():
        raise NoteMissing
    step(agreement, DeclarationState.TERMINATED, by=by)
    agreement.closed_at = now
    audit.record(by, verb="agreement.ended", thing=agreement, after={"note": note.strip()[:500]})
    db.session.flush()


def expire_due(*, now: datetime) -> int:
    """Agreements whose last day is over expire; the worker asks for it now and then. Returns how many did."""
    expired = 0
    for agreement in queries.agreements_in_force():
        acts_queries.locked(agreement)  # who renews it at this moment comes first or after
        today = agreement.conference.day_of(now)
        if rules.is_over(agreement.state, agreement.ends_on, today):
            step(agreement, DeclarationState.EXPIRED, by=SYSTEM)
            agreement.closed_at = now
            expired += 1
    db.session.flush()
    return expired
