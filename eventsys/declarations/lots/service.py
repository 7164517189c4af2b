"""A lot is promised, then drawn; both stand on the trail with all that is needed to check them."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Order
from eventsys.declarations.lots import rules
from eventsys.declarations.lots.errors import NothingCalled, NothingPromised, ReasonMissing
from eventsys.declarations.signatories import queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.errors import NoSignatories
from eventsys.declarations.signatories.models import Lot


def promise_lot(declaration: Declaration, reason: str = "", *, by: Actor, now: datetime) -> Lot:
    """The list of the cities that sign as it is now, and the promise; ``reason``: why anew, where there was one before.

    Raises :class:`SignatoriesFixed`, :class:`NoSignatories`, :class:`ReasonMissing`.
    """
    acts_queries.locked(declaration)
    signatories_rules.check_signatories_open(declaration.state)
    if queries.lots(declaration) and not reason.strip():
        raise ReasonMissing
    seats = _seats(declaration)
    seed, codes = rules.new_seed(), [code for code, _name in seats]
    lot = Lot(
        declaration_id=declaration.id,
        reason=reason.strip(),
        seats=seats,
        seed=seed,
        promise=rules.promise_of(seed, codes),
        promised_at=now,
    )
    db.session.add(lot)
    after = {"promise": lot.promise, "cities": codes, "reason": lot.reason}
    audit.record(by, verb="declaration.lot_promised", thing=declaration, after=after)
    db.session.flush()
    return lot


def _seats(declaration: Declaration) -> list[list[str]]:
    """[code, name] of each that signs, in the alphabet of the order."""
    there = {d.id: d for d in signatories.who_signs(declaration)}
    if not there:
        raise NoSignatories
    places = {key: signatories.place_of(declaration, one) for key, one in there.items()}
    alphabet = Order.OWN_NAMES if declaration.order == Order.OWN_NAMES_LOT else Order.ALPHABETICAL
    order = signatories_rules.signing_order(list(places.values()), alphabet, declaration.order_language)
    return [[there[key].party.code, places[key].name] for key in order]


def draw_lot(declaration: Declaration, called: str, *, by: Actor, now: datetime) -> Lot:
    """The first seat, by the newest promise and what was ``called`` in the hall.

    Raises :class:`SignatoriesFixed`, :class:`NothingPromised`, :class:`NothingCalled`.
    """
    acts_queries.locked(declaration)
    signatories_rules.check_signatories_open(declaration.state)
    lot = next(iter(queries.lots(declaration)), None)
    if lot is None or lot.drawn_at:
        raise NothingPromised
    word = rules.called_words(called)[: rules.MOST_CALLED]
    if not word:
        raise NothingCalled
    seat = rules.seat_of(lot.seed, word, len(lot.seats))
    code = lot.seats[seat][0]
    lot.delegation = queries.delegation_of(declaration, code)
    lot.called, lot.drawn_at = word, now
    after = {"promise": lot.promise, "seed": lot.seed, "called": lot.called, "number": seat + 1, "city": code}
    audit.record(by, verb="declaration.lot_drawn", thing=declaration, after=after)
    db.session.flush()
    return lot
