"""Place and dates of the act, with defaults, until the document is sealed; and one step of a text's life."""

from __future__ import annotations

from datetime import date, datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries, rules
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.acts.rules import Act, Days
from eventsys.networks.registry.models import City


def days_of(declaration: Declaration, now: datetime) -> Days:
    """What bounds the days of the act."""
    conference = declaration.conference
    today = conference.day_of(now)
    return Days(conference.starts, conference.ends, today)


def city_said(declaration: Declaration, city: City) -> Localized:
    """What the texts call a city: in a text in its own language by its own name, where none is on record there."""
    languages = declaration.languages
    name = declaration.conference.city_name(city)
    return Localized({**city.own_name_in(languages), **name.also_in(languages)})


def city_settled(declaration: Declaration, city: City) -> Localized:
    """Of what :func:`city_said` gives the part that was settled for this edition of the plenary; the rest is the register's."""
    settled = declaration.conference.city_names.get(city.id)
    if settled is None or not settled.name:
        return Localized()
    return Localized(
        {code: settled.name.also_in(declaration.languages).get(code) for code in declaration.languages}
    )


def act_of(declaration: Declaration) -> Act:
    """Where and when it is done, as the paper says it: by default in the host city, on the closing day."""
    conference, host = declaration.conference, declaration.conference.host_city
    return Act(
        place=Localized({**city_said(declaration, host), **declaration.place.also_in(declaration.languages)}),
        done_on=declaration.done_on or max(conference.ends, declaration.adopted_on or conference.ends),
        adopted_on=declaration.adopted_on,
    )


def settle_act(
    declaration: Declaration,
    *,
    place: Localized,
    done_on: date | None,
    adopted_on: date | None,
    by: Actor,
    now: datetime,
    fits: bool = False,
) -> None:
    """Place, date of the declaration and of its adoption (None: the defaults), until the document is sealed.

    ``fits``: languages in which the place stays as it was name the same place. Raises :class:`ActFixed`,
    :class:`PlaceMissing`, :class:`PlaceChangedInSome`, :class:`DayOutOfReach`.
    """
    queries.locked(declaration)
    rules.check_unsealed(declaration.state)
    days, agreement = days_of(declaration, now), declaration.is_agreement
    rules.check_place(place, declaration.place, declaration.languages, fits=fits)
    if adopted_on is None and declaration.adopted_at is not None:
        adopted_on = rules.usual_adoption_day(days_of(declaration, declaration.adopted_at))
    if adopted_on is not None:
        rules.check_act_day("adopted_on", adopted_on, days, is_agreement=agreement)
    if done_on is not None:
        rules.check_act_day("done_on", done_on, days, is_agreement=agreement, after=adopted_on)
    before = _on_record(declaration)
    declaration.place, declaration.done_on, declaration.adopted_on = place, done_on, adopted_on
    if (after := _on_record(declaration)) != before:
        audit.record(by, verb="declaration.act_settled", thing=declaration, before=before, after=after)
    db.session.flush()


def record_adoption(declaration: Declaration, now: datetime) -> None:
    """Part of an adoption: its moment, and its date unless the secretariat has set one."""
    declaration.adopted_at = now
    usual = rules.usual_adoption_day(days_of(declaration, now))
    declaration.adopted_on = declaration.adopted_on or usual


def check_act(declaration: Declaration, now: datetime) -> None:
    """What is about to be sealed fits together. Raises :class:`PlaceMissing`, :class:`DayOutOfReach`."""
    act, days = act_of(declaration), days_of(declaration, now)
    rules.check_place(declaration.place, declaration.place, declaration.languages)
    rules.check_act_day(
        "done_on", act.done_on, days, is_agreement=declaration.is_agreement, after=act.adopted_on
    )


def _on_record(declaration: Declaration) -> dict[str, object]:
    return {
        "place": dict(declaration.place),
        "done_on": declaration.done_on.isoformat() if declaration.done_on else None,
        "adopted_on": declaration.adopted_on.isoformat() if declaration.adopted_on else None,
    }


def step(declaration: Declaration, wanted: DeclarationState, *, by: Actor) -> None:
    """Follow an arrow of the declaration's life, whose row the caller holds. Raises :class:`NoStep`."""
    rules.check_step(declaration.state, wanted, declaration.kind)
    audit.record(
        by,
        verb=f"declaration.{wanted}",
        thing=declaration,
        before={"state": declaration.state},
        after={"state": wanted, "version": declaration.version},
    )
    declaration.state = wanted
